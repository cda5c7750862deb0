"""Who works where and with whom, as an administrator or a team leader decides it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from app.clock import Clock, instant
from app.ids import is_uuid
from sync.server import accounts, assignments, mergers, settings, units
from sync.server.assignments import Given, Sort
from sync.server.database import Database
from sync.server.rights import OPEN, SHARE_READERS, Role


class NotDone(ValueError):
    """It cannot be done as asked; the text says why and holds nothing secret."""


def assign(
    database: Database, *, logins: Sequence[str], citizens: Sequence[str], clock: Clock, sort: Sort = Sort.ASSIGNED,
    starts: datetime | None = None, ends: datetime | None = None, party: str = "", by: str = "", why: str = "",
) -> None:  # fmt: skip
    """Let each of *logins* work with *citizens* from *starts*, now when None, until *ends*, open when None.

    An account that reads shares alone needs the *party*, an actor of the citizen, and no other has one. Raises NotDone.
    """
    _check_ids(citizens)
    now = clock.now()
    begins = starts or now
    if ends is not None and ends <= max(begins, now):
        raise NotDone("the end does not lie after the beginning, or is past")

    def write(connection: Connection) -> None:
        for login in logins:
            _check_party(connection, login, party)
            for citizen in citizens:
                survivor = mergers.survivor_of(connection, citizen)
                if survivor is not None:
                    raise NotDone(f"this citizen was merged into {survivor}: name that one")
                given = Given(
                    login=login, citizen=citizen, starts=instant(begins), ends=instant(ends) if ends else OPEN,
                    sort=sort, party=party, by=by, why=why,
                )  # fmt: skip
                assignments.give(connection, given, now=now)
        _turn(connection, now)

    database.write(write)


def end(database: Database, *, login: str, citizens: Sequence[str], reason: str, clock: Clock) -> None:
    """End the right of *login* to *citizens*: the user's devices deliver what they hold, then purge. Raises NotDone."""
    _check_ids(citizens)
    if not reason.strip():
        raise NotDone("a right ends with a reason")
    now = clock.now()

    def write(connection: Connection) -> None:
        for citizen in citizens:
            assignments.end(connection, login=login, citizen=citizen, at=instant(now), reason=reason.strip())
        _turn(connection, now)

    database.write(write)


def end_user(database: Database, *, login: str, reason: str, clock: Clock) -> int:
    """Close an account and end all its rights; return to how many citizens. Raises NotDone."""
    now = clock.now()

    def write(connection: Connection) -> int:
        if not accounts.exists(connection, login):
            raise NotDone("there is no such user")
        citizens = assignments.held_by(connection, login, now=instant(now))
        for citizen in citizens:
            assignments.end(connection, login=login, citizen=citizen, at=instant(now), reason=reason)
        accounts.end(connection, login=login, at=instant(now))
        _turn(connection, now)
        return len(citizens)

    return database.write(write)


def put_unit(database: Database, *, unit: str, name: str, part_of: str) -> None:
    """Make a unit, or give it another name or place. Raises NotDone for a place that is not there, or below itself."""

    def write(connection: Connection) -> None:
        if part_of and part_of not in units.names(connection):
            raise NotDone("there is no such unit to be part of")
        if part_of in units.below(connection, unit):
            raise NotDone("a unit is no part of itself")
        units.put(connection, unit=unit, name=name, part_of=part_of)

    database.write(write)


def place(database: Database, citizens: Sequence[str], *, unit: str) -> None:
    """Let *citizens* belong to *unit*. Raises NotDone."""
    _check_ids(citizens)

    def write(connection: Connection) -> None:
        if unit not in units.names(connection):
            raise NotDone("there is no such unit")
        units.place(connection, citizens, unit=unit)
        settings.beat(connection)

    database.write(write)


def _turn(connection: Connection, now: datetime) -> None:
    assignments.turn(connection, settings.identity(connection), now=now)
    settings.beat(connection)


def _check_ids(citizens: Sequence[str]) -> None:
    wrong = [each for each in citizens if not is_uuid(each)]
    if wrong:
        raise NotDone(f"{len(wrong)} of the ids are none")


def _check_party(connection: Connection, login: str, party: str) -> None:
    role = accounts.role_of(connection, login)
    if role is None:
        raise NotDone("there is no such user")
    if role is Role.CITIZEN_SERVICE:
        raise NotDone("this role opens a plan with the citizen present, and is assigned to nobody")
    if (role in SHARE_READERS) != bool(party):
        raise NotDone("an external participant, and nobody else, is assigned as one of the citizen's actors")
