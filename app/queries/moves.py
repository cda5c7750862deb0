"""Who a citizen turned out to be that was here a moment ago, and whether that one's plan has come."""

from dataclasses import dataclass

from app.domain.citizen import CITIZEN
from app.store import moves
from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The citizen whose plan holds both; `is_here` tells whether it has come to this device."""

    survivor: str
    is_here: bool


def moved(reader: Reader, *, citizen: str) -> Moved | None:
    """Return who *citizen* turned out to be, None when nobody has told of another."""
    survivor = moves.survivor(reader, citizen)
    if survivor is None:
        return None
    found = reader.get(CITIZEN, survivor)
    return Moved(survivor=survivor, is_here=found is not None and not found.deleted)
