"""Rummet bestemmer: the rules one by one, and the property that nothing is shown that somebody present may not see."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_rooms import (
    CONSENTS,
    FRAMED,
    PEOPLE,
    ROOMS,
    ROOMS_OF_A_PLAN,
    SKETCHED,
    STROKE,
    THINGS,
    Told,
    Yes,
    may_see,
    written,
)
from app.clock import FixedClock
from app.domain import ITEM_TYPES
from app.domain.actor import ACTOR, Actor, ActorSort
from app.domain.consent import CONSENT, Consent, Given
from app.domain.goal import GOAL
from app.domain.item import Audience, Item, ItemType
from app.domain.life_area import LifeArea
from app.domain.meeting import PARTICIPATION, Attendance, Meeting, Participation
from app.domain.plan import PLAN, Plan
from app.ids import plan_of
from app.operations.consents import give_consent, withdraw_consent
from app.operations.items import add_item
from app.operations.meetings import attend, begin_meeting
from app.queries.board import board_view
from app.queries.consents import consents
from app.queries.minutes import minutes
from app.queries.plan_list import plan_list
from app.queries.privacy import Barrier, barriers, hidden_in_meeting, room_of
from app.queries.shared import shared
from app.queries.snapshot import plan_snapshot
from app.store.store import Store
from app.texts import mark
from builders import NOON, a_store
from plans import an_item

TODAY = NOON.date()
PLANS = (10_000 if settings.get_current_profile_name() == "soak" else 160) // ROOMS_OF_A_PLAN


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
    citizen, meetings = written(many, things, people, rooms, said)

    for meeting, attendances in zip(meetings, rooms, strict=True):
        shown = _all_that_is_shown(many, citizen, meeting)

        present = [place for place, attendance in enumerate(attendances) if attendance is Attendance.PRESENT]
        for place, thing in enumerate(things):
            seen = all(may_see(place, thing, actor, people, said) for actor in (None, *present))
            assert (f"ting{place}." in shown) is seen
            assert (f"uenig{place}." in shown) is (seen and thing.is_objected_to)
        loose = all(may_see(-1, SKETCHED, actor, people, said) for actor in (None, *present))
        assert ("løs." in shown, STROKE in shown) == (loose, loose)
        assert ("ramme." in shown) is all(may_see(-1, FRAMED, actor, people, said) for actor in (None, *present))
        assert "her og nu." in shown
        assert "etiket." not in shown


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


def test_with_whom_an_item_is_shared_is_named_while_the_consent_stands(
    store: Store, citizen: str, plan: dict[str, str]
) -> None:
    give = partial(give_consent, store, citizen=citizen, given=Given.WRITTEN, items=[plan["søvn"]])
    give(actors=[plan["anne"]], until="2026-11-23")
    kept = give(actors=[plan["skole"], plan["per"]])
    before = _shared(store, citizen)
    with store.reader() as reader:
        withdrawn = next(each for each in reader.all(CONSENT, citizen=citizen) if each.id == kept)
    withdraw_consent(store, withdrawn)

    assert before == {plan["søvn"]: ("Skolen", "Per")}
    assert _shared(store, citizen) == {}


def test_a_consent_for_the_whole_plan_marks_no_item_and_is_said_where_consents_are(
    store: Store, citizen: str, plan: dict[str, str]
) -> None:
    with store.transact(mark("act", "Giv samtykke"), citizen=citizen) as act:
        act.put(CONSENT, Consent(actors=(plan["anne"],), given=Given.WRITTEN, given_at=act.now))
    whole = _shared(store, citizen)
    give_consent(store, citizen=citizen, items=[plan["søvn"]], actors=[plan["per"]], given=Given.WRITTEN)
    with store.reader() as reader:
        told = consents(reader, citizen=citizen, today=TODAY)

    assert (whole, set(_shared(store, citizen)[plan["søvn"]])) == ({}, {"Anne", "Per"})
    assert told.shared[plan["møde"]] == ("Anne",)
    assert ("Hele planen",) in [each.items for each in told.given]


def test_who_can_have_heard_a_consent_are_those_who_are_there_first_then_those_who_were_asked(
    store: Store, citizen: str
) -> None:
    held = begin_meeting(store, citizen=citizen)
    for name in (Attendance.INVITED, Attendance.ABSENT, Attendance.PRESENT):
        actor = add_item(store, citizen=citizen, type=ItemType.ACTOR, title=name.value)
        attend(store, meeting=cast("Meeting", an_item(store, held)), actor=actor, attendance=name)
    with store.reader() as reader:
        found = consents(reader, citizen=citizen, today=TODAY, meeting=held)

    assert found.heard == ("present", "invited")


def test_what_is_for_professionals_only_is_shared_by_no_consent(
    store: Store, citizen: str, plan: dict[str, str]
) -> None:
    give_consent(store, citizen=citizen, items=[plan["søvn"]], actors=[plan["anne"]], given=Given.WRITTEN)
    with store.transact(mark("act", "Kun for os"), citizen=citizen) as act:
        act.edit(an_item(store, plan["søvn"]), audience=Audience.PROFESSIONALS)

    assert _shared(store, citizen) == {}


def _shared(store: Store, citizen: str) -> dict[str, tuple[str, ...]]:
    with store.reader() as reader:
        items = cast("list[Item]", reader.all(*ITEM_TYPES, citizen=citizen))
        names = {each.id: each.title for each in items}
        return shared(reader, items, citizen=citizen, today=TODAY, names=names)


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
    with store.reader() as reader:
        found = consents(reader, citizen=citizen, today=TODAY, meeting=plan["møde"])
    assert {"Anne", "Per"} <= {name for _, name in found.actors}
    assert "Karen Holm" not in (*found.heard, *(name for _, name in found.actors))


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
