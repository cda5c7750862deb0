"""Assignments: who works with which citizen, from when until when, why, and by whose word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from app.clock import FixedClock, instant
from app.ids import Uuid7, citizen_stream
from sync.server import directory, origins
from sync.server import log as logs
from sync.server.log import Log
from sync.server.rights import EMERGENCY, OPEN, PLAN, USER
from sync.server.settings import Identity
from sync.server.statements import Statement

EXPIRED = "expired"
"""Why a right ended whose time was over."""


class Sort(StrEnum):
    """Why a user works with a citizen."""

    ASSIGNED = "assigned"
    SUBSTITUTE = "substitute"
    EMERGENCY = EMERGENCY
    PRESENT = "present"
    """The citizen sits there: for the length of one visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One period to be given: *starts* and *ends* are instants, `party` what an outsider is to the citizen."""

    login: str
    citizen: str
    starts: str
    ends: str = OPEN
    sort: Sort = Sort.ASSIGNED
    party: str = ""
    by: str = ""
    why: str = ""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period as it is kept; `ends` is `OPEN` while nobody has said when, `reason` why it ended before its time."""

    citizen: str
    login: str
    sort: str
    party: str
    starts: str
    ends: str
    given_by: str
    why: str
    reason: str | None


def give(connection: Connection, given: Given, *, now: datetime, is_told: bool = False) -> None:
    """Give a right from `starts` on; an open one that is there already is left as it is.

    `is_told` says that the citizen's plan tells of it already; otherwise `turn` does when it begins.
    What is past already is kept for the record.
    """
    told_until = given.ends if given.ends > instant(now) else OPEN
    is_open = given.ends == OPEN and given.sort is Sort.ASSIGNED
    if is_open and _OPEN_ONE.scalar(
        connection, login=given.login, citizen=given.citizen, party=given.party, sort=given.sort.value, ends=OPEN
    ):
        return
    _GIVE.run(
        connection, citizen=given.citizen, id=Uuid7(FixedClock(now))(), login=given.login, sort=given.sort.value,
        party=given.party, starts=given.starts, ends=given.ends, due=told_until if is_told else given.starts,
        given_by=given.by, why=given.why, reason=given.reason,
    )  # fmt: skip


def end(connection: Connection, *, login: str, citizen: str, at: str, reason: str) -> None:
    """End every period that has not ended, also one to come; devices purge after sending what they hold."""
    _END.run(connection, login=login, citizen=citizen, at=at, reason=reason)


def is_due(connection: Connection, *, now: datetime) -> bool:
    """Tell whether `turn` has something to do."""
    return _IS_DUE.scalar(connection, now=instant(now)) is not None


def turn(connection: Connection, identity: Identity, *, now: datetime) -> set[str]:
    """Do what is due: let the plans of citizens tell whose right has begun or ended.

    Return what those who wait for news are to hear of: the users and the plans.
    """
    rows = _DUE.all(connection, now=instant(now))
    for citizen, login in sorted({(row.citizen, row.login) for row in rows if not row.party}):
        log = logs.lock(connection, citizen_stream(citizen, PLAN))
        # Of an erased citizen there is nobody to tell, and in a plan that moved nobody reads it.
        if log is not None and log.key is not None and log.stream.moved_to is None:
            _end_former(log, identity, now=now)
            _tell(log, identity, login=login, now=now)
    for row in rows:
        _TURNED.run(connection, citizen=row.citizen, id=row.id, due=row.ends if row.ends > instant(now) else OPEN)
    plans = {citizen_stream(row.citizen, PLAN) for row in rows}
    return plans | {USER + row.login for row in rows}


def _end_former(log: Log, identity: Identity, *, now: datetime) -> None:
    """Let a plan that came from another municipality tell no more of those who worked with the citizen there."""
    if origins.version_brought(log.connection, log.stream.id):
        here = {row.login for row in _HERE.each(log.connection, citizen=log.stream.citizen, now=instant(now))}
        directory.end_assignments(log, identity, but=here, now=now)


