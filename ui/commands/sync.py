"""`enplan sync`: send and fetch once; `--sealed` delivers without opening."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.errors import EnplanError, UserError
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
    password,
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
    with _opened(client, folder, as_json=as_json) as profile:
        done = _exchanged(client, profile, server, user)
        alarms = _alarms(profile)
    answer(asdict(done), as_json=as_json, text=_text(done))
    if alarms:
        text = mark(
            "command", "Serverens historik passer ikke til det, pc'en har. Kør «enplan verify», og sig det videre."
        )
        click.echo(say(text), err=True)
    if done.refused or alarms:
        refuse()


def _opened(client: Exchange, folder: Path | None, *, as_json: bool) -> "Opened":
    """Open the profile; from one that stays closed the sealed outbox is delivered before the reason is told.

    Past the lease a new one is asked for, where a password to the server can be had.
    """
    from app.store.keys import LeaseEnded, WrongPassphrase

    try:
        return opened(folder)
    except WrongPassphrase:
        _deliver_closed(client, folder, as_json=as_json)
        raise
    except LeaseEnded:
        if not may_ask_password():
            _deliver_closed(client, folder, as_json=as_json)
            raise
        _renew(client, folder)
    return opened(folder)


def _renew(client: Exchange, folder: Path | None) -> None:
    from app.store.profile import Profile

    with Profile.open(folder_of(folder)) as profile:
        client.deliver(profile)
        client.renew(profile, password())


def _deliver_closed(client: Exchange, folder: Path | None, *, as_json: bool) -> None:
    """Deliver what waits in a profile that does not open, and say so; why it cannot be is told beside."""
    from app.store.profile import Profile

    with Profile.open(folder_of(folder)) as profile:
        if profile.facts.server is None:
            return
        try:
            count = client.deliver(profile)
        except EnplanError as failed:
            click.echo(failed.message(), err=True)
            return
    text = mark("command", "{count} ændringer afleveret, uden at profilen blev åbnet.")
    answer({"sent": count}, as_json=as_json, text=say(text, count=count))


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


def _alarms(profile: "Opened") -> int:
    from app.store.receiving import findings

    return len(findings(profile.store))


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
