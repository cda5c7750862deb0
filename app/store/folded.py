"""FoldedPlan: a plan's records as its logs alone make them, for whoever has the logs and no store."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self, TypeVar, cast

from app.changes.cells import Cells
from app.changes.fold import fold_entry, shown
from app.changes.redaction import Folded
from app.domain import KINDS
from app.domain.attachment import Attachment
from app.domain.record import DELETED, Record, RecordType
from app.store.attached import Held
from app.store.reader import ASSIGNMENT, Head
from app.store.rows import derived

R = TypeVar("R", bound=Record)
Files = Callable[[str, str], list[bytes]]
"""Gives the sealed parts of the file that has an address in a stream; none of one that is not there whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A whole stream: where its chain leads, and its entries that still have their content, in order."""

    stream: str
    head: Head
    entries: Iterable[Folded]


class _Row(NamedTuple):
    sort: str
    id: str
    type: RecordType[Any]
    parent: str | None
    record: Record


class FoldedPlan:
    """The records of *citizen* that *logs* make; it is asked as a Reader is. Nothing waits: all of it was received."""

    def __init__(self, citizen: str, logs: Iterable[Log], *, files: Files) -> None:
        self._citizen = citizen
        self._files = files
        self._heads: dict[str, Head] = {}
        self._shown: dict[str, dict[str, Any]] = {}
        self._kinds: dict[str, str] = {}
        rows: list[_Row] = []
        for log in logs:
            self._heads[log.stream] = log.head
            rows += self._read(log, self._folded(log.entries))
        self._hold(rows)

    @classmethod
    def of(cls, citizen: str, records: Mapping[str, tuple[str, Mapping[str, Any]]]) -> Self:
        """Return the plan that *records* are, {id: (kind, fields)}, as they stood at some time; it has no files."""
        plan = cls(citizen, (), files=lambda _stream, _address: [])
        plan._kinds = {identity: kind for identity, (kind, _) in records.items()}
        plan._hold([row for identity, (_, fields) in records.items() for row in plan._row(identity, dict(fields))])
        return plan

    @property
    def records(self) -> tuple[Record, ...]:
        """All records of types that this program knows, deleted ones too."""
        return tuple(row.record for row in self._rows)

    def get(self, kind: RecordType[R], identity: str) -> R | None:
        """Return one record, deleted ones too; None when it is not there or of another kind."""
        found = self._records.get(identity)
        classes = tuple(each.record for each in KINDS[kind.kind].types)
        return cast("R", found) if isinstance(found, classes) else None

    def all(self, *types: RecordType[R], citizen: str | None = None, parent: str | None = None) -> list[R]:
        """Return the records of *types* that stand, in order (order key or name, then id)."""
        if citizen not in (None, self._citizen):
            return []
        rows = (row for row in self._rows if row.type in types and (parent is None or row.parent == parent))
        return [cast("R", row.record) for row in rows if not row.record.deleted]

    def head(self, identity: str) -> Head | None:
        """Return where the chain of stream *identity* leads."""
        return self._heads.get(identity)

    def waiting(self, identity: str) -> list[bytes]:
        """Return nothing: a log holds what was received."""
        return []

    def assigned(self, citizen: str) -> list[str]:
        """Return the logins of those who work with *citizen*, as the logs tell."""
        told = [self._shown[each] for each, kind in self._kinds.items() if kind == ASSIGNMENT]
        return sorted(str(each["login"]) for each in told if each.get("login") and not each.get(DELETED))

    def attached(self, named: Attachment) -> Held:
        """Return how much of an attached file is there: all of it, or nothing."""
        parts = self.attached_parts(named)
        size = sum(len(each) for each in parts) or None
        return Held(stream=named.stream, address=named.content or "", size=size, held=len(parts), received=True)

    def attached_parts(self, named: Attachment) -> list[bytes]:
        """Return the sealed parts of an attached file, in order."""
        return self._files(named.stream, named.content or "")

    def show(self, identities: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return the fields that each of those records shows which are there."""
        return {each: self._shown[each] for each in identities if each in self._shown}

    def _folded(self, entries: Iterable[Folded]) -> dict[str, Cells]:
        states: dict[str, Cells] = {}
        for change, outcomes, stamp in entries:
            states.update(fold_entry(states, change, outcomes, stamp))
            for edit in change.edits:
                self._kinds.setdefault(edit.record, edit.kind)
        return states

    def _hold(self, rows: Iterable[_Row]) -> None:
        self._rows = sorted(rows, key=lambda row: (row.sort, row.id))
        self._records = {row.id: row.record for row in self._rows}

    def _read(self, log: Log, states: dict[str, Cells]) -> Iterable[_Row]:
        for identity, cells in states.items():
            yield from self._row(identity, shown(cells, ()), stream=log.stream, seen=log.head.version)

    def _row(self, identity: str, fields: dict[str, Any], *, stream: str = "", seen: int = 0) -> Iterable[_Row]:
        kind = self._kinds.get(identity, "")
        self._shown[identity] = fields
        if kind in KINDS:
            columns = derived(kind, fields)
            read = KINDS[kind].typed(columns["type"])
            record = read.read(
                fields, id=identity, stream=stream, citizen=self._citizen, seen=seen, deleted=columns["deleted"] == 1
            )
            yield _Row(columns["sort"], identity, read, columns["parent"], record)
