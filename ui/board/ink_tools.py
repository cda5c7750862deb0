"""Ink: drawing it and rubbing it out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from app.operations.board import draw_stroke
from ui.board.card import CardItem
from ui.board.stroke import StrokeItem
from ui.board.tools import Pointer, Tool
from ui.theme import pen_colours

if TYPE_CHECKING:
    from ui.board.easel import Easel

PEN_WIDTH = 2.5
DOT_PX = 3.0


class PenTool(Tool):
    """Draws ink; the tip of a real pen draws whatever tool is chosen."""

    id = "pen"

    def __init__(self, easel: "Easel") -> None:
        super().__init__(easel)
        self.colour = 0
        self._is_down = False

    def press(self, pointer: Pointer) -> None:
        """Begin a stroke."""
        colours = pen_colours(self.easel.scene.stage.optics.theme)
        self._is_down = True
        self.easel.canvas.ink.begin(colours[self.colour % len(colours)], PEN_WIDTH * self.easel.canvas.scale_)
        self.easel.canvas.ink.add(pointer.point, pointer.pressure)

    def move(self, pointer: Pointer) -> None:
        """Draw the next piece."""
        if self._is_down:
            self.easel.canvas.ink.add(pointer.point, pointer.pressure)

    def release(self, pointer: Pointer) -> None:
        """Keep the stroke; a dot of a real pen on a card chooses the card."""
        if not self._is_down:
            return
        ink = self.easel.canvas.ink
        points, pressures = list(ink.points), list(ink.pressures)
        self._is_down = False
        ink.end()
        is_dot = all((point - points[0]).manhattanLength() <= DOT_PX for point in points)
        card = self.easel.scene.card_at(pointer.place)
        if is_dot and pointer.is_pen and card is not None:
            self.easel.select([card.id])
            return
        self._keep([self.easel.canvas.to_board(point) for point in points], pressures)

    def _keep(self, points: Sequence[QPointF], pressures: Sequence[int]) -> None:
        """Keep a stroke; one that encloses or touches a single card belongs to it, and counts from its corner."""
        touched, model = self._touched(points), self.easel.model
        card = touched[0].view if len(touched) == 1 else None
        corner = QPointF(card.spot.x, card.spot.y) if card else QPointF()
        model.run(
            draw_stroke,
            points=[(round(point.x(), 2), round(point.y(), 2)) for point in (each - corner for each in points)],
            pressures=pressures,
            citizen=model.citizen,
            board=model.board_id,
            colour=str(self.colour),
            width=PEN_WIDTH,
            item=card.id if card else None,
        )

    def _touched(self, points: Sequence[QPointF]) -> list[CardItem]:
        xs, ys = [point.x() for point in points], [point.y() for point in points]
        room = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        near = [item for item in self.easel.scene.items(room.adjusted(-1, -1, 1, 1)) if isinstance(item, CardItem)]
        return [
            card
            for card in near
            if room.contains(card.frame().center()) or any(card.frame().contains(point) for point in points)
        ]

    def double(self, pointer: Pointer) -> None:
        """Two strokes may begin close together."""
        self.press(pointer)

    def cancel(self) -> None:
        """Draw nothing."""
        self._is_down = False
        self.easel.canvas.ink.end()


class RubTool(Tool):
    """Rubs out the strokes it touches, all of them as one act."""

    id = "rub"

    def __init__(self, easel: "Easel") -> None:
        super().__init__(easel)
        self._hit: list[str] = []
        self._is_down = False

    def press(self, pointer: Pointer) -> None:
        """Begin."""
        self._is_down, self._hit = True, []
        self.move(pointer)

    def move(self, pointer: Pointer) -> None:
        """Take the stroke under the pointer out of sight."""
        if not self._is_down:
            return
        for item in self.easel.scene.items(pointer.place):
            if isinstance(item, StrokeItem) and item.isVisible():
                item.hide()
                self._hit.append(item.id)

    def release(self, pointer: Pointer) -> None:
        """Delete what was touched."""
        hit, self._hit, self._is_down = self._hit, [], False
        if hit:
            self.easel.model.delete(hit)

    def cancel(self) -> None:
        """Let everything stand."""
        for identity in self._hit:
            self.easel.scene.strokes[identity].show()
        self._hit, self._is_down = [], False
