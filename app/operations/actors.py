"""Actors: two cards that are the same person become one, and everything points to the one that stays."""

from collections.abc import Iterable
from typing import Any

from app.domain.actor import ACTOR, Actor
from app.domain.board import PLACEMENT, Placement
from app.domain.connector import CONNECTOR, Connector
from app.domain.consent import Consent
from app.domain.disagreement import DISAGREEMENT, Disagreement
from app.domain.drawing import Ink
from app.domain.item import Item
from app.domain.meeting import Attendance, Participation
from app.domain.plan import Plan
from app.domain.record import Record
from app.errors import UserError
from app.ids import citizen_stream
from app.store.store import Store
from app.store.transaction import PLAN, Transaction
from app.texts import mark

_TOLD = ("role", "responsibility", "organisation", "phone", "email", "frequency", "sort", "is_contact", "directory_id")
"""What the one that stays takes over where it knows nothing itself."""


def merge_actors(store: Store, *, kept: Actor, gone: str) -> None:
    """«Det er samme person»: let everything that points to the actor *gone* point to *kept*, and take *gone* away.

    One act; both stay in the history. Raises UserError where the one that is to stay is hidden from those who see the
    other, or *gone* is no longer there.
    """
    if kept.id == gone:
        return
    with store.transact(mark("act", "Det er samme person"), citizen=kept.citizen) as transaction:
        other = transaction.reader.get(ACTOR, gone)
        if not isinstance(other, Actor) or other.deleted:
            raise UserError(mark("actor", "Den anden aktør findes ikke mere. Vælg en, der står i planen."))
        if kept.stream not in (other.stream, citizen_stream(kept.citizen or "", PLAN)):
            told = mark("actor", "«{title}» ses af flere. Gør det fra det kort i stedet.")
            raise UserError(told, title=other.title or "")
        _merge(transaction, kept, other)


def _merge(transaction: Transaction, kept: Actor, gone: Actor) -> None:
    standing = [each for each in transaction.reader.everything(citizen=kept.citizen or "") if not each.deleted]
    if kept.stream == gone.stream:
        _take_over(transaction, kept, gone)
    turn = _Turn(transaction, kept.id, gone.id, standing)
    for each in standing:
        if each.id not in (kept.id, gone.id):
            turn.point(each)
    transaction.delete(gone)


def _take_over(transaction: Transaction, kept: Actor, gone: Actor) -> None:
    known = {name: getattr(gone, name) for name in _TOLD if getattr(kept, name) is None}
    known["note"] = "\n\n".join(dict.fromkeys(each for each in (kept.note, gone.note) if each)) or None
    known["last_contact"] = max(filter(None, (kept.last_contact, gone.last_contact)), default=None)
    transaction.edit(kept, **known)


class _Turn:
    """Points records from one actor to another."""

    def __init__(self, transaction: Transaction, kept: str, gone: str, standing: Iterable[Record]) -> None:
        self._transaction = transaction
        self._kept, self._gone = kept, gone
        records = list(standing)
        self._lines = {(each.source, each.target) for each in records if isinstance(each, Connector)}
        self._boards = {each.board for each in records if isinstance(each, Placement) and each.item == kept}
        self._parts = {each.meeting: each for each in records if isinstance(each, Participation) and each.actor == kept}

    def point(self, record: Record) -> None:
        """Let *record* point to the one that stays."""
        if isinstance(record, Item | Plan | Ink):
            self._edit(record)
        elif isinstance(record, Consent):
            self._share(record)
        elif isinstance(record, Participation) and record.actor == self._gone:
            self._attend(record)
        elif isinstance(record, Connector) and self._gone in (record.source, record.target):
            self._draw(record)
        elif isinstance(record, Placement) and record.item == self._gone:
            self._place(record)
        elif isinstance(record, Disagreement) and record.item == self._gone:
            self._anew(DISAGREEMENT, record, item=self._kept)

    def _edit(self, record: Record) -> None:
        names = ("responsible", "part_of", "coordinator", "item")
        turned: dict[str, Any] = {name: self._kept for name in names if getattr(record, name, None) == self._gone}
        agreed = getattr(record, "agreed_with", ())
        if self._gone in agreed:
            turned["agreed_with"] = tuple(dict.fromkeys(self._turned(each) for each in agreed))
        if turned:
            self._transaction.edit(record, **turned)

    def _share(self, consent: Consent) -> None:
        for name in ("actors", "items"):
            members = getattr(consent, name)
            if self._gone in members:
                self._transaction.add(consent, name, *([] if self._kept in members else [self._kept]))
                self._transaction.drop(consent, name, self._gone)

    def _attend(self, part: Participation) -> None:
        other = self._parts.get(part.meeting)
        if other is None:
            self._transaction.edit(part, actor=self._kept)
            return
        if part.attendance is Attendance.PRESENT:
            self._transaction.edit(other, attendance=Attendance.PRESENT)
        self._transaction.delete(part)

    def _draw(self, line: Connector) -> None:
        """A line has its ends once and for all: another one takes its place, unless it would say nothing."""
        ends = (self._turned(line.source), self._turned(line.target))
        if ends[0] == ends[1] or ends in self._lines:
            self._transaction.delete(line)
        else:
            self._lines.add(ends)
            self._anew(CONNECTOR, line, source=ends[0], target=ends[1])

    def _place(self, placement: Placement) -> None:
        if placement.board in self._boards:
            self._transaction.delete(placement)
        else:
            self._anew(PLACEMENT, placement, item=self._kept)

    def _anew(self, kind: Any, record: Record, **turned: Any) -> None:
        told = {name: getattr(record, name) for name in kind.hints} | turned
        self._transaction.put(kind, kind.record(**told), beside=record)
        self._transaction.delete(record)

    def _turned(self, identity: str | None) -> str | None:
        return self._kept if identity == self._gone else identity
