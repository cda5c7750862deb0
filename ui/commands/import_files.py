"""`enplan import`: take in files from other systems."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from app.texts import mark, say
from ui.commands.danish import command
from ui.commands.running import opened, refuse, with_json, with_profile

if TYPE_CHECKING:
    from app.operations.intake_report import FileReport, Report, ResourceReport

_LINES = 1_000
"""Refused resources that are printed of one file where nobody asked for JSON."""


@command(
    "import",
    help=mark(
        "command", "Hent filer fra andre systemer (FHIR R4 som JSON), og tegninger fra Excalidraw med --citizen."
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="FIL…", type=click.Path(path_type=Path))
@click.option("--source", metavar="NAVN", help=mark("command", "Navnet på det system, filerne kommer fra."))
@click.option(
    "--citizen", metavar="ID", help=mark("command", "Borgeren, hvis plan tegninger fra Excalidraw hører til.")
)
@with_profile
@with_json
def import_files(
    *, paths: tuple[Path, ...], source: str | None, citizen: str | None, folder: Path | None, as_json: bool
) -> None:
    """Take in *paths*, in any order; a second run changes nothing. Drawings go onto boards of the plan of *citizen*."""
    from app.operations.intake import import_files as take_in
    from app.operations.intake_drawing import import_drawings, is_drawing
    from app.operations.intake_report import Report

    drawings = [path for path in paths if is_drawing(path.name)]
    others = [path for path in paths if not is_drawing(path.name)]
    if drawings and citizen is None:
        raise click.UsageError(say(mark("command", "Skriv med --citizen, hvis plan tegningerne hører til.")))
    stream = _Stream()
    rows = stream.write if as_json else None
    with opened(folder) as profile:
        drawn = import_drawings(profile.store, drawings, citizen=citizen, rows=rows) if citizen else ()
        taken = take_in(profile.store, others, source=source, rows=rows).files if others else ()
    report = Report(files=(*drawn, *taken))
    if as_json:
        stream.end(report)
    else:
        click.echo("\n".join([*_lines(report), *(line for each in drawn for line in each.words)]))
    if not report.is_clean:
        refuse()


class _Stream:
    """The report as JSON, printed while the files are read: it may have more lines than fit into memory."""

    def __init__(self) -> None:
        self._before_file = '{"files": ['
        self._before_row = ""

    def write(self, file: "FileReport", rows: "Sequence[ResourceReport]") -> None:
        """Print what came of some resources of *file*; with none, what came of the file."""
        words = []
        if not self._before_row:
            words = [self._before_file, '\n  {"resources": [']
            self._before_file, self._before_row = ",", "\n    "
        for row in rows:
            words += [self._before_row, _json(row.to_builtins())]
            self._before_row = ",\n    "
        if not rows:
            words += ["], ", _json(file.head())[1:]]
            self._before_row = ""
        click.echo("".join(words), nl=False)

    def end(self, report: "Report") -> None:
        """Print the totals, which end the report."""
        click.echo(f'\n], "totals": {_json(report.totals)}}}')


def _json(told: Mapping[str, Any]) -> str:
    return msgspec.json.encode(told).decode()


def _lines(report: "Report") -> list[str]:
    lines: list[str] = []
    for file in report.files:
        read = mark("command", "{path}: læst. Oplysninger: {count}")
        refused = mark("command", "{path}: afvist. {reason}")
        is_refused = file.status == "refused"
        lines.append(say(refused if is_refused else read, path=file.path, count=file.count, reason=file.reason))
        listed, more = file.refusals(_LINES)
        lines += [f"  {each.type} {each.id}: {each.reason}" for each in listed]
        if listed and more:
            lines.append(say(mark("command", "  … og {count} mere, som er afvist; --json viser alle."), count=more))
    names = {
        "mapped": mark("command", "{count} taget med"),
        "same": mark("command", "{count} kendt i forvejen"),
        "kept": mark("command", "{count} gemt ved siden af"),
        "skipped": mark("command", "{count} sprunget over"),
        "refused": mark("command", "{count} afvist"),
    }
    totals = [say(text, count=report.totals[name]) for name, text in names.items() if report.totals.get(name)]
    return [*lines, ", ".join(totals)] if totals else lines
