"""Ink path: how a kept stroke bends between its points, in what is drawn and printed, as it does on the screen."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from app.domain.drawing import Point

Bend = tuple[float, float, float, float, float, float]
"""The two handles of a bend, then where it ends."""

STRAY = 1.0
"""How far, in board units, a handle of a bend lies beside the straight way; the bend itself stays to less than half."""
CORNER = 0.5
"""The cosine of the angle from which on a stroke has a corner."""
USUAL_WIDTH = 2.5
"""How wide a stroke is that does not say so."""
_TINY = 1e-9


def bends(points: Sequence[Point]) -> Iterator[Bend]:
    """Yield the bends from point to point: never far from the straight way, sharp at corners.

    Points were left out where the drawn line was straight to half a unit: so near the bends stay to it.
    """
    steps = [(two[0] - one[0], two[1] - one[1]) for one, two in pairwise(points)]
    lengths = [hypot(x, y) for x, y in steps]
    ways = [(x / (length or 1.0), y / (length or 1.0)) for (x, y), length in zip(steps, lengths, strict=True)]
    leaving = [ways[0], *(_heading(one, two) for one, two in pairwise(ways)), ways[-1]] if ways else []
    for place, (to_x, to_y) in enumerate(ways):
        third = lengths[place] / 3
        out_x, out_y = leaving[place] or (to_x, to_y)
        in_x, in_y = leaving[place + 1] or (to_x, to_y)
        first = min(third, STRAY / (abs(out_x * to_y - out_y * to_x) or _TINY))
        last = min(third, STRAY / (abs(in_x * to_y - in_y * to_x) or _TINY))
        (x, y), (end_x, end_y) = points[place], points[place + 1]
        yield x + out_x * first, y + out_y * first, end_x - in_x * last, end_y - in_y * last, end_x, end_y


def edges(points: Sequence[Point], pressures: Sequence[int], width: float) -> tuple[list[Point], list[Point]]:
    """Return the two sides of a stroke that is half as wide to one and a half times as wide by pressure."""
    left: list[Point] = []
    right: list[Point] = []
    halves = [half_width(pressures, place, width) for place in range(len(points))]
    for (from_x, from_y), (x, y), (to_x, to_y), half in zip(
        [points[0], *points[:-1]], points, [*points[1:], points[-1]], halves, strict=True
    ):
        length = hypot(to_x - from_x, to_y - from_y) or 1.0
        across_x, across_y = (from_y - to_y) / length * half, (to_x - from_x) / length * half
        left.append((x + across_x, y + across_y))
        right.append((x - across_x, y - across_y))
    return left, right


def half_width(pressures: Sequence[int], place: int, width: float) -> float:
    """Return half of how wide a stroke is at one of its points."""
    pressed = pressures[place] if place < len(pressures) else 128
    return width * (0.5 + pressed / 255) / 2


def _heading(one: Point, two: Point) -> Point | None:
    """Return which way the pen goes at a point between two straight pieces; None at a corner."""
    if one[0] * two[0] + one[1] * two[1] < CORNER:
        return None
    x, y = one[0] + two[0], one[1] + two[1]
    length = hypot(x, y)
    return x / length, y / length
