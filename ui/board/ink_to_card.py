"""From ink to plan by two taps: on what is drawn, and on what it is."""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from app.domain.item import ItemType
from app.operations.ink_to_card import card_from_ink
from app.texts import mark, say
from ui.board.easel import Easel
from ui.board.elements import ELEMENT_KINDS
from ui.board.kind_chips import KindChip
from ui.board.parts import BoardPart, Tell
from ui.board.stroke import StrokeItem
from ui.board.tool_column import Further
from ui.widgets.flow import FlowLayout

MAKE = mark("board", "Lav et kort af tegningen")
MAKE_KIND = mark("board", "Lav tegningen til {kind}")
WIDTH = 420
BELOW = 8.0
"""Board units from the ink to its card, and pixels to the chips."""


class InkToCard(BoardPart):
    """The kinds that chosen ink can become, as chips under it while nothing else is chosen."""

    def __init__(self, easel: Easel, told: Tell, window: QWidget) -> None:
        super().__init__(easel, told, window)
        easel.selection_changed.connect(self._show)
        easel.canvas.shifted.connect(self._show)

    @cached_property
    def chips(self) -> QWidget:
        """The chips, made when ink is first chosen."""
        chips = QWidget(self.easel.canvas.viewport())
        chips.setAccessibleName(say(MAKE))
        line = FlowLayout(chips, spacing=6, between=0)
        for kind in ELEMENT_KINDS:
            if kind.is_tool:
                chip = KindChip(kind.type, meeting=self.easel.canvas.meeting)
                chip.setAccessibleName(say(MAKE_KIND, kind=say(kind.label)))
                chip.clicked.connect(partial(self.make, kind.type))
                line.addWidget(chip)
        chips.hide()
        return chips

    def further(self) -> list[Further]:
        """Return what «Mere» offers while ink is chosen."""
        return [("ink to card", say(MAKE), "sticky-note")] if self._chosen() else []

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the act by its name: a card that is not sorted yet."""
        return {"ink to card": partial(self.make, ItemType.IDEA)}

    def make(self, item_type: ItemType, _is_checked: bool = False) -> None:
        """Make a card of the chosen ink; its title is written when there is time."""
        strokes = self._chosen()
        if not strokes:
            return
        room, model = _room(strokes), self.easel.model
        corner = (round(room.left(), 2), round(room.bottom() + BELOW, 2))
        placed = model.arguments(item_type, *corner)
        self.easel.select([])
        model.run(
            card_from_ink, then=self.easel.writing.await_new, strokes=[each.view.ink for each in strokes],
            corner=corner, **placed,
        )  # fmt: skip

    def _chosen(self) -> list[StrokeItem]:
        """Return the chosen strokes that belong to no card, when nothing but those is chosen."""
        drawn = [self.easel.scene.drawn(each) for each in self.easel.selected]
        loose = [each for each in drawn if isinstance(each, StrokeItem) and each.view.ink.item is None]
        return loose if len(loose) == len(drawn) and not self.easel.is_read_only else []

    def _show(self) -> None:
        strokes = self._chosen()
        if strokes or "chips" in vars(self):
            self.chips.setVisible(bool(strokes))
        if not strokes:
            return
        canvas, room = self.easel.canvas, _room(strokes)
        size = canvas.viewport().size()
        width = min(WIDTH, size.width() - 16)
        high = self.chips.heightForWidth(width)
        under = canvas.to_view(QPointF(room.left(), room.bottom()))
        x = max(8, min(round(under.x()), size.width() - width - 8))
        y = max(8, min(round(under.y() + BELOW), size.height() - high - 8))
        self.chips.setGeometry(x, y, width, high)
        self.chips.raise_()


def _room(strokes: list[StrokeItem]) -> QRectF:
    """Return where *strokes* lie on the board."""
    room = QRectF()
    for each in strokes:
        room = room.united(each.sceneBoundingRect())
    return room
