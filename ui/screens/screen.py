"""Screen: one entry of the navigation; Desk: what every screen is handed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from app import clock
from app.domain.cpr import read_cpr
from app.operations.look_ups import look_up_number
from app.texts import Text
from ui import roles
from ui.appearance import Appearance
from ui.errands import Then
from ui.messages import Messages
from ui.session import Session


class Desk(QObject):
    """The opened profile and the ways from one screen to another.

    An item is wanted with its citizen before it, and the face to show it in after it.
    """

    citizen_wanted = Signal(str)
    item_wanted = Signal(str, str, str)
    contests_wanted = Signal(str)
    meeting_wanted = Signal(str)
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
        self.item_face = "board"
        """The face in which items of a plan were last looked at: board or list."""
        self._searched = ""

    def today(self) -> date:
        """Return the Danish calendar day."""
        return clock.today(self.session.clock)

    def open_item(self, citizen: str, item: str | None) -> None:
        """Want a plan at an item, in the face that was used last; without one, the plan as it is first seen."""
        if item is None:
            self.citizen_wanted.emit(citizen)
        else:
            self.item_wanted.emit(citizen, item, self.item_face)

    def take_role(self, role: str | None) -> None:
        """Know what the user is employed to do, as the server tells it; None without a server."""
        if role != self.role:
            self.role = role
            self.role_changed.emit()

    @property
    def may_create(self) -> bool:
        """Whether plans of new citizens are offered."""
        return roles.is_offered(self.role, roles.CREATORS)

    def search(self, query: Callable[..., Any], field: QLineEdit, *, then: Then) -> None:
        """Ask *query* for what stands in *field*; whom a whole CPR number finds is written down first, once in a row.

        The same number again waits for the writer too: what it finds may not be written yet.
        """
        asked = field.text().strip()
        is_new, self._searched = asked != self._searched, asked
        ask = partial(self.bridge.ask, query, then=then, asked=asked)
        if read_cpr(asked) is None:
            ask()
            return
        noted = look_up_number if is_new else _noted
        self.bridge.run(noted, then=partial(_ask_still, ask, field, asked), asked=asked)

    def choose_appearance(self, appearance: Appearance) -> None:
        """Show and keep another look or language."""
        self.appearance = appearance
        self.appearance_chosen.emit(appearance)


def _noted(_store: object, *, asked: str) -> int:
    """Follow upon the look-up of the number *asked*."""
    return 0


def _ask_still(ask: Callable[[], None], field: QLineEdit, asked: str, _found: object) -> None:
    """Ask unless something else stands in the field by now."""
    if isValid(field) and field.text().strip() == asked:
        ask()


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
