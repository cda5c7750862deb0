"""Names of the toolkit: it makes a class and its enumerations when they are first used, hundreds for one viewport."""

import gc
from collections.abc import Iterator

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QDeadlineTimer, QObject, QTimer

SLICE_MS = 3
SLICE_EVERY_MS = 10


class ToolkitNames(QObject):
    """Makes all of them in slices while nobody waits, on the Qt thread: no two threads may make the same one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = _made()
        self._slices = QTimer(self, interval=SLICE_EVERY_MS)
        self._slices.timeout.connect(self._on_slice)

    def begin(self) -> None:
        """Begin, when no other thread loads what uses them."""
        self._slices.start()

    def _on_slice(self) -> None:
        """Make some; all of them stay, and to look for garbage among what is loaded would take as long as they do."""
        is_collected = gc.isenabled()
        gc.disable()
        end = QDeadlineTimer(SLICE_MS)
        while not end.hasExpired():
            if next(self._left, None) is None:
                self._slices.stop()
                self.deleteLater()
                break
        if is_collected:
            gc.enable()


def _made() -> Iterator[str]:
    for part in (QtWidgets, QtGui, QtCore):
        for name in dir(part):
            getattr(part, name)
            yield name
