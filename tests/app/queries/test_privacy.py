"""Rummet bestemmer: the rules one by one, and the property that nothing is shown that somebody present may not see."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import FixedClock
from app.domain import ITEM_TYPES
from app.domain.actor import ACTOR, Actor, ActorSort
from app.domain.connector import CONNECTOR, Connector
from app.domain.consent import CONSENT, Consent, Given
from app.domain.disagreement import DISAGREEMENT, Disagreement
from app.domain.drawing import FRAME, INK, LABEL, Frame, Ink, Label
from app.domain.goal import GOAL
from app.domain.item import Audience, Item, ItemType
from app.domain.life_area import LifeArea
from app.domain.meeting import MEETING, PARTICIPATION, Attendance, Meeting, Participation
from app.domain.plan import PLAN, Plan
from app.ids import main_board_of, plan_of
from app.operations.consents import give_consent, withdraw_consent
from app.operations.items import add_item
from app.operations.meetings import begin_meeting
from app.queries.board import board_view
from app.queries.consents import consents
from app.queries.minutes import minutes
from app.queries.plan_list import plan_list
from app.queries.privacy import Barrier, barriers, hidden_in_meeting, room_of
from app.queries.snapshot import plan_snapshot
from app.store.store import Store
from app.store.transaction import USER
from app.texts import mark
from builders import NOON, a_citizen, a_store
from plans import an_item

TODAY = NOON.date()
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
PLANS = (10_000 if settings.get_current_profile_name() == "soak" else 160) // ROOMS_OF_A_PLAN
SKETCHED = Told(ItemType.IDEA, "plan", None, LifeArea.MOOD, None, is_said_here=False, is_objected_to=False)
"""What stands on the board outside of all cards is kept as what tells of health: nobody can know what it is about."""
FRAMED = replace(SKETCHED, area=None)
ATTENDANCES = st.lists(st.sampled_from([None, *Attendance]), min_size=ACTORS, max_size=ACTORS)
ROOMS = st.lists(ATTENDANCES, min_size=ROOMS_OF_A_PLAN, max_size=ROOMS_OF_A_PLAN)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One local copy for all examples of the property; each has a citizen of its own."""
    folder: Path = tmp_path_factory.mktemp("rooms")
    with a_store(folder, clock=FixedClock(NOON)) as store:
        yield store


@pytest.mark.timeout(7_200)
@settings(max_examples=PLANS)
@given(things=st.lists(THINGS, min_size=5, max_size=5), people=PEOPLE, rooms=ROOMS, said=st.lists(CONSENTS, max_size=3))
def test_nothing_is_in_the_meeting_that_anyone_present_may_not_see(
    many: Store, things: list[Told], people: list[Any], rooms: list[Any], said: list[Yes]
) -> None:
    citizen, meetings = _written(many, things, people, rooms, said)

    for meeting, attendances in zip(meetings, rooms, strict=True):
        shown = _all_that_is_shown(many, citizen, meeting)

        present = [place for place, attendance in enumerate(attendances) if attendance is Attendance.PRESENT]
        for place, thing in enumerate(things):
            seen = all(_may_see(place, thing, actor, people, said) for actor in (None, *present))
            assert (f"ting{place}." in shown) is seen
            assert (f"uenig{place}." in shown) is (seen and thing.is_objected_to)
        loose = all(_may_see(-1, SKETCHED, actor, people, said) for actor in (None, *present))
        assert ("løs." in shown, "streg." in shown) == (loose, loose)
        assert ("ramme." in shown) is all(_may_see(-1, FRAMED, actor, people, said) for actor in (None, *present))
        assert "her og nu." in shown
        assert "etiket." not in shown


def _may_see(place: int, thing: Told, actor: int | None, people: list[Any], said: list[Yes]) -> bool:
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


