"""Free times: nobody who comes is known to be elsewhere, offices are open, and it says how much is known."""

from datetime import date

import pytest

from app.domain.item import ItemType
from app.domain.meeting import MEETING, Attendance, Meeting
from app.operations.items import add_item
from app.operations.meetings import attend, begin_meeting
from app.queries.free_times import FreeTimes, free_times, is_holiday
from app.store.store import Store
from builders import NOON, a_citizen

TODAY = NOON.date()
MONDAY = date(2026, 12, 7)


def times(store: Store, citizen: str, meeting: str | None, *, first: date = MONDAY) -> FreeTimes:
    with store.reader() as reader:
        return free_times(reader, citizen=citizen, meeting=meeting, first=first, today=TODAY)


def a_meeting(store: Store, citizen: str, starts_at: str, *people: str, ends_at: str | None = None) -> str:
    """Return the id of a planned meeting that *people*, ids of actors, are invited to."""
    made = add_item(
        store, citizen=citizen, type=ItemType.MEETING, title="Fortroligt", starts_at=starts_at, ends_at=ends_at
    )
    for actor in people:
        attend(store, meeting=the(store, made), actor=actor, attendance=Attendance.INVITED)
    return made


def the(store: Store, meeting: str) -> Meeting:
    with store.reader() as reader:
        found = reader.get(MEETING, meeting)
    assert found is not None
    return found


def an_actor(store: Store, citizen: str, name: str) -> str:
    return add_item(store, citizen=citizen, type=ItemType.ACTOR, title=name)


def test_without_a_meeting_in_the_way_the_best_hour_of_three_days_is_offered(store: Store, citizen: str) -> None:
    assert times(store, citizen, None) == FreeTimes(
        times=("2026-12-07T10:00", "2026-12-08T10:00", "2026-12-09T10:00"), known=0, people=0
    )


def test_a_person_who_is_at_another_citizens_meeting_is_not_free_then(store: Store, citizen: str) -> None:
    other = a_citizen(store, given="Ali", family="Yilmaz")
    a_meeting(store, other, "2026-12-07T09:30", an_actor(store, other, "Jonas Nielsen"), ends_at="2026-12-07T15:00")
    held = begin_meeting(store, citizen=citizen)
    people = [an_actor(store, citizen, name) for name in ("jonas nielsen", "Anne Holm", "Mette")]
    for actor, attendance in zip(people, (Attendance.PRESENT, Attendance.PRESENT, Attendance.ABSENT), strict=True):
        attend(store, meeting=the(store, held), actor=actor, attendance=attendance)

    assert times(store, citizen, held) == FreeTimes(
        times=("2026-12-08T10:00", "2026-12-09T10:00", "2026-12-10T10:00"), known=1, people=2
    )


def test_a_meeting_of_the_citizen_is_in_the_way_whoever_comes_to_it(store: Store, citizen: str) -> None:
    a_meeting(store, citizen, "2026-12-07T10:00")

    assert times(store, citizen, None).times[0] == "2026-12-07T13:00"


def test_offices_are_closed_at_weekends_and_holidays(store: Store, citizen: str) -> None:
    assert times(store, citizen, None, first=date(2026, 12, 23)).times == (
        "2026-12-23T10:00", "2026-12-28T10:00", "2026-12-29T10:00",
    )  # fmt: skip


CLOSED = ("2026-04-03", "2026-04-06", "2026-05-14", "2026-05-25", "2027-03-25", "2038-04-26", "2026-06-05")
OPEN = ("2026-04-01", "2026-04-07", "2026-05-15", "2026-05-26", "2027-03-24", "2038-04-27", "2026-12-23")


@pytest.mark.parametrize(("day", "is_closed"), [*((each, True) for each in CLOSED), *((each, False) for each in OPEN)])
def test_holidays_follow_easter_and_the_calendar(day: str, is_closed: bool) -> None:
    assert is_holiday(date.fromisoformat(day)) is is_closed
