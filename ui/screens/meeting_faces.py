"""The faces that a citizen's page has for a meeting: before, during and at its end; and the copies that come of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.after_meeting import AfterMeeting
from ui.screens.citizen_copy import CitizenCopy
from ui.screens.closing import ClosingScreen
from ui.screens.give_copy import GiveCopy
from ui.screens.minutes import MinutesScreen
from ui.screens.prepare import PrepareScreen
from ui.screens.round import RoundScreen
from ui.screens.screen import Desk


class MeetingFaces(QObject):
    """Makes them for `meeting`, the one that is held; `face_wanted` goes between them, `closed` tells its end."""

    face_wanted = Signal(str)
    minutes_wanted = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, *, citizen: str, window: QWidget, after: AfterMeeting) -> None:
        super().__init__(window)
        self._desk = desk
        self._citizen = citizen
        self.meeting = ""
        self._opened = ""
        self.copy = CitizenCopy(desk, citizen=citizen, window=window)
        self._after = after
        self._given: GiveCopy | None = None
        self._return_to = "board"
        after.copy_wanted.connect(self.copy.begin)
        after.calendar_wanted.connect(self.copy.begin_calendar)

    def makers(self) -> dict[str, Callable[[], QWidget]]:
        """Return what makes each face."""
        return {
            "closing": self._made_closing,
            "round": self._made_round,
            "copy": self._made_copy,
            "prepare": self._made_prepare,
            "minutes": self._made_minutes,
        }

    def give_copy(self, *, is_meeting: bool, shown: str) -> None:
        """Give the citizen a copy: where the citizen looks on, by the face for it and never by a dialog of files."""
        if not is_meeting:
            self.copy.begin()
            return
        self._return_to = shown if shown != "copy" else self._return_to
        self.face_wanted.emit("copy")

    def begin_after(self) -> None:
        """Ask the worker, when the screen is turned back, for what the meeting left open."""
        given = self._given
        self._after.begin(
            self.meeting,
            has_copy=given is not None and given.is_file_wanted,
            has_calendar=given is not None and given.is_calendar_wanted,
        )
        self._given = None

    def _made_prepare(self) -> QWidget:
        screen = PrepareScreen(self._desk, citizen=self._citizen)
        screen.minutes_wanted.connect(self._show_minutes)
        return screen

    def _show_minutes(self, meeting: str) -> None:
        self._opened = meeting
        self.minutes_wanted.emit()

    def _made_minutes(self) -> QWidget:
        screen = MinutesScreen(
            self._desk, meeting=self._opened, print_=self.copy.print_minutes, save=self.copy.begin_minutes
        )
        screen.back_wanted.connect(partial(self.face_wanted.emit, "prepare"))
        return screen

    def _made_round(self) -> QWidget:
        return RoundScreen(self._desk, citizen=self._citizen, meeting=self.meeting)

    def _made_closing(self) -> QWidget:
        screen = ClosingScreen(self._desk, meeting=self.meeting)
        screen.ended.connect(self.closed)
        screen.back_wanted.connect(partial(self.face_wanted.emit, "board"))
        screen.copy_wanted.connect(partial(self.give_copy, is_meeting=True, shown="closing"))
        self.copy.written.connect(screen.show_copy)
        return screen

    def _made_copy(self) -> QWidget:
        screen = GiveCopy(self._desk, citizen=self._citizen, meeting=self.meeting)
        screen.back_wanted.connect(lambda: self.face_wanted.emit(self._return_to))
        screen.plan_wanted.connect(self.copy.print_plan)
        screen.minutes_wanted.connect(lambda: self.copy.print_minutes(self.meeting))
        self.copy.told.connect(screen.tell)
        self._given = screen
        return screen
