"""The rows of attached files: which are needed, which are unharmed, and how they go.

The only key of a file stands in the record that names it, sealed under the key of the stream: who destroys that key, or
redacts the record, has destroyed the file, in every backup too. The rows go as well.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from app.changes.attached import address_of, part_count
from app.changes.cells import value
from app.clock import instant
from app.domain.attachment import ATTACHMENT, CONTENT
from sync.server import log as logs
from sync.server import rights
from sync.server.content import open_refused, read_cells
from sync.server.rights import OPEN, Stream
from sync.server.statements import Statement
from sync.server.vault import StreamKey

KEPT = timedelta(days=30)
"""How long a file that no record names waits for one: longer than any device may work without contact."""


class Finding(NamedTuple):
    """A file whose bytes are not what its address says."""

    stream: str
    address: str


def drop(connection: Connection, stream: str, addresses: Iterable[str]) -> None:
    """Remove files of *stream*."""
    for address in addresses:
        _DROP_PARTS.run(connection, stream=stream, address=address)
        _DROP.run(connection, stream=stream, address=address)


def drop_unnamed(connection: Connection, stream: Stream, addresses: Iterable[str]) -> None:
    """Remove those of *addresses* that no record of *stream* names, and no work that is kept for somebody."""
    key = logs.key_of(connection, stream)
    drop(connection, stream.id, [each for each in addresses if not _is_named(connection, key, stream.id, each)])


def sweep(connection: Connection, *, now: datetime) -> None:
    """Remove what has waited long enough for a record that names it; each file is looked at once."""
    for row in _DUE.all(connection, now=instant(now)):
        _SEEN.run(connection, stream=row.stream, address=row.address, due=OPEN)
        found = rights.find(connection, row.stream)
        if found is None or found.is_erased:
            drop(connection, row.stream, [row.address])
        else:
            drop_unnamed(connection, found, [row.address])


def is_due(connection: Connection, *, now: datetime) -> bool:
    """Tell whether `sweep` has anything to look at."""
    return _DUE.first(connection, now=instant(now)) is not None


def check(connection: Connection) -> Iterator[Finding]:
    """Yield the whole files whose parts are not what their address says."""
    for row in _ALL.all(connection):
        if row.held == part_count(row.size) and address(connection, row.stream, row.address) != row.address:
            yield Finding(row.stream, row.address)


def address(connection: Connection, stream: str, named: str) -> str:
    """Return the address that the parts of a file really have."""
    return address_of(bytes(row.content) for row in _PARTS.each(connection, stream=stream, address=named))


def bodies(key: StreamKey | None, rows: Iterable[Any]) -> list[bytes]:
    """Return the bodies of work that is kept."""
    return [] if key is None else [open_refused(key, row.id, row.content).body or b"" for row in rows]


def _is_named(connection: Connection, key: StreamKey | None, stream: str, address: str) -> bool:
    if key is None:
        return False
    for row in _NAMING.all(connection, stream=stream, kind=ATTACHMENT.kind):
        if value(read_cells(key, row), CONTENT) == address:
            return True
    return any(address.encode() in body for body in bodies(key, _KEPT.all(connection, stream=stream)))


_THIS = "WHERE stream = :stream AND address = :address"
_PARTS = Statement(f"SELECT content FROM attached_part {_THIS} ORDER BY number")  # noqa: S608
_ALL = Statement("SELECT stream, address, size, held FROM attached ORDER BY stream, address")
_DROP = Statement(f"DELETE FROM attached {_THIS}")  # noqa: S608
_DROP_PARTS = Statement(f"DELETE FROM attached_part {_THIS}")  # noqa: S608
_DUE = Statement("SELECT stream, address FROM attached WHERE due < :now ORDER BY due LIMIT 100")
_SEEN = Statement(f"UPDATE attached SET due = :due {_THIS}")  # noqa: S608
_NAMING = Statement("SELECT id, cells FROM record WHERE stream = :stream AND kind = :kind")
_KEPT = Statement(
    "SELECT id, content FROM refusal WHERE stream = :stream AND code = 'not_assigned' AND settled IS NULL "
    "AND content IS NOT NULL"
)
