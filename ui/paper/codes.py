"""Codes: where in a picture the codes of cards are, to a fraction of a pixel, and how many cannot be read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import hypot
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPolygonF

from app.domain.paper import CODE, SlotCode, slot_code

if TYPE_CHECKING:
    from zxingcpp import Barcode

CORNERS = tuple(
    QPointF(CODE.x + x, CODE.y + y)
    for x, y in ((0.0, 0.0), (CODE.width, 0.0), (CODE.width, CODE.height), (0.0, CODE.height))
)
"""Of a code on its card, in millimetres: upper left, and on as the clock goes."""
SMALL, ENOUGH = 1_500, 2_400
"""Pixels of the shorter side: below the first a picture is always enlarged too, from the second on never."""
ENLARGED_TO, MOST_ENLARGED = 4_800, 5.0
"""Pixels of the shorter side, and times, to which it is enlarged."""
ALIKE = 1.6
"""How many times larger or smaller than the others a code may look that cannot be read."""
SHARP = 240
"""Pixels of a code's side at which its corners are measured."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A code that was read, and its corners in the picture in the order of CORNERS."""

    code: SlotCode
    corners: tuple[QPointF, ...]

    @property
    def middle(self) -> QPointF:
        """Return where its middle is, nearly."""
        return sum(self.corners, QPointF()) / 4

    @property
    def side(self) -> float:
        """Return how long its side is in pixels, nearly: the longest of the four."""
        ends = zip(self.corners, (*self.corners[1:], self.corners[0]), strict=True)
        return max(hypot((one - other).x(), (one - other).y()) for one, other in ends)


def seen_codes(grey: QImage) -> tuple[list[Seen], int]:
    """Return the codes in a grey picture, each slot once, and how many more are there that nobody can read."""
    found, broken = _read(grey, factor=1.0)
    shorter = min(grey.width(), grey.height())
    if shorter < SMALL or (broken and shorter < ENOUGH):
        more, broken = _read(grey, factor=min(MOST_ENLARGED, ENLARGED_TO / max(1, shorter)))
        found += more
    known = {(each.code.sheet, each.code.slot): each for each in found}
    return [_sharp(grey, each) for each in known.values()], _apart(broken, known.values())


def code_in(grey: QImage, room: QRectF) -> Seen | None:
    """Return the code in a small part of a picture, looked at more closely than at first; None when there is none."""
    part = room.toAlignedRect().intersected(grey.rect())
    if part.isEmpty():
        return None
    found, _broken = _read(grey.copy(part), factor=max(1.0, 3 * SHARP / max(part.width(), part.height())))
    return _moved(found[0], QPointF(part.topLeft()), 1.0) if found else None


def _sharp(grey: QImage, seen: Seen) -> Seen:
    """Return the same code with corners measured in an enlarged picture: a reader tells whole pixels."""
    room = QPolygonF(seen.corners).boundingRect()
    margin = room.width() / 3
    part = room.adjusted(-margin, -margin, margin, margin).toAlignedRect().intersected(grey.rect())
    found, _broken = _read(grey.copy(part), factor=max(1.0, SHARP / max(1.0, seen.side)))
    again = next((each for each in found if each.code == seen.code), None)
    return seen if again is None else _moved(again, QPointF(part.topLeft()), 1.0)


def _read(grey: QImage, *, factor: float) -> tuple[list[Seen], list[QRectF]]:
    """Return what is read in *grey* enlarged by *factor*, and where something is that only looks like a code."""
    import zxingcpp

    image = grey
    if factor > 1:
        image = grey.scaled(grey.size() * factor, Qt.AspectRatioMode.IgnoreAspectRatio, _SMOOTH)
    only = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    codes = zxingcpp.read_barcodes(image, formats=only, try_invert=False, return_errors=True)
    scale = grey.width() / image.width()
    found: list[Seen] = []
    broken: list[QRectF] = []
    for each in codes:
        code = slot_code(each.text) if each.valid else None
        if code is not None:
            found.append(_moved(Seen(code, _corners(each)), QPointF(), scale))
        elif not each.valid:
            here = QPolygonF([point * scale for point in _corners(each)]).boundingRect()
            broken.append(here)
    return found, broken


def _corners(code: "Barcode") -> tuple[QPointF, ...]:
    told = code.position
    points = (told.top_left, told.top_right, told.bottom_right, told.bottom_left)
    return tuple(QPointF(each.x, each.y) for each in points)


def _moved(seen: Seen, by: QPointF, scale: float) -> Seen:
    return Seen(seen.code, tuple(each * scale + by for each in seen.corners))


def _apart(broken: Iterable[QRectF], known: Collection[Seen]) -> int:
    """Count the places where no code was read after all; corners of several codes may look like a larger one."""
    read = [QPolygonF(each.corners).boundingRect() for each in known]
    usual = median(room.width() for room in read) if read else 0.0
    lost = [place for place in broken if not any(place.intersects(room) for room in read)]
    return sum(not usual or usual / ALIKE < place.width() < usual * ALIKE for place in lost)


_SMOOTH = Qt.TransformationMode.SmoothTransformation
