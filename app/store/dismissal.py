"""Dismissal: putting away an own change that the server did not accept; it stays in the history."""

from dataclasses import replace

from sqlalchemy import bindparam, select, update

from app.changes.change import decode
from app.store import rows
from app.store.receiving import show
from app.store.statements import Statement
from app.store.store import Store
from app.store.tables import change


def dismiss(store: Store, identity: str) -> None:
    """Put the refused change *identity* away; one that is not refused stays as it is."""
    with store.writing() as connection:
        row = _REFUSED.first(connection, identity=identity)
        if row is None:
            return
        _DISMISS.run(connection, number=row.n)
        edited = frozenset(edit.record for edit in decode(row.body).edits) if row.body else frozenset()
        touched = show(connection, list(rows.load(connection, edited).values()))
    told = touched.citizens | ({row.citizen} if row.citizen else set())
    # A record whose making was refused is not here any more, and those who list the refusal must hear of it too.
    store.tell(replace(touched, records=edited | {identity}, citizens=told, remote=False))


_REFUSED = Statement(
    select(change.c.n, change.c.citizen, change.c.body).where(
        change.c.id == bindparam("identity"), change.c.own == 1, change.c.state == "refused"
    )
)
_DISMISS = Statement(update(change).where(change.c.n == bindparam("number")).values(state="dismissed"))
