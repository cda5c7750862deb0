"""Whether name and address of a citizen are protected, and whether this user may set and lift that."""

from dataclasses import dataclass

from app.domain.citizen import CITIZEN
from app.store.reader import Reader

EMERGENCY = "emergency"
"""The sort of a right that opens the plan alone, and nothing that is protected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """How it stands; who opened the plan in an emergency reaches no protected compartment, and turns nothing."""

    is_protected: bool = False
    may_turn: bool = True


def protection(reader: Reader, *, citizen: str, login: str) -> Protection:
    """Return how it stands with the protection of *citizen* for the user *login*."""
    found = reader.get(CITIZEN, citizen)
    told = reader.assignment(citizen, login=login) or {}
    return Protection(is_protected=found is not None and bool(found.protected), may_turn=told.get("sort") != EMERGENCY)
