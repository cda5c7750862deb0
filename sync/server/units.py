"""Organisation units: which lie below which, which citizens belong to one, and what an account is limited to."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from sync.server.statements import Statement

if TYPE_CHECKING:
    from sync.server.rights import Session


def put(connection: Connection, *, unit: str, name: str, part_of: str) -> None:
    """Make a unit, or give it another name or place; *part_of* is empty for one at the top."""
    _PUT.run(connection, id=unit, name=name, part_of=part_of or None)


def names(connection: Connection) -> dict[str, str]:
    """Return {unit: name} of all units."""
    return {row.id: row.name for row in _ALL.each(connection)}


def below(connection: Connection, unit: str) -> frozenset[str]:
    """Return *unit* with every unit below it; a ring of units ends where it began."""
    above = {row.id: row.part_of for row in _ALL.each(connection)}
    return frozenset(each for each in {*above, unit} if unit in _way_up(each, above))


def place(connection: Connection, citizens: Iterable[str], *, unit: str) -> None:
    """Let *citizens* belong to *unit* from now on."""
    for each in citizens:
        _PLACE.run(connection, id=each, unit=unit)


def place_new(connection: Connection, citizen: str, *, unit: str) -> None:
    """Let a citizen who belongs nowhere yet belong to *unit*."""
    _PLACE_NEW.run(connection, id=citizen, unit=unit)


def of_citizens(connection: Connection, citizens: Iterable[str]) -> dict[str, str]:
    """Return {citizen: unit} of those who are known."""
    return {row.id: row.unit for row in _CITIZENS.of(connection, citizens)}


def outside_limits(connection: Connection, session: "Session", citizens: Collection[str]) -> frozenset[str]:
    """Return those of *citizens* who lie outside what the session's account is limited to.

    Who belongs to no unit lies outside every limit to one; a plan without a KLE number is not limited by KLE.
    """
    if not citizens or not (session.within or session.kle):
        return frozenset()
    known = {row.id: row for row in _CITIZENS.of(connection, citizens)}
    inside = below(connection, session.within) if session.within else None
    return frozenset(
        each
        for each in citizens
        if (inside is not None and (each not in known or known[each].unit not in inside))
        or (each in known and not _fits(known[each].kle, session.kle))
    )


def _fits(number: str, beginnings: Collection[str]) -> bool:
    return not number or not beginnings or number.startswith(tuple(beginnings))


def _way_up(unit: str | None, above: Mapping[str, str | None]) -> list[str]:
    way: list[str] = []
    while unit is not None and unit not in way:
        way.append(unit)
        unit = above.get(unit)
    return way


_PUT = Statement(
    "INSERT INTO unit (id, name, part_of) VALUES (:id, :name, :part_of) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, part_of = excluded.part_of"
)
_ALL = Statement("SELECT id, name, part_of FROM unit ORDER BY id")
_PLACE = Statement(
    "INSERT INTO citizen (id, unit, kle) VALUES (:id, :unit, '') ON CONFLICT (id) DO UPDATE SET unit = excluded.unit"
)
_PLACE_NEW = Statement(
    "INSERT INTO citizen (id, unit, kle) VALUES (:id, :unit, '') "
    "ON CONFLICT (id) DO UPDATE SET unit = CASE WHEN citizen.unit = '' THEN excluded.unit ELSE citizen.unit END"
)
_CITIZENS = Statement("SELECT id, unit, kle FROM citizen WHERE id IN :ids")
