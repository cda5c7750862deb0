"""Outline: the lines of an Excalidraw element as strokes of a pen, in board units.

A stroke is painted through the middles between its points; a corner that stands twice stays sharp.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from app.domain.drawing import STROKE_POINTS
from app.intake.excalidraw_element import ARROW, BOXES, FREEDRAW, LINES, Element, Point

_AROUND = 64
"""Points of an ellipse."""
_QUARTER = 6
"""Points of a round corner."""
_BETWEEN = 6
"""Points between two points of a bow."""
_HEAD = 24.0
_HEAD_SHARE = 0.5
_HEAD_ANGLE = pi / 9


def strokes_of(element: Element) -> list[list[Point]]:
    """Return what is drawn of *element*: one stroke, or several where one holds no more points."""
    return list(_pieces(_turned(_drawn(element), element)))


def _drawn(element: Element) -> list[Point]:
    if element.type in LINES:
        return _line(element)
    if element.type == "ellipse":
        return _ellipse(element)
    if element.type == "diamond":
        return _closed(_diamond(element))
    return _round_box(element) if element.type in BOXES and element.corner else _closed(_corners(element))


def _line(element: Element) -> list[Point]:
    points = [(element.x + x, element.y + y) for x, y in element.points]
    if element.type == FREEDRAW or len(points) < 2:
        return points
    way = _bowed(points) if element.is_curved and len(points) > 2 else list(_sharp(points))
    if element.type == ARROW:
        ends = (element.raw.get("startArrowhead"), element.raw.get("endArrowhead", "arrow"))
        way = [*(_head(points[0], points[1]) if ends[0] else ()), *way]
        way += _head(points[-1], points[-2])[::-1] if ends[1] else []
    return way


def _sharp(points: Sequence[Point]) -> Iterator[Point]:
    """Yield *points* with those between the ends twice."""
    yield points[0]
    for each in points[1:-1]:
        yield each
        yield each
    yield points[-1]


def _closed(corners: Sequence[Point]) -> list[Point]:
    return list(_sharp([*corners, corners[0]]))


def _bowed(points: Sequence[Point]) -> list[Point]:
    """Return a Catmull-Rom curve through *points*, which are among its points."""
    made = [points[0]]
    for place, (one, two) in enumerate(pairwise(points)):
        before, after = points[max(0, place - 1)], points[min(len(points) - 1, place + 2)]
        made += [_catmull(before, one, two, after, step / _BETWEEN) for step in range(1, _BETWEEN)]
        made.append(two)
    return made


def _catmull(before: Point, one: Point, two: Point, after: Point, t: float) -> Point:
    def part(a: float, b: float, c: float, d: float) -> float:
        return b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))

    return part(before[0], one[0], two[0], after[0]), part(before[1], one[1], two[1], after[1])


def _head(tip: Point, before: Point) -> list[Point]:
    """Return the lines of an arrowhead, ending at *tip*."""
    length = hypot(tip[0] - before[0], tip[1] - before[1])
    back = atan2(before[1] - tip[1], before[0] - tip[0])
    reach = min(_HEAD, length * _HEAD_SHARE)
    left, right = (
        (tip[0] + reach * cos(back + turn), tip[1] + reach * sin(back + turn)) for turn in (_HEAD_ANGLE, -_HEAD_ANGLE)
    )
    return [left, tip, tip, right, right, tip, tip]


def _ellipse(element: Element) -> list[Point]:
    across, down = element.width / 2, element.height / 2
    middle = element.x + across, element.y + down
    turns = (2 * pi * step / _AROUND for step in range(_AROUND + 1))
    return [(middle[0] + across * cos(turn), middle[1] + down * sin(turn)) for turn in turns]


def _corners(element: Element) -> list[Point]:
    left, top, right, bottom = element.box
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _diamond(element: Element) -> list[Point]:
    left, top, right, bottom = element.box
    middle = (left + right) / 2, (top + bottom) / 2
    return [(middle[0], top), (right, middle[1]), (middle[0], bottom), (left, middle[1])]


def _round_box(element: Element) -> list[Point]:
    left, top, right, bottom = element.box
    round_ = element.corner
    centres = (
        (right - round_, top + round_, -pi / 2), (right - round_, bottom - round_, 0.0),
        (left + round_, bottom - round_, pi / 2), (left + round_, top + round_, pi),
    )  # fmt: skip
    around: list[Point] = []
    for x, y, first in centres:
        turns = [first + pi / 2 * step / _QUARTER for step in range(_QUARTER + 1)]
        arc = [(x + round_ * cos(turn), y + round_ * sin(turn)) for turn in turns]
        around += [arc[0], *arc, arc[-1]]
    return [*around, around[0]]


def _turned(points: Iterable[Point], element: Element) -> list[Point]:
    """Turn *points* about the middle of the element."""
    if not element.angle:
        return list(points)
    left, top, right, bottom = element.box
    x0, y0 = (left + right) / 2, (top + bottom) / 2
    cosine, sine = cos(element.angle), sin(element.angle)
    return [(x0 + (x - x0) * cosine - (y - y0) * sine, y0 + (x - x0) * sine + (y - y0) * cosine) for x, y in points]


def _pieces(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Yield *points* in strokes that each go on where the one before ends."""
    at = 0
    while at == 0 or at < len(points) - 1:
        yield list(points[at : at + STROKE_POINTS])
        at += STROKE_POINTS - 1
