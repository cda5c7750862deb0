"""A board as PDF on a size of paper, in letters that can be read there."""

from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from app.domain.sheet import Sheet
from app.export.board_pages import as_pages, as_pdf, preview_of
from app.queries.board_out import BoardOut, Preview
from app.queries.snapshot import PlanSnapshot
from app.texts import Text, mark


@dataclass(frozen=True, slots=True)
class BoardPdfExporter:
    """Writes the board on sheets of one size, folded or on several where it could not be read else."""

    sheet: Sheet = Sheet.A4
    id: ClassVar[str] = "board-pdf"
    label: ClassVar[Text] = mark("export", "Tavlen til udskrift (PDF)")
    suffix: ClassVar[str] = ".pdf"

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write the main board as it is in *snapshot*."""
        self.write_board(BoardOut(view=snapshot.board, faces=snapshot.faces), out)

    def write_board(self, board: BoardOut, out: BinaryIO) -> None:
        """Write *board*."""
        out.write(as_pdf(board, sheet=self.sheet))

    def preview(self, board: BoardOut) -> Preview:
        """Return the first sheet, small, and what is to say of all."""
        return preview_of(board, sheet=self.sheet)

    def board_pages(self, board: BoardOut) -> list[bytes]:
        """Return the sheets as PNG, for a printer."""
        return as_pages(board, sheet=self.sheet)
