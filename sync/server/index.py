"""The index: which streams a user may read, what has come in them, which rights have ended."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.changes import chain
from sync.protocol import Ended, Index, StreamRow
from sync.server import rights, settings
from sync.server.nudges import Nudges
from sync.server.rights import Rights, Session, Stream
from sync.server.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An index with its ETag; `index` is None when nothing differs from what the device knows."""

    tag: str
    tick: int
    keys: list[str]
    index: Index | None


def read(connection: Connection, session: Session, nudges: Nudges, *, known: str, now: str) -> Listed:
    """Return the index, or what differs from the one whose ETag is *known*."""
    nudges.observe(settings.read(connection, settings.PULSE))
    boot, tick = nudges.now
    streams = rights.readable(connection, session)
    ended = _ended(connection, session, {stream.id for stream, _ in streams})
    epoch = settings.epoch(connection)
    mark = _mark(epoch, streams, ended)
    tag = f"{boot}.{tick}.{mark}"
    keys = [rights.USER + session.login, *(stream.id for stream, _ in streams)]
    known_boot, known_tick, known_mark = _parts(known)
    if (known_boot, known_mark) != (boot, mark):
        rows = _rows(connection, streams)
        return Listed(tag=tag, tick=tick, keys=keys, index=Index(epoch=epoch, time=now, streams=rows, ended=ended))
    fresh = set(nudges.since(known_tick, [stream.id for stream, _ in streams]))
    if not fresh:
        return Listed(tag=tag, tick=tick, keys=keys, index=None)
    rows = _rows(connection, [each for each in streams if each[0].id in fresh])
    return Listed(
        tag=tag, tick=tick, keys=keys, index=Index(epoch=epoch, time=now, whole=False, streams=rows, ended=ended)
    )


def hold(connection: Connection, device: str, streams: Sequence[str]) -> None:
    """Note that *device* was given *streams*: if the right ends, it is told until its receipt comes."""
    _HOLD.run_many(connection, [(device, each) for each in streams])


def purged(connection: Connection, device: str, streams: Sequence[str], *, at: str) -> None:
    """Note the receipt of a purge."""
    for each in streams:
        _LET_GO.run(connection, device=device, stream=each)
        _RECEIPT.run(connection, device=device, stream=each, at=at)


def _rows(connection: Connection, streams: list[tuple[Stream, str]]) -> list[StreamRow]:
    heads = {row.id: (row.version, row.hash) for row in _HEADS.of(connection, [stream.id for stream, _ in streams])}
    return [
        StreamRow(each.id, each.citizen, each.compartment, *heads.get(each.id, (0, chain.start(each.id))), given)
        for each, given in streams
    ]


def _ended(connection: Connection, session: Session, readable: set[str]) -> list[Ended]:
    """Streams that the device holds and its user may no longer read."""
    held = {
        Stream(row.stream, row.citizen, row.compartment): row
        for row in _HELD.each(connection, device=session.device, login=session.login)
        if row.stream not in readable
    }
    given = Rights(connection, session, held)
    return [
        Ended(stream.id, (row.ended or "")[:10], row.reason or "not_assigned")
        for stream, row in held.items()
        if not given.of(stream).rights
    ]


def _mark(epoch: str, streams: list[tuple[Stream, str]], ended: list[Ended]) -> str:
    told = [epoch, *(stream.id + given for stream, given in streams), *(each.stream + "-" for each in ended)]
    return hashlib.sha256("".join(told).encode()).hexdigest()[:16]


def _parts(tag: str) -> tuple[str, int, str]:
    boot, _, rest = tag.partition(".")
    tick, _, mark = rest.partition(".")
    return boot, int(tick) if tick.isdecimal() else 0, mark


_HEADS = Statement("SELECT id, version, hash FROM stream WHERE id IN :ids")
_HELD = Statement(
    "SELECT holding.stream, stream.citizen, stream.compartment, assignment.ended, assignment.reason "
    "FROM holding JOIN stream ON stream.id = holding.stream "
    "LEFT JOIN assignment ON assignment.citizen = stream.citizen AND assignment.login = :login "
    "WHERE holding.device = :device ORDER BY holding.stream"
)
_HOLD = Statement(
    "INSERT INTO holding (device, stream) VALUES (:device, :stream) ON CONFLICT (device, stream) DO NOTHING"
)
_LET_GO = Statement("DELETE FROM holding WHERE device = :device AND stream = :stream")
_RECEIPT = Statement(
    "INSERT INTO purge (device, stream, at) VALUES (:device, :stream, :at) ON CONFLICT (device, stream, at) DO NOTHING"
)
