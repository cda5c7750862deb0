"""Where a board is first seen that cannot be shown whole: from today on if cards are there, else where they are."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import inf

from PySide6.QtCore import QPointF, QRectF, QSizeF

MARGIN = 24.0
"""How far left of and above the first card the view begins, in board units."""
ENOUGH = 0.5
"""The view begins at home when it holds this share of the cards that the best place would hold."""
MANY = 8
"""So many cards of the time around today are enough, however many there are at another time."""
LOOKED_AT = 2_000
"""About so many cards tell where most of them are."""


def first_sight(frames: Sequence[QRectF], *, room: QSizeF, home: QPointF) -> QPointF:
    """Return the upper left corner of a view of the size *room* that holds many of the cards' *frames*.

    *home* is the corner to begin at when there is no reason for another one.
    """
    looked_at = frames[:: 1 + len(frames) // LOOKED_AT]
    across = [(each.left(), each.right()) for each in looked_at]
    left = _begin(across, room=room.width(), home=home.x(), enough=MANY)
    last = left + _reach(across, room=room.width())
    beside = [each for each in looked_at if left <= each.left() <= last]
    top = _begin([(each.top(), each.bottom()) for each in beside], room=room.height(), home=home.y())
    return QPointF(left, top)


def _begin(spans: list[tuple[float, float]], *, room: float, home: float, enough: float = inf) -> float:
    """Return where a stretch of the length *room* begins that holds many of *spans*, each (first, last)."""
    reach = _reach(spans, room=room)
    firsts = sorted(first for first, _last in spans)
    starts = [first - MARGIN for first in firsts]
    counts = [_between(firsts, start, start + reach) for start in starts]
    best = max(counts, default=0)
    is_enough = _between(firsts, home, home + reach) >= min(enough, best * ENOUGH)
    return home if is_enough else starts[counts.index(best)]


def _reach(spans: list[tuple[float, float]], *, room: float) -> float:
    """Return how far after the beginning of a view something may begin that is to be seen in it.

    The smallest of *spans* is seen whole; in a view that none fits into, as with large text, its beginning is.
    """
    return max(MARGIN, room - min((last - first for first, last in spans), default=0.0))


def _between(numbers: list[float], least: float, most: float) -> int:
    """Return how many of the sorted *numbers* lie between the two, both included."""
    return max(0, bisect_right(numbers, most) - bisect_left(numbers, least))
