"""StrokeItem: one stroke of ink, thicker where the pen was pressed."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.domain import drawing
from app.domain.drawing import Ink, Point
from app.queries.board import StrokeView
from app.queries.ink_path import USUAL_WIDTH, bends, edges, half_width
from ui.board.card import Stage
from ui.theme import pen_colours

Z_INK = 3.0
TENTH = 0.1


class StrokeItem(QGraphicsRectItem):
    """A stroke; its path is made when it is first painted."""

    def __init__(self, view: StrokeView, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.setZValue(Z_INK)
        self.setPen(Qt.PenStyle.NoPen)
        self.show_view(view)

    @property
    def id(self) -> str:
        """Return the id of the stroke."""
        return self.view.ink.id

    def show_view(self, view: StrokeView) -> None:
        """Show another state of the same stroke."""
        self.view = view
        self.width = view.ink.width or USUAL_WIDTH
        xs, ys = coordinates(view.ink)
        margin = self.width * 10 + 20
        self.setRect(
            (min(xs) - margin) * TENTH,
            (min(ys) - margin) * TENTH,
            (max(xs) - min(xs) + 2 * margin) * TENTH,
            (max(ys) - min(ys) + 2 * margin) * TENTH,
        )
        self._path: QPainterPath | None = None
        self._sketch: QPolygonF | None = None
        self.setPos(view.x, view.y)
        self.update()

    def shape(self) -> QPainterPath:
        """Return the stroke, wide enough to be hit."""
        stroker = QPainterPathStroker()
        stroker.setWidth(self.width + 12)
        return stroker.createStroke(smooth(points(self.view.ink)))

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the stroke as one path."""
        ink = self.view.ink
        if self._path is None and self._stage.is_hurried:
            painter.setPen(QPen(stroke_colour(ink, self._stage), self.width))
            self._sketch = self._sketch or sketch(StrokeView(ink, 0.0, 0.0))
            painter.drawPolyline(self._sketch)
            return
        if self._path is None:
            self._path = outline(points(ink), ink.pressures, self.width) if ink.pressures else smooth(points(ink))
        colour = stroke_colour(ink, self._stage)
        if ink.pressures:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(stroke_pen(colour, self.width))
        painter.drawPath(self._path)
        if ink.id in self._stage.selected:
            painter.setPen(QPen(self._stage.optics.brand, 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect())


def stroke_colour(ink: Ink, stage: Stage) -> QColor:
    """Return the colour of a stroke; a pen of the light look gets its fellow in the dark one."""
    offered = pen_colours(stage.optics.theme)
    if ink.colour and ink.colour.isdecimal() and int(ink.colour) < len(offered):
        return offered[int(ink.colour)]
    return QColor(ink.colour) if ink.colour and QColor.isValidColorName(ink.colour) else offered[0]


def stroke_pen(colour: QColor, width: float) -> QPen:
    """Return a round pen."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def coordinates(ink: Ink) -> tuple[list[int], list[int]]:
    """Return x and y of each point in tenths of a board unit; a stroke without points has one at the corner."""
    xs, ys = drawing.coordinates(ink.stroke)
    return xs or [0], ys or [0]


def sketch(view: StrokeView) -> QPolygonF:
    """Return some of a stroke's points on the board, for the far view."""
    xs, ys = coordinates(view.ink)
    step = max(1, len(xs) // 12)
    return QPolygonF(
        [QPointF(x * TENTH + view.x, y * TENTH + view.y) for x, y in zip(xs[::step], ys[::step], strict=True)]
    )


def points(ink: Ink) -> list[QPointF]:
    """Return the points in board units, from the stroke's own corner."""
    xs, ys = coordinates(ink)
    return [QPointF(x * TENTH, y * TENTH) for x, y in zip(xs, ys, strict=True)]


def smooth(path_points: list[QPointF]) -> QPainterPath:
    """Return a path through the points, bent between them but never far from the straight way, sharp at corners.

    Points were left out where the drawn line was straight to half a unit: so near the bends stay to it.
    """
    path = QPainterPath(path_points[0])
    _bend(path, [(point.x(), point.y()) for point in path_points])
    return path


def _bend(path: QPainterPath, places: Sequence[Point]) -> None:
    """Lead *path* from the first of *places* through all of them; in plain numbers, since points are slow."""
    if len(places) < 3:
        x, y = places[-1]
        path.lineTo(x + (0.01 if len(places) == 1 else 0.0), y)
        return
    for bend in bends(places):
        path.cubicTo(*bend)


def outline(path_points: list[QPointF], pressures: tuple[int, ...], width: float) -> QPainterPath:
    """Return the stroke as a filled shape, half as wide to one and a half times as wide by pressure."""
    left, right = edges([(point.x(), point.y()) for point in path_points], pressures, width)
    path = QPainterPath(QPointF(*left[0]))
    path.setFillRule(Qt.FillRule.WindingFill)
    _bend(path, left)
    path.lineTo(*right[-1])
    _bend(path, right[::-1])
    path.closeSubpath()
    for place, end in ((0, path_points[0]), (len(path_points) - 1, path_points[-1])):
        half = half_width(pressures, place, width)
        path.addEllipse(end, half, half)
    return path
