"""Parts of a board: what it can do besides moving and writing cards; each has a file of its own."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.board.easel import Easel
from ui.board.tool_column import Further

Tell = Callable[[str, bool], object]
"""Says a sentence to the user, and whether «Fortryd» belongs to it."""


class BoardPart(QObject):
    """Something that can be done on a board: its acts, by the names that keys and menus call them by."""

    def __init__(self, easel: Easel, told: Tell, window: QWidget) -> None:
        super().__init__(window)
        self.easel = easel
        self.told = told
        self.window = window

    def further(self) -> list[Further]:
        """Return what «Mere» offers of it now."""
        return []

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {}

    def zooms(self) -> list[Further]:
        """Return what the zoom menu offers of it now."""
        return []
