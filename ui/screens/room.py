"""Det ser borgeren: before the screen is turned, who will be there, and what stays hidden from whom and why."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.operations.meetings import expect
from app.queries.meetings import Attendee
from app.queries.room import ForProfessionals, Hidden, RoomView, room_view
from app.texts import mark, say
from ui.screens.people_present import PeoplePresent, next_attendance
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row, titled_card
from ui.widgets.page import clear, fill_scrolling
from ui.widgets.text import Label

_ONE = mark("room", "Resten af planen, 1 punkt, ses af alle ved bordet, uden noter og telefonnumre.")
_SEVERAL = mark("room", "Resten af planen, {count} punkter, ses af alle ved bordet, uden noter og telefonnumre.")


class RoomScreen(QWidget):
    """For the worker alone; `item_wanted` asks for the list at an item, `consents_wanted` for the consents."""

    item_wanted = Signal(str)
    consents_wanted = Signal()

    def __init__(self, desk: Desk, *, citizen: str) -> None:
        super().__init__()
        self._desk = desk
        self._citizen = citizen
        self._found: RoomView | None = None
        self._people = PeoplePresent()
        self._people.tapped.connect(self._attend)
        self._seen = Label(kind="muted", wrap=True)
        self._hidden = QVBoxLayout()
        self._hidden.setSpacing(10)
        self._kept = Card(margin=24)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(10)
        self._lay_out()
        desk.bridge.changed.connect(self._on_changed)
        self._reload()

    def _lay_out(self) -> None:
        hidden = titled_card(mark("room", "Det er skjult i mødet"))
        hidden.body.addWidget(self._seen)
        hidden.body.addLayout(self._hidden)
        ask = Button(mark("room", "Bed om samtykke"), icon_name="handshake", act=self.consents_wanted.emit)
        hidden.body.addLayout(row(ask, None))
        self._kept.body.addWidget(Label(say(mark("room", "Kun for fagfolk")), kind="card"))
        self._kept.body.addLayout(self._notes)
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addLayout(column(hidden, self._kept, None, spacing=16), 3)
        beside.addLayout(column(self._people, None), 2)
        fill_scrolling(self, beside)

    def _on_changed(self, touched: object) -> None:
        if self._citizen in getattr(touched, "citizens", ()):
            self._reload()

    def _reload(self) -> None:
        self._desk.bridge.ask(room_view, then=self._show, citizen=self._citizen, today=self._desk.today())

    def _show(self, found: RoomView) -> None:
        self._found = found
        self._people.fill(found.attendees)
        self._seen.setText(say(_ONE if found.seen == 1 else _SEVERAL, count=found.seen))
        clear(self._hidden)
        for each in found.hidden:
            self._hidden.addWidget(self._line(each))
        if not found.hidden:
            self._hidden.addWidget(Label(say(mark("room", "Intet punkt er skjult.")), kind="muted"))
        clear(self._notes)
        for note in found.notes:
            self._notes.addWidget(_note(note))
        self._kept.setVisible(bool(found.notes))

    def _line(self, hidden: Hidden) -> QWidget:
        holder = QWidget()
        words = column(
            Label(hidden.title, kind="strong", wrap=True), Label(hidden.why, kind="muted", wrap=True), spacing=2
        )
        show = Button(mark("room", "Vis"), kind="quiet", act=partial(self.item_wanted.emit, hidden.id))
        show.setAccessibleName(say(mark("room", "Vis {title} i listen"), title=hidden.title))
        line = row(show, spacing=8)
        line.insertLayout(0, words, 1)
        holder.setLayout(line)
        return holder

    def _attend(self, attendee: Attendee) -> None:
        if self._found is not None:
            self._desk.bridge.run(
                expect,
                citizen=self._citizen,
                meeting=self._found.meeting,
                actor=attendee.actor,
                attendance=next_attendance(attendee),
            )


def _note(note: ForProfessionals) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(Label(note.text, wrap=True), Label(note.about, kind="muted"), spacing=2))
    return holder
