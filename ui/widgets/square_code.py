"""A square code that a telephone reads."""

import segno
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.texts import Text, mark, say

QUIET = 4
"""Modules of white around it (ISO/IEC 18004)."""
MODULE = 5
"""Pixels, unless it is told otherwise."""
_KEY = mark("factor", "Kode, som din telefon kan læse. Nøglen står også med bogstaver.")


class SquareCode(QWidget):
    """Shows *told* as a QR code, black on white whatever the look: cameras expect that; *name* is what one hears."""

    def __init__(self, told: str, *, name: Text = _KEY, module: int = MODULE) -> None:
        super().__init__()
        self._module = module
        self._rows = [bytes(row) for row in segno.make(told, error="m", micro=False).matrix]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say(name))

    def sizeHint(self) -> QSize:
        """Return the size with its white edge."""
        side = (len(self._rows) + 2 * QUIET) * self._module
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each dark module."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        size = self._module
        for y, row in enumerate(self._rows, QUIET):
            for x, is_dark in enumerate(row, QUIET):
                if is_dark:
                    painter.fillRect(QRect(x * size, y * size, size, size), QColor(Qt.GlobalColor.black))
