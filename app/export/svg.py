"""SVG: the main board as a picture that any browser shows and any drawing program opens."""

from typing import BinaryIO

from app.export.board_picture import draw_board, readable
from app.export.drawing import Drawing
from app.export.look import colour
from app.export.outline import board_in_words
from app.queries.snapshot import PlanSnapshot
from app.texts import mark, say


class SvgExporter:
    """Writes the board with its text as text, and in words for those who hear it."""

    id = "svg"
    label = mark("export", "Tavlen som billede (SVG)")
    suffix = ".svg"

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write the board."""
        drawing = draw_board(snapshot.board, faces=snapshot.faces) or _empty()
        drawing.name(say(mark("export", "Tavle")), readable(board_in_words(snapshot.board)))
        out.write(drawing.encoded())


def _empty() -> Drawing:
    drawing = Drawing(left=0.0, top=0.0, width=480.0, height=160.0)
    drawing.rectangle(0.0, 0.0, 480.0, 160.0, fill=colour("surface"))
    drawing.text([say(mark("export", "Tavlen er tom."))], (24.0, 84.0), 20.0, fill=colour("muted"))
    return drawing
