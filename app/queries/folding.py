"""Folding: a whole board in one view, each card no more than its title, in letters that can be read. Pure, no Qt.

Frames stand round what they hold, with their titles; texts and drawings are small, with what they lie beside.
"""

from collections.abc import Callable, Sequence
from itertools import product

from app.queries.board import BoardView
from app.queries.folded_board import Folded, Room
from app.queries.folded_free import as_read, freely, in_parts, in_rows
from app.queries.folded_things import Box, Things, things_of
from app.queries.folded_time import in_lanes, in_parts_of_lanes, on_time

MOST_CARDS = 400
_WRAPS = (1.0, 26.0, 17.0, 12.0)
"""The widest a title is before it takes a further line: a share of the view at first, then multiples of the letters."""


def folded(view: BoardView, *, room: Room, sizes: Sequence[float], nameless: str) -> Folded | None:
    """Return *view* folded into *room*, in the largest of *sizes* (pixels of letters, falling) that all titles fit in.

    Frames stand round what they hold; texts and drawings are small, with what they lie beside. None when there is no
    card, or all that is written fits in none of the sizes. A card without a title is written as *nameless*.
    """
    things = things_of(view, nameless=nameless) if 0 < len(view.cards) <= MOST_CARDS else None
    if things is None:
        return None
    for way, letters, wrap in product(_ways(things), sizes, _WRAPS):
        boxes = things.boxes(letters, room[0] / 2 / letters if wrap == 1.0 else wrap)
        is_hopeless = sum(box.width * box.height for box in boxes) > room[0] * room[1]
        found = None if is_hopeless else way(things, boxes, room, letters)
        if found is not None:
            return found
    return None


_Way = Callable[[Things, Sequence[Box], Room, float], "Folded | None"]


def _ways(things: Things) -> tuple[_Way, ...]:
    """Return the ways to lay a board out, the best first."""
    if things.view.axis is not None:
        return (on_time, in_lanes if things.is_plain else in_parts_of_lanes)
    return (freely, in_rows) if things.is_plain else (in_parts, as_read)
