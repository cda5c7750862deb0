"""Planes: where points of a flat thing lie in a picture of it, from some points that are known in both."""

from collections.abc import Sequence
from math import hypot
from statistics import median

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform

Pair = tuple[QPointF, QPointF]
"""A point of the plane, and where it is in the picture."""


def fitted(pairs: Sequence[Pair]) -> QTransform | None:
    """Return the perspective that maps the first point of each pair to the second, as near as can be for all of them.

    Least squares of the direct linear transformation (Hartley and Zisserman, 4.1), both sides moved to the middle and
    scaled first. None where the points say too little: fewer than four, or all in a line.
    """
    if len(pairs) < 4:
        return None
    before, after = _normal([one for one, _ in pairs]), _normal([other for _, other in pairs])
    equations = [line for one, other in pairs for line in _equations(before.map(one), after.map(other))]
    solved = _solved(equations)
    if solved is None:
        return None
    a, b, c, d, e, f, g, h = solved
    found = QTransform(a, d, g, b, e, h, c, f, 1.0)
    back, is_possible = after.inverted()
    return before * found * back if is_possible else None


def affine(pairs: Sequence[Pair]) -> QTransform:
    """Return the map without perspective that comes nearest: what few points close together can tell of a plane."""
    across = _solved([[one.x(), one.y(), 1.0, other.x()] for one, other in pairs])
    down = _solved([[one.x(), one.y(), 1.0, other.y()] for one, other in pairs])
    if across is None or down is None:
        return QTransform()
    return QTransform(across[0], down[0], across[1], down[1], across[2], down[2])


def misfit(plane: QTransform, pairs: Sequence[Pair]) -> float:
    """Return how far, in pixels, *plane* usually misses a known point: the median over *pairs*."""
    away = [plane.map(one) - other for one, other in pairs]
    return median(hypot(each.x(), each.y()) for each in away)


def _normal(points: Sequence[QPointF]) -> QTransform:
    """Return what moves *points* round the origin, about one away."""
    x, y = sum(each.x() for each in points) / len(points), sum(each.y() for each in points) / len(points)
    reach = sum(hypot(each.x() - x, each.y() - y) for each in points) / len(points) or 1.0
    return QTransform.fromTranslate(-x, -y) * QTransform.fromScale(1 / reach, 1 / reach)


def _equations(one: QPointF, other: QPointF) -> tuple[list[float], list[float]]:
    x, y, u, v = one.x(), one.y(), other.x(), other.y()
    return [x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]


def _solved(equations: Sequence[Sequence[float]]) -> list[float] | None:
    """Return the unknowns that *equations* come nearest to, None where they tell too little: normal equations."""
    size = len(equations[0]) - 1
    rows = [[sum(line[row] * line[column] for line in equations) for column in range(size + 1)] for row in range(size)]
    for place in range(size):
        best = max(range(place, size), key=lambda row: abs(rows[row][place]))
        if abs(rows[best][place]) < 1e-12:
            return None
        rows[place], rows[best] = rows[best], rows[place]
        for row in range(size):
            if row != place:
                share = rows[row][place] / rows[place][place]
                rows[row] = [one - share * other for one, other in zip(rows[row], rows[place], strict=True)]
    return [rows[place][size] / rows[place][place] for place in range(size)]
