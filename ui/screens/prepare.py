"""Gør klar til møde: agenda, who is asked, what is new and what waits; for the worker, before the screen is turned."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.meeting import Attendance
from app.operations.meetings import attend, plan_meeting
from app.queries.meetings import Attendee
from app.queries.prepare import Preparation, preparation
from app.queries.sameness import says_same
from app.queries.words import day_in_words
from app.texts import Text, mark, say
from ui.screens.item_fields import TextEdit
from ui.screens.next_meeting import NextMeeting
from ui.screens.people_present import PeoplePresent
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row, titled_card
from ui.widgets.page import clear, fill_scrolling
from ui.widgets.text import Label

_AGENDA_LINES = 6


class PrepareScreen(QWidget):
    """One calm page; nothing on it has to be filled in."""

    minutes_wanted = Signal(str)

    def __init__(self, desk: Desk, *, citizen: str) -> None:
        super().__init__()
        self._desk, self._citizen = desk, citizen
        self._found: Preparation | None = None
        self._when = Label(kind="muted", wrap=True)
        self._agenda = TextEdit(lines=_AGENDA_LINES, is_long=True)
        self._agenda.setAccessibleName(say(mark("prepare", "Dagsorden, et punkt på hver linje")))
        self._agenda.setPlaceholderText(say(mark("prepare", "Et punkt på hver linje")))
        self._agenda.typed.connect(self._keep_agenda)
        self._next = NextMeeting(desk)
        self._next.wanted.connect(self._plan)
        self._people = PeoplePresent()
        self._people.tapped.connect(self._ask)
        self._sheet = Card(margin=24)
        self._news, self._waits, self._held = _Lines(), _Lines(), QVBoxLayout()
        self._since = Label(kind="muted", wrap=True)
        self._lay_out()
        desk.bridge.changed.connect(self._on_changed)
        self._reload()

    def _lay_out(self) -> None:
        self._sheet.body.addWidget(Label(say(mark("prepare", "Dagsorden")), kind="card"))
        self._sheet.body.addWidget(self._when)
        self._sheet.body.addWidget(self._agenda)
        left = column(self._sheet, self._next, self._people, None, spacing=16)
        news = titled_card(mark("prepare", "Nyt siden sidst"), self._since, self._news)
        waits = titled_card(mark("prepare", "Det venter"), self._waits)
        held = titled_card(mark("prepare", "Tidligere møder"))
        held.body.addLayout(self._held)
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addLayout(left, 1)
        beside.addLayout(column(waits, news, held, None, spacing=16), 1)
        fill_scrolling(self, beside)

    def _on_changed(self, touched: object) -> None:
        if self._citizen in getattr(touched, "citizens", ()):
            self._reload()

    def _reload(self) -> None:
        self._desk.bridge.ask(preparation, then=self._show, citizen=self._citizen, today=self._desk.today())

    def _show(self, found: Preparation) -> None:
        before, self._found = self._found, found
        meeting = found.meeting
        self._sheet.setVisible(meeting is not None)
        self._next.setVisible(meeting is None)
        self._people.setVisible(meeting is not None)
        if meeting is None:
            self._next.offer(citizen=self._citizen, meeting=None)
        else:
            when = " · ".join(filter(None, (day_in_words(meeting.starts_at or ""), meeting.place)))
            self._when.setText(when)
            self._agenda.show_value(meeting.agenda)
        self._people.fill(found.attendees)
        self._since.setText(say(mark("prepare", "Siden {day}"), day=found.since))
        self._news.fill(found.news, nothing=mark("prepare", "Der er ikke skrevet noget siden."))
        self._waits.fill(found.waits, nothing=mark("prepare", "Intet venter."))
        if before is None or not says_same(before.held, found.held):
            self._fill_held(found)

    def _fill_held(self, found: Preparation) -> None:
        clear(self._held)
        for each in found.held:
            button = Button(kind="quiet", icon_name="file-text", act=partial(self.minutes_wanted.emit, each.id))
            words = mark("prepare", "Referat: {title}, {day}")
            button.setText(say(words, title=each.title, day=each.day))
            self._held.addLayout(row(button, None))
        if not found.held:
            self._held.addWidget(Label(say(mark("prepare", "Der er ikke holdt møder endnu.")), kind="muted"))

    def _keep_agenda(self, agenda: str | None) -> None:
        if self._found is not None and self._found.meeting is not None:
            self._desk.bridge.typed(self._found.meeting, agenda=agenda)

    def _ask(self, attendee: Attendee) -> None:
        """Ask somebody to the meeting, or hear that somebody does not come."""
        if self._found is not None and self._found.meeting is not None:
            is_asked = attendee.attendance is Attendance.INVITED
            wanted = Attendance.ABSENT if is_asked else Attendance.INVITED
            self._desk.bridge.run(attend, meeting=self._found.meeting, actor=attendee.actor, attendance=wanted)

    def _plan(self) -> None:
        self._next.take_if_typed()
        self._desk.bridge.run(
            plan_meeting,
            failed=self._desk.messages.trouble,
            citizen=self._citizen,
            starts_at=self._next.starts_at,
            place=self._next.place,
        )


class _Lines(QWidget):
    """Lines of words."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self._shown: object = None

    def fill(self, lines: tuple[str, ...], *, nothing: Text) -> None:
        """Show *lines*, or that there is *nothing*."""
        if says_same(self._shown, lines):
            return
        self._shown = lines
        clear(self._box)
        for each in lines:
            self._box.addWidget(Label(each, wrap=True))
        if not lines:
            self._box.addWidget(Label(say(nothing), kind="muted", wrap=True))
