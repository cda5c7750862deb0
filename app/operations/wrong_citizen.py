"""«Forkert borger»: what its author wrote on the wrong citizen goes as if it had never been written, or moves over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from app.changes.attached import seal
from app.changes.redaction import is_fresh
from app.clock import instant
from app.domain import ITEM_TYPES
from app.domain.attachment import ATTACHMENT, Attachment
from app.domain.board import PLACEMENT
from app.domain.citizen import CITIZEN
from app.domain.connector import CONNECTOR
from app.domain.disagreement import DISAGREEMENT, Disagreement
from app.domain.item import Item
from app.domain.record import Record, RecordType
from app.errors import UserError
from app.operations.attachments import put_attachment
from app.operations.plans import stand_plan
from app.queries.attachments import content_of
from app.queries.caseload import name_of
from app.queries.contests import title_of
from app.store.reader import Reader, StoredChange
from app.store.store import Store
from app.store.transaction import Transaction
from app.texts import mark

_TYPES: Mapping[type[Record], RecordType[Any]] = {each.record: each for each in ITEM_TYPES}
_ABOUT: tuple[RecordType[Any], ...] = (DISAGREEMENT, PLACEMENT, CONNECTOR, ATTACHMENT)
"""What lies around a card and means nothing without it."""
_GONE = frozenset({"dismissed", "withdrawn", "leaving", "set_aside"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What would go: the card's title, whether all of it, and (id, name) of those whom it can be moved to."""

    title: str
    is_whole: bool
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """The own fresh changes that wrote a card and what lies around it, by stream; whether nothing of it is left."""

    changes: Mapping[str, Sequence[str]]
    is_whole: bool


def what_goes(store: Store, item: Item) -> Going:
    """Return what `take_back` would remove. Raises UserError when there is nothing."""
    store.end_typing()
    with store.reader() as reader:
        chosen = _chosen(reader, item, now=instant(store.clock.now()))
        others = [each for each in reader.all(CITIZEN) if each.id != item.citizen]
    named = tuple((each.id, name_of(each)) for each in others) if chosen.is_whole else ()
    return Going(title=title_of(item), is_whole=chosen.is_whole, others=named)


def take_back(store: Store, item: Item, *, to: str | None = None) -> str | None:
    """Remove what this device's user wrote of *item* within the last 30 minutes, here at once and elsewhere at contact.

    A card that goes as a whole is written anew for the citizen *to*, in the same act; its new id is returned. Undo does
    not bring it back. Raises UserError when there is nothing to remove, or more than the own words would have to move.
    """
    store.end_typing()
    with store.transact(mark("act", "Forkert borger"), citizen=to, role="redact") as transaction:
        chosen = _chosen(transaction.reader, item, now=transaction.now)
        if to is not None and not chosen.is_whole:
            told = mark("wrong citizen", "Der står andet på «{title}», så kortet kan ikke flyttes. Fjern kun dit eget.")
            raise UserError(told, title=title_of(item))
        moved = None if to is None else _move(transaction, item, to)
        for stream, ids in chosen.changes.items():
            transaction.take_back(stream, ids)
    return moved


def _chosen(reader: Reader, item: Item, *, now: str) -> _Chosen:
    written = reader.changes(identity=item.id)
    if not any(_is_own(each, now) for each in written):
        told = mark("wrong citizen", "Du har ikke skrevet på «{title}» de sidste 30 minutter. Slet kortet i stedet.")
        raise UserError(told, title=title_of(item))
    laid: list[Record] = [each for kind in _ABOUT for each in reader.all(kind, citizen=item.citizen)]
    around = {each.id for each in laid if item.id in _ends(each)}
    about = [each for name in around for each in reader.changes(identity=name) if _is_about(each, {item.id, *around})]
    own: dict[str, dict[str, None]] = {}
    for each in (*written, *about):
        if each.change is not None and _is_own(each, now):
            own.setdefault(each.change.stream, {})[each.id] = None
    is_whole = all(_is_own(each, now) or each.change is None or each.state in _GONE for each in written)
    return _Chosen(changes={stream: list(ids) for stream, ids in own.items()}, is_whole=is_whole)


def _ends(record: Record) -> set[str | None]:
    return {getattr(record, name, None) for name in ("item", "source", "target")}


def _is_about(each: StoredChange, known: set[str]) -> bool:
    """Tell whether a change says nothing of anything else."""
    return each.change is not None and {edit.record for edit in each.change.edits} <= known


def _is_own(each: StoredChange, now: str) -> bool:
    return each.own and each.change is not None and each.state not in _GONE and is_fresh(each.at, now=now)


def _move(transaction: Transaction, item: Item, to: str) -> str:
    """Write the card for the citizen *to*, with the disagreements beside it, and return its id."""
    stand_plan(transaction, to)
    moved = transaction.put(_TYPES[type(item)], _copy(transaction.reader, item), citizen=to)
    for each in transaction.reader.all(DISAGREEMENT, citizen=item.citizen, parent=item.id):
        said = Disagreement(item=moved, words=each.words, said_at=each.said_at, ended_at=each.ended_at)
        transaction.put(DISAGREEMENT, said, citizen=to)
    _move_files(transaction, item, moved)
    return moved


def _move_files(transaction: Transaction, item: Item, moved: str) -> None:
    """Attach the files of the card anew, under keys of their own: the old ones go with what is removed."""
    for each in transaction.reader.all(ATTACHMENT, citizen=item.citizen, parent=item.id):
        content = content_of(transaction.reader, attachment=each)
        made = Attachment(item=moved, name=each.name, media=each.media, size=each.size, day=each.day)
        attached = put_attachment(transaction, made, seal(content))
        if each.id == item.face:
            transaction.edit(msgspec.structs.replace(item, id=moved, face=None), face=attached)


def _copy(reader: Reader, item: Item) -> Item:
    """Return the same card without an id and without what points to others of the citizen it was written for."""
    kind = _TYPES[type(item)]
    told = {name: getattr(item, name) for name in kind.hints if hasattr(item, name)}
    ids = [each for value in told.values() for each in (value if isinstance(value, tuple) else (value,))]
    known = {each.id for each in reader.some([each for each in ids if isinstance(each, str)])}
    kept = {name: value for name, value in told.items() if not _points(value, known)}
    return kind.record(**kept)  # type: ignore[no-any-return]


def _points(value: Any, known: set[str]) -> bool:
    return value in known if isinstance(value, str) else isinstance(value, tuple) and not known.isdisjoint(value)
