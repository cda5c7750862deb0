"""What all things on a board share for a screen reader: painted, no widgets, without parts of their own."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface


class LeafAccess(QAccessibleInterface):
    """Something painted, without parts."""

    def object(self) -> QObject | None:  # type: ignore[override]
        """Nothing on a board is a QObject."""
        return None

    def childCount(self) -> int:
        """It has no parts."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """It has no parts."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """It has no parts."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """It has no parts."""
        return -1

    def setText(self, text: QAccessible.Text, words: str) -> None:
        """What is written on the board is written in a field of its own."""
