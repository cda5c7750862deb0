"""Hvem er med: the actors of a plan as large buttons, and whether each is at the meeting."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.meeting import Attendance
from app.queries.meetings import Attendee, attendee_in_words
from app.texts import mark, say
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.page import clear
from ui.widgets.text import Label

_NEXT = {
    Attendance.PRESENT: Attendance.ABSENT,
    Attendance.ABSENT: Attendance.INVITED,
    Attendance.INVITED: Attendance.PRESENT,
}
"""What a tap makes of what stands; the first tap says «Til stede»."""


def next_attendance(attendee: Attendee) -> Attendance:
    """Return what a tap makes of what stands."""
    return _NEXT[attendee.attendance] if attendee.attendance else Attendance.PRESENT


class PeoplePresent(Card):
    """The actors of the plan; `tapped` tells at which one a finger said that somebody is there, or is not."""

    tapped = Signal(object)

    def __init__(self) -> None:
        super().__init__(margin=24)
        self._flow_holder = QWidget()
        self._flow = FlowLayout(self._flow_holder, spacing=8)
        self._shown: tuple[Attendee, ...] | None = None
        self._buttons: list[Button] = []
        self.body.addWidget(Label(say(mark("closing", "Hvem er med?")), kind="card"))
        self.body.addWidget(self._flow_holder)

    def fill(self, attendees: tuple[Attendee, ...]) -> None:
        """Show *attendees*; the focus stays with the one it was at."""
        if attendees == self._shown:
            return
        before = [each.actor for each in self._shown or ()]
        focused = next((place for place, each in enumerate(self._buttons) if each.hasFocus()), None)
        self._shown = attendees
        clear(self._flow)
        self._buttons = [self._person(each) for each in attendees]
        for button in self._buttons:
            self._flow.addWidget(button)
            button.show()
        if focused is not None and before == [each.actor for each in attendees]:
            self._buttons[focused].setFocus()
        if not attendees:
            nothing = mark("closing", "Der er ingen aktører i planen endnu.")
            self._flow.addWidget(Label(say(nothing), kind="muted", wrap=True))

    def _person(self, attendee: Attendee) -> Button:
        is_there = attendee.attendance is Attendance.PRESENT
        button = Button(
            icon_name="check" if is_there else "user", kind="on" if is_there else "plain",
            act=partial(self.tapped.emit, attendee),
        )  # fmt: skip
        button.setText(attendee_in_words(attendee))
        return button
