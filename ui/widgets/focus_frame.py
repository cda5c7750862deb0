"""A frame round what takes the keys as a whole, such as a page or a board: the ring that a button has by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from ui import theme

_BY_HAND = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress})


class FocusFrame(QWidget):
    """Keeps a margin round a layout, and shows the ring there while *holder* has the keys, unless a hand led to it.

    What *holder* returns is asked anew each time: None when something inside shows by itself what keys mean.
    """

    def __init__(self, inner: QLayout, *, holder: Callable[[], QWidget | None]) -> None:
        super().__init__()
        self._inner, self._holder = inner, holder
        self._is_by_hand = self._is_on = False
        self.setLayout(inner)
        self._keep_room()
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        theme.watch().changed.connect(self._keep_room)

    def watch(self, keys: QWidget, hands: QWidget) -> None:
        """Take note of what *keys* and *hands* get: who goes on by keys sees the ring, and nobody else."""
        for each in (keys, hands):
            each.installEventFilter(self)

    def refresh(self) -> None:
        """Show the ring, or none."""
        holder = self._holder()
        is_on = holder is not None and holder is QApplication.focusWidget() and not self._is_by_hand
        if is_on != self._is_on:
            self._is_on = is_on
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring in the margin."""
        if not self._is_on:
            return
        painter = QPainter(self)
        painter.setClipRegion(QRegion(self.rect()) - self.rect().marginsRemoved(self._inner.contentsMargins()))
        painter.fillRect(self.rect(), theme.current().colour("focus"))
        painter.end()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tell keys from hands."""
        kind = event.type()
        if kind is QEvent.Type.KeyPress or kind in _BY_HAND:
            self._is_by_hand = kind in _BY_HAND
            self.refresh()
        return False

    def _on_focus(self, before: QWidget | None, _now: QWidget | None) -> None:
        """A button that the pointer lies on was pressed by it."""
        self._is_by_hand = before is not None and before.underMouse()
        self.refresh()

    def _keep_room(self) -> None:
        ring = theme.current().ring()
        self._inner.setContentsMargins(ring, ring, ring, ring)
