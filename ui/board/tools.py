"""Tools: one class each; a tool says what press, move and release mean, and the easel does it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QRubberBand

from app.domain.item import ItemType
from ui.board.optics import Optics

if TYPE_CHECKING:
    from ui.board.easel import Easel

FRAME_LEAST = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Where something pressed: `place` on the board, `point` in pixels of the view; pressure from 0 to 1."""

    place: QPointF
    point: QPointF
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    is_left: bool = True
    is_pen: bool = False
    is_touch: bool = False
    pressure: float | None = None

    @property
    def adds(self) -> bool:
        """Return whether what is hit joins the selection."""
        return bool(self.modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))


class Tool:
    """What all tools have; a tool overrides what it cares for."""

    id = ""
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, easel: "Easel") -> None:
        self.easel = easel

    def press(self, pointer: Pointer) -> None:
        """Begin."""

    def move(self, pointer: Pointer) -> None:
        """Go on."""

    def release(self, pointer: Pointer) -> None:
        """End, and do what was meant."""

    def double(self, pointer: Pointer) -> None:
        """Open what was hit; on empty ground make a blank card."""
        self.cancel()
        self.easel.open_at(pointer.place)

    def enter(self) -> bool:
        """Do by keys, near the current card, what a press would; False where a tool needs a hand."""
        return False

    def cancel(self) -> None:
        """End, and do nothing."""

    def paint(self, painter: QPainter, optics: Optics) -> None:
        """Show what would be done; *painter* has the board's transform."""

    def takes_finger(self, pointer: Pointer) -> bool:
        """Tell whether one finger here is the tool's; else it pans."""
        return True


class CardTool(Tool):
    """Puts a new card where it is pressed, with the cursor in it; then the select tool rests again."""

    id = "card"

    def __init__(self, easel: "Easel", item_type: ItemType = ItemType.IDEA) -> None:
        super().__init__(easel)
        self.item_type = item_type

    def release(self, pointer: Pointer) -> None:
        """Make the card."""
        item_type = self.item_type
        self.easel.rest()
        self.easel.writing.new_card(item_type, pointer.place - QPointF(20, 20))

    def enter(self) -> bool:
        """Make the card below the current one."""
        item_type = self.item_type
        self.easel.rest()
        self.easel.writing.new_card_here(item_type)
        return True


class LabelTool(Tool):
    """Writes free text where it is pressed."""

    id = "label"
    cursor = Qt.CursorShape.IBeamCursor

    def release(self, pointer: Pointer) -> None:
        """Open the text."""
        self.easel.rest()
        self.easel.writing.new_label(pointer.place)

    def enter(self) -> bool:
        """Open the text below the current card."""
        self.easel.rest()
        self.easel.writing.new_label_here()
        return True


class FrameTool(Tool):
    """Draws a named part of the board by dragging."""

    id = "frame"

    def __init__(self, easel: "Easel") -> None:
        super().__init__(easel)
        self._start: Pointer | None = None
        self._band: QRubberBand | None = None

    def press(self, pointer: Pointer) -> None:
        """Begin at a corner."""
        self._start = pointer
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.easel.canvas.viewport())

    def move(self, pointer: Pointer) -> None:
        """Stretch it."""
        if self._start is not None and self._band is not None:
            self._band.setGeometry(QRect(self._start.point.toPoint(), QSize()).united(
                QRect(self._start.point.toPoint(), pointer.point.toPoint()).normalized()))  # fmt: skip
            self._band.show()

    def release(self, pointer: Pointer) -> None:
        """Draw it when it is large enough to hold something."""
        start = self._start
        self.cancel()
        self.easel.rest()
        if start is None:
            return
        room = QRectF(start.place, pointer.place).normalized()
        if room.width() >= FRAME_LEAST and room.height() >= FRAME_LEAST:
            self.easel.writing.new_frame(room)

    def cancel(self) -> None:
        """Draw nothing."""
        self._start = None
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None
