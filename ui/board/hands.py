"""Hands: pens and fingers on the board. A pen draws, a finger pans or takes what it lies on, two fingers zoom."""

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent, QTouchEvent

if TYPE_CHECKING:
    from ui.board.tools import Tool
    from ui.board.view import Canvas

PALM_REST_S = 0.5
"""How long a finger is not heard after the pen was near."""
DOUBLE_TAP_S = 0.4
LONG_PRESS_MS = 450
"""How long a finger rests on empty ground until what it then goes round is chosen."""
TAP_PX = 12.0


@dataclass(slots=True)
class _Touch:
    """What the fingers on the glass are doing."""

    start: QPointF
    last: QPointF
    is_pan: bool
    is_pinch: bool = False
    spread: float = 0.0
    has_moved: bool = False


class Hands:
    """What pens and fingers are doing on one view; `drawing` is the tool of the pen that is down."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self._touch: _Touch | None = None
        self._pen_seen = -PALM_REST_S
        self._last_tap = (-DOUBLE_TAP_S, QPointF())
        self.drawing: Tool | None = None
        self._long_press = QTimer(canvas, singleShot=True, interval=LONG_PRESS_MS)
        self._long_press.timeout.connect(self._on_long_press)

    def pen(self, event: QTabletEvent) -> bool:
        """A pen draws whatever tool is chosen; its other end rubs out. No mouse is made of it."""
        self._pen_seen = monotonic()
        self._cancel_touch()
        act = _PEN_ACTS.get(event.type())
        if act is None:
            return False
        if act == "press":
            rubs = event.pointerType() is QPointingDevice.PointerType.Eraser
            self.drawing = self._canvas.folding.tool or (self._canvas.rubber if rubs else self._canvas.pen)
        if self.drawing is not None:
            pointer = self._canvas.pointer(event.position(), event.modifiers(), pressure=event.pressure())
            getattr(self.drawing, act)(pointer)
        if act == "release":
            self.drawing = None
        event.accept()
        return True

    def fingers(self, event: QTouchEvent) -> bool:
        """One finger is the tool's where it takes it, else it pans; two zoom, three hide the board."""
        event.accept()
        if event.device().type() is QInputDevice.DeviceType.TouchPad:
            event.ignore()
            return False
        if self.drawing is not None or monotonic() - self._pen_seen < PALM_REST_S:
            self._cancel_touch()
            return True
        places = [QPointF(each.position()) for each in event.points()]
        if event.type() is QEvent.Type.TouchBegin:
            self._lay_finger(places[0])
        elif event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._lift_finger(places[0], cancelled=event.type() is QEvent.Type.TouchCancel)
        elif self._touch is not None:
            self._move_fingers(places)
        return True

    def _lay_finger(self, point: QPointF) -> None:
        self._canvas.is_touched = True
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        pointer = self._canvas.pointer(point, Qt.KeyboardModifier.NoModifier)
        tool = self._canvas.folding.tool or self._canvas.tool
        takes = tool is not None and tool.takes_finger(pointer)
        self._touch = _Touch(start=point, last=point, is_pan=not takes)
        if takes:
            self._canvas.to_tool("press", point, Qt.KeyboardModifier.NoModifier)
        else:
            self._long_press.start()

    def _on_long_press(self) -> None:
        """A finger that has rested on empty ground is the tool's: it chooses what it goes round."""
        touch = self._touch
        if touch is not None and touch.is_pan and not touch.is_pinch and not touch.has_moved:
            touch.is_pan = False
            self._canvas.to_tool("press", touch.start, Qt.KeyboardModifier.NoModifier)

    def _move_fingers(self, places: list[QPointF]) -> None:
        touch = self._touch
        if touch is None:
            return
        if len(places) >= 3:
            self._cancel_touch()
            self._canvas.hide_wanted.emit()
        elif len(places) == 2:
            self._pinch(touch, places)
        elif not touch.is_pinch:
            touch.has_moved = touch.has_moved or _far(places[0], touch.start)
            if not touch.is_pan:
                self._canvas.to_tool("move", places[0], Qt.KeyboardModifier.NoModifier)
            elif touch.has_moved:
                self._canvas.pan(touch.last - places[0])
            touch.last = places[0]

    def _pinch(self, touch: _Touch, places: list[QPointF]) -> None:
        middle = (places[0] + places[1]) / 2
        away = places[1] - places[0]
        spread = max(1.0, (away.x() ** 2 + away.y() ** 2) ** 0.5)
        if not touch.is_pinch:
            if not touch.is_pan and self._canvas.tool is not None:
                self._canvas.tool.cancel()
            touch.is_pinch, touch.is_pan, touch.spread, touch.last = True, True, spread, middle
            return
        self._canvas.pan(touch.last - middle)
        self._canvas.zoom_by(spread / touch.spread, at=middle)
        touch.spread, touch.last = spread, middle

    def _lift_finger(self, point: QPointF, *, cancelled: bool) -> None:
        touch, self._touch = self._touch, None
        if touch is None or touch.is_pinch or self._canvas.tool is None:
            return
        if cancelled:
            self._canvas.tool.cancel()
        elif self._is_double_tap(point) and not touch.has_moved:
            self._canvas.tool.cancel()
            self._canvas.to_tool("double", point, Qt.KeyboardModifier.NoModifier)
        elif not touch.is_pan:
            self._canvas.to_tool("release", point, Qt.KeyboardModifier.NoModifier)
        elif not touch.has_moved:
            self._canvas.to_tool("press", point, Qt.KeyboardModifier.NoModifier)
            self._canvas.to_tool("release", point, Qt.KeyboardModifier.NoModifier)

    def _cancel_touch(self) -> None:
        if self._touch is not None and not self._touch.is_pan and self._canvas.tool is not None:
            self._canvas.tool.cancel()
        self._touch = None

    def _is_double_tap(self, point: QPointF) -> bool:
        now = monotonic()
        at, where = self._last_tap
        is_double = now - at < DOUBLE_TAP_S and not _far(point, where, TAP_PX * 2)
        self._last_tap = (-DOUBLE_TAP_S, QPointF()) if is_double else (now, point)
        return is_double


_PEN_ACTS = {
    QEvent.Type.TabletPress: "press",
    QEvent.Type.TabletMove: "move",
    QEvent.Type.TabletRelease: "release",
}


def _far(one: QPointF, other: QPointF, limit: float = TAP_PX) -> bool:
    return (one - other).manhattanLength() > limit
