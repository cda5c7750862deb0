"""`enplan init`: make a profile, with a server or without."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.errors import UserError
from app.texts import mark, say
from ui.commands.danish import command
from ui.commands.running import (
    answer,
    exchange,
    folder_of,
    passphrase,
    password,
    with_json,
    with_profile,
    with_server,
    with_user,
)

if TYPE_CHECKING:
    from app.store.opened import Opened


@command("init", help=mark("command", "Opret en profil på denne pc, med eller uden server."))
@with_profile
@with_server
@with_user
@click.option(
    "--escrow",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FIL",
    help=mark("command", "Kommunens offentlige nødnøgle, så data kan reddes med «enplan recover»."),
)
@with_json
def init(*, folder: Path | None, server: str | None, user: str | None, escrow: Path | None, as_json: bool) -> None:
    """Make a profile; its data key is random and lies under the passphrase."""
    from app.store import escrow as escrows

    place = folder_of(folder)
    public = escrows.public_key(escrow.read_bytes()) if escrow is not None else None
    made = _joined(place, server, user) if server is not None else _local(place, user)
    with made:
        if public is not None:
            escrows.set_escrow(made.profile, made.unlocked, public=public)
        told = {"profile": str(place), "user": made.store.user, "device": made.store.device, "server": server}
    text = say(mark("command", "Profilen er oprettet i {folder}."), folder=place)
    answer({name: value for name, value in told.items() if value is not None}, as_json=as_json, text=text)


def _local(place: Path, user: str | None) -> "Opened":
    from app.clock import SystemClock
    from app.store.opened import create_local

    return create_local(place, user=user or getpass.getuser(), passphrase=passphrase(is_new=True), clock=SystemClock())


def _joined(place: Path, server: str, user: str | None) -> "Opened":
    from app.clock import SystemClock
    from ui.front import Joining

    if user is None:
        raise UserError(mark("command", "Skriv dit brugernavn på serveren med --user."))
    join = exchange().join
    wanted = Joining(folder=place, address=server, login=user, password=password(), passphrase=passphrase(is_new=True))
    return join(wanted, SystemClock())
