"""PDF: the citizen's copy, built to PDF/A-2a and PDF/UA-1 by a compiler that refuses what cannot be read aloud."""

from collections.abc import Iterator
from typing import BinaryIO

from app.export.board_extent import printed_parts
from app.export.board_picture import TITLES, draw_board
from app.export.citizen_copy import citizen_copy
from app.export.document import Document, Picture
from app.export.glyphs import joins, printable
from app.export.outline import board_in_words
from app.export.printed import as_pages, as_pdf
from app.queries.snapshot import PlanSnapshot
from app.texts import mark


class PdfExporter:
    """Writes the plan for the citizen's hand; the same snapshot gives the same bytes."""

    id = "pdf"
    label = mark("export", "Planen til borgeren (PDF)")
    suffix = ".pdf"

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write the plan. Raises EnvironmentTrouble when the program's own fonts or templates are broken."""
        out.write(as_pdf(_document(snapshot), day=snapshot.day))

    def pages(self, snapshot: PlanSnapshot) -> list[bytes]:
        """Return the pages of the plan as PNG, for a printer. Raises EnvironmentTrouble as `write` does."""
        return as_pages(_document(snapshot), day=snapshot.day)


def _document(snapshot: PlanSnapshot) -> Document:
    return citizen_copy(snapshot, pictures=tuple(_pictures(snapshot)))


def _pictures(snapshot: PlanSnapshot) -> Iterator[Picture]:
    """Yield the board; what is not plain the compiler writes itself, since in a drawing it joins no glyphs."""
    for part in printed_parts(snapshot.overview):
        drawing = draw_board(part, form=TITLES, words=printable, leaves_out=joins, faces=snapshot.faces)
        if drawing is not None:
            yield Picture(
                svg=drawing.encoded().decode(),
                width=drawing.width,
                height=drawing.height,
                lines=tuple(drawing.left_out),
                words=board_in_words(part),
            )
