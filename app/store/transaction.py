"""Transaction: one act, collected as edits and written at its end as one change for each stream."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, insert, select

from app.changes.attached import Sealed
from app.changes.change import Change, Edit, encode
from app.domain import KINDS
from app.domain.legible import legible
from app.domain.record import DELETED, Record, RecordType
from app.errors import UserError
from app.ids import NewId, citizen_stream, named_stream
from app.store import attached, opening, rows, scrubbing, search
from app.store.edits import CHANGE_BYTES, Fork, in_parts, pending_bases, seen_by
from app.store.reader import Reader
from app.store.rows import Row
from app.store.settings import put_setting
from app.store.statements import Statement
from app.store.tables import change, stream
from app.store.touched import Touched as Touched
from app.store.touched import joined as joined
from app.texts import mark

PLAN = "plan"
"""The compartment that most of a citizen's records lie in."""
USER = "user"
"""The user's own stream."""
DEVICE = "device"
"""The device's own stream: look-ups."""

_json = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One change as it was written: its id, its bytes, whether it has ended."""

    id: str
    stream: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose profile this is."""

    user: str
    device: str


@dataclass(slots=True, kw_only=True)
class _Draft:
    """The edit of one record while the act lasts."""

    kind: str
    stream: str
    base: int = 0
    is_of_lost_past: bool = False
    has_seen_all: bool = False
    set: dict[str, Any] = field(default_factory=dict)
    add: dict[str, list[Any]] = field(default_factory=dict)
    drop: dict[str, list[Any]] = field(default_factory=dict)


