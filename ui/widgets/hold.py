"""A button that acts when it has been held for a second, so that nobody leaves a meeting by a slip."""

from PySide6.QtCore import QEvent, QRectF, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent

from ui import theme
from ui.widgets.button import Button

HOLD_MS = 1_000
_STEP_MS = 50


class HoldButton(Button):
    """`held` is told after a second; how far it has come is painted on the button."""

    held = Signal()

    def __init__(self, text: str, *, icon_name: str) -> None:
        super().__init__(text, icon_name=icon_name)
        self._passed = 0
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._on_step)
        self.pressed.connect(self._begin)
        self.released.connect(self._stop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count a held key as one press."""
        if event.isAutoRepeat():
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Count the release of a held key once."""
        if event.isAutoRepeat():
            return
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Stop when the window is left."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and, over it, how far the hold has come."""
        super().paintEvent(event)
        if not self._passed:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()), 10, 10)
        painter.setClipPath(edge)
        colour = theme.current().colour("brand")
        colour.setAlphaF(0.25)
        share = min(1.0, self._passed / HOLD_MS)
        painter.fillRect(QRectF(0, 0, self.width() * share, self.height()), colour)
        painter.end()

    def _begin(self) -> None:
        self._passed = 0
        self._timer.start()

    def _stop(self) -> None:
        self._timer.stop()
        self._passed = 0
        self.update()

    def _on_step(self) -> None:
        self._passed += _STEP_MS
        self.update()
        if self._passed >= HOLD_MS:
            self._stop()
            self.held.emit()
