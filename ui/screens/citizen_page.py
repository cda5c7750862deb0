"""A citizen's page: the faces of one plan, and the meeting around it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.look_up import LookUpAct
from app.errors import EnplanError
from app.operations.look_ups import look_up
from app.operations.meetings import begin_meeting
from app.operations.undoing import redo, undo
from app.queries.access import Access, access
from app.queries.caseload import whole_number
from app.queries.face import Face, face
from app.queries.meetings import MeetingStart, meeting_start
from app.queries.moves import Moved, moved
from app.store.history import Undone
from app.texts import mark, say
from ui import theme
from ui.board.board_screen import BoardScreen
from ui.screens.after_meeting import AfterMeeting
from ui.screens.citizen_header import CitizenHeader
from ui.screens.consents import ConsentsScreen
from ui.screens.contests import ContestsScreen
from ui.screens.family import FamilyScreen
from ui.screens.life_areas import LifeAreasScreen
from ui.screens.meeting_faces import MeetingFaces
from ui.screens.plan_list import PlanListScreen
from ui.screens.room import RoomScreen
from ui.screens.screen import Desk
from ui.taking_back import AGAIN, BACK, Way, turned_in_words
from ui.widgets.card import column
from ui.widgets.focus_frame import FocusFrame

PURPOSE = mark("look-up", "Arbejde med borgerens plan")
_WRITTEN = ("contests", "closing", "room", "round", "copy", "prepare", "minutes", "family")
"""The faces that only who writes in the plan has."""
_OF_ITEMS = ("board", "list")


class CitizenPage(QWidget):
    """Shows one citizen whose look-up is written, once opened; `closed` and `meeting_changed` tell the window."""

    closed = Signal()
    hide_wanted = Signal()
    meeting_changed = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._access = Access()
        self.citizen = ""
        self._survivor: str | None = None
        self.is_meeting = False
        self._is_starting = False
        self._meeting = ""
        self._face_name = "board"
        self._parts: dict[str, QWidget] = {}
        self._board: BoardScreen | None = None
        """A board that nobody has opened yet."""
        self._makers: dict[str, Callable[[], QWidget]] = {
            "board": self._made_board,
            "list": partial(self._made, PlanListScreen),
            "areas": partial(self._made, LifeAreasScreen),
            "consents": partial(self._made, ConsentsScreen),
            "room": self._made_room,
            "contests": self._made_contests,
            "family": self._made_family,
        }
        self._header = CitizenHeader()
        self._after = AfterMeeting(desk)
        self._after.told.connect(partial(self._on_told, can_be_undone=True))
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._header)
        box.addWidget(self._after)
        box.addWidget(FocusFrame(column(self._stack), holder=self._stack.currentWidget), 1)
        self._connect()

    def make_board(self) -> None:
        """Make a board before anybody knows of whom."""
        self._board = self._new_board()
        self._stack.addWidget(self._board)

    def open(self, citizen: str, found: Access) -> None:
        """Show this citizen to one who has that access; once, for another citizen gets another page."""
        self.citizen = self._after.citizen = citizen
        self._access = found
        self._faces = MeetingFaces(self._desk, citizen=citizen, window=self, after=self._after)
        self._faces.face_wanted.connect(self.show_face)
        self._faces.closed.connect(self._on_closed)
        self._faces.minutes_wanted.connect(self._show_minutes)
        self._makers |= self._faces.makers()
        self._header.set_read_only(found.why)
        if not found.is_writable:
            self._drop_board()
        self._reload()

    def show_face(self, name: str) -> None:
        """Show the board, the list, the life areas, the consents, the differences, or the end of a meeting."""
        self._desk.bridge.end_typing()
        if name in _WRITTEN and not self._access.is_writable:
            name = "list"
        if name == "family" and self.is_meeting:
            name = "board"
        if name not in self._parts:
            self._parts[name] = self._makers[name]()
            theme.dress(self._parts[name])
            if self._stack.indexOf(self._parts[name]) < 0:
                self._stack.addWidget(self._parts[name])
        self._face_name = name
        if name in _OF_ITEMS:
            self._desk.item_face = name
        part = self._parts[name]
        self._stack.setCurrentWidget(part)
        self._header.choose(name)
        self._header.show_undo(name not in ("board", "contests", "closing", "room", "copy", "minutes", "family"))
        part.setFocus()
        if isinstance(part, ContestsScreen):
            part.begin()

    def show_item(self, item: str, face: str = "list") -> None:
        """Show an item in the list of the plan, or on a board that was not shown before."""
        self.show_face(face)
        part = self._parts[face]
        if isinstance(part, PlanListScreen):
            part.choose(item)
        elif isinstance(part, BoardScreen):
            part.model.shown.connect(partial(self._choose, part, item), Qt.ConnectionType.SingleShotConnection)

    def start_meeting(self) -> None:
        """Begin today's meeting, or one that nobody planned, and show what the citizen may see and nothing else.

        During a meeting, show how it ends.
        """
        if self.is_meeting:
            self.show_face("closing")
        elif not self._is_starting and self._access.is_writable:
            self._after.end()
            self._drop_board()
            self._is_starting = True
            today = self._desk.today()
            self._desk.bridge.ask(
                meeting_start, then=self._on_start, failed=self._on_not_begun, citizen=self.citizen, today=today
            )

    def end_meeting(self) -> None:
        """Go back to the worker's own page; a meeting that was not closed goes on when it is started again today."""
        self._turn_meeting(is_on=False)

    def undo(self) -> None:
        """Take back the last act for this citizen, or beside the family's plans for the one that is chosen there."""
        self._desk.bridge.end_typing()
        if (family := self._family) is not None:
            family.undo()
        elif self._access.is_writable:
            self._desk.bridge.run(undo, then=partial(self._tell_turned, BACK), citizen=self.citizen)

    def redo(self) -> None:
        """Do again what was taken back."""
        if (family := self._family) is not None:
            family.redo()
        elif self._access.is_writable:
            self._desk.bridge.run(redo, then=partial(self._tell_turned, AGAIN), citizen=self.citizen)

    def copy(self) -> None:
        """Give the citizen the plan on paper."""
        self._faces.give_copy(is_meeting=self.is_meeting, shown=self._face_name)

    def _connect(self) -> None:
        header = self._header
        header.back_wanted.connect(self.closed)
        header.face_wanted.connect(self.show_face)
        header.number_wanted.connect(self._show_number)
        header.copy_wanted.connect(self.copy)
        header.meeting_wanted.connect(self.start_meeting)
        header.meeting_ended.connect(partial(self.show_face, "closing"))
        header.contests_wanted.connect(partial(self.show_face, "contests"))
        header.room_wanted.connect(partial(self.show_face, "room"))
        header.undo_wanted.connect(self.undo)
        header.redo_wanted.connect(self.redo)
        self._desk.bridge.changed.connect(self._on_changed)

    def _made_board(self) -> BoardScreen:
        board, self._board = self._board or self._new_board(), None
        board.open(self.citizen, today=self._desk.today())
        return board

    def _new_board(self) -> BoardScreen:
        screen = BoardScreen(self._desk.bridge, held=self._held, is_read_only=not self._access.is_writable)
        screen.item_wanted.connect(self.show_item)
        screen.table_wanted.connect(partial(self.show_face, "list"))
        screen.face_wanted.connect(self._show_from_board)
        screen.hide_wanted.connect(self.hide_wanted)
        screen.told.connect(partial(self._on_told, is_said=True))
        return screen

    def _choose(self, board: BoardScreen, item: str, _view: object) -> None:
        """Choose an item on a *board* that has just been shown; what is no card there is shown in the list."""
        if board.easel.card(item) is None:
            self.show_item(item)
        else:
            board.show_item(item)

    def _made(self, screen: type[PlanListScreen | LifeAreasScreen | ConsentsScreen]) -> QWidget:
        is_read_only = not self._access.is_writable
        return screen(self._desk, citizen=self.citizen, meeting=self._held, is_read_only=is_read_only)

    def _made_room(self) -> RoomScreen:
        screen = RoomScreen(self._desk, citizen=self.citizen)
        screen.consents_wanted.connect(partial(self.show_face, "consents"))
        screen.item_wanted.connect(self.show_item)
        return screen

    def _made_family(self) -> FamilyScreen:
        screen = FamilyScreen(self._desk, citizen=self.citizen)
        screen.item_wanted.connect(self.show_item)
        screen.hide_wanted.connect(self.hide_wanted)
        screen.told.connect(partial(self._on_told, is_said=True))
        return screen

    @property
    def _family(self) -> FamilyScreen | None:
        """The plans of the family, while they are shown."""
        part = self._parts.get("family") if self._face_name == "family" else None
        return part if isinstance(part, FamilyScreen) else None

    @property
    def _held(self) -> str | None:
        """The meeting that is held; what everyone there may see is all that is shown."""
        return self._meeting if self.is_meeting else None

    def _show_from_board(self, name: str) -> None:
        """Show a face, or the picture cards, which lie beside the life areas."""
        self.show_face("areas" if name == "pictures" else name)
        areas = self._parts.get("areas")
        if name == "pictures" and isinstance(areas, LifeAreasScreen):
            areas.show_pictures()

    def _on_told(self, words: str, can_be_undone: bool, *, is_said: bool = False) -> None:
        self._desk.messages.tell(words, undo=self.undo if can_be_undone else None, is_said=is_said)

    def _made_contests(self) -> ContestsScreen:
        screen = ContestsScreen(self._desk, citizen=self.citizen)
        screen.done.connect(partial(self.show_face, "list"))
        return screen

    def _on_changed(self, touched: object) -> None:
        if {self.citizen, self._survivor} & set(getattr(touched, "citizens", ())):
            self._reload()

    def _reload(self) -> None:
        self._desk.bridge.ask(face, then=self._show, failed=self._on_gone, citizen=self.citizen)
        session = self._desk.session
        self._desk.bridge.ask(
            access, then=self._on_access, citizen=self.citizen, login=session.user, now=session.clock.now()
        )

    def _on_access(self, found: Access) -> None:
        """Build the faces anew when this user has come to write here, or writes here no more; no meeting is broken."""
        if found == self._access or self.is_meeting:
            return
        self._access = found
        self._header.set_read_only(found.why)
        self._build_anew()

    def _show(self, found: Face) -> None:
        self._header.show_face(found)

    def _on_gone(self, error: EnplanError) -> None:
        self._desk.bridge.ask(moved, then=partial(self._follow, error), citizen=self.citizen)

    def _follow(self, error: EnplanError, found: Moved | None) -> None:
        """Turn to the citizen whom this one was merged into, at once or when that plan has come."""
        if found is None:
            self._desk.messages.trouble(error)
            self.closed.emit()
            return
        self._survivor = found.survivor
        if not found.is_here:
            self._desk.messages.tell(say(mark("merged", "Borgeren var oprettet to gange. Den samlede plan hentes nu.")))
            return
        self._desk.messages.tell(say(mark("merged", "Borgeren var oprettet to gange. Her er den samlede plan.")))
        self._desk.citizen_wanted.emit(found.survivor)

    def _show_number(self) -> None:
        """Write the look-up first, then show the number."""
        self._desk.bridge.run(
            look_up,
            then=self._ask_number,
            citizen=self.citizen,
            purpose=say(PURPOSE),
            act=LookUpAct.SHOW_CPR,
        )

    def _ask_number(self, _answer: object) -> None:
        self._desk.bridge.ask(whole_number, then=self._header.show_number, citizen=self.citizen)

    def _show_minutes(self) -> None:
        """Show the minutes that were asked for; those of another meeting go."""
        self._let_go("minutes")
        self.show_face("minutes")

    def _let_go(self, name: str) -> None:
        part = self._parts.pop(name, None)
        if part is not None:
            self._remove(part)

    def _drop_board(self) -> None:
        """Let the board go that was made ahead: it is one to write on while nobody else looks."""
        if self._board is not None:
            self._remove(self._board)
            self._board = None

    def _remove(self, part: QWidget) -> None:
        self._stack.removeWidget(part)
        part.hide()
        part.deleteLater()

    def _on_closed(self) -> None:
        """Turn the screen back; what only professionals may see, and the ink, have a line of their own there."""
        self.end_meeting()
        self._faces.begin_after()

    def _on_start(self, start: MeetingStart) -> None:
        if start.meeting is not None and start.meeting.begun_at is not None:
            self._on_begun(start.meeting.id)
            return
        self._desk.bridge.run(
            begin_meeting, then=self._on_begun, failed=self._on_not_begun, citizen=self.citizen, meeting=start.meeting
        )

    def _on_begun(self, meeting: str) -> None:
        self._is_starting = False
        self._meeting = self._faces.meeting = meeting
        self._turn_meeting(is_on=True)

    def _on_not_begun(self, error: EnplanError) -> None:
        self._is_starting = False
        self._desk.messages.trouble(error)
        self.show_face(self._face_name)

    def _turn_meeting(self, *, is_on: bool) -> None:
        """Build the faces anew for who sees them, so that nothing of the one view shines through in the other."""
        self.is_meeting = is_on
        self._desk.bridge.end_typing()
        self.meeting_changed.emit(is_on)
        for part in (self._header, self._after):
            theme.dress(part)
        self._header.set_meeting(is_on)
        self._header.set_read_only(self._access.why)
        self._build_anew()
        self._reload()

    def _build_anew(self) -> None:
        self._drop_board()
        for name in list(self._parts):
            self._let_go(name)
        self.show_face("board" if self._face_name in _WRITTEN else self._face_name)

    def _tell_turned(self, way: Way, turned: Undone | None) -> None:
        self._desk.messages.tell(turned_in_words(turned, way))
