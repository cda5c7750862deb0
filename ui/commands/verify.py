"""`enplan verify`: does the file still hold what was written, and does the history contain a printed copy."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.texts import mark, say
from ui.commands.danish import command
from ui.commands.running import answer, opened, refuse, with_json, with_profile

if TYPE_CHECKING:
    from app.store.copies import Found
    from app.store.verify import Verdict

_CHECKS = {
    "pages": mark("verify", "Filens sider er beskadiget."),
    "chain": mark("verify", "Historikken hænger ikke sammen."),
    "cells": mark("verify", "En oplysning svarer ikke til historikken."),
    "shown": mark("verify", "Det viste svarer ikke til det gemte."),
    "lists": mark("verify", "En liste svarer ikke til det viste."),
    "search": mark("verify", "Søgningen svarer ikke til det viste."),
    "attached": mark("verify", "En vedhæftet fil er beskadiget."),
    "signatures": mark("verify", "En underskrift passer ikke."),
}


@command("verify", help=mark("command", "Kontrollér, at alt på denne pc er helt, eller at en udskrift er ægte."))
@click.option("--plan", metavar="ID", help=mark("command", "Plannummeret på en udskrift."))
@click.option("--hash", "printed", metavar="KODE", help=mark("command", "Koden på udskriften, hel eller de første 12."))
@with_profile
@with_json
def verify(*, plan: str | None, printed: str | None, folder: Path | None, as_json: bool) -> None:
    """Look through the file, or find a printed copy in the history."""
    if (plan is None) != (printed is None):
        raise click.UsageError(say(mark("command", "Skriv både --plan og --hash, som de står på udskriften.")))
    if plan is not None and printed is not None:
        _find(folder, plan, printed, as_json=as_json)
        return
    from app.store.verify import verify as look_through

    with opened(folder) as profile:
        verdict = look_through(profile.store)
    answer({"sound": verdict.is_sound, **asdict(verdict)}, as_json=as_json, text="\n".join(_lines(verdict)))
    if not verdict.is_sound:
        refuse()


def _find(folder: Path | None, plan: str, printed: str, *, as_json: bool) -> None:
    from app.store.copies import find_copy

    with opened(folder) as profile:
        found = find_copy(profile.store, plan=plan, printed=printed)
    told: dict[str, Any] = {"found": found is not None, **(asdict(found) if found else {})}
    answer(told, as_json=as_json, text=_told(found))
    if found is None:
        refuse()


def _told(found: "Found | None") -> str:
    if found is None:
        return say(mark("verify", "Planens historik på denne pc indeholder ikke udskriften."))
    text = mark("verify", "Udskriften er ægte: planen så sådan ud ved version {version} og {count} ændringer derefter.")
    return say(text, version=found.version, count=found.waiting)


def _lines(verdict: "Verdict") -> list[str]:
    counted = mark("verify", "{records} oplysninger, {changes} ændringer og {streams} planer og lister er set igennem.")
    lines = [say(counted, records=verdict.records, changes=verdict.changes, streams=verdict.streams)]
    if verdict.partial:
        text = mark("verify", "{count} af dem har kun en del af historikken her; resten ligger på serveren.")
        lines.append(say(text, count=verdict.partial))
    lines += [" ".join(filter(None, (say(_CHECKS[each.check]), each.about, each.detail))) for each in verdict.findings]
    return lines if verdict.findings else [*lines, say(mark("verify", "Alt er, som det skal være."))]
