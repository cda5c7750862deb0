"""Popover: a quiet plate over the board beside what it tells of; a line, its reasons, and what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.texts import mark
from ui.board.plate import PressedPlate
from ui.theme import current
from ui.widgets.button import Button, icon_button
from ui.widgets.flow import FlowLayout
from ui.widgets.page import clear
from ui.widgets.text import Label

WIDTH_PX = 372
_GAP = 8
CLOSE = mark("popover", "Luk")


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: its words, what it does, and whether it is the one to press."""

    words: str
    act: Callable[[], object]
    kind: str = "plain"


class Popover(PressedPlate):
    """Lies over the view; `closed` tells that Esc was pressed."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport, radius=12.0)
        self._viewport = viewport
        self._title = Label(kind="strong", wrap=True)
        self._close = icon_button("x", CLOSE, act=self.closed.emit)
        self._reasons, self._choices = QVBoxLayout(), FlowLayout(spacing=8)
        self._reasons.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 10, 14)
        box.setSpacing(8)
        box.addLayout(top)
        box.addLayout(self._reasons)
        box.addSpacing(2)
        box.addLayout(self._choices)
        self.hide()

    def open(
        self, title: str, reasons: Sequence[str], choices: Sequence[Choice], *, heading: str = "", foot: str = ""
    ) -> None:
        """Show a line, its reasons under a small *heading*, and what can be done; the first button has the focus."""
        self._title.setText(title)
        self.setAccessibleName(title)
        clear(self._reasons)
        clear(self._choices)
        if heading:
            self._reasons.addWidget(Label(heading, kind="small"))
        for each in reasons:
            self._reasons.addWidget(Label(each, wrap=True))
        if foot:
            self._reasons.addWidget(Label(foot, kind="muted", wrap=True))
        buttons = [self._button(each) for each in choices]
        self.stops = [*buttons, self._close]
        self.show()
        self.raise_()
        self.stops[0].show()  # one that comes into an open plate is shown later, and cannot have the focus yet
        self.stops[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self, at: QRectF) -> None:
        """Lie under *at*, a rectangle of the view, or over it where there is no room."""
        room = self._viewport.rect()
        width = min(room.width() - 2 * _GAP, round(WIDTH_PX * current().scale ** 0.7))
        height = self.height_at(width)
        x = max(_GAP, min(round(at.right()) - width, room.width() - width - _GAP))
        below, above = round(at.bottom()) + _GAP, round(at.top()) - _GAP - height
        y = below if below + height <= room.height() or above < _GAP else above
        self.setGeometry(x, max(_GAP, min(y, room.height() - height - _GAP)), width, height)

    def on_other_key(self, event: QKeyEvent) -> None:
        """Letters are nobody's here, so that none of them alters the board."""
        event.setAccepted(not event.modifiers() and bool(event.text().strip()) and event.text().upper() not in _KEYS)

    def _button(self, choice: Choice) -> Button:
        button = Button(choice.words, kind=choice.kind, act=choice.act)
        self._choices.addWidget(button)
        return button


_KEYS = frozenset({"O"})
"""Keys of the board that go on from here."""
