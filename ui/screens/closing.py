"""Afslut møde: one calm page with what was agreed, who was there, the next meeting and the citizen's copy."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import EnplanError
from app.operations.meetings import attend, close_meeting, plan_meeting, promise
from app.queries.meetings import Attendee
from app.queries.minutes import Minutes, minutes
from app.texts import mark, say
from ui.errands import Then
from ui.screens.citizen_copy import OPEN_COPY, open_copy
from ui.screens.minutes import MinutesCard
from ui.screens.missing import Missing
from ui.screens.next_meeting import NextMeeting
from ui.screens.people_present import PeoplePresent, next_attendance
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.page import scrolling
from ui.widgets.text import Label


class ClosingScreen(QWidget):
    """The end of one meeting; `ended` tells that it is closed, `back_wanted` that it goes on."""

    ended = Signal()
    back_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, desk: Desk, *, meeting: str) -> None:
        super().__init__()
        self._desk = desk
        self._meeting = meeting
        self._found: Minutes | None = None
        self._copy_path = ""
        self._agreed, self._people, self._missing = MinutesCard(), PeoplePresent(), Missing()
        self._next = NextMeeting(desk)
        self._trouble = Label(kind="warning", wrap=True)
        self._copied = Label(kind="strong", wrap=True)
        self._open = Button(OPEN_COPY, icon_name="file-text", act=self._open_copy)
        self._copy = Button(icon_name="printer", act=self.copy_wanted.emit)
        self._end = Button(mark("closing", "Afslut møde"), icon_name="check", kind="primary", act=self._finish)
        for part in (self._trouble, self._copied, self._open):
            part.hide()
        self._people.tapped.connect(self._attend)
        self._next.wanted.connect(self._plan)
        self._missing.given.connect(self._promise)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._end)
        desk.bridge.changed.connect(self._on_changed)
        self._reload()

    def show_copy(self, path: str) -> None:
        """Say where the citizen's copy lies, and offer to open it."""
        self._copy_path = path
        self._copied.setText(say(mark("copy", "Gemt som {file}."), file=Path(path).name))
        self._copied.show()
        self._open.show()
        self._open.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with the meeting by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addLayout(column(self._agreed, None), 3)
        beside.addLayout(column(self._missing, self._next, self._people, None, spacing=16), 2)
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 12)
        body.addLayout(beside)
        body.addStretch(1)
        foot = column(self._trouble, spacing=8)
        foot.addLayout(row(self._copy, self._open, self._copied, None, self._end, spacing=12))
        foot.setContentsMargins(28, 8, 28, 20)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(body), 1)
        outer.addLayout(foot)

    def _on_changed(self, touched: object) -> None:
        if self._found is None or self._found.meeting.citizen in getattr(touched, "citizens", ()):
            self._reload()

    def _reload(self) -> None:
        self._desk.bridge.ask(minutes, then=self._show, meeting=self._meeting, today=self._desk.today())

    def _show(self, found: Minutes | None) -> None:
        self._found = found
        if found is not None:
            self._copy.setText(say(mark("closing", "Giv {name} en kopi"), name=found.name))
            self._agreed.fill(found)
            self._missing.fill(found, today=self._desk.today())
            self._people.fill(found.attendees)
            self._next.offer(citizen=found.meeting.citizen or "", meeting=self._meeting)

    def _attend(self, attendee: Attendee) -> None:
        if self._found is None:
            return
        meeting = self._found.meeting
        self._desk.bridge.run(attend, meeting=meeting, actor=attendee.actor, attendance=next_attendance(attendee))

    def _promise(self, item: str, answer: dict[str, Any]) -> None:
        if self._found is not None:
            citizen = self._found.meeting.citizen
            self._desk.bridge.run(promise, failed=self._on_failed, citizen=citizen, item=item, **answer)

    def _plan(self) -> None:
        """Keep the next meeting; it stands among what was agreed at once."""
        self._next.take_if_typed()
        self._run_plan(then=self._on_planned)

    def _on_planned(self, _meeting: str) -> None:
        self._trouble.hide()
        self._next.begin()

    def _finish(self) -> None:
        """Close the meeting; a next one that is written and not kept yet is kept first."""
        found = self._found
        if found is None or found.meeting.deleted:
            self.ended.emit()
            return
        self._end.setDisabled(True)
        self._next.take()
        if self._next.starts_at is not None:
            self._run_plan(then=self._close)
        else:
            self._close()

    def _run_plan(self, *, then: Then) -> None:
        if self._found is not None:
            self._desk.bridge.run(
                plan_meeting,
                then=then,
                failed=self._on_failed,
                citizen=self._found.meeting.citizen,
                starts_at=self._next.starts_at,
                place=self._next.place,
            )

    def _close(self, _planned: object = None) -> None:
        if self._found is not None:
            meeting = self._found.meeting
            self._desk.bridge.run(close_meeting, then=self._on_closed, failed=self._on_failed, meeting=meeting)

    def _on_closed(self, _answer: object) -> None:
        self.ended.emit()

    def _on_failed(self, error: EnplanError) -> None:
        self._end.setEnabled(True)
        self._trouble.setText(error.message())
        self._trouble.show()

    def _open_copy(self) -> None:
        open_copy(self._copy_path)
