"""Grips: what can be taken of the one thing that is chosen, beside a card's own handles."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from app.domain.intervention import Intervention
from app.operations import board as board_operations
from app.queries.layout import DAY_WIDTH, day_at, x_of
from app.texts import mark, say
from ui.board.card import CardItem
from ui.board.dates import long_day
from ui.board.ground import FrameItem
from ui.board.link import LinkItem, route
from ui.board.optics import Optics
from ui.board.tools import FRAME_LEAST, Pointer

if TYPE_CHECKING:
    from ui.board.easel import Easel

UNTIL = mark("board", "Til og med {day}")
BELOW = 2.2
"""How far below its card the end of an intervention is taken, in radii of a handle: apart from the card's own."""
SMALLEST = 0.4
"""Under this zoom nothing is taken by a point."""
_BAR = 4.0


class Grip:
    """A point that is taken and dragged; `place` is where it is now."""

    def __init__(self, easel: "Easel", place: QPointF) -> None:
        self.easel = easel
        self.place = place

    def go(self, pointer: Pointer) -> None:
        """Follow the pointer."""

    def drop(self) -> None:
        """Keep what was meant."""

    def back(self) -> None:
        """Put everything back."""

    def paint(self, painter: QPainter, optics: Optics) -> None:
        """Paint the point."""
        radius = self.easel.canvas.handle_radius()
        painter.setPen(QPen(optics.brand, 2 / self.easel.canvas.scale_))
        painter.setBrush(optics.surface)
        painter.drawEllipse(self.place, radius, radius)


class FrameGrip(Grip):
    """The corner of a frame."""

    def __init__(self, easel: "Easel", frame: FrameItem) -> None:
        super().__init__(easel, frame.frame().bottomRight())
        self._frame = frame
        self._size = frame.width, frame.height

    def go(self, pointer: Pointer) -> None:
        """Stretch the frame."""
        corner = pointer.place - self._frame.pos()
        width, height = max(FRAME_LEAST, corner.x()), max(FRAME_LEAST, corner.y())
        if self._frame.view.picture is not None:  # a picture keeps its shape
            scale = max(width / self._size[0], height / self._size[1])
            width, height = self._size[0] * scale, self._size[1] * scale
        self._frame.stretch(width, height)
        self.place = self._frame.frame().bottomRight()

    def drop(self) -> None:
        """Keep the size."""
        size = {"width": self._frame.width, "height": self._frame.height}
        self.easel.model.settle(board_operations.resize_frame, frame=self._frame.view, **size)

    def back(self) -> None:
        """Give the frame its size again."""
        self._frame.stretch(*self._size)


class EndGrip(Grip):
    """The end of an intervention on a time axis, on a bar as long as it lasts."""

    def __init__(self, easel: "Easel", card: CardItem, item: Intervention) -> None:
        frame = card.frame()
        y = frame.bottom() + BELOW * easel.canvas.handle_radius()
        super().__init__(easel, QPointF(_end_x(item) or frame.right(), y))
        self._card, self._item = card, item
        self._day: date | None = None

    def go(self, pointer: Pointer) -> None:
        """Let it end on the day under the pointer, at the earliest on its first."""
        first = day_at(self._card.x())
        self._day = max(first, day_at(pointer.place.x() - DAY_WIDTH))
        self.place = QPointF(x_of(self._day) + DAY_WIDTH, self.place.y())
        self.easel.canvas.hint.tell(say(UNTIL, day=long_day(self._day)), pointer.point)

    def drop(self) -> None:
        """Keep the day."""
        if self._day is not None:
            self.easel.model.run(board_operations.set_end, item=self._item, end=self._day.isoformat())

    def paint(self, painter: QPainter, optics: Optics) -> None:
        """Paint the bar and its end."""
        painter.setPen(QPen(optics.brand, _BAR / max(0.5, optics.zoom), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(self._card.x(), self.place.y()), self.place)
        super().paint(painter, optics)


class LinkGrip(Grip):
    """An end of a line, dragged to another card."""

    def __init__(self, easel: "Easel", link: LinkItem, *, is_source: bool) -> None:
        path, tip, _ = route(link.source.frame(), link.target.frame())
        super().__init__(easel, path.pointAtPercent(0.0) if is_source else tip)
        self._link, self._is_source = link, is_source
        self._fixed = link.target if is_source else link.source
        self._is_dragged = False

    def go(self, pointer: Pointer) -> None:
        """Let the line end at the pointer."""
        self.place, self._is_dragged = pointer.place, True

    def drop(self) -> None:
        """Let the line run to the card at its end; on empty ground, or on a person, it stays as it was."""
        card = self.easel.scene.card_at(self.place, but=self._fixed.id)
        if card is None:
            return
        ends = (card.id, self._fixed.id) if self._is_source else (self._fixed.id, card.id)
        self.easel.connect_cards(*ends, replaced=self._link.view.connector)

    def paint(self, painter: QPainter, optics: Optics) -> None:
        """Paint the end, and while it is dragged the line that it would become."""
        if self._is_dragged:
            end = QRectF(self.place, QSizeF(1, 1))
            path, _, _ = route(end, self._fixed.frame()) if self._is_source else route(self._fixed.frame(), end)
            painter.setPen(QPen(optics.brand, 2 / min(1.0, optics.zoom), Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
        super().paint(painter, optics)


def grips(easel: "Easel") -> list[Grip]:
    """Return what can be taken of the one thing that is chosen; nothing while the board is too small to take it."""
    if len(easel.selected) != 1 or easel.canvas.zoom < SMALLEST or easel.scene.stage.hidden:
        return []
    item = easel.scene.drawn(next(iter(easel.selected)))
    if isinstance(item, FrameItem):
        return [FrameGrip(easel, item)]
    if isinstance(item, LinkItem):
        return [LinkGrip(easel, item, is_source=True), LinkGrip(easel, item, is_source=False)]
    is_dated = isinstance(item, CardItem) and easel.view.axis is not None and item.x() >= easel.axis_left()
    if is_dated and isinstance(item, CardItem) and isinstance(item.view.item, Intervention) and item.view.item.start:
        return [EndGrip(easel, item, item.view.item)]
    return []


def _end_x(item: Intervention) -> float | None:
    """Return where the last day ends; None for an end that is not told to the day."""
    if item.end is None or len(item.end) < len("2026-01-01"):
        return None
    return x_of(date.fromisoformat(item.end)) + DAY_WIDTH
