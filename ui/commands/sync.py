"""`enplan sync`: send and fetch once; `--sealed` delivers without opening."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.errors import UserError
from app.texts import mark, say
from ui.commands.danish import command
from ui.commands.exchange import Exchange, Exchanged, PasswordNeeded
from ui.commands.running import (
    answer,
    credentials,
    exchange,
    folder_of,
    may_ask_password,
    opened,
    refuse,
    with_json,
    with_profile,
    with_server,
    with_user,
)

if TYPE_CHECKING:
    from app.store.opened import Opened


@command("sync", help=mark("command", "Send det, der venter, og hent det nye fra serveren."))
@with_profile
@with_server
@with_user
@click.option(
    "--sealed",
    is_flag=True,
    help=mark("command", "Aflevér kun det usendte, uden adgangssætning; serveren kan læse det."),
)
@with_json
def sync(*, folder: Path | None, server: str | None, user: str | None, sealed: bool, as_json: bool) -> None:
    """Exchange once with the server."""
    if sealed:
        _deliver(folder, as_json=as_json)
        return
    client = exchange()
    with opened(folder) as profile:
        done = _exchanged(client, profile, server, user)
    answer(asdict(done), as_json=as_json, text=_text(done))
    if done.refused:
        refuse()


def _exchanged(client: Exchange, profile: "Opened", server: str | None, user: str | None) -> Exchanged:
    """Exchange with the device's own secret; the password is asked for only when that is not enough."""
    known = profile.profile.facts.server
    if known is None and server is None:
        raise UserError(mark("command", "Profilen kender ingen server. Skriv dens adresse med --server."))
    if known is not None and server not in (None, known):
        raise UserError(mark("command", "Profilen hører til serveren {server}. Udelad --server."), server=known)
    if known is None:
        return client.sync(profile, credentials(server, user))
    try:
        return client.sync(profile, None)
    except PasswordNeeded:
        if not may_ask_password():
            raise
        return client.sync(profile, credentials(None, user))


def _deliver(folder: Path | None, *, as_json: bool) -> None:
    from app.store.profile import Profile

    with Profile.open(folder_of(folder)) as profile:
        count = exchange().deliver(profile)
    answer({"sent": count}, as_json=as_json, text=say(mark("command", "{count} ændringer afleveret."), count=count))


def _text(done: Exchanged) -> str:
    parts = (
        (mark("command", "{count} sendt"), done.sent, True),
        (mark("command", "{count} hentet"), done.received, True),
        (mark("command", "{count} ikke godkendt"), done.refused, False),
        (mark("command", "{count} med to versioner, som skal afgøres"), done.contested, False),
        (mark("command", "{count} udsat af serveren"), done.later, False),
    )
    return ", ".join(say(text, count=count) for text, count, always in parts if always or count)
