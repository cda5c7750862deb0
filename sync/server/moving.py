"""A stream that moved: how what was written for it is said in the stream that took it in.

Records keep their ids, but for the few that a citizen has once (the citizen, the plan, the main board): those become
the other's. A base is the version at which the same thing was said there.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection

from app.changes.change import NOT_ASSIGNED, Change, Edit
from app.ids import follower, main_board_of, plan_of
from sync.server.log import Log
from sync.server.rights import Stream
from sync.server.statements import Statement


class Moving:
    """What one stream's words become in the stream that took it in."""

    def __init__(self, connection: Connection, source: Stream, target: Stream) -> None:
        self._connection = connection
        self._source = source
        self._target = target
        self.joined = joined(source.citizen or "", target.citizen or "")
        """The records that a citizen has once: {the old one's: the other's}."""
        late = [row.id for row in _LATE.each(connection, stream=source.id, code=NOT_ASSIGNED)]
        self._names = self.joined | {record_of(source.id, each): record_of(target.id, each) for each in late}
        self._versions: dict[int, int] = {}

    def change(self, change: Change, *, ceiling: int | None = None) -> Change:
        """Return *change* as it is said in the other stream; nobody has signed it yet."""
        counted = change.under(ceiling)
        return Change(
            id=self.identity(change.id), stream=self._target.id, at=change.at, name=change.name,
            edits=[self.edit(each) for each in counted.edits],
            needs=[(self.name(record), field, self._base(record, version)) for record, field, version in counted.needs],
            reason=change.reason, group=change.group, redacts=self._redacts(change.redacts),
            source=(self._source.id, change.id),
        )  # fmt: skip

    def edit(self, edit: Edit) -> Edit:
        """Return *edit* as it is said in the other stream."""
        return Edit(
            record=self.name(edit.record), kind=edit.kind, base=self._base(edit.record, edit.base),
            set=_said(edit.set, self._names), add=_said(edit.add, self._names), drop=_said(edit.drop, self._names),
            bases={name: self._base(edit.record, base) for name, base in edit.bases.items()},
        )  # fmt: skip

    def value(self, value: Any) -> Any:
        """Return a value with the other stream's names in it."""
        return _said(value, self._names)

    def name(self, record: str) -> str:
        """Return the id of a record in the other stream."""
        return self._names.get(record, record)

    def identity(self, change: str, part: str = "") -> str:
        """Return the id that a change gets in the other stream, the same however often it is asked for."""
        return follower(change, self._target.id, f"{change}{part}")

    def note(self, change: str, *, version: int, said: str, at: int) -> None:
        """Write down that *change*, the old stream's *version*, stands in the other as *said*, at its version *at*."""
        _NOTE.run(
            self._connection, stream=self._source.id, id=change, target_id=said, version=version,
            target=self._target.id, target_version=at,
        )  # fmt: skip
        self._versions.clear()

    def _base(self, record: str, base: int) -> int:
        """Return what somebody who had seen *base* here has seen there: of a record that was joined, nothing."""
        if base == 0 or record in self.joined:
            return 0
        if base not in self._versions:
            found = _VERSION.scalar(self._connection, stream=self._source.id, target=self._target.id, version=base)
            self._versions[base] = found or 0
        return self._versions[base]

    def _redacts(self, changes: Sequence[str]) -> list[str]:
        if not changes:
            return []
        said: dict[str, list[str]] = {each: [] for each in changes}
        for row in _SAID.of(self._connection, changes, stream=self._source.id):
            said[row.id].append(row.target_id)
        return [name for each in changes for name in (said[each] or [each])]


def joined(citizen: str, survivor: str) -> dict[str, str]:
    """Return {record of *citizen*: the one of *survivor*} of all that a citizen has once."""
    return {citizen: survivor, plan_of(citizen): plan_of(survivor), main_board_of(citizen): main_board_of(survivor)}


def note_adopted(log: Log, said: Change) -> None:
    """Write down what kept work that was written elsewhere is called here; of what was written here nothing."""
    if said.source is not None:
        stream, change = said.source
        _NOTE.run(
            log.connection, stream=stream, id=change, target_id=said.id, version=0, target=log.stream.id,
            target_version=log.version,
        )  # fmt: skip


def record_of(stream: str, change: str) -> str:
    """Return the id of the record that tells of a late change of a stream."""
    return str(uuid5(UUID(stream), f"late:{change}"))


def with_originals(log: Log, changes: Iterable[str]) -> list[str]:
    """Return *changes* of a stream with the ids that they had where they were written, if they came from elsewhere."""
    named = list(changes)
    if not log.stream.took:
        return named
    return list(
        dict.fromkeys([*named, *(row.id for row in _ORIGINALS.of(log.connection, named, target=log.stream.id))])
    )


def empty_originals(log: Log, changes: Iterable[str]) -> list[tuple[str, str, int]]:
    """Take the content of *changes* out of the streams they were written for; return (stream, id, version) of those."""
    if not log.stream.took:
        return []
    found = [(row.stream, row.id, row.version) for row in _ORIGINALS.of(log.connection, changes, target=log.stream.id)]
    _EMPTY.run_many(log.connection, [(stream, change) for stream, change, _ in found])
    _EMPTY_REFUSED.run_many(log.connection, [(stream, change) for stream, change, _ in found])
    return found


def _said(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_said(each, names) for each in value]
    if isinstance(value, dict):
        return {name: _said(each, names) for name, each in value.items()}
    return value


_LATE = Statement("SELECT id FROM refusal WHERE stream = :stream AND code = :code")
_NOTE = Statement(
    "INSERT INTO copied (stream, id, target_id, version, target, target_version) "
    "VALUES (:stream, :id, :target_id, :version, :target, :target_version) "
    "ON CONFLICT (stream, id, target_id) DO NOTHING"
)
_VERSION = Statement(
    "SELECT max(target_version) FROM copied WHERE stream = :stream AND target = :target AND version <= :version "
    "AND version > 0"
)
_SAID = Statement("SELECT id, target_id FROM copied WHERE stream = :stream AND id IN :ids")
_ORIGINALS = Statement("SELECT stream, id, version FROM copied WHERE target = :target AND target_id IN :ids")
_EMPTY = Statement("UPDATE entry SET content = NULL WHERE stream = :stream AND id = :id")
_EMPTY_REFUSED = Statement("UPDATE refusal SET content = NULL WHERE stream = :stream AND id = :id")
