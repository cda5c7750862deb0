"""The badge of a card in the accessibility tree: a button in the card, to be pressed by a screen reader too."""

from collections.abc import Callable
from typing import Any, Protocol, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QColor

from app.texts import mark, say
from ui.board.access_leaf import LeafAccess
from ui.board.badge import Badge, BadgeItem
from ui.theme import current

NAME = mark("spoken", "{words}. Hvorfor?")


class Bearer(Protocol):
    """The interface of a card."""

    id: str

    @property
    def board(self) -> Any:
        """The tree that it belongs to."""

    def window(self) -> Any:
        """Return the window of the board."""

    def rect(self) -> QRect:
        """Return where it lies on the screen."""

    def state(self) -> QAccessible.State:
        """Return whether it is in view."""

    def foregroundColor(self) -> QColor:
        """Return the colour of what is written."""


class BadgeAccess(LeafAccess):
    """Speaks for the badge that a card has now."""

    def __init__(self, card: Bearer) -> None:
        super().__init__()
        self._card = card
        self._press = _Press(self.press)

    @property
    def badge(self) -> Badge | None:
        """Return the badge, None while the card has none."""
        badges: dict[str, Badge] = self._card.board.easel.scene.stage.badges
        return badges.get(self._card.id)

    def press(self) -> None:
        """Do what a press does."""
        if self.badge is not None and self.badge.press is not None:
            self.badge.press()

    def isValid(self) -> bool:
        """Tell whether the badge is still there."""
        return self.badge is not None

    def parent(self) -> QAccessibleInterface:
        """Return the card."""
        return cast("QAccessibleInterface", self._card)

    def window(self) -> Any:
        """Return the window of the board."""
        return self._card.window()

    def role(self) -> QAccessible.Role:
        """Return that it is pressed."""
        return QAccessible.Role.Button

    def text(self, text: QAccessible.Text) -> str:
        """Return its words, and that it tells why."""
        if text is QAccessible.Text.Name and self.badge is not None:
            return say(NAME, words=self.badge.words)
        return ""

    def rect(self) -> QRect:
        """Return where it is painted, which no zoom of the board makes larger or smaller."""
        easel = self._card.board.easel
        card = easel.scene.cards.get(self._card.id)
        for item in card.childItems() if card is not None else ():
            if isinstance(item, BadgeItem) and item.badge is self.badge:
                place = item.frame.translated(easel.canvas.to_view(item.scenePos())).toRect()
                return QRect(easel.canvas.viewport().mapToGlobal(place.topLeft()), place.size())
        return QRect()

    def state(self) -> QAccessible.State:
        """Return whether it is in view."""
        state = QAccessible.State()
        state.focusable = True
        state.offscreen = bool(self._card.state().offscreen)
        return state

    def foregroundColor(self) -> QColor:
        """Return the colour of its words."""
        return self._card.foregroundColor()

    def backgroundColor(self) -> QColor:
        """Return the colour of its plate."""
        is_quiet = self.badge is not None and self.badge.is_quiet
        return current().colour("information_tint" if is_quiet else "warning_tint")

    def actionInterface(self) -> QAccessibleActionInterface:
        """Return that it can be pressed."""
        return self._press


class BadgeParts:
    """Keeps the interface of a card's badge, made when it is asked for."""

    def __init__(self) -> None:
        self._made: BadgeAccess | None = None

    def of(self, card: Bearer) -> BadgeAccess:
        """Return the badge of *card*."""
        if self._made is None:
            self._made = BadgeAccess(card)
            QAccessible.registerAccessibleInterface(self._made)
        return self._made

    def forget(self) -> None:
        """Let go of it."""
        if self._made is not None:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(self._made))
            self._made = None


class _Press(QAccessibleActionInterface):
    def __init__(self, press: Callable[[], None]) -> None:
        super().__init__()
        self._act = press

    def actionNames(self) -> list[str]:
        return ["Press"]

    def doAction(self, _name: str) -> None:
        self._act()

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return []
