"""Sharing: what a citizen's consent gives to an outsider is copied into a stream of its own, kept in step, taken back.

When something is taken back the stream is closed, so that every device that holds it purges it whole, and what is still
shared begins a new one: a copy that was only emptied would stay readable in its log.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection

from app.changes.cells import Cells, is_deleted, value
from app.clock import begins, danish_day, instant
from app.domain import KINDS
from app.domain.citizen import CITIZEN
from app.domain.consent import CONSENT
from app.domain.days import is_over, last_day
from app.domain.item import ITEM, Audience, ItemType
from app.ids import citizen_stream
from sync.server import log as logs
from sync.server import own
from sync.server.content import read_cells
from sync.server.own import Wanted
from sync.server.rights import OPEN, PLAN, SHARE, Stream
from sync.server.settings import Identity
from sync.server.statements import Statement
from sync.server.vault import vault_of

ONESELF = "citizen"
"""The party of what the citizen may see: no consent is needed for that."""
_NEVER = frozenset({"audience", "responsible", "agreed_with", "directory_id", "deleted"})
"""Fields that are not copied: they name what was not shared."""
_OF_CITIZEN = ("given", "family", "birth_date", "protected")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A citizen's plan as far as it may be shared."""

    citizen: str
    version: int
    name: Mapping[str, Any]
    items: Mapping[str, Cells]
    gone: frozenset[str]
    consents: Mapping[str, Cells]


@dataclass(slots=True)
class _Shown:
    """What a party may see: origins with the consent that gives them, and until when that holds at least."""

    basis: dict[str, str | None] = field(default_factory=dict)
    until: str = OPEN


def keep(connection: Connection, identity: Identity, *, citizen: str, now: datetime) -> set[str]:
    """Bring every share of *citizen* in step with plan and consents; return the users whose streams changed."""
    log = logs.lock(connection, citizen_stream(citizen, PLAN))
    if log is None or log.key is None or log.stream.moved_to is not None:
        return set()
    plan = _read(connection, citizen, version=log.version)
    held = {row.party: row for row in _CURRENT.each(connection, citizen=citizen)}
    parties = _parties(connection, citizen, now=now)
    for party in held.keys() - parties.keys():
        _CLOSE.run(connection, citizen=citizen, party=party, at=instant(now))
    for party in parties:
        shown = _shown(plan, party, today=danish_day(now))
        _keep(connection, identity, plan=plan, party=party, current=held.get(party), shown=shown, now=now)
    return {login for logins in parties.values() for login in logins}


def due(connection: Connection, *, now: datetime) -> list[str]:
    """Return the citizens whose shares lag behind: a consent or a right has ended, or a transaction was lost."""
    told = instant(now)
    found = {row.citizen for row in _LATE.each(connection, now=told)}
    found |= {row.citizen for row in _BEHIND.each(connection, now=told)}
    found |= {row.citizen for row in _IDLE.each(connection, now=told)}
    return sorted(found)


def forget(connection: Connection, origin: Stream, records: Collection[str], *, now: str) -> None:
    """Empty every edition that holds a copy of *records*, whose words went from *origin*, and close those that stand.

    What is still shared begins anew when the shares are next brought in step; devices purge what they hold.
    """
    if origin.compartment != PLAN or not records:
        return
    for row in _EDITIONS.all(connection, citizen=origin.citizen):
        held = {each.id for each in _RECORDS.each(connection, stream=row.stream)}
        if held.isdisjoint({copy_of(row.stream, each) for each in records} | ({origin.citizen} & set(records))):
            continue
        _CLOSE.run(connection, citizen=origin.citizen, party=row.party, at=now)
        for statement in _EMPTYING:
            statement.run(connection, stream=row.stream)


def has_parties(connection: Connection, citizen: str | None) -> bool:
    """Tell whether anything of *citizen* may be shared with anybody."""
    return _ANY_PARTY.scalar(connection, citizen=citizen) is not None


