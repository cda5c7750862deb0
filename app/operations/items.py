"""Plan items: written once, and at the same moment on the board, in the list and in the plan."""

from collections.abc import Sequence
from typing import Any

from app.domain import ITEM_TYPES, KINDS
from app.domain.board import PLACEMENT, Placement
from app.domain.connector import CONNECTOR, Connector, Meaning
from app.domain.danish import clean, one_line
from app.domain.disagreement import DISAGREEMENT, Disagreement
from app.domain.item import Item, ItemType
from app.domain.record import Record, RecordType
from app.domain.values import LongText
from app.errors import UserError
from app.ids import citizen_stream
from app.operations.plans import stand_plan
from app.store.reader import Reader
from app.store.store import Store
from app.store.transaction import PLAN, Transaction
from app.texts import mark

_TYPES: dict[str, RecordType[Any]] = {each.type: each for each in ITEM_TYPES if each.type}
_LONG = frozenset(name for kind in KINDS.values() for name, hint in kind.hints.items() if hint == LongText | None)
_AGREED_ON = ("title", "words", "sign", "responsible", "due", "start", "end", "frequency", "provider")
"""The fields that say what people say yes to."""

Point = tuple[float, float]
"""x and y on a board, in board units."""


def add_item(
    store: Store,
    *,
    citizen: str,
    type: ItemType = ItemType.IDEA,  # noqa: A002 - the field's own name
    board: str | None = None,
    at: Point | None = None,
    from_item: str | None = None,
    meaning: Meaning = Meaning.LEADS_TO,
    stays_open: bool = False,
    **fields: Any,
) -> str:
    """Write a new item and return its id; *at* is where the hand put it on *board*.

    *from_item* draws a line from another item to it. While it *stays_open*, the typing that follows is the same act.
    """
    with store.transact(mark("act", "Tilføj til planen"), citizen=citizen, stays_open=stays_open) as transaction:
        stand_plan(transaction, citizen)
        identity = put_item(transaction, type=type, board=board, at=at, **fields)
        if from_item is not None:
            transaction.put(CONNECTOR, Connector(source=from_item, target=identity, meaning=meaning))
    return identity


def put_item(
    transaction: Transaction,
    *,
    type: ItemType,  # noqa: A002 - the field's own name
    board: str | None = None,
    at: Point | None = None,
    **fields: Any,
) -> str:
    """Put a new item with these fields into *transaction* and return its id; *at* is where it lies on *board*."""
    kind = _TYPES[type]
    identity = transaction.put(kind, kind.record(**_clean(fields)))
    if board is not None and at is not None:
        transaction.put(PLACEMENT, Placement(board=board, item=identity, x=round(at[0], 2), y=round(at[1], 2)))
    return identity


def edit_record(store: Store, record: Record, **fields: Any) -> None:
    """Set fields of any record of the plan, as it was read; None clears one."""
    with store.transact(mark("act", "Ret i planen"), citizen=record.citizen) as transaction:
        transaction.edit(record, **_clean(fields))


def type_text(store: Store, record: Record, **fields: Any) -> str:
    """Save what is typed so far and return the id of its change; *record* is as it was when the visit began."""
    return store.typing(mark("act", "Skriv i planen"), record, **_clean(fields))


def end_typing(store: Store, record: str | None = None) -> None:
    """End the visit to a record, or all visits: what was typed may be sent."""
    store.end_typing(record)


def turn_into(store: Store, item: Item, *, type: ItemType, **fields: Any) -> None:  # noqa: A002 - the field's own name
    """Turn a card into another kind; id, place, lines, history and every word stay. *fields* are set with it."""
    with store.transact(mark("act", "Lav om til noget andet"), citizen=item.citizen) as transaction:
        transaction.edit(item, type=type, **_clean(fields))


def delete_records(store: Store, records: Sequence[Record]) -> None:
    """Delete records; they stay in the history and can be taken back."""
    with store.transact(mark("act", "Slet i planen")) as transaction:
        for record in records:
            transaction.delete(record)


