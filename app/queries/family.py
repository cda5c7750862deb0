"""Familien: the plans of those who belong together, each in a lane of its own on one time axis. Nothing is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Any, cast

from app.domain.actor import ACTOR
from app.domain.agreement import AGREEMENT
from app.domain.board import Axis, Board
from app.domain.citizen import CITIZEN, RELATIVE, Citizen, Relative
from app.domain.days import is_over
from app.domain.goal import GOAL, SUBGOAL
from app.domain.idea import IDEA
from app.domain.intervention import INTERVENTION
from app.domain.item import Item
from app.domain.meeting import MEETING, Meeting
from app.domain.values import OVER
from app.domain.wish import WISH
from app.ids import main_board_of
from app.queries.access import access
from app.queries.board import BoardsUpdate, BoardView, CardView, difference, kept, piece_of, reading_order
from app.queries.caseload import CaseloadPage, caseload, name_of
from app.queries.layout import beside
from app.queries.tells.hours import at_same_hours
from app.queries.tells.meetings import clashing
from app.queries.tells.tell import called
from app.queries.words import day_in_words
from app.store import moves
from app.store.reader import Reader
from app.texts import mark, say

SHOWN = (IDEA, WISH, GOAL, SUBGOAL, INTERVENTION, AGREEMENT, MEETING)
"""What is shown of a plan: what is wanted, done and agreed; people stand in the plan itself."""
_PROTECTED = mark("family", "{name} · beskyttet")
_MEETINGS = mark("family", "På samme tid {day}: «{title}» ({name}) og «{other}» ({other_name}).")
_CLOSE = mark("family", "Under en halv time imellem {day}: «{title}» ({name}) og «{other}» ({other_name}).")
_HOURS = mark("family", "De samme timer hver uge: «{title}» ({name}) og «{other}» ({other_name}).")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One whose plan is shown; `relation` says so in the plan where the family was chosen, None for its citizen.

    `label` is the name, and that it is protected.
    """

    citizen: str
    name: str
    label: str
    relation: Relative | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two cards of two members that take the same time, and in words when."""

    cards: tuple[str, str]
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyView(BoardView):
    """The lanes of a family.

    `unopened` are members whose plans wait for their look-up to be written; `unseen` counts those whose plans this user
    does not write in.
    """

    members: tuple[Member, ...] = ()
    unopened: tuple[str, ...] = ()
    unseen: int = 0
    clashes: tuple[Clash, ...] = ()

    def member(self, citizen: str | None) -> Member | None:
        """Return the member who is *citizen*."""
        return next((each for each in self.members if each.citizen == citizen), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Here:
    """Who asks, and when."""

    reader: Reader
    login: str
    now: datetime

    def person(self, citizen: str) -> Citizen | None:
        """Return *citizen* where this user writes in that plan."""
        found = self.reader.get(CITIZEN, citizen)
        if found is None or found.deleted:
            return None
        right = access(self.reader, citizen=citizen, login=self.login, now=self.now)
        return found if right.is_writable else None


def family_view(
    reader: Reader, *, citizen: str, opened: frozenset[str], login: str, now: datetime, today: date
) -> FamilyView:
    """Return the plans of *citizen* and the family beside each other; of others only those in *opened* are read."""
    here = _Here(reader=reader, login=login, now=now)
    relations = _relations(reader, citizen, today=today)
    people = {each: found for each in (citizen, *relations) if (found := here.person(each)) is not None}
    members = [
        Member(citizen=each, name=name_of(found), label=_label(found), relation=relations.get(each))
        for each, found in people.items()
        if each == citizen or each in opened
    ]
    plans = {each.citizen: _standing(reader, each.citizen, today=today) for each in members}
    pieces = {whose: [replace(piece_of(item), area=None) for item in plan] for whose, plan in plans.items()}
    layout = beside(pieces, today=today)
    names = {each.citizen: each.name for each in members}
    lanes = tuple(replace(lane, name=each.label) for lane, each in zip(layout.lanes, members, strict=True))
    cards = (
        CardView(item, layout.spots[item.id], responsible=actors.get(item.responsible or ""))
        for whose, plan in plans.items()
        for actors in [_actors(reader, whose)]
        for item in plan
    )
    return FamilyView(
        board=Board(id=main_board_of(citizen), citizen=citizen, is_main=True, axis=Axis.TIME),
        citizen=citizen,
        today=today,
        cards=tuple(sorted(cards, key=reading_order(layout))),
        lanes=lanes,
        axis=layout.axis,
        members=tuple(members),
        unopened=tuple(each for each in people if each not in names),
        unseen=sum(each not in people for each in relations),
        clashes=tuple(_clashes(plans, names, today=today)),
    )


def family_update(reader: Reader, *, before: BoardView | None, **asked: Any) -> BoardsUpdate:
    """Return what `family_view` is asked for, and the things that differ from *before* (None: all)."""
    after: BoardView = family_view(reader, **asked)
    if before is None:
        return after, None, ()
    after = kept(before, after)
    return after, None if before.today != after.today else difference(before, after), ()


def possible_family(
    reader: Reader, *, citizen: str, login: str, now: datetime, today: date, asked: str = ""
) -> CaseloadPage:
    """Return those found by *asked* who can be chosen: whose plans this user writes in, and who are not family yet.

    Where they live is left out: that two live together is not asked for.
    """
    here = _Here(reader=reader, login=login, now=now)
    chosen = {citizen, *_relations(reader, citizen, today=today)}
    page = caseload(reader, asked=asked)
    rows = (each for each in page.rows if each.id not in chosen and here.person(each.id))
    return CaseloadPage(rows=tuple(replace(each, address="") for each in rows))


def _relations(reader: Reader, citizen: str, *, today: date) -> dict[str, Relative]:
    """Return who is family of *citizen*: those named by id, each as who that turned out to be."""
    found: dict[str, Relative] = {}
    for each in reader.all(RELATIVE, citizen=citizen):
        if each.related is not None and not (each.end and is_over(each.end, today=today)):
            found.setdefault(moves.survivor(reader, each.related) or each.related, each)
    found.pop(citizen, None)
    return found


def _label(person: Citizen) -> str:
    name = name_of(person)
    return say(_PROTECTED, name=name) if person.protected else name


def _standing(reader: Reader, citizen: str, *, today: date) -> list[Item]:
    items = cast("list[Item]", reader.all(*SHOWN, citizen=citizen))
    return [each for each in items if each.state not in OVER and not _is_past_meeting(each, today)]


def _is_past_meeting(item: Item, today: date) -> bool:
    if not isinstance(item, Meeting):
        return False
    return item.closed_at is not None or (item.starts_at is not None and item.starts_at[:10] < today.isoformat())


def _actors(reader: Reader, citizen: str) -> dict[str, str | None]:
    return {each.id: each.title for each in reader.all(ACTOR, citizen=citizen)}


def _clashes(plans: Mapping[str, Sequence[Item]], names: Mapping[str, str], *, today: date) -> Iterable[Clash]:
    """Yield what of two members takes the same time: meetings by day, then hours of the week."""
    items = list(chain.from_iterable(plans.values()))
    for one, other in clashing(items, today=today):
        if one.meeting.citizen != other.meeting.citizen:
            words = _MEETINGS if other.starts < one.ends else _CLOSE
            day = day_in_words(other.starts.isoformat(timespec="minutes"))
            yield _clash(words, one.meeting, other.meeting, names, day=day)
    for does, meanwhile in at_same_hours(items, today=today):
        if does.citizen != meanwhile.citizen:
            yield _clash(_HOURS, does, meanwhile, names)


def _clash(words: str, one: Item, other: Item, names: Mapping[str, str], **said: str) -> Clash:
    name, other_name = (names[each.citizen or ""] for each in (one, other))
    line = say(words, title=called(one), name=name, other=called(other), other_name=other_name, **said)
    return Clash(cards=(one.id, other.id), line=line)
