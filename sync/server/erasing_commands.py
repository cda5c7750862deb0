"""The commands by which data are erased: always two persons, each named."""

from pathlib import Path

import click

from app.clock import SystemClock
from sync.server import erasing, register, retention, upkeep
from sync.server.command import on_data, opened, prepared, tell
from sync.server.erasing import Asked


@click.group()
def erase() -> None:
    """Erase a citizen for good: `ask` by one person, `confirm` by another."""


@erase.command("ask")
@click.argument("citizen")
@on_data
@click.option("--by", required=True, help="Login of the person who asks.")
@click.option("--reason", required=True, help="Why, in words that name nobody.")
@click.option("--basis", required=True, help="By which law, in words.")
def ask(citizen: str, data: Path, url: str | None, as_json: bool, by: str, reason: str, basis: str) -> None:  # noqa: PLR0917
    """Ask for the erasure of CITIZEN (an id); nothing is erased yet."""
    with prepared(data, url) as database:
        asked = Asked(citizen=citizen, reason=reason, basis=basis, by=by)
        erasure = erasing.ask(database, asked, clock=SystemClock())
    tell({"erasure": erasure.id, "asked_by": by}, as_json=as_json)


@erase.command("confirm")
@click.argument("erasure")
@on_data
@click.option("--by", required=True, help="Login of the person who confirms: another than the one who asked.")
def confirm(erasure: str, data: Path, url: str | None, as_json: bool, by: str) -> None:
    """Carry out ERASURE: the keys are destroyed, and every copy here and in every backup cannot be read again."""
    with prepared(data, url) as database:
        count = erasing.confirm(database, erasure, by=by, clock=SystemClock())
    tell({"erasure": erasure, "confirmed_by": by, "streams": count}, as_json=as_json)


@erase.command("due")
@on_data
def due(data: Path, url: str | None, as_json: bool) -> None:
    """List what has been kept as long as its rule says; nothing is erased by that."""
    with prepared(data, url) as database:
        found = retention.due(database, clock=SystemClock())
    tell({"due": [each._asdict() for each in found]}, as_json=as_json)


@erase.command("register")
@on_data
def list_register(data: Path, url: str | None, as_json: bool) -> None:
    """List what was removed and erased, by whom and why: the list of the data protection officer."""
    with prepared(data, url) as database:
        removed = [each._asdict() for each in register.removed(database.vault)]
        erasures = [each._asdict() for each in register.erasures(database.vault)]
    tell({"removed": removed, "erasures": erasures}, as_json=as_json)


@click.command("backup-keys")
@click.argument("target", type=click.Path(path_type=Path))
@on_data
def backup_keys(target: Path, data: Path, url: str | None, as_json: bool) -> None:
    """Write a copy of the streams' keys to TARGET; keep only the newest, apart from the backups of the data."""
    with opened(data, url) as database:
        upkeep.backup_keys(database, target, clock=SystemClock())
    tell({"file": str(target)}, as_json=as_json)


ERASING_COMMANDS = (erase, backup_keys)