def _parties(connection: Connection, citizen: str, *, now: datetime) -> dict[str, set[str]]:
    """Return {party: users} of rights that hold now."""
    parties: dict[str, set[str]] = {}
    for row in _PARTIES.each(connection, citizen=citizen, now=instant(now)):
        parties.setdefault(row.party, set()).add(row.login)
    return parties


def _read(connection: Connection, citizen: str, *, version: int) -> _Plan:
    plan = _plan_of(citizen)
    key = vault_of(connection).key(plan)
    rows = _RECORDS.each(connection, stream=plan)
    found = {row.id: (row.kind, read_cells(key, row)) for row in rows}
    oneself = found.get(citizen, (CITIZEN.kind, {}))[1]
    items = {each: cells for each, (kind, cells) in found.items() if kind == ITEM}
    return _Plan(
        citizen=citizen, version=version,
        name={name: value(oneself, name) for name in _OF_CITIZEN},
        items={each: cells for each, cells in items.items() if not is_deleted(cells)},
        gone=frozenset(each for each, cells in items.items() if is_deleted(cells)),
        consents={
            each: cells for each, (kind, cells) in found.items() if kind == CONSENT.kind and not is_deleted(cells)
        },
    )  # fmt: skip


def _shown(plan: _Plan, party: str, *, today: date) -> _Shown:
    """Return what *party* may see of *plan*; a consent that names no items gives all that is the citizen's own."""
    if party == ONESELF:
        return _Shown({each: None for each, cells in plan.items.items() if _is_for_all(cells)})
    shown = _Shown()
    for consent, cells in sorted(plan.consents.items()):
        if party not in (value(cells, "actors") or ()) or not _stands(cells, today=today):
            continue
        named = value(cells, "items") or ()
        for each, told in plan.items.items():
            if _is_for_all(told) and (each in named if named else value(told, "type") != ItemType.ACTOR):
                shown.basis.setdefault(each, consent)
        if named:
            shown.basis.update({each: consent for each in named if each in plan.gone})
        shown.until = min(shown.until, _until(cells))
    return shown


def _is_for_all(cells: Cells) -> bool:
    return bool(value(cells, "audience") != Audience.PROFESSIONALS)


def _stands(consent: Cells, *, today: date) -> bool:
    until = value(consent, "until")
    return value(consent, "withdrawn_at") is None and not (until and is_over(until, today=today))


def _until(consent: Cells) -> str:
    until = value(consent, "until")
    if not until:
        return OPEN
    return instant(begins(last_day(until) + timedelta(days=1)))


def _keep(
    connection: Connection, identity: Identity, *, plan: _Plan, party: str, current: Any, shown: _Shown, now: datetime
) -> None:
    """Bring the share with *party* in step; *current* is its row, None when nothing is shared yet."""
    edition = _LAST.scalar(connection, citizen=plan.citizen, party=party) or 0
    if current is not None and _takes_back(connection, current.stream, plan=plan, shown=shown):
        _CLOSE.run(connection, citizen=plan.citizen, party=party, at=instant(now))
        current = None
    if current is None and not shown.basis:
        _PUT.run(
            connection, citizen=plan.citizen, party=party, edition=max(edition, 1), seen=plan.version, due=OPEN,
            stream=_stream_of(plan.citizen, party, max(edition, 1)).id, ended=instant(now),
        )  # fmt: skip
        return
    number = current.edition if current is not None else edition + 1
    stream = _stream_of(plan.citizen, party, number)
    log = logs.lock(connection, stream.id) or logs.open_stream(connection, stream)
    held = {row.id for row in _RECORDS.each(connection, stream=stream.id)}
    own.write(log, identity, _copies(plan, stream.id, shown, held=held), now=now)
    _PUT.run(
        connection, citizen=plan.citizen, party=party, edition=number, seen=plan.version, due=shown.until,
        stream=stream.id, ended=None,
    )  # fmt: skip


