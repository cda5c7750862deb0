"""The windows of the program, and those over them: Tab goes through each as it is read."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from ui import theme
from ui.reading_order import go_on


class Window(QWidget):
    """What the window before the lock and the one behind it have in common.

    Closed by its user it tells so, let go by the program it does not.
    """

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

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go through the window as it is read."""
        return go_on(self, is_forward=forward)


class Dialog(QDialog):
    """A window over another, never so low that its parts lie over each other: Qt alone counts wrapped lines once."""

    def open(self) -> None:
        """Stand over the window until it is answered, then go for good."""
        self.finished.connect(self.deleteLater)
        theme.dress(self)
        super().open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the keys at F1, as the window does."""
        if event.key() != Qt.Key.Key_F1:
            super().keyPressEvent(event)
            return
        from ui.keys_dialog import KeysDialog

        if not isinstance(self, KeysDialog):
            KeysDialog(self).open()

    def event(self, event: QEvent) -> bool:
        """Make room for what is shown as soon as it changes."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._make_room()
        return done

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go through the dialog as it is read."""
        return go_on(self, is_forward=forward)

    def _make_room(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        least = layout.totalMinimumSize().height()
        if layout.hasHeightForWidth():
            least = max(least, layout.totalMinimumHeightForWidth(self.width()))
        self.setMinimumHeight(min(least, self.screen().availableGeometry().height()))
