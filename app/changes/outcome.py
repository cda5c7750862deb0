"""Outcome: what the server decides of each setting. Only the server runs this; everyone else applies it."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from app.changes.cells import Cell, Cells, is_deleted
from app.changes.change import IGNORED, MERGED, MISSING, REVIVED, RIVAL, Change, Edit, Outcomes, Refusal, Verdict
from app.changes.fold import Stamp
from app.changes.text_merge import merge
from app.domain.record import DELETED, Kind, Policy
from app.domain.values import TEXT_LENGTH

_EXTREMES = {Policy.EARLIEST: min, Policy.LATEST: max}

TextAt = Callable[[str, str, int], str | None]
"""Asks for the confirmed text of (record, field) as it stood at a version."""


WrittenBy = Callable[[str, str, int, str], str | None]
"""Asks for the last text that a device wrote in (record, field) after a version."""


def _nothing(_record: str, _name: str, _version: int, _device: str) -> str | None:
    return None


class Judge(msgspec.Struct, frozen=True):
    """Judges a change against the cells of its stream.

    `states` holds the cells of every record that the change edits, needs or hangs under; a record without any is new.
    `kinds` are the known kinds; an unknown kind or field is contested. `text_at` gives the base of a text merge.
    `known` tells whether a record exists anywhere within the citizen's streams. `written_by` gives what a
    device wrote last after a version, as it wrote it, before it was joined with another's.
    """

    states: Mapping[str, Cells]
    kinds: Mapping[str, Kind]
    text_at: TextAt
    known: Callable[[str], bool]
    written_by: WrittenBy = _nothing

    def judge(self, change: Change, stamp: Stamp) -> Outcomes | Refusal:
        """Return the outcomes of *change*, or why it is refused."""
        return self._judged(change.under(stamp.ceiling), stamp)

    def _judged(self, change: Change, stamp: Stamp) -> Outcomes | Refusal:
        return (
            self._stale(change, stamp)
            or self._missing(change)
            or self._written_once(change, stamp)
            or self._outcomes(change, stamp)
        )

    def _stale(self, change: Change, stamp: Stamp) -> Refusal | None:
        for record, name, version in change.needs:
            cell = self.states.get(record, {}).get(name)
            if cell is not None and (cell.rivals or _unseen(cell, version, stamp)):
                return Refusal("stale", name)
        return None

    def _missing(self, change: Change) -> Refusal | None:
        here = {edit.record for edit in change.edits}
        for edit in change.edits:
            for parent in self._parents(edit):
                if parent not in here and not self.states.get(parent) and not self.known(parent):
                    return Refusal(MISSING, edit.kind)
        return None

    def _written_once(self, change: Change, stamp: Stamp) -> Refusal | None:
        for edit in change.edits:
            cells = self.states.get(edit.record)
            if not cells:
                continue
            for name, value in edit.set.items():
                cell = cells.get(name)
                if cell is None or self._policy(edit, name) is not Policy.ONCE or cell.value == value:
                    continue
                if cell.value is not None:
                    return Refusal("read_only", name)
        return None

    def _outcomes(self, change: Change, stamp: Stamp) -> Outcomes:
        verdicts: Outcomes = []
        for edit in change.edits:
            cells = self.states.get(edit.record)
            if not cells:
                continue
            for name, value in edit.set.items():
                verdict = self._verdict(edit, name, value, cells, stamp)
                if verdict is not None:
                    verdicts.append(verdict)
            if DELETED not in edit.set and self._weighs(edit) and _deleted_unseen(cells, edit, stamp):
                verdicts.append(Verdict(edit.record, DELETED, REVIVED))
        return verdicts + self._revived_parents(change, stamp)

    def _verdict(self, edit: Edit, name: str, value: Any, cells: Cells, stamp: Stamp) -> Verdict | None:
        cell = cells.get(name)
        base = stamp.base(edit, name)
        stands = name == DELETED and not is_deleted(cells)
        if stands and value is True and self._edited_unseen(edit, cells, base, stamp):
            return Verdict(edit.record, name, RIVAL)
        policy = self._policy(edit, name)
        if cell is None or not _unseen(cell, base, stamp) or _outdoes(value, cell.value, policy):
            return None
        if cell.value == value or _outdoes(cell.value, value, policy):
            return Verdict(edit.record, name, IGNORED)
        if policy is Policy.YIELD:
            return Verdict(edit.record, name, IGNORED)
        if policy is Policy.TEXT:
            own = self.written_by(edit.record, name, base, stamp.device)
            common = self.text_at(edit.record, name, base) if own is None else own
            return self._merged(edit, name, value, cell, common)
        return Verdict(edit.record, name, RIVAL)

    def _merged(self, edit: Edit, name: str, value: Any, cell: Cell, common: str | None) -> Verdict:
        """Join two texts that go back to *common*: for who writes on that is what the same device wrote last."""
        joined = merge(common or "", str(cell.value or ""), str(value or "")) if cell.value and value else None
        if joined is None or len(joined) > TEXT_LENGTH:
            return Verdict(edit.record, name, RIVAL)
        return Verdict(edit.record, name, MERGED, joined)

    def _revived_parents(self, change: Change, stamp: Stamp) -> Outcomes:
        edited = {edit.record for edit in change.edits}
        revived: dict[str, Verdict] = {}
        for edit in change.edits:
            if self.states.get(edit.record):
                continue
            for parent in self._parents(edit):
                cells = self.states.get(parent, {})
                if parent not in edited and _deleted_unseen(cells, edit, stamp):
                    revived[parent] = Verdict(parent, DELETED, REVIVED)
        return list(revived.values())

    def _weighs(self, edit: Edit) -> bool:
        """Tell whether an edit says more than where something lies: only that holds against a deletion."""
        return any(self._policy(edit, name) is not Policy.YIELD for name in edit.fields())

    def _edited_unseen(self, edit: Edit, cells: Cells, base: int, stamp: Stamp) -> bool:
        """Tell whether anything that weighs stands in the record that the author of *stamp* had not seen."""
        standing = [
            cell for name, cell in cells.items() if name != DELETED and self._policy(edit, name) is not Policy.YIELD
        ]
        seen = [(each.version, each.device) for each in standing]
        seen += [(rival.version, rival.device) for each in standing for rival in each.rivals]
        return any(version > base and device != stamp.device for version, device in seen)

    def _parents(self, edit: Edit) -> list[str]:
        kind = self.kinds.get(edit.kind)
        named = [edit.set.get(name) for name in kind.parents] if kind else []
        return [each for each in named if isinstance(each, str)]

    def _policy(self, edit: Edit, name: str) -> Policy:
        kind = self.kinds.get(edit.kind)
        return kind.policy(name) if kind else Policy.CONTEST


def parents_of(change: Change, kinds: Mapping[str, Kind]) -> set[str]:
    """Return the records that the new records of *change* hang under: a judge needs their cells."""
    return {
        value
        for edit in change.edits
        if edit.kind in kinds
        for name in kinds[edit.kind].parents
        if isinstance(value := edit.set.get(name), str)
    }


def _unseen(cell: Cell, base: int, stamp: Stamp) -> bool:
    """Tell whether what stands is another's, or was joined with another's, since the author of *stamp* saw it."""
    return cell.version > base and (cell.device != stamp.device or bool(cell.merged))


def _outdoes(one: Any, other: Any, policy: Policy) -> bool:
    """Tell whether the instant or day *one* stands before *other* in a field that keeps the earlier or the later."""
    if policy not in _EXTREMES or not isinstance(one, str) or not isinstance(other, str):
        return False
    return one != other and _EXTREMES[policy](one, other) == one


def _deleted_unseen(cells: Cells, edit: Edit, stamp: Stamp) -> bool:
    """Tell whether what is deleted stood when the edit was made; its own device's is seen, but for a fork."""
    gone = cells.get(DELETED)
    if gone is None or not is_deleted(cells):
        return False
    if gone.device == stamp.device:
        return edit.bases.get(DELETED) == 0
    return gone.version > edit.base_of(DELETED)
