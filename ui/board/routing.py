"""Routing: lines go round the cards that lie between their ends, and lines of one card leave it beside each other."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

Route = tuple[QPainterPath, QPointF, QPointF]
"""A path, its tip, and the point that the tip looks from."""

CLEAR = (4.0, 8.0, 12.0)
"""Board units between lines and the card that they go round: within the gap between two cards, beside each other."""
STUB = 14.0
"""Board units that a line goes straight before it turns."""
CORNER = 12.0
APART = 14.0
"""Board units between two lines at the edge of a card, where it is long enough."""
MOST_LOOKED_AT = 12
"""So many cards in the way are gone round; where there are more, the line runs under them."""
_LOOKED_AT = 24
"""The points of a curve that are held against the cards."""

Points = tuple[QPointF, ...]


def round_cards(
    plain: Route, source: QRectF, target: QRectF, others: Iterable[QRectF], *, clear: float = CLEAR[1]
) -> Route:
    """Return *plain*, or where it runs under some of the *others* a way that meets fewer, *clear* of what it passes."""
    cards = list(others)
    in_way = _in_way(plain[0], cards)
    if not in_way or len(in_way) > MOST_LOOKED_AT:
        return plain
    found = [(_met(points, cards), _length(points), points) for points in _ways(source, target, in_way, clear)]
    best = min(found, key=lambda each: each[:2], default=None)
    if best is None or best[0] >= len(in_way):
        return plain
    return _rounded(best[2])


def spread(place: int, count: int, length: float) -> float:
    """Return how far from the middle of an edge of *length* the line at *place* of *count* leaves it."""
    apart = min(APART, length * 0.7 / count)
    return (place - (count - 1) / 2) * apart


def _in_way(path: QPainterPath, cards: Sequence[QRectF]) -> list[QRectF]:
    points = [path.pointAtPercent(step / _LOOKED_AT) for step in range(_LOOKED_AT + 1)]
    return [card for card in cards if any(card.contains(point) for point in points)]


def _ways(source: QRectF, target: QRectF, in_way: Sequence[QRectF], clear: float) -> list[Points]:
    """Return ways of straight pieces: out of a side, along a free strip beside a card in the way, and in again."""
    ways: list[Points] = []
    one, other = source.center(), target.center()
    right = other.x() >= one.x()
    out = QPointF(source.right() if right else source.left(), one.y())
    into = QPointF(target.left() if right else target.right(), other.y())
    first, last = (STUB, -STUB) if right else (-STUB, STUB)
    for y in {edge for card in in_way for edge in (card.top() - clear, card.bottom() + clear)}:
        x, to_x = out.x() + first, into.x() + last
        ways.append((out, QPointF(x, out.y()), QPointF(x, y), QPointF(to_x, y), QPointF(to_x, into.y()), into))
    down = other.y() >= one.y()
    out = QPointF(one.x(), source.bottom() if down else source.top())
    into = QPointF(other.x(), target.top() if down else target.bottom())
    first, last = (STUB, -STUB) if down else (-STUB, STUB)
    for x in {edge for card in in_way for edge in (card.left() - clear, card.right() + clear)}:
        y, to_y = out.y() + first, into.y() + last
        ways.append((out, QPointF(out.x(), y), QPointF(x, y), QPointF(x, to_y), QPointF(into.x(), to_y), into))
    return [way for way in ways if not _crosses_ends(way, source, target)]


def _crosses_ends(way: Points, source: QRectF, target: QRectF) -> bool:
    """Tell whether a way runs over the cards that it joins, but for where it leaves and ends."""
    inside = -0.5
    one, other = (each.adjusted(-inside, -inside, inside, inside) for each in (source, target))
    return any(_span(*piece).intersects(one) or _span(*piece).intersects(other) for piece in pairwise(way))


def _span(one: QPointF, other: QPointF) -> QRectF:
    """Return a straight piece as a rectangle with a little width."""
    return QRectF(one, other).normalized().adjusted(-0.1, -0.1, 0.1, 0.1)


def _met(way: Points, cards: Sequence[QRectF]) -> int:
    pieces = [_span(*piece) for piece in pairwise(way)]
    return sum(any(piece.intersects(card) for piece in pieces) for card in cards)


def _length(way: Points) -> float:
    return sum(hypot(other.x() - one.x(), other.y() - one.y()) for one, other in pairwise(way))


def _rounded(way: Points) -> Route:
    """Return a way with round corners."""
    path = QPainterPath(way[0])
    for before, corner, after in zip(way, way[1:], way[2:], strict=False):
        path.lineTo(_towards(corner, before))
        path.quadTo(corner, _towards(corner, after))
    path.lineTo(way[-1])
    return path, way[-1], way[-2]


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    away = other - corner
    length = hypot(away.x(), away.y())
    return corner + away * (min(CORNER, length / 2) / length) if length else corner
