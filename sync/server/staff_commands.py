"""Commands on who works here: `user`, `unit`, `assign`."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from app.clock import SystemClock, begins
from sync.server import factors, security_keys, staffing, units, upkeep
from sync.server.assignments import Sort
from sync.server.command import ids, on_data, opened, prepared, tell
from sync.server.rights import Role


@click.group()
def user() -> None:
    """Who may log in."""


@user.command("add")
@click.argument("login")
@on_data
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    required=True,
    help="What the user is employed to do; docs/security.md says what each may open.",
)
@click.option("--name", help="Shown to colleagues; the login name when left out.")
@click.option("--areas", default="", help="Administrations whose notes the user may read, parted by commas.")
@click.option("--unit", default="", help="The unit where the user works.")
@click.option("--within", default="", help="A unit: citizens of other units stay closed to the user.")
@click.option("--kle", default="", help="Beginnings of KLE numbers, parted by commas: other plans stay closed.")
@click.password_option(envvar="ENPLAN_PASSWORD", help="Asked for when ENPLAN_PASSWORD is not set.")
def add_user(  # noqa: PLR0917 - click hands them over by name
    login: str,
    data: Path,
    url: str | None,
    as_json: bool,
    role: str,
    name: str | None,
    areas: str,
    unit: str,
    within: str,
    kle: str,
    password: str,
) -> None:
    """Make an account, or renew it whole: password, role, name, unit and limits."""
    with prepared(data, url) as database:
        upkeep.add_user(
            database, login=login, name=name or login, role=Role(role), password=password, areas=areas, unit=unit,
            within=within, kle=kle, clock=SystemClock(),
        )  # fmt: skip
    tell({"login": login, "role": role}, as_json=as_json)


@user.command("end")
@click.argument("login")
@on_data
@click.option("--because", required=True, help="Why; kept with the rights that end.")
def end_user(login: str, data: Path, url: str | None, as_json: bool, because: str) -> None:
    """Close an account: no login, every right ends. What its devices still bring is kept for the new owners."""
    with prepared(data, url) as database:
        count = staffing.end_user(database, login=login, reason=because, clock=SystemClock())
    tell({"login": login, "citizens": count}, as_json=as_json)


@user.command("reset-second-factor")
@click.argument("login")
@on_data
@click.option("--by", required=True, help="Who does it; kept.")
def reset_second_factor(login: str, data: Path, url: str | None, as_json: bool, by: str) -> None:
    """Forget the second factor of LOGIN, who has lost it and the recovery codes; the next log-in sets up a new one."""
    with prepared(data, url) as database:
        factors.reset(database, login, by=by, clock=SystemClock())
    tell({"login": login}, as_json=as_json)


@user.command("remove-key")
@click.argument("login")
@click.argument("name")
@on_data
@click.option("--by", required=True, help="Who does it; kept.")
def remove_key(login: str, name: str, data: Path, url: str | None, as_json: bool, by: str) -> None:  # noqa: PLR0917
    """Let the security key NAME of LOGIN count no longer; `user factors` tells the names."""
    with prepared(data, url) as database:
        security_keys.remove(database, login, name=name, by=by, clock=SystemClock())
    tell({"login": login, "key": name}, as_json=as_json)


@user.command("factors")
@click.argument("login")
@on_data
def list_factors(login: str, data: Path, url: str | None, as_json: bool) -> None:
    """Tell which second factors LOGIN has, how many recovery codes are left, and what became of them."""
    with prepared(data, url) as database:
        told = database.read(lambda each: factors.told(each, login, names=security_keys.names(each, login)))
    tell(asdict(told), as_json=as_json)


@click.group("unit")
def unit_group() -> None:
    """Organisation units, and which citizens belong to them."""


@unit_group.command("put")
@click.argument("unit")
@on_data
@click.option("--name", help="As it is shown; the word UNIT itself when left out.")
@click.option("--part-of", default="", help="The unit that it lies below.")
def put_unit(unit: str, data: Path, url: str | None, as_json: bool, name: str | None, part_of: str) -> None:  # noqa: PLR0917
    """Make UNIT, or give it another name or place."""
    with prepared(data, url) as database:
        staffing.put_unit(database, unit=unit, name=name or unit, part_of=part_of)
    tell({"unit": unit}, as_json=as_json)


@unit_group.command("place")
@click.argument("unit")
@click.argument("told", metavar="IDS", nargs=-1, required=True)
@on_data
def place(unit: str, told: tuple[str, ...], data: Path, url: str | None, as_json: bool) -> None:
    """Let the citizens IDS belong to UNIT: ids, or files with one id a line. Never CPR numbers."""
    citizens = [citizen for each in told for citizen in ids(each)]
    with prepared(data, url) as database:
        staffing.place(database, citizens, unit=unit)
    tell({"unit": unit, "citizens": len(citizens)}, as_json=as_json)


@unit_group.command("list")
@on_data
def list_units(data: Path, url: str | None, as_json: bool) -> None:
    """Name every unit."""
    with opened(data, url) as database:
        tell({"units": database.read(units.names)}, as_json=as_json)


@click.command()
@click.argument("login")
@click.argument("told", metavar="IDS", nargs=-1, required=True)
@on_data
@click.option("--from", "starts", help="The first day, or an instant with its zone; now when left out.")
@click.option("--to", "ends", help="The last day, or an instant with its zone; open when left out.")
@click.option("--substitute", is_flag=True, help="As a substitute (vikar), who needs an end.")
@click.option("--as", "party", default="", help="The citizen's actor that an external participant is.")
@click.option("--because", default="", help="Why the right is given.")
@click.option("--by", default="", help="Who decided it.")
@click.option("--end", "reason", help="End the right instead, for this reason.")
def assign(  # noqa: PLR0917 - click hands them over by name
    login: str,
    told: tuple[str, ...],
    data: Path,
    url: str | None,
    as_json: bool,
    starts: str | None,
    ends: str | None,
    substitute: bool,
    party: str,
    because: str,
    by: str,
    reason: str | None,
) -> None:
    """Let LOGIN work with the citizens IDS: ids, or files with one id a line. Never CPR numbers."""
    citizens = [citizen for each in told for citizen in ids(each)]
    if substitute and ends is None:
        raise click.UsageError("A substitute has a last day: give --to.")
    first, last = _instant(starts, is_end=False), _instant(ends, is_end=True)
    with prepared(data, url) as database:
        if reason is not None:
            staffing.end(database, login=login, citizens=citizens, reason=reason, clock=SystemClock())
        else:
            staffing.assign(
                database, logins=[login], citizens=citizens, starts=first, ends=last, party=party, by=by, why=because,
                sort=Sort.SUBSTITUTE if substitute else Sort.ASSIGNED, clock=SystemClock(),
            )  # fmt: skip
    tell({"login": login, "citizens": len(citizens)}, as_json=as_json)


def _instant(told: str | None, *, is_end: bool) -> datetime | None:
    """Return the instant that is meant: a day begins at midnight in Denmark, and a last day is whole."""
    if told is None:
        return None
    try:
        if len(told) > len("2026-11-22"):
            at = datetime.fromisoformat(told)
            if at.tzinfo is None:
                raise click.BadParameter("an instant needs its zone, as in 2026-11-24T08:00+01:00")
            return at
        day = date.fromisoformat(told)
    except ValueError as wrong:
        raise click.BadParameter("neither a day nor an instant") from wrong
    return begins(day + timedelta(days=is_end))
