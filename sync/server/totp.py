"""Codes that change with time (RFC 6238): six digits of an HMAC over the number of the half minute."""

import base64
import hmac
from datetime import datetime
from urllib.parse import quote, urlencode

ISSUER = "Enplan"
STEP_S = 30
DIGITS = 6
WINDOW = 1
"""Half minutes by which a clock may be off, each way."""
SECRET_LENGTH = 20
"""Bytes, as long as what SHA-1 makes (RFC 4226, section 4)."""


def step_at(now: datetime) -> int:
    """Return the number of the half minute since 1970."""
    return int(now.timestamp()) // STEP_S


def code(secret: bytes, step: int, *, digits: int = DIGITS) -> str:
    """Return the code of a half minute. SHA-1, which every authenticator program knows, is no weakness in an HMAC."""
    made = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    at = made[-1] & 0x0F
    number = int.from_bytes(made[at : at + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**digits).zfill(digits)


def matching(secret: bytes, told: str, *, now: datetime, after: int) -> int | None:
    """Return the half minute whose code was *told*, one later than *after*; None when there is none."""
    middle = step_at(now)
    for step in range(middle - WINDOW, middle + WINDOW + 1):
        if step > after and hmac.compare_digest(code(secret, step).encode(), told.encode()):
            return step
    return None


def in_letters(secret: bytes) -> str:
    """Return *secret* as a person types it: base32 without padding."""
    return base64.b32encode(secret).decode().rstrip("=")


def address(secret: bytes, *, login: str) -> str:
    """Return the `otpauth` address that an authenticator program reads from a square code."""
    asked = {"secret": in_letters(secret), "issuer": ISSUER, "digits": DIGITS, "period": STEP_S}
    return f"otpauth://totp/{ISSUER}:{quote(login)}?{urlencode(asked)}"
