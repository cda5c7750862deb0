"""The command `enplan-server`."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import click

from app import core_dumps
from app.clock import SystemClock, today
from sync import protocol
from sync.server import check as checking
from sync.server import log_lines, look_ups, places, serving, upkeep, workers
from sync.server.command import KEYS, answered, on_data, opened, prepared, tell
from sync.server.database_commands import DATABASE_COMMANDS
from sync.server.device_commands import device
from sync.server.erasing_commands import ERASING_COMMANDS
from sync.server.limit_options import with_limits
from sync.server.limits import Limits
from sync.server.log_lines import Lines
from sync.server.merging_commands import MERGING_COMMANDS
from sync.server.places import Place
from sync.server.plan_commands import plan_group
from sync.server.policy import FRESH_MINUTES, Policy
from sync.server.postgres import CONNECTIONS
from sync.server.protecting_commands import protect
from sync.server.provider_commands import provider_group
from sync.server.ready import LEAST_FREE_MB, Monitoring
from sync.server.report_commands import report
from sync.server.serving import Tls
from sync.server.staff_commands import assign, unit_group, user

FAILED = 1
SHORTEST_TOKEN = 16


@click.group(context_settings={"max_content_width": 110})
@click.version_option(package_name="enplan")
def main() -> None:
    """Keep the plans of a municipality and pass on what changes."""
    core_dumps.switch_off()


for each in (
    user,
    unit_group,
    assign,
    device,
    report,
    provider_group,
    plan_group,
    *DATABASE_COMMANDS,
    *ERASING_COMMANDS,
    *MERGING_COMMANDS,
    protect,
):
    main.add_command(each)


@main.command()
@on_data
@click.option(
    "--municipalities",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A TOML file with a [name] for each: served below /k/NAME, from a folder of its own in --data.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address of this machine to answer on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=protocol.PORT,
    show_default=True,
    help="0 takes a free one; the address is printed.",
)
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, exists=True),
    help="The certificate for TLS with its whole chain (PEM). Without it other machines are not answered.",
)
@click.option("--certificate-key", type=click.Path(path_type=Path, exists=True), help="Its private key (PEM).")
@click.option("--workers", "count", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option(
    "--connections",
    type=click.IntRange(2, 100),
    default=CONNECTIONS,
    show_default=True,
    help="To the database, of each process.",
)
@click.option("--log-level", type=click.Choice(log_lines.LEVELS), default="info", show_default=True)
@click.option("--log-format", type=click.Choice(log_lines.FORMS), default=log_lines.JSON, show_default=True)
@click.option(
    "--metrics-token",
    "token",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file whose word opens /metrics. Without it only this machine may read them.",
)
@click.option(
    "--least-free",
    type=click.IntRange(0),
    default=LEAST_FREE_MB,
    show_default=True,
    help="Megabytes on the disk of the data, below which /ready says no.",
)
@click.option(
    "--second-factor/--no-second-factor",
    "demands_factor",
    default=None,
    help="Whether everybody shows one; yes where other machines are answered. Say it where a proxy stands before this.",
)
@click.option(
    "--fresh-minutes",
    type=click.IntRange(1, 720),
    default=FRESH_MINUTES,
    show_default=True,
    help="How long a second factor counts for acts that ask for a fresh one.",
)
@click.option(
    "--name",
    default="",
    help="The host name that users call, for their security keys. Say it where a proxy passes on another one.",
)
@with_limits
def serve(  # noqa: PLR0917 - click hands them over by name
    data: Path,
    url: str | None,
    as_json: bool,
    municipalities: Path | None,
    host: str,
    port: int,
    certificate: Path | None,
    certificate_key: Path | None,
    count: int,
    connections: int,
    log_level: str,
    log_format: str,
    token: Path | None,
    least_free: int,
    demands_factor: bool | None,
    fresh_minutes: int,
    name: str,
    limits: Limits,
) -> None:
    """Serve until stopped. Without a certificate only this machine is answered."""
    with answered():
        served_from = _places(municipalities, data=data, url=url)
    if count > 1 and not all(each.url for each in served_from):
        raise click.UsageError(
            "The embedded file is served by one process. Leave out --workers, or give --database postgresql://…"
        )
    tls = _tls(certificate, certificate_key)
    lines = Lines(level=log_level, form=log_format)
    monitoring = Monitoring(token=_word(token), least_free_mb=least_free)
    policy = Policy.of(host=host, demands_factor=demands_factor, fresh_minutes=fresh_minutes, name=name)
    log_lines.write(lines)
    job = workers.Job(
        places=served_from, connections=connections, tls=tls, lines=lines, monitoring=monitoring, policy=policy,
        limits=limits,
    )  # fmt: skip
    with answered():
        with workers.opened(job) as served:
            listening, address = serving.listen(host, port, tls=tls)
            click.echo(json.dumps({"address": address}) if as_json else address)
            sys.stdout.flush()
            if count == 1:
                workers.server_of(job, served).run(sockets=[listening])
                return
        workers.keep_running(count, job, listening)


def _places(file: Path | None, *, data: Path, url: str | None) -> tuple[Place, ...]:
    """Return what is served: one municipality, or those of *file*."""
    if file is None:
        return (Place(folder=data, url=url or "", keys=os.environ.get(KEYS, "")),)
    if url is not None:
        raise click.UsageError("With --municipalities the file says where each has its database; leave out --database.")
    return places.read(file, folder=data)


def _tls(certificate: Path | None, key: Path | None) -> Tls | None:
    """Return the certificate with its key; one without the other would serve in clear what was to be encrypted."""
    if (certificate is None) != (key is None):
        raise click.UsageError("Give both --certificate and --certificate-key, or neither of them.")
    return Tls(certificate=certificate, key=key) if certificate is not None and key is not None else None


def _word(file: Path | None) -> str:
    """Return the word that opens the figures; an empty file would open them to nobody knows whom."""
    if file is None:
        return ""
    word = file.read_text(encoding="utf-8").strip()
    if len(word) < SHORTEST_TOKEN:
        raise click.UsageError(f"The file of --metrics-token must hold a word of {SHORTEST_TOKEN} characters or more.")
    return word


@main.command()
@click.argument("public", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@on_data
def escrow(public: Path, data: Path, url: str | None, as_json: bool) -> None:
    """Hand out the municipality's escrow key PUBLIC (X25519, PEM) to every device, at its next contact."""
    with prepared(data, url) as database:
        mark = upkeep.set_escrow(database, public.read_bytes())
    tell({"sha256": mark}, as_json=as_json)


