"""The way from the board to the picture cards: where words are hard, the citizen lays pictures."""

from collections.abc import Callable
from functools import partial

from app.texts import mark, say
from ui.board.parts import BoardPart
from ui.board.tool_column import Further

PICTURES = mark("board", "Billedkort …")


class PictureDoor(BoardPart):
    """Offers the table of picture cards, in preparation and at a meeting."""

    def further(self) -> list[Further]:
        """Return what «Mere» offers."""
        return [] if self.easel.is_read_only else [("pictures", say(PICTURES), "smile")]

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the act by its name."""
        return {"pictures": partial(self.easel.face_wanted.emit, "pictures")}
