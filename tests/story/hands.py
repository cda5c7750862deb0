"""Hands: a mouse, a finger on the glass, a pen. Each sends what Qt gets from such a device, and nothing else."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from story.eyes import rest

STEPS = 12
_STEP_MS = 15
_DEVICES: dict[str, QPointingDevice] = {}


class Hand(Protocol):
    """What can be done at points of the screen in a window."""

    def tap(self, window: QWidget, at: QPoint) -> None:
        """Tap once."""

    def tap_twice(self, window: QWidget, at: QPoint) -> None:
        """Tap twice, quickly."""

    def hold(self, window: QWidget, at: QPoint, milliseconds: int) -> None:
        """Press, and let go only then."""

    def drag(self, window: QWidget, way: Sequence[QPoint]) -> None:
        """Go along *way* while pressing."""


class Mouse:
    """The left button of a mouse."""

    def tap(self, window: QWidget, at: QPoint) -> None:
        """Click."""
        widget, inside = under(window, at)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=inside)

    def tap_twice(self, window: QWidget, at: QPoint) -> None:
        """Click twice."""
        widget, inside = under(window, at)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=inside)
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=inside)

    def hold(self, window: QWidget, at: QPoint, milliseconds: int) -> None:
        """Keep the button down."""
        widget, inside = under(window, at)
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=inside)
        rest(milliseconds)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=inside)

    def drag(self, window: QWidget, way: Sequence[QPoint]) -> None:
        """Go along *way* with the button down."""
        widget, inside = under(window, way[0])
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=inside)
        for point in way[1:]:
            QTest.mouseMove(widget, widget.mapFromGlobal(point))
            rest(_STEP_MS)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=widget.mapFromGlobal(way[-1]))


class Finger:
    """One finger on a touch screen; what takes no touches gets what Qt makes of them."""

    def tap(self, window: QWidget, at: QPoint) -> None:
        """Touch and lift."""
        self.hold(window, at, 30)

    def tap_twice(self, window: QWidget, at: QPoint) -> None:
        """Touch and lift twice."""
        for _ in range(2):
            self.hold(window, at, 30)

    def hold(self, window: QWidget, at: QPoint, milliseconds: int) -> None:
        """Leave the finger where it is."""
        inside = window.mapFromGlobal(at)
        self._touch(window).press(0, inside).commit()
        rest(milliseconds)
        self._touch(window).release(0, inside).commit()

    def drag(self, window: QWidget, way: Sequence[QPoint]) -> None:
        """Go along *way* on the glass."""
        inside = [window.mapFromGlobal(each) for each in way]
        self._touch(window).press(0, inside[0]).commit()
        for point in inside[1:]:
            self._touch(window).move(0, point).commit()
            rest(_STEP_MS)
        self._touch(window).release(0, inside[-1]).commit()

    def _touch(self, window: QWidget) -> Any:
        """Return what sends touches; what Qt delivers them to is the system's window, which knows where a list lies."""
        if "glass" not in _DEVICES:
            _DEVICES["glass"] = QTest.createTouchDevice()
        return QTest.touchEvent(window.windowHandle(), _DEVICES["glass"])


def draw_with_pen(window: QWidget, way: Sequence[QPoint], *, pressure: float = 0.6) -> None:
    """Draw along *way* with a pen that feels how hard it is pressed."""
    widget, _ = under(window, way[0])
    moves = [QEvent.Type.TabletMove] * (len(way) - 2)
    for kind, point in zip([QEvent.Type.TabletPress, *moves, QEvent.Type.TabletRelease], way, strict=True):
        place = QPointF(widget.mapFromGlobal(point))
        event = QTabletEvent(
            kind, _pen(), place, QPointF(point), pressure, 0, 0, 0.0, 0.0, 0,
            Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
        rest(_STEP_MS)


def way(start: QPoint, end: QPoint) -> list[QPoint]:
    """Return the points from *start* straight to *end*."""
    return [start + (end - start) * step / STEPS for step in range(STEPS + 1)]


def under(window: QWidget, at: QPoint) -> tuple[QWidget, QPoint]:
    """Return the widget of *window* under a point of the screen, and the point in it."""
    widget = window.childAt(window.mapFromGlobal(at)) or window
    return widget, widget.mapFromGlobal(at)


def _pen() -> QPointingDevice:
    if "pen" not in _DEVICES:
        able = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
        kind, stylus = QPointingDevice.PointerType.Pen, QInputDevice.DeviceType.Stylus
        once = QPointingDeviceUniqueId.fromNumericId(7)
        _DEVICES["pen"] = QPointingDevice("pen", 7, stylus, kind, able, 1, 1, "seat", once)
    return _DEVICES["pen"]
