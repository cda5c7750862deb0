"""Ink: drawing it and rubbing it out."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from app.domain.drawing import Ink
from app.errors import EnplanError
from app.operations.board import draw_stroke, encode_stroke
from app.queries.board import BoardView, StrokeView
from ui.board.card import CardItem
from ui.board.stroke import StrokeItem
from ui.board.tools import Pointer, Tool
from ui.theme import pen_colours

if TYPE_CHECKING:
    from ui.board.easel import Easel

WIDTHS = (2.5, 5.0)
"""The thin and the broad pen, in board units."""
DOT_PX = 3.0


class WetStroke(StrokeItem):
    """A stroke that is being written: it is seen, and nothing can be done with it yet."""

    def shape(self) -> QPainterPath:
        """Return nothing that can be hit."""
        return QPainterPath()


class PenTool(Tool):
    """Draws ink; the tip of a real pen draws whatever tool is chosen."""

    id = "pen"

    def __init__(self, easel: "Easel") -> None:
        super().__init__(easel)
        self.colour = 0
        self.width = WIDTHS[0]
        self._is_down = False
        self._wet: dict[str, WetStroke] = {}
        easel.model.shown.connect(self._on_shown)

    def press(self, pointer: Pointer) -> None:
        """Begin a stroke."""
        colours = pen_colours(self.easel.scene.stage.optics.theme)
        self._is_down = True
        self.easel.canvas.ink.begin(colours[self.colour % len(colours)], self.width * self.easel.canvas.scale_)
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
        ink.finish(pointer.point, pointer.pressure or None)
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
        drawn = [(round(point.x(), 2), round(point.y(), 2)) for point in (each - corner for each in points)]
        look: dict[str, Any] = {"colour": str(self.colour), "width": self.width}
        stroke, pressed = encode_stroke(drawn, pressures)
        wet = WetStroke(
            StrokeView(Ink(stroke=stroke, pressures=pressed, **look), corner.x(), corner.y()), self.easel.scene.stage
        )
        self.easel.scene.addItem(wet)
        model.bridge.run(
            draw_stroke, then=partial(self._on_kept, wet), failed=partial(self._on_lost, wet), points=drawn,
            pressures=pressures, citizen=model.citizen, board=model.board_id, item=card.id if card else None, **look,
        )  # fmt: skip

    def _on_kept(self, wet: "WetStroke", identity: str) -> None:
        self._wet[identity] = wet
        self.easel.model.load()

    def _on_lost(self, wet: "WetStroke", error: EnplanError) -> None:
        self.easel.scene.removeItem(wet)
        self.easel.model.bridge.trouble.emit(error)

    def _on_shown(self, view: BoardView) -> None:
        """What was drawn is on the board now: what stood for it goes, and nothing is seen of it."""
        there = {stroke.id for stroke in view.strokes} if self._wet else set()
        for identity in [each for each in self._wet if each in there]:
            self.easel.scene.make_near(self.easel.canvas.seen())
            self.easel.scene.removeItem(self._wet.pop(identity))

    def _touched(self, points: Sequence[QPointF]) -> list[CardItem]:
        xs, ys = [point.x() for point in points], [point.y() for point in points]
        room = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        near = [item for item in self.easel.scene.items(room.adjusted(-1, -1, 1, 1)) if isinstance(item, CardItem)]
        return [
            card
            for card in near
            if card.id in self.easel.scene.shown_cards  # one that is only begun has nothing to be tied to
            and (room.contains(card.frame().center()) or any(card.frame().contains(point) for point in points))
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
