"""Reader: one snapshot of the local copy, as frozen records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Text, func, literal_column, or_, select
from sqlalchemy import cast as cast_to

from app.changes.cells import Cell, Cells, decode_cells
from app.changes.change import Change, Outcomes, Refusal, decode, decode_outcomes
from app.domain import KINDS
from app.domain.attachment import Attachment
from app.domain.record import DELETED, Mark, Record, RecordType
from app.store import attached, search
from app.store.attached import Held
from app.store.rows import AT_ONCE, OVERLAID, decode_shown, load
from app.store.tables import change, record, setting, stream, touch

ASSIGNMENT = "assignment"
"""The kind by which the server tells who works with a citizen; no record type, since nobody else writes it."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Head:
    """How far a stream has come here."""

    version: int
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalView:
    """A kept late value, who wrote it (by device) and when by that author's clock; `at` is empty when not known."""

    value: Any
    device: str
    version: int
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A field of which there are several versions."""

    record: str
    field: str
    value: Any
    device: str
    version: int
    rivals: tuple[RivalView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredChange:
    """One change of the history; `change` is None once redacted, `version` until the server has received it."""

    id: str
    citizen: str | None
    act: str
    state: str
    own: bool
    at: str
    version: int | None
    device: str | None
    change: Change | None
    outcomes: Outcomes
    refusal: Refusal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """How many own changes wait for the server, and how many it did not accept."""

    pending: int
    refused: int


class Reader:
    """Asks one snapshot of the local copy; everything returned is frozen.

    *forks* is how many were followed before the snapshot was taken.
    """

    def __init__(self, connection: Connection, *, forks: int) -> None:
        self._connection = connection
        self._forks = forks

    def get(self, kind: RecordType[R], identity: str) -> R | None:
        """Return one record, deleted ones too; None when it is not here or of another kind."""
        found = self.record(identity)
        return found if isinstance(found, kind.record) or _same_kind(kind, found) else None  # type: ignore[return-value]

    def record(self, identity: str) -> Record | None:
        """Return one record of any kind, read by its type; None for a kind this program does not know."""
        return next(iter(self._known(_records().where(record.c.id == identity))), None)

    def all(
        self,
        *types: RecordType[R],
        citizen: str | None = None,
        parent: str | None = None,
        day_from: str | None = None,
        day_to: str | None = None,
        deleted: bool = False,
        after: tuple[str, str] | None = None,
        limit: int | None = None,
    ) -> list[R]:
        """Return the records of *types* in order (order key or name, then id).

        *parent* is the record that the listing's parent field names; days are compared as text, both ends included;
        *after* is the (sort, id) of the last record of the page before.
        """
        named = ((record.c.citizen, citizen), (record.c.parent, parent))
        few = [column == value for column, value in named if value is not None]
        statement = _records().where(_of_types(types), *few).order_by(*_FEW_IN_ORDER if few else _IN_ORDER)
        if not deleted:
            statement = statement.where(record.c.deleted == 0)
        if day_from is not None:
            statement = statement.where(record.c.day >= day_from)
        if day_to is not None:
            statement = statement.where(record.c.day <= day_to)
        if after is not None:
            statement = statement.where(
                (record.c.sort > after[0]) | ((record.c.sort == after[0]) & (record.c.id > after[1]))
            )
        if limit is not None:
            statement = statement.limit(limit)
        return cast("list[R]", self._known(statement))

    def all_of(self, *types: RecordType[Any], citizens: Sequence[str]) -> list[Any]:
        """Return the records of *types* that belong to any of *citizens*, in the order of `all`."""
        found: list[Any] = []
        for at in range(0, len(citizens), AT_ONCE):
            asked = _records().where(record.c.citizen.in_(citizens[at : at + AT_ONCE]), record.c.deleted == 0)
            found += self._known(asked.where(_of_types(types)).order_by(record.c.sort, record.c.id))
        return found

    def due(self, kind: RecordType[R], *, until: str, over: Iterable[str], limit: int) -> list[R]:
        """Return the records of *kind* that are dated until *until*, the latest first, none in a state of *over*."""
        statement = _records().where(_of_type(kind), record.c.deleted == 0, record.c.day <= until)
        statement = statement.where(func.coalesce(record.c.state, "").not_in(list(over)))
        statement = statement.order_by(record.c.day.desc(), record.c.id.desc()).limit(limit)
        return cast("list[R]", self._known(statement))

    def some(self, identities: Sequence[str]) -> list[Record]:
        """Return those records of *identities* that are here, in that order."""
        found: dict[str, Record] = {}
        for at in range(0, len(identities), AT_ONCE):
            asked = _records().where(record.c.id.in_(identities[at : at + AT_ONCE]))
            found.update({each.id: each for each in self._known(asked)})
        return [found[each] for each in identities if each in found]

    def show(self, identities: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return the fields that each of those records shows which are here, unknown ones of newer programs too."""
        shows: dict[str, dict[str, Any]] = {}
        for at in range(0, len(identities), AT_ONCE):
            asked = select(record.c.id, record.c.shown).where(record.c.id.in_(identities[at : at + AT_ONCE]))
            shows.update({row.id: decode_shown(row.shown) for row in self._connection.execute(asked)})
        return shows

    def everything(self, *, citizen: str) -> list[Record]:
        """Return all records of a citizen that this program knows, deleted ones too."""
        statement = _records().where(record.c.citizen == citizen)
        return self._known(statement.order_by(record.c.kind, record.c.sort, record.c.id))

    def count(self, *types: RecordType[Any], citizen: str | None = None) -> int:
        """Count the records of *types* that are not deleted."""
        statement = select(func.count()).select_from(record).where(_of_types(types), record.c.deleted == 0)
        if citizen is not None:
            statement = statement.where(record.c.citizen == citizen)
        return self._connection.scalar(statement) or 0

    def contested(self, *, citizen: str | None = None, limit: int = 1_000) -> list[Record]:
        """Return the records of which there are several versions."""
        return self.marked(Mark.CONTESTED, citizen=citizen, limit=limit)

    def marked(self, wanted: Mark, *, citizen: str | None = None, limit: int = 1_000) -> list[Record]:
        """Return the records that bear any mark of *wanted*."""
        statement = _records().where(record.c.marks != 0, record.c.marks.op("&")(int(wanted)) != 0).limit(limit)
        if citizen is not None:
            statement = statement.where(record.c.citizen == citizen)
        return self._known(statement)

    def rivals(self, identity: str) -> list[Contest]:
        """Return the fields of a record of which several versions wait for somebody to settle them."""
        row = load(self._connection, [identity]).get(identity)
        return [] if row is None else [_contest(identity, name, row.cells[name]) for name in row.contested()]

    def cells(self, identity: str) -> Cells:
        """Return the confirmed cells of a record; empty when nothing is confirmed."""
        stored = self._connection.scalar(select(record.c.cells).where(record.c.id == identity))
        return decode_cells(stored) if stored else {}

    def shown(self, identity: str) -> dict[str, Any]:
        """Return the fields a record shows, unknown ones of newer programs too."""
        stored = self._connection.scalar(select(record.c.shown).where(record.c.id == identity))
        return decode_shown(stored) if stored else {}

    def people(self, asked: str, *, limit: int = 100) -> list[str]:
        """Return ids of citizens by the beginnings of name, birth date, number, address."""
        return search.find_people(self._connection, asked, limit=limit)

    def texts(self, asked: str, *, citizen: str | None = None, limit: int = 100) -> list[str]:
        """Return ids of records whose texts hold every word of *asked*; asked from three letters on."""
        return search.find_texts(self._connection, asked, citizen=citizen, limit=limit)

    def assigned(self, citizen: str) -> list[str]:
        """Return the logins of those who work with *citizen*, as the server tells; empty without one."""
        asked = select(record.c.shown).where(record.c.citizen == citizen, record.c.kind == ASSIGNMENT)
        shows = [decode_shown(stored) for stored in self._connection.scalars(asked)]
        return sorted(str(each["login"]) for each in shows if each.get("login") and not each.get(DELETED))

    def stream_of(self, identity: str) -> str | None:
        """Return the stream that a record lies in."""
        return self._connection.scalar(select(record.c.stream).where(record.c.id == identity))

    def streams(self, *, citizen: str | None = None) -> Mapping[str, str]:
        """Return {compartment: stream} of a citizen, or of what belongs to no citizen."""
        rows = self._connection.execute(select(stream.c.compartment, stream.c.id).where(stream.c.citizen.is_(citizen)))
        return {row.compartment: row.id for row in rows}

    def head(self, identity: str) -> Head | None:
        """Return how far stream *identity* has come here."""
        row = self._connection.execute(select(stream.c.version, stream.c.hash).where(stream.c.id == identity)).first()
        return Head(row.version, row.hash) if row else None

    def waiting(self, identity: str) -> list[bytes]:
        """Return the bytes of the own changes that lie over stream *identity*, in the order they were made."""
        statement = select(change.c.body).where(
            change.c.stream == identity, change.c.own == 1, change.c.state.in_(OVERLAID)
        )
        return list(self._connection.scalars(statement.order_by(change.c.n)))

    def changes(
        self, *, citizen: str | None = None, identity: str | None = None, limit: int = 1_000
    ) -> list[StoredChange]:
        """Return the history of a citizen, by when the server received it, or of one record, by version; newest first.

        What the server has not received is newer than all else.
        """
        newest = (func.coalesce(change.c.version, 1 << 62).desc(), change.c.n.desc())
        statement = select(change).limit(limit)
        if citizen is not None:
            statement = statement.where(change.c.citizen == citizen).order_by(_RECEIVED.desc())
        if identity is not None:
            statement = statement.join(touch, touch.c.change == change.c.n).where(touch.c.record == identity)
        statement = statement.order_by(*newest)
        return [stored_change(row) for row in self._connection.execute(statement)]

    def refused(self, *, limit: int = 1_000) -> list[StoredChange]:
        """Return the own changes that the server did not accept and nobody has put away, newest first."""
        statement = select(change).where(change.c.own == 1, change.c.state == "refused")
        return [
            stored_change(row) for row in self._connection.execute(statement.order_by(change.c.n.desc()).limit(limit))
        ]

    def outbox(self) -> Outbox:
        """Count what waits for the server: changes, and attached files."""
        waiting = change.c.state.in_((*OVERLAID, "refused")) & (change.c.own == 1)
        asked = select(change.c.state, func.count()).where(waiting).group_by(change.c.state)
        counted = {row[0]: row[1] for row in self._connection.execute(asked)}
        pending = sum(counted.get(state, 0) for state in OVERLAID) + attached.waiting(self._connection)
        return Outbox(pending=pending, refused=counted.get("refused", 0))

    def attached(self, named: Attachment) -> Held:
        """Return how much of an attached file is here."""
        return attached.held(self._connection, named.stream, named.content or "")

    def attached_parts(self, named: Attachment) -> list[bytes]:
        """Return the sealed parts of an attached file that are here, in order."""
        return attached.parts(self._connection, named.stream, named.content or "")

    def setting(self, name: str) -> str | None:
        """Return a setting of this profile."""
        stored = self._connection.scalar(select(setting.c.value).where(setting.c.name == name))
        return stored.decode() if stored is not None else None

    def _known(self, statement: Select[Any]) -> list[Record]:
        """Return the records that *statement* asks for, without those of kinds that this program does not know."""
        rows, forks = self._connection.execute(statement).all(), self._forks
        return [
            KINDS[kind]
            .typed(named)
            .decode(shown, (identity, stream, citizen, seen, _MARKS[marks], deleted == 1, forks))
            for identity, stream, citizen, seen, marks, deleted, kind, named, shown in rows
            if kind in KINDS
        ]


