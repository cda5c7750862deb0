"""PDF: the citizen's copy, built to PDF/A-2a and PDF/UA-1 by a compiler that refuses what cannot be read aloud."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any, BinaryIO

import msgspec
import typst

from app.domain.item import ItemType
from app.errors import EnvironmentTrouble
from app.export.board_extent import printed_parts
from app.export.board_picture import TITLES, draw_board
from app.export.citizen_copy import citizen_copy
from app.export.document import Document, Picture
from app.export.glyphs import is_plain, printable
from app.export.look import colour, icon_drawing, kind_look
from app.export.outline import board_in_words
from app.export.typeset import compiler
from app.queries.snapshot import PlanSnapshot
from app.texts import mark

_STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
_TEMPLATE = "templates/citizen_copy.typ"
_COLOURS = ("ink", "muted", "line", "brand", "brand_tint", "ground")
_LONG_WORD = re.compile(r"\S{40,}")
_BREAK = "\u200b"
_BREAKS_EVERY = 12


class PdfExporter:
    """Writes the plan for the citizen's hand; the same snapshot gives the same bytes."""

    id = "pdf"
    label = mark("export", "Planen til borgeren (PDF)")
    suffix = ".pdf"

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write the plan. Raises EnvironmentTrouble when the program's own fonts or templates are broken."""
        document = citizen_copy(snapshot, pictures=tuple(_pictures(snapshot)))
        day = datetime.combine(snapshot.day, time(12), tzinfo=UTC)
        compiled, warnings = compiler(_TEMPLATE).compile_with_warnings(
            format="pdf", sys_inputs={"data": _encoded(document, day)}, pdf_standards=_STANDARDS, timestamp=day
        )
        if warnings or not isinstance(compiled, bytes):
            text = mark("export", "Planen kan ikke skrives som PDF. Installér Enplan igen; der mangler en skrifttype.")
            raise EnvironmentTrouble(text)
        out.write(compiled)


def _pictures(snapshot: PlanSnapshot) -> Iterator[Picture]:
    """Yield the board; what is not plain the compiler writes itself, since in a drawing it joins no glyphs."""
    for part in printed_parts(snapshot.overview):
        drawing = draw_board(part, form=TITLES, words=printable, leaves_out=_is_left_out, faces=snapshot.faces)
        if drawing is not None:
            yield Picture(
                svg=drawing.encoded().decode(),
                width=drawing.width,
                height=drawing.height,
                lines=tuple(drawing.left_out),
                words=board_in_words(part),
            )


def _is_left_out(line: str) -> bool:
    return not is_plain(line)


def _encoded(document: Document, day: datetime) -> str:
    """Return *document* and its look as JSON; every text in it can be shown by the fonts and fits a line."""
    told = _fitting(msgspec.to_builtins(document))
    look = {
        "colours": {name: colour(name) for name in _COLOURS},
        "kinds": {kind: _kind(kind) for kind in ItemType},
        "day": [day.year, day.month, day.day],
    }
    return msgspec.json.encode({**told, "look": look}).decode()


def _kind(kind: ItemType) -> dict[str, str]:
    look = kind_look(kind)
    return {"text": look.text, "tint": look.tint, "icon": icon_drawing(look.icon, look.text)}


def _fitting(value: Any) -> Any:
    if isinstance(value, str):
        return _LONG_WORD.sub(_breakable, printable(value))
    if isinstance(value, dict):
        return {name: each if name == "svg" else _fitting(each) for name, each in value.items()}
    return [_fitting(each) for each in value] if isinstance(value, list | tuple) else value


def _breakable(word: re.Match[str]) -> str:
    """Let a word that is longer than any line be broken."""
    letters = word[0]
    return _BREAK.join(letters[at : at + _BREAKS_EVERY] for at in range(0, len(letters), _BREAKS_EVERY))
