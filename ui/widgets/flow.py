"""A layout that lays parts beside each other and begins a new line when there is no more room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Parts in lines, as words in a text; *even* ones are as high as the highest of their line.

    Lines stand *spacing* pixels apart, or *between* when that is given.
    """

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 8, between: int | None = None, even: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._is_even = even
        self._between = spacing if between is None else between
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one part, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return one part, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than the parts have."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that fewer columns need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at *width*."""
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, field: QRect) -> None:
        """Lay the parts into *field*."""
        super().setGeometry(field)
        self._place(field, moves=True)

    def sizeHint(self) -> QSize:
        """Return the least size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest part."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, field: QRect, *, moves: bool) -> int:
        """Return the height of all lines in *field*, and lay the parts there when it *moves* them."""
        y = field.y()
        for line in self._lines(field.width()):
            x, height = field.x(), max(size.height() for _, size in line)
            for item, size in line if moves else ():
                item.setGeometry(QRect(QPoint(x, y), QSize(size.width(), height if self._is_even else size.height())))
                x += size.width() + self.spacing()
            y += height + self._between
        return max(0, y - self._between - field.y())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return the parts in view, a list for each line, with the size that each gets."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        room = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _size(item, width)
            if not lines or size.width() > room:
                lines.append([])
                room = width
            lines[-1].append((item, size))
            room -= size.width() + self.spacing()
        return lines


def _size(item: QLayoutItem, width: int) -> QSize:
    """Return the size of a part that may be no wider than *width*."""
    size = item.sizeHint().boundedTo(QSize(width, item.sizeHint().height()))
    return QSize(size.width(), item.heightForWidth(size.width())) if item.hasHeightForWidth() else size
