"""Næste møde: one tap on a free time, or day, hour and place typed in one line."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.queries.free_times import FreeTimes, free_times
from app.queries.words import WEEKDAYS, near_day, wall_time
from app.texts import mark, say
from ui.screens.item_fields import DayEdit
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.page import clear
from ui.widgets.text import Label

SOONEST = timedelta(days=14)
"""The first times that are offered lie so far ahead."""


class NextMeeting(Card):
    """`wanted` says that what stands in `starts_at` and `place` is to be agreed on."""

    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margin=24)
        self._desk = desk
        self._asked: tuple[str, str | None] | None = None
        self._first = desk.today() + SOONEST
        self._found = FreeTimes()
        self.starts_at: str | None = None
        self._times_holder = QWidget()
        self._times = FlowLayout(self._times_holder, spacing=6)
        self._known = Label(kind="muted", wrap=True)
        self._day = DayEdit(desk.today, has_time=True)
        self._day.given.connect(self._on_day)
        self._place = Field(mark("closing", "Sted"), hint=mark("closing", "fx hjemme"))
        self._place.edit.returnPressed.connect(self.wanted)
        self._day.returnPressed.connect(self._place.setFocus)
        self._lay_out()

    @property
    def place(self) -> str | None:
        """Return where it is to be."""
        return self._place.text() or None

    def offer(self, *, citizen: str, meeting: str | None) -> None:
        """Look for free times of those who come to *meeting*."""
        self._asked = (citizen, meeting)
        self._desk.bridge.ask(
            free_times,
            then=self._show,
            citizen=citizen,
            meeting=meeting,
            first=self._first,
            today=self._desk.today(),
        )

    def take(self) -> None:
        """Read what stands in the field of the day, also where the cursor is still in it."""
        self._day.editingFinished.emit()

    def take_if_typed(self) -> None:
        """Read the field of the day unless a free time was tapped."""
        if self.starts_at is None:
            self.take()

    def begin(self) -> None:
        """Be empty again."""
        self.starts_at = None
        self._place.edit.clear()
        self._day.setFocus()
        self._day.clear()
        self._day.editingFinished.emit()

    def _lay_out(self) -> None:
        keep = Button(mark("closing", "Aftal mødet"), icon_name="calendar", act=self.wanted.emit)
        line = QHBoxLayout()
        line.setSpacing(12)
        name = Label(say(mark("closing", "Dag og klokkeslæt")), kind="strong")
        name.setBuddy(self._day)
        self._day.setAccessibleName(name.text())
        line.addLayout(column(name, self._day, spacing=4), 3)
        line.addWidget(self._place, 2)
        self.body.addWidget(Label(say(mark("closing", "Næste møde")), kind="card"))
        self.body.addWidget(self._times_holder)
        self.body.addWidget(self._known)
        self.body.addLayout(line)
        self.body.addLayout(row(keep, None))

    def _show(self, found: FreeTimes) -> None:
        if found != self._found or not self._times.count():
            self._found = found
            clear(self._times)
            for each in found.times:
                button = Button(icon_name="calendar", act=partial(self._choose, each))
                button.setText(_in_words(each, today=self._desk.today()))
                self._times.addWidget(button)
                button.show()
            later = Button(mark("closing", "Senere"), kind="quiet", icon_name="chevron-right", act=self._later)
            self._times.addWidget(later)
            later.show()
        words = mark("closing", "Ledige, så vidt Enplan ved: {known} af {people} kalendere kendes.")
        if not found.people:
            words = mark("closing", "Ledige, så vidt Enplan ved. Sig, hvem der er med, så ses deres møder også.")
        self._known.setText(say(words, known=found.known, people=found.people))

    def _choose(self, starts_at: str) -> None:
        self.starts_at = starts_at
        self.wanted.emit()

    def _later(self) -> None:
        """Offer the times that follow on those."""
        last = date.fromisoformat(self._found.times[-1][:10]) if self._found.times else self._first
        self._first = last + timedelta(days=1)
        if self._asked is not None:
            self.offer(citizen=self._asked[0], meeting=self._asked[1])

    def _on_day(self, starts_at: str | None) -> None:
        self.starts_at = starts_at


def _in_words(starts_at: str, *, today: date) -> str:
    weekday = WEEKDAYS[date.fromisoformat(starts_at[:10]).weekday()]
    day, hour = near_day(starts_at, today=today), wall_time(starts_at)
    return say(mark("closing", "{weekday} {day} kl. {time}"), weekday=say(weekday), day=day, time=hour)
