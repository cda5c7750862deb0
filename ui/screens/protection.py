"""Name and address protection of one citizen: how it stands, and one press that turns it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.operations.protection import lift_protection, protect
from app.operations.undoing import undo
from app.queries.protection import Protection, protection
from app.texts import Text, mark, say
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.text import Label

_IS_PROTECTED = mark("protection", "Navn og adresse er beskyttet. Adresse og telefon ses ikke i lister og nødadgang.")
_IS_OPEN = mark("protection", "Navn og adresse er ikke beskyttet.")
_PROTECT = mark("protection", "Beskyt navn og adresse")
_LIFT = mark("protection", "Ophæv beskyttelsen")
_PROTECTED = mark("protection", "Navn og adresse er nu beskyttet.")
_LIFTED = mark("protection", "Beskyttelsen er ophævet.")


class ProtectionPart(QWidget):
    """For the worker alone; nobody turns it who only reads."""

    def __init__(self, desk: Desk, *, citizen: str, is_read_only: bool) -> None:
        super().__init__()
        self._desk = desk
        self._citizen = citizen
        self._is_read_only = is_read_only
        self._shown: Protection | None = None
        self._state = Label(wrap=True)
        self._turn = Button(kind="quiet", icon_name="lock", act=self._on_turn)
        self._turn.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._state)
        box.addWidget(self._turn, 0, Qt.AlignmentFlag.AlignLeft)
        desk.bridge.changed.connect(self._on_changed)
        self._reload()

    def _on_changed(self, touched: object) -> None:
        if self._citizen in getattr(touched, "citizens", ()):
            self._reload()

    def _reload(self) -> None:
        self._desk.bridge.ask(protection, then=self._show, citizen=self._citizen, login=self._desk.session.user)

    def _show(self, found: Protection) -> None:
        self._shown = found
        self._state.setText(say(_IS_PROTECTED if found.is_protected else _IS_OPEN))
        self._turn.setText(say(_LIFT if found.is_protected else _PROTECT))
        self._turn.setVisible(found.may_turn and not self._is_read_only)

    def _on_turn(self) -> None:
        if self._shown is None:
            return
        turned, words = (lift_protection, _LIFTED) if self._shown.is_protected else (protect, _PROTECTED)
        self._desk.bridge.run(turned, then=partial(self._tell, words), citizen=self._citizen)

    def _tell(self, words: Text, _answer: object) -> None:
        self._desk.messages.tell(say(words), undo=partial(self._desk.bridge.run, undo, citizen=self._citizen))
