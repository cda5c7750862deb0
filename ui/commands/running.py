"""What commands share: the profile they open, the passphrase they ask for, and how they answer."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from app.texts import mark, say
from ui.commands.exchange import Credentials, Exchange, NoExchange

if TYPE_CHECKING:
    from app.store.opened import Opened

PASSPHRASE = "ENPLAN_PASSPHRASE"  # noqa: S105 - the names of variables, not secrets
PASSWORD = "ENPLAN_PASSWORD"  # noqa: S105
REFUSED = 1
"""Exit status: refused, or partly refused, and the reasons were printed."""

F = TypeVar("F", bound=Callable[..., Any])

with_profile: Callable[[F], F] = click.option(
    "--profile",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="MAPPE",
    help=mark("command", "Mappen med profilen; ellers brugerens egen."),
)
with_json: Callable[[F], F] = click.option(
    "--json", "as_json", is_flag=True, help=mark("command", "Skriv svaret som JSON.")
)
with_server: Callable[[F], F] = click.option(
    "--server", metavar="ADRESSE", help=mark("command", "Serverens adresse, for eksempel https://enplan.kommune.dk.")
)
with_user: Callable[[F], F] = click.option(
    "--user", metavar="NAVN", help=mark("command", "Brugernavn; adgangskoden læses fra ENPLAN_PASSWORD.")
)
with_purpose: Callable[[F], F] = click.option(
    "--purpose",
    metavar="TEKST",
    default=mark("command", "Brugt fra kommandolinjen"),
    help=mark("command", "Hvorfor borgeren slås op; det skrives i loggen."),
)


def folder_of(folder: Path | None) -> Path:
    """Return the folder of the profile that is meant."""
    from app.store.profile import default_folder

    return folder if folder is not None else default_folder()


def opened(folder: Path | None) -> "Opened":
    """Open the profile with the passphrase from the environment or a prompt; raises UserError in Danish."""
    from app.clock import SystemClock
    from app.store.opened import open_with_passphrase
    from app.store.profile import read_facts

    place = folder_of(folder)
    read_facts(place)
    return open_with_passphrase(place, passphrase(), clock=SystemClock())


def passphrase(*, is_new: bool = False) -> str:
    """Return the passphrase; a new one that is typed is typed twice."""
    text = mark("command", "Ny adgangssætning") if is_new else mark("command", "Adgangssætning")
    again = say(mark("command", "Skriv den igen")) if is_new else False
    return os.environ.get(PASSPHRASE) or click.prompt(say(text), hide_input=True, confirmation_prompt=again, err=True)


def password() -> str:
    """Return the password to the server."""
    text = mark("command", "Adgangskode til serveren")
    return os.environ.get(PASSWORD) or click.prompt(say(text), hide_input=True, err=True)


def credentials(server: str | None, user: str | None) -> Credentials:
    """Return what to log in with; the password comes from the environment or a prompt."""
    return Credentials(server=server, user=user, password=password())


def may_ask_password() -> bool:
    """Tell whether a password can be had: from the environment, or from somebody at a terminal."""
    return PASSWORD in os.environ or sys.stdin.isatty()


def exchange() -> Exchange:
    """Return the client of the server that the program was started with; raises NoExchange."""
    handed = click.get_current_context().obj
    if not isinstance(handed, Exchange):
        raise NoExchange
    return handed


def answer(told: Any, *, as_json: bool, text: str) -> None:
    """Print *told* as JSON, or else *text*."""
    click.echo(msgspec.json.format(msgspec.json.encode(told), indent=2).decode() if as_json else text)


def refuse() -> None:
    """End with the status for what was refused."""
    click.get_current_context().exit(REFUSED)


def lines_of(fields: Mapping[str, Any]) -> list[str]:
    """Return fields as lines of their names and values."""
    return [f"  {name}: {value}" for name, value in fields.items()]
