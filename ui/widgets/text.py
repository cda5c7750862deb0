"""Labels, initials and lines of words."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme


class Label(QLabel):
    """A text; `kind` is muted, small, strong, card, panel, page, warning, chip, alarm or news."""

    def __init__(self, text: str = "", *, kind: str = "", wrap: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if kind:
            self.setProperty("kind", kind)
        if kind in ("chip", "alarm", "news"):
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class WholeLabel(Label):
    """A wrapped text that no layout makes too low: beside parts that change, rows learn its new height too late."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Need as much height as the words take at this width."""
        super().resizeEvent(event)
        self._need()

    def changeEvent(self, event: QEvent) -> None:
        """Need as much as they take in other letters."""
        super().changeEvent(event)
        self._need()

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self._need()

    def _need(self) -> None:
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


class Initials(QWidget):
    """A round field with the initials of somebody; the name stands beside it, so readers leave it out."""

    def __init__(self, initials: str = "", *, size: int = 44, on_navigation: bool = False) -> None:
        super().__init__()
        self._initials = initials
        self._size = size
        self._on_navigation = on_navigation
        self.setFixedSize(self.sizeHint())

    def show_initials(self, initials: str) -> None:
        """Show those of somebody else."""
        self._initials = initials
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at the user's text scale."""
        side = round(self._size * theme.current().scale ** 0.5)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the round field and the letters."""
        painter = QPainter(self)
        paint_initials(painter, self.rect(), self._initials, on_navigation=self._on_navigation)
        painter.end()


def paint_initials(painter: QPainter, field: QRect, initials: str, *, on_navigation: bool = False) -> None:
    """Paint *initials* into the square *field*."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    ground = look.colour("on_navigation" if on_navigation else "brand_tint")
    if on_navigation:
        ground.setAlphaF(0.2)
    painter.setBrush(ground)
    painter.drawEllipse(field)
    font = look.font("body", weight="strong")
    font.setPixelSize(max(11, round(field.height() * 0.38)))
    painter.setFont(font)
    painter.setPen(look.colour("on_navigation" if on_navigation else "brand"))
    painter.drawText(field, Qt.AlignmentFlag.AlignCenter, initials)
