"""Commands of `enplan-server` for the database itself: bringing its tables up to date, and after a restore."""

from pathlib import Path

import click

from app.clock import SystemClock
from sync.server import settings, upkeep
from sync.server.command import on_data, opened, prepared, tell


@click.command()
@on_data
def migrate(data: Path, url: str | None, as_json: bool) -> None:
    """Bring the tables up to date and say what was done; `serve` does so too when it starts. Take a backup first."""
    with opened(data, url, may_begin=True) as database, database.turn():
        before, after = database.migrate()
    tell({"before": before, "after": after, "done": after - before}, as_json=as_json)


@click.command()
@on_data
def restored(data: Path, url: str | None, as_json: bool) -> None:
    """Say that PostgreSQL's own tools put back a backup: clients then offer again what they had sent since.

    Stop serving before the backup is put back, and start again after this.
    """
    if url is None:
        raise click.UsageError("The embedded file is restored by `restore`, which says so itself.")
    with prepared(data, url) as database:
        epoch = upkeep.restored(database, clock=SystemClock())
    tell({"epoch": epoch}, as_json=as_json)


@click.command("backed-up")
@click.argument("what", type=click.Choice(settings.BACKED_UP))
@on_data
def backed_up(what: str, data: Path, url: str | None, as_json: bool) -> None:
    """Say that another program saved the data, or the keys, just now: `/metrics` then tells how old that copy is."""
    with prepared(data, url) as database:
        upkeep.note_backup(database, what, clock=SystemClock())
    tell({"noted": what}, as_json=as_json)


DATABASE_COMMANDS = (migrate, restored, backed_up)
