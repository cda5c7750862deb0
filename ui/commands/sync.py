"""`enplan sync`: send and fetch once; `--sealed` delivers without opening."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from app.errors import UserError
from app.texts import mark, say
from ui.commands.danish import command
from ui.commands.exchange import Exchanged, PasswordNeeded
from ui.commands.running import (
    answer,
    credentials,
    exchange,
    folder_of,
    opened,
    refuse,
    with_json,
    with_profile,
    with_server,
    with_user,
)


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
        if profile.profile.facts.server is None and server is None:
            raise UserError(mark("command", "Profilen kender ingen server. Skriv dens adresse med --server."))
        given = credentials(server, user)
        try:
            done = client.sync(profile, given)
        except PasswordNeeded:
            if given is not None or not sys.stdin.isatty():
                raise
            password_given = credentials(server, user or profile.store.user)
            done = client.sync(profile, password_given)
    answer(asdict(done), as_json=as_json, text=_text(done))
    if done.refused:
        refuse()


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
