"""Taking in a stream that moves: its log is said again in the other one, change by change, with the same verdicts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.changes import chain
from app.changes.cells import Cell, Cells
from app.changes.change import IGNORED, REVIVED, RIVAL, Change, Edit, Outcomes, Verdict, decode, decode_outcomes
from app.clock import FixedClock, instant
from app.domain import KINDS
from app.domain.record import DELETED, Policy
from app.ids import Uuid7, citizen_stream
from sync.server import log as logs
from sync.server import origins, own, pull
from sync.server.content import EntryRow, Refused, open_refused, read_cells, seal_refused
from sync.server.log import Log
from sync.server.moving import Moving
from sync.server.own import NAME, SERVER
from sync.server.rights import Stream
from sync.server.schema import SERVER_KINDS
from sync.server.settings import Identity
from sync.server.statements import Statement

_JOINED = ":joined"
"""The part of a change that is about what a citizen has once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who lets a stream move, when and why."""

    by: str
    reason: str
    at: datetime


def take_over(source: Log, target: Log, identity: Identity, act: Act) -> int:
    """Say all of *source* again in *target*, both locked, and let it end there; return how many changes that were.

    The records go over with their rivals as they stand. Of those that a citizen has once *target*'s stay; what the
    other held in their place is kept beside them.
    """
    hand_over(source, target)
    taking = _TakingOver(source, target, identity, act)
    for row in list(pull.rows(source.connection, source.stream.id, after=0)):
        taking.take(row)
    _end(source, target, identity, act)
    _CLEAR.run(source.connection, stream=source.stream.id)
    for statement in (_MOVE_FILES, _MOVE_PARTS):
        statement.run(source.connection, stream=source.stream.id, target=target.stream.id)
    _follow_copies(source.connection, source.stream.id, target.stream.id)
    link(source.connection, source.stream.id, target.stream.id)
    target.write()
    return taking.count


def _follow_copies(connection: Connection, stream: str, target: str) -> None:
    """Let what even older streams said in *stream* be followed to where it is said now."""
    rows = _TWICE_SAID.all(connection, stream=stream)
    _FOLLOW_COPY.run_many(
        connection, [(target, row.said, row.at, row.stream, row.id, row.target_id) for row in rows]
    )  # fmt: skip


def link(connection: Connection, stream: str, target: str) -> None:
    """Write into the rows of both, and of whatever *stream* took in before, where *stream* is from now on."""
    _FOLLOW.run(connection, stream=stream, target=target)
    _MOVED.run(connection, stream=stream, target=target)
    _TOOK.run(connection, stream=target)


def target_of(connection: Connection, survivor: str, compartment: str) -> Log:
    """Lock the stream of *survivor* that takes in what is in *compartment*, made where there is none yet."""
    stream = Stream(citizen_stream(survivor, compartment), survivor, compartment)
    return logs.lock(connection, stream.id) or logs.open_stream(connection, stream)


def archive(connection: Connection, stream: Stream, survivor: str) -> Log:
    """Make a stream of a merged citizen that nobody had opened, moved from its beginning, and lock it."""
    logs.open_stream(connection, stream)
    link(connection, stream.id, target_of(connection, survivor, stream.compartment).stream.id)
    found = logs.lock(connection, stream.id)
    if found is None:
        raise LookupError(stream.id)
    return found


def hand_over(source: Log, target: Log) -> None:
    """Let work that is kept in *source* be kept in *target*, sealed under its key; the old row keeps its digest."""
    for row in _KEPT.all(source.connection, stream=source.stream.id):
        kept = open_refused(source.sealing, row.id, row.content)
        if kept.body is None:
            continue
        _KEEP.run(
            source.connection, stream=target.stream.id, id=row.id, device=row.device, seq=row.seq, code=row.code,
            detail=row.detail, at=row.at, content=seal_refused(target.sealing, row.id, kept),
        )  # fmt: skip
        digest = seal_refused(source.sealing, row.id, Refused(kept.digest))
        _KEEP_DIGEST.run(source.connection, stream=source.stream.id, id=row.id, content=digest)


@dataclass(slots=True)
class _TakingOver:
    """The log of one stream on its way into another."""

    source: Log
    target: Log
    identity: Identity
    act: Act
    count: int = 0
    _moving: Moving = field(init=False)
    _held: dict[str, Cells] = field(init=False)
    _brought: int = field(init=False)

    def __post_init__(self) -> None:
        connection, stream = self.source.connection, self.source.stream
        self._moving = Moving(connection, stream, self.target.stream)
        rows = _RECORDS.all(connection, stream=stream.id)
        self._held = {row.id: read_cells(self.source.sealing, row) for row in rows if row.id in self._moving.joined}
        self._brought = origins.version_brought(connection, stream.id)
        self.target.load(self._moving.joined.values())

    def take(self, row: EntryRow) -> None:
        """Say one entry again; what was redacted, and what only tells who works here, is not."""
        if row.content is None:
            return
        told, change = chain.decode_meta(row.meta), decode(row.content.body)
        said = self._moving.change(change, ceiling=told.ceiling)
        by = told.by if row.version > self._brought else self._elsewhere(row.content.key) or told.by
        self._say(change, told, _plain(said, self._moving), by=by, outcomes=decode_outcomes(row.content.outcomes))
        self._say_joined(change, told, said, by=by)

    def _say(self, change: Change, told: chain.Meta, said: Change, *, by: str, outcomes: Outcomes) -> None:
        if said.edits:
            own_records, joined = {edit.record for edit in said.edits}, set(self._moving.joined.values())
            verdicts = [msgspec.structs.replace(each, record=self._moving.name(each.record)) for each in outcomes]
            kept = [
                each
                for each in verdicts
                if each.record in own_records or (each.code == REVIVED and each.record not in joined)
            ]
            self._enter(change, said, kept, told, device=told.device, by=by)

    def _say_joined(self, change: Change, told: chain.Meta, said: Change, *, by: str) -> None:
        """Say what still stands of the edits of joined records: set where nothing stood, else a rival."""
        edits: list[Edit] = []
        outcomes: Outcomes = []
        for edit in change.edits:
            if edit.record in self._held:
                left = _left(self._held[edit.record], told.version)
                record = self._moving.name(edit.record)
                there = self.target.states.get(record, {})
                fresh = {name: self._moving.value(value) for name, value in left.items()}
                fresh = {name: value for name, value in fresh.items() if not _stands(there.get(name), value)}
                edits += [Edit(record=record, kind=edit.kind, set=fresh)] if fresh else []
                outcomes += [_beside(record, edit.kind, name) for name in fresh if _is_set(there.get(name))]
        if edits:
            part = msgspec.structs.replace(said, id=self._moving.identity(change.id, _JOINED), edits=edits)
            # A device of nobody's: what the same device wrote in the other stream is not what this was written knowing.
            self._enter(change, part, outcomes, told, device=self.source.stream.id, by=by)

    def _enter(
        self, change: Change, said: Change, outcomes: Outcomes, told: chain.Meta, *, device: str, by: str
    ) -> None:
        log, made = self.target, own.signed(said, self.identity)
        version = log.add(made, outcomes, log.stamp(made, device=device), by=by, received=told.received)
        self._moving.note(change.id, version=told.version, said=said.id, at=version)
        self.count += 1

    def _elsewhere(self, key: str) -> str:
        """Return who wrote in the municipality that the plan came from: a login of there may be another's here."""
        found = origins.keys_of(self.source.connection, [key]).get(key)
        return "" if found is None else found.user


