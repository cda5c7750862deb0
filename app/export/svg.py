"""SVG: a board as a picture that any browser shows and any drawing program opens."""

from typing import BinaryIO

from app.export.board_pages import as_svg
from app.queries.board_out import BoardOut
from app.queries.snapshot import PlanSnapshot
from app.texts import mark


class SvgExporter:
    """Writes the board with its text as text, and in words for those who hear it."""

    id = "svg"
    label = mark("export", "Tavlen som billede (SVG)")
    suffix = ".svg"

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write the main board as it is in *snapshot*."""
        self.write_board(BoardOut(view=snapshot.board, faces=snapshot.faces), out)

    def write_board(self, board: BoardOut, out: BinaryIO) -> None:
        """Write *board*."""
        out.write(as_svg(board))