class Transaction:
    """One act. Collects edits; `reader` shows the state before the act."""

    def __init__(
        self,
        connection: Connection,
        *,
        name: str,
        owner: Owner,
        forks: Sequence[Fork],
        now: str,
        new_id: NewId,
        citizen: str | None = None,
        reason: str | None = None,
    ) -> None:
        self.now = now
        self.reader = Reader(connection, forks=len(forks))
        self.changes: tuple[str, ...] = ()
        """Ids of the changes the act became, once it is saved."""
        self.taken_back: dict[str, list[str]] = {}
        self._citizen = citizen
        self._connection = connection
        self._name = name
        self._reason = reason
        self._owner = owner
        self._forks = forks
        self._new_id = new_id
        self._drafts: dict[str, _Draft] = {}
        self._needs: dict[str, list[tuple[str, str, int]]] = {}
        self._streams: dict[str, tuple[str | None, str]] = {}
        self._citizens: dict[str, str | None] = {}

    def new_id(self) -> str:
        """Return an id for a record of this act."""
        return self._new_id()

    def put(
        self,
        kind: RecordType[Any],
        record: Record,
        *,
        citizen: str | None = None,
        compartment: str = PLAN,
        beside: Record | None = None,
    ) -> str:
        """Write a new record and return its id: of *citizen*, else of the act's; of neither, in the user's own stream.

        A `Citizen` is its own citizen; compartments USER and DEVICE belong to no citizen. What tells of another record
        is written *beside* it, in its stream: nobody else may read of it.
        Raises UserError when a value does not fit its field.
        """
        identity = record.id or self.new_id()
        owner = identity if kind.kind == "citizen" else citizen or self._citizen
        if owner is None and compartment == PLAN:
            compartment = USER
        where = self._stream(owner, compartment) if beside is None else beside.stream
        draft = _Draft(kind=kind.kind, stream=where)
        draft.set = _fitting(kind.kind, kind.written(record))
        self._drafts[identity] = draft
        return identity

    def keep_file(self, identity: str, sealed: Sealed) -> None:
        """Keep the bytes of the file that the new record *identity* names, together with the act."""
        attached.keep(self._connection, self._drafts[identity].stream, sealed)

    def edit(self, record: Record, **fields: Any) -> None:
        """Set *fields* of a record as it was read; None clears one. A value that already stands is left out."""
        draft = self._draft(record)
        unknown = sorted(fields.keys() - KINDS[draft.kind].hints.keys())
        if unknown:
            raise AttributeError(f"no {draft.kind} has a field {unknown[0]}")
        altered = {name: value for name, value in fields.items() if value != getattr(record, name, ...)}
        draft.set.update(_fitting(draft.kind, msgspec.to_builtins(altered)))

    def settle(self, record: Record, **fields: Any) -> None:
        """Set *fields* by a person who has seen every version of them: their rivals end, equal values or not."""
        draft = self._draft(record)
        draft.has_seen_all = True
        draft.set.update(_fitting(draft.kind, msgspec.to_builtins(fields)))

    def add(self, record: Record, name: str, *members: Any) -> None:
        """Add *members* to field *name*, whose policy is `set`."""
        if members:
            self._draft(record).add.setdefault(name, []).extend(msgspec.to_builtins(list(members)))

    def drop(self, record: Record, name: str, *members: Any) -> None:
        """Drop *members* from field *name*, whose policy is `set`."""
        if members:
            self._draft(record).drop.setdefault(name, []).extend(msgspec.to_builtins(list(members)))

    def delete(self, record: Record) -> None:
        """Delete a record; it stays in the history and can stand again."""
        self._draft(record).set[DELETED] = True

    def revive(self, record: Record) -> None:
        """Let a deleted record stand again."""
        self._draft(record).set[DELETED] = False

    def need(self, record: Record, *names: str) -> None:
        """Let what the act does in *record*'s stream count only while these fields stand as they were seen."""
        seen = self.seen_by(record)
        self._needs.setdefault(record.stream or "", []).extend((record.id, name, seen) for name in names)

    def take_back(self, stream: str, changes: Sequence[str]) -> None:
        """Remove the content of own *changes* of *stream* for good: here at once, and on the server at contact."""
        self.taken_back.setdefault(stream, []).extend(changes)

    def set_raw(self, record: Record, fields: Mapping[str, Any]) -> None:
        """Set fields as JSON values, unknown ones of a newer program too: for undo."""
        self._draft(record).set.update(fields)

    def fitting(self, record: Record, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return *fields* as JSON values. Raises UserError when one does not fit."""
        return _fitting(_kind_of(record), msgspec.to_builtins(fields))

    def setting(self, name: str) -> str | None:
        """Return a setting of this profile."""
        return self.reader.setting(name)

    def keep(self, name: str, value: str) -> None:
        """Keep a setting of this profile together with the act."""
        put_setting(self._connection, name, value.encode())

    def seen_by(self, record: Record) -> int:
        """Return the base of an edit by whoever has *record* before them."""
        return seen_by(record, self._forks)

    def edited(self) -> list[str]:
        """Return the ids of the records this act has touched so far."""
        return list(self._drafts)

    def write(
        self, *, act: str, role: str, state: str = "pending", is_part: bool = False
    ) -> tuple[list[Written], Touched]:
        """Write what was collected: one change for each stream, the overlay, the search. Empty acts write nothing.

        A stream gets several changes where one would be too large. *is_part* tells that the act has other transactions.
        """
        held = rows.load(self._connection, self._drafts)
        drafts = {each: draft for each, draft in self._drafts.items() if draft.set or draft.add or draft.drop}
        by_stream: dict[str, list[str]] = {}
        for identity, draft in drafts.items():
            by_stream.setdefault(draft.stream, []).append(identity)
        edits = {each: _edit(each, draft, held.get(each)) for each, draft in drafts.items()}
        parts = [
            (where, some)
            for where, identities in by_stream.items()
            for some in in_parts([edits[each] for each in identities])
        ]
        written, gone = self._write_taken_back(act=act, role=role, is_grouped=is_part or bool(parts))
        for where, some in parts:
            before = {edit.record: _before(drafts[edit.record], held.get(edit.record)) for edit in some}
            made = self._change(where, some, act=act, is_grouped=is_part or len(parts) > 1)
            written += self._enter(made, before, act=act, role=role, state=state)
        return written, joined([gone, self._lay_over(edits, drafts, held)])

    def _write_taken_back(self, *, act: str, role: str, is_grouped: bool) -> tuple[list[Written], Touched]:
        """Take back what is to go, and ask the server for the same by a change of its own for each stream."""
        written: list[Written] = []
        gone = Touched()
        for where, ids in self.taken_back.items():
            records, opened = scrubbing.take_back(self._connection, ids)
            made = self._change(where, [], act=act, is_grouped=is_grouped)
            made = msgspec.structs.replace(made, redacts=ids, open=opened)
            written += self._enter(made, {}, act=act, role=role)
            whose = frozenset(filter(None, (self._citizen_of(where),)))
            gone = joined([gone, Touched(kinds=frozenset(KINDS), citizens=whose, records=frozenset(records))])
        return written, gone

    def _draft(self, record: Record) -> _Draft:
        known = self._drafts.get(record.id)
        if known is not None:
            return known
        seen = self.seen_by(record)
        draft = _Draft(kind=_kind_of(record), stream=record.stream, base=seen, is_of_lost_past=seen < record.seen)
        self._drafts[record.id] = draft
        return draft

    def _stream(self, citizen: str | None, compartment: str) -> str:
        if citizen is not None and compartment not in (USER, DEVICE):
            identity = citizen_stream(citizen, compartment)
        else:
            citizen = None
            compartment = f"{compartment}:{self._owner.user if compartment == USER else self._owner.device}"
            identity = named_stream(compartment)
        self._streams[identity] = (citizen, compartment)
        return identity

    def _change(self, where: str, edits: list[Edit], *, act: str, is_grouped: bool) -> Change:
        return Change(
            id=self.new_id(),
            stream=where,
            at=self.now,
            name=self._name,
            edits=edits,
            needs=self._needs.get(where, []) if edits else [],
            reason=self._reason,
            group=act if is_grouped else None,
        )

    def _enter(
        self, made: Change, before: Mapping[str, Any], *, act: str, role: str, state: str = "pending"
    ) -> list[Written]:
        """Keep a change. The first of a stream says what the stream is.

        Where nothing says so any more, a change of its own does that edits nothing, so that it may go before others.
        """
        written: list[Written] = []
        held = opening.held(self._connection, made.stream)
        if held is None:
            citizen, compartment = self._streams[made.stream]
            opening.begin(self._connection, made.stream, citizen=citizen, compartment=compartment)
            made = msgspec.structs.replace(made, open=(citizen or "", compartment))
        elif made.open is None and opening.is_missing(self._connection, held):
            what = (held.citizen or "", held.compartment)
            first = msgspec.structs.replace(made, id=self.new_id(), edits=[], redacts=[], open=what)
            written.append(self._keep(first, {}, act=act, role=role, state="pending"))
        return [*written, self._keep(made, before, act=act, role=role, state=state)]

    def _keep(self, made: Change, before: Mapping[str, Any], *, act: str, role: str, state: str) -> Written:
        body = encode(made)
        if len(body) > CHANGE_BYTES:
            raise UserError(
                mark("store", "Det er for meget at gemme på én gang. Del det i mindre stykker, og prøv igen.")
            )
        citizen = self._citizen_of(made.stream)
        values = {
            "id": made.id, "stream": made.stream, "citizen": citizen, "act": act, "role": role, "state": state,
            "at": made.at, "body": body, "before": _json.encode(before),
        }  # fmt: skip
        number = _ADD.run(self._connection, **values)
        _TOUCH.run_many(self._connection, [{"record": edit.record, "change": number} for edit in made.edits])
        return Written(id=made.id, stream=made.stream, body=body)

    def _lay_over(self, edits: Mapping[str, Edit], drafts: Mapping[str, _Draft], held: Mapping[str, Row]) -> Touched:
        """Write what the records show with the new edits over them."""
        over = []
        for identity, edit in edits.items():
            row = held.get(identity) or self._new_row(identity, drafts[identity])
            row.edits = [*row.edits, edit]
            over.append(row)
        return _show(self._connection, over)

    def _new_row(self, identity: str, draft: _Draft) -> Row:
        return Row(identity, draft.stream, self._citizen_of(draft.stream), draft.kind)

    def _citizen_of(self, where: str) -> str | None:
        """Return whose stream it is; asked once an act."""
        if where not in self._citizens:
            self._citizens[where] = _CITIZEN.scalar(self._connection, of=where)
        return self._citizens[where]


def refresh(connection: Connection, identities: Sequence[str] | Mapping[str, Any]) -> Touched:
    """Write anew what the records show, and take it into the search; return what was touched."""
    return _show(connection, list(rows.load(connection, identities).values()))


def _show(connection: Connection, held: Sequence[Row]) -> Touched:
    shown = rows.write(connection, held)
    search.index(connection, {each.id: (each.kind, each.citizen, shown[each.id]) for each in held})
    return Touched(
        kinds=frozenset(each.kind for each in held),
        citizens=frozenset(each.citizen for each in held if each.citizen),
        records=frozenset(each.id for each in held),
    )


def rewrite(connection: Connection, number: int, made: Change) -> Written:
    """Overwrite a change that has not ended with *made*, which has the same id."""
    body = encode(made)
    _REWRITE.run(connection, number=number, body=body, at=made.at)
    return Written(id=made.id, stream=made.stream, body=body)


def _kind_of(record: Record) -> str:
    return next(name for name, each in KINDS.items() if any(type(record) is one.record for one in each.types))


def _edit(identity: str, draft: _Draft, held: Row | None) -> Edit:
    below = () if held is None or draft.has_seen_all else held.edits
    bases = pending_bases(draft.set, base=draft.base, below=below)
    if draft.is_of_lost_past and DELETED not in draft.set:
        bases[DELETED] = 0
    return Edit(
        record=identity,
        kind=draft.kind,
        base=draft.base,
        set=draft.set,
        add=draft.add,
        drop=draft.drop,
        bases={name: base for name, base in bases.items() if base != draft.base},
    )


def _before(draft: _Draft, held: Row | None) -> dict[str, Any] | None:
    """Return what the changed fields showed; None for a record that is new."""
    if held is None:
        return None
    shown = held.shown()
    return {name: shown.get(name) for name in (*draft.set, *draft.add, *draft.drop)}


def _fitting(kind: str, told: Mapping[str, Any]) -> dict[str, Any]:
    hints = KINDS[kind].hints
    values = {name: legible(value) for name, value in told.items()}
    for name, value in values.items():
        if value is None or name not in hints:
            continue
        try:
            msgspec.convert(value, type=hints[name])
        except msgspec.ValidationError as wrong:
            raise UserError(
                mark(
                    "store",
                    "Det skrevne er for langt eller har en forkert form. Ret det, og prøv igen; intet er gemt.",
                )
            ) from wrong
    return values


_CITIZEN = Statement(select(stream.c.citizen).where(stream.c.id == bindparam("of")))
_ADD = Statement(
    insert(change).values(
        {name: bindparam(name) for name in ("id", "stream", "citizen", "act", "role", "state", "at", "body", "before")}
        | {"own": 1}
    )
)
_TOUCH = Statement("INSERT INTO touch (record, change) VALUES (:record, :change) ON CONFLICT DO NOTHING")
_REWRITE = Statement("UPDATE change SET body = :body, at = :at WHERE n = :number")
