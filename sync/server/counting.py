"""Counts for those who plan and report and read no plan: citizens and workers of each unit, small numbers untold."""

from collections import Counter

from sqlalchemy import Connection

from app.clock import instant
from sync.acts import SMALLEST_COUNT, CountRow, Counts
from sync.server import accounts, units
from sync.server.core import Core
from sync.server.permits import require
from sync.server.rights import WRITERS, Role, Session
from sync.server.statements import Statement

COUNTERS = frozenset({Role.ADMINISTRATIVE, Role.MANAGER, Role.SUPERUSER, Role.AUDITOR})


def counts(core: Core, session: Session) -> Counts:
    """Return how many citizens that somebody works with, and how many workers, each unit has. Raises Forbidden."""
    require(session.role in COUNTERS)
    now = instant(core.clock.now())
    return core.database.read(lambda connection: _counts(connection, now))


def _counts(connection: Connection, now: str) -> Counts:
    citizens = Counter({row.unit: row.count for row in _CITIZENS.each(connection, now=now)})
    staff = accounts.staff(connection).values()
    workers = Counter(each.unit for each in staff if each.role in WRITERS and not each.is_closed)
    return Counts([
        CountRow(unit=unit, name=name, citizens=_told(citizens[unit]), workers=_told(workers[unit]))
        for unit, name in units.names(connection).items()
    ])  # fmt: skip


def _told(count: int) -> int | None:
    return count if count == 0 or count >= SMALLEST_COUNT else None


_CITIZENS = Statement(
    "SELECT citizen.unit, count(DISTINCT citizen.id) AS count FROM citizen "
    "JOIN assignment_period ON assignment_period.citizen = citizen.id "
    "WHERE assignment_period.party = '' AND assignment_period.starts <= :now AND assignment_period.ends > :now "
    "GROUP BY citizen.unit"
)
