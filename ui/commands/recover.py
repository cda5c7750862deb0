"""`enplan recover`: open a profile with the municipality's own key, when the passphrase is lost."""

import os
from pathlib import Path

import click

from app.texts import mark, say
from ui.commands.danish import command
from ui.commands.running import answer, folder_of, passphrase, with_json, with_profile

KEY_PASSWORD = "ENPLAN_KEY_PASSWORD"  # noqa: S105 - the name of a variable


@command("recover", help=mark("command", "Giv en profil en ny adgangssætning med kommunens nødnøgle."))
@click.option(
    "--key",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FIL",
    help=mark("command", "Den private del af nødnøglen; dens adgangskode læses fra ENPLAN_KEY_PASSWORD."),
)
@with_profile
@with_json
def recover(*, key: Path, folder: Path | None, as_json: bool) -> None:
    """Set a new passphrase; the data stays as it is."""
    from app.clock import SystemClock
    from app.store import escrow
    from app.store.profile import Profile

    given = os.environ.get(KEY_PASSWORD)
    private = escrow.private_key(key.read_bytes(), password=given.encode() if given else None)
    place = folder_of(folder)
    with Profile.open(place) as profile:
        escrow.recover(profile, private, new_passphrase=passphrase(is_new=True), clock=SystemClock())
    text = say(mark("command", "Profilen i {folder} har fået en ny adgangssætning."), folder=place)
    answer({"profile": str(place)}, as_json=as_json, text=text)
