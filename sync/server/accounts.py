"""Local accounts: passwords as Argon2id, tokens as hashes."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlalchemy import Connection

from app.clock import instant
from sync import protocol
from sync.server.rights import Role, Session
from sync.server.statements import Statement

SHORTEST_PASSWORD = 12
MEMORY_KIB = 19_456
PASSES = 2
"""OWASP's least for Argon2id (Password Storage Cheat Sheet, read 2026-11): 19 MiB, two passes, one lane."""


class Denied(Exception):
    """No token for these words; which of them was wrong is not told."""


def hashed(password: str) -> str:
    """Return *password* as stored: salt and Argon2id, base64."""
    salt = secrets.token_bytes(16)
    return base64.b64encode(salt + _argon(salt).derive(password.encode())).decode()


def add(connection: Connection, *, login: str, name: str, role: Role, password: str, areas: str, unit: str) -> None:
    """Make or renew an account."""
    put(connection, login=login, name=name, role=role, hashed=hashed(password), areas=areas, unit=unit)


def put(
    connection: Connection, *, login: str, name: str, role: Role, hashed: str, areas: str, unit: str,
    within: str = "", kle: str = "",
) -> None:  # fmt: skip
    """Make or renew an account whose password is *hashed* already; *within* and *kle* are its limits."""
    _ADD.run(
        connection, login=login, name=name, role=role.value, areas=areas, unit=unit, within=within, kle=kle,
        password=hashed,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Somebody with an account, which `is_closed` when the user has left."""

    login: str
    name: str
    role: Role
    unit: str
    is_closed: bool


def staff(connection: Connection) -> dict[str, Staff]:
    """Return {login: who} of every account, closed ones too."""
    return {
        row.login: Staff(
            login=row.login, name=row.name, role=Role(row.role), unit=row.unit, is_closed=row.ended is not None
        )
        for row in _STAFF.each(connection)
    }


def role_of(connection: Connection, login: str) -> Role | None:
    """Return the role of an account; None when there is none, or it has ended."""
    found = _ROLE.scalar(connection, login=login)
    return None if found is None else Role(found)


def exists(connection: Connection, login: str) -> bool:
    """Tell whether there is an account of that name."""
    return _PASSWORD.scalar(connection, login=login) is not None


def end(connection: Connection, *, login: str, at: str) -> None:
    """Close an account: no token is given any more, and those there are stand for nobody."""
    _END.run(connection, login=login, at=at)


def check_password(connection: Connection, *, login: str, password: str) -> None:
    """Raise Denied unless *password* is that of *login*; an unknown name takes as long."""
    stored = _PASSWORD.scalar(connection, login=login)
    whole = base64.b64decode(stored) if stored else bytes(48)
    try:
        _argon(whole[:16]).verify(password.encode(), whole[16:])
    except InvalidKey as wrong:
        raise Denied from wrong
    if not stored:
        raise Denied


def check_secret(connection: Connection, *, device: str, secret: str) -> str:
    """Return the login of a registered device that shows its secret; raises Denied."""
    row = _SECRET.first(connection, device=device)
    if row is None or not hmac.compare_digest(bytes(row.secret), digest(secret)):
        raise Denied
    login: str = row.login
    return login


def session_of(connection: Connection, *, login: str, device: str) -> Session:
    """Return whom *login* on *device* stands for; raises Denied when the account or device has ended."""
    row = _ACCOUNT.first(connection, login=login, device=device)
    if row is None or row.ended is not None or row.lost is not None or row.owner not in (None, login):
        raise Denied
    areas = frozenset(each for each in row.areas.split(",") if each)
    return Session(
        login=login, name=row.name, role=Role(row.role), areas=areas, device=device, is_registered=row.owner == login,
        unit=row.unit, within=row.within, kle=tuple(each for each in row.kle.split(",") if each),
    )  # fmt: skip


def new_token(connection: Connection, *, login: str, device: str, now: datetime, proved: str = "") -> tuple[str, str]:
    """Draw a token bound to user and device and return it with its end; *proved* is when a second factor was shown."""
    token = secrets.token_urlsafe(32)
    until = instant(now + timedelta(hours=protocol.TOKEN_HOURS))
    _FORGET_TOKENS.run(connection, now=instant(now))
    _TOKEN.run(connection, digest=digest(token), login=login, device=device, until=until, proved=proved or None)
    return token, until


def session_by_token(connection: Connection, token: str, *, now: datetime) -> Session:
    """Return whom *token* stands for; raises Denied."""
    row = _BY_TOKEN.first(connection, digest=digest(token))
    if row is None or row.until <= instant(now):
        raise Denied
    return replace(session_of(connection, login=row.login, device=row.device), proved=row.proved or "")


def digest(secret: str) -> bytes:
    """Return a random secret as stored; it needs no stretching."""
    return hashlib.sha256(secret.encode()).digest()


def _argon(salt: bytes) -> Argon2id:
    return Argon2id(salt=salt, length=32, iterations=PASSES, lanes=1, memory_cost=MEMORY_KIB)


_ADD = Statement(
    "INSERT INTO account (login, name, role, areas, unit, within, kle, password, ended) "
    "VALUES (:login, :name, :role, :areas, :unit, :within, :kle, :password, NULL) "
    "ON CONFLICT (login) DO UPDATE SET name = excluded.name, role = excluded.role, areas = excluded.areas, "
    "unit = excluded.unit, within = excluded.within, kle = excluded.kle, password = excluded.password, ended = NULL"
)
_END = Statement("UPDATE account SET ended = :at WHERE login = :login")
_PASSWORD = Statement("SELECT password FROM account WHERE login = :login AND ended IS NULL")
_STAFF = Statement("SELECT login, name, role, unit, ended FROM account ORDER BY login")
_ROLE = Statement("SELECT role FROM account WHERE login = :login AND ended IS NULL")
_SECRET = Statement("SELECT login, secret FROM device WHERE id = :device AND lost IS NULL")
_ACCOUNT = Statement(
    "SELECT account.name, account.role, account.areas, account.unit, account.within, account.kle, account.ended, "
    "device.login AS owner, device.lost "
    "FROM account LEFT JOIN device ON device.id = :device WHERE account.login = :login"
)
_TOKEN = Statement(
    "INSERT INTO token (digest, login, device, until, proved) VALUES (:digest, :login, :device, :until, :proved)"
)
_FORGET_TOKENS = Statement("DELETE FROM token WHERE until <= :now")
_BY_TOKEN = Statement(
    "SELECT token.login, token.device, token.until, coalesce(device.proved, token.proved) AS proved FROM token "
    "LEFT JOIN device ON device.id = token.device AND device.login = token.login WHERE token.digest = :digest"
)
