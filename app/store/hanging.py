"""Hanging: own changes refused since what they hang under was lost with the server wait again when it is back."""

from collections.abc import Callable, Collection
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, func, select, update

from app.changes.change import MISSING, Change, Edit, decode
from app.changes.outcome import parents_of
from app.domain import KINDS
from app.ids import follower
from app.store import rows
from app.store.exchange import draw
from app.store.rows import Row
from app.store.statements import Statement
from app.store.store import Store
from app.store.tables import change


def offer_again(store: Store, connection: Connection, arrived: Callable[[], Collection[str]]) -> list[Row]:
    """Let what hangs under the records that have *arrived* wait once more; return the records that it lies over.

    The server remembers what it refused, so each change gets another id, on a copy of this machine the same. It goes
    without what was written in its place later: as the device's own the older words would take the place of those.
    """
    refused = _REFUSED.all(connection)
    records = arrived() if refused else ()
    fresh: dict[str, Row] = {}
    for row in refused:
        made = _made_anew(connection, row, records)
        if made is not None:
            draw(store, connection, row.n, made)
            _WAIT.run(connection, number=row.n)
            fresh |= {each.record: Row(each.record, row.stream, row.citizen, each.kind) for each in made.edits}
    held = rows.load(connection, fresh)
    rows.write(connection, [row for name, row in fresh.items() if name not in held])
    return list(rows.load(connection, fresh).values())


def _made_anew(connection: Connection, row: Any, arrived: Collection[str]) -> Change | None:
    """Return a refused change as it may wait again; None where what it hangs under is not here, or nothing is left."""
    made = decode(row.body)
    named = parents_of(made, KINDS) - {edit.record for edit in made.edits}
    if named.isdisjoint(arrived):
        return None
    if named != {each.id for each in rows.load(connection, named).values() if each.cells}:
        return None
    bodies = _LATER.column(connection, of=row.stream, after=row.n)
    later = {setting for body in bodies for setting in decode(body).settings()}
    left = [edit for each in made.edits if (edit := _without(each, later)).fields()]
    return msgspec.structs.replace(made, id=follower(made.id, made.id, "again"), edits=left) if left else None


def _without(edit: Edit, later: Collection[tuple[str, str]]) -> Edit:
    kept = {name: value for name, value in edit.set.items() if (edit.record, name) not in later}
    return msgspec.structs.replace(edit, set=kept)


_OWN = change.c.own == 1
_REFUSED = Statement(
    select(change.c.n, change.c.stream, change.c.citizen, change.c.body)
    .where(change.c.state == "refused", _OWN, change.c.body.is_not(None))
    .where(func.instr(change.c.refusal, f'"{MISSING}"') > 0)
    .order_by(change.c.n)
)
_LATER = Statement(
    select(change.c.body)
    .where(change.c.stream == bindparam("of"), _OWN, change.c.n > bindparam("after"), change.c.body.is_not(None))
    .where(change.c.state.in_((*rows.OVERLAID, "entered")))
)
_WAIT = Statement(
    update(change).where(change.c.n == bindparam("number")).values(state="pending", seq=None, refusal=None)
)
