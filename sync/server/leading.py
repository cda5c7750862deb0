"""What a team leader does: sees who works with whom in the own unit, gives, takes back, lets somebody stand in."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from app.changes.cells import Cells, value
from app.clock import begins, instant
from app.domain.citizen import CITIZEN
from app.domain.danish import sort_key
from app.ids import citizen_stream
from sync.acts import Assigning, CitizenRow, Done, Team, Worker
from sync.server import accounts, assignments, people, staffing, units
from sync.server.accounts import Staff
from sync.server.assignments import Period, Sort
from sync.server.content import read_cells
from sync.server.core import Core
from sync.server.permits import NotDone, require
from sync.server.rights import OPEN, PLAN, READERS, USER, Role, Session
from sync.server.statements import Statement
from sync.server.vault import vault_of

MOST_AT_ONCE = 500
PROTECTED = "Beskyttet"
"""The name that a list has for a citizen with name and address protection."""


def team(core: Core, session: Session) -> Team:
    """Return the workers of the own unit with their citizens; that it was read is written down. Raises Forbidden."""
    require(session.role is Role.MANAGER and bool(session.unit))
    now = core.clock.now()

    def write(connection: Connection) -> Team:
        people.note_look_up(connection, session, subject=session.unit, act="team", now=now)
        return _team(connection, session, now=instant(now))

    return core.database.write(write)


def assign(core: Core, session: Session, asked: Assigning) -> Done:
    """Give citizens of the own unit to one of its workers, or take them back. Raises Forbidden and NotDone."""
    require(session.role is Role.MANAGER and bool(session.unit))
    if not asked.reason.strip() or not 0 < len(asked.citizens) <= MOST_AT_ONCE:
        raise NotDone("reason" if asked.citizens else "citizens")
    core.database.read(lambda each: _check_own(each, session, asked))
    try:
        _assign(core, session, asked)
    except staffing.NotDone as wrong:
        raise NotDone("period") from wrong
    core.nudges.touch(USER + asked.login, *(citizen_stream(each, PLAN) for each in asked.citizens))
    return Done(len(asked.citizens))


def _assign(core: Core, session: Session, asked: Assigning) -> None:
    database, clock, reason = core.database, core.clock, asked.reason.strip()
    if asked.is_taken_back:
        staffing.end(database, login=asked.login, citizens=asked.citizens, reason=reason, clock=clock)
        return
    staffing.assign(
        database, logins=[asked.login], citizens=asked.citizens, by=session.login, why=reason, clock=clock,
        sort=Sort.SUBSTITUTE if asked.last_day else Sort.ASSIGNED,
        starts=_midnight(asked.first_day), ends=_midnight(asked.last_day, after=1),
    )  # fmt: skip


def _midnight(day: str, *, after: int = 0) -> datetime | None:
    """Return when a Danish day begins, or another so many days later; None when none is named. Raises NotDone."""
    if not day:
        return None
    try:
        return begins(date.fromisoformat(day) + timedelta(days=after))
    except ValueError as wrong:
        raise NotDone("period") from wrong


def _check_own(connection: Connection, session: Session, asked: Assigning) -> None:
    """Raise Forbidden unless worker and citizens belong to the unit of *session*, NotDone for who cannot read a plan.

    A right may be taken back from anybody: the citizen is what belongs to the unit.
    """
    inside = units.below(connection, session.unit)
    placed = units.of_citizens(connection, asked.citizens)
    require(all(placed.get(each) in inside for each in asked.citizens))
    if asked.is_taken_back:
        return
    worker = accounts.staff(connection).get(asked.login)
    require(worker is not None and worker.unit in inside and not worker.is_closed)
    if worker is None or worker.role not in READERS:
        raise NotDone("worker")


def _team(connection: Connection, session: Session, *, now: str) -> Team:
    inside = units.below(connection, session.unit)
    workers = [each for each in accounts.staff(connection).values() if each.unit in inside and each.role in READERS]
    citizens = [row.id for row in _OF_UNITS.of(connection, inside)]
    periods = [each for each in assignments.of_citizens(connection, citizens) if each.ends > now and not each.party]
    called = names(connection, citizens)
    held = {each.citizen for each in periods if each.starts <= now}
    return Team(
        unit=units.names(connection).get(session.unit, session.unit),
        workers=[_worker(each, periods, called, now=now) for each in workers if not each.is_closed],
        unassigned=_sorted(CitizenRow(citizen=each, name=called[each]) for each in citizens if each not in held),
    )


def _worker(worker: Staff, periods: Iterable[Period], names: Mapping[str, str], *, now: str) -> Worker:
    own = [each for each in periods if each.login == worker.login]
    rows = (
        CitizenRow(
            citizen=each.citizen, name=names[each.citizen], sort=each.sort,
            starts=each.starts if each.starts > now else "", ends="" if each.ends == OPEN else each.ends,
        )
        for each in own
    )  # fmt: skip
    return Worker(
        login=worker.login, name=worker.name, role=worker.role.value, unit=worker.unit, citizens=_sorted(rows)
    )


def _sorted(rows: Iterable[CitizenRow]) -> list[CitizenRow]:
    return sorted(rows, key=lambda each: (sort_key(each.name), each.citizen, each.ends))


def names(connection: Connection, citizens: Collection[str]) -> dict[str, str]:
    """Return {citizen: name} as a list may show it, from the citizens' own records."""
    plans = {citizen_stream(each, PLAN): each for each in citizens}
    vault = vault_of(connection)
    found = {
        plans[row.stream]: read_cells(vault.key(row.stream), row)
        for row in _CITIZENS.of(connection, citizens, kind=CITIZEN.kind)
        if row.stream in plans
    }
    return {each: _name(found.get(each, {})) for each in citizens}


def _name(cells: Cells) -> str:
    if value(cells, "protected"):
        return PROTECTED
    return " ".join(each for each in (value(cells, "given"), value(cells, "family")) if each)


_OF_UNITS = Statement("SELECT id FROM citizen WHERE unit IN :ids")
_CITIZENS = Statement("SELECT stream, id, cells FROM record WHERE kind = :kind AND id IN :ids")
