"""BoardView: what a board shows, with a place for every card."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any, Protocol, TypeVar, cast

from app.clock import danish_day, milliseconds, moment
from app.domain import ITEM_TYPES
from app.domain.attachment import ATTACHMENT
from app.domain.board import BOARD, FRAME_SIZE, NOTE_SIZE, PLACEMENT, Axis, Board, Placement
from app.domain.connector import CONNECTOR, Connector
from app.domain.disagreement import DISAGREEMENT, Disagreement
from app.domain.drawing import FRAME, INK, LABEL, Frame, Ink, Label
from app.domain.item import Item, ItemType
from app.domain.life_area import LifeArea
from app.domain.meeting import MEETING
from app.domain.plan import PLAN
from app.domain.record import Record
from app.errors import UserError
from app.ids import citizen_stream, made_at, main_board_of, plan_of
from app.queries.awaits import awaiting
from app.queries.card_size import card_height
from app.queries.layout import PERSON_HEIGHT, Lane, Layout, Piece, Spot, TimeAxis, freely, on_time
from app.queries.meetings import last_held
from app.queries.privacy import SHARED, hidden_in_meeting
from app.queries.sameness import says_same
from app.queries.shared import shared
from app.store.reader import Reader
from app.store.records import Records
from app.texts import mark

USUAL_LANES = (LifeArea.HOME, LifeArea.WORK, LifeArea.MONEY, LifeArea.MOOD, LifeArea.FAMILY)
"""The lanes of a plan whose citizen has not chosen any."""

DAY_FIELDS: Mapping[ItemType, str] = {
    ItemType(each.type): each.listing.day for each in ITEM_TYPES if each.type and each.listing.day
}
"""The field that dates a kind of card: what the time axis reads, and what dragging along it writes."""
_LAST = (ItemType.INTERVENTION, ItemType.AGREEMENT, ItemType.MEETING, ItemType.SUBGOAL, ItemType.GOAL)
_FIRST = (each for each in ItemType if each not in _LAST)
_RANKS = {item_type: rank for rank, item_type in enumerate((*_FIRST, *_LAST))}
"""Goals lie right of what leads to them."""


class Named(Protocol):
    """Whatever has the id of a record."""

    @property
    def id(self) -> str:
        """Return the id."""
        ...


T = TypeVar("T", bound=Named)


@dataclass(frozen=True, slots=True)
class CardView:
    """An item as a card. `placement` is None while its place is computed."""

    item: Item
    spot: Spot
    placement: Placement | None = None
    responsible: str | None = None
    disagreement: Disagreement | None = None
    is_new: bool = False
    shared: tuple[str, ...] = ()
    """With whom the citizen lets it be shared, by name."""
    awaits: bool = False
    """Whether, at the meeting that is held, whoever is responsible is not there to say yes."""

    @property
    def id(self) -> str:
        """Return the id of the item."""
        return self.item.id


@dataclass(frozen=True, slots=True)
class LinkView:
    """A connector whose two ends both lie on the board."""

    connector: Connector
    source: str
    target: str

    @property
    def id(self) -> str:
        """Return the id of the connector."""
        return self.connector.id


@dataclass(frozen=True, slots=True)
class StrokeView:
    """A stroke and how far it is moved from where its points say: a tied one counts from its card's corner."""

    ink: Ink
    x: float
    y: float

    @property
    def id(self) -> str:
        """Return the id of the stroke."""
        return self.ink.id


Thing = CardView | LinkView | StrokeView | Frame | Label


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """All that a board shows; cards in reading order: lane by lane and along the axis, else row by row."""

    board: Board
    citizen: str
    today: date
    cards: tuple[CardView, ...] = ()
    links: tuple[LinkView, ...] = ()
    strokes: tuple[StrokeView, ...] = ()
    frames: tuple[Frame, ...] = ()
    labels: tuple[Label, ...] = ()
    lanes: tuple[Lane, ...] = ()
    axis: TimeAxis | None = None
    since: date | None = None
    """The day of the latest meeting that was closed: newer cards are new."""

    @property
    def new(self) -> int:
        """Return how many cards are new since the latest meeting."""
        return sum(card.is_new for card in self.cards)


def main_board(reader: Records, *, citizen: str) -> Board:
    """Return the citizen's main board, as it will be written when the first thing is put on it."""
    unwritten = Board(id=main_board_of(citizen), citizen=citizen, is_main=True, axis=Axis.TIME)
    return reader.get(BOARD, unwritten.id) or unwritten


def boards(reader: Records, *, citizen: str) -> list[Board]:
    """Return the citizen's boards, the main board first."""
    found = reader.all(BOARD, citizen=citizen)
    main = main_board(reader, citizen=citizen)
    return [main, *(board for board in found if board.id != main.id)]


