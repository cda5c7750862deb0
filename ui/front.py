"""What the unlock window knows of a profile before it is open, and what it asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import Clock
from app.texts import mark

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
