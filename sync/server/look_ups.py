"""Proving the look-ups: each names the one before it, so that one that was taken out of a device's stream shows."""

from collections.abc import Iterator

from sqlalchemy import Connection

from app.changes.cells import value
from app.domain.look_up import LOOK_UP, LookUp, chained
from sync.server.check import Finding
from sync.server.content import read_cells
from sync.server.statements import Statement
from sync.server.vault import vault_of


def check(connection: Connection) -> Iterator[Finding]:
    """Yield where a look-up is missing: one names another that is nowhere, or more than one of a device names none.

    A device that was copied goes on in a stream of its own from a look-up in the older one.
    """
    found = {row.id: _look_ups(connection, row.id) for row in _STREAMS.all(connection)}
    known = {chained(each) for several in found.values() for each in several}
    for stream, several in found.items():
        firsts = 0
        for number, each in enumerate(several, start=1):
            firsts += each.before is None
            if (each.before is None and firsts > 1) or (each.before is not None and each.before not in known):
                yield Finding(stream=stream, version=number, problem="look_up")


def _look_ups(connection: Connection, stream: str) -> list[LookUp]:
    """Return the look-ups of a device's stream in the order they were made."""
    key = vault_of(connection).key(stream)
    made = []
    for row in _RECORDS.each(connection, stream=stream, kind=LOOK_UP.kind):
        cells = read_cells(key, row)
        made.append(LOOK_UP.read({name: value(cells, name) for name in cells}, id=row.id))
    return made


_STREAMS = Statement("SELECT id FROM stream WHERE compartment LIKE 'device:%' ORDER BY id")
_RECORDS = Statement("SELECT id, cells FROM record WHERE stream = :stream AND kind = :kind ORDER BY id")
