"""Filling a server with the made-up municipality: its history, its users, who works with whom."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from sqlalchemy import Connection

from app.clock import Clock
from app.demo import Assignment, Municipality, assignments, generate, municipality
from sync.server import accounts, directory, settings, units
from sync.server import assignments as periods
from sync.server.assignments import Given
from sync.server.database import Database
from sync.server.load import Told, load
from sync.server.rights import OPEN, Role

PASSWORD = "prøv-enplan-her"  # noqa: S105 - the one password of all made-up users
ASSIGNMENTS_AT_ONCE = 500


def fill(
    database: Database, *, size: str, seed: int, years: int, today: date, clock: Clock, password: str = PASSWORD
) -> int:
    """Enter the history of *years* up to *today*, and let the users in with *password*; return how many changes.

    All users share the one hash of the password. The changes are signed by the server, whoever is told as author.
    """
    count = load(database, _told(size, seed=seed, years=years, today=today), clock=clock)
    made_up = municipality(size, seed)
    _let_in(database, made_up, password=password, clock=clock)
    waiting = assignments(made_up, years=years, today=today)
    while batch := list(islice(waiting, ASSIGNMENTS_AT_ONCE)):
        _assign(database, batch, units_of={each.login: each.unit for each in made_up.users}, clock=clock)
    return count


def _told(size: str, *, seed: int, years: int, today: date) -> Iterator[Told]:
    for act in generate(size, seed, years=years, today=today):
        for change in act.changes:
            yield Told(change=change, by=act.author, device=act.device, received=act.at)


def _let_in(database: Database, made_up: Municipality, *, password: str, clock: Clock) -> None:
    hashed = accounts.hashed(password)

    def write(connection: Connection) -> None:
        identity = settings.identity(connection)
        for unit in made_up.units:
            units.put(connection, unit=unit, name=unit, part_of="")
        for each in made_up.users:
            areas = ",".join(each.areas)
            accounts.put(
                connection, login=each.login, name=each.name, role=Role(each.role), hashed=hashed, areas=areas,
                unit=each.unit,
            )  # fmt: skip
            directory.write_user(
                connection, identity, login=each.login, name=each.name, role=each.role, now=clock.now()
            )
        settings.beat(connection)

    database.write(write)


def _assign(
    database: Database, batch: list[Assignment], *, units_of: dict[str, str], clock: Clock
) -> None:  # fmt: skip
    def write(connection: Connection) -> None:
        identity = settings.identity(connection)
        for each in batch:
            given = Given(
                login=each.login, citizen=each.citizen, starts=each.since, ends=each.ended or OPEN, reason=each.reason
            )
            periods.give(connection, given, now=clock.now(), is_told=each.ended is not None)
            units.place_new(connection, each.citizen, unit=units_of[each.login])
        periods.turn(connection, identity, now=clock.now())
        settings.beat(connection)

    database.write(write)
