"""Guides: what is dragged on a free board comes into line with what is near, and fine lines say with what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from ui.board.card import CardItem
from ui.board.ground import FrameItem, LabelItem
from ui.board.optics import Optics
from ui.board.together import Movable, bounds_of

if TYPE_CHECKING:
    from ui.board.easel import Easel

REACH_PX = 6.0
"""How near, in pixels, a thing must come to be drawn into line."""
MOST = 80
"""With how many things in view, the nearest ones, what is dragged is compared."""
_EVEN = 1e-3
_LAND = (CardItem, FrameItem, LabelItem)


@dataclass(frozen=True, slots=True)
class _Span:
    """What a thing covers along one direction, and across it."""

    start: float
    end: float
    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Snap:
    """How far what is dragged goes to be in line, and the lines that show it."""

    by: QPointF
    lines: tuple[QLineF, ...] = ()


@dataclass(frozen=True, slots=True)
class Others:
    """What things are put in line with: what each covers across and down."""

    across: Sequence[_Span]
    down: Sequence[_Span]

    @classmethod
    def of(cls, rooms: Sequence[QRectF]) -> "Others":
        """Return what *rooms* cover."""
        return cls([_across(room) for room in rooms], [_down(room) for room in rooms])


def snapped(moving: QRectF, others: Others, reach: float) -> Snap:
    """Return how *moving* comes into line with edges and middles of *others*, or to equal gaps between them.

    It goes at most *reach* each way, to what is nearest; where nothing is that near it stays.
    """
    across = _nearest(others.across, _across(moving), reach)
    down = _nearest(others.down, _down(moving), reach)
    there = moving.translated(across or 0.0, down or 0.0)
    lines: list[QLineF] = []
    if across is not None:
        lines += _lines(others.across, _across(there))
    if down is not None:
        turned = _lines(others.down, _down(there))
        lines += [QLineF(each.y1(), each.x1(), each.y2(), each.x2()) for each in turned]
    return Snap(QPointF(across or 0.0, down or 0.0), tuple(lines))


def _across(room: QRectF) -> _Span:
    return _Span(room.left(), room.right(), room.top(), room.bottom())


def _down(room: QRectF) -> _Span:
    return _Span(room.top(), room.bottom(), room.left(), room.right())


def _nearest(others: Sequence[_Span], moving: _Span, reach: float) -> float | None:
    """Return how far it is to the nearest place in line along one direction, None when all are out of reach."""
    by = min([*_edges(others, moving), *_gaps(others, moving)], key=abs, default=reach + 1)
    return by if abs(by) <= reach else None


def _lines(others: Sequence[_Span], there: _Span) -> list[QLineF]:
    """Return what shows that something is in line, with the direction as x."""
    return [*_shared(others, there), *_even(others, there)]


def _edges(others: Iterable[_Span], moving: _Span) -> Iterable[float]:
    for other in others:
        yield other.middle - moving.middle
        for place in (other.start, other.end):
            yield place - moving.start
            yield place - moving.end


def _gaps(others: Sequence[_Span], moving: _Span) -> Iterable[float]:
    beside = _beside(others, moving)
    for before, after in pairwise(beside):
        gap = after.start - before.end
        if gap > 0:
            yield before.start - gap - moving.end
            yield after.end + gap - moving.start
        if gap > moving.end - moving.start:
            yield (before.end + after.start) / 2 - moving.middle


def _beside(others: Sequence[_Span], moving: _Span) -> list[_Span]:
    """Return those that lie in the same row, in order."""
    row = [other for other in others if other.low < moving.high and moving.low < other.high]
    return sorted(row, key=lambda other: other.start)


def _shared(others: Sequence[_Span], there: _Span) -> Iterable[QLineF]:
    """Return a line along the edge, else the middle, that what is dragged now shares with others; one is enough."""
    for place, is_middle in ((there.start, False), (there.end, False), (there.middle, True)):
        in_line = [other for other in others if _has(other, place, is_middle=is_middle)]
        if in_line:
            low = min(there.low, *(other.low for other in in_line))
            yield QLineF(place, low, place, max(there.high, *(other.high for other in in_line)))
            return


def _has(other: _Span, place: float, *, is_middle: bool) -> bool:
    places = (other.middle,) if is_middle else (other.start, other.end)
    return any(abs(each - place) < _EVEN for each in places)


def _even(others: Sequence[_Span], there: _Span) -> Iterable[QLineF]:
    """Return a line in each of two gaps beside what is dragged that are equal now."""
    row = _beside([*others, there], there)
    at = row.index(there)
    gaps = [(before.end, after.start) for before, after in pairwise(row)]
    level = (there.low + there.high) / 2
    for first, second in ((at - 2, at - 1), (at - 1, at), (at, at + 1)):
        if first >= 0 and second < len(gaps) and _is_even(gaps[first], gaps[second]):
            yield from (QLineF(gaps[each][0], level, gaps[each][1], level) for each in (first, second))


def _is_even(one: tuple[float, float], other: tuple[float, float]) -> bool:
    wide = one[1] - one[0]
    return wide > 0 and abs(wide - (other[1] - other[0])) < _EVEN


class Guides:
    """The guides of one drag; what lay in view when it began is what things are put in line with."""

    def __init__(self, easel: "Easel", moved: Iterable[Movable]) -> None:
        self._canvas = easel.canvas
        self._start = bounds_of(moved)
        kept = {item.id for item in moved}
        middle = self._start.center()
        drawn = [item for item in easel.scene.items(easel.canvas.seen()) if isinstance(item, _LAND)]
        rooms = [bounds_of([item]) for item in drawn if item.id not in kept]
        near = sorted(rooms, key=lambda room: (room.center() - middle).manhattanLength())[:MOST]
        self._others = Others.of(near)
        self._lines: tuple[QLineF, ...] = ()

    def snap(self, by: QPointF, *, is_wanted: bool) -> QPointF:
        """Return how far what is dragged *by* a distance goes, in line with others if that *is_wanted*."""
        found = Snap(QPointF())
        if is_wanted:
            found = snapped(self._start.translated(by), self._others, REACH_PX / self._canvas.scale_)
        self._show(found.lines)
        return by + found.by

    def clear(self) -> None:
        """Take the lines away."""
        self._show(())

    def paint(self, painter: QPainter, optics: Optics) -> None:
        """Paint the lines."""
        painter.setPen(QPen(optics.brand, 1 / self._canvas.scale_))
        for line in self._lines:
            painter.drawLine(line)

    def _show(self, lines: tuple[QLineF, ...]) -> None:
        for line in (*self._lines, *lines) if lines != self._lines else ():
            corners = QRectF(self._canvas.to_view(line.p1()), self._canvas.to_view(line.p2())).normalized()
            self._canvas.viewport().update(corners.toAlignedRect().adjusted(-2, -2, 2, 2))
        self._lines = lines
