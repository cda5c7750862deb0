"""Hvem og hvornår: a calm line for each promise that nobody has been named for yet, or no day; a tap settles it."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.meeting import Attendance
from app.queries.meetings import Attendee
from app.queries.minutes import Minutes, Outcome
from app.queries.sameness import says_same
from app.texts import Text, mark, say
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.page import clear
from ui.widgets.text import Label

MOST_PEOPLE = 6
"""So many people are offered, those who are there first."""
_DAYS: tuple[tuple[int, Text], ...] = (
    (1, mark("missing", "I morgen")),
    (7, mark("missing", "Om en uge")),
    (14, mark("missing", "Om to uger")),
    (28, mark("missing", "Om fire uger")),
)


class Missing(Card):
    """`given` carries what was tapped: the item, and an actor, or the citizen, or a day."""

    given = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(margin=24)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self._shown: object = None
        self.body.addWidget(Label(say(mark("missing", "Hvem og hvornår?")), kind="card"))
        self.body.addLayout(self._rows)
        self.hide()

    def fill(self, told: Minutes, *, today: date) -> None:
        """Ask for what is missing, one question for each promise at a time."""
        asked = tuple(each for each in told.outcomes if each.asks_who or each.asks_when)
        wanted = (asked, told.attendees, told.name, today)
        if says_same(self._shown, wanted):
            return
        self._shown = wanted
        clear(self._rows)
        for each in asked:
            self._rows.addWidget(self._question(each, told, today))
        self.setVisible(bool(asked))

    def _question(self, outcome: Outcome, told: Minutes, today: date) -> QWidget:
        words = mark("missing", "{title}: hvem gør det?") if outcome.asks_who else mark("missing", "{title}: hvornår?")
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(Label(say(words, title=outcome.title), wrap=True))
        flow_holder = QWidget()
        flow = FlowLayout(flow_holder, spacing=6)
        for button in self._people(outcome, told) if outcome.asks_who else self._days(outcome, today):
            button.setAccessibleName(f"{outcome.title}: {button.text()}")
            flow.addWidget(button)
        box.addWidget(flow_holder)
        return holder

    def _people(self, outcome: Outcome, told: Minutes) -> Sequence[Button]:
        ranked = sorted(told.attendees, key=lambda each: each.attendance is not Attendance.PRESENT)
        others = [each for each in ranked if not _is_named(each, told.name)][:MOST_PEOPLE]
        own = self._button(told.name, outcome, {"is_own": True})
        return [own, *(self._button(each.name, outcome, {"actor": each.actor}) for each in others)]

    def _days(self, outcome: Outcome, today: date) -> Sequence[Button]:
        return [
            self._button(say(words), outcome, {"due": (today + timedelta(days=days)).isoformat()})
            for days, words in _DAYS
        ]

    def _button(self, words: str, outcome: Outcome, answer: dict[str, object]) -> Button:
        button = Button(act=partial(self.given.emit, outcome.id, answer))
        button.setText(words)
        return button


def _is_named(attendee: Attendee, name: str) -> bool:
    """Tell whether *attendee* is the citizen's own card, which has a button already."""
    return attendee.name.split()[:1] == [name]
