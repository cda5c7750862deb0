"""Ink path: how a kept stroke bends between its points, in what is drawn and printed, as it does on the screen."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

Point = tuple[float, float]
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
    ways = [(x / length, y / length) for x, y in steps for length in (hypot(x, y) or 1.0,)]
    leaving = [ways[0], *(_heading(one, two) for one, two in pairwise(ways)), ways[-1]] if ways else []
    for place, ((x, y), (to_x, to_y)) in enumerate(zip(steps, ways, strict=True)):
        third = hypot(x, y) / 3
        (out_x, out_y), (in_x, in_y) = (leaving[end] or ways[place] for end in (place, place + 1))
        first = min(third, STRAY / (abs(out_x * to_y - out_y * to_x) or _TINY))
        last = min(third, STRAY / (abs(in_x * to_y - in_y * to_x) or _TINY))
        (here_x, here_y), (there_x, there_y) = points[place], points[place + 1]
        yield (
            here_x + out_x * first, here_y + out_y * first, there_x - in_x * last, there_y - in_y * last,
            there_x, there_y,
        )  # fmt: skip


def edges(points: Sequence[Point], pressures: Sequence[int], width: float) -> tuple[list[Point], list[Point]]:
    """Return the two sides of a stroke that is half as wide to one and a half times as wide by pressure."""
    left: list[Point] = []
    right: list[Point] = []
    for place, (x, y) in enumerate(points):
        before, after = points[max(0, place - 1)], points[min(len(points) - 1, place + 1)]
        along = (after[0] - before[0], after[1] - before[1])
        length = hypot(*along) or 1.0
        half = half_width(pressures, place, width)
        across = (-along[1] / length * half, along[0] / length * half)
        left.append((x + across[0], y + across[1]))
        right.append((x - across[0], y - across[1]))
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
