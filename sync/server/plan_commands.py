"""The commands by which a plan moves to another municipality, or a municipality to another server."""

import os
from dataclasses import asdict
from pathlib import Path

import click
import msgspec

from app.changes import sealing
from app.clock import SystemClock
from sync.server import archive, arriving, departing, origins, settings
from sync.server.command import answered, ids, on_data, prepared, tell
from sync.server.database import Database
from sync.server.departing import Wanted
from sync.server.planfile import Address, Sealed, address_in
from sync.server.sealed_file import PlanfileWrong, mark_of

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_NEW = click.Path(path_type=Path, dir_okay=False)


@click.group("plan")
def plan_group() -> None:
    """Move plans to another municipality's server: one signed, sealed file, as docs/planfile.md describes it."""


@plan_group.command("key")
@click.argument("target", type=_NEW)
@on_data
@click.option("--municipality", default="", help="What other municipalities call this one; kept from then on.")
def key(target: Path, data: Path, url: str | None, as_json: bool, municipality: str) -> None:
    """Write to TARGET what another municipality must have beforehand: this one's name and public keys.

    Hand it over by a way that you trust, or compare the two marks over the telephone.
    """
    with prepared(data, url) as database:
        address = departing.name_itself(database, municipality)
    target.write_bytes(msgspec.json.encode(address) + b"\n")
    marks = {"sealing": mark_of(address.sealing), "signing": mark_of(address.signing)}
    tell({"file": str(target), "municipality": address.municipality} | marks, as_json=as_json)


@plan_group.command("export")
@click.argument("target", type=_NEW)
@on_data
@click.option("--citizen", "citizens", multiple=True, help="An id, or a file of ids; may be said several times.")
@click.option("--all", "everybody", is_flag=True, help="Everybody: the municipality moves.")
@click.option(
    "--to", type=_FILE, required=True, help="The receiver's file from `plan key`, or a public X25519 key (PEM)."
)
@click.option("--by", required=True, help="Login of the person who decides it.")
@click.option("--without-readable", is_flag=True, help="The logs alone, without PDF/A and FHIR.")
def export(  # noqa: PLR0917 - click hands them over by name
    target: Path,
    data: Path,
    url: str | None,
    as_json: bool,
    citizens: tuple[str, ...],
    everybody: bool,
    to: Path,
    by: str,
    without_readable: bool,
) -> None:
    """Write plans to TARGET, sealed for the receiver alone. Nothing is removed here by that."""
    if bool(citizens) == everybody:
        raise click.UsageError("Say --citizen, once or several times, or --all.")
    wanted = None if everybody else tuple(dict.fromkeys(one for each in citizens for one in ids(each)))
    with prepared(data, url) as database:
        receiver = _receiver(to.read_bytes())
        leaving = Wanted(citizens=wanted, to=receiver, by=by, is_readable=not without_readable)
        written = departing.write(database, target, leaving, clock=SystemClock())
    tell({"file": str(target)} | asdict(written), as_json=as_json)


@plan_group.command("import")
@click.argument("source", type=_FILE)
@on_data
@click.option("--from", "sender", type=_FILE, required=True, help="The sender's file from `plan key`.")
@click.option("--key", "private", type=_FILE, help="A private X25519 key (PEM) instead of this server's own.")
@click.option("--by", required=True, help="Login of the person who takes it.")
def take(  # noqa: PLR0917 - click hands them over by name
    source: Path, data: Path, url: str | None, as_json: bool, sender: Path, private: Path | None, by: str
) -> None:
    """Take the plans in SOURCE: all of them, or none when anything is wrong. They are nobody's until `assign`."""
    with prepared(data, url) as database:
        sealed = Sealed(source, _pair(database, private))
        taken = arriving.take(database, sealed, sender=address_in(sender.read_bytes()), by=by, clock=SystemClock())
    tell(asdict(taken), as_json=as_json)


@plan_group.command("copies")
@click.argument("source", type=_FILE)
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
@click.option("--from", "sender", type=_FILE, required=True, help="The sender's file from `plan key`.")
@click.option("--key", "private", type=_FILE, required=True, help="The private X25519 key (PEM) that SOURCE is for.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
def copies(source: Path, target: Path, sender: Path, private: Path, as_json: bool) -> None:
    """Write the readable copies in SOURCE, which is an archive's, into the folder TARGET: PDF/A and FHIR, in clear.

    What is sealed to a server is read there, by those who are assigned, and every look-up is written down.
    """
    with answered():
        sealed = Sealed(source, _key_in(private))
        count = archive.unpack(sealed, target, sender=address_in(sender.read_bytes()))
    tell({"folder": str(target), "readable": count}, as_json=as_json)


@plan_group.command("register")
@on_data
def register(data: Path, url: str | None, as_json: bool) -> None:
    """List which streams came from where and which went where, when and by whom."""
    with prepared(data, url) as database, database.reading() as connection:
        came = [
            msgspec.structs.asdict(each) | {"signing": mark_of(each.signing)}
            for each in origins.all_of_them(connection)
        ]
        went = [each._asdict() for each in origins.departures(connection)]
    tell({"came": came, "went": went}, as_json=as_json)


def _receiver(content: bytes) -> Address:
    """Return whom a file is for: a municipality, or whoever has the private part of a key."""
    try:
        public = sealing.read_public(content)
    except ValueError:
        return address_in(content)
    return Address(municipality=mark_of(public), sealing=public, signing=b"")


def _pair(database: Database, file: Path | None) -> sealing.SealingPair:
    return database.read(settings.identity).sealing if file is None else _key_in(file)


def _key_in(file: Path) -> sealing.SealingPair:
    content = file.read_bytes()
    try:
        return sealing.pair_of(sealing.read_private(content, password=_password()))
    except (TypeError, ValueError) as wrong:
        raise PlanfileWrong("the key is no private X25519 key, or ENPLAN_KEY_PASSWORD is not its password") from wrong


def _password() -> bytes | None:
    told = os.environ.get("ENPLAN_KEY_PASSWORD", "")
    return told.encode() or None