def board_view(
    reader: Records,
    *,
    citizen: str,
    today: date,
    board: str | None = None,
    hidden: frozenset[str] = frozenset(),
    meeting: str | None = None,
) -> BoardView:
    """Return what *board* (the main board when None) shows, without the items in *hidden*.

    At a *meeting* it shows what everyone who is there may see. Raises UserError when the board is gone.
    """
    shown = main_board(reader, citizen=citizen) if board is None else _board(reader, board)
    placements = {each.item: each for each in reader.all(PLACEMENT, parent=shown.id) if each.item}
    everything = cast("list[Item]", reader.all(*ITEM_TYPES, citizen=citizen))
    drawings = [
        *reader.all(INK, parent=shown.id), *reader.all(FRAME, parent=shown.id), *reader.all(LABEL, parent=shown.id),
    ]  # fmt: skip
    if meeting is not None:
        things: list[Record] = [*everything, *drawings]
        hidden |= hidden_in_meeting(reader, things, citizen=citizen, meeting=meeting, today=today)
        hidden |= _with_hidden_pictures(reader, drawings, shown=citizen_stream(citizen, SHARED))
    names = {item.id: item.title for item in everything}
    last = last_held(everything)
    since = last.closed_at if last is not None else None
    items = [item for item in everything if item.id not in hidden and (shown.is_main or item.id in placements)]
    plan = reader.get(PLAN, plan_of(citizen))
    lanes = plan.lanes if plan else ()
    layout = _layout(shown, items, placements, lanes=lanes, today=today, meeting=meeting is not None)
    disagreements = {each.item: each for each in reader.all(DISAGREEMENT, citizen=citizen) if each.ended_at is None}
    told = {identity: name for identity, name in names.items() if identity not in hidden}
    consented = shared(reader, items, citizen=citizen, today=today, names=told)
    held = reader.get(MEETING, meeting) if meeting is not None else None
    waiting = awaiting(reader, items, citizen=citizen, held=held, today=today)
    cards = [
        CardView(
            item,
            layout.spots[item.id],
            placements.get(item.id),
            told.get(item.responsible) if item.responsible else None,
            disagreements.get(item.id),
            _is_after(item.id, since),
            consented.get(item.id, ()),
            item.id in waiting,
        )
        for item in items
    ]
    here = {card.id: card.spot for card in cards}
    drawn = [each for each in drawings if each.id not in hidden]
    return BoardView(
        board=shown,
        citizen=citizen,
        today=today,
        cards=tuple(sorted(cards, key=reading_order(layout))),
        links=tuple(_links(reader.all(CONNECTOR, citizen=citizen), here)),
        strokes=tuple(_strokes((each for each in drawn if isinstance(each, Ink)), here)),
        frames=tuple(each for each in drawn if isinstance(each, Frame)),
        labels=tuple(each for each in drawn if isinstance(each, Label)),
        lanes=layout.lanes,
        axis=layout.axis,
        since=danish_day(moment(since)) if since else None,
    )


def spot_of(frame: Frame) -> Spot:
    """Return where a frame lies."""
    return Spot(frame.x or 0.0, frame.y or 0.0, frame.width or FRAME_SIZE[0], frame.height or FRAME_SIZE[1])


def in_stream(view: BoardView, stream: str) -> BoardView:
    """Return *view* with what is drawn in *stream* alone."""
    return replace(
        view,
        strokes=tuple(each for each in view.strokes if each.ink.stream == stream),
        frames=tuple(each for each in view.frames if each.stream == stream),
        labels=tuple(each for each in view.labels if each.stream == stream),
        links=tuple(each for each in view.links if each.connector.stream == stream),
    )


def things(view: BoardView) -> Iterator[Thing]:
    """Yield all that lies on a board."""
    return chain(view.cards, view.links, view.strokes, view.frames, view.labels)


def difference(before: BoardView, after: BoardView) -> frozenset[str]:
    """Return the ids of the things that *after* shows otherwise than *before*, new ones among them."""
    known = {each.id: each for each in things(before)}
    return frozenset(
        each.id
        for each in things(after)
        if (same := known.get(each.id)) is not each and (same is None or not says_same(same, each))
    )


def board_update(reader: Records, *, before: BoardView | None, **asked: Any) -> tuple[BoardView, frozenset[str] | None]:
    """Return what `board_view` is asked for, and the things that differ from *before* (None: all).

    What does not differ is the very object of *before*, so that whoever shows it need not compare.
    """
    after = board_view(reader, **asked)
    if before is None:
        return after, None
    after = kept(before, after)
    return after, None if before.today != after.today else difference(before, after)


def kept(before: BoardView, after: BoardView) -> BoardView:
    """Return *after* with the objects of *before* for whatever is the same in both."""
    return replace(
        after,
        cards=_kept(before.cards, after.cards),
        links=_kept(before.links, after.links),
        strokes=_kept(before.strokes, after.strokes),
        frames=_kept(before.frames, after.frames),
        labels=_kept(before.labels, after.labels),
    )


def _kept(before: Sequence[T], after: Sequence[T]) -> tuple[T, ...]:
    known = {each.id: each for each in before}
    return tuple(same if (same := known.get(each.id)) == each and same is not None else each for each in after)


