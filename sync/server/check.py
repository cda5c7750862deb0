"""Proving the log: no gaps, every link of every chain, every signature, and the state as the fold of the log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from app.changes import chain, signing
from app.changes.cells import Cells, decode_cells, encode_cells
from app.changes.change import decode, decode_outcomes
from app.changes.fold import Stamp, fold_entry
from sync.protocol import Anchor
from sync.server import files, origins, settings
from sync.server import log as logs
from sync.server.content import Content, EntryRow, open_entry, read_cells
from sync.server.rights import Stream
from sync.server.statements import Statement
from sync.server.vault import NoKey, SealBroken, StreamKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong with a stream, and at which version."""

    stream: str
    version: int
    problem: str


@dataclass(frozen=True, slots=True)
class _Held:
    """A stream as its row tells: its key, None once it was erased, its head, and whether another took in its state."""

    stream: str
    key: StreamKey | None
    head: Anchor
    has_moved: bool


def check(connection: Connection) -> Iterator[Finding]:
    """Yield what is wrong in any stream; nothing when all is well. A signature takes 0.1 ms."""
    keys = {row.key_id: bytes(row.key) for row in _DEVICES.each(connection)}
    server = settings.identity(connection).signing.public
    keys[signing.key_id(server)] = server
    keys |= origins.public_keys(connection)
    for row in _STREAMS.all(connection):
        stream = Stream(row.id, None, row.compartment)
        try:
            key = logs.key_of(connection, stream)
        except NoKey:
            yield Finding(stream=row.id, version=row.version, problem="key")
            continue
        head = Anchor(row.version, bytes(row.hash))
        yield from _check_stream(connection, _Held(row.id, key, head, row.moved_to is not None), keys)
    for each in files.check(connection):
        yield Finding(stream=each.stream, version=0, problem="attached")


def count(connection: Connection) -> dict[str, int]:
    """Count streams, entries and records."""
    return {name: statement.scalar(connection) for name, statement in _COUNTED.items()}


def _check_stream(connection: Connection, held: _Held, keys: Mapping[str, bytes]) -> Iterator[Finding]:
    """Follow the chain, and fold what is left of the log: that is what the state must be."""
    states: dict[str, Cells] = {}
    version, linked = 0, chain.start(held.stream)
    for stored in _ENTRIES.each(connection, stream=held.stream):
        version += 1
        try:
            row = open_entry(held.key, stored)
        except SealBroken:
            yield Finding(stream=held.stream, version=version, problem="content")
            return
        problem, linked = _check_entry(row, version=version, before=linked)
        if problem:
            yield Finding(stream=held.stream, version=version, problem=problem)
            return
        if row.content is not None:
            if not _is_signed(row.content, keys):
                yield Finding(stream=held.stream, version=version, problem="signature")
            _fold(states, row.meta, row.content)
    if Anchor(version, linked) != held.head:
        yield Finding(stream=held.stream, version=held.head.version, problem="head")
    yield from _check_state(connection, held, {} if held.has_moved else states)


def _check_entry(row: EntryRow, *, version: int, before: bytes) -> tuple[str, bytes]:
    """Return what is wrong with an entry, or nothing, and the chain's hash after it."""
    if row.version != version:
        return "gap", before
    held = row.content
    if held is not None and chain.commitment(held.salt, held.body, held.outcomes) != bytes(row.commitment):
        return "content", before
    linked = chain.link(before, row.meta, row.commitment)
    return ("" if linked == bytes(row.hash) else "hash"), linked


def _is_signed(held: Content, keys: Mapping[str, bytes]) -> bool:
    public = keys.get(held.key)
    return public is not None and signing.verify(public, held.body, held.sig)


def _fold(states: dict[str, Cells], meta: bytes, held: Content) -> None:
    told, change = chain.decode_meta(meta), decode(held.body)
    stamp = Stamp(told.version, told.device, change.at, told.ceiling)
    states.update(fold_entry(states, change, decode_outcomes(held.outcomes), stamp))


def _check_state(connection: Connection, held: _Held, states: dict[str, Cells]) -> Iterator[Finding]:
    """Compare what is kept of each record; one that nothing is left of is not kept."""
    key, head = held.key, held.head.version
    rows = _RECORDS.all(connection, stream=held.stream)
    try:
        there = {} if key is None else {row.id: read_cells(key, row) for row in rows}
    except SealBroken:
        yield Finding(stream=held.stream, version=head, problem="state")
        return
    if there.keys() != states.keys() or len(there) != len(rows):
        yield Finding(stream=held.stream, version=head, problem="records")
        return
    differing = [each for each, cells in states.items() if encode_cells(cells) != encode_cells(there[each])]
    if any(decode_cells(encode_cells(states[each])) != there[each] for each in differing):
        yield Finding(stream=held.stream, version=head, problem="state")


_COUNTED = {name: Statement(f"SELECT count(*) FROM {name}") for name in ("stream", "entry", "record")}  # noqa: S608
_DEVICES = Statement("SELECT key_id, key FROM device")
_STREAMS = Statement("SELECT id, compartment, version, hash, moved_to FROM stream ORDER BY id")
_ENTRIES = Statement(
    "SELECT version, id, meta, content, commitment, hash FROM entry WHERE stream = :stream ORDER BY version"
)
_RECORDS = Statement("SELECT id, cells FROM record WHERE stream = :stream")
