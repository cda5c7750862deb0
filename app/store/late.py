"""Late work: own changes that were refused because the right had ended; a restored server may hold them no more."""

from typing import Any

from sqlalchemy import Connection, func, select, update

from app.changes.change import NOT_ASSIGNED, decode
from app.store import rows, scrubbing
from app.store.rows import Row
from app.store.statements import Statement, among, listed
from app.store.tables import change


def offer_again(connection: Connection) -> None:
    """Let late work wait once more, and lie over what it touches: the server's answer is of before its restore."""
    found = _LATE.all(connection)
    if not found:
        return
    _WAIT.run(connection, numbers=listed(row.n for row in found))
    fresh = {edit.record: _bare(row, edit.record, edit.kind) for row in found for edit in decode(row.body).edits}
    held = rows.load(connection, fresh)
    rows.write(connection, [row for name, row in fresh.items() if name not in held])
    scrubbing.show(connection, list(rows.load(connection, fresh).values()))


def _bare(row: Any, record: str, kind: str) -> Row:
    return Row(record, row.stream, row.citizen, kind)


IS_LATE = (change.c.own == 1) & (change.c.state == "refused") & (func.instr(change.c.refusal, f'"{NOT_ASSIGNED}"') > 0)
_LATE = Statement(
    select(change.c.n, change.c.stream, change.c.citizen, change.c.body)
    .where(IS_LATE, change.c.body.is_not(None))
    .order_by(change.c.n)
)
_WAIT = Statement(update(change).where(among(change.c.n, "numbers")).values(state="pending", seq=None, refusal=None))
