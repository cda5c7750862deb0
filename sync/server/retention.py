"""Retention: whose plans were closed so long ago that their time is over. Listing erases nothing."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

import resources
from app.changes import chain
from app.changes.cells import value
from app.clock import Clock, danish_day, moment, today
from app.domain.values import State
from app.ids import plan_of
from sync.server.content import read_cells
from sync.server.database import Database
from sync.server.statements import Statement
from sync.server.vault import vault_of

CLOSED = (State.DONE, State.STOPPED)


class Class(msgspec.Struct, frozen=True):
    """A class of plans by the beginning of their KLE number, and the years they are kept after closing."""

    kle: str
    years: int
    source: str


class Due(NamedTuple):
    """A citizen whose plan was closed, how long it is kept, by which rule, and the day on which that ends."""

    citizen: str
    closed: str
    due: str
    years: int
    source: str


def classes() -> tuple[Class, ...]:
    """Return the classes, the most exact first."""
    told = tomllib.loads(resources.read_text("retention.toml"))["class"]
    return tuple(sorted(msgspec.convert(told, list[Class]), key=lambda each: -len(each.kle)))


def due(database: Database, *, clock: Clock, rules: Sequence[Class] = ()) -> list[Due]:
    """Return whose time is over, the longest ago first."""
    day, known = today(clock), rules or classes()
    found = database.read(lambda connection: list(_closed(connection, known)))
    return sorted((each for each in found if each.due <= day.isoformat()), key=lambda each: each.due)


def _closed(connection: Connection, rules: Sequence[Class]) -> Iterator[Due]:
    """Yield every citizen whose plan is closed; the time runs from when the server was told."""
    vault = vault_of(connection)
    for row in _PLANS.all(connection):
        if row.citizen is None or row.id != plan_of(row.citizen):
            continue
        cells = read_cells(vault.key(row.stream), row)
        if value(cells, "state") not in CLOSED:
            continue
        meta = bytes(_META.scalar(connection, stream=row.stream, version=cells["state"].version))
        closed = danish_day(moment(chain.decode_meta(meta).received))
        kle = str(value(cells, "kle") or "")
        rule = next(each for each in rules if kle.startswith(each.kle))
        yield Due(row.citizen, closed.isoformat(), _after(closed, rule.years).isoformat(), rule.years, rule.source)


def _after(day: date, years: int) -> date:
    """Return the same day so many years later, the day before where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


_PLANS = Statement("SELECT stream, id, citizen, cells FROM record WHERE kind = 'plan'")
_META = Statement("SELECT meta FROM entry WHERE stream = :stream AND version = :version")
