"""The window that asks for something while the rest of the program waits: what its kinds have in common."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.text import Label
from ui.window import Dialog

_WIDTH = 420


class AskingWindow(Dialog):
    """Parts are laid in `box`; `trouble` is for what is wrong with an answer; `closed` tells that the user gave up."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Enplan")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(_WIDTH)
        self.trouble = Label(kind="warning", wrap=True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(28, 24, 28, 24)
        self.box.setSpacing(10)

    def refuse(self, words: str) -> None:
        """Say what is wrong with the answer."""
        self.trouble.setText(words)
        self.trouble.setAccessibleName(words)
        self.trouble.show()

    def let_go(self) -> None:
        """Go without telling that the user gave up."""
        self.blockSignals(True)
        self.close()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by Esc, as by the button."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user gave up."""
        super().closeEvent(event)
        self.closed.emit()
