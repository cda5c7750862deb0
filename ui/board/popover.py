"""Popover: a quiet plate over the board beside what it tells of; a line, its reasons, and what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.texts import mark
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


class Popover(QWidget):
    """Lies over the view; `closed` tells that Esc was pressed, `typed` carries keys that are the board's."""

    closed = Signal()

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._title = Label(kind="strong", wrap=True)
        self._close = icon_button("x", CLOSE, act=self.closed.emit)
        self._reasons, self._choices = QVBoxLayout(), FlowLayout(spacing=8)
        self._reasons.setSpacing(4)
        self._buttons: list[QWidget] = []
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
        self._buttons = [*buttons, self._close]
        self.show()
        self.raise_()
        self._buttons[0].show()  # one that comes into an open plate is shown later, and cannot have the focus yet
        self._buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self, at: QRectF) -> None:
        """Lie under *at*, a rectangle of the view, or over it where there is no room."""
        room = self._viewport.rect()
        width = min(room.width() - 2 * _GAP, round(WIDTH_PX * current().scale ** 0.7))
        layout = self.layout()
        height = layout.heightForWidth(width) if layout is not None else 0
        height = max(height, self.minimumSizeHint().height())
        x = max(_GAP, min(round(at.right()) - width, room.width() - width - _GAP))
        below, above = round(at.bottom()) + _GAP, round(at.top()) - _GAP - height
        y = below if below + height <= room.height() or above < _GAP else above
        self.setGeometry(x, max(_GAP, min(y, room.height() - height - _GAP)), width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Enter presses; letters are nobody's here, so that none of them alters the board."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, Button):
            focused.click()
        else:
            event.setAccepted(
                not event.modifiers() and bool(event.text().strip()) and event.text().upper() not in _KEYS
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep presses from the board under it."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round the plate; on the board it would go from card to card."""
        place = next((place for place, part in enumerate(self._buttons) if part.hasFocus()), 0)
        self._buttons[(place + (1 if forward else -1)) % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plate."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current().colour("field_edge"), 1))
        painter.setBrush(current().colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        painter.end()

    def _button(self, choice: Choice) -> Button:
        button = Button(choice.words, kind=choice.kind, act=choice.act)
        self._choices.addWidget(button)
        return button


_KEYS = frozenset({"O"})
"""Keys of the board that go on from here."""
