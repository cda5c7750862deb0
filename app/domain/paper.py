"""Kort på papir: sheets of cards to write on by hand, and the code by which a picture of a card is known again.

A code says sheet, slot, kind and paper: no person, no municipality. Measures are millimetres from an upper left corner.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.item import ItemType
from app.ids import citizen_record


class Paper(StrEnum):
    """What is printed on: A4 upright, or A3 across with twice as many cards of the same size."""

    A4 = "a4"
    A3 = "a3"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a sheet or a card, in millimetres."""

    x: float
    y: float
    width: float
    height: float


KINDS_ON_PAPER: Final = (
    ItemType.WISH,
    ItemType.GOAL,
    ItemType.INTERVENTION,
    ItemType.AGREEMENT,
    ItemType.ACTOR,
    ItemType.MEETING,
    ItemType.CONCERN,
    ItemType.STRENGTH,
)
"""A code holds the place of its kind in here: new ones come last."""

SIZES: Mapping[Paper, tuple[float, float]] = {Paper.A4: (210.0, 297.0), Paper.A3: (420.0, 297.0)}
COLUMNS: Mapping[Paper, int] = {Paper.A4: 2, Paper.A3: 4}
ROWS = 4
CARD = (92.0, 64.0)
"""Width and height of a card."""
GAP = (4.0, 3.0)
"""Between two cards, across and down: where the scissors go."""
TOP = 22.0
"""Where the first row begins, below the heading of the sheet."""
CODE = Box(75.2, 2.0, 14.0, 14.0)
"""The code on its card, without the white round it."""
FACE = Box(2.5, 17.6, 87.0, 40.0)
"""The part of a card that is written on, and that becomes the face of the card on the board."""
MARKS = ((88.0, 60.6), (4.0, 60.6))
"""The middles of two black squares at the foot of a card, the one below the code first: they tell how it is tilted."""
MARK_SIDE = 2.6
LINES = (28.0, 39.0, 50.0)
"""How far down a card its lines to write upon are."""

CODE_LENGTH = 17
"""Digits: what a QR code of version 1 holds with its strongest correction (ISO/IEC 18004)."""
MOST_SHEETS = 10**9
_MARK = "7"
_PAPERS = (Paper.A4, Paper.A3)
_APART = 40
"""Between the counts of cards that mean one paper and the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotCode:
    """What the code of one card says; `slot` counts from 1, row by row, and the sheet has `cards` of them."""

    sheet: int
    slot: int
    kind: ItemType
    cards: int = 8
    paper: Paper = Paper.A4

    def digits(self) -> str:
        """Return the code: a mark, paper and cards, sheet, slot, kind, and two digits that prove it all (ISO 7064)."""
        form, kind = _PAPERS.index(self.paper) * _APART + self.cards, KINDS_ON_PAPER.index(self.kind)
        told = f"{_MARK}{form:02d}{self.sheet:09d}{self.slot:02d}{kind}"
        return f"{told}{98 - int(told) * 100 % 97:02d}"

    def item_of(self, citizen: str) -> str:
        """Return the id of the plan item that this card is for *citizen*, the same on every device."""
        return citizen_record(citizen, f"paper {self.sheet:09d} {self.slot:02d}")


def slot_code(told: str) -> SlotCode | None:
    """Return what a code says; None when it is no code of ours."""
    is_ours = len(told) == CODE_LENGTH and told.isascii() and told.isdigit() and told.startswith(_MARK)
    if not is_ours or int(told) % 97 != 1:
        return None
    paper, cards = divmod(int(told[1:3]), _APART)
    slot, kind = int(told[12:14]), int(told[14])
    if paper >= len(_PAPERS) or kind >= len(KINDS_ON_PAPER) or not 1 <= slot <= cards <= slots_of(_PAPERS[paper]):
        return None
    return SlotCode(sheet=int(told[3:12]), slot=slot, kind=KINDS_ON_PAPER[kind], cards=cards, paper=_PAPERS[paper])


def slots_of(paper: Paper) -> int:
    """Return how many cards a sheet has room for."""
    return COLUMNS[paper] * ROWS


def corner_of(paper: Paper, slot: int) -> tuple[float, float]:
    """Return where on its sheet the card in *slot* lies."""
    columns = COLUMNS[paper]
    row, column = divmod(slot - 1, columns)
    wide = columns * CARD[0] + (columns - 1) * GAP[0]
    left = (SIZES[paper][0] - wide) / 2
    return left + column * (CARD[0] + GAP[0]), TOP + row * (CARD[1] + GAP[1])


def sheet_name(sheet: int) -> str:
    """Return the number of a sheet as it is printed on it: `482-193-075`."""
    told = f"{sheet:09d}"
    return f"{told[:3]}-{told[3:6]}-{told[6:]}"
