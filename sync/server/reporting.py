"""Who looked at whom: what the citizen may learn of it, and what is drawn for the control of the log."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from app.changes.cells import value
from app.clock import DANISH_TIME, begins, instant, moment
from app.domain.danish import fold
from app.domain.look_up import LookUpAct
from sync.server import mergers
from sync.server.content import open_person, read_cells
from sync.server.statements import Statement
from sync.server.vault import NoKey, vault_of

FIRST_HOUR, LAST_HOUR = 6, 20
"""Between them, on Danish weekdays, work is expected."""
FRIDAY = 4
AT_RANDOM = "at_random"
UNEXPECTED_HOUR = "unexpected_hour"
NOT_ASSIGNED = "not_assigned"
SAME_NAME = "same_family_name"
EMERGENCY = "emergency"
MANY_CITIZENS = "many_citizens"
MANY, WITHIN = 30, timedelta(hours=1)
"""Citizens whom one user looks up within so long; fewer are a day of ordinary work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A look-up as its citizen may learn of it: when, what was done and why, never by whom.

    Source: Court of Justice of the EU, C-579/21; Datatilsynet 2024-32-0283.
    """

    at: str
    act: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A look-up that somebody is to go through, and what it was drawn for."""

    id: str
    at: str
    login: str
    act: str
    citizen: str
    purpose: str
    because: tuple[str, ...]


def uses(connection: Connection, citizen: str, *, first: date, last: date) -> list[Use]:
    """Return every look-up of *citizen* on the Danish days from *first* to *last*, in the order they were made.

    Those of whoever was merged into *citizen* are among them.
    """
    who, between = mergers.with_merged(connection, citizen), _between(first, last)
    rows = sorted(_OF_CITIZENS.of(connection, who, **between), key=lambda row: (row.at, row.id))
    purposes = _purposes(connection, rows)
    return [Use(at=row.at, act=row.act, purpose=purposes[row.id]) for row in rows]


def draw(connection: Connection, *, first: date, last: date, count: int, seed: int) -> list[Drawn]:
    """Draw up to *count* look-ups at random and as many for each sign that something may be wrong.

    They are of the Danish days from *first* to *last*; the same *seed* draws the same of the same log.
    """
    signs, chance = _Signs(connection), random.Random(seed)  # noqa: S311 - a draw that can be made again
    pots: dict[str, _Pot] = {}
    for row in _ALL.each(connection, **_between(first, last)):
        for sign in signs.of(row):
            pots.setdefault(sign, _Pot(count, chance)).take(row)
    because: dict[tuple[str, str], list[str]] = {}
    for sign, pot in pots.items():
        for row in pot.drawn:
            because.setdefault((row.subject, row.id), []).append(sign)
    drawn = {(row.subject, row.id): row for pot in pots.values() for row in pot.drawn}
    purposes = _purposes(connection, drawn.values())
    found = [
        Drawn(
            id=row.id, at=row.at, login=row.login, act=row.act, citizen=row.subject, purpose=purposes[row.id],
            because=tuple(sorted(because[key])),
        )
        for key, row in drawn.items()
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.at, each.id))


class _Pot:
    """A fair draw from rows whose number is not known beforehand (Vitter's algorithm R)."""

    def __init__(self, size: int, chance: random.Random) -> None:
        self.drawn: list[Any] = []
        self._size, self._chance, self._seen = size, chance, 0

    def take(self, row: Any) -> None:
        self._seen += 1
        if len(self.drawn) < self._size:
            self.drawn.append(row)
            return
        place = self._chance.randrange(self._seen)
        if place < self._size:
            self.drawn[place] = row


