"""Any room: plans drawn by chance, meetings with all sorts of people, and in the plainest words who may see what."""

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from app.clock import FixedClock
from app.domain import ITEM_TYPES
from app.domain.actor import ACTOR, Actor, ActorSort
from app.domain.connector import CONNECTOR, Connector
from app.domain.consent import CONSENT, Consent, Given
from app.domain.disagreement import DISAGREEMENT, Disagreement
from app.domain.drawing import FRAME, INK, LABEL, Frame, Ink, Label
from app.domain.item import Audience, ItemType
from app.domain.life_area import LifeArea
from app.domain.meeting import MEETING, PARTICIPATION, Attendance, Meeting, Participation
from app.ids import main_board_of
from app.store.store import Store
from app.store.transaction import USER
from app.texts import mark
from builders import a_citizen

AREAS = (None, LifeArea.WORK, LifeArea.HOME, LifeArea.MOOD, LifeArea.HABITS)
HEALTH = {LifeArea.MOOD, LifeArea.HABITS}
OLD, NEW = "2026-11-01", "2026-12-31"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing of a plan as it is drawn up: `owner` is the place of the actor who sees to it, if any."""

    kind: ItemType
    compartment: str
    audience: Audience | None
    area: LifeArea | None
    owner: int | None
    is_said_here: bool
    is_objected_to: bool


@dataclass(frozen=True, slots=True)
class Yes:
    """One consent: which things (none: the whole plan), which actors, and whether it stands."""

    things: frozenset[int]
    actors: frozenset[int]
    state: str


THINGS = st.builds(
    Told,
    kind=st.sampled_from([ItemType.GOAL, ItemType.CONCERN, ItemType.AGREEMENT, ItemType.IDEA, ItemType.WISH]),
    compartment=st.sampled_from(["plan", "plan", "plan", "area:social", USER]),
    audience=st.sampled_from([None, None, Audience.PROFESSIONALS]),
    area=st.sampled_from(AREAS),
    owner=st.none() | st.integers(0, 3),
    is_said_here=st.booleans(),
    is_objected_to=st.booleans(),
)
CONSENTS = st.builds(
    Yes,
    things=st.frozensets(st.integers(0, 4), max_size=2),
    actors=st.frozensets(st.integers(0, 3), min_size=1, max_size=2),
    state=st.sampled_from(["stands", "withdrawn", "over"]),
)
ACTORS = 4
PEOPLE = st.lists(st.tuples(st.sampled_from([None, *ActorSort]), st.booleans()), min_size=ACTORS, max_size=ACTORS)
ROOMS_OF_A_PLAN = 4
"""Writing a plan takes most of the time, so that each is looked at from several rooms."""
SKETCHED = Told(ItemType.IDEA, "plan", None, LifeArea.MOOD, None, is_said_here=False, is_objected_to=False)
"""What stands on the board outside of all cards is kept as what tells of health: nobody can know what it is about."""
FRAMED = replace(SKETCHED, area=None)
ATTENDANCES = st.lists(st.sampled_from([None, *Attendance]), min_size=ACTORS, max_size=ACTORS)
ROOMS = st.lists(ATTENDANCES, min_size=ROOMS_OF_A_PLAN, max_size=ROOMS_OF_A_PLAN)


STROKE = "#fe12ab"
"""The colour of the one stroke: by it what is painted tells whether the stroke was."""


def may_see(place: int, thing: Told, actor: int | None, people: list[Any], said: list[Yes]) -> bool:
    """Say in the plainest words who may see what: an actor by place, None for the citizen."""
    if thing.compartment != "plan" or thing.audience is not None:
        return False
    if actor is None or thing.owner == actor or thing.is_said_here:
        return True
    sort, is_contact = people[actor]
    is_private = sort is ActorSort.PRIVATE
    standing = [each for each in said if each.state == "stands"]
    is_named = any(place in each.things and actor in each.actors for each in standing)
    if is_named or (is_contact and not is_private):
        return True
    if is_private and thing.owner is not None and people[thing.owner][0] is ActorSort.PRIVATE:
        return False
    has_all = any(not each.things and actor in each.actors for each in standing)
    ended = [each for each in said if each.state != "stands" and actor in each.actors]
    is_taken_back = any(not each.things or place in each.things for each in ended)
    is_for_others = any(place in each.things for each in standing)
    return has_all or not (is_taken_back or is_for_others or thing.area in HEALTH)


def written(
    store: Store, things: list[Told], people: list[Any], rooms: list[Any], said: list[Yes]
) -> tuple[str, list[str]]:
    """Write the plan, then begin a meeting for each room, then what is said in all; return citizen and meetings."""
    clock = store.clock
    assert isinstance(clock, FixedClock)
    citizen = a_citizen(store)
    with store.transact(mark("act", "Før"), citizen=citizen) as act:
        actors = [
            act.put(ACTOR, Actor(title=f"aktør{place}.", sort=sort, is_contact=is_contact or None))
            for place, (sort, is_contact) in enumerate(people)
        ]
        ids = {place: _put(act, each, place, actors) for place, each in enumerate(things) if not each.is_said_here}
        board = main_board_of(citizen)
        act.put(LABEL, Label(board=board, text="etiket.", x=0, y=0), compartment="area:social")
        act.put(LABEL, Label(board=board, text="løs.", x=0, y=0))
        act.put(INK, Ink(board=board, stroke=(0, 0, 10, 10), colour=STROKE))
        act.put(FRAME, Frame(board=board, title="ramme.", x=0, y=0, width=10, height=10))
    clock.advance(seconds=1)
    with store.transact(mark("act", "Under"), citizen=citizen) as act:
        held = [_begun(act, actors, attendances) for attendances in rooms]
        ids |= {place: _put(act, each, place, actors) for place, each in enumerate(things) if each.is_said_here}
        act.put(LABEL, Label(board=board, text="her og nu.", x=0, y=0))
        for each in said:
            act.put(CONSENT, _consent(each, ids, actors, now=act.now))
    return citizen, held


def _begun(act: Any, actors: list[str], attendances: list[Attendance | None]) -> str:
    held = str(act.put(MEETING, Meeting(title="Møde", starts_at="2026-11-24T13:00", begun_at=act.now)))
    for actor, attendance in zip(actors, attendances, strict=True):
        if attendance is not None:
            act.put(PARTICIPATION, Participation(meeting=held, actor=actor, attendance=attendance))
    return held


def _put(act: Any, thing: Told, place: int, actors: list[str]) -> str:
    kind = next(each for each in ITEM_TYPES if each.type == thing.kind)
    owner = actors[thing.owner] if thing.owner is not None else None
    item = kind.record(
        title=f"ting{place}.", words=f"ting{place}.", life_area=thing.area, audience=thing.audience, responsible=owner
    )
    made = str(act.put(kind, item, compartment=thing.compartment))
    act.put(CONNECTOR, Connector(source=actors[0], target=made))
    if thing.is_objected_to:
        act.put(DISAGREEMENT, Disagreement(item=made, words=f"uenig{place}."))
    return made


def _consent(told: Yes, ids: dict[int, str], actors: list[str], *, now: str) -> Consent:
    return Consent(
        items=tuple(ids[each] for each in told.things),
        actors=tuple(actors[each] for each in told.actors),
        given=Given.WRITTEN,
        given_at=now,
        until=OLD if told.state == "over" else NEW,
        withdrawn_at=now if told.state == "withdrawn" else None,
    )
