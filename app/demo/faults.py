"""Faults: what is planted in made-up plans for the finders to find, with the list of answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.demo.sizes import SIZES, Size


class FaultKind(StrEnum):
    """What is wrong."""

    DUPLICATE_CITIZEN = "duplicate_citizen"
    """One person written down twice: same CPR number, other spelling."""
    DUPLICATE_ACTOR = "duplicate_actor"
    """One actor twice in a plan: same telephone, other spelling."""
    DUPLICATE_AGREEMENT = "duplicate_agreement"
    """Two actors have promised the same."""
    GOAL_CONFLICT = "goal_conflict"
    """Two goals that cannot both be reached."""
    MEETING_CLASH = "meeting_clash"
    """Two coming meetings of one citizen that overlap."""
    OVERDUE = "overdue"
    """An agreement whose day has passed and that nobody has closed."""
    SILENT_ACTOR = "silent_actor"
    """An actor with a task whom nobody has heard from in half a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One planted fault: what is wrong, in whose plan, and the records that show it."""

    kind: FaultKind
    citizen: str
    records: tuple[str, ...]


_COUNTS: Mapping[FaultKind, int] = {
    FaultKind.DUPLICATE_CITIZEN: 3,
    FaultKind.DUPLICATE_ACTOR: 16,
    FaultKind.DUPLICATE_AGREEMENT: 12,
    FaultKind.GOAL_CONFLICT: 15,
    FaultKind.MEETING_CLASH: 20,
    FaultKind.OVERDUE: 20,
    FaultKind.SILENT_ACTOR: 14,
}
"""A hundred in the smallest municipality; larger ones have as many for each plan."""
_SMALLEST = SIZES["samsoe"].plans
_KAREN = (FaultKind.DUPLICATE_ACTOR, FaultKind.MEETING_CLASH)
"""What the meeting story comes upon: an actor on two cards, two departments on one Thursday."""


def faults_of(plan: int, size: Size) -> tuple[FaultKind, ...]:
    """Return what is planted in the *plan*-th shared plan: each kind evenly over all plans."""
    if plan == 0:
        return _KAREN
    return tuple(kind for kind in _COUNTS if _is_planted(kind, plan, size))


def twins(size: Size) -> frozenset[int]:
    """Return the plans whose citizen is written down twice."""
    return frozenset(plan for plan in range(1, size.plans) if _is_planted(FaultKind.DUPLICATE_CITIZEN, plan, size))


def _is_planted(kind: FaultKind, plan: int, size: Size) -> bool:
    """Tell whether one of the evenly spread places of *kind* falls on *plan*; each kind begins somewhere else."""
    others = size.plans - 1
    wanted = _COUNTS[kind] * size.plans // _SMALLEST - (1 if kind in _KAREN else 0)
    turned = (plan - 1 + list(_COUNTS).index(kind) * 5) % others
    return turned * wanted // others != (turned + 1) * wanted // others
