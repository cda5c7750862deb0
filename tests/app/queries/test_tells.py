"""What a plan tells of its own accord: clashes, goals apart, what is overdue or nobody's, and how each is settled."""

from typing import Any

import pytest

from app.clock import FixedClock
from app.domain.connector import CONNECTOR, Meaning
from app.domain.item import ItemType
from app.domain.meeting import MEETING, Attendance
from app.domain.values import State
from app.operations.items import add_item, connect, edit_record
from app.operations.meetings import attend, begin_meeting, close_meeting
from app.operations.telling import keep_quiet
from app.operations.undoing import undo
from app.queries.board import board_view
from app.queries.tells.board import TELLERS, Told, board_tells, plan_tells
from app.queries.tells.tell import Tell, TellKind, Way
from app.store.store import Store
from builders import NOON
from plans import an_item

TODAY = NOON.date()


def told(store: Store, citizen: str) -> Told:
    with store.reader() as reader:
        return plan_tells(reader, citizen=citizen, today=TODAY)


def kinds(store: Store, citizen: str) -> list[str]:
    return [each.kind for each in told(store, citizen).tells]


def the_one(store: Store, citizen: str, kind: TellKind) -> Tell:
    (found,) = [each for each in told(store, citizen).tells if each.kind is kind]
    return found


def settle(store: Store, tell: Tell, place: int = 0) -> None:
    """Do what the button says."""
    settlement = tell.settlements[place]
    assert settlement.record is not None
    edit_record(store, settlement.record, **settlement.fields)


def add(store: Store, citizen: str, kind: ItemType, title: str, **fields: Any) -> str:
    return add_item(store, citizen=citizen, type=kind, title=title, **fields)


def test_an_empty_plan_tells_nothing(store: Store, citizen: str) -> None:
    assert told(store, citizen) == Told()
    assert len(TELLERS) == 10


def test_two_meetings_at_one_hour_are_told_with_place_and_hours_and_the_later_written_one_is_moved(
    store: Store, citizen: str
) -> None:
    first = add(store, citizen, ItemType.MEETING, "Jobcenter", starts_at="2026-12-03T10:00", place="Torvet 2")
    add(
        store, citizen, ItemType.MEETING, "Familieafdelingen",
        starts_at="2026-12-03T10:30", ends_at="2026-12-03T11:15",
    )  # fmt: skip

    tell = the_one(store, citizen, TellKind.MEETINGS)
    assert tell.words == "To møder på samme tid"
    assert tell.line == "«Jobcenter» og «Familieafdelingen» er på samme tid."
    assert tell.why == (
        "«Jobcenter»: 3. december 2026 kl. 10.00 til 11.00, Torvet 2.",
        "«Familieafdelingen»: 3. december 2026 kl. 10.30 til 11.15.",
    )
    settle(store, tell)

    moved = an_item(store, tell.cards[0])
    assert isinstance(moved, MEETING.record)
    assert (moved.starts_at, moved.ends_at) == ("2026-12-03T13:00", "2026-12-03T13:45")
    assert tell.cards[1] == first
    assert kinds(store, citizen) == []
    undo(store, citizen=citizen)
    assert kinds(store, citizen) == [TellKind.MEETINGS]


@pytest.mark.parametrize(
    ("starts_at", "place", "is_told"),
    [
        ("2026-12-03T11:20", "Skolen", True),
        ("2026-12-03T11:20", "torvet 2", False),
        ("2026-12-03T11:30", "Skolen", False),
        ("2026-12-03T00:00", "Skolen", False),
    ],
    ids=["no time to get there", "the same place", "half an hour between", "no hour is known"],
)
def test_there_must_be_time_to_go_from_one_meeting_to_the_next(
    store: Store, citizen: str, starts_at: str, place: str, *, is_told: bool
) -> None:
    add(store, citizen, ItemType.MEETING, "Jobcenter", starts_at="2026-12-03T10:00", place="Torvet 2")
    add(store, citizen, ItemType.MEETING, "Skolen", starts_at=starts_at, place=place)

    assert (kinds(store, citizen) == [TellKind.MEETINGS]) is is_told