def _takes_back(connection: Connection, stream: str, *, plan: _Plan, shown: _Shown) -> bool:
    """Tell whether the stream holds a copy of what may not be seen any more; what was deleted is no such thing."""
    kept = {copy_of(stream, each) for each in (*shown.basis, *plan.gone)} | {plan.citizen}
    return any(row.id not in kept for row in _RECORDS.each(connection, stream=stream))


def _copies(plan: _Plan, stream: str, shown: _Shown, *, held: Collection[str]) -> list[Wanted]:
    """Return the records of a share: each names its origin and the consent that gives it; *held* are there already."""
    wanted = [Wanted(record=plan.citizen, kind=CITIZEN.kind, fields=plan.name)]
    known = KINDS[ITEM].hints.keys() - _NEVER
    for origin in sorted(shown.basis.keys() & plan.items.keys()):
        cells, basis = plan.items[origin], shown.basis[origin]
        fields = {name: value(cells, name) for name in sorted(known & cells.keys())} | {"deleted": False}
        above = fields.get("part_of")
        fields["part_of"] = copy_of(stream, above) if above in shown.basis else None
        copied = copy_of(stream, origin)
        wanted.append(Wanted(record=copied, kind=ITEM, fields=fields | {"origin": origin, "basis": basis}))
    gone = {copy_of(stream, each) for each in plan.gone} & set(held)
    return [*wanted, *(Wanted(record=each, kind=ITEM, fields={"deleted": True}) for each in sorted(gone))]


def copy_of(stream: str, origin: str) -> str:
    """Return the id of the copy of a record in a share: the same however often it is made."""
    return str(uuid5(UUID(stream), origin))


def _stream_of(citizen: str, party: str, edition: int) -> Stream:
    compartment = f"{SHARE}{party}" if edition == 1 else f"{SHARE}{party}/{edition}"
    return Stream(citizen_stream(citizen, compartment), citizen, compartment)


def _plan_of(citizen: str) -> str:
    return citizen_stream(citizen, PLAN)


_CURRENT = Statement("SELECT party, edition, stream FROM share WHERE citizen = :citizen AND ended IS NULL")
_EDITIONS = Statement("SELECT party, stream FROM share WHERE citizen = :citizen")
_EMPTYING = (
    Statement("UPDATE entry SET content = NULL WHERE stream = :stream"),
    Statement("DELETE FROM record WHERE stream = :stream"),
)
_LAST = Statement("SELECT max(edition) FROM share WHERE citizen = :citizen AND party = :party")
_CLOSE = Statement("UPDATE share SET ended = :at WHERE citizen = :citizen AND party = :party AND ended IS NULL")
_PUT = Statement(
    "INSERT INTO share (citizen, party, edition, stream, seen, due, ended) "
    "VALUES (:citizen, :party, :edition, :stream, :seen, :due, :ended) "
    "ON CONFLICT (citizen, party, edition) DO UPDATE SET seen = excluded.seen, due = excluded.due, "
    "ended = excluded.ended"
)
_LATE = Statement("SELECT citizen FROM share WHERE due <= :now AND ended IS NULL")
_BEHIND = Statement(
    "SELECT period.citizen FROM assignment_period AS period JOIN stream "
    "ON stream.citizen = period.citizen AND stream.compartment = 'plan' "
    "WHERE period.party <> '' AND period.starts <= :now AND period.ends > :now AND NOT EXISTS "
    "(SELECT 1 FROM share WHERE share.citizen = period.citizen AND share.party = period.party "
    "AND share.seen >= stream.version)"
)
_IDLE = Statement(
    "SELECT share.citizen FROM share WHERE share.ended IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM assignment_period AS period WHERE period.citizen = share.citizen AND period.party = share.party "
    "AND period.starts <= :now AND period.ends > :now)"
)
_PARTIES = Statement(
    "SELECT party, login FROM assignment_period "
    "WHERE citizen = :citizen AND party <> '' AND starts <= :now AND ends > :now"
)
_ANY_PARTY = Statement("SELECT 1 FROM assignment_period WHERE citizen = :citizen AND party <> '' LIMIT 1")
_RECORDS = Statement("SELECT id, kind, cells FROM record WHERE stream = :stream")
