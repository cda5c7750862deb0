"""What must hold of a log whatever was decided: by its bytes, by who wrote what, and by the specification."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.changes import chain
from app.changes.cells import Cells
from app.changes.change import MERGED, REVIVED, RIVAL, Change, Outcomes, decode, decode_outcomes
from app.changes.fold import Stamp, fold_entry
from app.domain.disagreement import DISAGREEMENT
from app.domain.late_work import LATE_WORK
from exchange_oracle import standing
from sync.server.content import EntryRow
from sync.server.own import SERVER


def broken_links(rows: Iterable[EntryRow], *, start: bytes) -> Iterator[int]:
    """Yield the versions whose commitment or hash is not what the specification makes of their parts."""
    before = start
    for row in rows:
        held = row.content
        if held is not None and row.commitment != _digest(held.salt, held.body, held.outcomes):
            yield row.version
        if row.hash != _digest(before, row.meta, row.commitment):
            yield row.version
        before = row.hash


def wrong_authors(entries: Iterable[Any], wrote: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield the words that stand under the name of somebody who did not write them; *wrote* tells whose they are."""
    for row in entries:
        meta = chain.decode_meta(row.meta)
        told = {str(value) for edit in decode(row.body).edits for value in edit.set.values()}
        if meta.device != SERVER:
            yield from (each for each in told & wrote.keys() if meta.by not in wrote[each])


def wrong_steps(entries: Iterable[Any]) -> Iterator[tuple[int, str]]:
    """Yield (version, what is wrong) of entries after which something does not stand as it must.

    A joined text bears a mark; a verdict of late work is given once. As far as the log is whole, nothing in it having
    been redacted, a deletion that gave way is kept, and a new child's parent stands, unless the child's own device
    deleted it.
    """
    states: dict[str, Cells] = {}
    for number, row in enumerate(entries, start=1):
        meta, change, outcomes = chain.decode_meta(row.meta), decode(row.body), decode_outcomes(row.outcomes)
        is_new = {edit.record for edit in change.edits if edit.record not in states}
        verdicts = {edit.record: _verdict(states.get(edit.record, {})) for edit in change.edits}
        states.update(fold_entry(states, change, outcomes, Stamp(meta.version, meta.device, change.at, meta.ceiling)))
        wrong = _unmarked(states, outcomes)
        if meta.version == number:
            wrong += [*_unkept(states, outcomes), *_unsaid(states, change)]
            wrong += [*_unparented(states, change, is_new, device=meta.device)]
        wrong += [
            "a second verdict" for each, before in verdicts.items() if before and _verdict(states[each]) != before
        ]
        yield from ((meta.version, each) for each in wrong)


def two_verdicts(cells: Mapping[str, Cells]) -> list[str]:
    """Return the records of late work whose verdict is contested."""
    return [each for each, told in cells.items() if "verdict" in told and told["verdict"].rivals]


def untold(kept: Collection[str], cells: Mapping[str, Cells], kinds: Mapping[str, str]) -> set[str]:
    """Return those of the *kept* late changes of which the stream does not tell."""
    works = [each for name, each in cells.items() if kinds[name] == LATE_WORK.kind]
    told = {str(each["change"].value) for each in works if "change" in each}
    return set(kept) - told


def orphans(cells: Mapping[str, Cells], records: Collection[str]) -> list[str]:
    """Return the parents that disagreements hang under and that are not among *records*."""
    named = [told["item"].value for told in cells.values() if "item" in told and "words" in told]
    return [each for each in named if each not in records]


def _verdict(cells: Cells) -> Any:
    cell = cells.get("verdict")
    return None if cell is None else cell.value


def _unmarked(states: Mapping[str, Cells], outcomes: Outcomes) -> list[str]:
    joined = [states[each.record][each.field] for each in outcomes if each.code == MERGED]
    return ["joined without a mark" for cell in joined if not cell.merged]


def _unsaid(states: Mapping[str, Cells], change: Change) -> Iterator[str]:
    """Yield that a new title or text neither stands, whole or joined, nor is kept beside."""
    told = [(edit.record, name, edit.set.get(name)) for edit in change.edits for name in ("title", "note")]
    for record, name, value in told:
        if isinstance(value, str):
            kept = " ".join(map(str, standing(states[record], name)))
            if not set(value.split()) <= set(kept.split()):
                yield f"a {name} is kept nowhere"


def _unkept(states: Mapping[str, Cells], outcomes: Outcomes) -> list[str]:
    told = [each for each in outcomes if each.field == "deleted" and each.code in (REVIVED, RIVAL)]
    return ["the deletion is not kept" for each in told if not states[each.record]["deleted"].rivals]


def _unparented(states: Mapping[str, Cells], change: Change, is_new: set[str], *, device: str) -> Iterator[str]:
    for edit in change.edits:
        if edit.kind != DISAGREEMENT.kind or edit.record not in is_new:
            continue
        gone = states.get(str(edit.set.get("item")), {}).get("deleted")
        if gone is not None and gone.value is True and gone.device != device:
            yield "the parent of a new record is deleted"


def _digest(*parts: bytes) -> bytes:
    told: Sequence[bytes] = [one for part in parts for one in (len(part).to_bytes(8, "big"), part)]
    return hashlib.sha256(b"".join(told)).digest()
