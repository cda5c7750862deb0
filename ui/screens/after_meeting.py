"""Efter mødet: one quiet line on the worker's own page when the screen is turned back; it may be left alone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit

from app.operations.after_meeting import keep_ink, note_for_professionals
from app.operations.board import take_off
from app.queries.ink import MeetingInk, ink_of_meeting
from app.texts import Text, mark, say
from ui import theme
from ui.screens.screen import Desk
from ui.widgets.button import Button, icon_button
from ui.widgets.card import row
from ui.widgets.text import Label

WIDE = 900
"""From this width on, in pixels at 100 %, everything stands on one line."""
_FIELD = mark("after meeting", "Kun for fagfolk")


class AfterMeeting(QFrame):
    """What only professionals may see, and once: what becomes of the ink. `told` is a sentence that can be undone."""

    told = Signal(str)
    copy_wanted = Signal()
    calendar_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("Header")
        self._desk = desk
        self.citizen = ""
        self._ink = MeetingInk()
        self._note = QLineEdit()
        self._note.setPlaceholderText(say(mark("after meeting", "Borgeren ser det ikke – Enter gemmer")))
        self._note.setAccessibleName(say(_FIELD))
        self._note.editingFinished.connect(self._keep_note)
        self._keep = Button(mark("after meeting", "Behold tegningen som billede"), icon_name="pen", act=self._keep_ink)
        self._clear = Button(mark("after meeting", "Ryd tegningen"), icon_name="eraser", act=self._clear_ink)
        self._copy = Button(
            mark("after meeting", "Gem borgerens kopi"), icon_name="file-down", act=self.copy_wanted.emit
        )
        self._calendar = Button(
            mark("after meeting", "Gem mødet til kalenderen"), icon_name="calendar", act=self.calendar_wanted.emit
        )
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lay_out()
        self.hide()

    def begin(self, meeting: str, *, has_copy: bool = False, has_calendar: bool = False) -> None:
        """Show the line after *meeting*, with the files that the citizen asked for at it."""
        self._note.clear()
        self._copy.setVisible(has_copy)
        self._calendar.setVisible(has_calendar)
        self._show_ink(MeetingInk())
        self.show()
        self._desk.bridge.ask(
            ink_of_meeting, then=self._show_ink, citizen=self.citizen, meeting=meeting, today=self._desk.today()
        )

    def end(self) -> None:
        """Keep what is written and ask no more."""
        self._keep_note()
        self.hide()

    def _lay_out(self) -> None:
        name = Label(say(_FIELD), kind="muted")
        name.setBuddy(self._note)
        box = QHBoxLayout(self)
        box.setContentsMargins(20, 6, 20, 6)
        box.setSpacing(10)
        self._lines.setSpacing(10)
        self._lines.addLayout(row(name, self._note, spacing=10), 1)
        self._lines.addLayout(row(self._copy, self._calendar, self._keep, self._clear, spacing=10))
        box.addLayout(self._lines, 1)
        close = icon_button("x", mark("after meeting", "Luk linjen"), act=self.end)
        box.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask about the ink below the note where there is no room beside it."""
        super().resizeEvent(event)
        is_wide = self.width() >= round(WIDE * theme.current().scale)
        directions = QBoxLayout.Direction
        self._lines.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def _show_ink(self, ink: MeetingInk) -> None:
        self._ink = ink
        for part in (self._keep, self._clear):
            part.setVisible(bool(ink.strokes))

    def _keep_note(self) -> None:
        text = self._note.text().strip()
        self._note.clear()
        if text:
            self._desk.bridge.run(
                note_for_professionals, then=self._on_noted, citizen=self.citizen, text=text, day=self._desk.today()
            )

    def _on_noted(self, _note: object) -> None:
        self._say(mark("after meeting", "Noten er gemt. Den står under «Det ser borgeren»."))

    def _keep_ink(self) -> None:
        ink, day = self._ink, self._desk.today()
        self._show_ink(MeetingInk())
        self._desk.bridge.run(
            keep_ink, then=self._on_kept, strokes=ink.strokes, citizen=self.citizen, cards=ink.cards, day=day
        )

    def _on_kept(self, _board: object) -> None:
        self._say(mark("after meeting", "Tegningen ligger på en tavle for sig selv."))

    def _clear_ink(self) -> None:
        ink = self._ink
        self._show_ink(MeetingInk())
        self._desk.bridge.run(take_off, then=self._on_cleared, records=ink.strokes, citizen=self.citizen)

    def _on_cleared(self, _answer: object) -> None:
        self._say(mark("after meeting", "Tegningen er ryddet."))

    def _say(self, words: Text) -> None:
        self.told.emit(say(words))
