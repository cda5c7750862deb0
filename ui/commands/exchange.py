"""Exchange: what the commands need of the client of a server, in their own terms; `ui/__main__.py` hands it in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import UserError
from app.texts import mark

if TYPE_CHECKING:
    from app.store.opened import Opened
    from app.store.profile import Profile
    from ui.front import Join


class PasswordNeeded(UserError):
    """The server must be given the password before it answers."""

    def __init__(self) -> None:
        super().__init__(
            mark("command", "Serveren beder om adgangskoden igen. Sæt ENPLAN_PASSWORD, og kør kommandoen en gang til.")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Which server, who, and the password; None where the profile's own is meant."""

    password: str = field(repr=False)
    server: str | None = None
    user: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """What one exchange did; `contested` records have several versions, `later` streams were put off by the server."""

    sent: int
    received: int
    refused: int
    contested: int
    later: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """The client of a server.

    `join` makes a profile on this device. `sync` sends and fetches once for an opened profile; it raises PasswordNeeded
    when it has no credentials and the device's own secret is not enough, and joins the server that the credentials
    name when the profile knows none. `deliver` sends the sealed outbox of a profile that cannot be opened, and returns
    how many changes the server took. `renew` takes a new lease for a profile past its lease, with the password to the
    server. All raise EnplanError when the server cannot be reached.
    """

    join: "Join"
    sync: "Callable[[Opened, Credentials | None], Exchanged]"
    deliver: "Callable[[Profile], int]"
    renew: "Callable[[Profile, str], None]"


class NoExchange(UserError):
    """This program was started without the client of a server."""

    def __init__(self) -> None:
        super().__init__(mark("command", "Dette program kan ikke forbinde til en server. Installér Enplan igen."))
