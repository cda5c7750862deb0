"""Redaction: what the cells of records are when the content of some entries is gone."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from app.changes.cells import Cells
from app.changes.change import IGNORED, MERGED, Change, Outcomes
from app.changes.fold import Stamp, fold_entry
from app.domain.attachment import ATTACHMENT, CONTENT

WINDOW = timedelta(minutes=30)
"""How long an author may take back what was written on the wrong citizen, by the clock of the device that wrote it."""

Folded = tuple[Change, Outcomes, Stamp]
"""An entry whose content is still there."""


def touched(change: Change, outcomes: Outcomes) -> set[str]:
    """Return the records that an entry alters: those it edits and those it revives."""
    return {edit.record for edit in change.edits} | {verdict.record for verdict in outcomes}


def refolded(entries: Iterable[Folded], records: Collection[str]) -> dict[str, Cells]:
    """Return the cells of *records* as *entries*, all that is left of a stream in order, make them.

    Records that nothing is left of are not in it.
    """
    states: dict[str, Cells] = {}
    for change, outcomes, stamp in entries:
        if not touched(change, outcomes).isdisjoint(records):
            states.update(fold_entry(states, change, outcomes, stamp))
    return {each: states[each] for each in records if states.get(each)}


def judged_by(gone: Iterable[Change], later: Iterable[Folded]) -> list[Folded]:
    """Return those of *later* of which the server joined a text with that of a change in *gone*, or let it give way."""
    fields = {setting for each in gone for setting in each.settings()}
    return [
        entry
        for entry in later
        if any(each.code in (MERGED, IGNORED) and (each.record, each.field) in fields for each in entry[1])
    ]


def addresses_in(change: Change) -> list[str]:
    """Return the addresses of the files that *change* attached."""
    told = [edit.set.get(CONTENT) for edit in change.edits if edit.kind == ATTACHMENT.kind]
    return [each for each in told if isinstance(each, str)]


def is_fresh(at: str, *, now: str) -> bool:
    """Tell whether what was written *at* may be taken back by its author *now*, both by the clock of one device."""
    try:
        return datetime.fromisoformat(now) - datetime.fromisoformat(at) <= WINDOW
    except (ValueError, TypeError):
        return False
