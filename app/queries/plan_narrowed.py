"""The list of the plan narrowed: by kind, by who is responsible, by state, and by words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain import ITEM_TYPES
from app.domain.item import ItemType
from app.domain.values import State
from app.queries.plan_list import PEOPLE_DO_IT, Grouping, PlanGroup, PlanList, PlanRow
from app.queries.words import item_title
from app.texts import Text, mark

NOBODY = "nobody"
"""Stands where an actor's id stands, for what nobody is responsible for."""
_SEARCHED = {each.type: each.listing.searched for each in ITEM_TYPES}
_ALL_OF_A_KIND: dict[ItemType, Text] = {
    ItemType.INTERVENTION: mark("plan list", "Indsatser"),
    ItemType.AGREEMENT: mark("plan list", "Aftaler"),
}
"""What stands beneath goals in the whole list has a heading of its own in a narrowed one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the plan is wanted; what is empty is not asked about."""

    type: ItemType | None = None
    responsible: str | None = None
    state: State | None = None
    words: str = ""

    @property
    def is_everything(self) -> bool:
        """Tell whether nothing is asked about."""
        return self.type is self.responsible is self.state is None and not self.words.strip()

    def has(self, row: PlanRow, *, is_meeting: bool = False) -> bool:
        """Tell whether *row* is wanted; at a meeting only what is shown is read."""
        item = row.item
        return (
            self.type in (None, item.type)
            and self.state in (None, item.state)
            and (self.responsible is None or self._has_responsible(row))
            and all(word in _text(row, is_meeting=is_meeting) for word in self.words.casefold().split())
        )

    def _has_responsible(self, row: PlanRow) -> bool:
        if self.responsible == NOBODY:
            return row.item.type in PEOPLE_DO_IT and not row.responsible
        return row.item.responsible == self.responsible


def narrowed(plan: PlanList, wanted: Wanted, *, is_meeting: bool = False, keeps: str | None = None) -> PlanList:
    """Return *plan* with the rows that are wanted, none beneath another; *keeps* is an item that stays all the same."""
    if wanted.is_everything:
        return plan
    found = [
        (group, replace(row, depth=0))
        for group in plan.groups
        for row in group.rows
        if row.item.id == keeps or wanted.has(row, is_meeting=is_meeting)
    ]
    groups = [_of_a_kind(group) for group in plan.groups] if plan.grouping is Grouping.KIND else plan.groups
    rows = {each.id: tuple(row for group, row in found if _home(plan, group, row) == each.id) for each in groups}
    return replace(plan, groups=tuple(replace(each, rows=rows[each.id]) for each in groups if rows[each.id]))


def _of_a_kind(group: PlanGroup) -> PlanGroup:
    return replace(group, label=_ALL_OF_A_KIND.get(group.adds, group.label))


def _home(plan: PlanList, group: PlanGroup, row: PlanRow) -> str:
    """Return the group that *row* stands in: by kind that of its own kind, wherever it stood before."""
    if plan.grouping is not Grouping.KIND:
        return group.id
    return ItemType.GOAL if row.item.type is ItemType.SUBGOAL else row.item.type


def _text(row: PlanRow, *, is_meeting: bool) -> str:
    kept: Iterable[str] = () if is_meeting else _SEARCHED.get(row.item.type, ())
    told = [item_title(row.item), row.responsible, *(getattr(row.item, name, None) for name in kept)]
    return " ".join(str(each) for each in told if each).casefold()
