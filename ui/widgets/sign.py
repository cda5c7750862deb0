"""The sign of the program: two dots that meet, and its name."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme

_YELLOW, _GREEN = QColor("#EDB945"), QColor("#8CCBC6")


class Sign(QWidget):
    """Dots and name on one line, in the colour named *ink*; a brief one has the dots alone."""

    def __init__(self, *, ink: str, role: str = "panel") -> None:
        super().__init__()
        self._ink = ink
        self._role = role
        self._is_brief = False
        self.setAccessibleName("Enplan")
        self.setFixedHeight(self.sizeHint().height())
        self.setMinimumWidth(self.sizeHint().width())

    def sizeHint(self) -> QSize:
        """Return the room for dots and name."""
        height = theme.current().text(self._role)
        return QSize(round(height * (1.1 if self._is_brief else 6.2)), round(height * 1.8))

    def set_brief(self, is_brief: bool) -> None:
        """Show the dots alone, or the name too."""
        self._is_brief = is_brief
        self.setMinimumWidth(self.sizeHint().width())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the two dots and the name."""
        look = theme.current()
        size = look.text(self._role)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, dot = self.height() / 2, size * 0.52
        painter.setBrush(_YELLOW)
        painter.drawEllipse(QRectF(0, middle - dot * 0.95, dot, dot))
        painter.setBrush(_GREEN)
        painter.drawEllipse(QRectF(dot * 0.62, middle - dot * 0.1, dot, dot))
        if not self._is_brief:
            painter.setFont(look.font(self._role, weight="strong"))
            painter.setPen(look.colour(self._ink))
            name = QRectF(self.rect()).adjusted(dot * 2.3, 0, 0, 0)
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "Enplan")
        painter.end()
