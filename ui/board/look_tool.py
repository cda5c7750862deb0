"""LookTool: the one tool of a board that is only read: choose, pan, and open in the plan."""

from PySide6.QtCore import Qt

from ui.board.card import CardItem
from ui.board.tools import Pointer, Tool


class LookTool(Tool):
    """A press chooses a card, a drag by finger pans, a double press shows the card in the plan."""

    id = "select"
    cursor = Qt.CursorShape.ArrowCursor

    def takes_finger(self, pointer: Pointer) -> bool:
        """A finger always pans."""
        return False

    def press(self, pointer: Pointer) -> None:
        """Choose what is hit."""
        hit = self.easel.scene.drawn_at(pointer.place)
        self.easel.select([hit.id] if isinstance(hit, CardItem) else [])

    def double(self, pointer: Pointer) -> None:
        """Show it in the plan."""
        hit = self.easel.scene.drawn_at(pointer.place)
        if isinstance(hit, CardItem):
            self.easel.plan_wanted.emit(hit.id)
