"""Edits: what the author of one has seen, and how many of them one change holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from app.changes.change import Edit
from app.domain.record import DELETED, Record

CHANGE_BYTES = 256 * 1024
"""One change at most, as the server takes it."""
CHANGE_RECORDS = 200
"""Records of one change at most."""
_ENVELOPE_BYTES = 4 * 1024
"""What a change says beside its edits: ids, name, reason."""


@dataclass(frozen=True, slots=True)
class Fork:
    """The server's log of a stream went another way after version *common*, and was followed."""

    stream: str
    common: int


def seen_by(record: Record, forks: Sequence[Fork]) -> int:
    """Return the version that whoever has *record* before them has seen, in the log of after all *forks*.

    What was read before a fork knows nothing above its common version, whatever has that number by now.
    """
    later = (each.common for each in forks[record.forks :] if each.stream == record.stream)
    return min((record.seen, *later))


def pending_bases(names: Iterable[str], *, base: int, below: Iterable[Edit]) -> dict[str, int]:
    """Return the base of each field: *base*, or that of the topmost own pending edit where it is older.

    An own pending setting hides what is confirmed below it: the next one has seen no more than it had. A deletion has
    seen no more than the oldest of them all, since it is of the whole record.
    """
    bases = dict.fromkeys(names, base)
    for edit in below:
        hidden = {name: min(base, edit.base_of(name)) for name in edit.set}
        bases.update({name: older for name, older in hidden.items() if name in bases})
        if DELETED in bases:
            bases[DELETED] = min(bases[DELETED], *hidden.values())
    return bases


def in_parts(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Yield *edits* in order, as many at once as one change takes."""
    some: list[Edit] = []
    size = 0
    for edit in edits:
        length = len(msgspec.json.encode(edit))
        if some and (len(some) == CHANGE_RECORDS or size + length > CHANGE_BYTES - _ENVELOPE_BYTES):
            yield some
            some, size = [], 0
        some.append(edit)
        size += length + 1
    if some:
        yield some