def test_meetings_that_are_over_do_not_clash(store: Store, citizen: str) -> None:
    add(store, citizen, ItemType.MEETING, "Da", starts_at="2026-11-03T10:00")
    add(store, citizen, ItemType.MEETING, "Også da", starts_at="2026-11-03T10:00")
    add(store, citizen, ItemType.MEETING, "Aflyst", starts_at="2026-12-03T10:00", state=State.STOPPED)
    add(store, citizen, ItemType.MEETING, "Holder", starts_at="2026-12-03T10:00")

    assert kinds(store, citizen) == []


def test_goals_that_somebody_said_work_against_each_other_are_told_until_they_are_talked_through(
    store: Store, citizen: str
) -> None:
    up = add(store, citizen, ItemType.GOAL, "Være oppe klokken 7")
    work = add(store, citizen, ItemType.GOAL, "Job om aftenen")
    line = connect(store, citizen=citizen, source=work, target=up, meaning=Meaning.HINDERS)

    tell = the_one(store, citizen, TellKind.GOALS)
    assert (tell.words, tell.cards) == ("To mål trækker hver sin vej", (work, up))
    assert tell.why[0] == "En forbindelse på tavlen siger: «Job om aftenen» modarbejder «Være oppe klokken 7»."
    settle(store, tell)

    with store.reader() as reader:
        drawn = reader.get(CONNECTOR, line)
    assert drawn is not None
    assert drawn.meaning is Meaning.RELATES
    assert kinds(store, citizen) == []


def test_what_is_done_for_different_goals_at_the_same_hours_is_told_and_for_one_goal_not(
    store: Store, citizen: str
) -> None:
    job, child = (add(store, citizen, ItemType.GOAL, title) for title in ("Et job", "Trygge morgener"))
    done = {"responsible": job}
    add(store, citizen, ItemType.INTERVENTION, "Morgenhold", frequency="Hverdage kl. 8-11", part_of=job, **done)
    school = add(store, citizen, ItemType.AGREEMENT, "Følge til skole", frequency="mandag 7.30-8.30", **done)
    assert the_one(store, citizen, TellKind.HOURS).why == (
        "«Morgenhold»: Hverdage kl. 8-11, for at nå «Et job».",
        "«Følge til skole»: mandag 7.30-8.30.",
    )

    connect(store, citizen=citizen, source=school, target=child)
    tell = the_one(store, citizen, TellKind.HOURS)
    assert tell.why[1] == "«Følge til skole»: mandag 7.30-8.30, for at nå «Trygge morgener»."
    assert (tell.cards[0], tell.settlements[0].way) == (school, Way.PLAN)

    connect(store, citizen=citizen, source=school, target=job)
    assert kinds(store, citizen) == []


def test_interventions_that_ask_for_more_than_a_week_are_told_once(store: Store, citizen: str) -> None:
    for title, hours in (("Praktik", 25.5), ("Mentor", 2), ("Sprogskole", 15)):
        add(store, citizen, ItemType.INTERVENTION, title, hours=hours, provider="Kommunen")

    tell = the_one(store, citizen, TellKind.HOURS)
    assert tell.line == "Indsatserne tager tilsammen 42,5 timer om ugen."
    assert tell.why[0] == "«Praktik»: 25,5 timer om ugen."
    assert len(tell.cards) == 3


@pytest.mark.parametrize(("place", "state"), [(0, State.DONE), (1, State.STOPPED)], ids=["held", "not held"])
def test_an_overdue_agreement_is_marked_held_or_not(store: Store, citizen: str, place: int, state: State) -> None:
    anne = add(store, citizen, ItemType.ACTOR, "Anne")
    late = add(store, citizen, ItemType.AGREEMENT, "Ringe", due="2026-11-20", responsible=anne)
    add(store, citizen, ItemType.AGREEMENT, "I dag", due="2026-11-24", responsible=anne)

    tell = the_one(store, citizen, TellKind.OVERDUE)
    assert tell.line == "Ringe: skulle være sket 20. november."
    assert tell.why[:2] == ("Fristen var 20. november 2026.", "Anne gør det.")
    settle(store, tell, place)

    assert an_item(store, late).state is state
    assert kinds(store, citizen) == []


