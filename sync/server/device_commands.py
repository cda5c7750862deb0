"""`device`: the computers on which plans lie, and what is done when one is lost."""

from pathlib import Path

import click
import msgspec

from app.clock import SystemClock
from sync.server import losses, upkeep
from sync.server.command import on_data, prepared, tell, tell_rows


@click.group()
def device() -> None:
    """The computers on which plans lie."""


@device.command("list")
@on_data
def list_devices(data: Path, url: str | None, as_json: bool) -> None:
    """List the devices: whose each is, when it was last here, whether it was lost, and wiped."""
    with prepared(data, url) as database:
        found = database.read(losses.every)
    tell_rows("devices", [msgspec.structs.asdict(each) for each in found], as_json=as_json)


@device.command("lost")
@click.argument("lost")
@on_data
@click.option("--because", default="", help="How it was lost.")
@click.option("--by", default="", help="Who reports it.")
def report_lost(lost: str, data: Path, url: str | None, as_json: bool, because: str, by: str) -> None:  # noqa: PLR0917
    """Close the device LOST (its id) and say what was on it: no login, no lease, and it is wiped when it calls.

    Asked again it tells whether the receipt of the wiping has come.
    """
    with prepared(data, url) as database:
        found = upkeep.report_lost(database, lost, by=by, why=because, clock=SystemClock())
    told = {"device": lost, "citizens": len(found.citizens), "seen": found.device.seen, "wiped": found.device.wiped}
    tell(told | {"opens_until": found.opens_until, "notice": found.notice}, as_json=as_json)
