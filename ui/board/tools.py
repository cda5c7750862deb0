"""Tools: one class each; a tool says what press, move and release mean, and the easel does it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QRubberBand

from app.domain.item import ItemType
from ui.board.card import CardItem
from ui.board.ground import FrameItem, LabelItem
from ui.board.link import head, route
from ui.board.optics import Optics
from ui.board.stroke import StrokeItem
from ui.theme import pen_colours

if TYPE_CHECKING:
    from ui.board.easel import Easel

DRAG_PX = 4.0
FINGER_DRAG_PX = 10.0
GRAB_PX = 12.0
FINGER_GRAB_PX = 22.0
PEN_WIDTH = 2.5
DOT_PX = 3.0
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

    def cancel(self) -> None:
        """End, and do nothing."""

    def paint(self, painter: QPainter, optics: Optics) -> None:
        """Show what would be done; *painter* has the board's transform."""

    def takes_finger(self, pointer: Pointer) -> bool:
        """Tell whether one finger here is the tool's; else it pans."""
        return True


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
        self._line: _Line | None = None
        self._band: QRubberBand | None = None

    def takes_finger(self, pointer: Pointer) -> bool:
        """A finger on a card or a handle is the tool's."""
        scene = self.easel.scene
        hit = scene.drawn_at(pointer.place)
        return self._handle(pointer) != "" or isinstance(hit, CardItem | LabelItem)

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
            self._line = _Line(self.easel, card)
        else:
            self._take(pointer)

    def _take(self, pointer: Pointer) -> None:
        hit = self.easel.scene.drawn_at(pointer.place)
        if hit is None:
            if not pointer.adds:
                self.easel.select([])
            return
        if pointer.adds:
            self.easel.toggle(hit.id)
        elif hit.id not in self.easel.selected:
            self.easel.select([hit.id])
        else:
            self.easel.focus(hit.id)
        self._moved = {
            item.id: item.pos()
            for item in map(self.easel.scene.drawn, self.easel.selected)
            if isinstance(item, CardItem | LabelItem | FrameItem | StrokeItem)
        }

    def move(self, pointer: Pointer) -> None:
        """Drag what was taken."""
        if self._start is None or not self._start.is_left:
            return
        if not self.is_dragging and not self._is_far(pointer):
            return
        self.is_dragging = True
        if self._line is not None:
            self._line.go(pointer.place)
        elif self._resized is not None:
            self._resize(self._resized, pointer)
        elif self._moved:
            self._drag(pointer)
        elif not pointer.is_touch:
            self._stretch(pointer)

    def release(self, pointer: Pointer) -> None:
        """Drop."""
        start, dragged = self._start, self.is_dragging
        line, resized, moved, band = self._line, self._resized, dict(self._moved), self._band
        self._forget()
        if start is None or not dragged:
            return
        if line is not None:
            line.end(pointer.place)
        elif resized is not None:
            self.easel.resized(resized)
        elif moved:
            self.easel.dropped(moved, pointer.place)
        elif band is not None:
            self._select_in(QRectF(start.place, pointer.place).normalized(), adds=pointer.adds)

    def cancel(self) -> None:
        """Put everything back."""
        for identity, place in self._moved.items() if self.is_dragging else ():
            self.easel.put_back(identity, place)
        self._forget()

    def paint(self, painter: QPainter, optics: Optics) -> None:
        """Show the line that is being drawn."""
        if self._line is not None and self.is_dragging:
            self._line.paint(painter, optics)

    def _forget(self) -> None:
        self._start, self.is_dragging, self._resized, self._moved = None, False, None, {}
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
        self.easel.scene.finish()
        inside = [card.id for card in self.easel.scene.cards.values() if room.intersects(card.frame())]
        inside += [each.id for each in self.easel.scene.labels.values() if room.contains(each.sceneBoundingRect())]
        self.easel.select([*(self.easel.selected if adds else ()), *inside])

    def _handle(self, pointer: Pointer) -> str:
        card = self.easel.canvas.handled_card()
        if card is None:
            return ""
        limit = (FINGER_GRAB_PX if pointer.is_touch else GRAB_PX) / self.easel.canvas.scale_
        for name, place in self.easel.canvas.handles(card).items():
            if (place - pointer.place).manhattanLength() <= limit:
                return name
        return ""


