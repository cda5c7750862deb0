"""SelectTool: the resting state of the board."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QRubberBand

from app.texts import mark, say
from ui.board.card import CardItem
from ui.board.doers import paint_doers
from ui.board.grips import Grip, grips
from ui.board.ground import FrameItem, LabelItem
from ui.board.guides import Guides
from ui.board.line_tools import Line
from ui.board.optics import OVERVIEW_BELOW, Optics
from ui.board.together import Movable, bounds_of, group_of, grouped, inside, together
from ui.board.tools import Pointer, Tool

if TYPE_CHECKING:
    from ui.board.easel import Easel

DRAG_PX = 4.0
FINGER_DRAG_PX = 10.0
GRAB_PX = 12.0
FINGER_GRAB_PX = 22.0
DRAG_ROUND = mark("board", "Træk rundt om det, der skal vælges")


class SelectTool(Tool):
    """The resting state: select, move, resize, draw lines from a card's edge."""

    id = "select"
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, easel: "Easel") -> None:
        super().__init__(easel)
        self._start: Pointer | None = None
        self._moved: dict[str, QPointF] = {}
        self.is_dragging = False
        self._resized: CardItem | None = None
        self._line: Line | None = None
        self._grip: Grip | None = None
        self._guides: Guides | None = None
        self._again: str | None = None
        """What of a chosen group is pressed once more: alone it is chosen, if nothing is dragged."""
        self._band: QRubberBand | None = None

    def takes_finger(self, pointer: Pointer) -> bool:
        """A finger on a card or a handle is the tool's."""
        hit = self.easel.scene.drawn_at(pointer.place)
        is_gripped = self._handle(pointer) != "" or self._grip_at(pointer) is not None
        return is_gripped or isinstance(hit, CardItem | LabelItem | FrameItem)

    def press(self, pointer: Pointer) -> None:
        """Take a handle, a thing, or the ground."""
        self.cancel()
        self._start = pointer
        if not pointer.is_left:
            return
        grip, card = self._handle(pointer), self.easel.canvas.handled_card()
        if card is not None and grip == "size":
            self._resized = card
        elif card is not None and grip == "connect":
            self._line = Line(self.easel, card)
        else:
            self._grip = self._grip_at(pointer)
            if self._grip is None:
                self._take(pointer)

    def _take(self, pointer: Pointer) -> None:
        hit = self.easel.scene.drawn_at(pointer.place)
        if hit is None:
            if not pointer.adds:
                self.easel.select([])
            if pointer.is_touch:
                self.easel.canvas.hint.tell(say(DRAG_ROUND), pointer.point)
            return
        members = grouped(self.easel.scene, [hit.id])
        if pointer.adds:
            self.easel.toggle(*members)
        elif hit.id not in self.easel.selected:
            self.easel.select(members)
        else:
            self._again = hit.id if len(members) > 1 else None
            self.easel.focus(hit.id)
        self._moved = {item.id: item.pos() for item in together(self.easel.scene, self.easel.selected)}

    def move(self, pointer: Pointer) -> None:
        """Drag what was taken."""
        if self._start is None or not self._start.is_left:
            return
        if not self.is_dragging and not self._is_far(pointer):
            return
        if not self.is_dragging:
            self.is_dragging = True
            self.easel.canvas.viewport().update()  # what is shown of things at rest goes
        if self._line is not None:
            self._line.go(pointer.place)
        elif self._resized is not None:
            self._resize(self._resized, pointer)
        elif self._grip is not None:
            self._grip.go(pointer)
            self.easel.canvas.viewport().update()
        elif self._moved:
            self._drag(pointer)
        else:
            self._stretch(pointer)

    def release(self, pointer: Pointer) -> None:
        """Drop."""
        start, dragged = self._start, self.is_dragging
        line, resized, moved, band = self._line, self._resized, dict(self._moved), self._band
        grip, again = self._grip, self._again
        self._forget()
        if again is not None and not dragged:
            self.easel.select([again])
        if start is None or not dragged:
            return
        if line is not None:
            line.end(pointer.place)
        elif resized is not None:
            self.easel.resized(resized)
        elif grip is not None:
            grip.drop()
        elif moved:
            self.easel.dropped(moved, pointer.place)
        elif band is not None:
            self._select_in(QRectF(start.place, pointer.place).normalized(), adds=pointer.adds)
        self.easel.catch_up()

    def cancel(self) -> None:
        """Put everything back."""
        for identity, place in self._moved.items() if self.is_dragging else ():
            self.easel.put_back(identity, place)
        if self._grip is not None:
            self._grip.back()
        self._forget()
        self.easel.catch_up()

    def paint(self, painter: QPainter, optics: Optics) -> None:
        """Show the line that is being drawn, and what can be taken of the thing that is chosen."""
        if not self.is_dragging:
            for grip in grips(self.easel):
                grip.paint(painter, optics)
            self._paint_groups(painter, optics)
            paint_doers(painter, self.easel.scene)
        elif self._grip is not None:
            self._grip.paint(painter, optics)
        if self._guides is not None:
            self._guides.paint(painter, optics)
        if self._line is not None and self.is_dragging:
            self._line.paint(painter, optics)

    def _paint_groups(self, painter: QPainter, optics: Optics) -> None:
        """Paint a fine line round each group that is chosen whole."""
        scene = self.easel.scene
        groups = {group_of(scene, each) for each in self.easel.selected} if len(self.easel.selected) > 1 else set()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(optics.brand, 1 / self.easel.canvas.scale_, Qt.PenStyle.DotLine))
        for group in groups - {None}:
            members = [scene.drawn(each) for each in self.easel.selected if group_of(scene, each) == group]
            bounds = bounds_of(item for item in members if isinstance(item, Movable))
            painter.drawRoundedRect(bounds.adjusted(-10, -10, 10, 10), 12, 12)

    def _forget(self) -> None:
        if self.is_dragging:
            self.easel.canvas.viewport().update()
        self._start, self.is_dragging, self._resized, self._moved = None, False, None, {}
        self._grip = self._again = None
        if self._guides is not None:
            self._guides.clear()
            self._guides = None
        if self._line is not None:
            self._line.clear()
            self._line = None
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None
        self.easel.canvas.hint.tell("", QPointF())

    def _is_far(self, pointer: Pointer) -> bool:
        limit = FINGER_DRAG_PX if pointer.is_touch else DRAG_PX
        return self._start is not None and (pointer.point - self._start.point).manhattanLength() >= limit

    def _drag(self, pointer: Pointer) -> None:
        if self._start is None:
            return
        by = pointer.place - self._start.place
        is_free = self.easel.view.axis is None and self.easel.canvas.zoom >= OVERVIEW_BELOW
        if self._guides is None and is_free:
            items = map(self.easel.scene.drawn, self._moved)
            self._guides = Guides(self.easel, [item for item in items if isinstance(item, Movable)])
        if self._guides is not None:
            by = self._guides.snap(by, is_wanted=not pointer.modifiers & Qt.KeyboardModifier.ControlModifier)
        for identity, place in self._moved.items():
            self.easel.put_back(identity, place + by)
        first = next(iter(self._moved))
        self.easel.canvas.hint.tell(self.easel.where(first, self._moved[first] + by), pointer.point)

    def _resize(self, card: CardItem, pointer: Pointer) -> None:
        corner = pointer.place - card.pos()
        self.easel.scene.resize_card(card, max(120.0, corner.x()), max(70.0, corner.y()))

    def _stretch(self, pointer: Pointer) -> None:
        if self._start is None:
            return
        if self._band is None:
            self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.easel.canvas.viewport())
            self._band.show()
        self._band.setGeometry(QRect(self._start.point.toPoint(), pointer.point.toPoint()).normalized())

    def _select_in(self, room: QRectF, *, adds: bool) -> None:
        self.easel.select([*(self.easel.selected if adds else ()), *inside(self.easel.scene, room)])

    def _grip_at(self, pointer: Pointer) -> Grip | None:
        limit = (FINGER_GRAB_PX if pointer.is_touch else GRAB_PX) / self.easel.canvas.scale_
        near = (each for each in grips(self.easel) if (each.place - pointer.place).manhattanLength() <= limit)
        return next(near, None)

    def _handle(self, pointer: Pointer) -> str:
        card = self.easel.canvas.handled_card()
        if card is None:
            return ""
        limit = (FINGER_GRAB_PX if pointer.is_touch else GRAB_PX) / self.easel.canvas.scale_
        for name, place in self.easel.canvas.handles(card).items():
            if (place - pointer.place).manhattanLength() <= limit:
                return name
        return ""
