"""The accessibility tree of the board: a list of the cards in reading order, and of what is drawn beside them."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from app.queries.board import BoardView
from app.texts import mark, say
from ui.board.access_things import CardAccess, DrawnAccess
from ui.board.drawn import DrawnView, drawn
from ui.board.easel import Easel
from ui.board.view import Canvas

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
        self.cards: dict[str, CardAccess | DrawnAccess] = {}
        self._drawn: dict[str, DrawnView] = {}
        self._told_of: BoardView | None = None
        self.list: BoardListAccess | None = None
        _BOARDS[id(easel.canvas)] = self
        easel.canvas.viewport().setAccessibleName(say(BOARD))
        easel.canvas.destroyed.connect(_Forget(id(easel.canvas)))
        easel.model.shown.connect(self._on_shown)
        easel.focus_moved.connect(self._on_focus)
        easel.selection_changed.connect(self._on_selection)
        easel.said.connect(self.announce)

    def order(self) -> list[str]:
        """Return the ids of the cards in reading order, then of what is drawn beside them."""
        return [card.item.id for card in self.easel.view.cards[:_LISTED]] + list(self._things())[:_LISTED]

    def over(self) -> list[QWidget]:
        """Return what lies over the board and takes the focus, or has something in it that does."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        parts = self.easel.canvas.viewport().findChildren(QWidget, options=direct)
        return [
            each for each in parts if each.isVisible() and any(map(_takes_focus, [each, *each.findChildren(QWidget)]))
        ]

    def thing(self, identity: str) -> DrawnView | None:
        """Return what is drawn beside the cards, by its id."""
        return self._things().get(identity)

    def card(self, identity: str) -> CardAccess | DrawnAccess:
        """Return the interface of a card or of what is drawn, made once and kept."""
        found = self.cards.get(identity)
        if found is None:
            kind = CardAccess if self.easel.card(identity) is not None else DrawnAccess
            found = self.cards[identity] = kind(self, identity)
            QAccessible.registerAccessibleInterface(found)
        return found

    def _things(self) -> dict[str, DrawnView]:
        """Return what is drawn, put in order anew when the board is shown anew."""
        view = self.easel.view
        if self._told_of is not view:
            self._told_of, self._drawn = view, {each.id: each for each in drawn(view)}
        return self._drawn

    def announce(self, words: str) -> None:
        """Have *words* spoken."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.easel.canvas, words))
        self.spoken.emit(words)

    def _on_shown(self, _view: object) -> None:
        for identity in [each for each, access in self.cards.items() if not access.isValid()]:
            self.cards.pop(identity).forget()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self.easel.canvas, QAccessible.Event.ObjectReorder))

    def _on_focus(self, identity: str) -> None:
        if QAccessible.isActive() and self.easel.card(identity) is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(self.card(identity), QAccessible.Event.Focus))

    def _on_selection(self) -> None:
        """Let a reader that listens follow to a thing that is no card."""
        chosen = next(iter(self.easel.selected), "") if len(self.easel.selected) == 1 else ""
        if QAccessible.isActive() and self.thing(chosen) is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(self.card(chosen), QAccessible.Event.Focus))


class BoardListAccess(QAccessibleWidget):
    """The board as a list: the things on it, then what lies over it to be pressed or written in."""

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
        """Return how many things are listed."""
        return len(self._board.order()) + len(self._board.over()) if self._board is not None else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the thing at a place in reading order."""
        if self._board is None or index < 0:
            return None
        order, over = self._board.order(), self._board.over()
        if index < len(order):
            return self._board.card(order[index])
        place = index - len(order)
        return QAccessible.queryAccessibleInterface(over[place]) if place < len(over) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of a thing in reading order, -1 for anything else."""
        if self._board is None:
            return -1
        order, over = self._board.order(), self._board.over()
        if isinstance(child, CardAccess | DrawnAccess):
            return order.index(child.id) if child.id in order else -1
        part = child.object()
        return len(order) + over.index(part) if isinstance(part, QWidget) and part in over else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the card or drawing under a point of the screen."""
        if self._board is None:
            return None
        easel = self._board.easel
        inside = easel.canvas.viewport().mapFromGlobal(QPoint(x, y))
        hit = easel.scene.drawn_at(easel.canvas.to_board(inside.toPointF()))
        is_told = hit is not None and (easel.card(hit.id) or self._board.thing(hit.id))
        return self._board.card(hit.id) if hit is not None and is_told else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return what keys mean: a card, else the one drawing that is chosen."""
        if self._board is None:
            return None
        easel = self._board.easel
        chosen = next(iter(easel.selected), "") if len(easel.selected) == 1 else ""
        focused = easel.scene.stage.focused or (chosen if self._board.thing(chosen) is not None else "")
        return self._board.card(focused) if focused else None


def _takes_focus(part: QWidget) -> bool:
    return part.focusPolicy() is not Qt.FocusPolicy.NoFocus


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
