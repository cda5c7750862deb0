"""Screen: one entry of the navigation; Desk: what every screen is handed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app import clock
from app.operations.look_ups import look_up_number
from app.texts import Text
from ui import roles
from ui.appearance import Appearance
from ui.messages import Messages
from ui.session import Session


class Desk(QObject):
    """The opened profile and the ways from one screen to another."""

    citizen_wanted = Signal(str)
    contests_wanted = Signal(str)
    refusals_wanted = Signal()
    screen_wanted = Signal(str)
    appearance_chosen = Signal(object)
    role_changed = Signal()

    def __init__(self, session: Session, messages: Messages, *, appearance: Appearance, folder: Path) -> None:
        super().__init__(messages.parent())
        self.session = session
        self.bridge = session.bridge
        self.messages = messages
        self.appearance = appearance
        self.folder = folder
        self.role: str | None = None
        self._searched = ""

    def today(self) -> date:
        """Return the Danish calendar day."""
        return clock.today(self.session.clock)

    def take_role(self, role: str | None) -> None:
        """Know what the user is employed to do, as the server tells it; None without a server."""
        if role != self.role:
            self.role = role
            self.role_changed.emit()

    @property
    def may_create(self) -> bool:
        """Whether plans of new citizens are offered."""
        return roles.is_offered(self.role, roles.CREATORS)

    def note_search(self, asked: str) -> None:
        """Write down whom a whole CPR number finds, once for the same words."""
        if asked.strip() != self._searched:
            self._searched = asked.strip()
            self.bridge.run(look_up_number, asked=self._searched)

    def choose_appearance(self, appearance: Appearance) -> None:
        """Show and keep another look or language."""
        self.appearance = appearance
        self.appearance_chosen.emit(appearance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One entry of the navigation; `make` builds its widget when it is first shown.

    `roles` are those for whom it is there; nobody is left out where none is named.
    """

    id: str
    label: Text
    icon: str
    make: Callable[[Desk], QWidget]
    roles: frozenset[str] = frozenset()