class CardTool(Tool):
    """Puts a new card where it is pressed, with the cursor in it; then the select tool rests again."""

    id = "card"

    def __init__(self, easel: "Easel", item_type: ItemType = ItemType.IDEA) -> None:
        super().__init__(easel)
        self.item_type = item_type

    def release(self, pointer: Pointer) -> None:
        """Make the card."""
        self.easel.rest()
        self.easel.new_card(self.item_type, pointer.place - QPointF(20, 20))


class LabelTool(Tool):
    """Writes free text where it is pressed."""

    id = "label"
    cursor = Qt.CursorShape.IBeamCursor

    def release(self, pointer: Pointer) -> None:
        """Open the text."""
        self.easel.rest()
        self.easel.new_label(pointer.place)


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
            self.easel.new_frame(room)

    def cancel(self) -> None:
        """Draw nothing."""
        self._start = None
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None


class ConnectTool(Tool):
    """Draws a line from card to card: by dragging, or by pressing one and then the other."""

    id = "connect"

    def __init__(self, easel: "Easel") -> None:
        super().__init__(easel)
        self._line: _Line | None = None

    def press(self, pointer: Pointer) -> None:
        """Begin at a card, or end at one."""
        card = self.easel.scene.card_at(pointer.place)
        if self._line is None and card is not None:
            self._line = _Line(self.easel, card)
            self.easel.select([card.id])

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer."""
        if self._line is not None:
            self._line.go(pointer.place)

    def release(self, pointer: Pointer) -> None:
        """Connect; a press that ends on its own card waits for the second one."""
        line = self._line
        if line is None:
            return
        if self.easel.scene.card_at(pointer.place) is line.source:
            return
        self.cancel()
        self.easel.rest()
        line.end(pointer.place)

    def cancel(self) -> None:
        """Draw nothing."""
        if self._line is not None:
            self._line.clear()
            self._line = None

    def paint(self, painter: QPainter, optics: Optics) -> None:
        """Show the line."""
        if self._line is not None:
            self._line.paint(painter, optics)


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
        self.easel.draw([self.easel.canvas.to_board(point) for point in points], pressures, colour=str(self.colour))

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


class _Line:
    """The line that is being drawn from a card."""

    def __init__(self, easel: "Easel", source: CardItem) -> None:
        self.source = source
        self._easel = easel
        self._end: QPointF | None = None

    def go(self, place: QPointF) -> None:
        """Let the line end at *place*."""
        self.clear()
        self._end = place
        self._refresh()

    def end(self, place: QPointF) -> None:
        """Connect with the card at *place*; on empty ground make a new one there."""
        target = self._easel.scene.card_at(place, but=self.source.id)
        if target is not None:
            self._easel.connect_cards(self.source.id, target.id)
        elif not self.source.frame().contains(place):
            self._easel.new_child(self.source.id, place - QPointF(0, 53))

    def clear(self) -> None:
        """Take the line away."""
        self._refresh()
        self._end = None

    def paint(self, painter: QPainter, optics: Optics) -> None:
        """Paint it as the connector it would become."""
        if self._end is None:
            return
        path, tip, seen_from = route(self.source.frame(), QRectF(self._end, QSize(1, 1)))
        painter.setPen(QPen(optics.brand, 2 / min(1.0, optics.zoom), Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(optics.brand)
        painter.drawPolygon(head(tip, seen_from))

    def _refresh(self) -> None:
        if self._end is None:
            return
        frame, canvas = self.source.frame(), self._easel.canvas
        room = QRectF(frame.center(), self._end).normalized().united(frame).adjusted(-140, -140, 140, 140)
        corners = QRectF(canvas.to_view(room.topLeft()), canvas.to_view(room.bottomRight()))
        canvas.viewport().update(corners.toAlignedRect())
