"""Sheets of cards to write on by hand, as PDF/A and PDF/UA; two sheets have never the same number."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import segno
import typst

from app.domain.item import ItemType
from app.domain.paper import (
    CARD,
    CODE,
    FACE,
    KINDS_ON_PAPER,
    LINES,
    MARK_SIDE,
    MARKS,
    MOST_SHEETS,
    SIZES,
    Paper,
    SlotCode,
    corner_of,
    sheet_name,
    slots_of,
)
from app.errors import EnvironmentTrouble, UserError
from app.export.look import colour, icon_drawing, kind_look, kind_name
from app.export.typeset import compiler
from app.store import durable
from app.texts import Text, in_danish, mark, say

Mix = Mapping[ItemType, int]
"""How many cards of each kind a sheet has."""

USUAL: Mix = {
    ItemType.WISH: 2,
    ItemType.GOAL: 2,
    ItemType.INTERVENTION: 1,
    ItemType.AGREEMENT: 1,
    ItemType.ACTOR: 1,
    ItemType.CONCERN: 1,
}
"""What fills an A4 sheet unless somebody says otherwise; A3 has all of it twice."""
MOST_PAGES = 50
"""Sheets that are made at once."""

_ASKED: Mapping[ItemType, Text] = {
    ItemType.WISH: mark("paper", "Hvad ønsker du dig?"),
    ItemType.GOAL: mark("paper", "Hvad vil du gerne nå?"),
    ItemType.INTERVENTION: mark("paper", "Hvilken hjælp skal der til?"),
    ItemType.AGREEMENT: mark("paper", "Hvem gør hvad – og hvornår?"),
    ItemType.ACTOR: mark("paper", "Hvem er med? Skriv navn og rolle."),
    ItemType.MEETING: mark("paper", "Hvornår og hvor ses vi?"),
    ItemType.CONCERN: mark("paper", "Hvad kan være svært?"),
    ItemType.STRENGTH: mark("paper", "Hvad går godt?"),
}
_TITLE = mark("paper", "Kort til planen")
_SHEET = mark("paper", "Ark {sheet}")
_HOW = mark(
    "paper",
    "Skriv én ting på hvert kort. Klip kortene ud, eller lad arket være helt. "
    "Skriv ikke hen over koden: med den finder et billede kortets plads på tavlen.",
)
_TEMPLATE = "templates/paper_cards.typ"
_STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
_COLOURS = ("ink", "muted", "line", "brand")


def usual(paper: Paper) -> dict[ItemType, int]:
    """Return the mix that fills one sheet of *paper*."""
    times = slots_of(paper) // sum(USUAL.values())
    return {kind: count * times for kind, count in USUAL.items()}


def write_sheets(out: BinaryIO, mix: Mix, *, paper: Paper = Paper.A4, sheets: int = 1, today: date) -> list[int]:
    """Write *sheets* pages of cards to *out* and return their numbers; *today* is the day that the file tells.

    Raises UserError when a sheet would have no card or more than there is room for, or there are too many sheets, and
    EnvironmentTrouble when the program's own fonts or templates are broken.
    """
    kinds = _kinds(mix, paper)
    if not 1 <= sheets <= MOST_PAGES:
        raise UserError(mark("paper", "Vælg mellem 1 og {most} ark ad gangen."), most=MOST_PAGES)
    numbers = [secrets.randbelow(MOST_SHEETS) for _ in range(sheets)]
    day = datetime.combine(today, time(12), tzinfo=UTC)
    compiled, warnings = compiler(_TEMPLATE).compile_with_warnings(
        format="pdf", sys_inputs={"data": _encoded(numbers, kinds, paper, day)}, pdf_standards=_STANDARDS, timestamp=day
    )
    if warnings or not isinstance(compiled, bytes):
        raise EnvironmentTrouble(
            mark("paper", "Arket kan ikke laves. Installér Enplan igen; der mangler en skrifttype.")
        )
    out.write(compiled)
    return numbers


def code_drawing(code: SlotCode) -> str:
    """Return the drawing of a code without the white round it, in SVG."""
    drawn = BytesIO()
    segno.make(code.digits(), error="h", version=1, mode="numeric", boost_error=False).save(
        drawn, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return drawn.getvalue().decode()


def _kinds(mix: Mix, paper: Paper) -> list[ItemType]:
    """Return the kind of each slot, kind by kind."""
    kinds = [kind for kind in KINDS_ON_PAPER for _ in range(mix.get(kind, 0))]
    if not kinds:
        raise UserError(mark("paper", "Vælg mindst ét kort til arket."))
    if len(kinds) > slots_of(paper):
        raise UserError(
            mark("paper", "Der er kun plads til {most} kort på arket. Vælg færre, eller lav flere ark."),
            most=slots_of(paper),
        )
    return kinds


def _encoded(numbers: Sequence[int], kinds: Sequence[ItemType], paper: Paper, day: datetime) -> str:
    told: dict[str, Any] = {
        "title": say(_TITLE),
        "how": say(_HOW),
        "size": SIZES[paper],
        "card": CARD,
        "code": CODE,
        "face": FACE,
        "lines": LINES,
        "marks": MARKS,
        "mark": MARK_SIDE,
        "left": corner_of(paper, 1)[0],
        "colours": {name: colour(name) for name in _COLOURS},
        "kinds": {kind: _look(kind) for kind in dict.fromkeys(kinds)},
        "sheets": [_sheet(number, kinds, paper) for number in numbers],
        "day": [day.year, day.month, day.day],
    }
    return msgspec.json.encode(told).decode()


def _look(kind: ItemType) -> dict[str, str]:
    look = kind_look(kind)
    return {
        "text": look.text,
        "tint": look.tint,
        "icon": icon_drawing(look.icon, look.text),
        "name": kind_name(kind),
        "asked": say(_ASKED[kind]),
    }


def _sheet(number: int, kinds: Sequence[ItemType], paper: Paper) -> dict[str, Any]:
    return {"name": say(_SHEET, sheet=sheet_name(number)), "cards": list(_cards(number, kinds, paper))}


def _cards(number: int, kinds: Sequence[ItemType], paper: Paper) -> Iterator[dict[str, Any]]:
    for slot, kind in enumerate(kinds, 1):
        code = SlotCode(sheet=number, slot=slot, kind=kind, cards=len(kinds), paper=paper)
        words = f"{sheet_name(number)} · {slot}"
        yield {"kind": kind, "at": corner_of(paper, slot), "code": code_drawing(code), "name": words}


def save_sheets(to: Path, mix: Mix, *, paper: Paper = Paper.A4, sheets: int = 1, today: date) -> list[int]:
    """Write sheets to the file *to*, whole or not at all, and return their numbers; the cards are in Danish."""
    out = BytesIO()
    with in_danish():
        numbers = write_sheets(out, mix, paper=paper, sheets=sheets, today=today)
    try:
        durable.replace(to, out.getvalue())
    except OSError as failed:
        text = mark("export", "Der kan ikke skrives til {path}. Vælg en anden mappe, eller gør plads på disken.")
        raise EnvironmentTrouble(text, path=to) from failed
    return numbers
