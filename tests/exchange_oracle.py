"""The oracle: by the log alone, which titles went at which entry, and whether its author had seen them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.changes import chain
from app.changes.cells import Cells
from app.changes.change import decode, decode_outcomes
from app.changes.fold import Stamp, fold_entry


def unseen_losses(entries: Sequence[Any], knew: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Yield (value that went, value that took its place) where the author of the latter had not seen the former.

    *knew* tells, for each value written, what its author had seen or written until then.
    """
    states: dict[str, Cells] = {}
    for row in entries:
        before = {record: standing(cells) for record, cells in states.items()}
        meta, change = chain.decode_meta(row.meta), decode(row.body)
        stamp = Stamp(meta.version, meta.device, change.at, meta.ceiling)
        states.update(fold_entry(states, change, decode_outcomes(row.outcomes), stamp))
        for edit in change.edits:
            told = str(edit.set.get("title", ""))
            gone = before.get(edit.record, set()) - standing(states[edit.record])
            yield from ((value, told) for value in gone & knew.keys() if value not in knew.get(told, set()))


def standing(cells: Cells) -> set[str]:
    """Return the title that stands and those kept beside it."""
    title = cells.get("title")
    return set() if title is None else {title.value, *(rival.value for rival in title.rivals)}
