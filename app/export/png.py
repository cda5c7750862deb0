"""PNG: a board as a picture for a letter, a report or a slide."""

from typing import BinaryIO

from app.export.board_pages import as_picture
from app.queries.board_out import BoardOut
from app.queries.snapshot import PlanSnapshot
from app.texts import mark


class PngExporter:
    """Writes the board as it lies, two pixels to a board unit."""

    id = "png"
    label = mark("export", "Tavlen som billede (PNG)")
    suffix = ".png"

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write the main board as it is in *snapshot*."""
        self.write_board(BoardOut(view=snapshot.board, faces=snapshot.faces), out)

    def write_board(self, board: BoardOut, out: BinaryIO) -> None:
        """Write *board*."""
        out.write(as_picture(board))
