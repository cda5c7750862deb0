"""The oracle: by what people wrote and by the log alone, what went unseen, and where each thing written is now."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.changes import chain
from app.changes.cells import Cells
from app.changes.change import Change, decode, decode_outcomes
from app.changes.fold import Stamp, fold_entry

JOINED = ("note",)
"""Fields whose texts are joined by words."""
GIVE_WAY = ("order",)
"""Fields of which a late value only stays in the history."""


def unseen_losses(
    entries: Sequence[Any], knew: Mapping[str, set[str]], *, name: str = "title"
) -> Iterator[tuple[str, str]]:
    """Yield (value that went, value that took its place) where the author of the latter had not seen the former.

    The values are those of field *name*. *knew* tells, for each value written, what its author had seen or written
    until then. Who sees a value has also seen what its author had seen: a server put back may let that stand again.
    """
    states: dict[str, Cells] = {}
    for row in entries:
        before = {record: standing(cells, name) for record, cells in states.items()}
        meta, change = chain.decode_meta(row.meta), decode(row.body)
        stamp = Stamp(meta.version, meta.device, change.at, meta.ceiling)
        states.update(fold_entry(states, change, decode_outcomes(row.outcomes), stamp))
        for edit in change.edits:
            told = str(edit.set.get(name, ""))
            gone = before.get(edit.record, set()) - standing(states[edit.record], name)
            yield from ((value, told) for value in gone & knew.keys() if value not in known_through({told}, knew))


def known_through(values: set[str], knew: Mapping[str, set[str]]) -> set[str]:
    """Return what the authors of *values* had seen or written, and the authors of that."""
    known: set[str] = set()
    waiting = set(values)
    while waiting:
        fresh = knew.get(waiting.pop(), set()) - known
        known |= fresh
        waiting |= fresh
    return known


def standing(cells: Cells, name: str = "title") -> set[str]:
    """Return the value of a field that stands and those kept beside it."""
    cell = cells.get(name)
    return set() if cell is None else {cell.value, *(rival.value for rival in cell.rivals)}


@dataclass(frozen=True, slots=True)
class Central:
    """What lies on a server of one stream, as plain JSON: cells by record, and every entry's change by its id.

    A cell is [value, version, device, rivals, …], a rival [value, …].
    """

    cells: Mapping[str, Mapping[str, Sequence[Any]]]
    entered: Mapping[str, Change]

    def shown(self) -> dict[str, dict[str, Any]]:
        """Return the fields of every record that is not deleted."""
        values = {
            identity: {name: cell[0] for name, cell in cells.items() if cell[0] is not None}
            for identity, cells in self.cells.items()
        }
        return {identity: fields for identity, fields in values.items() if fields.get("deleted") is not True}

    def rivals(self, record: str, name: str) -> list[Any]:
        """Return the values kept beside the one that stands."""
        _, _, _, *more = self.cells[record][name]
        return [rival[0] for rival in more[0]] if more else []


def whereabouts(
    written: Sequence[Sequence[Change]], *, central: Central, refused: Collection[str]
) -> dict[str, list[tuple[str, str, Any]]]:
    """Return every setting that people wrote side by side, none having seen the others', by where it is to be found.

    `shown` and `rival` stand; `history` was replaced by its own author, or gave way as its field does; `refused` lies
    on its device alone; what is nowhere is `lost`. *written* holds the changes of each person in order.
    """
    found: dict[str, list[tuple[str, str, Any]]] = {}
    for changes in written:
        own = [each for each in changes if each.id not in refused]
        last = {(edit.record, name): each.id for each in own for edit in each.edits for name in edit.set}
        for change in changes:
            for edit in change.edits:
                for name, value in edit.set.items():
                    is_last = last.get((edit.record, name)) == change.id
                    place = _place(change, (edit.record, name, value), central, refused=refused, is_last=is_last)
                    found.setdefault(place, []).append((edit.record, name, value))
    return found


def _place(
    change: Change, setting: tuple[str, str, Any], central: Central, *, refused: Collection[str], is_last: bool
) -> str:
    record, name, value = setting
    if change.id in refused:
        return "refused" if change.id not in central.entered else "lost"
    if central.entered.get(change.id) != change:
        return "lost"
    if not is_last:
        return "history"
    standing = central.cells[record][name][0]
    if standing == value or (name in JOINED and set(str(value).split()) <= set(str(standing).split())):
        return "shown"
    if value in central.rivals(record, name):
        return "rival"
    return "history" if name in GIVE_WAY else "lost"
