"""Folded time: a time axis in one view.

It keeps its days, so that months and today stay true; where too much happens in the same weeks for that, each life area
keeps the order in time, without months.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.queries.folded_board import BESIDE, Folded, Room, grid, made, rows_of, stacked
from app.queries.folded_parts import lay, part_of
from app.queries.folded_things import PAD, Box, Things
from app.queries.layout import Lane, TimeAxis

LANE_PAD = 2.0
LEAST_LANE = 1.3
"""The height of a lane without cards, as a multiple of the letters' size: its name has a line."""
MOST_SCALE = 1.25
"""Pixels a day's width may be enlarged by, at most."""
LEAST_SCALE = 0.05
_COLUMNS = (1, 2, 3)
_SPREAD = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A time axis on the screen: how wide the columns left of it are, in pixels, and pixels to a board unit."""

    axis: TimeAxis
    room: Room
    letters: float
    column: float
    columns: int
    scale: float

    @property
    def strip(self) -> float:
        """Return how wide what lies left of the axis is."""
        return self.columns * self.column


def on_time(things: Things, boxes: Sequence[Box], room: Room, letters: float) -> Folded | None:
    """Let each card begin at its day; a frame begins with the first thing in it."""
    axis = things.view.axis
    if axis is None:
        return None
    bands = _bands(things, axis, boxes, letters)
    groups = [loose for lane, _, loose in bands if not lane.is_of_people]
    for box in (box for _, _, loose in bands for box in loose):
        _stack(box)
    most = max(map(len, groups), default=0)
    column = max((box.width + BESIDE for group in groups for box in group), default=0.0)
    for columns in _COLUMNS if most > 1 else (min(most, 1),):
        scale = _scale(bands, axis, room[0] - columns * column)
        sheet = _Sheet(axis=axis, room=room, letters=letters, column=column, columns=columns, scale=scale)
        heights = [_lane(band, sheet) for band in bands] if scale >= LEAST_SCALE else [room[1] + 1]
        if sum(heights) <= room[1]:
            return _timed(things, bands, heights, sheet)
    return None


_Band = tuple[Lane, list[Box], list[Box]]
"""A lane, what stands at a day, and what does not."""


def _bands(things: Things, axis: TimeAxis, boxes: Sequence[Box], letters: float) -> list[_Band]:
    """Return the lanes with what lies in each; a frame over several lanes stands in each of them."""
    view = things.view
    tops = [lane.y for lane in view.lanes]
    bands: list[_Band] = [(lane, [], []) for lane in view.lanes]
    by_hand = {card.id for card in view.cards if card.placement is not None and card.placement.x is not None}
    cards = {card.id for card in view.cards}
    for box in sorted(boxes, key=lambda each: (each.spot.y, each.at, each.id)):
        middle = box.spot.y if box.id in cards else box.spot.y + box.spot.height / 2
        lane, placed, loose = bands[max(0, bisect_right(tops, middle) - 1)]
        is_free = box.id in by_hand or not lane.is_of_people
        (placed if box.at >= axis.left and is_free else loose).append(box)
    if things.is_plain:
        return bands
    taken: dict[str, int] = {}
    return [
        (lane, things.grouped(placed, letters, taken), things.grouped(loose, letters, taken))
        for lane, placed, loose in bands
    ]


def _scale(bands: Sequence[_Band], axis: TimeAxis, room: float) -> float:
    """Return how many pixels a board unit may take so that the last box ends within *room*."""
    widths = [(leaf.at, max(leaf.width, leaf.title) + PAD * depth) for leaf, depth in _leaves(bands)]
    widths += [(min(leaf.at for leaf, _ in box.leaves()), box.title) for box in _frames(_placed(bands))]
    ends = [(room - width) / (at - axis.left) for at, width in widths if at > axis.left]
    return min([MOST_SCALE, *ends])


def _placed(bands: Sequence[_Band]) -> Iterator[Box]:
    return (box for _, placed, _ in bands for box in placed)


def _leaves(bands: Sequence[_Band]) -> Iterator[tuple[Box, int]]:
    return (leaf for box in _placed(bands) for leaf in box.leaves())


def _frames(boxes: Iterable[Box]) -> Iterator[Box]:
    for box in boxes:
        if box.inside:
            yield box
            yield from _frames(box.inside)


def _lane(band: _Band, sheet: _Sheet) -> float:
    """Give the boxes of a lane their x and, from the lane's top, their y; return the lane's height."""
    lane, placed, loose = band
    for box in placed:
        _put_in_time(box, sheet)
    rows = rows_of(sorted(placed, key=lambda box: (box.x, box.id)))
    if lane.is_of_people:
        widest = max((box.width for box in loose), default=1.0)
        columns = max(1, int((sheet.room[0] + BESIDE) // (widest + BESIDE)))
        rows += grid(loose, columns, step=widest + BESIDE)
    else:
        for place, row in enumerate(grid(loose, max(1, sheet.columns), step=sheet.column)):
            rows[place : place + 1] = [[*(rows[place] if place < len(rows) else []), *row]]
    bottom = stacked(rows, LANE_PAD)
    return max(bottom + LANE_PAD, LEAST_LANE * sheet.letters)


def _put_in_time(box: Box, sheet: _Sheet) -> None:
    """Give a box, and what is in it, its x by its day; a frame is as large as what it holds needs."""
    if not box.inside:
        box.x = sheet.strip + (box.at - sheet.axis.left) * sheet.scale
        return
    for each in box.inside:
        _put_in_time(each, sheet)
    _close(box, rows_of(sorted(box.inside, key=lambda each: (each.x, each.id))))


def _stack(box: Box) -> None:
    """Make a frame as large as what it holds needs in one column."""
    for each in box.inside:
        _stack(each)
        each.x = 0.0
    if box.inside:
        _close(box, [[each] for each in box.inside])


def _close(box: Box, rows: Sequence[Sequence[Box]]) -> None:
    """Put a frame round the *rows* that it holds."""
    box.height = stacked(rows, box.head) + PAD
    box.x = min(each.x for each in box.inside) - PAD
    box.width = max(box.title, max(each.x + each.width for each in box.inside) + PAD - box.x)


def _timed(things: Things, bands: Sequence[_Band], heights: Sequence[float], sheet: _Sheet) -> Folded:
    strip = sheet.strip / sheet.scale
    left, axis = sheet.axis.left - strip, replace(sheet.axis, strip=strip)
    found = _banded(things, bands, heights, room=sheet.room, left=left, scale=sheet.scale, letters=sheet.letters)
    return replace(found, view=replace(found.view, axis=axis))


def _banded(
    things: Things, bands: Sequence[_Band], heights: Sequence[float], *, room: Room, left: float, scale: float,
    letters: float,
) -> Folded:  # fmt: skip
    """Return the board with the lanes below each other; what height is left over is shared by the lanes."""
    spare = min(_SPREAD, (room[1] - sum(heights)) / max(1, len(bands)))
    lanes: list[Lane] = []
    boxes: list[Box] = []
    top = 0.0
    for (lane, placed, loose), height in zip(bands, heights, strict=True):
        for box in (*placed, *loose):
            box.y += top + spare / 2
            boxes.append(box)
        lanes.append(replace(lane, y=top / scale, height=(height + spare) / scale))
        top += height + spare
    found = made(things, boxes, left=left, scale=scale, letters=letters)
    return replace(found, view=replace(found.view, lanes=tuple(lanes)))


def in_lanes(things: Things, boxes: Sequence[Box], room: Room, letters: float) -> Folded | None:
    """Lay the cards of each lane in columns in the order of time, and show no months."""
    if things.view.axis is None:
        return None
    bands = _in_order(_bands(things, things.view.axis, boxes, letters))
    column = max(box.width for box in boxes) + BESIDE
    heights = []
    for _, _, group in bands:
        bottom = stacked(grid(group, max(1, int((room[0] + BESIDE) // column)), step=column), LANE_PAD)
        heights.append(max(bottom + LANE_PAD, LEAST_LANE * letters))
    return _without_months(things, bands, heights, room=room, letters=letters)


def in_parts_of_lanes(things: Things, boxes: Sequence[Box], room: Room, letters: float) -> Folded | None:
    """Lay the frames of each lane beside each other and the rest in the order of time, and show no months."""
    if things.view.axis is None:
        return None
    bands = _in_order(_bands(things, things.view.axis, boxes, letters))
    parts = [part_of(group, as_read=True) for _, _, group in bands]
    if max(part.least for part in parts) > room[0]:
        return None
    least = LEAST_LANE * letters
    heights = [max(lay(part, room[0], 0.0, LANE_PAD) + 2 * LANE_PAD, least) for part in parts]
    return _without_months(things, bands, heights, room=room, letters=letters)


def _in_order(bands: Sequence[_Band]) -> list[_Band]:
    return [(lane, [], sorted(placed, key=lambda box: (box.at, box.id)) + loose) for lane, placed, loose in bands]


def _without_months(
    things: Things, bands: Sequence[_Band], heights: Sequence[float], *, room: Room, letters: float
) -> Folded | None:
    if sum(heights) > room[1]:
        return None
    found = _banded(things, bands, heights, room=room, left=0.0, scale=1.0, letters=letters)
    return replace(found, view=replace(found.view, axis=None))
