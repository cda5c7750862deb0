"""FoldTool: what a press means on a folded board: choose a card, which unfolds; pan; go in to a card."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from ui.board.folding import READABLE
from ui.board.tools import Pointer, Tool

if TYPE_CHECKING:
    from ui.board.easel import Easel


class FoldTool(Tool):
    """A press chooses a card and shows it whole, a drag pans, a double press unfolds the board there."""

    id = "folded"
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, easel: "Easel") -> None:
        super().__init__(easel)
        self._from: QPointF | None = None
        easel.selection_changed.connect(self._on_selection)

    def takes_finger(self, pointer: Pointer) -> bool:
        """A finger pans, and chooses when it is lifted where it was laid."""
        return False

    def press(self, pointer: Pointer) -> None:
        """Choose what is hit."""
        self._from = pointer.point
        hit = self.easel.scene.card_at(pointer.place)
        if pointer.adds and hit is not None:
            self.easel.toggle(hit.id)
        elif not pointer.adds:
            self.easel.select([hit.id] if hit is not None else [])

    def move(self, pointer: Pointer) -> None:
        """Pan."""
        if self._from is not None:
            self.easel.canvas.pan(self._from - pointer.point)
            self._from = pointer.point

    def release(self, pointer: Pointer) -> None:
        """Let go."""
        self._from = None

    def double(self, pointer: Pointer) -> None:
        """Go in to what is hit: the cards around it are whole again."""
        self._from = None
        self.easel.canvas.set_zoom(1.0, at=pointer.point)

    def cancel(self) -> None:
        """Let go."""
        self._from = None

    def _on_selection(self) -> None:
        canvas = self.easel.canvas
        if canvas.folding.is_folded:
            one = next(iter(self.easel.selected)) if len(self.easel.selected) == 1 else None
            canvas.board.open_card(one, size=max(1.0, READABLE / canvas.zoom))
