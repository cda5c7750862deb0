"""Folded parts: boxes laid beside and below each other as they lie on the board, in a width. Pure, no Qt.

A board is cut where nothing lies, across and down in turn, until each part is one thing; each part then takes what room
it needs, and parts that have no room beside each other go on in a further line.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from app.queries.folded_things import PAD, Box
from app.queries.layout import Spot

BELOW, BESIDE = 2.0, 6.0
"""Pixels between two boxes."""
_SLACK = 0.2
"""Things may reach over each other by this share of their size and still be cut apart."""


Placed = tuple[Box, Spot]
"""A box, and the place it is cut out by."""
Ends = Callable[[Spot], tuple[float, float]]
"""Where a place begins and ends along one direction."""


class Way(Enum):
    """How the parts of a part lie."""

    ALONE = auto()
    ROW = auto()
    COLUMN = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """One box, or parts beside or below each other; a box that is a frame has one part inside, if any.

    `least` and `most` are the widths that it needs at least and takes at most, `area` what it covers.
    """

    way: Way
    parts: "tuple[Part, ...]" = ()
    box: Box | None = None
    least: float = 0.0
    most: float = 0.0
    area: float = 0.0


def part_of(boxes: Sequence[Box], *, as_read: bool = False) -> Part:
    """Return the part that *boxes* make: as they lie, or all in one row *as read* with the frames first."""
    if not as_read:
        return _cut([(box, _thinned(box.spot)) for box in boxes])
    frames = [_alone(box, as_read=True) for box in boxes if box.is_frame]
    loose = [_alone(box, as_read=True) for box in boxes if not box.is_frame]
    parts = [_joined(Way.ROW, group) for group in (frames, loose) if group]
    return _joined(Way.COLUMN, parts)


def lay(part: Part, width: float, x: float = 0.0, y: float = 0.0) -> float:
    """Give the boxes of *part* their places from *x* and *y* on in *width*, and return the height it takes."""
    if part.box is not None:
        return _lay_box(part, part.box, width, x, y)
    if part.way is Way.COLUMN:
        top = y
        for each in part.parts:
            top += lay(each, width, x, top) + BELOW
        return max(0.0, top - BELOW - y)
    top = y
    for line in _lines(part.parts, width):
        left, tallest = x, 0.0
        for each, share in zip(line, _shares(line, width), strict=True):
            tallest = max(tallest, lay(each, share, left, top))
            left += share + BESIDE
        top += tallest + BELOW
    return max(0.0, top - BELOW - y)


def _lay_box(part: Part, box: Box, width: float, x: float, y: float) -> float:
    box.x, box.y = x, y
    if box.is_frame:
        box.width = min(width, part.most)
        inside = sum(lay(each, box.width - 2 * PAD, x + PAD, box.head) for each in part.parts)
        box.height = box.head + inside + PAD
    return box.height


def _lines(parts: Sequence[Part], width: float) -> list[list[Part]]:
    """Return *parts* in lines; each line has room for the least of all that is in it."""
    lines: list[list[Part]] = []
    used = width + 1.0
    for part in parts:
        if used + BESIDE + part.least > width or not lines:
            lines.append([])
            used = -BESIDE
        lines[-1].append(part)
        used += BESIDE + part.least
    return lines


def _shares(parts: Sequence[Part], width: float) -> list[float]:
    """Return how wide each of *parts* is in one line: what it takes at most, else by what each covers."""
    room = width - BESIDE * (len(parts) - 1)
    if sum(part.most for part in parts) <= room:
        return [part.most for part in parts]
    shares = [part.least for part in parts]
    open_ = [place for place, part in enumerate(parts) if part.most > part.least]
    while open_ and (rest := room - sum(shares)) > 0.5:
        area = sum(parts[place].area for place in open_)
        for place in open_:
            shares[place] = min(parts[place].most, shares[place] + rest * parts[place].area / area)
        open_ = [place for place in open_ if shares[place] < parts[place].most - 0.01]
    return shares


def _cut(placed: Sequence[Placed]) -> Part:
    if len(placed) == 1:
        return _alone(placed[0][0])
    across = _apart(placed, lambda spot: (spot.x, spot.x + spot.width))
    down = _apart(placed, lambda spot: (spot.y, spot.y + spot.height))
    if len(across[1]) < 2 and len(down[1]) < 2:
        read = sorted(placed, key=lambda each: (each[1].y + each[1].height / 2, each[1].x, each[0].id))
        return _joined(Way.ROW, [_alone(box) for box, _ in read])
    is_row = across[0] > down[0]
    groups = across[1] if is_row else down[1]
    return _joined(Way.ROW if is_row else Way.COLUMN, [_cut(group) for group in groups])


def _apart(placed: Sequence[Placed], ends: Ends) -> tuple[float, list[list[Placed]]]:
    """Return the widest gap between groups of *placed* that lie apart along one direction, and the groups."""
    groups: list[list[Placed]] = []
    widest = reached = float("-inf")
    for each in sorted(placed, key=lambda one: (ends(one[1]), one[0].id)):
        begins, stops = ends(each[1])
        if begins >= reached:
            widest = max(widest, begins - reached) if groups else widest
            groups.append([])
        groups[-1].append(each)
        reached = max(reached, stops)
    return widest, groups


def _alone(box: Box, *, as_read: bool = False) -> Part:
    if not box.is_frame:
        return Part(
            Way.ALONE, box=box, least=box.width, most=box.width, area=(box.width + BESIDE) * (box.height + BELOW)
        )
    inside = (part_of(box.inside, as_read=as_read),) if box.inside else ()
    least = max([box.title, box.width, *(part.least + 2 * PAD for part in inside)])
    most = max([least, *(part.most + 2 * PAD for part in inside)])
    area = sum(part.area for part in inside) + least * (box.head + 2 * PAD)
    return Part(Way.ALONE, inside, box, least, most, area)


def _joined(way: Way, parts: Iterable[Part]) -> Part:
    known = tuple(parts)
    gaps = BESIDE * (len(known) - 1)
    least = max((part.least for part in known), default=0.0)
    widths = [part.most for part in known]
    most = sum(widths) + gaps if way is Way.ROW else max(widths, default=0.0)
    return Part(way, known, None, least, most, sum(part.area for part in known))


def _thinned(spot: Spot) -> Spot:
    """Return a place without the edges that may lie over others."""
    across, down = spot.width * _SLACK, spot.height * _SLACK
    return Spot(spot.x + across, spot.y + down, spot.width - 2 * across, spot.height - 2 * down)
