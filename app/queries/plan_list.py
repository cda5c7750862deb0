"""The plan as a list: the full equal of the board, grouped by kind or by life area."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import cast

from app.domain import ITEM_TYPES
from app.domain.connector import CONNECTOR, Connector, Meaning
from app.domain.days import is_over
from app.domain.disagreement import DISAGREEMENT, Disagreement
from app.domain.item import Item, ItemType
from app.domain.life_area import LIFE_AREAS, LifeArea
from app.domain.meeting import MEETING
from app.domain.plan import PLAN, Plan
from app.domain.values import OVER
from app.ids import plan_of
from app.queries.awaits import awaiting
from app.queries.meetings import last_held
from app.queries.privacy import hidden_in_meeting
from app.queries.shared import shared
from app.queries.words import item_title, near_day
from app.store.reader import Reader
from app.texts import Text, mark, say

_DATES = {
    ItemType.GOAL: "due",
    ItemType.SUBGOAL: "due",
    ItemType.AGREEMENT: "due",
    ItemType.INTERVENTION: "start",
    ItemType.MEETING: "starts_at",
}
_BENEATH = frozenset({ItemType.SUBGOAL, ItemType.INTERVENTION, ItemType.AGREEMENT})
_GOALS = frozenset({ItemType.GOAL, ItemType.SUBGOAL})
PEOPLE_DO_IT = _BENEATH | _GOALS
"""What somebody is responsible for, and what has a state."""
_DEEPEST = 3


class Grouping(StrEnum):
    """What the list is grouped by."""

    KIND = "kind"
    LIFE_AREA = "life_area"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line of an item as it is read from there: in words, and what lies at its other end."""

    connector: Connector
    other: str
    title: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One item; `depth` is how far it stands beneath another, `day` its date in words, `shared` with whom.

    `awaits` tells that whoever is responsible was not at the meeting where it was agreed, and has not said yes.
    """

    item: Item
    depth: int = 0
    responsible: str = ""
    day: str = ""
    is_late: bool = False
    objection: Disagreement | None = None
    lines: tuple[LineRow, ...] = ()
    shared: tuple[str, ...] = ()
    awaits: bool = False

    @property
    def disagreement(self) -> str:
        """What the citizen objects to it, in the citizen's words."""
        return (self.objection and self.objection.words) or ""

    @property
    def is_over(self) -> bool:
        """Tell whether the item is done or stopped."""
        return self.item.state in OVER


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGroup:
    """Rows under one heading; what is written at its foot becomes an item of `adds` in `life_area`."""

    id: str
    label: Text
    adds: ItemType
    life_area: LifeArea | None = None
    rows: tuple[PlanRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanList:
    """The whole list; `actors` are (id, name) of those who can be responsible."""

    citizen: str
    today: date
    grouping: Grouping
    plan: Plan | None = None
    groups: tuple[PlanGroup, ...] = ()
    actors: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> tuple[PlanRow, ...]:
        """All rows in reading order."""
        return tuple(row for group in self.groups for row in group.rows)


_KINDS: tuple[tuple[ItemType, Text, tuple[ItemType, ...]], ...] = (
    (ItemType.WISH, mark("plan list", "Ønsker"), (ItemType.WISH,)),
    (ItemType.GOAL, mark("plan list", "Mål"), (ItemType.GOAL, ItemType.SUBGOAL)),
    (ItemType.INTERVENTION, mark("plan list", "Indsatser uden mål"), (ItemType.INTERVENTION,)),
    (ItemType.AGREEMENT, mark("plan list", "Aftaler uden mål"), (ItemType.AGREEMENT,)),
    (ItemType.STRENGTH, mark("plan list", "Styrker"), (ItemType.STRENGTH,)),
    (ItemType.CONCERN, mark("plan list", "Bekymringer"), (ItemType.CONCERN,)),
    (ItemType.ACTOR, mark("plan list", "Aktører"), (ItemType.ACTOR,)),
    (ItemType.MEETING, mark("plan list", "Møder"), (ItemType.MEETING,)),
    (ItemType.IDEA, mark("plan list", "Ikke sorteret"), (ItemType.IDEA,)),
)
"""The groups with what is added in each; any further type of item is a group of its own before the last."""
_GROUPED = {each for _, _, types in _KINDS for each in types}
_FURTHER = tuple(
    (ItemType(each.type), each.label, (ItemType(each.type),))
    for each in ITEM_TYPES
    if each.type and each.type not in _GROUPED
)
_UNTITLED = mark("plan list", "Uden titel")
_WAYS: Mapping[Meaning, tuple[Text, Text]] = {
    Meaning.LEADS_TO: (mark("plan list", "Fører til «{title}»"), mark("plan list", "Følger af «{title}»")),
    Meaning.SUPPORTS: (mark("plan list", "Støtter «{title}»"), mark("plan list", "Støttes af «{title}»")),
    Meaning.HINDERS: (mark("plan list", "Modarbejder «{title}»"), mark("plan list", "Modarbejdes af «{title}»")),
    Meaning.RELATES: (
        mark("plan list", "Hænger sammen med «{title}»"), mark("plan list", "Hænger sammen med «{title}»"),
    ),
}  # fmt: skip
"""What a line says at the item where it begins, and at the one where it ends."""
_NOWHERE = mark("plan list", "Uden livsområde")


def plan_list(
    reader: Reader,
    *,
    citizen: str,
    today: date,
    grouping: Grouping = Grouping.KIND,
    meeting: str | None = None,
) -> PlanList:
    """Return the citizen's plan as a list; at a *meeting* what everyone who is there may see."""
    everything = cast("list[Item]", reader.all(*ITEM_TYPES, citizen=citizen))
    hidden = frozenset[str]()
    if meeting is not None:
        hidden = hidden_in_meeting(reader, everything, citizen=citizen, meeting=meeting, today=today)
    items = [each for each in everything if each.id not in hidden]
    connectors = list(reader.all(CONNECTOR, citizen=citizen))
    held = reader.get(MEETING, meeting) if meeting is not None else last_held(everything)
    waiting = awaiting(reader, items, citizen=citizen, held=held, today=today)
    make = _row_maker(reader, items, connectors, citizen=citizen, today=today, waiting=waiting)
    beneath = _beneath(items, connectors)
    groups = _by_kind if grouping is Grouping.KIND else _by_life_area
    actors = [(each.id, each.title) for each in items if each.type is ItemType.ACTOR and each.title]
    return PlanList(
        citizen=citizen,
        today=today,
        grouping=grouping,
        plan=reader.get(PLAN, plan_of(citizen)),
        groups=tuple(groups(items, beneath, make)),
        actors=tuple(actors),
    )


MakeRow = Callable[[Item, int], PlanRow]
Beneath = Mapping[str, Sequence[Item]]


def _row_maker(
    reader: Reader,
    items: Sequence[Item],
    connectors: Iterable[Connector],
    *,
    citizen: str,
    today: date,
    waiting: frozenset[str],
) -> MakeRow:
    names = {each.id: each.title or "" for each in items}
    lines = _lines(items, connectors)
    consented = shared(reader, items, citizen=citizen, today=today, names=names)
    said = {each.item: each for each in reader.all(DISAGREEMENT, citizen=citizen) if each.ended_at is None}

    def make(item: Item, depth: int) -> PlanRow:
        day = getattr(item, _DATES[item.type], None) if item.type in _DATES else None
        is_over = item.state in OVER
        return PlanRow(
            item=item,
            depth=depth,
            responsible=names.get(item.responsible, "") if item.responsible else "",
            day=near_day(day, today=today) if day else "",
            is_late=bool(day) and not is_over and _is_promise(item) and _has_passed(str(day), today),
            objection=said.get(item.id),
            lines=tuple(lines.get(item.id, ())),
            shared=consented.get(item.id, ()),
            awaits=item.id in waiting and item.responsible in names,
        )

    return make


def _lines(items: Iterable[Item], connectors: Iterable[Connector]) -> dict[str, list[LineRow]]:
    """Return the lines of each item, both ways; a line with an end that is not shown is not there."""
    titles = {each.id: item_title(each) or say(_UNTITLED) for each in items}
    found: dict[str, list[LineRow]] = {}
    for line in connectors:
        if line.source not in titles or line.target not in titles:
            continue
        ways = _WAYS[line.meaning or Meaning.RELATES]
        for own, other, way in ((line.source, line.target, ways[0]), (line.target, line.source, ways[1])):
            words = say(way, title=titles[other])
            found.setdefault(own, []).append(LineRow(connector=line, other=other, title=titles[other], words=words))
    return found


def _is_promise(item: Item) -> bool:
    return item.type in (ItemType.GOAL, ItemType.SUBGOAL, ItemType.AGREEMENT)


def _has_passed(day: str, today: date) -> bool:
    return is_over(day[:10], today=today)


def _beneath(items: Sequence[Item], connectors: Iterable[Connector]) -> dict[str, list[Item]]:
    """Return what stands beneath each item: by `part_of`, else by a line between it and a goal, drawn either way."""
    here = {each.id: each for each in items}
    above = {each.id: each.part_of for each in items if each.type in _BENEATH and each.part_of in here}
    for line in connectors:
        source, target = here.get(line.source or ""), here.get(line.target or "")
        if source is None or target is None or line.meaning is Meaning.HINDERS:
            continue
        ways = ((source, target), (target, source))
        step = next(((low, high) for low, high in ways if low.type in _BENEATH and high.type in _GOALS), None)
        if step is not None:
            above.setdefault(step[0].id, step[1].id)
    found: dict[str, list[Item]] = {}
    for each in items:
        parent = above.get(each.id)
        if parent is not None and not _is_above(each.id, parent, above):
            found.setdefault(parent, []).append(each)
    return found


def _is_above(item: str, other: str, above: Mapping[str, str | None]) -> bool:
    """Tell whether *item* stands above *other*, so that nothing stands beneath itself."""
    seen: set[str] = set()
    at: str | None = other
    while at is not None and at not in seen:
        if at == item:
            return True
        seen.add(at)
        at = above.get(at)
    return False


def _by_kind(items: Sequence[Item], beneath: Beneath, make: MakeRow) -> Iterable[PlanGroup]:
    nested = {each.id for group in beneath.values() for each in group}
    for adds, label, types in (*_KINDS[:-1], *_FURTHER, _KINDS[-1]):
        roots = [each for each in items if each.type in types and each.id not in nested]
        rows = [row for root in roots for row in _tree(root, beneath, make, depth=0)]
        yield PlanGroup(id=adds, label=label, adds=adds, rows=tuple(rows))


def _tree(item: Item, beneath: Beneath, make: MakeRow, *, depth: int) -> Iterable[PlanRow]:
    yield make(item, min(depth, _DEEPEST))
    for child in beneath.get(item.id, ()):
        yield from _tree(child, beneath, make, depth=depth + 1)


def _by_life_area(items: Sequence[Item], _beneath_it: Beneath, make: MakeRow) -> Iterable[PlanGroup]:
    for area in LIFE_AREAS:
        rows = tuple(make(each, 0) for each in items if each.life_area is area.area)
        if rows:
            yield PlanGroup(id=area.area, label=area.label, adds=ItemType.IDEA, life_area=area.area, rows=rows)
    loose = tuple(make(each, 0) for each in items if each.life_area is None)
    yield PlanGroup(id="none", label=_NOWHERE, adds=ItemType.IDEA, rows=loose)
