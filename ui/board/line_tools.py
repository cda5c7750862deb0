"""Drawing lines from card to card."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from ui.board.card import CardItem
from ui.board.link import head, route
from ui.board.optics import Optics
from ui.board.tools import Pointer, Tool

if TYPE_CHECKING:
    from ui.board.easel import Easel


class Line:
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
            self._easel.writing.new_child(self.source.id, place - QPointF(0, 53))

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


class ConnectTool(Tool):
    """Draws a line from card to card: by dragging, or by pressing one and then the other."""

    id = "connect"

    def __init__(self, easel: "Easel") -> None:
        super().__init__(easel)
        self._line: Line | None = None

    def press(self, pointer: Pointer) -> None:
        """Begin at a card, or end at one."""
        card = self.easel.scene.card_at(pointer.place)
        if self._line is None and card is not None:
            self._line = Line(self.easel, card)
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
