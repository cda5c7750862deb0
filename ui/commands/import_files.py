"""`enplan import`: take in files from other systems."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.texts import mark, say
from ui.commands.danish import command
from ui.commands.running import answer, opened, refuse, with_json, with_profile

if TYPE_CHECKING:
    from app.operations.intake import Report


@command("import", help=mark("command", "Hent filer fra andre systemer (FHIR R4 som JSON)."))
@click.argument("paths", nargs=-1, required=True, metavar="FIL…", type=click.Path(path_type=Path))
@click.option("--source", metavar="NAVN", help=mark("command", "Navnet på det system, filerne kommer fra."))
@with_profile
@with_json
def import_files(*, paths: tuple[Path, ...], source: str | None, folder: Path | None, as_json: bool) -> None:
    """Take in *paths*, in any order; a second run changes nothing."""
    from app.operations.intake import import_files as take_in

    with opened(folder) as profile:
        report = take_in(profile.store, paths, source=source)
    answer(report.to_builtins(), as_json=as_json, text="\n".join(_lines(report)))
    if not report.is_clean:
        refuse()


def _lines(report: "Report") -> list[str]:
    lines: list[str] = []
    for file in report.files:
        read = mark("command", "{path}: læst. Oplysninger: {count}")
        refused = mark("command", "{path}: afvist. {reason}")
        is_refused = file.status == "refused"
        lines.append(
            say(refused if is_refused else read, path=file.path, count=len(file.resources), reason=file.reason)
        )
        lines += [
            f"  {each.type} {each.id}: {each.reason}"
            for each in file.resources
            if each.outcome == "refused" and each.reason
        ]
    names = {
        "mapped": mark("command", "{count} taget med"),
        "same": mark("command", "{count} kendt i forvejen"),
        "kept": mark("command", "{count} gemt ved siden af"),
        "skipped": mark("command", "{count} sprunget over"),
        "refused": mark("command", "{count} afvist"),
    }
    totals = [say(text, count=report.totals[name]) for name, text in names.items() if report.totals.get(name)]
    return [*lines, ", ".join(totals)] if totals else lines
