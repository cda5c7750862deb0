"""A window of the program: closed by its user it tells so, let go by the program it does not."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget


class Window(QWidget):
    """What the window before the lock and the one behind it have in common."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Enplan")

    def let_go(self) -> None:
        """Go without ending the program."""
        self.blockSignals(True)
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user closed the window."""
        super().closeEvent(event)
        self.closed.emit()
