"""A board screen and what is behind it, for tests of the board."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.item import Item, ItemType
from app.errors import EnplanError
from app.operations.items import add_item
from app.queries.board import BoardView, CardView, board_view
from app.store.store import Store
from ui.board.board_screen import BoardScreen

TODAY = date(2026, 11, 24)


@dataclass
class Desk:
    """A board screen and what is behind it."""

    screen: BoardScreen
    store: Store
    citizen: str
    qtbot: QtBot
    troubles: list[EnplanError]

    def view(self) -> BoardView:
        """Return what the store would show."""
        with self.store.reader() as reader:
            return board_view(reader, citizen=self.citizen, today=TODAY)

    def items(self) -> list[Item]:
        """Return the items of the plan in the order they were made."""
        return sorted((card.item for card in self.view().cards), key=lambda item: item.id)

    def item(self, identity: str) -> Any:
        """Return an item as it stands in the store."""
        return next(card.item for card in self.view().cards if card.item.id == identity)

    def card(self, identity: str) -> CardView:
        """Return a card as the screen shows it."""
        found = self.screen.easel.card(identity)
        assert found is not None
        return found

    def wait(self, holds: Callable[[], bool]) -> None:
        """Wait until *holds* does."""
        self.qtbot.waitUntil(holds)

    def add(self, item_type: ItemType = ItemType.IDEA, title: str = "Kort", **fields: Any) -> str:
        """Write an item as another part of the program would, and wait until the board shows it."""
        identity = add_item(self.store, citizen=self.citizen, type=item_type, title=title, **fields)
        self.wait(lambda: self.screen.easel.card(identity) is not None)
        return identity

    def keys(self, *keys: Any) -> None:
        """Press keys, each a Qt.Key, a (key, modifier) pair, or a text to type where the cursor is."""
        for key in keys:
            target = self.screen.easel.writing.editor if self.screen.easel.is_writing else self.screen.canvas
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            elif isinstance(key, tuple):
                QTest.keyClick(target, key[0], key[1])
            else:
                QTest.keyClick(target, key)

    def point(self, x: float, y: float) -> QPoint:
        """Return the pixel of the view over a place on the board."""
        return self.screen.canvas.to_view(QPointF(x, y)).toPoint()

    def middle(self, identity: str) -> QPoint:
        """Return the pixel of the view over the middle of a card."""
        spot = self.card(identity).spot
        return self.point(spot.x + spot.width / 2, spot.y + spot.height / 2)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Drag the mouse over the view."""
        viewport = self.screen.canvas.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 5):
            QTest.mouseMove(viewport, start + (end - start) * step / 4)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
