"""Proving the log: no gaps, every link of every chain, every signature, and the state as the fold of the log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.changes import chain, signing
from app.changes.cells import Cells, decode_cells, encode_cells
from app.changes.change import decode, decode_outcomes
from app.changes.fold import Stamp, fold_entry
from sync.server import settings
from sync.server.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong with a stream, and at which version."""

    stream: str
    version: int
    problem: str


def check(connection: Connection) -> Iterator[Finding]:
    """Yield what is wrong in any stream; nothing when all is well. A signature takes 0.1 ms."""
    keys = {row.key_id: bytes(row.key) for row in _DEVICES.each(connection)}
    server = settings.identity(connection).signing.public
    keys[signing.key_id(server)] = server
    for row in _STREAMS.all(connection):
        yield from _check_stream(connection, row.id, keys, head=row.version, head_hash=bytes(row.hash))


def count(connection: Connection) -> dict[str, int]:
    """Count streams, entries and records."""
    return {name: statement.scalar(connection) for name, statement in _COUNTED.items()}


def _check_stream(
    connection: Connection, stream: str, keys: Mapping[str, bytes], *, head: int, head_hash: bytes
) -> Iterator[Finding]:
    states: dict[str, Cells] = {}
    version, linked, is_whole = 0, chain.start(stream), True
    for row in _ENTRIES.each(connection, stream=stream):
        version += 1
        problem, linked = _check_entry(row, version=version, before=linked)
        if problem:
            yield Finding(stream=stream, version=version, problem=problem)
            return
        if row.body is not None and not _is_signed(row, keys):
            yield Finding(stream=stream, version=version, problem="signature")
        is_whole = is_whole and row.body is not None
        if is_whole:
            _fold(states, row.meta, row.body, outcomes=row.outcomes)
    if (version, linked) != (head, head_hash):
        yield Finding(stream=stream, version=head, problem="head")
    if is_whole:
        yield from _check_state(connection, stream, states, head=head)


def _check_entry(row: Any, *, version: int, before: bytes) -> tuple[str, bytes]:
    """Return what is wrong with an entry, or nothing, and the chain's hash after it."""
    if row.version != version:
        return "gap", before
    if row.body is not None and chain.commitment(row.salt, row.body, row.outcomes) != bytes(row.commitment):
        return "content", before
    linked = chain.link(before, row.meta, row.commitment)
    return ("" if linked == bytes(row.hash) else "hash"), linked


def _is_signed(row: Any, keys: Mapping[str, bytes]) -> bool:
    public = keys.get(row.key or "")
    return public is not None and signing.verify(public, row.body, row.sig or b"")


def _fold(states: dict[str, Cells], meta: bytes, body: bytes, *, outcomes: bytes) -> None:
    told, change = chain.decode_meta(meta), decode(body)
    stamp = Stamp(told.version, told.device, change.at, told.ceiling)
    states.update(fold_entry(states, change, decode_outcomes(outcomes), stamp))


def _check_state(connection: Connection, stream: str, states: dict[str, Cells], *, head: int) -> Iterator[Finding]:
    held = {row.id: decode_cells(row.cells) for row in _RECORDS.each(connection, stream=stream)}
    if held.keys() != states.keys():
        yield Finding(stream=stream, version=head, problem="records")
        return
    differing = [each for each, cells in states.items() if encode_cells(cells) != encode_cells(held[each])]
    if any(decode_cells(encode_cells(states[each])) != held[each] for each in differing):
        yield Finding(stream=stream, version=head, problem="state")


_COUNTED = {name: Statement(f"SELECT count(*) FROM {name}") for name in ("stream", "entry", "record")}  # noqa: S608
_DEVICES = Statement("SELECT key_id, key FROM device")
_STREAMS = Statement("SELECT id, version, hash FROM stream ORDER BY id")
_ENTRIES = Statement(
    "SELECT version, meta, salt, body, outcomes, key, sig, commitment, hash FROM entry "
    "WHERE stream = :stream ORDER BY version"
)
_RECORDS = Statement("SELECT id, cells FROM record WHERE stream = :stream")