def agree(store: Store, item: Item, *, present: Sequence[str] = ()) -> None:
    """«Vi er enige»: keep when, and who was there."""
    agree_on_all(store, [item], present=present)


def agree_on_all(store: Store, agreed: Sequence[Item], *, present: Sequence[str] = ()) -> None:
    """«Vi er enige» on several items of one citizen, in one act.

    What is agreed on is what was read: when a colleague has written something else there meanwhile, or there are two
    versions of it, the server accepts none of it, and the author is told.
    """
    with store.transact(mark("act", "Vi er enige"), citizen=agreed[0].citizen) as transaction:
        for item in agreed:
            transaction.need(item, *(each for each in _AGREED_ON if hasattr(item, each)))
            transaction.edit(item, agreed_at=transaction.now, agreed_with=tuple(present))


def disagree(store: Store, item: Item, *, words: str) -> str:
    """«Det er jeg ikke enig i»: keep the citizen's own words beside the item; what was agreed before is not touched."""
    said = one_line(words)
    if said is None:
        raise UserError(mark("item", "Skriv med borgerens egne ord, hvad borgeren ikke er enig i."))
    with store.transact(mark("act", "Det er jeg ikke enig i"), citizen=item.citizen) as transaction:
        return transaction.put(
            DISAGREEMENT, Disagreement(item=item.id, words=said, said_at=transaction.now), beside=item
        )


def end_disagreement(store: Store, disagreement: Disagreement) -> None:
    """End a disagreement, because the citizen says so."""
    with store.transact(mark("act", "Uenigheden er talt igennem"), citizen=disagreement.citizen) as transaction:
        transaction.edit(disagreement, ended_at=transaction.now)


def connect(store: Store, *, citizen: str, source: str, target: str, meaning: Meaning = Meaning.LEADS_TO) -> str:
    """Draw a line from one item to another; a line that stands already is returned as it is."""
    with store.reader() as reader:
        lines = reader.all(CONNECTOR, citizen=citizen, parent=source)
    standing = next((line for line in lines if line.target == target), None)
    if standing is not None:
        return standing.id
    with store.transact(mark("act", "Forbind"), citizen=citizen) as transaction:
        line = Connector(source=source, target=target, meaning=meaning)
        return transaction.put(CONNECTOR, line, beside=_hidden_end(transaction.reader, citizen, (source, target)))


def reconnect(store: Store, line: Connector, *, source: str, target: str) -> str:
    """Let a line run between other items, with the same meaning, and return the id of the line that does.

    The ends of a line are written once: a new line is drawn and the old one deleted, in one act. Where one stands
    already, only the old one goes.
    """
    with store.transact(mark("act", "Flyt forbindelsen"), citizen=line.citizen) as transaction:
        lines = transaction.reader.all(CONNECTOR, citizen=line.citizen, parent=source)
        standing = next((each.id for each in lines if each.target == target and each.id != line.id), None)
        transaction.delete(line)
        if standing is not None:
            return standing
        drawn = Connector(source=source, target=target, meaning=line.meaning)
        beside = _hidden_end(transaction.reader, line.citizen or "", (source, target))
        return transaction.put(CONNECTOR, drawn, beside=beside)


def _hidden_end(reader: Reader, citizen: str, ends: Sequence[str]) -> Record | None:
    """Return the end of a line that lies outside the shared plan: the line tells of it, so it must lie there too."""
    shared = citizen_stream(citizen, PLAN)
    return next((each for each in reader.some(ends) if each.stream != shared), None)


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    """Return *fields* with texts as they are kept: lines joined in titles, nothing instead of empty."""
    return {name: _clean_value(name, value) for name, value in fields.items()}


def _clean_value(name: str, value: Any) -> Any:
    if not isinstance(value, str) or type(value) is not str:
        return value
    return clean(value) if name in _LONG else one_line(value)
