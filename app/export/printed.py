"""Printed: a document as PDF/A-2a and PDF/UA-1, or as pictures of its pages for a printer."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec
import typst

from app.domain.item import ItemType
from app.errors import EnvironmentTrouble
from app.export.document import Document
from app.export.glyphs import printable
from app.export.look import colour, icon_drawing, kind_look
from app.export.typeset import compiler
from app.texts import mark

_STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
_TEMPLATE = "templates/citizen_copy.typ"
_COLOURS = ("ink", "muted", "line", "brand", "brand_tint", "ground")
_LONG_WORD = re.compile(r"\S{40,}")
_BREAK = "\u200b"
_BREAKS_EVERY = 12
_PAGE_DPI = 200


def as_pdf(document: Document, *, day: date) -> bytes:
    """Return *document* as PDF, the same bytes for the same document and *day*.

    Raises EnvironmentTrouble when the program's own fonts or templates are broken.
    """
    at = datetime.combine(day, time(12), tzinfo=UTC)
    compiled, warnings = compiler(_TEMPLATE).compile_with_warnings(
        format="pdf", sys_inputs={"data": _encoded(document, at)}, pdf_standards=_STANDARDS, timestamp=at
    )
    if warnings or not isinstance(compiled, bytes):
        raise _broken()
    return compiled


def as_pages(document: Document, *, day: date) -> list[bytes]:
    """Return the pages of *document* as PNG, 200 dots an inch. Raises EnvironmentTrouble as `as_pdf` does."""
    at = datetime.combine(day, time(12), tzinfo=UTC)
    compiled, warnings = compiler(_TEMPLATE).compile_with_warnings(
        format="png", sys_inputs={"data": _encoded(document, at)}, ppi=_PAGE_DPI, timestamp=at
    )
    if warnings:
        raise _broken()
    return [compiled] if isinstance(compiled, bytes) else list(compiled or ())


def _broken() -> EnvironmentTrouble:
    return EnvironmentTrouble(
        mark("export", "Planen kan ikke skrives som PDF. Installér Enplan igen; der mangler en skrifttype.")
    )


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
