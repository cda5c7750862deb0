"""What the unlock window knows of a profile before it is open, and what it asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.clock import Clock
from app.texts import mark, say

if TYPE_CHECKING:  # this brings the store, which may not be loaded before the window is shown
    from app.store.opened import Opened
    from app.store.profile import Profile

LOST = mark(
    "unlock",
    "Denne pc er meldt tabt. Nøglerne og planerne, der lå her, er slettet. "
    "Er pc'en fundet igen, så spørg jeres administrator, og begynd forfra.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What stands in clear: whether there is a profile, whose it is, until when it opens offline."""

    exists: bool
    login: str | None = None
    given_name: str | None = None
    server: str | None = None
    lease_end: datetime | None = None
    last_contact: datetime | None = None
    has_pin: bool = False
    hour: int = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """What it takes to join a server for the first time on this device."""

    folder: Path
    address: str
    login: str
    password: str
    passphrase: str


SendLocked = Callable[[Path], set[str]]
"""Sends what waits in the sealed outbox of the profile in a folder, opening nothing; returns what was entered."""

Renew = Callable[["Profile", str], None]
"""Takes a new lease for a locked profile with the user's password to the server. Raises EnplanError."""

Join = Callable[[Joining, Clock], "Opened"]


def server_in_words(address: str | None) -> str:
    """Return where the plans lie besides this machine, as a person says it: the server's name without port or path."""
    if address is None:
        return say(mark("navigation", "Kun på denne pc"))
    host = urlsplit(address if "//" in address else f"//{address}").hostname or address
    return say(mark("navigation", "Server på denne pc")) if _is_here(host) else host


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
