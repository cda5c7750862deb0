"""A citizen's page: the faces of one plan, and the meeting around it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.look_up import LookUpAct
from app.errors import EnplanError
from app.operations.look_ups import look_up
from app.operations.undoing import redo, undo
from app.queries.caseload import whole_number
from app.queries.face import Face, face
from app.queries.privacy import hidden_in_meeting
from app.texts import mark, say
from ui.screens.citizen_copy import CitizenCopy
from ui.screens.citizen_header import CitizenHeader
from ui.screens.consents import ConsentsScreen
from ui.screens.contests import ContestsScreen
from ui.screens.life_areas import LifeAreasScreen
from ui.screens.plan_list import PlanListScreen
from ui.screens.screen import Desk

PURPOSE = mark("look-up", "Arbejde med borgerens plan")


class CitizenPage(QWidget):
    """Shows one citizen whose look-up is written; `closed` and `meeting_changed` tell the window."""

    closed = Signal()
    meeting_changed = Signal(bool)

    def __init__(self, desk: Desk, *, citizen: str, board: Callable[[Desk, str], QWidget]) -> None:
        super().__init__()
        self._desk = desk
        self.citizen = citizen
        self.is_meeting = False
        self._face_name = "board"
        self._parts: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {
            "board": partial(board, desk, citizen),
            "list": partial(PlanListScreen, desk, citizen=citizen),
            "areas": partial(LifeAreasScreen, desk, citizen=citizen),
            "consents": partial(ConsentsScreen, desk, citizen=citizen),
            "contests": self._made_contests,
        }
        self._copy = CitizenCopy(desk, citizen=citizen, window=self)
        self._header = CitizenHeader()
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._header)
        box.addWidget(self._stack, 1)
        self._connect()
        self._reload()

    def show_face(self, name: str) -> None:
        """Show the board, the list, the life areas, the consents, or the differences to settle."""
        self._desk.bridge.end_typing()
        if name not in self._parts:
            self._parts[name] = self._makers[name]()
            self._stack.addWidget(self._parts[name])
            if self.is_meeting:
                self._tell_meeting(frozenset())
        self._face_name = name
        part = self._parts[name]
        self._stack.setCurrentWidget(part)
        self._header.choose(name)
        if isinstance(part, ContestsScreen):
            part.begin()

    def start_meeting(self) -> None:
        """Show what the citizen may see, and nothing else."""
        self._desk.bridge.ask(hidden_in_meeting, then=self._begin_meeting, citizen=self.citizen)

    def end_meeting(self) -> None:
        """Go back to the worker's own page."""
        self.is_meeting = False
        self._header.set_meeting(False)
        self._tell_meeting(frozenset())
        self.meeting_changed.emit(False)
        self._reload()

    def undo(self) -> None:
        """Take back the last act for this citizen."""
        self._desk.bridge.end_typing()
        self._desk.bridge.run(undo, then=self._on_undone, citizen=self.citizen)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._desk.bridge.run(redo, then=self._on_redone, citizen=self.citizen)

    def copy(self) -> None:
        """Give the citizen the plan on paper."""
        self._copy.begin()

    def _connect(self) -> None:
        header = self._header
        header.back_wanted.connect(self.closed)
        header.face_wanted.connect(self.show_face)
        header.number_wanted.connect(self._show_number)
        header.copy_wanted.connect(self.copy)
        header.meeting_wanted.connect(self.start_meeting)
        header.meeting_ended.connect(self.end_meeting)
        header.contests_wanted.connect(partial(self.show_face, "contests"))
        header.undo_wanted.connect(self.undo)
        header.redo_wanted.connect(self.redo)
        self._desk.bridge.changed.connect(self._on_changed)

    def _made_contests(self) -> ContestsScreen:
        screen = ContestsScreen(self._desk, citizen=self.citizen)
        screen.done.connect(partial(self.show_face, "list"))
        return screen

    def _on_changed(self, touched: object) -> None:
        if self.citizen in getattr(touched, "citizens", ()):
            self._reload()

    def _reload(self) -> None:
        self._desk.bridge.ask(face, then=self._show, failed=self._on_gone, citizen=self.citizen)

    def _show(self, found: Face) -> None:
        self._header.show_face(found)

    def _on_gone(self, error: EnplanError) -> None:
        self._desk.messages.trouble(error)
        self.closed.emit()

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

    def _begin_meeting(self, hidden: frozenset[str]) -> None:
        self.is_meeting = True
        self._header.set_meeting(True)
        if self._face_name == "contests":
            self.show_face("board")
        self._tell_meeting(hidden)
        self.meeting_changed.emit(True)
        self._reload()

    def _tell_meeting(self, hidden: frozenset[str]) -> None:
        for part in self._parts.values():
            tell = getattr(part, "set_meeting", None)
            if tell is not None:
                tell(self.is_meeting, hidden=hidden)

    def _on_undone(self, undone: object) -> None:
        self._tell_turned(undone, mark("undo", "Fortrudt: {name}."), mark("undo", "Der er intet at fortryde."))

    def _on_redone(self, undone: object) -> None:
        self._tell_turned(undone, mark("undo", "Gentaget: {name}."), mark("undo", "Der er intet at gentage."))

    def _tell_turned(self, undone: object, done: str, nothing: str) -> None:
        name = getattr(undone, "name", None)
        left = len(getattr(undone, "left", ()))
        words = say(done, name=name) if name else say(nothing)
        if left:
            kept = mark("undo", "Det, en anden har ændret siden, står, som det er.")
            words = f"{words} {say(kept)}"
        self._desk.messages.tell(words)
