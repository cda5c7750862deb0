"""The way from a citizen’s board to the plans of the family: «Mere» → «Familie …», never at a meeting."""

from collections.abc import Callable

from app.texts import mark, say
from ui.board.parts import BoardPart
from ui.board.tool_column import Further

FAMILY = mark("family", "Familie …")


class FamilyDoor(BoardPart):
    """Shows another face of the page; who is family is chosen there."""

    def further(self) -> list[Further]:
        """Return what «Mere» offers: nothing where others look on, or where this user does not write."""
        is_open = not self.easel.is_read_only and self.easel.model.meeting is None
        return [("family", say(FAMILY), "users-round")] if is_open else []

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the act by its name."""
        return {"family": self._go}

    def _go(self) -> None:
        if self.further():
            self.easel.finish()
            self.easel.face_wanted.emit("family")
