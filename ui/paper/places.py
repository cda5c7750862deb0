"""Places: where the cards of a photograph are laid on a board, as they lay before each other."""

from collections.abc import Sequence
from math import atan2, cos, hypot, pi, sin
from statistics import median

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from app.domain.board import NOTE_SIZE
from ui.board.optics import BAND
from ui.paper.reading import FoundCard

WIDTH = 212.0
"""Board units that a card from paper is wide."""
APART = 1.11
"""By how much further apart than on the table cards are laid: those of a whole sheet get air between them."""
TALLEST = 164.0
ALIKE, MOSTLY = 0.97, 0.5
"""How much the cards must agree on what is up: so that they are laid straight, and so that the photo is turned."""
_ROUND = 18.0


def laid(cards: Sequence[FoundCard], *, corner: QPointF) -> list[QRectF]:
    """Return the place of each card on a board, the upper left of them all at *corner*."""
    if not cards:
        return []
    wide = median(hypot(each.across.x(), each.across.y()) for each in cards)
    scale = WIDTH * APART / max(1.0, wide)
    upright = QTransform().rotateRadians(-_turn(cards)).scale(scale, scale)
    sizes = [_size(each) for each in cards]
    middles = [upright.map(each.middle) for each in cards]
    rooms = [
        QRectF(middle - QPointF(size.width(), size.height()) / 2, size)
        for middle, size in zip(middles, sizes, strict=True)
    ]
    left, top = min(room.left() for room in rooms), min(room.top() for room in rooms)
    return [room.translated(corner - QPointF(left, top)) for room in rooms]


def _size(card: FoundCard) -> QSizeF:
    """Return how large a card must be for its handwriting to fill it."""
    image = card.writing.image
    height = BAND + (WIDTH - _ROUND) * image.height() / max(1, image.width()) + _ROUND / 2
    return QSizeF(WIDTH, round(max(NOTE_SIZE[1], min(TALLEST, height)), 2))


def _turn(cards: Sequence[FoundCard]) -> float:
    """Return by how many radians the photograph must be turned back; 0 where cards lie all ways round a table."""
    ways = [atan2(each.across.y(), each.across.x()) for each in cards]
    x, y = sum(map(cos, ways)) / len(ways), sum(map(sin, ways)) / len(ways)
    if hypot(x, y) > ALIKE:
        return atan2(y, x)
    return round(atan2(y, x) / (pi / 2)) * (pi / 2) if hypot(x, y) > MOSTLY else 0.0
