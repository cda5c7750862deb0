"""LinkItem: a connector that follows its two cards, with an arrow head and the word of its meaning."""

from collections.abc import Iterable, Sequence
from math import hypot
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.domain.connector import Meaning
from app.queries.board import LinkView
from app.texts import Text, mark, say
from ui.board.card import CardItem, Stage, metrics
from ui.board.optics import Detail, write
from ui.board.routing import Route, round_cards, spread

Z_LINK, Z_TOLD = 1.0, 1.2
"""A word lies over the lines that cross it, under the cards."""
HEAD = 9.0
REACH = 14.0
"""How near a pointer must come to hit the line, in board units."""
BESIDE = 4.0
"""From this much room between two cards, in board units, a line goes across it."""
BETWEEN = 100.0
"""Less room than this between two cards cannot hold a third one."""
SHORT = 60.0
"""A line up or down that is no longer has its word beside it: the points at its ends would hide it."""
CLEAR = 20.0
_MARGIN = 24.0
_WORD = 240.0
"""Beside the line its word takes less, however the letters are enlarged."""
_LOOKS = 64
"""At so many places along a line it is measured how far it is from a point."""

Hit = TypeVar("Hit", bound=QGraphicsItem)

MEANINGS: dict[Meaning, Text] = {
    Meaning.LEADS_TO: mark("connector", "fører til"),
    Meaning.SUPPORTS: mark("connector", "støtter"),
    Meaning.HINDERS: mark("connector", "modarbejder"),
    Meaning.RELATES: mark("connector", "hænger sammen med"),
}
QUIET = (Meaning.LEADS_TO, Meaning.RELATES, None)
"""Meanings that the line itself tells, by its arrow or its want of one."""


