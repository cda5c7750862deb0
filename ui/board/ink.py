"""InkOverlay: the stroke that is being drawn, piece by piece on a picture over the view."""

from math import hypot

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.board.stroke import stroke_pen

STILL_PX = 0.8
"""A pen that has moved less than this has not moved."""
CALM, FAST_PX = 0.5, 20.0
"""A slow pen is followed by this much of its way, one that goes half so far between two points all of it."""


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
        self._width = self._wide = 1.0
        self._picture = QPixmap()
        self.hide()

    def begin(self, colour: QColor, width: float) -> None:
        """Start a stroke; *width* is in pixels of the view."""
        self.setGeometry(self._viewport.rect())
        ratio = self.devicePixelRatioF()
        self._picture = QPixmap(self.size() * ratio)
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        self._colour, self._width, self._wide = colour, width, width
        self.points, self.pressures = [], []
        self.show()
        self.raise_()

    def add(self, point: QPointF, pressure: float | None = None) -> None:
        """Draw on to *point*, in pixels of the view, without the pen's tremor; *pressure* from 0 to 1."""
        if self.points:
            away = point - self.points[-1]
            distance = hypot(away.x(), away.y())
            if distance < STILL_PX:
                return
            point = self.points[-1] + away * min(1.0, CALM + distance / FAST_PX)
        self._append(point, pressure)

    def finish(self, point: QPointF, pressure: float | None = None) -> None:
        """Draw the stroke to where the pen was lifted: what keeps it calm keeps it a little behind."""
        if self.points and point != self.points[-1]:
            self._append(point, pressure)

    def _append(self, point: QPointF, pressure: float | None) -> None:
        wide = self._width
        if self.pressures or (pressure is not None and not self.points):
            self.pressures.append(round(pressure * 255) if pressure is not None else self.pressures[-1])
            wide *= 0.5 + self.pressures[-1] / 255
        self.points.append(point)
        tail = self._tail()
        self._draw(wide)
        margin = wide + 2
        piece = tail.united(self._tail()).adjusted(-margin, -margin, margin, margin)
        self.update(piece.toAlignedRect())

    def _draw(self, wide: float) -> None:
        """Draw what no later point alters: as far as the middle between the last two, bent at the one before."""
        path = QPainterPath(_middle(self.points[-3:-1]) if len(self.points) > 1 else self.points[-1])
        if len(self.points) > 1:
            path.quadTo(self.points[-2], _middle(self.points[-2:]))
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(stroke_pen(self._colour, wide))
        painter.drawPath(path)
        painter.end()
        self._wide = wide

    def _tail(self) -> QRectF:
        """Return what the last three points cover."""
        last = self.points[-3:]
        xs, ys = [each.x() for each in last], [each.y() for each in last]
        return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))) if last else QRectF()

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
        if self.points:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(stroke_pen(self._colour, self._wide))
            painter.drawLine(_middle(self.points[-2:]), self.points[-1] + QPointF(0.01, 0))
        painter.end()


def _middle(points: list[QPointF]) -> QPointF:
    """Return the middle of two points; of one the point itself."""
    return (points[0] + points[-1]) / 2
