"""A session: one opened profile, from the passphrase to the lock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.clock import DANISH_TIME, Clock
from app.errors import UserError
from app.store import keys, lease, pin, wiping
from app.store.opened import Opened
from app.store.profile import Facts, Profile, ProfileMissing, read_facts
from app.store.store import Store
from app.texts import Text, mark
from ui.bridge import Bridge
from ui.errands import Errands, Failed, Then
from ui.front import Front
from ui.office import Office

MINUTE_MS = 60_000
_NO_SERVER = mark("session", "Profilen har ingen server. Det her kræver forbindelse til kommunens server.")


class Contact(StrEnum):
    """How it stands with the server."""

    NONE = "none"
    """The profile has no server."""
    IDLE = "idle"
    FETCHING = "fetching"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanging:
    """What the exchange with the server says of itself; `reason` is why nothing can be sent.

    `is_login_needed` tells that the server asks for the password again, `is_lost` that this device was reported lost.
    """

    contact: Contact = Contact.NONE
    reason: Text | None = None
    is_login_needed: bool = False
    is_lost: bool = False
    last_contact: datetime | None = None


class Exchange(Protocol):
    """The exchange with the server while a profile is open."""

    def try_now(self) -> None:
        """Send and fetch at once."""
        ...

    def log_in(self, password: str) -> None:
        """Renew the way in with the user's password, and go on; waits for the server. Raises EnplanError."""
        ...

    def give_up(self) -> None:
        """Answer for the user, who cannot any more, whatever is being asked."""
        ...

    def stop(self) -> None:
        """End it; returns when nothing more will be written."""
        ...

    @property
    def office(self) -> Office:
        """The server as a person asks it."""
        ...


StartExchange = Callable[[Opened, Callable[[Exchanging], None]], Exchange]
"""Starts the exchange; it tells how it stands from any thread."""


def look_at(folder: Path, clock: Clock) -> Front:
    """Return what the unlock window may know of the profile in *folder*."""
    wiping.clear(folder)
    hour = clock.now().astimezone(DANISH_TIME).hour
    try:
        facts = read_facts(folder)
    except ProfileMissing:
        return Front(exists=False, hour=hour)
    with Profile.open(folder) as profile:
        has_pin = profile.keys_path.exists() and pin.tries_left(profile) > 0
        has_keys = profile.keys_path.exists()
    return _front(facts, has_keys=has_keys, has_pin=has_pin, hour=hour)


class Session(QObject):
    """An opened profile on the Qt thread: the bridge to its store and how the exchange stands."""

    exchanging_changed = Signal(object)
    _told = Signal(object)

    def __init__(
        self, opened: Opened, *, start_exchange: StartExchange | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.profile = opened.profile
        self.unlocked = opened.unlocked
        self.clock = opened.store.clock
        self.user = opened.store.user
        self.device = opened.store.device
        self.bridge = Bridge(opened.store, self)
        self.exchanging = Exchanging(last_contact=opened.profile.facts.last_contact)
        self._store = opened.store
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        has_server = opened.profile.facts.server is not None
        self._exchange = start_exchange(opened, self._told.emit) if start_exchange and has_server else None
        self._asking: Errands | None = None
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._observe)
        self._minute.start()

    def try_now(self) -> None:
        """Send and fetch at once, where there is a server."""
        if self._exchange is not None:
            self._exchange.try_now()

    def log_in(self, password: str, *, then: Then, failed: Failed) -> None:
        """Give the server the password again; it is asked on a thread of its own, for it may be slow."""
        if self._exchange is None:
            return
        if self._asking is None:
            self._asking = Errands("enplan-login", self)
        self._asking.do(partial(self._exchange.log_in, password), then=then, failed=failed)

    @property
    def has_server(self) -> bool:
        """Whether there is a server to ask."""
        return self._exchange is not None

    def ask_office(self, ask: Callable[[Office], Any], *, then: Then, failed: Failed) -> None:
        """Ask the server on a thread of its own; without a server that is said at once."""
        if self._exchange is None:
            failed(UserError(_NO_SERVER))
            return
        if self._asking is None:
            self._asking = Errands("enplan-login", self)
        self._asking.do(partial(_asked, self._exchange, ask), then=then, failed=failed)

    def close(self) -> None:
        """Save what is typed, end the exchange, close the files and forget the key."""
        self._minute.stop()
        if self._exchange is not None:
            self._exchange.give_up()
        if self._asking is not None:
            self._asking.close()
        if self._exchange is not None:
            self._exchange.stop()
        self.bridge.close()
        self._store.close()
        self.profile.close()

    def greet_as(self, given_name: str) -> None:
        """Let the unlock window greet the user by *given_name* from now on."""
        if given_name != self.profile.facts.given_name:
            self.bridge.run(_keep_name, profile=self.profile, given_name=given_name)

    def _observe(self) -> None:
        """Let a clock that is set back gain no more than a minute, and move the keys to a lease just handed out."""
        self.bridge.run(_keep_time, session=self)

    def _on_told(self, exchanging: Exchanging) -> None:
        self.exchanging = exchanging
        self.exchanging_changed.emit(exchanging)


def _asked(exchange: Exchange, ask: Callable[[Office], Any]) -> Any:
    return ask(exchange.office)


def _keep_time(_store: Store, *, session: Session) -> None:
    lease.observe(session.profile, session.clock)
    keys.adopt_lease(session.profile, session.unlocked, clock=session.clock)


def _keep_name(_store: Store, *, profile: Profile, given_name: str) -> None:
    profile.update(given_name=given_name)


def _front(facts: Facts, *, has_keys: bool, has_pin: bool, hour: int) -> Front:
    return Front(
        exists=has_keys,
        login=facts.login,
        given_name=facts.given_name,
        server=facts.server,
        lease_end=facts.lease_end,
        last_contact=facts.last_contact,
        has_pin=has_pin,
        hour=hour,
    )
