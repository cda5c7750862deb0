"""Opening: the first change of a stream says what the stream is."""

from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from app.changes import chain
from app.store import rows, scrubbing
from app.store.statements import Statement
from app.store.tables import change, stream

OPENS = func.instr(change.c.body, '"open":[') > 0
"""Of a change that says what its stream is."""


def begin(connection: Connection, where: str, *, citizen: str | None, compartment: str) -> None:
    """Make a stream of which nothing is here."""
    _BEGIN.run(connection, id=where, citizen=citizen, compartment=compartment, hash=chain.start(where))


def held(connection: Connection, where: str) -> Any | None:
    """Return what a stream is, as `id`, `version`, `citizen` and `compartment`; None when nothing of it is here."""
    return _HELD.first(connection, of=where)


def is_missing(connection: Connection, stream_here: Any) -> bool:
    """Tell whether nothing opens what `held` returned: its first change was refused, or the server has lost it."""
    return not stream_here.version and _OPENING.scalar(connection, of=stream_here.id) is None


_HELD = Statement(
    select(stream.c.id, stream.c.version, stream.c.citizen, stream.c.compartment).where(stream.c.id == bindparam("of"))
)
_OPENING = Statement(
    select(change.c.n)
    .where(change.c.stream == bindparam("of"), change.c.own == 1, OPENS)
    .where(change.c.state.in_((*rows.OVERLAID, scrubbing.LEAVING)))
    .limit(1)
)
_BEGIN = Statement(
    "INSERT INTO stream (id, citizen, compartment, hash, version, seq, acked, logged_from, rights) "
    "VALUES (:id, :citizen, :compartment, :hash, 0, 0, 0, 1, 'write')"
)
