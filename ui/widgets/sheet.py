"""A sheet: a column that scrolls, and below it the acts that stand still."""

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import current
from ui.widgets.page import scrolling

BESIDE_THE_BAR = 14
"""Room for the scroll bar at the right, in pixels."""
LOW = 3
"""On a sheet less than so many times as high as the acts, they scroll with the column."""


class Sheet(QWidget):
    """Shows *body*, and *acts* below it in reach at any time; where there is little height they follow on the body."""

    def __init__(self, body: QVBoxLayout, acts: QVBoxLayout) -> None:
        super().__init__()
        self._body, self._acts = body, acts
        self._foot = QWidget()
        self._foot.setLayout(acts)
        self._is_low = False
        body.setContentsMargins(0, 0, BESIDE_THE_BAR, 8)
        self.area = scrolling(body)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self.area, 1)
        self._outer.addWidget(self._foot)
        self._indent()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the acts stand still where there is room for both."""
        super().resizeEvent(event)
        is_low = self.height() < LOW * self._foot.sizeHint().height()
        if is_low != self._is_low:
            self._is_low = is_low
            (self._body if is_low else self._outer).addWidget(self._foot)
            self._indent()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a line over the acts where what is above them scrolls."""
        if self._is_low or not self.area.verticalScrollBar().maximum():
            return
        painter = QPainter(self)
        painter.fillRect(0, self.area.geometry().bottom() + 1, self.width(), 1, current().colour("line"))
        painter.end()

    def _indent(self) -> None:
        self._acts.setContentsMargins(0, 8, 0 if self._is_low else BESIDE_THE_BAR, 0)
