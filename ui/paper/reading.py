"""Reading: from a picture of cards to each card with its handwriting, and what could not be read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QImage, QPolygonF, QTransform

from app.domain.paper import CARD, CODE, Paper, SlotCode, corner_of
from ui.paper.codes import CORNERS, Seen, code_in, seen_codes
from ui.paper.handwriting import Handwriting, handwriting
from ui.paper.marks import card_plane
from ui.paper.photo import opened_photo
from ui.paper.planes import Pair, fitted, misfit

LEAST_OF_A_SHEET = 2
"""Cards of one sheet by which the others are looked for, where they lie as they were printed."""
SLACK = 0.03
"""By how much of a card's width the cards of a sheet that is whole may lie beside their places."""
_MIDDLE = QPointF(CARD[0] / 2, CARD[1] / 2)


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A card in a picture; `plane` maps its millimetres to pixels."""

    code: SlotCode
    plane: QTransform
    writing: Handwriting

    @property
    def middle(self) -> QPointF:
        """Where the middle of the card is."""
        return self.plane.map(_MIDDLE)

    @property
    def across(self) -> QPointF:
        """From the middle of its left edge to that of its right edge."""
        return self.plane.map(QPointF(CARD[0], CARD[1] / 2)) - self.plane.map(QPointF(0, CARD[1] / 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPhoto:
    """What a picture holds: cards with something on them, how many have nothing, and what nobody can read.

    `missing` names, sheet by sheet, the slots that should be in the picture and were not found; `unreadable` counts
    codes that are seen and say nothing.
    """

    size: QSize
    cards: tuple[FoundCard, ...] = ()
    empty: int = 0
    missing: Mapping[int, tuple[int, ...]]
    unreadable: int = 0


def read_cards(content: bytes) -> ReadPhoto:
    """Return what the picture in *content* holds. Raises UserError when it is no picture that can be read."""
    picture = opened_photo(content)
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    seen, unreadable = seen_codes(grey)
    planes = {each.code: card_plane(grey, each)[0] for each in seen}
    seen, missing = _completed(grey, seen)
    for each in seen:
        if each.code not in planes:
            planes[each.code] = card_plane(grey, each)[0]
    found = [FoundCard(code, plane, handwriting(picture, plane)) for code, plane in planes.items()]
    found.sort(key=lambda each: (each.code.sheet, each.code.slot))
    written = tuple(each for each in found if not each.writing.is_empty)
    named = sum(len(slots) for slots in missing.values())
    return ReadPhoto(
        size=picture.size(), cards=written, empty=len(found) - len(written), missing=missing,
        unreadable=max(0, unreadable - named),
    )  # fmt: skip


def _completed(grey: QImage, seen: Sequence[Seen]) -> tuple[list[Seen], dict[int, tuple[int, ...]]]:
    """Look again for what belongs to sheets that lie whole in the picture; return all, and what is still missing."""
    found, missing = list(seen), {}
    for sheet, known in _by_sheet(seen).items():
        plane = _sheet_plane(known)
        if plane is None:
            continue
        lost = []
        for slot in sorted(set(range(1, known[0].code.cards + 1)) - {each.code.slot for each in known}):
            again = _looked_for(grey, plane, known[0].code.paper, slot)
            if again is not None and (again.code.sheet, again.code.slot) == (sheet, slot):
                found.append(again)
            elif _is_inside(grey, plane, known[0].code.paper, slot):
                lost.append(slot)
        if lost:
            missing[sheet] = tuple(lost)
    return found, missing


def _by_sheet(seen: Iterable[Seen]) -> dict[int, list[Seen]]:
    sheets: dict[int, list[Seen]] = {}
    for each in seen:
        sheets.setdefault(each.code.sheet, []).append(each)
    return {sheet: known for sheet, known in sheets.items() if len(known) >= LEAST_OF_A_SHEET}


def _sheet_plane(known: Sequence[Seen]) -> QTransform | None:
    """Return how millimetres of the sheet lie in the picture; None when its cards do not lie as they were printed."""
    pairs: list[Pair] = []
    for each in known:
        corner = QPointF(*corner_of(each.code.paper, each.code.slot))
        pairs += [(corner + one, other) for one, other in zip(CORNERS, each.corners, strict=True)]
    plane = fitted(pairs)
    wide = max(each.side for each in known) * CARD[0] / CODE.width
    return plane if plane is not None and misfit(plane, pairs) < SLACK * wide else None


def _looked_for(grey: QImage, plane: QTransform, paper: Paper, slot: int) -> Seen | None:
    x, y = corner_of(paper, slot)
    room = QRectF(x + CODE.x, y + CODE.y, CODE.width, CODE.height).adjusted(-4, -4, 4, 4)
    return code_in(grey, plane.map(QPolygonF(room)).boundingRect())


def _is_inside(grey: QImage, plane: QTransform, paper: Paper, slot: int) -> bool:
    return QRectF(grey.rect()).contains(plane.map(QPointF(*corner_of(paper, slot)) + _MIDDLE))
