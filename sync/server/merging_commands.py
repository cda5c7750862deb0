"""The commands by which two citizens who are one person become one."""

from dataclasses import asdict
from pathlib import Path

import click

from app.clock import SystemClock
from sync.server import mergers, merging
from sync.server.command import on_data, prepared, tell, tell_rows
from sync.server.merging import Asked


@click.command()
@click.argument("duplicate")
@click.argument("survivor")
@on_data
@click.option("--by", required=True, help="Login of the person who decided it.")
@click.option("--reason", required=True, help="Why, in words that name nobody.")
@click.option("--without", multiple=True, help="Login of somebody who works with DUPLICATE and is not to follow.")
def merge(  # noqa: PLR0917 - click hands them over by name
    duplicate: str,
    survivor: str,
    data: Path,
    url: str | None,
    as_json: bool,
    by: str,
    reason: str,
    without: tuple[str, ...],
) -> None:
    """Let the plan of DUPLICATE go into that of SURVIVOR (ids): they turned out to be one person.

    Nothing is lost. SURVIVOR's name, plan and main board stand, and what DUPLICATE said otherwise is kept beside them
    for somebody to settle. Who is assigned to DUPLICATE is assigned to SURVIVOR from now on, and is told below; look
    at the list, and leave out by --without who has no business there. Who read DUPLICATE from outside, or in an
    emergency, loses that. It cannot be undone: look twice.
    """
    with prepared(data, url) as database:
        asked = Asked(citizen=duplicate, survivor=survivor, by=by, reason=reason, without=without)
        merged = merging.merge(database, asked, clock=SystemClock())
    tell({"duplicate": duplicate, "survivor": survivor, **asdict(merged)}, as_json=as_json)


@click.command("mergers")
@on_data
def list_mergers(data: Path, url: str | None, as_json: bool) -> None:
    """List which citizens were merged: who into whom, when, by whom and why."""
    with prepared(data, url) as database:
        found = [each._asdict() for each in database.read(mergers.every)]
    tell_rows("mergers", found, as_json=as_json)


MERGING_COMMANDS = (merge, list_mergers)
