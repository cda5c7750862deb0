"""Familietavle: the lanes of a family; what is written goes into the plan of the lane, and no card changes lane."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPointF

from app.domain.item import ItemType
from app.domain.record import Record
from app.ids import main_board_of
from app.operations import board as board_operations
from app.operations.board import Move
from app.operations.undoing import redo, undo
from app.queries.board import CardView
from app.queries.family import FamilyView, family_update
from app.queries.layout import LANE_PAD, Lane
from app.store.history import Undone
from app.texts import mark, say
from ui.board.card import CardItem
from ui.board.dates import long_day
from ui.board.easel import Easel
from ui.board.laid import laid_update
from ui.board.lanes import lane_at
from ui.board.model import MOVED_TO, BoardModel
from ui.board.select_tool import SelectTool
from ui.board.tools import Tool
from ui.board.view import Canvas
from ui.bridge import Bridge
from ui.session import Session
from ui.taking_back import Way, turned_in_words

STAYS = mark("family", "Kortet bliver i planen hos {name}.")
UNDATED = mark("family", "Kortet har ingen dato, der kan flyttes.")
TURNED = mark("family", "Hos {name}: {words}")
_NOTHING = mark("family", "intet at fortryde eller gentage.")
BACK_THERE = Way(done=mark("family", "fortrudt «{act}»."), nothing=_NOTHING)
AGAIN_THERE = Way(done=mark("family", "gentaget «{act}»."), nothing=_NOTHING)


class FamilyModel(BoardModel):
    """The plans of a family; `opened` are those whose look-up is written, and nothing of others is read."""

    def __init__(self, bridge: Bridge, session: Session, *, citizen: str, today: date, parent: QObject) -> None:
        self._session = session
        self.opened = frozenset({citizen})
        super().__init__(bridge, citizen=citizen, today=today, parent=parent)

    @property
    def family(self) -> FamilyView | None:
        """Return the family as it is shown."""
        return self.view if isinstance(self.view, FamilyView) else None

    def load(self) -> None:
        """Ask for the plans anew."""
        self.bridge.ask(
            laid_update, then=self._on_view, failed=self._on_gone, asking=family_update, before=self.view,
            citizen=self.citizen, opened=self.opened, login=self._session.user, now=self._session.clock.now(),
            today=self.today,
        )  # fmt: skip

    def open(self, citizens: frozenset[str]) -> None:
        """Take in that the look-ups of *citizens* are written."""
        self.opened |= citizens
        self.load()

    def name_of(self, citizen: str | None) -> str:
        """Return what a member is called."""
        member = self.family.member(citizen) if self.family is not None else None
        return member.name if member is not None else ""

    def fields_at(self, item_type: ItemType, x: float, y: float) -> dict[str, Any]:
        """Return the day that a place stands for; a lane is a person here and no life area."""
        fields = super().fields_at(item_type, x, y)
        fields.pop("life_area", None)
        return fields

    def arguments(self, item_type: ItemType, x: float, y: float, **fields: Any) -> dict[str, Any]:
        """Return what `add_item` is handed for a new card: whose lane it is says in which plan it is written."""
        lane = lane_at(self.view, y) if self.view is not None else None
        whose = (lane.citizen if lane is not None else None) or self.citizen
        told = {"told_on": self.today.isoformat(), **self.fields_at(item_type, x, y), **fields}
        return {"citizen": whose, "type": item_type, **told}

    def move(
        self,
        places: Iterable[tuple[CardView, float, float]],
        *,
        drawn: Sequence[Record] = (),
        by: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        """Give cards the day they were put at, each in its own plan; nothing else comes of a place."""
        put = list(places)
        moves = [each for each in (self._move(card, x, y) for card, x, y in put) if each.day is not None]
        of_each: dict[str, list[Move]] = {}
        for each in moves:
            of_each.setdefault(each.item.citizen or "", []).append(each)
        for citizen, own in of_each.items():
            self.settle(board_operations.move_cards, moves=own, citizen=citizen, board=main_board_of(citizen))
        if not moves:
            self.load()
        if put:
            self.told.emit(self._told_of(put, moves), False)

    def undo_for(self, citizen: str) -> None:
        """Take back this device's last act in one plan of the family."""
        self._turn(undo, BACK_THERE, citizen)

    def redo_for(self, citizen: str) -> None:
        """Do again what was taken back last in one plan of the family."""
        self._turn(redo, AGAIN_THERE, citizen)

    def _move(self, card: CardView, x: float, y: float) -> Move:
        move = super()._move(card, x, y)
        return Move(item=card.item, day=move.day)

    def _where(self, move: Move, *, places_y: float | None) -> str:
        day = [long_day(date.fromisoformat(move.day))] if move.day else []
        return ", ".join([*day, self.name_of(move.item.citizen)])

    def _told_of(self, put: Sequence[tuple[CardView, float, float]], moves: Sequence[Move]) -> str:
        if moves:
            return say(MOVED_TO, where=self._where(moves[0], places_y=None))
        card, _, y = put[0]
        lane = lane_at(self.view, y + card.spot.height / 2) if self.view is not None else None
        if lane is not None and lane.citizen != card.item.citizen:
            return say(STAYS, name=self.name_of(card.item.citizen))
        return say(UNDATED)

    def _turn(self, operation: Any, way: Way, citizen: str) -> None:
        self.bridge.end_typing()
        self.run(operation, then=partial(self._on_turned, way, citizen), citizen=citizen)

    def _on_turned(self, way: Way, citizen: str, turned: Undone | None) -> None:
        words = turned_in_words(turned, way, title=self.title)
        self.told.emit(say(TURNED, name=self.name_of(citizen), words=words), False)

    def _on_changed(self, touched: Any) -> None:
        if {self.citizen, *self.opened} & set(touched.citizens):
            self.load()


class FamilyEasel(Easel):
    """A hand that chooses, writes and gives days: no lines, no ink, no sizes, and nothing from lane to lane."""

    def __init__(self, model: FamilyModel, canvas: Canvas, parent: QObject) -> None:
        super().__init__(model, canvas, parent)
        canvas.has_handles = False
        # The next card after one would lie below it, which may be the lane of another.
        self.writing.editor.another_wanted.disconnect()

    def _writing_tools(self) -> Sequence[Tool]:
        return (SelectTool(self),)

    def open_at(self, place: QPointF) -> None:
        """Write on the card at *place*; on empty ground make a blank card in that lane."""
        hit = self.scene.drawn_at(place)
        lane = lane_at(self.view, place.y())
        if isinstance(hit, CardItem):
            self.writing.edit(hit.id)
        elif lane is not None:
            self._begin(ItemType.IDEA, lane, place.x() - 20)

    def new_card(self, item_type: ItemType = ItemType.IDEA) -> None:
        """Open an empty card in the lane of the current one, at its day; else in the first lane, today."""
        current = self.current()
        whose = current.item.citizen if current is not None else None
        lane = next((each for each in self.view.lanes if each.citizen == whose), next(iter(self.view.lanes), None))
        if lane is not None:
            self._begin(item_type, lane, current.spot.x if current is not None else self.today_x())

    def _begin(self, item_type: ItemType, lane: Lane, x: float) -> None:
        """Write in the plan whose lane it is, also where the cards after it would lie lower."""
        self.writing.new_card(item_type, QPointF(x, lane.y + LANE_PAD / 2), citizen=lane.citizen)
