"""The command `enplan-server`."""

import gc
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from app import core_dumps
from app.clock import SystemClock, today
from app.ids import is_uuid
from sync import protocol
from sync.server import check as checking
from sync.server import load, serving, upkeep
from sync.server.core import Core
from sync.server.database import Database, DatabaseTooNew
from sync.server.postgres import NotReached
from sync.server.rights import Role
from sync.server.serving import PlainOutside, Tls

DEFAULT_FOLDER = Path("enplan-server")
FAILED = 1

_options: tuple[Callable[[Any], Any], ...] = (
    click.option("--data", type=click.Path(path_type=Path, file_okay=False), default=DEFAULT_FOLDER, show_default=True),
    click.option(
        "--database",
        "url",
        envvar="ENPLAN_DATABASE",
        help="postgresql://… instead of the embedded file; ENPLAN_DATABASE says it without showing a password.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object."),
)


def _on_data(command: Callable[..., Any]) -> Callable[..., Any]:
    for each in reversed(_options):
        command = each(command)
    return command


@click.group()
@click.version_option(package_name="enplan")
def main() -> None:
    """Keep the plans of a municipality and pass on what changes."""
    core_dumps.switch_off()


@main.command()
@_on_data
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65_535), default=protocol.PORT, show_default=True)
@click.option("--certificate", type=click.Path(path_type=Path, exists=True))
@click.option("--certificate-key", type=click.Path(path_type=Path, exists=True))
def serve(  # noqa: PLR0917 - click hands them over by name
    data: Path,
    url: str | None,
    as_json: bool,
    host: str,
    port: int,
    certificate: Path | None,
    certificate_key: Path | None,
) -> None:
    """Serve until stopped. Without a certificate only this machine is answered."""
    tls = _tls(certificate, certificate_key)
    serving.log_to_stderr()
    with _opened(data, url) as database:
        core = Core(database, clock=SystemClock())
        gc.freeze()  # what is loaded stays for good: no collection looks at it again
        listening, address = serving.listen(host, port, tls=tls)
        click.echo(json.dumps({"address": address}) if as_json else address)
        sys.stdout.flush()
        serving.server(core, tls=tls).run(sockets=[listening])


def _tls(certificate: Path | None, key: Path | None) -> Tls | None:
    """Return the certificate with its key; one without the other would serve in clear what was to be encrypted."""
    if (certificate is None) != (key is None):
        raise click.UsageError("Give both --certificate and --certificate-key, or neither of them.")
    return Tls(certificate=certificate, key=key) if certificate is not None and key is not None else None


@main.group()
def user() -> None:
    """Who may log in."""


@user.command("add")
@click.argument("login")
@_on_data
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", help="Shown to colleagues; the login name when left out.")
@click.option("--areas", default="", help="Administrations whose notes the user may read, parted by commas.")
@click.password_option(envvar="ENPLAN_PASSWORD", help="Asked for when ENPLAN_PASSWORD is not set.")
def add_user(  # noqa: PLR0917 - click hands them over by name
    login: str, data: Path, url: str | None, as_json: bool, role: str, name: str | None, areas: str, password: str
) -> None:
    """Make an account, or renew its password, role and name."""
    with _prepared(data, url) as database:
        upkeep.add_user(
            database,
            login=login,
            name=name or login,
            role=Role(role),
            password=password,
            areas=areas,
            clock=SystemClock(),
        )
    _tell({"login": login, "role": role}, as_json=as_json)


@main.command()
@click.argument("login")
@click.argument("ids", nargs=-1, required=True)
@_on_data
@click.option("--end", "reason", help="End the right instead, for this reason.")
def assign(login: str, ids: tuple[str, ...], data: Path, url: str | None, as_json: bool, reason: str | None) -> None:  # noqa: PLR0917
    """Let LOGIN work with the citizens IDS: ids, or files with one id a line. Never CPR numbers."""
    citizens = [citizen for each in ids for citizen in _ids(each)]
    with _prepared(data, url) as database:
        if reason is None:
            upkeep.assign(database, login=login, citizens=citizens, clock=SystemClock())
        else:
            upkeep.unassign(database, login=login, citizens=citizens, reason=reason, clock=SystemClock())
    _tell({"login": login, "citizens": len(citizens)}, as_json=as_json)