def _plain(said: Change, moving: Moving) -> Change:
    """Return *said* without what is about joined records, and without what only the server tells of who works here."""
    ids = set(moving.joined.values())
    edits = [each for each in said.edits if each.record not in ids and each.kind not in SERVER_KINDS]
    return msgspec.structs.replace(said, edits=edits, needs=[], redacts=[])


def _left(cells: Cells, version: int) -> dict[str, Any]:
    """Return what of the entry *version* still stands in *cells*, as the value or beside it; a deletion does not."""
    return {name: value for name, cell in cells.items() if name != DELETED for value in _of(cell, version)}


def _of(cell: Cell, version: int) -> Iterator[Any]:
    if cell.version == version:
        yield cell.value
    yield from (rival.value for rival in cell.rivals if rival.version == version)


def _is_set(cell: Cell | None) -> bool:
    return cell is not None and cell.value is not None


def _stands(cell: Cell | None, value: Any) -> bool:
    """Tell whether *value* says nothing beside what stands."""
    if value is None:
        return True
    return cell is not None and value in (cell.value, *(rival.value for rival in cell.rivals))


def _beside(record: str, kind: str, name: str) -> Verdict:
    known = KINDS.get(kind)
    yields = known is not None and known.policy(name) is Policy.YIELD
    return Verdict(record, name, IGNORED if yields else RIVAL)


def _end(source: Log, target: Log, identity: Identity, act: Act) -> None:
    """Let the old stream's log say where it goes on, by whose word and why."""
    made = own.signed(
        Change(
            id=Uuid7(FixedClock(act.at))(), stream=source.stream.id, at=instant(act.at), name=NAME, edits=[],
            reason=act.reason, moved_to=target.stream.id,
        ),
        identity,
    )  # fmt: skip
    source.keep(made, [], source.stamp(made, device=SERVER), by=act.by, received=instant(act.at))
    source.write()


_CLEAR = Statement("DELETE FROM record WHERE stream = :stream")
_RECORDS = Statement("SELECT id, cells FROM record WHERE stream = :stream")
_MOVE_FILES = Statement("UPDATE attached SET stream = :target WHERE stream = :stream")
_MOVE_PARTS = Statement("UPDATE attached_part SET stream = :target WHERE stream = :stream")
_FOLLOW = Statement("UPDATE stream SET moved_to = :target WHERE moved_to = :stream")
_MOVED = Statement("UPDATE stream SET moved_to = :target WHERE id = :stream")
_TOOK = Statement("UPDATE stream SET took = 1 WHERE id = :stream")
_TWICE_SAID = Statement(
    "SELECT copied.stream, copied.id, copied.target_id, again.target_id AS said, again.target_version AS at "
    "FROM copied JOIN copied AS again ON again.stream = copied.target AND again.id = copied.target_id "
    "WHERE copied.target = :stream"
)
_FOLLOW_COPY = Statement(
    "UPDATE copied SET target = :target, target_id = :said, target_version = :at "
    "WHERE stream = :stream AND id = :id AND target_id = :before"
)
_KEPT = Statement(
    "SELECT id, device, seq, code, detail, at, content FROM refusal WHERE stream = :stream AND settled IS NULL "
    "AND code = 'not_assigned' AND content IS NOT NULL ORDER BY id"
)
_KEEP = Statement(
    "INSERT INTO refusal (stream, id, device, seq, code, detail, at, content) "
    "VALUES (:stream, :id, :device, :seq, :code, :detail, :at, :content) ON CONFLICT (stream, id) DO NOTHING"
)
_KEEP_DIGEST = Statement("UPDATE refusal SET content = :content WHERE stream = :stream AND id = :id")
