"""A field to sign in, with pen, finger or mouse."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.texts import mark, say
from ui import theme

Points = list[tuple[float, float]]

_HIGH = 110
_WIDE = 420
_LINE_FROM_FOOT = 28
_MOST_STROKES = 60
"""A hand that wants more strokes is drawing something else."""


class Signature(QWidget):
    """What is drawn is told by `signed`; it is ink on paper, whatever the look."""

    signed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[Points] = []
        self._is_drawing = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, on=False)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(say(mark("signature", "Felt til underskrift. Samtykket gælder også uden.")))

    @property
    def strokes(self) -> list[Points]:
        """What was drawn, stroke by stroke, in pixels from the upper left corner."""
        return [list(each) for each in self._strokes]

    def clear(self) -> None:
        """Be empty again."""
        self._strokes = []
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a name."""
        scale = theme.current().scale ** 0.5
        return QSize(round(_WIDE * scale), round(_HIGH * scale))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; a finger comes as a mouse."""
        self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        self._go_on(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End a stroke."""
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Draw with the pen."""
        kinds = QTabletEvent.Type
        if event.type() is kinds.TabletPress:
            self._begin(event.position())
        elif event.type() is kinds.TabletMove:
            self._go_on(event.position())
        elif event.type() is kinds.TabletRelease:
            self._end()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint paper, the line to sign on, and the ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().colour("line"), 1))
        painter.setBrush(QColor(Qt.GlobalColor.white))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)
        foot = self.height() - _LINE_FROM_FOOT
        painter.drawLine(16, foot, self.width() - 16, foot)
        paint_ink(painter, self._strokes, width=2.2)
        painter.end()

    def _begin(self, at: QPointF) -> None:
        if len(self._strokes) < _MOST_STROKES:
            self._is_drawing = True
            self._strokes.append([(at.x(), at.y())])
            self.update()

    def _go_on(self, at: QPointF) -> None:
        if self._is_drawing:
            self._strokes[-1].append((at.x(), at.y()))
            self.update()

    def _end(self) -> None:
        if self._is_drawing:
            self._is_drawing = False
            self.signed.emit()


class SignedName(QWidget):
    """A signature that was given, small."""

    def __init__(self, strokes: list[Points]) -> None:
        super().__init__()
        self._strokes = strokes
        self.setFixedSize(140, 44)
        self.setAccessibleName(say(mark("signature", "Underskrift")))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ink into the room there is."""
        points = [point for stroke in self._strokes for point in stroke]
        left, top = min(x for x, _ in points), min(y for _, y in points)
        wide, high = max(x for x, _ in points) - left, max(y for _, y in points) - top
        scale = min((self.width() - 4) / max(wide, 1.0), (self.height() - 4) / max(high, 1.0), 1.0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        painter.translate(2, 2)
        painter.scale(scale, scale)
        painter.translate(-left, -top)
        paint_ink(painter, self._strokes, width=1.4 / scale)
        painter.end()


def paint_ink(painter: QPainter, strokes: list[Points], *, width: float) -> None:
    """Paint *strokes* as dark ink."""
    pen = QPen(QColor("#14243a"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        path = QPainterPath(QPointF(*stroke[0]))
        for point in stroke[1:]:
            path.lineTo(QPointF(*point))
        if len(stroke) == 1:
            path.lineTo(QPointF(stroke[0][0] + 0.1, stroke[0][1]))
        painter.drawPath(path)
