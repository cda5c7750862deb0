"""`enplan list` and `enplan show`: what the profile holds, with every field that is shown."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.errors import UserError
from app.texts import mark, say
from ui.commands.danish import command
from ui.commands.running import answer, lines_of, opened, with_json, with_profile, with_purpose

if TYPE_CHECKING:
    from app.domain.record import Record
    from app.store.reader import Reader
    from app.store.store import Store

HIDDEN = "•••"
"""In the place of a key, which would open the file to whoever reads the terminal."""


@command("list", help=mark("command", "Vis borgerne på denne pc."))
@with_profile
@with_json
def list_citizens(*, folder: Path | None, as_json: bool) -> None:
    """Print every citizen by family name."""
    from app.domain.citizen import CITIZEN

    with opened(folder) as profile, profile.store.reader() as reader:
        told = [_told(reader, each) for each in reader.all(CITIZEN)]
    answer({"citizens": told}, as_json=as_json, text="\n".join(_block(each) for each in told) or _nobody())


@command("show", help=mark("command", "Vis alt om en borger, eller én oplysning, efter id."))
@click.argument("identity", metavar="ID")
@with_purpose
@click.option("--protected", is_flag=True, help=mark("command", "Vis også beskyttet navn og adresse."))
@with_profile
@with_json
def show(*, identity: str, purpose: str, protected: bool, folder: Path | None, as_json: bool) -> None:
    """Print a record, and with a citizen all that belongs to it; the look-up is written down first."""
    with opened(folder) as profile:
        found = _found(profile.store, identity)
        if found.citizen is not None:
            _look_up(profile.store, found.citizen, purpose=purpose, is_protected=protected)
        with profile.store.reader() as reader:
            told = _whole(reader, identity, is_protected=protected)
    records = told.get("records", [])
    answer(told, as_json=as_json, text="\n".join(_block(each) for each in (told, *records)))


def _found(store: "Store", identity: str) -> "Record":
    with store.reader() as reader:
        found = reader.record(identity)
    if found is None:
        raise UserError(mark("command", "Der er intet med det id på denne pc. Find id’er med «enplan list»."))
    return found


def _look_up(store: "Store", citizen: str, *, purpose: str, is_protected: bool) -> None:
    from app.domain.look_up import LookUpAct
    from app.operations.look_ups import look_up

    look_up(store, citizen=citizen, purpose=purpose, act=LookUpAct.SHOW_CPR)
    if is_protected:
        look_up(store, citizen=citizen, purpose=purpose, act=LookUpAct.SHOW_PROTECTED)


def _whole(reader: "Reader", identity: str, *, is_protected: bool) -> dict[str, Any]:
    from app.ids import citizen_stream
    from app.operations.citizens import PROTECTED

    found = reader.record(identity)
    told = _told(reader, found) if found is not None else {}
    if found is None or found.citizen != identity:
        return told
    hidden = None if is_protected else citizen_stream(identity, PROTECTED)
    others = [each for each in reader.everything(citizen=identity) if each.id != identity and each.stream != hidden]
    return {**told, "records": [_told(reader, each) for each in others if not each.deleted]}


def _told(reader: "Reader", record: "Record") -> dict[str, Any]:
    from app.domain.attachment import KEY

    fields = {name: HIDDEN if name == KEY else value for name, value in reader.shown(record.id).items()}
    return {"id": record.id, "kind": _kind_of(record), "fields": fields, "marks": _marks(record)}


def _kind_of(record: "Record") -> str:
    from app.domain import RECORD_TYPES

    return next(each.kind for each in RECORD_TYPES if type(record) is each.record)


def _marks(record: "Record") -> list[str]:
    return [str(mark.name).lower() for mark in record.marks]


def _block(told: dict[str, Any]) -> str:
    return "\n".join([f"{told['id']} {told['kind']}", *lines_of(told["fields"])])


def _nobody() -> str:
    return say(mark("command", "Der er ingen borgere på denne pc."))
