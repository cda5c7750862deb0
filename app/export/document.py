"""Document: what a printed plan says, in order, without saying how it looks; texts are plain Danish with «du»."""

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from app.domain.item import ItemType
from app.export.drawing import Line


class Fact(Struct, frozen=True):
    """A label and what it is of something: «Senest: 1. marts 2027»; either may be empty."""

    label: str
    text: str


class Entry(Struct, frozen=True, kw_only=True, tag=True):
    """One thing of the plan with all that is told of it.

    `words` are the citizen's own; `objections` what the citizen does not agree with, in the citizen's words; `svg` a
    drawing of what was written by hand.
    """

    kind: ItemType
    title: str
    words: str = ""
    svg: str = ""
    facts: tuple[Fact, ...] = ()
    note: str = ""
    objections: tuple[str, ...] = ()
    steps: tuple["Entry", ...] = ()


class Quote(Struct, frozen=True, kw_only=True, tag=True):
    """Words of the citizen: the biggest thing on the page."""

    entry: Entry


class Row(Struct, frozen=True):
    """A row of a table: what it is about, and a text for each further column."""

    entry: Entry
    columns: tuple[str, ...]


class Table(Struct, frozen=True, kw_only=True, tag=True):
    """A table; `headers` has one more text than each row has columns. `shares` are the parts of the width."""

    shares: tuple[int, ...]
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


class Listing(Struct, frozen=True, kw_only=True, tag=True):
    """Things in a list, each in a line or a few."""

    entries: tuple[Entry, ...]


class Paragraph(Struct, frozen=True, tag=True):
    """Plain words."""

    text: str


Block: TypeAlias = Entry | Quote | Table | Listing | Paragraph


class Section(Struct, frozen=True, kw_only=True):
    """A heading and what stands below it."""

    title: str
    blocks: tuple[Block, ...]
    kind: ItemType | None = None


class Box(Struct, frozen=True, kw_only=True):
    """What must be found at a glance: a label, the main line, lines below it, and one thing in large type.

    `svg` is the same as a square code for a telephone; `code` says in words what it is for.
    """

    label: str
    title: str
    lines: tuple[str, ...] = ()
    large: str = ""
    svg: str = ""
    code: str = ""


class Picture(Struct, frozen=True, kw_only=True):
    """A drawing in SVG with its size in board units, lines to write upon it, and the same in words."""

    svg: str
    width: float
    height: float
    lines: tuple[Line, ...]
    words: str


class Proof(Struct, frozen=True, kw_only=True):
    """What makes a copy one that can be proved: short for each page, whole for the last."""

    short: str
    title: str
    lines: tuple[str, ...]
    hash: str


class Document(Struct, frozen=True, kw_only=True):
    """A whole printed plan."""

    title: str
    name: str
    lead: str
    boxes: tuple[Box, ...]
    sections: tuple[Section, ...]
    pictures_title: str
    pictures: tuple[Picture, ...]
    proof: Proof
    page: str
    """«Side {page} af {pages}» with its two fields."""
    notes: str
    """What stands over the lines for the citizen's own words, where a page has room for them."""
    objection: str
    """What stands before the words of an objection."""

    def entries(self) -> Iterator[Entry]:
        """Yield every entry, steps too."""
        for section in self.sections:
            for block in section.blocks:
                for entry in _entries(block):
                    yield entry
                    yield from entry.steps


def _entries(block: Block) -> tuple[Entry, ...]:
    match block:
        case Entry():
            return (block,)
        case Quote():
            return (block.entry,)
        case Table():
            return tuple(row.entry for row in block.rows)
        case Listing():
            return block.entries
        case Paragraph():
            return ()
