"""`enplan paper`: sheets of cards to write on by hand, as a PDF to print; no profile is opened."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.texts import mark, say
from ui.commands.danish import command
from ui.commands.running import answer, with_json

if TYPE_CHECKING:
    from app.domain.item import ItemType


@command("paper", help=mark("command", "Lav ark med kort, der skrives på i hånden, som PDF til at printe."))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FIL",
    help=mark("command", "Filen, som arkene skrives til."),
)
@click.option("--paper", "size", default="a4", metavar="FORMAT", help=mark("command", "a4 eller a3; ellers a4."))
@click.option("--sheets", type=int, default=1, metavar="ANTAL", help=mark("command", "Hvor mange ark; ellers ét."))
@click.option(
    "--cards",
    metavar="KORT",
    help=mark("command", "Kortene på hvert ark, for eksempel wish=2,goal=2; ellers en god blanding."),
)
@with_json
def paper(*, out: Path, size: str, sheets: int, cards: str | None, as_json: bool) -> None:
    """Write the sheets and tell their numbers."""
    from app.clock import SystemClock, today
    from app.domain.paper import Paper, sheet_name
    from app.export.paper_sheets import save_sheets, usual

    form = next((each for each in Paper if each == size.lower()), None)
    if form is None:
        raise click.UsageError(say(mark("command", "Papiret {name} findes ikke. Vælg a4 eller a3."), name=size))
    mix = usual(form) if cards is None else dict(_told(cards))
    numbers = save_sheets(out, mix, paper=form, sheets=sheets, today=today(SystemClock()))
    names = [sheet_name(each) for each in numbers]
    text = say(mark("command", "{path}: ark {names}."), path=out, names=", ".join(names))
    answer({"path": str(out), "sheets": names}, as_json=as_json, text=text)


def _told(cards: str) -> "Iterable[tuple[ItemType, int]]":
    """Read what the cards of a sheet are to be: `wish=2,goal=2`."""
    from app.domain.paper import KINDS_ON_PAPER

    for part in cards.split(","):
        name, _, count = part.strip().partition("=")
        kind = next((each for each in KINDS_ON_PAPER if each == name), None)
        if kind is None or not (count.isascii() and count.isdigit()):
            names = ", ".join(KINDS_ON_PAPER)
            text = mark(
                "command", "Kortene «{part}» kan ikke læses. Skriv for eksempel wish=2; der kan vælges: {names}."
            )
            raise click.UsageError(say(text, part=part, names=names))
        yield kind, int(count)
