"""The navigation at the left: the entries, the corner mark, the lock, and whose plans these are."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.queries.caseload import initials_of
from app.queries.colleagues import name_of_user
from app.texts import mark
from ui import theme
from ui.front import server_in_words
from ui.screens.screen import Screen
from ui.session import Session
from ui.widgets.button import Button
from ui.widgets.corner import Corner
from ui.widgets.sign import Sign
from ui.widgets.text import Initials, Label

WIDTH = 214
_BESIDE_AN_ICON = 52
"""What margins, padding and edges take beside the icons when there are no words."""


class Navigation(QFrame):
    """Tells by signal what is wanted; `set_brief` leaves out the words where the plan needs the room."""

    screen_wanted = Signal(str)
    lock_wanted = Signal()

    def __init__(self, session: Session, screens: Collection[Screen], *, leading: Collection[Screen]) -> None:
        super().__init__()
        self.setObjectName("Navigation")
        self.corner = Corner()
        self._entries = {each.id: self._entry(each) for each in (*screens, *leading)}
        self._leading = leading
        self._sign = Sign(ink="on_navigation", role="card")
        self._lock = Button(mark("navigation", "Lås"), icon_name="lock", kind="navigation", act=self.lock_wanted.emit)
        self._user = _User(session)
        self._is_brief = False
        self._lay_out()
        self.show_role(None)

    def mark_entry(self, name: str) -> None:
        """Mark the entry of the screen that is shown."""
        for each, button in self._entries.items():
            button.setChecked(each == name)

    def show_role(self, role: str | None) -> None:
        """Let the doors be seen that the role opens; the server asks for the role anyway."""
        for screen in self._leading:
            self._entries[screen.id].setVisible(role in screen.roles)

    def ask_name(self) -> None:
        """Ask for the user's name until it is told."""
        self._user.ask()

    def set_brief(self, is_brief: bool) -> None:
        """Show icons alone, their words as tips, or words beside them again."""
        if is_brief == self._is_brief:
            return
        self._is_brief = is_brief
        for button in (*self._entries.values(), self.corner, self._lock):
            button.set_brief(is_brief)
        self._sign.set_brief(is_brief)
        self._user.set_brief(is_brief)
        self._take_width()

    def _take_width(self) -> None:
        scale = theme.current().scale
        icon = round(theme.current().size("icon") * scale**0.5)
        self.setFixedWidth(_BESIDE_AN_ICON + icon if self._is_brief else round(WIDTH * min(1.5, scale)))

    def _lay_out(self) -> None:
        self._take_width()
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 20, 12, 16)
        box.setSpacing(8)
        sign = QHBoxLayout()
        sign.setContentsMargins(12, 0, 0, 20)
        sign.addWidget(self._sign)
        box.addLayout(sign)
        for entry in self._entries.values():
            box.addWidget(entry)
        box.addStretch(1)
        for part in (self.corner, self._lock, self._user):
            box.addWidget(part)

    def _entry(self, screen: Screen) -> Button:
        act = partial(self.screen_wanted.emit, screen.id)
        entry = Button(screen.label, icon_name=screen.icon, kind="navigation", act=act)
        entry.setCheckable(True)
        return entry


class _User(QWidget):
    """Whose plans these are and where they lie; the login stands in for a name that is not known yet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._login = (session.profile.facts.login or session.user).split("@")[0]
        self._is_known = False
        self._face = Initials(initials_of(self._login), size=32, on_navigation=True)
        self._name = Label(self._login, kind="strong", wrap=True)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(Label(server_in_words(session.profile.facts.server), kind="on-navigation", wrap=True))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(10, 8, 0, 0)
        self._line.setSpacing(10)
        self._line.addWidget(self._face)
        self._line.addWidget(self._words, 1)
        self.ask()

    def set_brief(self, is_brief: bool) -> None:
        """Show the face alone, or the words beside it."""
        self._words.setHidden(is_brief)
        self._line.setContentsMargins(4 if is_brief else 10, 8, 0, 0)

    def ask(self) -> None:
        """Ask the directory for the name until it is told."""
        if not self._is_known:
            self._session.bridge.ask(name_of_user, then=self._show_name, login=self._login)

    def _show_name(self, name: str | None) -> None:
        if not name:
            return
        self._is_known = True
        self._name.setText(name)
        self.setToolTip(name)
        self._face.show_initials(initials_of(name))
        self._session.greet_as(name.split()[0])
