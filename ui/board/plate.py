"""Plate: a small sheet that lies over the board."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import current
from ui.widgets.button import Button


class Plate(QWidget):
    """Paints its sheet, in colours of the look by their names."""

    def __init__(
        self, over: QWidget, *, ground: str = "surface", edge: str = "field_edge", radius: float = 10.0
    ) -> None:
        super().__init__(over)
        self._ground, self._edge, self._radius = ground, edge, radius

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(self._edge), 1))
        painter.setBrush(theme.colour(self._ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._radius, self._radius)
        painter.end()


class PressedPlate(Plate):
    """One whose `stops` are pressed with the mouse and with keys, which mean it while one of them has the focus."""

    closed = Signal()

    def __init__(self, over: QWidget, *, radius: float = 10.0) -> None:
        super().__init__(over, ground="raised", radius=radius)
        self.stops: Sequence[QWidget] = ()

    def height_at(self, width: int) -> int:
        """Return how high it is at least when it is so wide."""
        layout = self.layout()
        return max(layout.heightForWidth(width) if layout is not None else 0, self.minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Enter presses what has the focus."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, Button):
            focused.click()
        else:
            self.on_other_key(event)

    def on_other_key(self, event: QKeyEvent) -> None:
        """Leave other keys to the board."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep presses from the board under it."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round the stops; on the board it would go from card to card."""
        shown = [each for each in self.stops if each.isVisible()]
        if not shown:
            return False  # Qt asks while the plate is being hidden
        place = next((place for place, part in enumerate(shown) if part.hasFocus()), 0)
        shown[(place + (1 if forward else -1)) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True
