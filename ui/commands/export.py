"""`enplan export`: write plans to files, one for each citizen, named by id."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.texts import mark, say
from ui.commands.danish import command
from ui.commands.running import answer, opened, refuse, with_json, with_profile, with_purpose

if TYPE_CHECKING:
    from app.export.exporter import Exporter
    from app.operations.export import Exported


@command("export", help=mark("command", "Skriv planer til filer; uden --citizen én fil for hver borger."))
@click.option(
    "--format",
    "name",
    required=True,
    metavar="FORMAT",
    help=mark("command", "pdf, fhir, svg, png, board-pdf, excalidraw eller excalidrawlib."),
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="STI",
    help=mark("command", "Mappen til filerne, eller filen til én borger."),
)
@click.option("--citizen", metavar="ID", help=mark("command", "Kun borgeren med dette id."))
@click.option("--board", metavar="NAVN", help=mark("command", "Kun tavlen med dette navn eller id."))
@click.option(
    "--only",
    multiple=True,
    metavar="TITEL",
    help=mark("command", "Kun det på tavlen, der har denne titel eller dette id; kan gentages."),
)
@click.option("--paper", "size", metavar="FORMAT", help=mark("command", "a3, a4 eller a5, for board-pdf; ellers a4."))
@with_purpose
@with_profile
@with_json
def export(
    *,
    name: str,
    out: Path,
    citizen: str | None,
    board: str | None,
    only: tuple[str, ...],
    size: str | None,
    purpose: str,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Write plans; each look-up is written down first."""
    from app.operations.export import Exported, export_all, export_citizen

    exporter = _exporter(name) if size is None else _on_paper(name, size)
    if board is not None and citizen is None:
        raise click.UsageError(say(mark("command", "--board kræver --citizen: navnet gælder kun i én plan.")))
    if only and citizen is None:
        raise click.UsageError(say(mark("command", "--only kræver --citizen: titlen gælder kun i én plan.")))
    with opened(folder) as profile:
        if citizen is not None:
            path = export_citizen(
                profile.store, exporter, citizen=citizen, out=out, purpose=purpose, board=board, only=only
            )
            done = [Exported(citizen=citizen, path=path)]
        else:
            done = export_all(profile.store, exporter, folder=out, purpose=purpose)
    told = {"files": [_told(each) for each in done]}
    answer(told, as_json=as_json, text="\n".join(_line(each) for each in done) or _nobody())
    if any(each.error for each in done):
        refuse()


def _exporter(name: str) -> "Exporter":
    from app.export import EXPORTERS

    known = {each.id: each for each in EXPORTERS}
    if name not in known:
        text = mark("command", "Formatet {name} findes ikke. Vælg mellem: {names}.")
        raise click.UsageError(say(text, name=name, names=", ".join(known)))
    return known[name]


def _on_paper(name: str, size: str) -> "Exporter":
    """Return the format that lays boards on paper, for one size of it."""
    from app.domain.sheet import Sheet
    from app.export.board_pdf import BoardPdfExporter

    sheet = next((each for each in Sheet if each.lower() == size.lower()), None)
    if sheet is None or name != BoardPdfExporter.id:
        text = mark("command", "--paper er a3, a4 eller a5 og gælder kun formatet board-pdf.")
        raise click.UsageError(say(text))
    return BoardPdfExporter(sheet)


def _told(done: "Exported") -> dict[str, str]:
    outcome = {"reason": done.error.message()} if done.error else {"path": str(done.path)}
    return {"citizen": done.citizen, **outcome}


def _line(done: "Exported") -> str:
    return f"{done.citizen}: {done.error.message()}" if done.error else str(done.path)


def _nobody() -> str:
    return say(mark("command", "Der er ingen borgere på denne pc."))
