"""Typing: one visit to a field, or one drag, is one change that is overwritten in place until it ends."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, update

from app.changes.change import Change, Edit, decode
from app.domain.record import Record
from app.store import rows
from app.store.edits import pending_bases
from app.store.reader import Reader
from app.store.statements import Statement, among, listed
from app.store.tables import change, touch
from app.store.transaction import Touched, Transaction, Written, refresh, rewrite

_before = msgspec.json.Decoder(dict[str, dict[str, Any] | None])


def save(
    connection: Connection, transaction: Transaction, record: Record, fields: Mapping[str, Any], *, act: str
) -> tuple[Written | None, Touched]:
    """Save *fields* of *record* as typed so far: in the visit's change, or in a new one."""
    visit = _visit(connection, record.id)
    values = transaction.fitting(record, fields)
    if visit is None:
        shown = transaction.reader.shown(record.id)
        transaction.set_raw(record, {name: value for name, value in values.items() if value != shown.get(name)})
        written, touched = transaction.write(act=act, role="do", state="typing")
        return (written[0] if written else None), touched
    _keep_before(connection, transaction.reader, visit, record.id, fields)
    made = _typed(connection, transaction, decode(visit.body), record, values)
    written_again = rewrite(connection, visit.n, made)
    return written_again, refresh(connection, [record.id])


def end(connection: Connection, identities: Iterable[str] | None) -> tuple[list[Written], Touched]:
    """End the visits to the named records with all of their acts, or all: they wait for the server from now on.

    An act that ends where it began leaves no trace, since nobody else has heard of it: what it held shows something
    else from now on, and is returned as touched.
    """
    found = _VISITS.all(connection)
    if identities is not None and found:
        visited = _VISITED.all(connection, changes=listed(row.n for row in found))
        wanted = set(identities)
        acts = {row.act for row in visited if row.record in wanted}
        found = [row for row in found if row.act in acts]
    meant = {row.act for row in found if not _is_nothing(row)}
    kept = [row for row in found if row.act in meant]
    if kept:
        _END.run(connection, changes=listed(row.n for row in kept))
    touched = _take_away(connection, [row for row in found if row.act not in meant])
    return [Written(id=row.id, stream=row.stream, body=row.body) for row in kept], touched


def _is_nothing(visit: Any) -> bool:
    """Tell whether every field is left as it was when the visit began."""
    before = _before.decode(visit.before)
    return all(_is_as_before(edit, before.get(edit.record)) for edit in decode(visit.body).edits)


def _is_as_before(edit: Edit, before: Mapping[str, Any] | None) -> bool:
    if before is None or edit.add or edit.drop:
        return False
    return all(before.get(name) == value for name, value in edit.set.items())


def _take_away(connection: Connection, visits: Sequence[Any]) -> Touched:
    if not visits:
        return Touched()
    records = [edit.record for row in visits for edit in decode(row.body).edits]
    numbers = listed(row.n for row in visits)
    _FORGET_TOUCHES.run(connection, changes=numbers)
    _FORGET.run(connection, changes=numbers)
    return refresh(connection, records)


def _visit(connection: Connection, identity: str) -> Any:
    return _VISIT.first(connection, identity=identity)


def _typed(
    connection: Connection, transaction: Transaction, made: Change, record: Record, values: Mapping[str, Any]
) -> Change:
    below = rows.load(connection, [record.id])[record.id].edits
    seen = transaction.seen_by(record)
    edits = [_edit(edit, values, seen=seen, below=below) if edit.record == record.id else edit for edit in made.edits]
    return msgspec.structs.replace(made, edits=edits, at=transaction.now)


def _edit(edit: Edit, values: Mapping[str, Any], *, seen: int, below: Sequence[Edit]) -> Edit:
    """Take *values* into the visit's edit; a field that it comes to only now has its own base."""
    later = pending_bases([name for name in values if name not in edit.set], base=seen, below=below)
    differing = {name: base for name, base in later.items() if base != edit.base}
    return msgspec.structs.replace(edit, set={**edit.set, **values}, bases={**edit.bases, **differing})


def _keep_before(connection: Connection, reader: Reader, visit: Any, identity: str, fields: Mapping[str, Any]) -> None:
    before = _before.decode(visit.before)
    held = before.get(identity)
    if held is None or all(name in held for name in fields):
        return
    shown = reader.shown(identity)
    held.update({name: shown.get(name) for name in fields if name not in held})
    _KEEP_BEFORE.run(connection, number=visit.n, before=msgspec.json.encode(before))


_VISITS = Statement(
    select(change.c.n, change.c.id, change.c.act, change.c.stream, change.c.body, change.c.before)
    .where(change.c.state == "typing")
    .order_by(change.c.n)
)
_VISITED = Statement(
    select(change.c.act, touch.c.record).join(touch, touch.c.change == change.c.n).where(among(change.c.n, "changes"))
)
_VISIT = Statement(
    select(change.c.n, change.c.body, change.c.before)
    .join(touch, touch.c.change == change.c.n)
    .where(touch.c.record == bindparam("identity"), change.c.state == "typing")
)
_END = Statement(update(change).where(among(change.c.n, "changes")).values(state="pending"))
_FORGET_TOUCHES = Statement(delete(touch).where(among(touch.c.change, "changes")))
_FORGET = Statement(delete(change).where(among(change.c.n, "changes")))
_KEEP_BEFORE = Statement("UPDATE change SET before = :before WHERE n = :number")
