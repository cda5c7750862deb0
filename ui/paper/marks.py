"""Marks: the two black squares at the foot of a card, found near where the code says that they are."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter, QTransform

from app.domain.paper import MARK_SIDE, MARKS
from ui.paper.codes import CORNERS, Seen
from ui.paper.planes import Pair, affine, fitted

DOTS = 4
"""Pixels a millimetre in what is searched."""
REACH = 8.0
"""How many millimetres round its place a mark is searched."""
LEAST = 45
"""By how many of 255 greys a mark is darker than what is round it."""
_SIDE = round(2 * REACH * DOTS)
_INNER = round(MARK_SIDE * DOTS) - 2
_RIM = 3
"""Pixels between a mark and where white must be, and how wide the white is."""


def card_plane(grey: QImage, seen: Seen) -> tuple[QTransform, bool]:
    """Return how millimetres on the card lie in the picture, and whether a mark at each foot says so too."""
    pairs: list[Pair] = list(zip(CORNERS, seen.corners, strict=True))
    for x, y in MARKS:
        mark = QPointF(x, y)
        found = _mark(grey, affine(pairs), mark)
        if found is not None:
            pairs += [(mark, found)] * 2
    is_whole = len(pairs) == len(CORNERS) + 2 * len(MARKS)
    plane = fitted(pairs) if is_whole else None
    return plane or affine(pairs), is_whole


def _mark(grey: QImage, plane: QTransform, at: QPointF) -> QPointF | None:
    """Return where in the picture the mark is that belongs to *at* on the card; None when nothing looks like it."""
    corner = QTransform.fromTranslate(at.x() - REACH, at.y() - REACH)
    patch = QTransform.fromScale(1 / DOTS, 1 / DOTS) * corner * plane
    back, is_possible = patch.inverted()
    if not is_possible:
        return None
    found = _darkest(_flattened(grey, back))
    return patch.map(found) if found is not None else None


def _flattened(grey: QImage, back: QTransform) -> list[bytes]:
    """Return the searched part as rows of greys, laid flat."""
    flat = QImage(_SIDE, _SIDE, QImage.Format.Format_Grayscale8)
    flat.fill(128)
    painter = QPainter(flat)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(back)
    painter.drawImage(QPointF(0, 0), grey)
    painter.end()
    held = bytes(flat.constBits())
    return [held[at : at + _SIDE] for at in range(0, _SIDE * flat.bytesPerLine(), flat.bytesPerLine())]


def _darkest(rows: Sequence[bytes]) -> QPointF | None:
    """Return the middle of the dark square that stands out most from a light rim on all four sides."""
    sums = _sums(rows)
    out = _INNER + 2 * (_RIM + _RIM)
    best, place = float(LEAST), None
    for y in range(_SIDE - out):
        for x in range(_SIDE - out):
            inner = _mean(sums, x + 2 * _RIM, y + 2 * _RIM, _INNER, _INNER)
            if inner > 190 - best:
                continue
            rim = min(
                _mean(sums, x, y, out, _RIM),
                _mean(sums, x, y + out - _RIM, out, _RIM),
                _mean(sums, x, y, _RIM, out),
                _mean(sums, x + out - _RIM, y, _RIM, out),
            )
            if rim - inner > best:
                best, place = rim - inner, (x, y, (rim + inner) / 2)
    return None if place is None else _weighed(rows, *place, out=out)


def _weighed(rows: Sequence[bytes], x: int, y: int, level: float, *, out: int) -> QPointF:
    """Return the middle of what is darker than *level*, each pixel by how much."""
    weight = across = down = 0.0
    for row in range(y + _RIM, y + out - _RIM):
        for column in range(x + _RIM, x + out - _RIM):
            dark = max(0.0, level - rows[row][column])
            weight, across, down = weight + dark, across + dark * column, down + dark * row
    return QPointF(across / weight + 0.5, down / weight + 0.5)


def _sums(rows: Sequence[bytes]) -> list[list[int]]:
    """Return the sum of all greys above and left of each place."""
    sums = [[0] * (_SIDE + 1)]
    for row in rows:
        above = sums[-1]
        sums.append([one + other for one, other in zip(above, accumulate(row, initial=0), strict=True)])
    return sums


def _mean(sums: Sequence[Sequence[int]], x: int, y: int, width: int, height: int) -> float:
    whole = sums[y + height][x + width] - sums[y][x + width] - sums[y + height][x] + sums[y][x]
    return whole / (width * height)
