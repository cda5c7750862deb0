"""BadgeLayer: the badges on one board, laid anew when the board is; a press on one is heard before any tool."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF
from PySide6.QtGui import QMouseEvent, QTouchEvent
from shiboken6 import isValid

from ui.board.badge import Badge, BadgeItem
from ui.board.easel import Easel


class BadgeLayer(QObject):
    """Shows a badge on each card that has one."""

    def __init__(self, easel: Easel) -> None:
        super().__init__(easel)
        self._easel = easel
        self._badges: Mapping[str, Badge] = {}
        self.items: dict[str, BadgeItem] = {}
        self._pressed: str | None = None
        easel.canvas.shifted.connect(self.settle)
        easel.model.shown.connect(self._on_shown)
        easel.canvas.viewport().installEventFilter(self)

    def show(self, badges: Mapping[str, Badge]) -> None:
        """Show *badges*, by their cards, and no others."""
        self._badges = badges
        self._lay()

    def settle(self) -> None:
        """Put each badge at its card's corner as that is now."""
        for item in self.items.values():
            if isValid(item):
                item.settle()

    def place(self, card: str) -> QRectF:
        """Return where the badge of a card lies in the view, in pixels."""
        item = self.items[card]
        corner = self._easel.canvas.to_view(item.scenePos())
        return item.frame.translated(corner)

    def at(self, point: QPointF) -> str | None:
        """Return the card whose badge is hit at a point of the view."""
        for card, item in self.items.items():
            corner = self._easel.canvas.to_view(item.scenePos())
            if item.badge.press is not None and item.shape_hit(point - corner):
                return card
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear a press on a badge, by mouse or finger; whatever else is pressed is the tool's."""
        if not self.items or event.type() not in _PRESSES:
            return False
        if isinstance(event, QMouseEvent):
            point = event.position()
        elif isinstance(event, QTouchEvent) and len(event.points()) == 1:
            point = event.points()[0].position()
        else:
            return False
        return self._on_press(event.type(), point)

    def _on_press(self, kind: QEvent.Type, point: QPointF) -> bool:
        if kind in _BEGINS:
            self._pressed = self.at(point)
            return self._pressed is not None
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return False
        badge = self._badges.get(pressed)
        if badge is not None and badge.press is not None and self.at(point) == pressed:
            badge.press()
        return True

    def _on_shown(self, _view: object) -> None:
        """Lay them anew where other cards have them than before, or other items show these cards."""
        scene = self._easel.scene
        there = {each for each in self._badges if each in scene.shown_cards}
        if there != self.items.keys() or not all(
            isValid(each) and each.scene() is scene for each in self.items.values()
        ):
            self._lay()
        else:
            self.settle()

    def _lay(self) -> None:
        scene = self._easel.scene
        for item in self.items.values():
            if isValid(item) and item.scene() is not None:
                scene.removeItem(item)
        there = scene.stage.badges
        for card in [each for each, item in self.items.items() if there.get(each) is item.badge]:
            del there[card]
        shown = [each for each in self._badges if each in scene.shown_cards]
        there.update({each: self._badges[each] for each in shown})
        self.items = {each: BadgeItem(self._badges[each], scene.card_item(each)) for each in shown}


_BEGINS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin})
_PRESSES = _BEGINS | {QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd}
