"""Mål and delmål: a state to reach, with a sign and a date (FHIR Goal)."""

from enum import StrEnum

from app.domain.item import ITEM, ITEM_POLICIES, Item, ItemType, item_listing
from app.domain.record import RecordType
from app.domain.values import Day, Level, Title
from app.texts import mark


class Direction(StrEnum):
    """FFB's goal types."""

    DEVELOP = "develop"
    KEEP = "keep"
    LIMIT_LOSS = "limit_loss"


class Goal(Item, frozen=True, kw_only=True):
    """A goal. `sign` is the sign of success in one sentence, `witness` who will see that it succeeded."""

    type: ItemType = ItemType.GOAL
    sign: Title | None = None
    witness: Title | None = None
    start: Day | None = None
    due: Day | None = None
    direction: Direction | None = None
    level_now: Level | None = None
    level_expected: Level | None = None


class SubGoal(Goal, frozen=True, kw_only=True):
    """A step towards the goal that `part_of` names."""

    type: ItemType = ItemType.SUBGOAL


GOAL = RecordType(
    record=Goal,
    kind=ITEM,
    type=ItemType.GOAL,
    label=mark("record", "Mål"),
    listing=item_listing(day="due", searched=("sign",)),
    policies=ITEM_POLICIES,
)

SUBGOAL = RecordType(
    record=SubGoal,
    kind=ITEM,
    type=ItemType.SUBGOAL,
    label=mark("record", "Delmål"),
    listing=item_listing(day="due", searched=("sign",)),
    policies=ITEM_POLICIES,
)
