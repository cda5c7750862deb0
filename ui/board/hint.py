"""Hint: a few words beside the pointer while something is dragged."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.board.lettering import lettering
from ui.theme import current


class Hint(QWidget):
    """Where a card would lie, in words; transparent to the pointer. A quiet one is centred on its point."""

    def __init__(self, viewport: QWidget, *, is_quiet: bool = False, meeting: bool = False) -> None:
        super().__init__(viewport)
        self._is_quiet = is_quiet
        self._meeting = meeting
        self._viewport = viewport
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = ""
        self.hide()

    def tell(self, words: str, at: QPointF) -> None:
        """Show *words* near a point of the view; nothing to say hides it."""
        if not words:
            self.hide()
            return
        self._words = words
        self.setAccessibleName(words)
        font = lettering(meeting=self._meeting)
        metrics = QFontMetricsF(font)
        width, height = round(metrics.horizontalAdvance(words)) + 24, round(metrics.height()) + 12
        room = self._viewport.rect()
        aside = (-width // 2, 0) if self._is_quiet else (18, 22)
        x = max(4, min(round(at.x()) + aside[0], room.width() - width - 4))
        y = max(4, min(round(at.y()) + aside[1], room.height() - height - 4))
        self.setGeometry(x, y, width, height)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words on a plate: a dark one beside the pointer, a light one on an empty board."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface" if self._is_quiet else "ink"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.setPen(theme.colour("muted" if self._is_quiet else "ground"))
        painter.setFont(lettering(meeting=self._meeting))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()
