"""History: what was done, taking it back, and the records as they stood on any day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.changes import chain
from app.changes.cells import Cells, decode_cells
from app.changes.change import Change, Edit, decode, decode_outcomes
from app.changes.fold import Stamp, fold_entry, shown
from app.domain import KINDS
from app.domain.record import DELETED, Policy, Record
from app.store.rows import OVERLAID
from app.store.statements import Statement
from app.store.tables import change, record, stream
from app.store.transaction import Transaction
from app.texts import Text, mark

NAMES: Mapping[str, Text] = {"undo": mark("act", "Fortryd"), "redo": mark("act", "Gentag")}
_UNDONE_NEVER = ("refused", "dismissed", "withdrawn")
_before = msgspec.json.Decoder(dict[str, dict[str, Any] | None])


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A field that undo left alone: somebody has altered it since, or it `is_once`, written once and for all."""

    record: str
    field: str
    is_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was undone or done again, and what was left as it is."""

    name: str
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One act to turn back: the changes it became and what they showed before.

    An undo or redo is named by the act it is about, which its changes give as their reason.
    """

    act: str
    name: str
    changes: tuple[tuple[Change, Mapping[str, dict[str, Any] | None]], ...]


Step = Callable[[Connection, str], Turn | None]


def next_undo(connection: Connection, citizen: str) -> Turn | None:
    """Return the last act of this device for *citizen* that still stands."""
    return _turn(connection, _LAST_DONE.first(connection, citizen=citizen))


def next_redo(connection: Connection, citizen: str) -> Turn | None:
    """Return the last undo, unless something was done after it."""
    last = _LAST_DONE_OR_UNDONE.first(connection, citizen=citizen)
    return _turn(connection, last) if last is not None and last.role == "undo" else None


def turn_back(transaction: Transaction, turn: Turn) -> tuple[Left, ...]:
    """Set back what the act set and still shows; return what was altered since and is left."""
    left: list[Left] = []
    edited = list(dict.fromkeys(edit.record for made, _ in turn.changes for edit in made.edits))
    held = {each.id: each for each in transaction.reader.some(edited)}
    shows = transaction.reader.show(edited)
    for made, before in reversed(turn.changes):
        for edit in made.edits:
            if edit.record in held:
                left += _turn_back(transaction, held[edit.record], edit, before.get(edit.record), shows[edit.record])
    return tuple(left)


