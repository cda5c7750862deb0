"""InkOverlay: the stroke that is being drawn, piece by piece on a picture over the view."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.board.stroke import stroke_pen


class InkOverlay(QWidget):
    """Transparent to the pointer; each new piece is painted once and nothing beneath is painted again."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.points: list[QPointF] = []
        self.pressures: list[int] = []
        self._colour = QColor()
        self._width = 1.0
        self._picture = QPixmap()
        self.hide()

    def begin(self, colour: QColor, width: float) -> None:
        """Start a stroke; *width* is in pixels of the view."""
        self.setGeometry(self._viewport.rect())
        ratio = self.devicePixelRatioF()
        self._picture = QPixmap(self.size() * ratio)
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        self._colour, self._width = colour, width
        self.points, self.pressures = [], []
        self.show()
        self.raise_()

    def add(self, point: QPointF, pressure: float | None = None) -> None:
        """Draw the piece from the last point to *point*, in pixels of the view; *pressure* from 0 to 1."""
        before = self.points[-1] if self.points else point
        self.points.append(point)
        wide = self._width
        if pressure is not None:
            self.pressures.append(round(pressure * 255))
            wide *= 0.5 + pressure
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(stroke_pen(self._colour, wide))
        painter.drawLine(before, point)
        painter.end()
        margin = wide + 2
        piece = QRectF(before, point).normalized().adjusted(-margin, -margin, margin, margin)
        self.update(piece.toAlignedRect())

    def end(self) -> None:
        """Clear the picture; the stroke lives on as an item."""
        self.hide()
        self._picture = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy the picture where it changed."""
        if self._picture.isNull():
            return
        painter = QPainter(self)
        ratio = self._picture.devicePixelRatio()
        for piece in event.region():  # type: ignore[attr-defined]
            source = QRect(
                round(piece.x() * ratio), round(piece.y() * ratio),
                round(piece.width() * ratio), round(piece.height() * ratio),
            )  # fmt: skip
            painter.drawPixmap(piece, self._picture, source)
        painter.end()
