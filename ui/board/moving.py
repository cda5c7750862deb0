"""MovingView: a view on a scene that goes from place to place in one go, and tells of it once."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QPointF, QRectF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget


class MovingView(QGraphicsView):
    """`shifted` tells that another part of the board is in view, however many steps led there."""

    shifted = Signal()

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._moves = 0
        self._shift: QPoint | None = None
        """How far the two bars have moved the board since the first of them turned; None while none of them is."""

    def pan(self, by: QPointF) -> None:
        """Move the view by *by* viewport pixels."""
        with self.moving():
            shift = self._turn_bars(by)
            super().scrollContentsBy(shift.x(), shift.y())

    def go(self, by: QPointF) -> None:
        """Move the view as `pan` does where all of it is painted anew: what is on the screen is not moved first."""
        with self.moving():
            self._turn_bars(by)
            super().scrollContentsBy(0, 0)

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Come to one place, and tell of it, once: where the view is when the block ends."""
        self._moves += 1
        try:
            yield
        finally:
            self._moves -= 1
        self._come()

    def come(self) -> None:
        """Show the place that the view has come to."""
        self.shifted.emit()

    def to_board(self, point: QPointF) -> QPointF:
        """Return the place on the board under a viewport point."""
        inverted, _possible = self.viewportTransform().inverted()
        return inverted.map(point)

    def to_view(self, point: QPointF) -> QPointF:
        """Return the viewport point over a place on the board."""
        return self.viewportTransform().map(point)

    def seen(self) -> QRectF:
        """Return what part of the board is in view."""
        return QRectF(self.to_board(QPointF(0, 0)), self.to_board(QPointF(self.viewport().rect().bottomRight())))

    def bring_in(self, bounds: QRectF) -> None:
        """Pan just so far that *bounds* is in view."""
        margin = 24.0
        room = QRectF(self.viewport().rect()).adjusted(margin, margin, -margin, -margin)
        place = QRectF(self.to_view(bounds.topLeft()), self.to_view(bounds.bottomRight()))
        across = min(0.0, place.left() - room.left()) or max(0.0, place.right() - room.right())
        down = min(0.0, place.top() - room.top()) or max(0.0, place.bottom() - room.bottom())
        if across or down:
            self.pan(QPointF(across, down))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Tell that another part of the board is in view; two bars that turn together move it once."""
        if self._shift is not None:
            self._shift += QPoint(dx, dy)
            return
        super().scrollContentsBy(dx, dy)
        self._come()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that another part of the board is in view."""
        super().resizeEvent(event)
        self._come()

    def _turn_bars(self, by: QPointF) -> QPoint:
        """Let the bars stand where they do after *by* pixels; return by how much that moves what is on the screen."""
        bars = self.horizontalScrollBar(), self.verticalScrollBar()
        self._shift = QPoint()
        for bar, distance in zip(bars, (by.x(), by.y()), strict=True):
            bar.setValue(bar.value() + round(distance))
        shift, self._shift = self._shift, None
        return shift

    def _come(self) -> None:
        if not self._moves:
            self.come()
