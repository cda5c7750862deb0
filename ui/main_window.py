"""The main window: the navigation, and beside it a screen or a citizen's page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.operations.look_ups import look_up
from app.queries.access import Access, access
from app.store.reader import Outbox, Reader
from app.store.transaction import Touched
from app.texts import mark, say
from ui import actions, theme
from ui.appearance import Appearance
from ui.keys_dialog import KeysDialog
from ui.messages import Messages
from ui.navigation import Navigation
from ui.screens import LEADING, SCREENS
from ui.screens.citizen_page import PURPOSE, CitizenPage
from ui.screens.page_ahead import PageAhead
from ui.screens.refusals import RefusalsDialog
from ui.screens.screen import Desk, Screen
from ui.session import Session
from ui.widgets.sign import Sign
from ui.window import Window

WORDS_FROM = 1_000
"""From this width on, in pixels at 100 %, the navigation has words beside a citizen's page too."""


class MainWindow(Window):
    """Everything after the lock; its signals tell the program what is wanted.

    `vouched` carries the ids of own changes once the corner has painted that they are saved.
    """

    lock_wanted = Signal()
    appearance_chosen = Signal(object)
    meeting_changed = Signal(bool)
    vouched = Signal(object)

    def __init__(self, session: Session, *, appearance: Appearance, folder: Path) -> None:
        super().__init__()
        self._session = session
        self._messages = Messages(self)
        self.desk = Desk(session, self._messages, appearance=appearance, folder=folder)
        self._screens: dict[str, QWidget] = {}
        self._page: CitizenPage | None = None
        self._wanted_face = "board"
        self._begins = False
        self._wanted_item: str | None = None
        self._stack = QStackedWidget()
        self._ahead = PageAhead(self.desk, self._stack)
        self._navigation = Navigation(session, SCREENS, leading=LEADING)
        self._corner = self._navigation.corner
        self._veil = _Veil(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._navigation)
        box.addWidget(self._stack, 1)
        self._connect()
        self.show_screen(SCREENS[0].id)
        self._ask_outbox()
        self.desk.bridge.ask(_role, then=self._take_role)

    def show_screen(self, name: str) -> None:
        """Show a screen of the navigation."""
        self.desk.bridge.end_typing()
        if name not in self._screens:
            self._screens[name] = _screen(name).make(self.desk)
            self._stack.addWidget(self._screens[name])
        self._leave_citizen()
        self._stack.setCurrentWidget(self._screens[name])
        self._ahead.begin()
        self._share_room()
        self._navigation.mark_entry(name)

    def open_citizen(self, citizen: str, face: str = "board", *, begins: bool = False, item: str | None = None) -> None:
        """Write the look-up, then show the citizen's page; where the meeting *begins* at once, as all may see it.

        An *item* is chosen on that face, board or list.
        """
        self._wanted_face, self._begins, self._wanted_item = face, begins, item
        self.desk.bridge.run(look_up, then=partial(self._ask_access, citizen), citizen=citizen, purpose=say(PURPOSE))

    @property
    def page(self) -> CitizenPage | None:
        """The citizen's page that is open, if any."""
        return self._page

    def turn_veil(self) -> None:
        """Hide everything behind a plain page, or show it again."""
        self._veil.turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Leave the room to the plan where the navigation's words would take too much of it."""
        is_narrow = self.width() < round(WORDS_FROM * theme.current().scale)
        self._navigation.set_brief(is_narrow and self._page is not None)

    def _connect(self) -> None:
        desk = self.desk
        self._navigation.screen_wanted.connect(self.show_screen)
        self._navigation.lock_wanted.connect(self.lock_wanted)
        desk.citizen_wanted.connect(self.open_citizen)
        desk.item_wanted.connect(lambda citizen, item, face: self.open_citizen(citizen, face, item=item))
        desk.contests_wanted.connect(partial(self.open_citizen, face="contests"))
        desk.meeting_wanted.connect(partial(self.open_citizen, begins=True))
        desk.refusals_wanted.connect(self._show_refusals)
        desk.screen_wanted.connect(self.show_screen)
        desk.appearance_chosen.connect(self.appearance_chosen)
        desk.bridge.trouble.connect(self._messages.trouble)
        desk.bridge.changed.connect(self._on_changed)
        desk.bridge.saving.connect(self._corner.show_saving)
        self._session.exchanging_changed.connect(self._corner.show_exchanging)
        self._corner.show_exchanging(self._session.exchanging)
        self._corner.try_wanted.connect(self._session.try_now)
        self._corner.login_wanted.connect(self._log_in)
        self._corner.refusals_wanted.connect(self._show_refusals)
        self._corner.vouched.connect(self.vouched)
        on_page = self._on_page
        actions.install(
            self,
            {
                "lock": self.lock_wanted.emit,
                "hide": self.turn_veil,
                "search": partial(self._search),
                "keys": self._show_keys,
                "undo": lambda: on_page(CitizenPage.undo),
                "redo": lambda: on_page(CitizenPage.redo),
                "copy": lambda: on_page(CitizenPage.copy),
                "meeting": lambda: on_page(CitizenPage.start_meeting),
                "face 1": lambda: on_page(lambda page: page.show_face("board")),
                "face 2": lambda: on_page(lambda page: page.show_face("list")),
                "face 3": lambda: on_page(lambda page: page.show_face("areas")),
                "face 4": lambda: on_page(lambda page: page.show_face("consents")),
                "face 5": lambda: on_page(lambda page: page.show_face("round" if page.is_meeting else "prepare")),
            },
        )

    def _on_page(self, act: Callable[[CitizenPage], object]) -> None:
        if self._page is not None and not self._veil.isVisible():
            act(self._page)

    def _show_refusals(self) -> None:
        RefusalsDialog(self.desk, self).open()

    def _show_keys(self) -> None:
        if not self._veil.isVisible():
            KeysDialog(self).open()

    def _log_in(self, password: str) -> None:
        self._session.log_in(password, then=self._on_logged_in, failed=self._corner.refuse_login)

    def _on_logged_in(self, _answer: object) -> None:
        self._corner.end_login()
        self._messages.tell(say(mark("corner", "Du er logget ind igen.")))

    def _search(self) -> None:
        if self._page is None or not self._page.is_meeting:
            self.show_screen("search")

    def _ask_access(self, citizen: str, _answer: object) -> None:
        login, now = self._session.user, self._session.clock.now()
        then = partial(self._show_citizen, citizen)
        self.desk.bridge.ask(access, then=then, citizen=citizen, login=login, now=now)

    def _show_citizen(self, citizen: str, found: Access) -> None:
        self._leave_citizen()
        page = self._ahead.take()
        page.open(citizen, found)
        page.hide_wanted.connect(self.turn_veil)
        page.closed.connect(partial(self.show_screen, "citizens"))
        page.meeting_changed.connect(self._on_meeting)
        self._page = page
        self._share_room()
        self._stack.setCurrentWidget(page)
        self._navigation.mark_entry("citizens")
        if self._begins and found.is_writable:
            page.start_meeting()
        elif self._wanted_item is not None:
            page.show_item(self._wanted_item, self._wanted_face)
        else:
            page.show_face(self._wanted_face)

    def _leave_citizen(self) -> None:
        if self._page is None:
            return
        if self._page.is_meeting:
            self._page.end_meeting()
        self._stack.removeWidget(self._page)
        self._page.deleteLater()
        self._page = None

    def _on_meeting(self, is_on: bool) -> None:
        self._navigation.setVisible(not is_on)
        self.meeting_changed.emit(is_on)
        self._messages.turn_meeting(is_on)

    def _on_changed(self, touched: Touched) -> None:
        self._corner.vouch(touched.changes)
        self._navigation.ask_name()
        self._ask_outbox()
        self.desk.bridge.ask(_role, then=self._take_role)

    def _take_role(self, role: str | None) -> None:
        self._navigation.show_role(role)
        self.desk.take_role(role)

    def _ask_outbox(self) -> None:
        self.desk.bridge.ask(_outbox, then=self._show_outbox)

    def _show_outbox(self, outbox: Outbox) -> None:
        self._corner.show_outbox(outbox, today=self.desk.today())


class _Veil(QFrame):
    """A plain page over everything, for when somebody comes in."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("Navigation")
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addWidget(Sign(ink="on_navigation", role="page"), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say(mark("veil", "Skærmen er skjult. F9 viser den igen.")))
        self.hide()

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Let Tab reach nothing that is hidden."""
        return True

    def turn(self) -> None:
        """Lie over the window, or go."""
        self.setGeometry(self._window.rect())
        self.setVisible(not self.isVisible())
        self.raise_()
        if self.isVisible():
            self.setFocus()


def _screen(name: str) -> Screen:
    return next(each for each in (*SCREENS, *LEADING) if each.id == name)


def _role(reader: Reader) -> str | None:
    return reader.setting("role")


def _outbox(reader: Reader) -> Outbox:
    return reader.outbox()
