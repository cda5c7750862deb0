"""What part of a board is drawn: all that lies on it, without the lanes that hold nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import msgspec

from app.domain import drawing
from app.domain.drawing import Point
from app.queries.board import BoardView, StrokeView, spot_of
from app.queries.layout import LANE_PAD, Lane, Spot, day_at

_LABEL_SIZE = (160.0, 24.0)
_LANE_ROOM = 14.0
"""What a drawn lane leaves above and below its things."""
TALLEST_PART = 1_100.0
"""Board units down that one printed page holds in letters that can be read."""
WIDEST_PART = 1_900.0
"""Board units across that do."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A part of the board, in board units."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


def points_of(stroke: StrokeView) -> list[Point]:
    """Return the points of a stroke in board units."""
    return [(stroke.x + x, stroke.y + y) for x, y in drawing.points_of(stroke.ink.stroke)]


def extent_of(view: BoardView) -> Extent | None:
    """Return the part of the board that something lies on; None when nothing does."""
    found = list(_extents(view))
    if not found:
        return None
    return Extent(
        min(each.left for each in found),
        min(each.top for each in found),
        max(each.right for each in found),
        max(each.bottom for each in found),
    )


def drawn_close(view: BoardView) -> BoardView:
    """Return the board with its lanes close together: without those that hold nothing, the others as high as needed."""
    if not view.lanes:
        return view
    found = list(_extents(view))
    lows = [max((each.bottom for each in found if _is_on(each, lane)), default=None) for lane in view.lanes]
    heights = [_height(lane, low) for lane, low in zip(view.lanes, lows, strict=True)]
    tops = list(accumulate(heights, initial=view.lanes[0].y))
    lanes = zip(view.lanes, tops, heights, strict=False)
    rise = _rise(view.lanes, tops)
    return replace(
        view,
        cards=tuple(replace(card, spot=replace(card.spot, y=rise(card.spot.y))) for card in view.cards),
        strokes=tuple(replace(each, y=each.y + rise(_top(each)) - _top(each)) for each in view.strokes),
        frames=tuple(msgspec.structs.replace(each, y=rise(each.y or 0.0)) for each in view.frames),
        labels=tuple(msgspec.structs.replace(each, y=rise(each.y or 0.0)) for each in view.labels),
        lanes=tuple(replace(lane, y=top, height=height) for lane, top, height in lanes if height),
    )


def _extents(view: BoardView) -> Iterator[Extent]:
    for card in view.cards:
        yield _box(card.spot)
    for frame in view.frames:
        yield _box(spot_of(frame))
    for label in view.labels:
        yield _box(Spot(label.x or 0.0, label.y or 0.0, label.width or _LABEL_SIZE[0], _LABEL_SIZE[1]))
    for points in map(points_of, view.strokes):
        if points:
            across, down = [x for x, _ in points], [y for _, y in points]
            yield Extent(min(across), min(down), max(across), max(down))


def _box(spot: Spot) -> Extent:
    return Extent(spot.x, spot.y, spot.x + spot.width, spot.y + spot.height)


def _is_on(extent: Extent, lane: Lane) -> bool:
    return extent.top < lane.y + lane.height and extent.bottom > lane.y


def _top(stroke: StrokeView) -> float:
    return min((y for _, y in points_of(stroke)), default=stroke.y)


def _left(stroke: StrokeView) -> float:
    return min((x for x, _ in points_of(stroke)), default=stroke.x)


def _height(lane: Lane, low: float | None) -> float:
    """Return how high a lane is drawn whose things reach down to *low*."""
    return 0.0 if low is None else min(lane.height, low - lane.y + 2 * _LANE_ROOM - LANE_PAD)


def _rise(lanes: Sequence[Lane], tops: Sequence[float]) -> Callable[[float], float]:
    """Return where each height on the board is drawn once the lanes begin at *tops*."""

    def rise(y: float) -> float:
        for lane, top in zip(lanes, tops, strict=False):
            if lane.y <= y < lane.y + lane.height:
                return y - lane.y + top + _LANE_ROOM - LANE_PAD
        return y if y < lanes[0].y else y - lanes[-1].y - lanes[-1].height + tops[-1]

    return rise


def printed_parts(view: BoardView) -> list[BoardView]:
    """Return the board as it is printed: its lanes close together, and in parts where one page cannot be read.

    A long time is told stretch by stretch, without the time in between in which nothing lies.
    """
    return [part for stretch in _stretches(view) for part in _halves(drawn_close(stretch))]


def _stretches(view: BoardView) -> list[BoardView]:
    """Return the board in stretches of time, none wider than letters that can be read."""
    found = extent_of(view)
    if view.axis is None or found is None or found.width <= WIDEST_PART:
        return [view]
    starts: list[float] = []
    for card in sorted(view.cards, key=lambda each: each.spot.x):
        if not starts or card.spot.x + card.spot.width - starts[-1] > WIDEST_PART:
            starts.append(card.spot.x)
    edges = [min(found.left, *starts), *starts[1:], max(found.right, *starts) + 1.0]
    return [_stretch(view, left, right) for left, right in pairwise(edges)]


def _stretch(view: BoardView, left: float, right: float) -> BoardView:
    """Return what begins in a stretch of time."""
    cards = tuple(card for card in view.cards if left <= card.spot.x < right)
    here = {card.id for card in cards}
    axis = view.axis and replace(view.axis, first=max(view.axis.first, day_at(left).replace(day=1)))
    return replace(
        view,
        axis=axis,
        cards=cards,
        links=tuple(link for link in view.links if {link.source, link.target} <= here),
        strokes=tuple(each for each in view.strokes if left <= _left(each) < right),
        frames=tuple(each for each in view.frames if left <= (each.x or 0.0) < right),
        labels=tuple(each for each in view.labels if left <= (each.x or 0.0) < right),
    )


def _halves(whole: BoardView) -> list[BoardView]:
    """Return a board whose lanes lie close together, in two halves where it is too tall."""
    height = sum(lane.height for lane in whole.lanes)
    if height <= TALLEST_PART or len(whole.lanes) < 2:
        return [whole]
    ends = list(accumulate(lane.height for lane in whole.lanes))
    cut = min(range(1, len(ends)), key=lambda count: abs(ends[count - 1] - height / 2))
    return [_part(whole, whole.lanes[:cut]), _part(whole, whole.lanes[cut:])]


def _part(view: BoardView, lanes: Sequence[Lane]) -> BoardView:
    """Return what lies in some neighbouring lanes."""
    top, bottom = lanes[0].y, lanes[-1].y + lanes[-1].height
    cards = tuple(card for card in view.cards if top <= card.spot.y < bottom)
    here = {card.id for card in cards}
    return replace(
        view,
        cards=cards,
        links=tuple(link for link in view.links if {link.source, link.target} <= here),
        lanes=tuple(lanes),
        strokes=tuple(each for each in view.strokes if top <= _top(each) < bottom),
        frames=tuple(each for each in view.frames if top <= (each.y or 0.0) < bottom),
        labels=tuple(each for each in view.labels if top <= (each.y or 0.0) < bottom),
    )
