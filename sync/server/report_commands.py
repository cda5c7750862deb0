"""`report`: what the data protection officer asks the log of look-ups for."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from app.clock import SystemClock, today
from sync.server import reporting
from sync.server.command import on_data, prepared, tell_rows

SAMPLE = 20
_day = click.DateTime(["%Y-%m-%d"])
_EARLIEST = "1900-01-01"


@click.group()
def report() -> None:
    """Who looked at whom, by the log that every look-up is in."""


@report.command("look-ups")
@click.argument("citizen")
@on_data
@click.option("--from", "first", type=_day, default=_EARLIEST, help="The first day; from the beginning when left out.")
@click.option("--to", "last", type=_day, help="The last day; today when left out.")
def tell_uses(  # noqa: PLR0917 - click hands them over by name
    citizen: str, data: Path, url: str | None, as_json: bool, first: datetime, last: datetime | None
) -> None:
    """List the look-ups of CITIZEN (an id) as the citizen may see them: when, what and why, never by whom."""
    with prepared(data, url) as database:
        found = database.read(lambda each: reporting.uses(each, citizen, first=first.date(), last=_until(last)))
    tell_rows("look_ups", [asdict(each) for each in found], as_json=as_json)


@report.command("sample")
@on_data
@click.option("--from", "first", type=_day, required=True, help="The first day of the period that is looked through.")
@click.option("--to", "last", type=_day, help="The last day; today when left out.")
@click.option("--count", type=click.IntRange(1, 1_000), default=SAMPLE, show_default=True, help="So many of each sort.")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Keep it with the report: it draws the same again."
)
def tell_sample(  # noqa: PLR0917 - click hands them over by name
    data: Path, url: str | None, as_json: bool, first: datetime, last: datetime | None, count: int, seed: int
) -> None:
    """Draw look-ups for the control of the log: at random, and those that bear a sign.

    The signs: made when nobody was expected at work, without an assignment to the citizen, by emergency access, by
    somebody of the same family name, or as one of 30 citizens whom the same user looked up within an hour.
    """
    with prepared(data, url) as database:
        drawn = database.read(
            lambda each: reporting.draw(each, first=first.date(), last=_until(last), count=count, seed=seed)
        )
    tell_rows("sample", [asdict(each) for each in drawn], as_json=as_json)


def _until(last: datetime | None) -> date:
    return last.date() if last is not None else today(SystemClock())
