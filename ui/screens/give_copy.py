"""Giv borgeren en kopi, at the meeting: on paper at once, on the own telephone, as a file when all is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.actor import Actor
from app.domain.meeting import Meeting
from app.queries.take_home import TakeHome, take_home
from app.queries.words import day_in_words
from app.texts import Text, mark, say
from ui import theme
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row, titled_card
from ui.widgets.page import clear, scrolling
from ui.widgets.square_code import SquareCode
from ui.widgets.text import Label
from ui.widgets.tick import Tick

WIDE = 1000
"""From this width on, in pixels at 100 %, the cards lie beside each other."""
MODULE = 3
"""Pixels a module of the codes."""


class GiveCopy(QWidget):
    """What can be given here and now; no dialog of files, which would show names of other people."""

    back_wanted = Signal()
    plan_wanted = Signal()
    minutes_wanted = Signal()

    def __init__(self, desk: Desk, *, citizen: str, meeting: str) -> None:
        super().__init__()
        self._desk, self._citizen, self._meeting = desk, citizen, meeting
        self._heading = Label(kind="page", wrap=True)
        self._told = Label(kind="strong", wrap=True)
        self._plan = Button(mark("copy", "Print planen"), icon_name="printer", act=self.plan_wanted.emit)
        self._minutes = Button(mark("copy", "Print referatet"), icon_name="printer", act=self.minutes_wanted.emit)
        self._codes = QVBoxLayout()
        self._codes.setSpacing(16)
        self._file = Tick(say(mark("copy", "Planen som fil (PDF)")))
        self._calendar = Tick(say(mark("copy", "Mødet til kalenderen")))
        self._back = Button(mark("copy", "Tilbage"), icon_name="arrow-left", kind="primary", act=self.back_wanted.emit)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._plan if self._plan.isEnabled() else self._file)
        desk.bridge.changed.connect(self._on_changed)
        self._reload()

    @property
    def is_file_wanted(self) -> bool:
        """Whether the plan shall be kept as a file when the screen is turned back."""
        return self._file.isChecked()

    @property
    def is_calendar_wanted(self) -> bool:
        """Whether the next meeting shall be kept as a file when the screen is turned back."""
        return self._calendar.isChecked()

    def tell(self, words: str) -> None:
        """Say how far a copy has come."""
        self._told.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards below each other where there is no room beside."""
        super().resizeEvent(event)
        is_wide = self.width() >= round(WIDE * theme.current().scale)
        directions = QBoxLayout.Direction
        self._cards.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def _lay_out(self) -> None:
        self._cards.setSpacing(16)
        for each in (self._on_paper(), self._on_telephone(), self._as_file()):
            self._cards.addLayout(column(each, None), 1)
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 12)
        body.setSpacing(16)
        body.addWidget(self._heading)
        body.addLayout(self._cards)
        body.addStretch(1)
        foot = row(self._back, self._told, spacing=16)
        foot.setStretch(1, 1)
        foot.setContentsMargins(28, 8, 28, 20)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(body), 1)
        outer.addLayout(foot)

    def _on_paper(self) -> Card:
        from ui.printing import usual_printer

        printer = usual_printer()
        words = mark("copy", "Printer: {printer}") if printer else mark("copy", "Der er ingen printer på denne pc.")
        for each in (self._plan, self._minutes):
            each.setEnabled(bool(printer))
        return titled_card(
            mark("copy", "På papir"),
            Label(say(words, printer=printer), kind="muted", wrap=True),
            self._plan,
            self._minutes,
        )

    def _on_telephone(self) -> Card:
        card = titled_card(mark("copy", "På din telefon"))
        card.body.addLayout(self._codes)
        return card

    def _as_file(self) -> Card:
        words = mark("copy", "Sæt kryds nu. Filen gemmes, når mødet er slut, og skærmen er vendt.")
        return titled_card(
            mark("copy", "Som fil"), Label(say(words), kind="muted", wrap=True), self._file, self._calendar
        )

    def _on_changed(self, touched: object) -> None:
        if self._citizen in getattr(touched, "citizens", ()):
            self._reload()

    def _reload(self) -> None:
        today = self._desk.today()
        self._desk.bridge.ask(take_home, then=self._show, citizen=self._citizen, today=today, meeting=self._meeting)

    def _show(self, found: TakeHome) -> None:
        self._heading.setText(say(mark("closing", "Giv {name} en kopi"), name=found.name))
        self._calendar.setEnabled(found.meeting is not None)
        clear(self._codes)
        if found.meeting is not None:
            self._codes.addWidget(_next_meeting(found.meeting))
        if found.contact is not None and (found.contact.phone or found.contact.email):
            self._codes.addWidget(_contact(found.contact))
        if not self._codes.count():
            nothing = mark("copy", "Her kommer det næste møde og kontaktpersonen, når de står i planen.")
            self._codes.addWidget(Label(say(nothing), kind="muted", wrap=True))


def _next_meeting(meeting: Meeting) -> QWidget:
    from app.export.calendar import event

    name = mark("copy", "Kode til telefonens kalender. Dag og sted står ved siden af.")
    lines = (day_in_words(meeting.starts_at or ""), meeting.place or "")
    return _coded(SquareCode(event(meeting), name=name, module=MODULE), mark("copy", "Næste møde"), lines)


def _contact(contact: Actor) -> QWidget:
    from app.export.calendar import contact_card

    name = mark("copy", "Kode til telefonens adressebog. Navn og nummer står ved siden af.")
    lines = (contact.title or "", contact.phone or "", contact.email or "")
    return _coded(SquareCode(contact_card(contact), name=name, module=MODULE), mark("copy", "Din kontaktperson"), lines)


def _coded(code: SquareCode, title: Text, lines: tuple[str, ...]) -> QWidget:
    words = column(Label(say(title), kind="muted"), spacing=2)
    for each in filter(None, lines):
        words.addWidget(Label(each, kind="strong", wrap=True))
    words.addStretch(1)
    line = row(code, spacing=16)
    line.setAlignment(code, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    holder = QWidget()
    holder.setLayout(line)
    return holder
