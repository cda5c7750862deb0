"""Handing out what a device lacks: entries after its anchor, a stream's state, older log."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, Row, text

from sync import protocol
from sync.protocol import Anchor, StateHead, StateRecord
from sync.server import log as logs
from sync.server import settings

_PAGE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """Entries as a JSON list, the head they lead to, and whether there are more."""

    entries: msgspec.Raw
    count: int
    size: int
    head: Anchor
    is_cut: bool


def head(connection: Connection, stream: str) -> Anchor | None:
    """Return the head of a stream."""
    row = connection.execute(_HEAD, {"id": stream}).first()
    return None if row is None else Anchor(row.version, bytes(row.hash))


def entries(connection: Connection, stream: str, *, after: Anchor, own: Collection[int], at_most: int) -> Pulled:
    """Return the entries after *after* up to about *at_most* bytes, at least one; bodies of *own* versions left out."""
    parts: list[bytes] = []
    size, last, is_cut = 0, after, False
    for row in _rows(connection, stream, after=after.version):
        part = _encoded(row, is_own=row.version in own)
        if parts and size + len(part) > at_most:
            is_cut = True
            break
        parts.append(part)
        size += len(part) + 1
        last = Anchor(row.version, bytes(row.hash))
    return Pulled(entries=protocol.encode_list(parts), count=len(parts), size=size, head=last, is_cut=is_cut)


def state(connection: Connection, stream: str) -> Iterator[bytes]:
    """Yield the lines of a stream's state: its head, then every record. Read within one snapshot."""
    found = head(connection, stream)
    if found is None:
        return
    rows = connection.execute(_STATE, {"stream": stream}).all()
    epoch = settings.epoch(connection)
    yield protocol.encode(StateHead(found.version, found.hash, len(rows), epoch)) + b"\n"
    for row in rows:
        yield protocol.encode(StateRecord(row.id, row.kind, msgspec.Raw(row.cells))) + b"\n"


def log(connection: Connection, stream: str, *, after: int, before: int) -> protocol.Log:
    """Return the entries between *after* and *before*, both left out, newest kept when they are too many."""
    parts: list[bytes] = []
    size, lowest = 0, before
    for row in connection.execute(_BACK, {"stream": stream, "after": after, "before": before}):
        part = _encoded(row, is_own=False)
        if parts and size + len(part) > protocol.MOST_BYTES:
            break
        parts.append(part)
        size += len(part) + 1
        lowest = row.version
    known = logs.hash_at(connection, stream, lowest - 1)
    return protocol.Log(before=known or b"", entries=protocol.encode_list(parts[::-1]))


def _rows(connection: Connection, stream: str, *, after: int) -> Iterator[Row[tuple[object, ...]]]:
    while True:
        rows = connection.execute(_AFTER, {"stream": stream, "after": after, "page": _PAGE}).all()
        yield from rows
        if len(rows) < _PAGE:
            return
        after = rows[-1].version


def _encoded(row: Row[tuple[object, ...]], *, is_own: bool) -> bytes:
    if row.body is None:
        return protocol.encode_redacted(row.meta, row.commitment)
    if is_own:
        return protocol.encode_own(row.meta, row.salt, row.outcomes)
    return protocol.encode_entry(row.meta, row.salt, row.body, outcomes=row.outcomes, key=row.key, sig=row.sig)


_HEAD = text("SELECT version, hash FROM stream WHERE id = :id")
_COLUMNS = "version, meta, salt, body, outcomes, key, sig, commitment, hash"
_AFTER = text(
    f"SELECT {_COLUMNS} FROM entry WHERE stream = :stream AND version > :after ORDER BY version LIMIT :page"  # noqa: S608
)
_BACK = text(
    f"SELECT {_COLUMNS} FROM entry WHERE stream = :stream AND version > :after AND version < :before "  # noqa: S608
    "ORDER BY version DESC LIMIT 1000"
)
_STATE = text("SELECT id, kind, cells FROM record WHERE stream = :stream ORDER BY id")
