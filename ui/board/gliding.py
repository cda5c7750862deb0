"""Gliding: while the zoom moves, the last picture of the view is stretched, and only what comes in is painted.

A frame then costs what its pixels cost, however much is on the board; at rest all of it is painted sharply.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem

if TYPE_CHECKING:
    from ui.board.view import Canvas

STILL_MS = 120
"""How long after the last step of a zoom the view is painted sharply again."""
FRAMES = 3
"""It has also rested no sooner than so many frames would take."""
MOST = 3.0
"""A picture is stretched by no more than this."""
FULLY_S = 0.001
"""For so long in each frame what comes in is painted with its words; after that cards are bare until the zoom rests."""
_OVER_PX = 2.0
"""What comes in is painted this far into the stretched picture, whose own edge is soft."""


class Gliding:
    """The zoom of one view while it moves; `is_on` from its first step until it has rested."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self.is_on = False
        self._picture: QPixmap | None = None
        self._spare: QPixmap | None = None
        self._taken_at = QTransform()
        self._frame_s = 0.0
        self._is_seen = True
        """Whether the place that the zoom has come to was painted."""
        self._rest = QTimer(canvas, singleShot=True)
        self._rest.timeout.connect(canvas.sharpen)

    def step(self) -> None:
        """Know that the zoom moves by one step now; the first one begins with a picture of the view as it stands.

        Its letters and cards are at hand, while those of another zoom would have to be made first. A folded board
        unfolds at that step: what was seen of it is of no use.
        """
        if not (self.is_on or self._canvas.is_far or self._canvas.folding.is_folded):
            self._take_whole()
        self.is_on = True

    def rest(self) -> None:
        """Know that the zoom has come to another place: all is sharp when it has stayed there, seen or not."""
        self._is_seen = False
        self._wait()

    def _wait(self) -> None:
        self._rest.start(max(STILL_MS, round(FRAMES * self._frame_s * 1e3)))

    def stop(self) -> None:
        """Let the next frame be sharp."""
        self._picture = self._spare = None
        if self.is_on:
            self.is_on = False
            self._canvas.viewport().update()

    def paint(self, event: QPaintEvent) -> None:
        """Paint one frame of the moving view."""
        canvas, begun = self._canvas, perf_counter()
        self._take()
        painter = QPainter(canvas.viewport())
        painter.setClipRegion(event.region())
        self._stretch(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(canvas.viewportTransform())
        canvas.drawForeground(painter, canvas.seen())
        painter.end()
        self._frame_s = perf_counter() - begun
        if not self._is_seen:  # or where a frame takes long all would be sharp between two steps
            self._is_seen = True
            self._wait()

    def _take(self) -> None:
        """Have a picture that covers the view: the one at hand, with its edges added, or another."""
        view, covered = self._room(), self._covered()
        if self._picture is None or self._scale() > MOST:
            self._take_whole()
        elif not covered.contains(view):
            with self._taking() as painter:
                self._stretch(painter)
                hurried_from = perf_counter() + FULLY_S
                for edge in _round(view, covered.adjusted(_OVER_PX, _OVER_PX, -_OVER_PX, -_OVER_PX)):
                    self._paint_items(painter, edge, hurried_from=hurried_from)

    def _take_whole(self) -> None:
        with self._taking() as painter:
            self._paint_items(painter, self._room())

    @contextmanager
    def _taking(self) -> Iterator[QPainter]:
        """Paint on another picture of the view, which then is the one at hand."""
        picture = self._sheet()
        painter = QPainter(picture)
        yield painter
        painter.end()
        self._spare, self._picture = self._picture, picture
        self._taken_at = self._canvas.viewportTransform()

    def _sheet(self) -> QPixmap:
        """Return a picture of the view's size to paint on: the one before the last, where there is one."""
        ratio = self._canvas.devicePixelRatioF()
        size = self._canvas.viewport().size() * ratio
        if self._spare is not None and self._spare.size() == size:
            return self._spare
        sheet = QPixmap(size)
        sheet.setDevicePixelRatio(ratio)
        return sheet

    def _stretch(self, painter: QPainter) -> None:
        if self._picture is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not self._is_still_there())
        source = QRectF(self._picture.rect())
        painter.drawPixmap(self._covered(), self._picture, source)

    def _paint_items(self, painter: QPainter, room: QRectF, *, hurried_from: float | None = None) -> None:
        """Paint ground and things in *room*, pixels of the view; with a time *hurried_from*, roughly from then on."""
        canvas, stage, option = self._canvas, self._canvas.board.stage, QStyleOptionGraphicsItem()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, hurried_from is None)
        transform = canvas.viewportTransform()
        seen = QRectF(canvas.to_board(room.topLeft()), canvas.to_board(room.bottomRight()))
        painter.setWorldTransform(transform)
        painter.setClipRect(seen)
        canvas.drawBackground(painter, seen)
        things = canvas.board.items(
            seen, Qt.ItemSelectionMode.IntersectsItemBoundingRect, Qt.SortOrder.AscendingOrder, transform
        )
        for thing in things:
            stage.is_hurried = stage.is_hurried or (hurried_from is not None and perf_counter() > hurried_from)
            painter.setWorldTransform(thing.deviceTransform(transform))
            painter.setOpacity(1.0)
            thing.paint(painter, option, None)
        stage.is_hurried = False
        painter.resetTransform()
        painter.setClipping(False)

    def _room(self) -> QRectF:
        return QRectF(self._canvas.viewport().rect())

    def _moved(self) -> QTransform:
        """Return what takes a pixel of the picture to where it belongs now."""
        back, _possible = self._taken_at.inverted()
        return back * self._canvas.viewportTransform()

    def _scale(self) -> float:
        return self._moved().m11()

    def _is_still_there(self) -> bool:
        return self._taken_at == self._canvas.viewportTransform()

    def _covered(self) -> QRectF:
        """Return where the picture lies now, in pixels of the view."""
        return self._moved().mapRect(self._room()) if self._picture is not None else QRectF()


def _round(view: QRectF, covered: QRectF) -> Iterable[QRectF]:
    """Yield what of *view* lies beside *covered*, in at most four parts; all of it where they do not meet."""
    inner = covered.intersected(view)
    if inner.isEmpty():
        yield view
        return
    yield from (
        part
        for part in (
            QRectF(view.left(), view.top(), view.width(), inner.top() - view.top()),
            QRectF(view.left(), inner.bottom(), view.width(), view.bottom() - inner.bottom()),
            QRectF(view.left(), inner.top(), inner.left() - view.left(), inner.height()),
            QRectF(inner.right(), inner.top(), view.right() - inner.right(), inner.height()),
        )
        if not part.isEmpty()
    )
