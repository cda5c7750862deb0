"""KindChips: what a card is, and by one tap what else it is to be."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.domain.item import ItemType
from app.texts import mark, say
from ui.board.elements import ELEMENT_KINDS, element_kind
from ui.board.lettering import lettering
from ui.icons import pixmap
from ui.theme import current
from ui.widgets.flow import FlowLayout
from ui.widgets.page import clear
from ui.widgets.text import Label

WHAT = mark("board panel", "Hvad er det?")
TURN_INTO = mark("board panel", "Lav om til {kind}")
KIND_OF = mark("board panel", "{kind}. Tryk for at lave kortet om.")


class KindChip(QAbstractButton):
    """A chip with icon and word of a kind."""

    def __init__(self, item_type: ItemType, *, meeting: bool, height: int = 44) -> None:
        super().__init__()
        self.item_type = item_type
        self._meeting = meeting
        self._height = height
        self.setText(say(element_kind(item_type).label))
        self.setAccessibleName(say(TURN_INTO, kind=self.text()))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return room for icon and word, and a finger."""
        scale = current().scale
        width = QFontMetricsF(self._font()).horizontalAdvance(self.text()) + 18 * scale**0.5 + 30
        return QSize(round(width), max(self._height, round(28 * scale)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip in the colours of its kind."""
        theme, painter = current(), QPainter(self)
        look = theme.kind(self.item_type, meeting=self._meeting)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = round(18 * theme.scale**0.5)
        high = min(self.height() - 2, round(30 * theme.scale))
        frame = QRectF(1, (self.height() - high) / 2, self.width() - 2, high)
        painter.setPen(QPen(look.text, 2) if self.hasFocus() or self.underMouse() else Qt.PenStyle.NoPen)
        painter.setBrush(look.tint)
        painter.drawRoundedRect(frame, high / 2, high / 2)
        drawing = pixmap(look.icon, look.text, size=side, stroke=2)
        painter.drawPixmap(
            QRectF(frame.left() + 11, frame.center().y() - side / 2, side, side), drawing, QRectF(drawing.rect())
        )
        painter.setPen(look.text)
        painter.setFont(self._font())
        painter.drawText(frame.adjusted(11 + side + 6, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _font(self) -> QFont:
        return lettering(meeting=self._meeting)


class KindChips(QWidget):
    """The chip of the card's kind; pressed, it opens those of all others. An unsorted card shows them at once.

    The others lie in `others`, which has a place of its own.
    """

    chosen = Signal(object)

    def __init__(self, *, meeting: bool) -> None:
        super().__init__()
        self._meeting = meeting
        self._type: ItemType | None = None
        self._own_line = FlowLayout(self)
        self.others = QWidget()
        chips = QWidget()
        self._flow = FlowLayout(chips, spacing=6, between=0)
        box = QVBoxLayout(self.others)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Label(say(WHAT), kind="muted"))
        box.addWidget(chips)

    def show_type(self, item_type: ItemType) -> None:
        """Show the kind of a card."""
        if item_type is self._type:
            return
        self._type = item_type
        self.show()
        for flow in (self._own_line, self._flow):
            clear(flow)
        own = KindChip(item_type, meeting=self._meeting)
        own.setAccessibleName(say(KIND_OF, kind=own.text()))
        own.clicked.connect(self._on_own)
        self._own_line.addWidget(own)
        for kind in ELEMENT_KINDS:
            if kind.type is not item_type:
                chip = KindChip(kind.type, meeting=self._meeting)
                chip.clicked.connect(self._on_other)
                self._flow.addWidget(chip)
        self.others.setVisible(item_type is ItemType.IDEA)

    def show_only(self, item_type: ItemType) -> None:
        """Show the kind of a card that nobody turns into another."""
        self.conceal()
        clear(self._own_line)
        own = KindChip(item_type, meeting=self._meeting)
        own.setEnabled(False)
        own.setAccessibleName(own.text())
        self._own_line.addWidget(own)
        self.show()

    def conceal(self) -> None:
        """Show no kind: what is chosen is no card."""
        self._type = None
        self.hide()
        self.others.hide()

    @property
    def is_open(self) -> bool:
        """Return whether the other kinds are shown."""
        return not self.others.isHidden()

    def _on_own(self) -> None:
        self.others.setVisible(not self.is_open)

    def _on_other(self) -> None:
        chip = self.sender()
        if isinstance(chip, KindChip):
            self.chosen.emit(chip.item_type)
