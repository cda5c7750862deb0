"""Afslut møde: one calm page with what was agreed, who was there, the next meeting and the citizen's copy."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import EnplanError
from app.operations.meetings import attend, close_meeting, plan_meeting
from app.queries.meetings import Attendee
from app.queries.minutes import Minutes, Outcome, minutes
from app.texts import mark, say
from ui import theme
from ui.errands import Then
from ui.icons import pixmap
from ui.screens.citizen_copy import OPEN_COPY, open_copy
from ui.screens.item_fields import DayEdit
from ui.screens.people_present import PeoplePresent, next_attendance
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row
from ui.widgets.field import Field
from ui.widgets.page import clear, scrolling
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
        self._agreed, self._people = _Agreed(), PeoplePresent()
        self._next = _NextMeeting(desk)
        self._trouble = Label(kind="warning", wrap=True)
        self._copied = Label(kind="strong", wrap=True)
        self._open = Button(OPEN_COPY, icon_name="file-text", act=self._open_copy)
        self._copy = Button(icon_name="printer", act=self.copy_wanted.emit)
        self._end = Button(mark("closing", "Afslut møde"), icon_name="check", kind="primary", act=self._finish)
        for part in (self._trouble, self._copied, self._open):
            part.hide()
        self._people.tapped.connect(self._attend)
        self._next.wanted.connect(self._plan)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._end)
        desk.bridge.changed.connect(self._reload)
        self._reload()

    def show_copy(self, path: str) -> None:
        """Say where the citizen's copy lies, and offer to open it."""
        self._copy_path = path
        self._copied.setText(say(mark("copy", "Kopien ligger i {file}."), file=Path(path).name))
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
        beside.addLayout(column(self._people, self._next, None, spacing=16), 2)
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

    def _reload(self, _touched: object = None) -> None:
        self._desk.bridge.ask(minutes, then=self._show, meeting=self._meeting, today=self._desk.today())

    def _show(self, found: Minutes | None) -> None:
        self._found = found
        if found is not None:
            self._copy.setText(say(mark("closing", "Giv {name} en kopi"), name=found.name))
            self._agreed.fill(found.outcomes)
            self._people.fill(found.attendees)

    def _attend(self, attendee: Attendee) -> None:
        if self._found is None:
            return
        meeting = self._found.meeting
        self._desk.bridge.run(attend, meeting=meeting, actor=attendee.actor, attendance=next_attendance(attendee))

    def _plan(self) -> None:
        """Keep the next meeting; it stands among what was agreed at once."""
        self._next.take()
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


class _Agreed(Card):
    """What the meeting made or changed, in order."""

    def __init__(self) -> None:
        super().__init__(margin=24)
        self._heading = Label(say(mark("closing", "Det blev I enige om")), kind="page", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(14)
        self.body.addWidget(self._heading)
        self.body.addLayout(self._rows)
        self.setAccessibleName(self._heading.text())

    def fill(self, outcomes: tuple[Outcome, ...]) -> None:
        """Show *outcomes*."""
        clear(self._rows)
        for each in outcomes:
            self._rows.addWidget(_outcome(each))
        if not outcomes:
            nothing = mark("closing", "Der er ikke skrevet noget ved mødet endnu.")
            self._rows.addWidget(Label(say(nothing), kind="muted", wrap=True))


class _NextMeeting(Card):
    """Day, hour and place of the next meeting in one line."""

    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margin=24)
        self.starts_at: str | None = None
        self._day = DayEdit(desk.today, has_time=True)
        self._day.given.connect(self._on_day)
        self._place = Field(mark("closing", "Sted"), hint=mark("closing", "fx hos borgeren"))
        self._place.edit.returnPressed.connect(self.wanted)
        self._day.returnPressed.connect(self._place.setFocus)
        keep = Button(mark("closing", "Aftal mødet"), icon_name="calendar", act=self.wanted.emit)
        line = QHBoxLayout()
        line.setSpacing(12)
        name = Label(say(mark("closing", "Dag og klokkeslæt")), kind="strong")
        name.setBuddy(self._day)
        self._day.setAccessibleName(name.text())
        line.addLayout(column(name, self._day, spacing=4), 3)
        line.addWidget(self._place, 2)
        self.body.addWidget(Label(say(mark("closing", "Næste møde")), kind="card"))
        self.body.addLayout(line)
        self.body.addLayout(row(keep, None))

    @property
    def place(self) -> str | None:
        """Return where it is to be."""
        return self._place.text() or None

    def take(self) -> None:
        """Read what stands in the field of the day, also where the cursor is still in it."""
        self._day.editingFinished.emit()

    def begin(self) -> None:
        """Be empty again."""
        self.starts_at = None
        self._place.edit.clear()
        self._day.setFocus()
        self._day.clear()
        self._day.editingFinished.emit()

    def _on_day(self, starts_at: str | None) -> None:
        self.starts_at = starts_at


def _outcome(outcome: Outcome) -> QWidget:
    about = " · ".join(each for each in (outcome.kind, outcome.about) if each)
    lines = [Label(outcome.title, kind="strong", wrap=True), Label(about, kind="muted", wrap=True)]
    if outcome.disagreement:
        told = mark("closing", "Det er jeg ikke enig i: {words}")
        lines.append(Label(say(told, words=outcome.disagreement), wrap=True))
    look = theme.current().kind(outcome.type, meeting=True)
    sign = Label()
    sign.setPixmap(
        pixmap(look.icon, look.text, size=round(theme.current().size("icon") * theme.current().scale ** 0.5))
    )
    line = row(sign, spacing=12)
    line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    line.addLayout(column(*lines, spacing=2), 1)
    holder = QWidget()
    holder.setLayout(line)
    return holder
