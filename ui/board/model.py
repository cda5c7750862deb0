"""BoardModel: what a board shows and what can be done with it; it knows no widget."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.actor import Actor
from app.domain.board import NOTE_SIZE, Axis, Board
from app.domain.connector import Connector, Meaning
from app.domain.disagreement import Disagreement
from app.domain.item import Item, ItemType
from app.domain.life_area import LifeArea
from app.domain.record import Record
from app.ids import main_board_of
from app.operations import board as board_operations
from app.operations import items
from app.operations.actors import merge_actors
from app.operations.board import USUAL_HOUR, Move
from app.operations.undoing import redo, undo
from app.queries.board import DAY_FIELDS, BoardsUpdate, BoardView, CardView, record_of
from app.queries.layout import day_at
from app.queries.past_board import past_board
from app.queries.said import said_in
from app.queries.words import item_title
from app.store.history import Undone
from app.texts import mark, say
from ui.board.dates import long_day
from ui.board.laid import Laid, laid_update
from ui.board.lanes import lane_at, lane_name
from ui.bridge import Bridge
from ui.errands import Then
from ui.taking_back import AGAIN, BACK, Way, turned_in_words

MOVED_TO = mark("board", "Flyttet til {where}.")
DELETED_ONE = mark("board", "«{title}» er slettet.")
DELETED_MANY = mark("board", "{count} ting er slettet.")
TAKEN_OFF = mark("board", "«{title}» er taget af tavlen og står stadig i planen.")
RESPONSIBLE = mark("board", "{actor} gør det: «{title}».")
CONNECTED = mark("board", "«{source}» er forbundet med «{target}».")
MERGED = mark("board", "«{gone}» og «{kept}» er nu ét kort.")
PUT_ON = mark("board", "«{title}» ligger nu også på «{board}».")
PUT_MANY = mark("board", "{count} kort ligger nu også på «{board}».")
BOARD_GONE = mark("board", "Tavlen «{board}» er slettet. Kortene står stadig i planen.")
MAIN_BOARD = mark("board", "Planens tavle")
AGREED = mark("board", "I er enige om «{title}».")
AGREED_MANY = mark("board", "I er enige om {count} kort.")
NAMELESS = mark("card", "Uden titel")


class BoardModel(QObject):
    """One board of one citizen. `shown` carries each new BoardView; `told` a sentence and whether it can be undone."""

    shown = Signal(object)
    told = Signal(str, bool)

    def __init__(
        self,
        bridge: Bridge,
        *,
        citizen: str = "",
        today: date = date.min,
        meeting: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.citizen = citizen
        self.today = today
        self.view: BoardView | None = None
        self.changed: frozenset[str] | None = None
        """The things that the view shows otherwise than the one before; None for all."""
        self.laid: Laid | None = None
        """The view made ready for a scene."""
        self.is_own = False
        """Whether an act done here led to the view."""
        self._board: str | None = None
        self._meeting = meeting
        self._settling = 0
        self._has_acted = False
        self._is_astray = False  # the hand shows what was not kept
        self.past: str | None = None
        """The instant as of which the board is shown, None for now."""
        self.boards: tuple[Board, ...] = ()
        bridge.changed.connect(self._on_changed)

    def turn_to_plan(self, citizen: str, *, today: date, board: str | None) -> None:
        """Ask for the plan of a citizen: its main board when None."""
        self.citizen, self.today, self._board = citizen, today, board
        self.load()

    def unwritten(self) -> Board:
        """Return what stands for the board until it is read."""
        return Board(id=self._board or main_board_of(self.citizen), citizen=self.citizen)

    def load(self) -> None:
        """Ask for the board anew."""
        now: dict[str, Any] = {"today": self.today, "meeting": self._meeting}
        when = now if self.past is None else {"asking": past_board, "at": self.past}
        self.bridge.ask(
            laid_update, then=self._on_view, failed=self._on_gone, before=None if self._is_astray else self.view,
            citizen=self.citizen, board=self._board, **when,
        )  # fmt: skip

    def run(self, operation: Callable[..., Any], *, then: Then | None = None, **arguments: Any) -> None:
        """Run an operation; whatever comes of it, the board is shown as it then stands."""
        self.bridge.run(operation, then=then or self._on_done, failed=self._on_failed, **arguments)

    def settle(self, operation: Callable[..., Any], **arguments: Any) -> None:
        """Run an operation that does what the hand has shown already: until it is done, no older board is shown."""
        self._settling += 1
        self.bridge.run(operation, then=self._on_settled, failed=self._on_unsettled, **arguments)

    def card(self, identity: str) -> CardView | None:
        """Return a card of the board as it is shown."""
        cards = self.view.cards if self.view else ()
        return next((card for card in cards if card.item.id == identity), None)

    def fields_at(self, item_type: ItemType, x: float, y: float) -> dict[str, Any]:
        """Return what a place stands for: on a time axis the life area of the lane and, for dated kinds, the day."""
        if self.view is None or self.view.axis is None:
            return {}
        lane = lane_at(self.view, y)
        fields: dict[str, Any] = {"life_area": lane.area} if lane else {}
        named = DAY_FIELDS.get(item_type)
        if named is not None and x >= self.view.axis.left:
            hour = USUAL_HOUR if item_type is ItemType.MEETING else ""
            fields[named] = day_at(x).isoformat() + hour
        return fields

    def add(self, item_type: ItemType, x: float, y: float, *, then: Then | None = None, **fields: Any) -> None:
        """Write a new card at a place; on a time axis the place gives dated kinds their day instead."""
        self.run(items.add_item, then=then, **self.arguments(item_type, x, y, **fields))

    def arguments(self, item_type: ItemType, x: float, y: float, **fields: Any) -> dict[str, Any]:
        """Return what `add_item` is handed for a new card at a place."""
        told = {**self.fields_at(item_type, x, y), "told_on": self.today.isoformat(), **fields}
        view = self.view
        is_kept = view is None or not view.board.is_main or view.axis is None or item_type not in DAY_FIELDS
        place = {"board": self.board_id, "at": (x, y)} if is_kept else {}
        return {"citizen": self.citizen, "type": item_type, **place, **told}

    def said_in(self, title: str, item_type: ItemType) -> Mapping[str, str]:
        """Return what a title says of who does it and when, of the people on the board."""
        people = [card.item for card in self.view.cards if isinstance(card.item, Actor)] if self.view else []
        return said_in(title, type=item_type, people=people, today=self.today)

    @property
    def board_id(self) -> str:
        """Return the id of the board."""
        return self.view.board.id if self.view else self.unwritten().id

    @property
    def meeting(self) -> str | None:
        """Return the id of the meeting at which the board is shown to everyone who is there."""
        return self._meeting

    def fetch(self, identity: str, *, then: Then) -> None:
        """Hand the record *identity* as it stands to *then*."""
        self.bridge.ask(record_of, then=then, identity=identity)

    def move(
        self,
        places: Iterable[tuple[CardView, float, float]],
        *,
        drawn: Sequence[Record] = (),
        by: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        """Put cards where a hand moved them; on a time axis write the day and life area that the places stand for.

        What is *drawn* was moved with them, *by* a distance.
        """
        moves = [self._move(card, x, y) for card, x, y in places]
        if not moves and not drawn:
            return
        there = {"citizen": self.citizen, "board": self.board_id}
        self.settle(board_operations.move_cards, moves=moves, drawn=drawn, by=by, **there)
        if moves:
            self.told.emit(say(MOVED_TO, where=self._where(moves[0], places_y=None)), False)

    def _move(self, card: CardView, x: float, y: float) -> Move:
        if self.view is None or self.view.axis is None:
            return Move(item=card.item, placement=card.placement, x=x, y=y)
        lane = lane_at(self.view, y + card.spot.height / 2)
        area = lane.area if lane else card.item.life_area
        told = self.fields_at(card.item.type, x, y).get(DAY_FIELDS.get(card.item.type, ""))
        is_dated = card.item.type in DAY_FIELDS
        return Move(
            item=card.item,
            placement=card.placement,
            x=None if is_dated else x,
            y=None if is_dated else y,
            day=told[:10] if told and abs(x - card.spot.x) >= 1 else None,
            life_area=area,
            keeps_area=area == card.item.life_area,
        )

    def where(self, card: CardView, x: float, y: float) -> str:
        """Return in words what a place stands for: «3. februar 2027, Arbejde»."""
        return self._where(self._move(card, x, y), places_y=y)

    def _where(self, move: Move, *, places_y: float | None) -> str:
        area = move.item.life_area if move.keeps_area else move.life_area
        parts = [long_day(date.fromisoformat(move.day))] if move.day else []
        if self.view is not None and self.view.axis is not None:
            parts.append(lane_name(area))
        elif move.x is not None and move.y is not None:
            parts.append(f"{round(move.x)}, {round(move.y)}")
        return ", ".join(parts)

    def set_areas(self, areas: Sequence[tuple[CardView, LifeArea | None]]) -> None:
        """Put cards into other life areas, as one act."""
        moves = [Move(item=card.item, life_area=area, keeps_area=False) for card, area in areas]
        if moves:
            self.run(board_operations.move_cards, moves=moves, citizen=self.citizen, board=self.board_id)
            self.told.emit(say(MOVED_TO, where=lane_name(moves[0].life_area)), False)

    def resize(self, card: CardView, width: float, height: float) -> None:
        """Give a card another size; on a free board its place is kept with it."""
        is_free = self.view is not None and self.view.axis is None
        move = Move(
            item=card.item,
            placement=card.placement,
            width=max(NOTE_SIZE[0] * 0.6, width), height=max(NOTE_SIZE[1] * 0.6, height),
            x=card.spot.x if is_free else None, y=card.spot.y if is_free else None,
        )  # fmt: skip
        self.settle(board_operations.resize_card, move=move, citizen=self.citizen, board=self.board_id)

    def connect_cards(self, source: Item, target: Item, *, meaning: Meaning = Meaning.LEADS_TO) -> None:
        """Draw a line between two cards; between an actor and another card it says who does it."""
        self.run(board_operations.link_cards, source=source, target=target, citizen=self.citizen, meaning=meaning)
        actor, item = (source, target) if source.type is ItemType.ACTOR else (target, source)
        if actor.type is ItemType.ACTOR and item.type is not ItemType.ACTOR:
            self.told.emit(say(RESPONSIBLE, actor=title_of(actor), title=title_of(item)), False)
        else:
            self.told.emit(say(CONNECTED, source=title_of(source), target=title_of(target)), False)

    def turn_into(self, item: Item, item_type: ItemType) -> None:
        """Turn a card into another kind; what its title says of who and when is kept with it."""
        said = self.said_in(item.title or "", item_type)
        news: dict[str, Any] = {name: each for name, each in said.items() if getattr(item, name, None) is None}
        self.run(items.turn_into, item=item, type=item_type, **news)

    def edit(self, record: Record, **fields: Any) -> None:
        """Set fields of a record."""
        self.run(items.edit_record, record=record, **fields)

    def set_meaning(self, connector: Connector, meaning: Meaning) -> None:
        """Say what a line means."""
        self.run(board_operations.set_meaning, connector=connector, meaning=meaning)

    def end_disagreement(self, disagreement: Disagreement) -> None:
        """«Det er talt igennem»: the citizen says so."""
        self.run(items.end_disagreement, disagreement=disagreement)

    def merge(self, kept: Actor, gone: str, *, title: str) -> None:
        """«Det er samme person»: the actor *gone*, called *title*, becomes one with *kept*."""
        self.run(merge_actors, kept=kept, gone=gone)
        self.told.emit(say(MERGED, kept=title_of(kept), gone=title), True)

    def turn_to(self, board: str | None) -> None:
        """Show another board of the plan, the main board when None."""
        self._board = board
        self.view = None
        self.load()

    def add_board(self, title: str) -> None:
        """Make a further board and turn to it."""
        self.run(board_operations.add_board, then=self.turn_to, citizen=self.citizen, title=title)

    def put_on_board(self, cards: Iterable[CardView], board: Board) -> None:
        """Show cards on a further board too."""
        put = [card.item for card in cards]
        if put:
            self.run(board_operations.put_all_on_board, items=put, board=board.id)
            one, name = title_of(put[0]), board_name(board)
            text = say(PUT_ON, title=one, board=name) if len(put) == 1 else say(PUT_MANY, count=len(put), board=name)
            self.told.emit(text, True)

    def rename_board(self, board: Board, title: str) -> None:
        """Give a board another name."""
        self.run(board_operations.rename_board, board=board, citizen=self.citizen, title=title)

    def delete_board(self, board: Board) -> None:
        """Delete a board that is not the main one; its cards stay in the plan."""
        self.run(board_operations.delete_board, board=board, citizen=self.citizen)
        self.told.emit(say(BOARD_GONE, board=board_name(board)), True)

    def agree(self, *agreed: Item) -> None:
        """«Vi er enige»."""
        self.run(items.agree_on_all, agreed=agreed)
        text = AGREED if len(agreed) == 1 else AGREED_MANY
        self.told.emit(say(text, title=title_of(agreed[0]), count=len(agreed)), False)

    def disagree(self, item: Item, words: str) -> None:
        """«Det er jeg ikke enig i»."""
        self.run(items.disagree, item=item, words=words)

    def delete(self, identities: Iterable[str]) -> None:
        """Delete what is named; on a board that is not the main one its cards are taken off and stay in the plan."""
        if self.view is None:
            return
        wanted = set(identities)
        cards = [card for card in self.view.cards if card.item.id in wanted]
        records = [record for record in self._drawn() if record.id in wanted]
        gone = [card.item if self.view.board.is_main else card.placement for card in cards]
        taken = [*(record for record in gone if record is not None), *records]
        if not taken:
            return
        self.run(board_operations.take_off, records=taken, citizen=self.citizen)
        text = DELETED_ONE if self.view.board.is_main else TAKEN_OFF
        if len(cards) == 1 and len(taken) == 1:
            self.told.emit(say(text, title=title_of(cards[0].item)), True)
        else:
            self.told.emit(say(DELETED_MANY, count=len(taken)), True)

    def _drawn(self) -> Iterable[Record]:
        if self.view is None:
            return
        yield from (link.connector for link in self.view.links)
        yield from (stroke.ink for stroke in self.view.strokes)
        yield from self.view.frames
        yield from self.view.labels

    def show_axis(self, axis: Axis) -> None:
        """Lay time and life areas under the board, or take them away."""
        if self.view is not None:
            self.run(board_operations.show_axis, board=self.view.board, citizen=self.citizen, axis=axis)

    def undo(self) -> None:
        """Take back this device's last act for the citizen."""
        self.bridge.end_typing()
        self.run(undo, then=partial(self._tell_turned, BACK), citizen=self.citizen)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.run(redo, then=partial(self._tell_turned, AGAIN), citizen=self.citizen)

    def _tell_turned(self, way: Way, turned: Undone | None) -> None:
        self._has_acted = True
        self.told.emit(turned_in_words(turned, way, title=self.title), False)

    def title(self, identity: str) -> str:
        """Return the title of a card, nothing of what is no card here."""
        card = self.card(identity)
        return title_of(card.item) if card is not None else ""

    def _on_done(self, _answer: Any) -> None:
        self._has_acted = True
        self.load()

    def _on_settled(self, answer: Any) -> None:
        self._settling -= 1
        self._on_done(answer)

    def _on_unsettled(self, error: Any) -> None:
        self._settling -= 1
        self._is_astray = True
        self._on_failed(error)

    def _on_failed(self, error: Any) -> None:
        self.bridge.trouble.emit(error)
        self.load()

    def _on_changed(self, touched: Any) -> None:
        if self.citizen in touched.citizens:
            self.load()

    def _on_gone(self, error: Any) -> None:
        """A board that is taken away, here or elsewhere, gives way to the main board."""
        if self._board is None:
            self.bridge.trouble.emit(error)
        else:
            self.turn_to(None)

    def _on_view(self, answer: tuple[BoardsUpdate, Laid]) -> None:
        if self._settling:  # what was dropped would go back, and come again when it is written
            return
        (self.view, self.changed, self.boards), self.laid = answer
        self.is_own, self._has_acted = self._has_acted, False
        self._is_astray = False
        self.shown.emit(self.view)


def board_name(board: Board) -> str:
    """Return what a board is called."""
    return board.title or say(MAIN_BOARD)


def title_of(item: Item) -> str:
    """Return the title, or the words for a card without one."""
    return item_title(item) or say(NAMELESS)