def test_what_nobody_sees_to_is_told_until_somebody_does(store: Store, citizen: str) -> None:
    anne = add(store, citizen, ItemType.ACTOR, "Anne")
    agreement = add(store, citizen, ItemType.AGREEMENT, "Skrive")
    add(store, citizen, ItemType.INTERVENTION, "Mentor", provider="Torvet")

    tell = the_one(store, citizen, TellKind.NOBODY)
    settlement = tell.settlements[0]
    assert (tell.cards, settlement.way, settlement.place) == ((agreement,), Way.FIELD, "responsible")

    edit_record(store, an_item(store, agreement), responsible=anne)
    assert kinds(store, citizen) == []


def test_who_was_made_responsible_without_being_there_has_not_answered_until_a_yes_is_written(
    store: Store, citizen: str
) -> None:
    anne, jonas = (add(store, citizen, ItemType.ACTOR, name) for name in ("Anne", "Jonas"))
    add(store, citizen, ItemType.AGREEMENT, "Fra før", responsible=jonas, due="2027-01-01")
    clock = store.clock
    assert isinstance(clock, FixedClock)
    clock.advance(minutes=5)
    held = an_item(store, begin_meeting(store, citizen=citizen))
    assert isinstance(held, MEETING.record)
    attend(store, meeting=held, actor=anne, attendance=Attendance.PRESENT)
    clock.advance(minutes=5)
    add(store, citizen, ItemType.AGREEMENT, "Ringe", responsible=anne, due="2027-01-01")
    away = add(store, citizen, ItemType.AGREEMENT, "Skrive", responsible=jonas, due="2027-01-01")
    assert kinds(store, citizen) == []
    close_meeting(store, an_item(store, held.id))  # type: ignore[arg-type]

    tell = the_one(store, citizen, TellKind.AWAITED)
    assert (tell.cards, tell.words, tell.line) == ((away,), "Afventer svar", "Skrive: Jonas har ikke svaret.")
    assert tell.why[0] == "Jonas blev ansvarlig på mødet 24. november 2026 uden at være med."
    settle(store, tell)

    assert an_item(store, away).agreed_with == (jonas,)
    assert kinds(store, citizen) == []


def test_the_most_urgent_three_cards_bear_a_badge_and_the_rest_is_counted(store: Store, citizen: str) -> None:
    for place in range(4):
        add(store, citizen, ItemType.AGREEMENT, f"Ingens {place}")
    late = add(store, citizen, ItemType.AGREEMENT, "Sen", due="2026-11-20")

    found = told(store, citizen)
    assert [each.kind for each in found.badges] == [TellKind.OVERDUE, TellKind.NOBODY, TellKind.NOBODY]
    assert (found.badges[0].cards, len(found.tells), found.more) == ((late,), 6, 3)


def test_what_is_quiet_comes_again_when_its_facts_change(store: Store, citizen: str) -> None:
    late = add(store, citizen, ItemType.AGREEMENT, "Ringe", due="2026-11-20", responsible=citizen)
    keep_quiet(store, citizen=citizen, keys=[the_one(store, citizen, TellKind.OVERDUE).key])
    assert kinds(store, citizen) == []

    edit_record(store, an_item(store, late), due="2026-11-22")

    assert kinds(store, citizen) == [TellKind.OVERDUE]


def test_a_board_tells_of_what_lies_on_it_as_the_plan_does(store: Store, citizen: str) -> None:
    add(store, citizen, ItemType.AGREEMENT, "Ringe", due="2026-11-20")

    with store.reader() as reader:
        found = board_tells(reader, view=board_view(reader, citizen=citizen, today=TODAY))
    assert found == told(store, citizen)
    assert [each.kind for each in found.tells] == [TellKind.OVERDUE, TellKind.NOBODY]
