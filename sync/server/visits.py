"""Opening a plan without being assigned: in an emergency, or with the citizen present; asked why, and kept."""

from datetime import timedelta

from sqlalchemy import Connection

from app.clock import instant
from app.domain.cpr import read_cpr
from sync.acts import LONGEST_EMERGENCY_H, Emergencies, Emergency, EmergencyRow, Opened, Opening
from sync.server import accounts, assignments, people, sharing, tries, units
from sync.server.assignments import Given, Sort
from sync.server.core import Core, NotReadable
from sync.server.permits import NotDone, require
from sync.server.rights import WRITERS, Role, Session
from sync.server.statements import Statement

VISIT = timedelta(hours=2)
"""How long what the citizen may see stays open after the citizen came."""
LONGEST_PURPOSE = 300
LISTED = timedelta(days=366)


def begin_emergency(core: Core, session: Session, asked: Emergency) -> Opened:
    """Open the plan of a citizen for some hours. Raises Forbidden, NotDone, NotReadable, TooManyTries."""
    require(session.role in WRITERS)
    if not 1 <= asked.hours <= LONGEST_EMERGENCY_H:
        raise NotDone("hours")
    return _opened(
        core, session, citizen=asked.citizen, number=asked.number, purpose=asked.purpose, sort=Sort.EMERGENCY,
        length=timedelta(hours=asked.hours),
    )  # fmt: skip


def begin_visit(core: Core, session: Session, asked: Opening) -> Opened:
    """Open what the citizen may see, while the citizen is there. Raises as `begin_emergency`."""
    require(session.role is Role.CITIZEN_SERVICE)
    opened = _opened(
        core, session, citizen="", number=asked.number, purpose=asked.purpose, sort=Sort.PRESENT, length=VISIT
    )
    core.share([opened.citizen])
    return opened


def emergencies(core: Core, session: Session) -> Emergencies:
    """Return the rights taken in an emergency within a year, to a team leader those of the unit. Raises Forbidden."""
    require(session.role in {Role.SUPERUSER, Role.AUDITOR, Role.MANAGER})
    since = instant(core.clock.now() - LISTED)

    def read(connection: Connection) -> Emergencies:
        staff = accounts.staff(connection)
        if session.role is Role.MANAGER:
            inside = units.below(connection, session.unit)
            staff = {login: each for login, each in staff.items() if each.unit in inside}
        found = assignments.emergencies(connection, since=since)
        return Emergencies([
            EmergencyRow(
                citizen=each.citizen, login=each.login, name=staff[each.login].name, since=each.starts, until=each.ends,
                purpose=each.why,
            )
            for each in found
            if each.login in staff
        ])  # fmt: skip

    return core.database.read(read)


def _opened(
    core: Core, session: Session, *, citizen: str, number: str, purpose: str, sort: Sort, length: timedelta
) -> Opened:
    if not purpose.strip() or len(purpose) > LONGEST_PURPOSE:
        raise NotDone("purpose")
    now = core.clock.now()
    tried = f"number:{session.login}"
    core.database.write(lambda each: tries.begin(each, tried, now=now))

    def write(connection: Connection) -> tuple[Opened, set[str]]:
        found = _find(connection, session, citizen=citizen, number=number)
        tries.was_right(connection, tried, now=now)
        until = instant(now + length)
        given = Given(
            login=session.login, citizen=found, starts=instant(now), ends=until, sort=sort, by=session.login,
            party=sharing.ONESELF if sort is Sort.PRESENT else "", why=purpose.strip(),
        )  # fmt: skip
        assignments.give(connection, given, now=now)
        heard = assignments.turn(connection, core.identity, now=now)
        people.note_look_up(connection, session, subject=found, act=sort.value, now=now)
        return Opened(found, until), heard

    opened, heard = core.database.write(write)
    core.nudges.touch(*heard)
    return opened


def _find(connection: Connection, session: Session, *, citizen: str, number: str) -> str:
    """Return the citizen who is meant; who is not there, or outside the user's limits, is not told apart."""
    read = read_cpr(number)
    found = people.by_number(connection, read.value) if read is not None else _CITIZEN.scalar(connection, id=citizen)
    if found is None or units.outside_limits(connection, session, [found]):
        raise NotReadable
    return str(found)


_CITIZEN = Statement("SELECT id FROM citizen WHERE id = :id")
