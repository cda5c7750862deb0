"""What a screen reader is handed for each thing on a board: cards, frames, texts, ink and lines."""

from typing import Any, Protocol

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QColor

from app.queries.board import CardView
from ui.board.access_leaf import LeafAccess
from ui.board.badge_access import BadgeParts
from ui.board.drawn import DrawnView, called, role_of
from ui.board.easel import Easel
from ui.board.model import title_of
from ui.board.words import spoken


class Tree(Protocol):
    """The tree that the things belong to."""

    easel: Easel

    def thing(self, identity: str) -> DrawnView | None:
        """Return what is drawn beside the cards, by its id."""


class ThingAccess(LeafAccess):
    """A thing on the board: what all of them have in common."""

    def __init__(self, board: Tree, identity: str) -> None:
        super().__init__()
        self.id = identity
        self.board = board
        self._press = _Press(self)
        self.parts = BadgeParts()

    def forget(self) -> None:
        """Let go of it and of its badge."""
        self.parts.forget()
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(self))

    def parent(self) -> QAccessibleInterface:
        """Return the board."""
        return QAccessible.queryAccessibleInterface(self.board.easel.canvas)

    def window(self) -> Any:
        """Return the window of the board."""
        return self.board.easel.canvas.window().windowHandle()

    def on_screen(self, place: QRectF) -> QRect:
        """Return where a part of the board lies on the screen."""
        canvas = self.board.easel.canvas
        seen = QRectF(canvas.to_view(place.topLeft()), canvas.to_view(place.bottomRight())).toRect()
        return QRect(canvas.viewport().mapToGlobal(seen.topLeft()), seen.size())

    def state(self) -> QAccessible.State:
        """Return focus, selection, and whether it is in view."""
        state = QAccessible.State()
        stage = self.board.easel.scene.stage
        state.focusable = state.selectable = state.movable = True
        state.focused = stage.focused == self.id or stage.selected == {self.id}
        state.selected = self.id in stage.selected
        viewport = self.board.easel.canvas.viewport()
        seen = QRect(viewport.mapToGlobal(QPoint(0, 0)), viewport.size())
        state.offscreen = not seen.intersects(self.rect())
        return state

    def foregroundColor(self) -> QColor:
        """Return the colour of what is written."""
        return self.board.easel.scene.stage.optics.ink

    def backgroundColor(self) -> QColor:
        """Return the colour behind it."""
        return self.board.easel.scene.stage.optics.surface

    def actionInterface(self) -> QAccessibleActionInterface:
        """Return what can be done with it."""
        return self._press


class CardAccess(ThingAccess):
    """A card as a list item: its title is its name, everything else its description."""

    @property
    def _card(self) -> CardView | None:
        return self.board.easel.card(self.id)

    def isValid(self) -> bool:
        """Tell whether the card is still there."""
        return self._card is not None

    def role(self) -> QAccessible.Role:
        """Return that it is one of a list."""
        return QAccessible.Role.ListItem

    def text(self, text: QAccessible.Text) -> str:
        """Return the title as the name, and the rest as the description."""
        card = self._card
        if card is None:
            return ""
        if text is QAccessible.Text.Name:
            return title_of(card.item)
        if text is QAccessible.Text.Description:
            return spoken(self.board.easel.view, card, meeting=self.board.easel.canvas.meeting)
        return ""

    def rect(self) -> QRect:
        """Return the place of the card on the screen."""
        card = self._card
        if card is None:
            return QRect()
        return self.on_screen(QRectF(card.spot.x, card.spot.y, card.spot.width, card.spot.height))

    def childCount(self) -> int:
        """Return whether it has a badge."""
        return int(self.id in self.board.easel.scene.stage.badges)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return its badge."""
        return self.parts.of(self) if index == 0 and self.childCount() else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return its badge where that lies."""
        badge = self.child(0)
        return badge if badge is not None and badge.rect().contains(x, y) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of its badge."""
        return 0 if child is self.child(0) else -1


class DrawnAccess(ThingAccess):
    """A frame, a text, a stroke or a line: what it is and says is its name."""

    @property
    def _thing(self) -> DrawnView | None:
        return self.board.thing(self.id)

    def isValid(self) -> bool:
        """Tell whether the thing is still there."""
        return self._thing is not None

    def role(self) -> QAccessible.Role:
        """Return what sort of thing it is."""
        thing = self._thing
        return role_of(thing) if thing is not None else QAccessible.Role.Graphic

    def text(self, text: QAccessible.Text) -> str:
        """Return what the thing is called."""
        thing = self._thing
        is_name = thing is not None and text is QAccessible.Text.Name
        return called(thing, self.board.easel.scene.shown_cards) if thing is not None and is_name else ""

    def rect(self) -> QRect:
        """Return the place of the thing on the screen."""
        item = self.board.easel.scene.drawn(self.id)
        return self.on_screen(item.sceneBoundingRect()) if item is not None else QRect()


class _Press(QAccessibleActionInterface):
    """What a screen reader can do with a thing: choose it, write on it."""

    def __init__(self, access: ThingAccess) -> None:
        super().__init__()
        self._access = access

    def actionNames(self) -> list[str]:
        return ["Press", "SetFocus"]

    def doAction(self, name: str) -> None:
        easel = self._access.board.easel
        easel.show_chosen(self._access.id)
        if name == "Press" and not easel.is_read_only:
            easel.enter()

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return []