def _written(
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
        act.put(INK, Ink(board=board, stroke=(0, 0, 10, 10), colour="streg."))
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


def _all_that_is_shown(store: Store, citizen: str, meeting: str) -> str:
    """Return everything that any face of the meeting is handed, as one text."""
    asked: dict[str, Any] = {"citizen": citizen, "today": TODAY, "meeting": meeting}
    with store.reader() as reader:
        told = minutes(reader, meeting=meeting, today=TODAY)
        return repr((board_view(reader, **asked), plan_list(reader, **asked), consents(reader, **asked), told))


def _barriers(store: Store, citizen: str, meeting: str | None, identity: str) -> dict[str | None, Barrier]:
    with store.reader() as reader:
        room = room_of(reader, citizen=citizen, meeting=meeting, today=TODAY)
        thing = reader.record(identity)
    assert thing is not None
    return barriers(thing, room)


@pytest.fixture
def plan(store: Store, citizen: str) -> dict[str, str]:
    """A meeting with a sister, a brother and a teacher present, and things of several kinds in the plan."""
    store_clock = store.clock
    assert isinstance(store_clock, FixedClock)
    with store.transact(mark("act", "Plan"), citizen=citizen) as act:
        made = {
            "anne": act.put(ACTOR, Actor(title="Anne", sort=ActorSort.PRIVATE)),
            "per": act.put(ACTOR, Actor(title="Per", sort=ActorSort.PRIVATE)),
            "skole": act.put(ACTOR, Actor(title="Skolen", sort=ActorSort.ORGANISATION)),
        }
        made["mål"] = act.put(_kind(ItemType.GOAL), _item(ItemType.GOAL, "Et job"))
        made["søvn"] = act.put(_kind(ItemType.GOAL), _item(ItemType.GOAL, "Sove", life_area=LifeArea.SLEEP))
        made["pers"] = act.put(
            _kind(ItemType.AGREEMENT), _item(ItemType.AGREEMENT, "Per betaler", responsible=made["per"])
        )
    store_clock.advance(hours=1)
    made["møde"] = begin_meeting(store, citizen=citizen)
    with store.transact(mark("act", "Hvem er til stede"), citizen=citizen) as act:
        for name in ("anne", "per", "skole"):
            part = Participation(meeting=made["møde"], actor=made[name], attendance=Attendance.PRESENT)
            act.put(PARTICIPATION, part)
    return made


def _kind(item_type: ItemType) -> Any:
    return next(each for each in ITEM_TYPES if each.type == item_type)


def _item(item_type: ItemType, title: str, **fields: Any) -> Item:
    made = _kind(item_type).record(title=title, **fields)
    assert isinstance(made, Item)
    return made


def test_what_is_ordinary_is_seen_by_all_at_the_table(store: Store, citizen: str, plan: dict[str, str]) -> None:
    assert _barriers(store, citizen, plan["møde"], plan["mål"]) == {}


def test_what_tells_of_health_waits_for_a_yes_to_each_who_is_there(
    store: Store, citizen: str, plan: dict[str, str]
) -> None:
    before = _barriers(store, citizen, plan["møde"], plan["søvn"])
    give_consent(store, citizen=citizen, items=[plan["søvn"]], actors=[plan["anne"], plan["per"]], given=Given.WRITTEN)

    assert before == dict.fromkeys((plan["anne"], plan["per"], plan["skole"]), Barrier.CONSENT)
    assert _barriers(store, citizen, plan["møde"], plan["søvn"]) == {plan["skole"]: Barrier.CONSENT}


def test_the_matter_of_one_relative_is_not_for_another(store: Store, citizen: str, plan: dict[str, str]) -> None:
    assert _barriers(store, citizen, plan["møde"], plan["pers"]) == {plan["anne"]: Barrier.FAMILY}


def test_a_consent_taken_back_hides_at_once(store: Store, citizen: str, plan: dict[str, str]) -> None:
    made = give_consent(store, citizen=citizen, items=[plan["mål"]], actors=[plan["skole"]], given=Given.WRITTEN)
    with store.reader() as reader:
        consent = reader.get(CONSENT, made)
    assert consent is not None

    withdraw_consent(store, consent)

    assert _barriers(store, citizen, plan["møde"], plan["mål"]) == {plan["skole"]: Barrier.CONSENT}


def test_a_thing_the_citizen_has_named_people_for_is_for_them_alone(
    store: Store, citizen: str, plan: dict[str, str]
) -> None:
    give_consent(store, citizen=citizen, items=[plan["mål"]], actors=[plan["skole"]], given=Given.WRITTEN)

    assert set(_barriers(store, citizen, plan["møde"], plan["mål"])) == {plan["anne"], plan["per"]}


def test_somebody_who_comes_late_sees_what_was_written_at_the_meeting_and_nothing_more_of_before(
    store: Store, citizen: str, plan: dict[str, str]
) -> None:
    clock = store.clock
    assert isinstance(clock, FixedClock)
    clock.advance(minutes=10)
    said = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Sove igennem", life_area=LifeArea.SLEEP)
    clock.advance(minutes=10)
    with store.transact(mark("act", "Kommer til"), citizen=citizen) as act:
        late = act.put(ACTOR, Actor(title="Lægen", sort=ActorSort.PROFESSIONAL))
        act.put(PARTICIPATION, Participation(meeting=plan["møde"], actor=late, attendance=Attendance.PRESENT))

    assert late not in _barriers(store, citizen, plan["møde"], said)
    assert _barriers(store, citizen, plan["møde"], plan["søvn"])[late] is Barrier.CONSENT


def test_the_coordinator_of_the_plan_reads_it_by_right(store: Store, citizen: str, plan: dict[str, str]) -> None:
    with store.reader() as reader:
        held = reader.get(PLAN, plan_of(citizen))
    assert isinstance(held, Plan)
    with store.transact(mark("act", "Ret planen"), citizen=citizen) as act:
        act.edit(held, coordinator=plan["skole"])

    assert set(_barriers(store, citizen, plan["møde"], plan["søvn"])) == {plan["anne"], plan["per"]}


def test_the_citizens_own_card_is_the_citizen(store: Store, citizen: str, plan: dict[str, str]) -> None:
    with store.transact(mark("act", "Borgeren selv"), citizen=citizen) as act:
        oneself = act.put(ACTOR, Actor(title="Karen Holm", sort=ActorSort.PRIVATE))
        act.put(PARTICIPATION, Participation(meeting=plan["møde"], actor=oneself, attendance=Attendance.PRESENT))

    assert oneself not in _barriers(store, citizen, plan["møde"], plan["søvn"])


def test_without_a_meeting_the_citizen_alone_decides_what_is_shown(
    store: Store, citizen: str, plan: dict[str, str]
) -> None:
    with store.transact(mark("act", "Kun for os"), citizen=citizen) as act:
        act.edit(an_item(store, plan["mål"]), audience=Audience.PROFESSIONALS)

    with store.reader() as reader:
        goal = reader.all(GOAL, citizen=citizen)
        hidden = hidden_in_meeting(reader, goal, citizen=citizen, meeting=None, today=TODAY)
    assert hidden == {plan["mål"]}


def test_what_is_for_professionals_is_not_printed_for_the_citizen(
    store: Store, citizen: str, plan: dict[str, str]
) -> None:
    with store.transact(mark("act", "Kun for os"), citizen=citizen) as act:
        act.edit(an_item(store, plan["mål"]), audience=Audience.PROFESSIONALS)

    with store.reader() as reader:
        snapshot = plan_snapshot(reader, citizen=citizen, today=TODAY)
    assert "Et job" not in repr(snapshot)
