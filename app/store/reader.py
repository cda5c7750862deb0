"""Reader: one snapshot of the local copy, as frozen records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy import Connection, Text, bindparam, case, func, select
from sqlalchemy import cast as cast_to

from app.changes.cells import Cell, Cells, decode_cells
from app.changes.change import Change, Outcomes, Refusal, decode, decode_outcomes
from app.domain import KINDS
from app.domain.attachment import Attachment
from app.domain.record import DELETED, Mark, Record, RecordType
from app.store import attached, lists, search
from app.store.attached import Held
from app.store.lists import given
from app.store.rows import OVERLAID, decode_shown, load
from app.store.settings import get_setting
from app.store.statements import Statement, among, listed
from app.store.tables import change, record, stream, touch

ASSIGNMENT = "assignment"
"""The kind by which the server tells who works with a citizen; no record type, since nobody else writes it."""

WRITE, SHARED_WITH = "write", "share:"
"""The right of a stream that is written too, and how a compartment begins that was shared with somebody."""

R = TypeVar("R", bound=Record)


class PlanRight(StrEnum):
    """What a user may do with a plan: a right that has ended is over as soon as own work is answered."""

    WRITE = "write"
    READ = "read"
    SHARED = "shared"
    ENDED = "ended"


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

    @property
    def connection(self) -> Connection:
        """The snapshot itself, for what the store asks besides."""
        return self._connection

    def get(self, kind: RecordType[R], identity: str) -> R | None:
        """Return one record, deleted ones too; None when it is not here or of another kind."""
        found = self.record(identity)
        return found if isinstance(found, kind.record) or _same_kind(kind, found) else None  # type: ignore[return-value]

    def record(self, identity: str) -> Record | None:
        """Return one record of any kind, read by its type; None for a kind this program does not know."""
        return next(iter(self._known(lists.ONE, identity=identity)), None)

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
        asked = given(citizen=citizen, parent=parent, day_from=day_from, day_to=day_to, limit=limit)
        if after is not None:
            asked |= {"after": after[0], "after_id": after[1]}
        statement = lists.of_types(lists.named(types), frozenset(asked), deleted=deleted)
        return cast("list[R]", self._known(statement, **asked))

    def all_of(self, *types: RecordType[Any], citizens: Sequence[str]) -> list[Any]:
        """Return the records of *types* that belong to any of *citizens*, in the order of `all`."""
        return self._known(lists.of_citizens(lists.named(types)), citizens=listed(citizens))

    def due(self, kind: RecordType[R], *, until: str, over: Iterable[str], limit: int) -> list[R]:
        """Return the records of *kind* that are dated until *until*, the latest first, none in a state of *over*."""
        statement = lists.due(lists.named([kind]))
        return cast("list[R]", self._known(statement, until=until, over=listed(over), limit=limit))

    def some(self, identities: Sequence[str]) -> list[Record]:
        """Return those records of *identities* that are here, in that order."""
        found = {each.id: each for each in self._known(lists.SOME, ids=listed(identities))}
        return [found[each] for each in identities if each in found]

    def show(self, identities: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return the fields that each of those records shows which are here, unknown ones of newer programs too."""
        rows = _SHOWN_OF.all(self._connection, ids=listed(identities))
        return {identity: decode_shown(shown) for identity, shown in rows}

    def everything(self, *, citizen: str) -> list[Record]:
        """Return all records of a citizen that this program knows, deleted ones too."""
        return self._known(lists.EVERYTHING, citizen=citizen)

    def count(self, *types: RecordType[Any], citizen: str | None = None) -> int:
        """Count the records of *types* that are not deleted."""
        asked = given(citizen=citizen)
        return int(lists.count(lists.named(types), frozenset(asked)).scalar(self._connection, **asked))

    def contested(self, *, citizen: str | None = None, limit: int = 1_000) -> list[Record]:
        """Return the records of which there are several versions."""
        return self.marked(Mark.CONTESTED, citizen=citizen, limit=limit)

    def marked(self, wanted: Mark, *, citizen: str | None = None, limit: int = 1_000) -> list[Record]:
        """Return the records that bear any mark of *wanted*."""
        asked = given(citizen=citizen)
        return self._known(lists.marked(frozenset(asked)), wanted=int(wanted), limit=limit, **asked)

    def rivals(self, identity: str) -> list[Contest]:
        """Return the fields of a record of which several versions wait for somebody to settle them."""
        row = load(self._connection, [identity]).get(identity)
        return [] if row is None else [_contest(identity, name, row.cells[name]) for name in row.contested()]

    def cells(self, identity: str) -> Cells:
        """Return the confirmed cells of a record; empty when nothing is confirmed."""
        stored = _CELLS.scalar(self._connection, identity=identity)
        return decode_cells(stored) if stored else {}

    def shown(self, identity: str) -> dict[str, Any]:
        """Return the fields a record shows, unknown ones of newer programs too."""
        stored = _SHOWN.scalar(self._connection, identity=identity)
        return decode_shown(stored) if stored else {}

    def people(self, asked: str, *, limit: int = 100) -> list[str]:
        """Return ids of citizens by the beginnings of name, birth date, number, address."""
        return search.find_people(self._connection, asked, limit=limit)

    def texts(self, asked: str, *, citizen: str | None = None, limit: int = 100) -> list[str]:
        """Return ids of records whose texts hold every word of *asked*; asked from three letters on."""
        return search.find_texts(self._connection, asked, citizen=citizen, limit=limit)

    def assigned(self, citizen: str) -> list[str]:
        """Return the logins of those who work with *citizen*, as the server tells; empty without one."""
        shows = [decode_shown(stored) for stored in _ASSIGNED.column(self._connection, citizen=citizen)]
        return sorted(str(each["login"]) for each in shows if each.get("login") and not each.get(DELETED))

    def assignment(self, citizen: str, *, login: str) -> Mapping[str, Any] | None:
        """Return how the server tells that *login* works with *citizen*, None where it does not tell."""
        shows = [decode_shown(stored) for stored in _ASSIGNED.column(self._connection, citizen=citizen)]
        return next((each for each in shows if each.get("login") == login), None)

    def plan_right(self, citizen: str) -> PlanRight:
        """Return what the server told that this user may do with the plan of *citizen*."""
        rows = _RIGHTS.all(self._connection, citizen=citizen)
        if not rows or any(row.rights == WRITE and row.ended is None for row in rows):
            return PlanRight.WRITE
        shared = all(row.compartment.startswith(SHARED_WITH) for row in rows)
        ended = all(row.ended is not None for row in rows)
        return PlanRight.ENDED if ended else PlanRight.SHARED if shared else PlanRight.READ

    def unwritable(self) -> frozenset[str]:
        """Return the citizens whose plans this user reads and does not write."""
        return frozenset(_UNWRITABLE.column(self._connection))

    def stream_of(self, identity: str) -> str | None:
        """Return the stream that a record lies in."""
        found: str | None = _STREAM_OF.scalar(self._connection, identity=identity)
        return found

    def streams(self, *, citizen: str | None = None) -> Mapping[str, str]:
        """Return {compartment: stream} of a citizen, or of what belongs to no citizen."""
        return dict(_STREAMS.all(self._connection, citizen=citizen))

    def head(self, identity: str) -> Head | None:
        """Return how far stream *identity* has come here."""
        row = _HEAD.first(self._connection, identity=identity)
        return Head(row.version, row.hash) if row else None

    def waiting(self, identity: str) -> list[bytes]:
        """Return the bytes of the own changes that lie over stream *identity*, in the order they were made."""
        return _WAITING.column(self._connection, identity=identity)

    def changes(
        self, *, citizen: str | None = None, identity: str | None = None, limit: int = 1_000
    ) -> list[StoredChange]:
        """Return the history of a citizen, by when the server received it, or of one record, by version; newest first.

        What the server has not received is newer than all else.
        """
        asked = given(citizen=citizen, identity=identity)
        found = _changes(frozenset(asked)).all(self._connection, limit=limit, **asked)
        return [stored_change(row) for row in found]

    def refused(self, *, limit: int = 1_000) -> list[StoredChange]:
        """Return the own changes that the server did not accept and nobody has put away, newest first."""
        return [stored_change(row) for row in _REFUSED.all(self._connection, limit=limit)]

    def outbox(self) -> Outbox:
        """Count what waits for the server: changes, and attached files."""
        counted = dict(_OUTBOX.all(self._connection))
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
        return get_setting(self._connection, name)

    def _known(self, statement: Statement, **values: Any) -> list[Any]:
        """Return the records that *statement* asks for, without those of kinds that this program does not know."""
        rows, forks = statement.tuples(self._connection, **values), self._forks
        one: Any = {}.setdefault  # thousands of records in one stream share its name
        return [
            KINDS[kind]
            .typed(named)
            .decode(
                shown, (identity, one(stream, stream), one(citizen, citizen), seen, _MARKS[marks], deleted == 1, forks)
            )
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


@cache
def _changes(asked: frozenset[str]) -> Statement:
    """Ask for changes, the newest first, of the `citizen` or the record `identity` that *asked* names."""
    made = select(change).limit(bindparam("limit"))
    if "citizen" in asked:
        made = made.where(change.c.citizen == bindparam("citizen")).order_by(_RECEIVED.desc())
    if "identity" in asked:
        made = made.join(touch, touch.c.change == change.c.n).where(touch.c.record == bindparam("identity"))
    return Statement(made.order_by(func.coalesce(change.c.version, 1 << 62).desc(), change.c.n.desc()))


def _same_kind(kind: RecordType[Any], found: Record | None) -> bool:
    return found is not None and any(type(found) is each.record for each in KINDS[kind.kind].types)


_THIS = record.c.id == bindparam("identity")
_CELLS = Statement(select(record.c.cells).where(_THIS))
_SHOWN = Statement(select(record.c.shown).where(_THIS))
_STREAM_OF = Statement(select(record.c.stream).where(_THIS))
_SHOWN_OF = Statement(select(record.c.id, record.c.shown).where(among(record.c.id, "ids")))
_ASSIGNED = Statement(
    select(record.c.shown).where(record.c.citizen == bindparam("citizen"), record.c.kind == ASSIGNMENT)
)
_STREAMS = Statement(select(stream.c.compartment, stream.c.id).where(stream.c.citizen.is_(bindparam("citizen"))))
_RIGHTS = Statement(
    select(stream.c.compartment, stream.c.rights, stream.c.ended).where(stream.c.citizen == bindparam("citizen"))
)
_IS_WRITTEN = (stream.c.rights == WRITE) & stream.c.ended.is_(None)
_UNWRITABLE = Statement(
    select(stream.c.citizen)
    .where(stream.c.citizen.is_not(None))
    .group_by(stream.c.citizen)
    .having(func.sum(case((_IS_WRITTEN, 1), else_=0)) == 0)
)
_HEAD = Statement(select(stream.c.version, stream.c.hash).where(stream.c.id == bindparam("identity")))
_WAITING = Statement(
    select(change.c.body)
    .where(change.c.stream == bindparam("identity"), change.c.own == 1, change.c.state.in_(OVERLAID))
    .order_by(change.c.n)
)
_REFUSED = Statement(
    select(change)
    .where(change.c.own == 1, change.c.state == "refused")
    .order_by(change.c.n.desc())
    .limit(bindparam("limit"))
)
_OUTBOX = Statement(
    select(change.c.state, func.count())
    .where(change.c.state.in_((*OVERLAID, "refused")) & (change.c.own == 1))
    .group_by(change.c.state)
)
