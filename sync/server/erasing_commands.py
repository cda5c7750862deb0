"""The commands by which data are erased or redacted: always two persons, each named."""

from pathlib import Path

import click

from app.clock import SystemClock
from sync.server import erasing, redacting, register, retention, rights, upkeep
from sync.server.command import on_data, opened, prepared, tell
from sync.server.erasing import Asked

_compartment = click.option(
    "--compartment", default=rights.PLAN, show_default=True, help="Which part of the citizen's data: plan, protected, …"
)


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
        requests = [each._asdict() for each in register.requests(database.vault)]
        erasures = [each._asdict() for each in register.erasures(database.vault)]
    tell({"removed": removed, "redactions": requests, "erasures": erasures}, as_json=as_json)


@click.group()
def redact() -> None:
    """Remove single changes that should not have been written: `ask` by one person, `confirm` by another."""


@redact.command("find")
@click.argument("citizen")
@_compartment
@on_data
def find(citizen: str, compartment: str, data: Path, url: str | None, as_json: bool) -> None:
    """List the changes of CITIZEN (an id): id, when, by whom and which fields. What they say is not shown."""
    with prepared(data, url) as database:
        found = redacting.find(database, citizen, compartment=compartment)
    tell({"changes": [each._asdict() for each in found]}, as_json=as_json)


@redact.command("ask")
@click.argument("citizen")
@click.argument("changes", nargs=-1, required=True)
@_compartment
@on_data
@click.option("--by", required=True, help="Login of the person who asks.")
@click.option("--reason", required=True, help="Why, in words that name nobody.")
def ask_redaction(  # noqa: PLR0917 - click hands them over by name
    citizen: str,
    changes: tuple[str, ...],
    compartment: str,
    data: Path,
    url: str | None,
    as_json: bool,
    by: str,
    reason: str,
) -> None:
    """Ask that CHANGES (ids, as `redact find` lists them) of CITIZEN (an id) go; nothing is removed yet."""
    with prepared(data, url) as database:
        asked = redacting.Asked(citizen=citizen, compartment=compartment, changes=changes, reason=reason, by=by)
        request = redacting.ask(database, asked, clock=SystemClock())
    tell({"redaction": request.id, "asked_by": by, "changes": len(changes)}, as_json=as_json)


@redact.command("confirm")
@click.argument("redaction")
@on_data
@click.option("--by", required=True, help="Login of the person who confirms: another than the one who asked.")
def confirm_redaction(redaction: str, data: Path, url: str | None, as_json: bool, by: str) -> None:
    """Carry out REDACTION: the content goes here at once, from every device at its next contact."""
    with prepared(data, url) as database:
        count = redacting.confirm(database, redaction, by=by, clock=SystemClock())
    tell({"redaction": redaction, "confirmed_by": by, "records": count}, as_json=as_json)


@click.command("backup-keys")
@click.argument("target", type=click.Path(path_type=Path))
@on_data
def backup_keys(target: Path, data: Path, url: str | None, as_json: bool) -> None:
    """Write a copy of the streams' keys to TARGET; keep only the newest, apart from the backups of the data."""
    with opened(data, url) as database:
        upkeep.backup_keys(database, target, clock=SystemClock())
    tell({"file": str(target)}, as_json=as_json)


ERASING_COMMANDS = (erase, redact, backup_keys)
