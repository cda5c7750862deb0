"""Ledger: what an intake is about to write, compared with what stands here and with what the source said last."""

import json
import uuid
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import msgspec

from app.domain import KINDS
from app.domain.record import Policy, Record, RecordType
from app.ids import plan_of
from app.operations.intake_perhaps import Perhaps
from app.operations.plans import stand_plan
from app.store.parts import Parts
from app.store.reader import Reader
from app.store.store import Store
from app.store.transaction import PLAN, Transaction
from app.texts import Text

RECORDS_AT_ONCE = 200
"""Records in one change at most."""
BYTES_AT_ONCE = 150_000
"""Bytes of field values in one transaction, well under what one change may have."""

Fields = Mapping[str, Any]
Said = dict[str, dict[str, Any]]
"""The fields a source set last, by record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A record as the source tells it now. `open` names fields whose reference could not be resolved this time.

    `weak` names fields that give way to whatever stands. `only_if_there` never makes the record anew.
    """

    id: str
    type: RecordType[Any]
    fields: dict[str, Any]
    citizen: str | None
    compartment: str = PLAN
    open: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    only_if_there: bool = False
    replaces_all: bool = False


@dataclass(slots=True)
class Outcome:
    """What came of one record: what the source has now said, whether that changed anything, what was left alone."""

    said: dict[str, Any]
    changed: bool = False
    left: list[str] = field(default_factory=list)


class GivenUp(Exception):
    """An act ends without having been."""


class Ledger:
    """Collects writes and makes them in parts of bounded size; those of one file are one act, saved at its end.

    A source never overwrites what somebody has altered here since: a field is set only while it still shows what the
    source said last; else it is left and told of. Setting goes through ordinary edits based on the version that was
    read, so what a colleague changed elsewhere meanwhile becomes a rival and is not lost.
    """

    def __init__(self, store: Store, *, name: Text) -> None:
        self.store = store
        self._name = name
        self._act: Parts | None = None
        self._writes: dict[str, tuple[str, Any]] = {}
        self._stands: set[str] = set()
        self._fresh: set[bytes] = set()
        self._made = Perhaps()
        self._bytes = 0
        self._open = ExitStack()
        self._whole = ExitStack()
        self._reader: Reader | None = None

    def __enter__(self) -> Self:
        """Return the ledger."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of what was read; an act that did not come to its end is given up as a whole."""
        self._open.close()
        self._whole.__exit__(kind, error, trace)

    def end(self) -> None:
        """Save the act as a whole; what follows is a step of undo by itself."""
        self.flush()
        self._act = None
        self._whole.close()

    def give_up(self) -> None:
        """Let go of the act that has begun: nothing of it was saved."""
        self._writes, self._stands, self._bytes = {}, set(), 0
        self._fresh.clear()
        self._made.clear()
        self._open.close()
        self._reader = self._act = None
        given_up = GivenUp()
        self._whole.__exit__(GivenUp, given_up, None)

    @property
    def reader(self) -> Reader:
        """Return a snapshot of what is written so far."""
        if self._act is not None:
            return self._act.reader
        if self._reader is None:
            self._reader = self._open.enter_context(self.store.reader())
        return self._reader

    def record(self, identity: str, owner: str | None = None) -> Record | None:
        """Return a record as it stands, what this ledger is about to write included.

        *owner* is the citizen it would belong to: of one made in this run, what was not written is not there.
        """
        if identity in self._writes:
            self.flush()
        if identity not in self._made and owner is not None and self.is_fresh(owner):
            return None
        return self.reader.record(identity)

    def is_fresh(self, citizen: str) -> bool:
        """Tell whether the citizen was made in this run."""
        return uuid.UUID(citizen).bytes in self._fresh

    def made_citizen(self, citizen: str) -> None:
        """Know that nothing of the citizen was here before this run."""
        self._fresh.add(uuid.UUID(citizen).bytes)

    def is_written(self, identity: str) -> bool:
        """Tell whether this ledger is about to write the record anew."""
        return identity in self._writes

    def want(self, wanted: Wanted, before: Fields) -> Outcome:
        """Let a record show what the source tells; *before* is what the source said last."""
        held = self.record(wanted.id, wanted.citizen)
        if held is None:
            return self._put(wanted)
        if held.deleted and not before:
            return self._revived(held, wanted)
        if held.deleted:
            return Outcome(said=dict(before))
        return self._differences(held, wanted, before)

    def withdraw(self, identity: str, before: Fields) -> bool:
        """Delete a record the source no longer tells, unless somebody has altered it here; tell whether it went."""
        held = self.record(identity)
        if held is None or held.deleted:
            return False
        shown = _shown(held)
        if any(shown.get(name) != value for name, value in before.items()):
            return False
        self._write(identity, "delete", held, 100)
        return True

    def put(
        self, kind: RecordType[Any], identity: str, fields: Fields, *, citizen: str | None, compartment: str
    ) -> None:
        """Write a new record."""
        record = kind.read(_fitting(kind, fields), id=identity)
        self._made.add(identity)
        self._write(identity, "put", (kind, record, citizen, compartment), len(msgspec.json.encode(fields)))

    def edit(self, record: Record, fields: Fields) -> None:
        """Set fields of a record as it was read."""
        self._write(record.id, "edit", (record, dict(fields)), len(msgspec.json.encode(fields)))

    def revive(self, record: Record, fields: Fields) -> None:
        """Let a deleted record stand again with *fields*."""
        self._write(record.id, "revive", (record, dict(fields)), len(msgspec.json.encode(fields)))

    def stand(self, citizen: str) -> None:
        """Let the citizen have a plan and a board, with what is written next; what is told of that plan comes first."""
        self._stands.add(citizen)

    def flush(self) -> None:
        """Write what was collected."""
        told, writes, stands = self._writes.keys(), list(self._writes.values()), sorted(self._stands)
        self._writes, self._stands, self._bytes = {}, set(), 0
        self._open.close()
        self._reader = None
        if not writes and not stands:
            return
        if self._act is None:
            self._act = self._whole.enter_context(self.store.transact_in_parts(self._name))
        after = [citizen for citizen in stands if plan_of(citizen) in told]
        beside = [citizen for citizen in stands if plan_of(citizen) not in told]
        with self._act.part() as transaction:
            for how, what in writes:
                _WAYS[how](transaction, what)
            for citizen in beside:
                stand_plan(transaction, citizen)
        if after:
            with self._act.part() as transaction:
                for citizen in after:
                    stand_plan(transaction, citizen)

    def _write(self, identity: str, how: str, what: Any, size: int) -> None:
        if len(self._writes) >= RECORDS_AT_ONCE or self._bytes + size > BYTES_AT_ONCE:
            self.flush()
        if identity in self._writes:
            self.flush()
        self._writes[identity] = (how, what)
        self._bytes += size

    def _put(self, wanted: Wanted) -> Outcome:
        if wanted.only_if_there:
            return Outcome(said={})
        self.put(wanted.type, wanted.id, wanted.fields, citizen=wanted.citizen, compartment=wanted.compartment)
        return Outcome(said=dict(wanted.fields), changed=True)

    def _revived(self, held: Record, wanted: Wanted) -> Outcome:
        """A record whose import was undone is told anew."""
        if wanted.only_if_there:
            return Outcome(said={})
        gone = dict.fromkeys(_shown(held).keys() - wanted.fields.keys())
        self.revive(held, gone | wanted.fields)
        return Outcome(said=dict(wanted.fields), changed=True)

    def _differences(self, held: Record, wanted: Wanted, before: Fields) -> Outcome:
        shown = _shown(held)
        outcome = Outcome(said=dict(wanted.fields))
        setting: dict[str, Any] = {}
        names = [*wanted.fields, *(name for name in before if name not in wanted.fields)]
        if wanted.replaces_all:
            names += [name for name in shown if name not in names]
        for name in names:
            told, last, stands = wanted.fields.get(name), before.get(name), shown.get(name)
            if name in wanted.open and told is None:
                outcome.said[name] = last
            elif told in (stands, last):
                continue
            elif stands == last or wanted.replaces_all:
                setting[name] = told
            elif name not in wanted.weak:
                outcome.left.append(name)
        outcome.said = {name: value for name, value in outcome.said.items() if value is not None}
        if setting:
            self.edit(held, setting)
            outcome.changed = True
        return outcome