@main.command()
@click.argument("public", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_on_data
def escrow(public: Path, data: Path, url: str | None, as_json: bool) -> None:
    """Hand out the municipality's escrow key PUBLIC (X25519, PEM) to every device, at its next contact."""
    with _prepared(data, url) as database:
        mark = upkeep.set_escrow(database, public.read_bytes())
    _tell({"sha256": mark}, as_json=as_json)


@main.command("lost")
@click.argument("device")
@_on_data
def lost(device: str, data: Path, url: str | None, as_json: bool) -> None:
    """Close DEVICE, which was lost: no login, no lease, nothing sealed is taken from it."""
    with _prepared(data, url) as database:
        upkeep.report_lost(database, device, clock=SystemClock())
    _tell({"device": device}, as_json=as_json)


@main.command()
@_on_data
@click.option("--size", type=click.Choice(["samsoe", "herning", "aarhus"]), default="samsoe", show_default=True)
@click.option("--years", type=click.IntRange(1, 10), default=3, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def demo(data: Path, url: str | None, as_json: bool, size: str, years: int, seed: int) -> None:  # noqa: PLR0917
    """Fill the server with a made-up municipality: fictitious people, and users who all have one password."""
    from sync.server import municipality

    clock = SystemClock()
    with _prepared(data, url) as database:
        count = municipality.fill(database, size=size, seed=seed, years=years, today=today(clock), clock=clock)
    _tell({"changes": count, "password": municipality.PASSWORD}, as_json=as_json)


@main.command()
@_on_data
def check(data: Path, url: str | None, as_json: bool) -> None:
    """Prove the chain of every stream, and that the state is the fold of its log."""
    with _opened(data, url) as database, database.reading() as connection:
        findings = list(checking.check(connection))
        counts = checking.count(connection)
    _tell(counts | {"findings": [asdict(each) for each in findings]}, as_json=as_json)
    if findings:
        sys.exit(FAILED)


@main.command()
@click.argument("target", type=click.Path(path_type=Path))
@_on_data
def backup(target: Path, data: Path, url: str | None, as_json: bool) -> None:
    """Write an encrypted copy to TARGET while serving; it opens with the same server.key."""
    with _opened(data, url) as database:
        upkeep.backup(database, target)
    _tell({"file": str(target)}, as_json=as_json)


@main.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_on_data
def restore(source: Path, data: Path, url: str | None, as_json: bool) -> None:
    """Put the backup SOURCE in place; clients then offer again what they had sent since. Stop the server first."""
    if url is not None:
        raise click.UsageError("PostgreSQL is restored by its own tools.")
    with _answered():
        upkeep.restore(data, source)
    _tell({"file": str(source)}, as_json=as_json)


@contextmanager
def _opened(data: Path, url: str | None) -> Iterator[Database]:
    with _answered():
        database = Database.at(url) if url else Database.embedded(data)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def _prepared(data: Path, url: str | None) -> Iterator[Database]:
    """Open the database with today's tables and the server's keys."""
    with _opened(data, url) as database:
        Core(database, clock=SystemClock())
        yield database


@contextmanager
def _answered() -> Iterator[None]:
    """Turn what can be put right into one line and exit code 1."""
    try:
        yield
    except (NotReached, DatabaseTooNew) as failed:
        raise click.ClickException(f"{failed}.") from failed
    except (upkeep.NotDone, load.NotLoadable, PlainOutside, SQLAlchemyError, OSError) as failed:
        raise click.ClickException(f"{type(failed).__name__}: {failed}") from failed


def _ids(told: str) -> list[str]:
    if is_uuid(told):
        return [told]
    path = Path(told)
    if not path.is_file():
        raise click.BadParameter("neither an id nor a file of ids")
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _tell(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for name, value in answer.items():
        click.echo(f"{name}: {value}")


if __name__ == "__main__":
    main()