class _Signs:
    """Tells what about a look-up asks for a closer look. Whom the database knows is asked for once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._periods: dict[tuple[str, str], list[Any]] = {}
        for row in _PERIODS.each(connection):
            self._periods.setdefault((row.login, row.citizen), []).append(row)
        self._family = {row.login: _last_name(row.name) for row in _ACCOUNTS.each(connection)}
        self._named: dict[str, str] = {}
        self._latest: dict[str, dict[str, str]] = {}

    def of(self, row: Any) -> Iterator[str]:
        """Yield the signs of one look-up; they are asked for in the order in which the look-ups were made.

        A list of the day shows whoever has something due: nobody chose them, so that neither chance nor number tells.
        """
        if row.act != LookUpAct.LIST:
            yield AT_RANDOM
        if not _is_at_work(row.at):
            yield UNEXPECTED_HOUR
        if row.act == EMERGENCY:
            yield EMERGENCY
        if row.act != LookUpAct.LIST and self._is_one_of_many(row):
            yield MANY_CITIZENS
        if not any(each.starts <= row.at < each.ends for each in self._periods.get((row.login, row.subject), ())):
            yield NOT_ASSIGNED
        family = self._family.get(row.login)
        if family and family == self._family_of(row.subject):
            yield SAME_NAME

    def _is_one_of_many(self, row: Any) -> bool:
        """Tell whether its author has looked up many citizens until then; it keeps {citizen: when last} so."""
        latest = self._latest.setdefault(row.login, {})
        latest.pop(row.subject, None)
        latest[row.subject] = row.at
        since = instant(moment(row.at) - WITHIN)
        while (first := next(iter(latest))) != row.subject and latest[first] < since:
            del latest[first]
        return len(latest) >= MANY

    def _family_of(self, citizen: str) -> str:
        if citizen not in self._named:
            self._named[citizen] = _family_name(self._connection, citizen)
        return self._named[citizen]


def _is_at_work(at: str) -> bool:
    there = moment(at).astimezone(DANISH_TIME)
    return there.weekday() <= FRIDAY and FIRST_HOUR <= there.hour < LAST_HOUR


def _family_name(connection: Connection, citizen: str) -> str:
    """Return the folded family name of a citizen; empty where none is known, or no more."""
    row = _PERSON.first(connection, id=citizen)
    if row is None or row.content is None:
        return ""
    try:
        return _last_name(open_person(vault_of(connection).key(row.stream), citizen, bytes(row.content)).name)
    except NoKey:
        return ""


def _last_name(name: str) -> str:
    return next(reversed(fold(name).split()), "")


def _purposes(connection: Connection, rows: Iterable[Any]) -> dict[str, str]:
    """Return {look-up: why}: as its author wrote it, else the reason of the access that was given for it."""
    wanted = list(rows)
    told: dict[str, str] = {}
    for found in _RECORDS.of(connection, [row.id for row in wanted]):
        cells = read_cells(vault_of(connection).key(found.stream), found)
        told[found.id] = str(value(cells, "purpose") or "")
    return {row.id: told.get(row.id) or _reason(connection, row) for row in wanted}


def _reason(connection: Connection, row: Any) -> str:
    return str(_GIVEN.scalar(connection, citizen=row.subject, login=row.login, starts=row.at) or "")


def _between(first: date, last: date) -> dict[str, str]:
    return {"since": instant(begins(first)), "until": instant(begins(last + timedelta(days=1)))}


_ALL = Statement(
    "SELECT subject, id, at, login, act FROM look_up WHERE at >= :since AND at < :until "
    "AND subject IN (SELECT id FROM citizen) ORDER BY at, id"
)
_OF_CITIZENS = Statement(
    "SELECT subject, id, at, login, act FROM look_up WHERE at >= :since AND at < :until AND subject IN :ids"
)
_RECORDS = Statement("SELECT stream, id, cells FROM record WHERE id IN :ids AND kind = 'look_up'")
_PERIODS = Statement("SELECT login, citizen, starts, ends FROM assignment_period")
_GIVEN = Statement("SELECT why FROM assignment_period WHERE citizen = :citizen AND login = :login AND starts = :starts")
_ACCOUNTS = Statement("SELECT login, name FROM account")
_PERSON = Statement("SELECT content, stream FROM citizen WHERE id = :id")
