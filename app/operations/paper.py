"""Cards from paper: what stood on them becomes items of the plan, with the handwriting as face; once, however often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.changes.attached import Sealed, seal
from app.clock import danish_day, moment
from app.domain import ITEM_TYPES
from app.domain.attachment import Attachment
from app.domain.board import BOARD, PLACEMENT, Axis, Board, Placement
from app.domain.danish import one_line
from app.domain.item import Item
from app.domain.media import Media
from app.domain.paper import SlotCode
from app.domain.record import RecordType
from app.operations.attachments import put_attachment
from app.operations.items import Point
from app.operations.plans import stand_plan
from app.queries.board import DAY_FIELDS
from app.store.reader import Reader
from app.store.store import Store
from app.store.transaction import Transaction
from app.texts import mark, say

_TYPES: Mapping[str, RecordType[Any]] = {each.type: each for each in ITEM_TYPES if each.type}
_NAME = mark("paper", "Håndskrevet kort")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCard:
    """A card as it was read: `face` is a JPEG of the handwriting, x and y its upper left corner in board units."""

    code: SlotCode
    face: bytes
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What became of the cards: the board they lie on, the new items, and those that got a newer face."""

    board: str
    new: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()


def known_cards(reader: Reader, *, citizen: str, codes: Sequence[SlotCode]) -> frozenset[SlotCode]:
    """Return those of *codes* whose cards are in the plan of *citizen* already; a deleted one is not."""
    there = {each.id for each in reader.some([code.item_of(citizen) for code in codes]) if not each.deleted}
    return frozenset(code for code in codes if code.item_of(citizen) in there)


def lay_cards(
    store: Store,
    cards: Sequence[WrittenCard],
    *,
    citizen: str,
    board: str | None,
    at: Point = (0.0, 0.0),
    title: str = "",
) -> Laid:
    """Lay *cards* on *board* with the upper left corner of them all *at* a place, in one act.

    Without a board they get a further one called *title*. A card that the plan has already gets the newer picture as
    face and stays where it lies; one that was deleted stands again.
    """
    sealed = [seal(each.face) for each in cards]  # before the transaction, which holds up everybody else
    left, top = min((each.x for each in cards), default=0.0), min((each.y for each in cards), default=0.0)
    with store.transact(mark("act", "Læg kort fra papir på tavlen"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        where = board or transaction.put(BOARD, Board(title=one_line(title), axis=Axis.FREE))
        there = {each.item for each in transaction.reader.all(PLACEMENT, parent=where)} if board else set()
        records = transaction.reader.some([each.code.item_of(citizen) for each in cards])
        known = {each.id: each for each in records if isinstance(each, Item)}
        new: list[str] = []
        renewed: list[str] = []
        for card, content in zip(cards, sealed, strict=True):
            identity = card.code.item_of(citizen)
            (renewed if identity in known else new).append(identity)
            _put(transaction, card, content, identity=identity, known=known.get(identity))
            if identity not in there:
                place = (at[0] + card.x - left, at[1] + card.y - top)
                transaction.put(PLACEMENT, _placement(where, identity, card, place))
    return Laid(board=where, new=tuple(new), renewed=tuple(renewed))


def _put(transaction: Transaction, card: WrittenCard, content: Sealed, *, identity: str, known: Item | None) -> None:
    """Write the item with its picture; of one that is known only the picture is newer."""
    face = transaction.new_id()
    if known is None:
        kind = _TYPES[card.code.kind]
        told = {} if card.code.kind in DAY_FIELDS else {"told_on": danish_day(moment(transaction.now)).isoformat()}
        transaction.put(kind, kind.record(id=identity, face=face, **told))
    else:
        transaction.edit(known, face=face)
        if known.deleted:
            transaction.revive(known)
    made = Attachment(id=face, item=identity, name=say(_NAME), media=Media.JPEG, size=len(card.face))
    put_attachment(transaction, made, content, beside=known)


def _placement(board: str, item: str, card: WrittenCard, place: Point) -> Placement:
    return Placement(
        board=board, item=item, x=round(place[0], 2), y=round(place[1], 2), width=card.width, height=card.height
    )
