"""`enplan attach`, `enplan detach` and `enplan save`: files of a plan, in and out."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.errors import UserError
from app.texts import mark, say
from ui.commands.danish import command
from ui.commands.running import answer, opened, with_json, with_profile, with_purpose

if TYPE_CHECKING:
    from app.domain.attachment import Attachment
    from app.domain.record import Record
    from app.store.store import Store

_NO_ITEM = mark("command", "Borgerens plan har intet med det id. Find det med «enplan show».")
_NO_CITIZEN = mark("command", "Borgeren findes ikke på denne pc. Find id’er med «enplan list».")
_NO_FILE = mark("command", "Der er ingen vedhæftet fil med det id. Find det med «enplan show».")


@command("attach", help=mark("command", "Vedhæft en fil til en borgers plan, eller til én ting i den."))
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@click.option("--citizen", required=True, metavar="ID", help=mark("command", "Borgeren, hvis plan filen hører til."))
@click.option("--item", metavar="ID", help=mark("command", "Det mål, den aftale eller andet, som filen hører til."))
@click.option("--name", metavar="TEKST", help=mark("command", "Hvad filen skal hedde; ellers som den hedder nu."))
@with_profile
@with_json
def attach(
    *, file: Path, citizen: str, item: str | None, name: str | None, folder: Path | None, as_json: bool
) -> None:  # fmt: skip
    """Attach FILE; what it is called decides nothing."""
    from app.operations.attachments import attach_file

    with opened(folder) as profile:
        whole = _item(profile.store, citizen, item)
        made = attach_file(profile.store, citizen=citizen, path=file, item=whole, name=name)
    text = mark("command", "Filen er vedhæftet med id {identity}.")
    answer({"attachment": made}, as_json=as_json, text=say(text, identity=made))


@command("detach", help=mark("command", "Fjern en vedhæftet fil fra planen; det kan fortrydes."))
@click.argument("identity", metavar="ID")
@with_profile
@with_json
def detach(*, identity: str, folder: Path | None, as_json: bool) -> None:
    """Take a file off its plan."""
    from app.operations.attachments import detach as take_off

    with opened(folder) as profile:
        take_off(profile.store, _attachment(profile.store, identity))
    answer({"attachment": identity}, as_json=as_json, text=say(mark("command", "Filen er fjernet fra planen.")))


@command("save", help=mark("command", "Gem en vedhæftet fil uden for Enplan; det bliver skrevet i loggen."))
@click.argument("identity", metavar="ID")
@click.argument("target", metavar="FIL", type=click.Path(path_type=Path))
@with_purpose
@with_profile
@with_json
def save(*, identity: str, target: Path, purpose: str, folder: Path | None, as_json: bool) -> None:
    """Write a file to TARGET; the look-up is written down first."""
    from app.operations.attachments import save_file

    with opened(folder) as profile:
        path = save_file(
            profile.store, attachment=_attachment(profile.store, identity), to=target, purpose=purpose
        )  # fmt: skip
    answer({"path": str(path)}, as_json=as_json, text=str(path))


def _item(store: "Store", citizen: str, identity: str | None) -> "Record | None":
    """Return what the file belongs to; None for the plan itself. Raises UserError when either is not here."""
    from app.domain.citizen import CITIZEN

    with store.reader() as reader:
        if reader.get(CITIZEN, citizen) is None:
            raise UserError(_NO_CITIZEN)
        found = None if identity is None else reader.record(identity)
    if identity is not None and (found is None or found.deleted or found.citizen != citizen):
        raise UserError(_NO_ITEM)
    return found


def _attachment(store: "Store", identity: str) -> "Attachment":
    from app.domain.attachment import ATTACHMENT

    with store.reader() as reader:
        found = reader.get(ATTACHMENT, identity)
    if found is None or found.deleted:
        raise UserError(_NO_FILE)
    return found
