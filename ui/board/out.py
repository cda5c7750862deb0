"""«Gem eller udskriv …» on the board: what is drawn leaves as a file or on paper."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.operations.board_out import Asked
from app.texts import mark, say
from ui.board.parts import BoardPart
from ui.board.tool_column import Further

if TYPE_CHECKING:
    from ui.board.out_dialog import OutDialog

OUT = mark("board", "Gem eller udskriv …")
SAVED = mark("board", "Tavlen ligger i {file}.")
PRINTED = mark("board", "Tavlen er sendt til printeren.")


class BoardOutPart(BoardPart):
    """Lets the board, or what is chosen on it, leave the program."""

    def further(self) -> list[Further]:
        """Return what «Mere» offers."""
        return [("out", say(OUT), "file-down")]

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {"out": self.open}

    def open(self) -> "OutDialog":
        """Ask in which form the board is to leave."""
        from ui.board.out_dialog import OutDialog

        easel = self.easel
        easel.finish()
        model = easel.model
        asked = Asked(
            citizen=model.citizen, board=model.board_id, only=frozenset(easel.selected) or None, meeting=model.meeting
        )
        dialog = OutDialog(model.bridge, self.window.window(), asked=asked, today=model.today)
        dialog.saved.connect(self._on_saved)
        dialog.printed.connect(lambda: self.told(say(PRINTED), False))
        dialog.open()
        return dialog

    def _on_saved(self, path: str) -> None:
        self.told(say(SAVED, file=Path(path).name), False)
