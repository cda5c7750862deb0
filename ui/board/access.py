"""The accessibility tree of the board: a list whose items are the cards, in reading order."""

from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
)
from PySide6.QtWidgets import QAccessibleWidget

from app.queries.board import CardView
from app.texts import mark, say
from ui.board.badge_access import BadgeParts
from ui.board.easel import Easel
from ui.board.model import title_of
from ui.board.view import Canvas
from ui.board.words import spoken

BOARD = mark("board", "Tavle")
COUNT = mark("board", "{count} kort på tavlen")
_LISTED = 2_000
"""Cards handed to a screen reader at most; the list of the plan holds all."""


class BoardAccess(QObject):
    """Keeps the tree of one board: the Python objects live as long as the cards they speak for.

    `spoken` carries what was announced.
    """

    spoken = Signal(str)

    def __init__(self, easel: Easel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.easel = easel
        self.cards: dict[str, CardAccess] = {}
        self.list: BoardListAccess | None = None
        _BOARDS[id(easel.canvas)] = self
        easel.canvas.viewport().setAccessibleName(say(BOARD))
        easel.canvas.destroyed.connect(_Forget(id(easel.canvas)))
        easel.model.shown.connect(self._on_shown)
        easel.focus_moved.connect(self._on_focus)
        easel.said.connect(self.announce)

    def order(self) -> list[str]:
        """Return the ids of the cards in reading order."""
        return [card.item.id for card in self.easel.view.cards[:_LISTED]]

    def card(self, identity: str) -> "CardAccess":
        """Return the interface of a card, made once and kept."""
        found = self.cards.get(identity)
        if found is None:
            found = self.cards[identity] = CardAccess(self, identity)
            QAccessible.registerAccessibleInterface(found)
        return found

    def announce(self, words: str) -> None:
        """Have *words* spoken."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.easel.canvas, words))
        self.spoken.emit(words)

    def _on_shown(self, _view: object) -> None:
        for identity in [each for each in self.cards if self.easel.card(each) is None]:
            self.cards.pop(identity).forget()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self.easel.canvas, QAccessible.Event.ObjectReorder))

    def _on_focus(self, identity: str) -> None:
        if QAccessible.isActive() and self.easel.card(identity) is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(self.card(identity), QAccessible.Event.Focus))


class BoardListAccess(QAccessibleWidget):
    """The board as a list."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.List, say(BOARD))
        self._key = id(canvas)

    @property
    def _board(self) -> BoardAccess | None:
        return _BOARDS.get(self._key)

    def text(self, text: QAccessible.Text) -> str:
        """Return the name, and how many cards there are."""
        if text is QAccessible.Text.Name:
            return say(BOARD)
        if text is QAccessible.Text.Description and self._board is not None:
            return say(COUNT, count=len(self._board.easel.view.cards))
        return ""

    def childCount(self) -> int:
        """Return how many cards are listed."""
        return len(self._board.order()) if self._board is not None else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the card at a place in reading order."""
        order = self._board.order() if self._board is not None else []
        return self._board.card(order[index]) if self._board is not None and 0 <= index < len(order) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of a card in reading order, -1 for anything else."""
        order = self._board.order() if self._board is not None else []
        return order.index(child.id) if isinstance(child, CardAccess) and child.id in order else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the card under a point of the screen."""
        if self._board is None:
            return None
        easel = self._board.easel
        inside = easel.canvas.viewport().mapFromGlobal(QPoint(x, y))
        card = easel.scene.card_at(easel.canvas.to_board(inside.toPointF()))
        return self._board.card(card.id) if card is not None and easel.card(card.id) else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the card that keys mean."""
        if self._board is None:
            return None
        focused = self._board.easel.scene.stage.focused
        return self._board.card(focused) if focused else None


class CardAccess(QAccessibleInterface):
    """A card as a list item: its title is its name, everything else its description."""

    def __init__(self, board: BoardAccess, identity: str) -> None:
        super().__init__()
        self.id = identity
        self.board = board
        self._press = _Press(self)
        self.parts = BadgeParts()

    @property
    def _card(self) -> CardView | None:
        return self.board.easel.card(self.id)

    def isValid(self) -> bool:
        """Tell whether the card is still there."""
        return self._card is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """A card is no QObject."""
        return None

    def parent(self) -> QAccessibleInterface:
        """Return the board."""
        return QAccessible.queryAccessibleInterface(self.board.easel.canvas)

    def window(self) -> Any:
        """Return the window of the board."""
        return self.board.easel.canvas.window().windowHandle()

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

    def forget(self) -> None:
        """Let go of it and of its badge."""
        self.parts.forget()
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(self))

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

    def setText(self, text: QAccessible.Text, words: str) -> None:
        """Titles are written in the card's own field."""

    def rect(self) -> QRect:
        """Return the place of the card on the screen."""
        card, canvas = self._card, self.board.easel.canvas
        if card is None:
            return QRect()
        spot = QRectF(card.spot.x, card.spot.y, card.spot.width, card.spot.height)
        place = QRectF(canvas.to_view(spot.topLeft()), canvas.to_view(spot.bottomRight())).toRect()
        return QRect(canvas.viewport().mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        """Return focus, selection, and whether it is in view."""
        state = QAccessible.State()
        stage = self.board.easel.scene.stage
        state.focusable = state.selectable = state.movable = True
        state.focused = stage.focused == self.id
        state.selected = self.id in stage.selected
        viewport = self.board.easel.canvas.viewport()
        seen = QRect(viewport.mapToGlobal(QPoint(0, 0)), viewport.size())
        state.offscreen = not seen.intersects(self.rect())
        return state

    def foregroundColor(self) -> QColor:
        """Return the colour of the title."""
        return self.board.easel.scene.stage.optics.ink

    def backgroundColor(self) -> QColor:
        """Return the colour of the face."""
        return self.board.easel.scene.stage.optics.surface

    def actionInterface(self) -> QAccessibleActionInterface:
        """Return what can be done: choose it, write on it."""
        return self._press


class _Press(QAccessibleActionInterface):
    """What a screen reader can do with a card."""

    def __init__(self, access: CardAccess) -> None:
        super().__init__()
        self._access = access

    def actionNames(self) -> list[str]:
        return ["Press", "SetFocus"]

    def doAction(self, name: str) -> None:
        easel = self._access.board.easel
        if name == "SetFocus":
            easel.go_to(easel.card(self._access.id))
        else:
            easel.writing.edit(self._access.id)

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return []


class _Forget:
    """Lets go of a board whose view is gone; it holds no Qt object itself."""

    def __init__(self, key: int) -> None:
        self._key = key

    def __call__(self, *_: object) -> None:
        _LISTS.pop(self._key, None)
        board = _BOARDS.pop(self._key, None)
        for access in board.cards.values() if board is not None else ():
            access.forget()
        if board is not None:
            board.cards.clear()


_BOARDS: dict[int, BoardAccess] = {}
_LISTS: dict[int, BoardListAccess] = {}


def install() -> None:
    """Let Qt ask here for the interface of each board; to be called once."""
    if not _STATE["installed"]:
        QAccessible.installFactory(_interface)
        _STATE["installed"] = True


_STATE = {"installed": False}


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, Canvas):
        return None
    found = _LISTS[id(thing)] = BoardListAccess(thing)
    return found
