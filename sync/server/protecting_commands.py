"""The command by which name and address protection is set and lifted."""

from pathlib import Path

import click

from app.clock import SystemClock
from sync.server import protecting
from sync.server.command import on_data, prepared, tell
from sync.server.protecting import Asked


@click.command()
@click.argument("citizen")
@on_data
@click.option("--by", required=True, help="Login of the person who decided it.")
@click.option("--reason", required=True, help="Why, in words that name nobody; kept in the plan's history.")
@click.option("--lift", is_flag=True, help="End the protection instead.")
def protect(citizen: str, data: Path, url: str | None, as_json: bool, by: str, reason: str, lift: bool) -> None:  # noqa: PLR0917
    """Protect name and address of CITIZEN (an id).

    Phone, address and e-mail go to the protected part of the plan, which no emergency opens; lists, also those of team
    leaders, show neither name nor address. Devices follow at their next contact. What the plan said before stays in its
    history: `redact find` and `redact ask` remove it.
    """
    with prepared(data, url) as database:
        asked = Asked(citizen=citizen, by=by, reason=reason, is_lifted=lift)
        count = protecting.protect(database, asked, clock=SystemClock())
    tell({"citizen": citizen, "is_protected": not lift, "moved": count}, as_json=as_json)