def mark_undone(connection: Connection, turn: Turn) -> None:
    """Note that the act does not stand any more."""
    _UNDO.run(connection, act=turn.act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The records of a citizen as they stood: {id: (kind, fields)}; complete from instant `since` on."""

    records: Mapping[str, tuple[str, Mapping[str, Any]]]
    since: str | None


def as_it_stood(connection: Connection, *, citizen: str, at: str, by_writing: bool = False) -> Standing:
    """Return a citizen's records as they stood at instant *at*, by when entries were received, or were written.

    `since` is None when the log is here from the first entry on; else what was confirmed before the log begins, and
    has not been altered since, is told too. Folds the whole log held: call it off the Qt thread.
    """
    states, kinds = _before_the_log(connection, citizen)
    own: dict[str, list[Edit]] = {}
    for row in _LOG.all(connection, citizen=citizen):
        if row.body is None or (row.at > at and row.state in OVERLAID):
            continue
        made = decode(row.body)
        kinds.update({edit.record: edit.kind for edit in made.edits})
        if row.state in OVERLAID:
            for edit in made.edits:
                own.setdefault(edit.record, []).append(edit)
            continue
        meta = chain.decode_meta(row.meta)
        if (made.at if by_writing else meta.received) <= at:
            stamp = Stamp(meta.version, meta.device, made.at, meta.ceiling)
            states.update(fold_entry(states, made, decode_outcomes(row.outcomes), stamp))
    known = {*states, *own}
    told = {each: (kinds[each], shown(states.get(each, {}), own.get(each, ()))) for each in known}
    return Standing(records=told, since=_since(connection, citizen))


def _turn(connection: Connection, act: Any) -> Turn | None:
    if act is None:
        return None
    made = tuple((decode(row.body), _before.decode(row.before)) for row in _OF_ACT.all(connection, act=act.act))
    first = made[0][0]
    return Turn(act=act.act, name=(act.role != "do" and first.reason) or first.name, changes=made)


def _turn_back(
    transaction: Transaction, held: Record, edit: Edit, before: Mapping[str, Any] | None, shows: dict[str, Any]
) -> Sequence[Left]:
    """Set back one edit; *shows* is what the record shows by then, and is kept so: an act may edit it several times."""
    altered = [name for name, value in edit.set.items() if shows.get(name) != value]
    if before is None:
        if not altered:
            transaction.delete(held)
        return [Left(record=edit.record, field=name) for name in altered]
    once = [name for name in edit.set if name not in altered and _is_for_good(edit, name, before)]
    # What went as if it had never been written is in nobody's memory: such a field is left as it is.
    back = {name: before[name] for name in edit.set if name in before and name not in altered and name not in once}
    if DELETED in back:
        back[DELETED] = bool(back[DELETED])
    transaction.set_raw(held, back)
    shows.update(back)
    for name, members in edit.add.items():
        transaction.drop(held, name, *(each for each in members if each not in (before.get(name) or ())))
    for name, members in edit.drop.items():
        transaction.add(held, name, *(each for each in members if each in (before.get(name) or ())))
    kept = [Left(record=edit.record, field=name, is_once=True) for name in once]
    return kept + [Left(record=edit.record, field=name) for name in altered]


def _is_for_good(edit: Edit, name: str, before: Mapping[str, Any]) -> bool:
    """Tell whether the act gave a field its first value that takes no second: the server refuses to take it back."""
    kind = KINDS.get(edit.kind)
    is_once = kind is not None and kind.policy(name) is Policy.ONCE
    return is_once and edit.set[name] is not None and edit.set[name] != before.get(name)


def _before_the_log(connection: Connection, citizen: str) -> tuple[dict[str, Cells], dict[str, str]]:
    """Return the cells and kinds of records as they were confirmed before the entries held here, and still stand."""
    states: dict[str, Cells] = {}
    kinds: dict[str, str] = {}
    for row in _CONFIRMED.all(connection, citizen=citizen):
        held = {name: cell for name, cell in decode_cells(row.cells).items() if cell.version < row.logged_from}
        if held:
            states[row.id], kinds[row.id] = held, row.kind
    return states, kinds


def _since(connection: Connection, citizen: str) -> str | None:
    firsts = _FIRSTS.column(connection, citizen=citizen)
    return max((chain.decode_meta(first).received for first in firsts if first), default=None)


_CONFIRMED = Statement(
    select(record.c.id, record.c.kind, record.c.cells, stream.c.logged_from)
    .join(stream, stream.c.id == record.c.stream)
    .where(record.c.citizen == bindparam("citizen"), stream.c.logged_from > 1)
)
_FIRSTS = Statement(
    select(change.c.meta)
    .join(stream, (stream.c.id == change.c.stream) & (stream.c.logged_from == change.c.version))
    .where(stream.c.citizen == bindparam("citizen"), stream.c.logged_from > 1)
)
_LOG = Statement(
    select(change.c.body, change.c.at, change.c.state, change.c.meta, change.c.outcomes)
    .where(change.c.citizen == bindparam("citizen"), change.c.state.in_((*OVERLAID, "entered")))
    .order_by(change.c.version.is_(None), change.c.version, change.c.n)
)
_STANDS = (change.c.own == 1) & change.c.state.not_in(_UNDONE_NEVER) & change.c.body.is_not(None)
"""Own changes that were neither refused nor removed."""
_acts = (
    select(change.c.act, change.c.role)
    .where(change.c.citizen == bindparam("citizen"), _STANDS)
    .order_by(change.c.n.desc())
    .limit(1)
)
_LAST_DONE = Statement(_acts.where(change.c.role.in_(("do", "redo")), change.c.undone == 0))
_LAST_DONE_OR_UNDONE = Statement(
    _acts.where((change.c.role == "do") | ((change.c.role == "undo") & (change.c.undone == 0)))
)
_OF_ACT = Statement(
    select(change.c.body, change.c.before).where(change.c.act == bindparam("act"), _STANDS).order_by(change.c.n)
)
_UNDO = Statement("UPDATE change SET undone = 1 WHERE act = :act")