class LinkItem(QGraphicsItem):
    """A connector between two cards."""

    def __init__(self, view: LinkView, source: CardItem, target: CardItem, stage: Stage) -> None:
        super().__init__()
        self.source, self.target = source, target
        self._stage = stage
        self._beside = (0.0, 0.0)
        self.show_view(view)
        self.follow()

    @property
    def id(self) -> str:
        """Return the id of the connector."""
        return self.view.connector.id

    @property
    def path(self) -> QPainterPath:
        """Return the line as it runs now."""
        return self._path

    def show_view(self, view: LinkView) -> None:
        """Say what *view* says."""
        self.prepareGeometryChange()
        self.view = view
        self.setZValue(Z_TOLD if self._is_told else Z_LINK)
        self.update()

    def follow(self) -> None:
        """Run from where the source is now to where the target is now."""
        self._take(route(*self._ends()))

    def settle(self, others: Iterable[QRectF], *, clear: float) -> None:
        """Leave and end beside the other lines of the two cards, and go round the *others*, *clear* of them."""
        self._beside = _beside(self, self.source), _beside(self, self.target)
        source, target = self._ends()
        self._take(round_cards(route(source, target), source, target, others, clear=clear))

    def _ends(self) -> tuple[QRectF, QRectF]:
        """Return the frames of the two cards, moved so that the line leaves and ends beside other lines."""
        across = _is_across(self.source.frame(), self.target.frame())
        moved = [
            card.frame().translated(0.0 if across else by, by if across else 0.0)
            for card, by in zip((self.source, self.target), self._beside, strict=True)
        ]
        return moved[0], moved[1]

    def _take(self, found: Route) -> None:
        self.prepareGeometryChange()
        self._path, self._tip, self._from = found
        self._head: QPolygonF | None = None
        self._bounds = self._path.controlPointRect().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        room = self._path.boundingRect()
        self._is_short = room.width() < 1 and room.height() < SHORT

    def boundingRect(self) -> QRectF:
        """Return what painting touches."""
        return self._bounds.adjusted(-_WORD, 0, _WORD, 0) if self._is_told else self._bounds

    def shape(self) -> QPainterPath:
        """Return the line, wide enough for a finger."""
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * REACH)
        return stroker.createStroke(self._path)

    def away(self, point: QPointF) -> float:
        """Return how far the line runs from *point*."""
        places = (self._path.pointAtPercent(step / _LOOKS) for step in range(_LOOKS + 1))
        return min(hypot(each.x() - point.x(), each.y() - point.y()) for each in places)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint line, head and, where it says more than the head, the word."""
        optics = self._stage.optics
        meaning = self.view.connector.meaning
        chosen = self.id in self._stage.selected or self.id == self._stage.focused
        hinders = meaning is Meaning.HINDERS
        colour = optics.brand if chosen else optics.theme.colour("warning" if hinders else "field_edge")
        pen = QPen(colour, (2.5 if chosen else 1.8) / min(1.0, optics.zoom * 1.4))
        pen.setStyle(Qt.PenStyle.DashLine if hinders else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        if meaning is not Meaning.RELATES:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            self._head = self._head or head(self._tip, self._from)
            painter.drawPolygon(self._head)
        if self._is_told and optics.detail is not Detail.KIND and optics.folded is None:
            self._paint_word(painter)

    @property
    def _is_told(self) -> bool:
        return self.view.connector.meaning not in QUIET

    @property
    def _word(self) -> str:
        return say(MEANINGS[self.view.connector.meaning or Meaning.RELATES])

    def word_room(self) -> QRectF:
        """Return where the word stands: on the middle of the line, or beside a short one."""
        small, middle = self._stage.optics.small, self._path.pointAtPercent(0.5)
        width = metrics(small.font).horizontalAdvance(self._word) * small.enlarged + 12
        left = middle.x() + CLEAR if self._is_short else middle.x() - width / 2
        return QRectF(left, middle.y() - small.line / 2, width, small.line)

    def _paint_word(self, painter: QPainter) -> None:
        optics, room = self._stage.optics, self.word_room()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(optics.theme.colour("ground"))
        painter.drawRoundedRect(room, 6, 6)
        painter.setPen(optics.muted)
        write(painter, optics.small, room.left() + 6, room.top(), self._word)


def first_hit(hits: Sequence[Hit], point: QPointF) -> Hit | None:
    """Return the uppermost of what is hit at *point*; of lines, the one that runs nearest to it."""
    first = next(iter(hits), None)
    if not isinstance(first, LinkItem):
        return first
    return min((each for each in hits if isinstance(each, LinkItem)), key=lambda each: each.away(point))


def route(source: QRectF, target: QRectF) -> Route:
    """Return the path between two cards, its tip, and the point that the tip looks from.

    Across, from the edge that looks at the target, where there is room between them; straight up or down to a card
    right above or below; else round the right of what lies between the two.
    """
    if target.left() - source.right() > BESIDE:
        start, end = _right(source), _left(target)
        bend = max(24.0, min(120.0, (end.x() - start.x()) / 2))
    elif source.left() - target.right() > BESIDE:
        start, end = _left(source), _right(target)
        bend = min(-24.0, max(-120.0, (end.x() - start.x()) / 2))
    elif 0 <= target.top() - source.bottom() < BETWEEN:
        return _upright(source, target, down=True)
    elif 0 <= source.top() - target.bottom() < BETWEEN:
        return _upright(source, target, down=False)
    else:
        return _round(source, target)
    return _curve(start, QPointF(start.x() + bend, start.y()), QPointF(end.x() - bend, end.y()), end)


def _is_across(source: QRectF, target: QRectF) -> bool:
    """Tell whether a line leaves its card at the side, not above or below."""
    between = target.top() - source.bottom(), source.top() - target.bottom()
    is_beside = target.left() - source.right() > BESIDE or source.left() - target.right() > BESIDE
    return is_beside or not any(0 <= each < BETWEEN for each in between)


def _beside(link: LinkItem, card: CardItem) -> float:
    """Return how far from the middle of its edge *link* touches *card*: lines of one edge lie beside each other."""
    across, side = _edge(link, card)
    beside = [each for each in card.links if _edge(each, card) == (across, side)]
    if len(beside) < 2:
        return 0.0
    beside.sort(key=lambda each: (_place(each, card, across=across), each.id))
    return spread(beside.index(link), len(beside), card.height if across else card.width)


def _other(link: LinkItem, card: CardItem) -> CardItem:
    return link.target if link.source is card else link.source


def _edge(link: LinkItem, card: CardItem) -> tuple[bool, bool]:
    """Return whether a line touches *card* at a side, and whether at the right or the lower edge."""
    here, there = card.frame(), _other(link, card).frame()
    across = _is_across(here, there)
    if not across:
        return False, there.center().y() > here.center().y()
    return True, there.left() - here.right() > BESIDE or here.left() - there.right() <= BESIDE


def _place(link: LinkItem, card: CardItem, *, across: bool) -> float:
    middle = _other(link, card).frame().center()
    return middle.y() if across else middle.x()


def _curve(start: QPointF, one: QPointF, two: QPointF, end: QPointF) -> Route:
    path = QPainterPath(start)
    path.cubicTo(one, two, end)
    return path, end, two


def _left(card: QRectF) -> QPointF:
    return QPointF(card.left(), card.center().y())


def _right(card: QRectF) -> QPointF:
    return QPointF(card.right(), card.center().y())


def _round(source: QRectF, target: QRectF) -> Route:
    start, end = _right(source), _right(target)
    x = max(start.x(), end.x()) + 64.0
    return _curve(start, QPointF(x, start.y()), QPointF(x, end.y()), end)


def _upright(source: QRectF, target: QRectF, *, down: bool) -> Route:
    edge, other = (source.bottom(), target.top()) if down else (source.top(), target.bottom())
    x = (max(source.left(), target.left()) + min(source.right(), target.right())) / 2
    start, end = QPointF(x, edge), QPointF(x, other)
    bend = max(20.0, abs(other - edge) / 2) * (1 if down else -1)
    return _curve(start, QPointF(start.x(), edge + bend), QPointF(end.x(), other - bend), end)


def head(tip: QPointF, seen_from: QPointF) -> QPolygonF:
    """Return the arrow head that ends at *tip*."""
    away = tip - seen_from
    length = hypot(away.x(), away.y()) or 1.0
    along, across = away / length * HEAD, QPointF(-away.y(), away.x()) / length * HEAD * 0.5
    return QPolygonF([tip, tip - along + across, tip - along - across])
