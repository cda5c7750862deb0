"""Handing out what a device lacks: entries after its anchor, a stream's state, older log."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from sync import protocol
from sync.protocol import Anchor, StateHead, StateRecord
from sync.server import log as logs
from sync.server import settings
from sync.server.content import EntryRow, open_cells, open_entry
from sync.server.rights import Stream
from sync.server.statements import Statement
from sync.server.vault import StreamKey

_PAGE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """Entries as a JSON list, the head they lead to, and whether there are more."""

    entries: msgspec.Raw
    count: int
    size: int
    head: Anchor
    is_cut: bool


def heads(connection: Connection, streams: Iterable[str]) -> dict[str, tuple[Stream, Anchor]]:
    """Return those of *streams* that exist, with their heads."""
    return {
        row.id: (Stream(row.id, row.citizen, row.compartment, row.moved_to, row.took), Anchor(row.version, row.hash))
        for row in _HEADS.of(connection, streams)
    }


def entries(rows: Iterable[EntryRow], *, after: Anchor, own: Collection[int], at_most: int) -> Pulled:
    """Return *rows*, the entries that follow *after*, up to about *at_most* bytes and at least one.

    Bodies of *own* versions are left out.
    """
    parts: list[bytes] = []
    size, last, is_cut = 0, None, False
    for row in rows:
        part = _encoded(row, is_own=row.version in own)
        if parts and size + len(part) > at_most:
            is_cut = True
            break
        parts.append(part)
        size += len(part) + 1
        last = row
    head = after if last is None else Anchor(last.version, last.hash)
    return Pulled(entries=protocol.encode_list(parts), count=len(parts), size=size, head=head, is_cut=is_cut)


def state(connection: Connection, stream: str) -> Iterator[bytes]:
    """Yield the lines of a stream's state: its head, then every record. Read within one snapshot."""
    found = heads(connection, [stream])
    if not found:
        return
    where, head = found[stream]
    rows, key = _STATE.all(connection, stream=stream), logs.key_of(connection, where)
    epoch = settings.epoch(connection)
    yield protocol.encode(StateHead(head.version, head.hash, len(rows), epoch)) + b"\n"
    if key is None:
        return
    for row in rows:
        yield protocol.encode(StateRecord(row.id, row.kind, msgspec.Raw(open_cells(key, row.id, row.cells)))) + b"\n"


def log(connection: Connection, stream: str, *, after: int, before: int) -> protocol.Log:
    """Return the entries between *after* and *before*, both left out, newest kept when they are too many."""
    parts: list[bytes] = []
    size, lowest = 0, before
    key = _key(connection, stream)
    for row in _BACK.each(connection, stream=stream, after=after, before=before):
        part = _encoded(open_entry(key, row), is_own=False)
        if parts and size + len(part) > protocol.MOST_BYTES:
            break
        parts.append(part)
        size += len(part) + 1
        lowest = row.version
    known = logs.hash_at(connection, stream, lowest - 1)
    entered = protocol.encode_list(parts[::-1])
    return protocol.Log(before=known or b"", entries=entered, epoch=settings.epoch(connection))


def rows(connection: Connection, stream: str, *, after: int) -> Iterator[EntryRow]:
    """Yield the entries of a stream above *after*, a page at a time: some databases hand over a page as a whole."""
    key = _key(connection, stream)
    while True:
        count = 0
        for row in _AFTER.each(connection, stream=stream, after=after, page=_PAGE):
            count += 1
            after = row.version
            yield open_entry(key, row)
        if count < _PAGE:
            return


def _key(connection: Connection, stream: str) -> StreamKey | None:
    return next((logs.key_of(connection, each) for each, _ in heads(connection, [stream]).values()), None)


def _encoded(row: EntryRow, *, is_own: bool) -> bytes:
    held = row.content
    if held is None:
        return protocol.encode_redacted(row.meta, row.commitment)
    if is_own:
        return protocol.encode_own(row.meta, held.salt, held.outcomes)
    return protocol.encode_entry(row.meta, held.salt, held.body, outcomes=held.outcomes, key=held.key, sig=held.sig)


_HEADS = Statement("SELECT id, citizen, compartment, version, hash, moved_to, took FROM stream WHERE id IN :ids")
_COLUMNS = "version, id, meta, content, commitment, hash"
_AFTER = Statement(
    f"SELECT {_COLUMNS} FROM entry WHERE stream = :stream AND version > :after ORDER BY version LIMIT :page"  # noqa: S608
)
_BACK = Statement(
    f"SELECT {_COLUMNS} FROM entry WHERE stream = :stream AND version > :after AND version < :before "  # noqa: S608
    "ORDER BY version DESC LIMIT 1000"
)
_STATE = Statement("SELECT id, kind, cells FROM record WHERE stream = :stream ORDER BY id")
