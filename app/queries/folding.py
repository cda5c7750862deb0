"""Folding: a whole board in one view, each card no more than its title, in letters that can be read. Pure, no Qt.

A time axis keeps its days, so that months and today stay true; where too much happens in the same weeks for that, each
life area keeps the order in time, without months. A free board keeps its rows and their order.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from app.queries.board import BoardView, CardView
from app.queries.card_size import line_widths
from app.queries.layout import Lane, Spot, TimeAxis
from app.queries.words import item_title

BAR = 3.0
"""Pixels of a folded card at its left that tell the kind by colour, before the icon."""
AROUND = 4.0
"""Pixels left and right of icon and title."""
ABOVE = 1.0
"""Pixels above and below a title."""
LINE = 1.21
"""The height of a line of a folded title, as a multiple of its letters' size."""
BETWEEN_ROWS, BESIDE = 2.0, 6.0
"""Pixels between two folded cards."""
LANE_PAD = 2.0
LEAST_LANE = 1.3
"""The height of a lane without cards, as a multiple of the letters' size: its name has a line."""
MOST_CARDS = 400
MOST_SCALE = 1.25
"""Pixels a day's width may be enlarged by, at most."""
LEAST_SCALE = 0.05
_WRAPS = (1.0, 26.0, 17.0, 12.0)
"""The widest a title is before it takes a further line: a share of the view at first, then multiples of the letters."""
_COLUMNS = (1, 2, 3)
_SPREAD = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A board whose cards are folded: `view` in board units, of which `scale` pixels are one; `letters` in pixels."""

    view: BoardView
    scale: float
    letters: float


@dataclass(slots=True)
class _Box:
    """A folded card in pixels; `at` is where it wants to begin."""

    id: str
    at: float
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0


Room = tuple[float, float]
"""Width and height of the view in pixels."""


def folded(view: BoardView, *, room: Room, sizes: Sequence[float], nameless: str) -> Folded | None:
    """Return *view* folded into *room*, in the largest of *sizes* (pixels of letters, falling) that all titles fit in.

    None when they fit in none of them, or when there are frames, texts or ink that stand between the cards. A card
    without a title is written as *nameless*.
    """
    loose_ink = any(stroke.ink.item is None for stroke in view.strokes)
    if not view.cards or len(view.cards) > MOST_CARDS or view.frames or view.labels or loose_ink:
        return None
    titles = {card.id: item_title(card.item) or nameless for card in view.cards}
    ways = (_on_time, _in_lanes) if view.axis is not None else (_freely, _in_rows)
    for way, letters, wrap in product(ways, sizes, _WRAPS):
        widest = room[0] / 2 / letters if wrap == 1.0 else wrap
        boxes = {card.id: _box(card, titles[card.id], letters, widest) for card in view.cards}
        is_hopeless = sum(box.width * box.height for box in boxes.values()) > room[0] * room[1]
        found = None if is_hopeless else way(view, boxes, room, letters)
        if found is not None:
            return found
    return None


def _box(card: CardView, title: str, letters: float, widest: float) -> _Box:
    widths = list(line_widths(title, widest)) or [1.0]
    width = inset(letters) + max(widths) * letters + AROUND
    return _Box(card.id, card.spot.x, width, height_of(len(widths), letters))


def inset(letters: float) -> float:
    """Return how far from the left of a folded card its title begins, in pixels: bar and icon come first."""
    return BAR + AROUND + letters + AROUND


def height_of(lines: int, letters: float) -> float:
    """Return the height of a folded card in pixels."""
    return lines * letters * LINE + 2 * ABOVE


# --- on a time axis -----------------------------------------------------------------------------------------


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


def _on_time(view: BoardView, boxes: dict[str, _Box], room: Room, letters: float) -> Folded | None:
    if view.axis is None:
        return None
    bands = _bands(view, view.axis, boxes)
    groups = [loose for lane, _, loose in bands if not lane.is_of_people]
    most = max(map(len, groups), default=0)
    column = max((box.width + BESIDE for group in groups for box in group), default=0.0)
    for columns in _COLUMNS if most > 1 else (min(most, 1),):
        scale = _scale(bands, view.axis, room[0] - columns * column)
        sheet = _Sheet(axis=view.axis, room=room, letters=letters, column=column, columns=columns, scale=scale)
        heights = [_lane(band, sheet) for band in bands] if scale >= LEAST_SCALE else [room[1] + 1]
        if sum(heights) <= room[1]:
            return _timed(view, bands, heights, sheet)
    return None


_Band = tuple[Lane, list[_Box], list[_Box]]
"""A lane, the cards that stand at a day, and those that do not."""


def _bands(view: BoardView, axis: TimeAxis, boxes: dict[str, _Box]) -> list[_Band]:
    tops = [lane.y for lane in view.lanes]
    bands: list[_Band] = [(lane, [], []) for lane in view.lanes]
    for card in sorted(view.cards, key=lambda each: (each.spot.y, each.spot.x, each.id)):
        lane, placed, loose = bands[max(0, bisect_right(tops, card.spot.y) - 1)]
        by_hand = card.placement is not None and card.placement.x is not None
        is_placed = card.spot.x >= axis.left and (by_hand or not lane.is_of_people)
        (placed if is_placed else loose).append(boxes[card.id])
    return bands


def _scale(bands: Sequence[_Band], axis: TimeAxis, room: float) -> float:
    """Return how many pixels a board unit may take so that the last card ends within *room*."""
    ends = [(room - box.width) / (box.at - axis.left) for _, placed, _ in bands for box in placed if box.at > axis.left]
    return min([MOST_SCALE, *ends])


def _lane(band: _Band, sheet: _Sheet) -> float:
    """Give the cards of a lane their x and, from the lane's top, their y; return the lane's height."""
    lane, placed, loose = band
    for box in placed:
        box.x = sheet.strip + (box.at - sheet.axis.left) * sheet.scale
    rows = _rows(sorted(placed, key=lambda box: (box.x, box.id)))
    if lane.is_of_people:
        widest = max((box.width for box in loose), default=1.0)
        columns = max(1, int((sheet.room[0] + BESIDE) // (widest + BESIDE)))
        rows += _grid(loose, columns, step=widest + BESIDE)
    else:
        for place, row in enumerate(_grid(loose, max(1, sheet.columns), step=sheet.column)):
            rows[place : place + 1] = [[*(rows[place] if place < len(rows) else []), *row]]
    bottom = _stacked(rows, LANE_PAD)
    return max(bottom + LANE_PAD, LEAST_LANE * sheet.letters)


def _rows(boxes: Iterable[_Box]) -> list[list[_Box]]:
    """Put each box, in the order of their x, into the first row that is free there."""
    rows: list[list[_Box]] = []
    for box in boxes:
        row = next((row for row in rows if row[-1].x + row[-1].width + BESIDE <= box.x), None)
        if row is None:
            rows.append([box])
        else:
            row.append(box)
    return rows


def _grid(boxes: Sequence[_Box], columns: int, *, step: float) -> list[list[_Box]]:
    """Put the boxes beside each other in *columns*, each *step* from the one before."""
    for place, box in enumerate(boxes):
        box.x = place % columns * step
    return [list(boxes[first : first + columns]) for first in range(0, len(boxes), columns)]


def _stacked(rows: Sequence[Sequence[_Box]], top: float) -> float:
    """Give the boxes of each row their y below the row before, and return where the last row ends."""
    for row in rows:
        for box in row:
            box.y = top
        top += max(box.height for box in row) + BETWEEN_ROWS
    return top - BETWEEN_ROWS if rows else top


def _timed(view: BoardView, bands: Sequence[_Band], heights: Sequence[float], sheet: _Sheet) -> Folded:
    strip = sheet.strip / sheet.scale
    made = _banded(view, bands, heights, room=sheet.room, left=sheet.axis.left - strip, scale=sheet.scale)
    axis = replace(sheet.axis, strip=strip)
    return Folded(view=replace(made, axis=axis), scale=sheet.scale, letters=sheet.letters)


def _banded(
    view: BoardView, bands: Sequence[_Band], heights: Sequence[float], *, room: Room, left: float, scale: float
) -> BoardView:
    """Return the board with the lanes below each other; what height is left over is shared by the lanes."""
    spare = min(_SPREAD, (room[1] - sum(heights)) / max(1, len(bands)))
    spots: dict[str, Spot] = {}
    lanes: list[Lane] = []
    top = 0.0
    for (lane, placed, loose), height in zip(bands, heights, strict=True):
        for box in (*placed, *loose):
            y = (top + spare / 2 + box.y) / scale
            spots[box.id] = Spot(left + box.x / scale, y, box.width / scale, box.height / scale)
        lanes.append(replace(lane, y=top / scale, height=(height + spare) / scale))
        top += height + spare
    return replace(_moved(view, spots), lanes=tuple(lanes))


def _in_lanes(view: BoardView, boxes: dict[str, _Box], room: Room, letters: float) -> Folded | None:
    """Lay the cards of each lane in columns in the order of time, and show no months."""
    if view.axis is None:
        return None
    bands: list[_Band] = [
        (lane, [], sorted(placed, key=lambda box: (box.at, box.id)) + loose)
        for lane, placed, loose in _bands(view, view.axis, boxes)
    ]
    column = max(box.width for box in boxes.values()) + BESIDE
    heights = []
    for _, _, group in bands:
        bottom = _stacked(_grid(group, max(1, int((room[0] + BESIDE) // column)), step=column), LANE_PAD)
        heights.append(max(bottom + LANE_PAD, LEAST_LANE * letters))
    if sum(heights) > room[1]:
        return None
    made = _banded(view, bands, heights, room=room, left=0.0, scale=1.0)
    return Folded(view=replace(made, axis=None), scale=1.0, letters=letters)


def _moved(view: BoardView, spots: dict[str, Spot]) -> BoardView:
    """Return *view* with its cards elsewhere; ink on a card is folded away with what it is drawn on."""
    cards = tuple(replace(card, spot=spots[card.id]) for card in view.cards)
    return replace(view, cards=cards, strokes=())


# --- on a free board ----------------------------------------------------------------------------------------


def _freely(view: BoardView, boxes: dict[str, _Box], room: Room, letters: float) -> Folded | None:
    """Keep each card as near as can be to where it lies; None where a row has no room for its cards."""
    left = min(card.spot.x for card in view.cards)
    scale = _across(view, boxes, room)
    rows = _read_rows(view.cards)
    lines = [[boxes[card.id] for card in row] for row in rows]
    for line in lines:
        if sum(box.width + BESIDE for box in line) - BESIDE > room[0]:
            return None
        wanted = [(box.at - left) * scale for box in line]
        for box, x in zip(line, _set_apart(wanted, [each.width for each in line], BESIDE, room[0]), strict=True):
            box.x = x
    wanted = [(row[0].spot.y - rows[0][0].spot.y) * scale for row in rows]
    return _under_each_other(view, lines, wanted, room=room, scale=scale, letters=letters)


def _in_rows(view: BoardView, boxes: dict[str, _Box], room: Room, letters: float) -> Folded | None:
    """Keep the rows and the order in them, in columns from the left; a long row takes several lines."""
    step = max(box.width for box in boxes.values()) + BESIDE
    columns = max(1, int((room[0] + BESIDE) // step))
    rows = [_grid([boxes[card.id] for card in row], columns, step=step) for row in _read_rows(view.cards)]
    lines = [line for row in rows for line in row]
    spare = room[1] - sum(max(box.height for box in line) + 2 * BETWEEN_ROWS for line in lines)
    wanted, top = [], 0.0
    for row in rows:
        for line in row:
            wanted.append(top)
            top += max(box.height for box in line) + 2 * BETWEEN_ROWS
        top += min(_SPREAD, spare / len(rows))
    return _under_each_other(view, lines, wanted, room=room, scale=_across(view, boxes, room), letters=letters)


def _across(view: BoardView, boxes: dict[str, _Box], room: Room) -> float:
    """Return how many pixels a board unit takes when the cards keep their distances across the view."""
    places = [card.spot.x for card in view.cards]
    across = max(places) - min(places)
    widest = max(box.width for box in boxes.values())
    return max(LEAST_SCALE, min(MOST_SCALE, (room[0] - widest) / across)) if across else 1.0


def _under_each_other(
    view: BoardView,
    lines: Sequence[Sequence[_Box]],
    wanted: Sequence[float],
    *,
    room: Room,
    scale: float,
    letters: float,
) -> Folded | None:
    """Return the board with each of *lines* as near as can be to where it is *wanted*; None without room for all."""
    heights = [max(box.height for box in line) for line in lines]
    if sum(heights) + 2 * BETWEEN_ROWS * (len(lines) - 1) > room[1]:
        return None
    places = _set_apart(wanted, heights, 2 * BETWEEN_ROWS, room[1])
    spots = {
        box.id: Spot(box.x / scale, y / scale, box.width / scale, box.height / scale)
        for line, y in zip(lines, places, strict=True)
        for box in line
    }
    return Folded(view=_moved(view, spots), scale=scale, letters=letters)


def _read_rows(cards: Iterable[CardView]) -> list[list[CardView]]:
    """Return the cards row by row as one reads them: a row holds what begins above the middle of its first card."""
    rows: list[list[CardView]] = []
    for card in sorted(cards, key=lambda each: (each.spot.y, each.spot.x, each.id)):
        if rows and card.spot.y < rows[-1][0].spot.y + rows[-1][0].spot.height / 2:
            rows[-1].append(card)
        else:
            rows.append([card])
    return [sorted(row, key=lambda each: (each.spot.x, each.id)) for row in rows]


def _set_apart(wanted: Sequence[float], lengths: Sequence[float], gap: float, room: float) -> list[float]:
    """Return where things begin that follow each other in *room*, each as near as can be to where it is *wanted*."""
    places: list[float] = []
    least = 0.0
    for want, length in zip(wanted, lengths, strict=True):
        places.append(max(want, least))
        least = places[-1] + length + gap
    end = room
    for place in reversed(range(len(places))):
        places[place] = min(places[place], end - lengths[place])
        end = places[place] - gap
    return places
