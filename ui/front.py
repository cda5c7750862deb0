"""What the unlock window knows of a profile before it is open, and what it asks for."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
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


class NewFactor(Protocol):
    """What sets up an authenticator program: a secret in letters and as an address, and codes for who loses it."""

    @property
    def secret(self) -> str: ...  # noqa: D102

    @property
    def address(self) -> str: ...  # noqa: D102

    @property
    def recovery(self) -> Sequence[str]: ...  # noqa: D102


class NewKey(Protocol):
    """What sets up a security key, with codes for who loses it where there are none yet."""

    @property
    def recovery(self) -> Sequence[str]: ...  # noqa: D102


class FactorQuestion(Protocol):
    """What is asked beside the password; with an `enrolment` or a `new_key` a new factor is set up first."""

    @property
    def ways(self) -> frozenset[str]: ...  # noqa: D102

    @property
    def enrolment(self) -> NewFactor | None: ...  # noqa: D102

    @property
    def new_key(self) -> NewKey | None: ...  # noqa: D102

    @property
    def has_key(self) -> bool: ...  # noqa: D102

    @property
    def was_wrong(self) -> bool: ...  # noqa: D102

    @property
    def trouble(self) -> str: ...  # noqa: D102

    @property
    def is_repeated(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorAnswer:
    """A code, or, `by_key`, that a security key is at hand.

    With `wants_new` it is shown to set up a new telephone in the place of the one before it, with `wants_key` another
    security key, which gets a `name`.
    """

    code: str = ""
    by_key: bool = False
    wants_new: bool = False
    wants_key: bool = False
    name: str = ""


class KeyHolding(Protocol):
    """A user with a security key at hand. Called on any thread."""

    def touch(self) -> None:
        """Tell that the key waits to be touched."""
        ...

    def pin(self, *, was_wrong: bool) -> str | None:
        """Return the PIN of the key, None when the user gives up."""
        ...


class Asking(Protocol):
    """Asks the user for a second factor."""

    def __call__(self, question: FactorQuestion) -> FactorAnswer:
        """Ask, wait and return the answer. Raises UserError when the user gives up."""
        ...

    def holding(self, put_away: Callable[[], None]) -> AbstractContextManager[KeyHolding]:
        """Ask for a security key meanwhile; *put_away* is called when the user does not want to use it."""
        ...

    def give_up(self) -> None:
        """Answer for the user, who cannot any more."""
        ...


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