BoardsUpdate = tuple[BoardView, frozenset[str] | None, tuple[Board, ...]]


def boards_update(reader: Records, *, before: BoardView | None, **asked: Any) -> BoardsUpdate:
    """Return what `board_update` does, and the boards of the plan to turn to; at a meeting those that all share."""
    after, changed = board_update(reader, before=before, **asked)
    found = boards(reader, citizen=after.citizen)
    shared = citizen_stream(after.citizen, SHARED)
    is_meeting = asked.get("meeting") is not None
    return after, changed, tuple(each for each in found if not is_meeting or each.stream in ("", shared))


def day_of(item: Item) -> date | None:
    """Return the day that dates *item*: its kind's own date, for undated kinds the day it was said."""
    named = DAY_FIELDS.get(item.type)
    told = getattr(item, named, None) if named else item.told_on
    return _day(told) if told else None


def _day(told: str) -> date | None:
    """Read a day, a month, a year or a wall time as the first day it covers; None when no calendar has it."""
    whole = (told[:10] + ("-01-01" if len(told) == len("2026") else "-01"))[:10]
    try:
        return date.fromisoformat(whole)
    except ValueError:
        return None


def _board(reader: Records, identity: str) -> Board:
    found = reader.get(BOARD, identity)
    if found is None or found.deleted:
        raise UserError(mark("error", "Tavlen findes ikke mere. Vælg en anden tavle."))
    return found


def _layout(
    board: Board,
    items: Sequence[Item],
    placements: Mapping[str, Placement],
    *,
    lanes: Sequence[LifeArea],
    today: date,
    meeting: bool,
) -> Layout:
    chosen = tuple(lanes) or USUAL_LANES
    pieces = [piece_of(item, placements.get(item.id), meeting=meeting) for item in items]
    if board.axis is Axis.TIME:
        pieces = [_in_band(piece, placements.get(piece.id)) for piece in pieces]
        return on_time(pieces, lanes=chosen, today=today)
    return freely(pieces, lanes=chosen)


def piece_of(item: Item, placement: Placement | None = None, *, meeting: bool = False) -> Piece:
    """Return a card as it is to be placed."""
    height = card_height(item.title, meeting=meeting)
    return Piece(
        id=item.id,
        rank=_RANKS[item.type],
        area=item.life_area,
        day=day_of(item),
        is_dated=item.type in DAY_FIELDS,
        is_person=item.type is ItemType.ACTOR,
        x=placement.x if placement else None,
        y=placement.y if placement else None,
        width=(placement and placement.width) or NOTE_SIZE[0],
        height=(placement and placement.height) or height,
        seat=height,
    )


def _in_band(piece: Piece, placement: Placement | None) -> Piece:
    """Return a card as high as it is on a time axis: lower in the band of people, unless hand or title made it high."""
    is_slim = piece.is_person and piece.area is None and not (placement and placement.height)
    return replace(piece, height=PERSON_HEIGHT) if is_slim and piece.height == NOTE_SIZE[1] else piece


def reading_order(layout: Layout) -> Any:
    """Order cards by lane and along the axis; on a free board by rows."""
    if layout.axis is None:
        return lambda card: (card.spot.y // NOTE_SIZE[1], card.spot.x, card.id)
    tops = [lane.y for lane in layout.lanes]
    return lambda card: (bisect_right(tops, card.spot.y), card.spot.x, card.spot.y, card.id)


def _links(connectors: Iterable[Connector], here: Mapping[str, Spot]) -> Iterable[LinkView]:
    for each in connectors:
        if each.source and each.target and each.source in here and each.target in here:
            yield LinkView(each, each.source, each.target)


def _strokes(ink: Iterable[Ink], here: Mapping[str, Spot]) -> Iterable[StrokeView]:
    for each in ink:
        corner = here.get(each.item) if each.item else None
        if each.item and corner is None:
            continue
        x, y = (corner.x, corner.y) if corner else (0.0, 0.0)
        yield StrokeView(each, x + (each.dx or 0.0), y + (each.dy or 0.0))


def _with_hidden_pictures(reader: Records, drawings: Sequence[Record], *, shown: str) -> frozenset[str]:
    """Return the frames whose picture is not attached to the plan that everyone there shares."""
    framed = {each.id: each.picture for each in drawings if isinstance(each, Frame) and each.picture is not None}
    files = {each: reader.get(ATTACHMENT, each) for each in framed.values()}
    open_ = {name for name, file in files.items() if file is not None and not file.deleted and file.stream == shown}
    return frozenset(frame for frame, file in framed.items() if file not in open_)


def _is_after(identity: str, since: str | None) -> bool:
    made = made_at(identity) if since else None
    return made is not None and since is not None and made > milliseconds(since)


def record_of(reader: Reader, *, identity: str) -> Record | None:
    """Return one record as it stands, for the visit to one of its fields."""
    return reader.record(identity)
