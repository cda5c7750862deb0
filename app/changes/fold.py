"""Fold: what the cells of records become by an entry. It applies outcomes and never decides."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from app.changes.cells import Cell, Cells, Rival
from app.changes.change import IGNORED, MERGED, REVIVED, RIVAL, Change, Edit, Verdict


class Stamp(msgspec.Struct, frozen=True, gc=False):
    """Which entry is folded in: its version, its device, its author's clock.

    `ceiling` is the version above which bases count as it: what was made before a fork.
    """

    version: int
    device: str
    at: str
    ceiling: int | None = None

    def base(self, edit: Edit, name: str) -> int:
        """Return what the author of *edit* had seen of field *name*."""
        base = edit.base_of(name)
        return base if self.ceiling is None else min(base, self.ceiling)


def fold_entry(
    states: Mapping[str, Cells], change: Change, outcomes: Sequence[Verdict], stamp: Stamp
) -> dict[str, Cells]:
    """Return the cells of every record that the entry alters; *states* holds those it may touch, before it."""
    by_record: dict[str, list[Verdict]] = {}
    for verdict in outcomes:
        by_record.setdefault(verdict.record, []).append(verdict)
    folded = {
        edit.record: fold(states.get(edit.record, {}), edit, by_record.pop(edit.record, ()), stamp)
        for edit in change.edits
    }
    for record in by_record:
        cells = states.get(record, {})
        folded[record] = {**cells, "deleted": _revived(cells, stamp)}
    return folded


def fold(cells: Cells, edit: Edit, verdicts: Sequence[Verdict], stamp: Stamp) -> Cells:
    """Return the cells of one edited record after the entry *stamp*; *verdicts* are those of this record."""
    by_field = {verdict.field: verdict for verdict in verdicts}
    folded = dict(cells)
    for name, value in edit.set.items():
        cell, verdict = folded.get(name), by_field.get(name)
        if verdict is None and (cell is None or not cell.rivals):
            folded[name] = Cell(value, stamp.version, stamp.device)
        else:
            folded[name] = _settled(cell, value, verdict, stamp.base(edit, name), stamp)
    for name in {**edit.add, **edit.drop}:
        folded[name] = _membered(folded.get(name), edit.add.get(name, ()), edit.drop.get(name, ()), stamp)
    if any(verdict.code == REVIVED for verdict in verdicts):
        folded["deleted"] = _revived(folded, stamp)
    return folded


def shown(cells: Cells, pending: Iterable[Edit]) -> dict[str, Any]:
    """Return what the screen shows: confirmed values with own pending edits laid over them, in order."""
    values = {name: cell.value for name, cell in cells.items()}
    for edit in pending:
        values.update(edit.set)
        for name in {**edit.add, **edit.drop}:
            values[name] = members(_members_of(values.get(name)), edit.add.get(name, ()), edit.drop.get(name, ()))
    return {name: value for name, value in values.items() if value is not None}


def members(held: Iterable[Any], added: Iterable[Any], dropped: Iterable[Any]) -> list[Any]:
    """Return the members of a set field, in the order they came, without those dropped."""
    gone = list(dropped)
    kept = [each for each in held if each not in gone]
    for each in added:
        if each not in kept:
            kept.append(each)
    return kept


def _members_of(value: Any) -> Sequence[Any]:
    """Return what a set field holds; of a newer program's field that is no set, nothing."""
    return value if isinstance(value, list | tuple) else ()


def _settled(cell: Cell | None, value: Any, verdict: Verdict | None, base: int, stamp: Stamp) -> Cell:
    code = verdict.code if verdict else ""
    before = cell or Cell(None, 0, "")
    if code == IGNORED:
        return msgspec.structs.replace(before, rivals=_left(before, base=0, stamp=stamp))
    left = _left(before, base=base, stamp=stamp)
    if code == RIVAL:
        late = Rival(value, stamp.version, stamp.device, stamp.at, base)
        return msgspec.structs.replace(before, rivals=(*left, late))
    if verdict is not None and code == MERGED:
        return Cell(verdict.value, stamp.version, stamp.device, left, merged=True)
    equal_gone = tuple(rival for rival in left if rival.value != value)
    return Cell(value, stamp.version, stamp.device, equal_gone)


def _left(cell: Cell, *, base: int, stamp: Stamp) -> tuple[Rival, ...]:
    """Rivals that stay: those the author had not seen, his own apart."""
    return tuple(rival for rival in cell.rivals if rival.version > base and rival.device != stamp.device)


def _membered(cell: Cell | None, added: Iterable[Any], dropped: Iterable[Any], stamp: Stamp) -> Cell:
    held = _members_of(cell.value if cell else None)
    return Cell(members(held, added, dropped), stamp.version, stamp.device)


def _revived(cells: Cells, stamp: Stamp) -> Cell:
    """Let a record stand again; where the log here begins after the deletion, nobody can tell whose it was."""
    gone = cells.get("deleted")
    if gone is None:
        return Cell(False, stamp.version, stamp.device)
    deletion = Rival(True, gone.version, gone.device, "", gone.version)
    return Cell(False, stamp.version, stamp.device, (*gone.rivals, deletion))