def slot_id(main: str, slot: str) -> str:
    """Return the id of a further record of the resource whose main record is *main*."""
    return str(uuid.uuid5(uuid.UUID(main), slot)) if slot else main


def read_said(stored: str | None) -> Said:
    """Read what a source fact keeps of the fields it set last."""
    found = json.loads(stored) if stored else {}
    return found if isinstance(found, dict) else {}


def write_said(said: Said) -> str | None:
    """Return what a source fact keeps of the fields it set."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if said else None


def _shown(record: Record) -> dict[str, Any]:
    kind = next(each for one in KINDS.values() for each in one.types if each.record is type(record))
    return kind.written(record)


def _fitting(kind: RecordType[Any], fields: Fields) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name in kind.hints and value is not None}


def _do_put(transaction: Transaction, what: Any) -> None:
    kind, record, citizen, compartment = what
    transaction.put(kind, record, citizen=citizen, compartment=compartment)


def _do_edit(transaction: Transaction, what: Any) -> None:
    record, fields = what
    members = {name for name in fields if _policy(record, name) is Policy.SET}
    for name in members:
        told, held = list(fields[name] or ()), list(getattr(record, name) or ())
        transaction.add(record, name, *(each for each in told if each not in held))
        transaction.drop(record, name, *(each for each in held if each not in told))
    transaction.edit(record, **{name: value for name, value in fields.items() if name not in members})


def _do_revive(transaction: Transaction, what: Any) -> None:
    transaction.revive(what[0])
    _do_edit(transaction, what)


def _do_delete(transaction: Transaction, what: Any) -> None:
    transaction.delete(what)


def _policy(record: Record, name: str) -> Policy:
    kind = next(one for one in KINDS.values() if any(each.record is type(record) for each in one.types))
    return kind.policy(name)


_WAYS = {"put": _do_put, "edit": _do_edit, "revive": _do_revive, "delete": _do_delete}