def _tell(log: Log, identity: Identity, *, login: str, now: datetime) -> None:
    citizen = log.stream.citizen or ""
    held = _HELD.all(log.connection, login=login, citizen=citizen, now=instant(now))
    until = max((row.ends for row in held), default="")
    directory.write_assignment(
        log, identity, login=login, is_assigned=bool(held), now=now,
        sort=held[0].sort if held else None, until=until if until not in ("", OPEN) else None,
    )  # fmt: skip


def of_citizens(connection: Connection, citizens: Iterable[str]) -> list[Period]:
    """Return every period of *citizens*, ended ones too, the oldest first."""
    found = [_period(row) for row in _OF_CITIZENS.of(connection, citizens)]
    return sorted(found, key=lambda each: (each.citizen, each.starts, each.login))


def held_by(connection: Connection, login: str, *, now: str) -> list[str]:
    """Return the citizens to whom *login* has a right at the instant *now*, or will have."""
    return sorted({row.citizen for row in _HELD_BY.each(connection, login=login, now=now)})


def ever_held(connection: Connection, *, login: str, citizen: str, now: str) -> bool:
    """Tell whether *login* has at any time, until *now*, been assigned to *citizen*."""
    return _EVER.scalar(connection, login=login, citizen=citizen, now=now) is not None


def last_ends(connection: Connection, login: str, citizens: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return {citizen: (instant, reason)} of the newest end of each right of *login*."""
    rows = sorted(_ENDS_OF.of(connection, citizens, login=login), key=lambda row: row.ends)
    return {row.citizen: (row.ends, row.reason or EXPIRED) for row in rows if row.ends != OPEN}


def emergencies(connection: Connection, *, since: str) -> list[Period]:
    """Return the rights in an emergency that began since an instant, the newest first."""
    return [_period(row) for row in _OF_SORT.each(connection, sort=Sort.EMERGENCY.value, since=since)]


def _period(row: Any) -> Period:
    return Period(
        citizen=row.citizen, login=row.login, sort=row.sort, party=row.party, starts=row.starts, ends=row.ends,
        given_by=row.given_by, why=row.why, reason=row.reason,
    )  # fmt: skip


_COLUMNS = "citizen, login, sort, party, starts, ends, given_by, why, reason"
_OPEN_ONE = Statement(
    "SELECT 1 FROM assignment_period WHERE citizen = :citizen AND login = :login AND party = :party "
    "AND sort = :sort AND ends = :ends"
)
_GIVE = Statement(
    "INSERT INTO assignment_period (citizen, id, login, sort, party, starts, ends, due, given_by, why, reason) "
    "VALUES (:citizen, :id, :login, :sort, :party, :starts, :ends, :due, :given_by, :why, :reason)"
)
_END = Statement(
    "UPDATE assignment_period SET ends = :at, due = :at, reason = :reason "
    "WHERE citizen = :citizen AND login = :login AND ends > :at"
)
_IS_DUE = Statement("SELECT 1 FROM assignment_period WHERE due <= :now LIMIT 1")
_DUE = Statement("SELECT citizen, id, login, party, ends FROM assignment_period WHERE due <= :now")
_TURNED = Statement("UPDATE assignment_period SET due = :due WHERE citizen = :citizen AND id = :id")
_HELD = Statement(
    "SELECT sort, ends FROM assignment_period WHERE citizen = :citizen AND login = :login AND party = '' "
    "AND starts <= :now AND ends > :now ORDER BY starts"
)
_HERE = Statement(
    "SELECT login FROM assignment_period WHERE citizen = :citizen AND party = '' AND starts <= :now AND ends > :now"
)
_HELD_BY = Statement("SELECT citizen FROM assignment_period WHERE login = :login AND ends > :now")
_EVER = Statement(
    "SELECT 1 FROM assignment_period WHERE citizen = :citizen AND login = :login AND party = '' "
    "AND starts <= :now LIMIT 1"
)
_ENDS_OF = Statement("SELECT citizen, ends, reason FROM assignment_period WHERE login = :login AND citizen IN :ids")
_OF_CITIZENS = Statement(f"SELECT {_COLUMNS} FROM assignment_period WHERE citizen IN :ids")  # noqa: S608
_OF_SORT = Statement(
    f"SELECT {_COLUMNS} FROM assignment_period WHERE sort = :sort AND starts >= :since "  # noqa: S608
    "ORDER BY starts DESC, citizen"
)
