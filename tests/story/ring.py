"""Ring: what is painted round that which has the focus, read from the picture; a plain edge is too thin for one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

from contrasts import contrast

AROUND = 8
"""How far from the edge of a thing its ring may lie, in pixels, outside and inside."""
THINNEST, THICKEST, SEEN = 2, 5, 3.0
"""How wide a ring is in pixels, and its least contrast to what it lies round (WCAG 2.4.13)."""
_MOST, _SIDES = 0.6, 3


def is_ringed(picture: QImage, place: QRect) -> bool:
    """Tell whether a ring is seen on three sides at least of what lies at *place* in a picture."""
    return sum(_is_line(list(across)) for across in _sides(picture, place)) >= _SIDES


def _sides(picture: QImage, place: QRect) -> Iterator[Iterator[int | None]]:
    """Yield for each side the colours that most of its middle half has, from outside to inside."""
    across, down = place.width() // 4, place.height() // 4
    columns = range(place.left() + across, place.right() - across + 1)
    rows = range(place.top() + down, place.bottom() - down + 1)
    depths = range(-AROUND, AROUND + 1)
    yield (_most(picture, [QPoint(x, place.top() + depth) for x in columns]) for depth in depths)
    yield (_most(picture, [QPoint(x, place.bottom() - depth) for x in columns]) for depth in depths)
    yield (_most(picture, [QPoint(place.left() + depth, y) for y in rows]) for depth in depths)
    yield (_most(picture, [QPoint(place.right() - depth, y) for y in rows]) for depth in depths)


def _most(picture: QImage, points: Sequence[QPoint]) -> int | None:
    """Return the colour that most of the points have, None when no colour is on most of them or they are outside."""
    found = Counter(picture.pixel(each) for each in points if picture.rect().contains(each))
    colour, times = found.most_common(1)[0] if found else (0, 0)
    return colour if times >= _MOST * len(points) and times else None


def _is_line(colours: Sequence[int | None]) -> bool:
    """Tell whether there is a line as wide as a ring that stands out from what is within it."""
    return any(THINNEST <= _width(colours[:end], within) <= THICKEST for end, within in enumerate(colours))


def _width(outside: Sequence[int | None], within: int | None) -> int:
    """Return how many colours in a row, going outwards, stand out from the one *within*."""
    stand_out = (within is not None and each is not None and contrast(each, within) >= SEEN for each in outside[::-1])
    return sum(takewhile(bool, stand_out))