_MARKS = [Mark(bits) for bits in range(2 * max(Mark))]
"""Every set of marks by its number: a thousand records share a few."""
_RECEIVED = func.coalesce(func.json_extract(cast_to(change.c.meta, Text), "$[3]"), "~")
"""When the server received a change; what it has not sorts after all instants."""


def _contest(identity: str, name: str, cell: Cell) -> Contest:
    return Contest(
        record=identity,
        field=name,
        value=cell.value,
        device=cell.device,
        version=cell.version,
        rivals=tuple(
            RivalView(value=each.value, device=each.device, version=each.version, at=each.at) for each in cell.rivals
        ),
    )


def stored_change(row: Any) -> StoredChange:
    """Read one row of `change`."""
    device = msgspec.json.decode(row.meta)[1] if row.meta else None
    return StoredChange(
        id=row.id,
        citizen=row.citizen,
        act=row.act,
        state=row.state,
        own=bool(row.own),
        at=row.at,
        version=row.version,
        device=device,
        change=decode(row.body) if row.body else None,
        outcomes=decode_outcomes(row.outcomes) if row.outcomes else [],
        refusal=msgspec.json.decode(row.refusal, type=Refusal) if row.refusal else None,
    )


def _records() -> Select[Any]:
    """Ask for what every record has, in the order of `OF_THE_RECORD`, then its kind, its type and its fields."""
    return select(
        record.c.id, record.c.stream, record.c.citizen, stream.c.version, record.c.marks, record.c.deleted,
        record.c.kind, record.c.type, record.c.shown,
    ).join(stream, stream.c.id == record.c.stream)  # fmt: skip


_IN_ORDER = (record.c.sort, record.c.id)
_FEW_IN_ORDER: tuple[ColumnElement[Any], ...] = (literal_column("+record.sort"), record.c.id)
"""The order of a parent's few children; the sign keeps SQLite from walking all records in their order instead."""


def _of_types(types: Iterable[RecordType[Any]]) -> ColumnElement[bool]:
    wanted = [_of_type(each) for each in types]
    if not wanted:
        raise ValueError("name at least one record type")
    return or_(*wanted)


def _of_type(kind: RecordType[Any]) -> ColumnElement[bool]:
    """Rows that *kind* reads; the first type of a kind also reads those whose type this program does not know."""
    siblings = KINDS[kind.kind].types
    here = record.c.kind == kind.kind
    if kind.type is None:
        return here
    if kind is not siblings[0]:
        return here & (record.c.type == kind.type)
    return here & func.coalesce(record.c.type, "").not_in([each.type for each in siblings[1:]])


def _same_kind(kind: RecordType[Any], found: Record | None) -> bool:
    return found is not None and any(type(found) is each.record for each in KINDS[kind.kind].types)