@main.command()
@on_data
@click.option(
    "--size",
    type=click.Choice(["few", "samsoe", "herning", "aarhus"]),
    default="samsoe",
    show_default=True,
    help="How large: as these municipalities are, or the smallest with few citizens.",
)
@click.option(
    "--years", type=click.IntRange(1, 10), default=3, show_default=True, help="How far back what was written goes."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same one makes the same people.")
def demo(data: Path, url: str | None, as_json: bool, size: str, years: int, seed: int) -> None:  # noqa: PLR0917
    """Fill the server with a made-up municipality: fictitious people, and users who all have one password."""
    from sync.server import municipality

    clock = SystemClock()
    with prepared(data, url) as database:
        count = municipality.fill(database, size=size, seed=seed, years=years, today=today(clock), clock=clock)
    tell({"changes": count, "password": municipality.PASSWORD}, as_json=as_json)


@main.command()
@on_data
def check(data: Path, url: str | None, as_json: bool) -> None:
    """Prove the chain of every stream, that the state is the fold of its log, and that no look-up is missing."""
    with opened(data, url) as database, database.reading() as connection:
        findings = [*checking.check(connection), *look_ups.check(connection)]
        counts = checking.count(connection)
    tell(counts | {"findings": [asdict(each) for each in findings]}, as_json=as_json)
    if findings:
        sys.exit(FAILED)


@main.command()
@click.argument("target", type=click.Path(path_type=Path))
@on_data
def backup(target: Path, data: Path, url: str | None, as_json: bool) -> None:
    """Write an encrypted copy to TARGET while serving; it opens with the same server.key."""
    with opened(data, url) as database:
        upkeep.backup(database, target, clock=SystemClock())
    tell({"file": str(target)}, as_json=as_json)


@main.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@on_data
def restore(source: Path, data: Path, url: str | None, as_json: bool) -> None:
    """Put the backup SOURCE in place; clients then offer again what they had sent since. Stop the server first."""
    if url is not None:
        raise click.UsageError("PostgreSQL is restored by its own tools; say `restored` after that.")
    with answered():
        upkeep.restore(data, source, clock=SystemClock())
    tell({"file": str(source)}, as_json=as_json)


if __name__ == "__main__":
    main()
