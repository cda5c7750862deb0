"""The meeting that goes on: its agenda is ticked off, and the round knows who is there and what each does."""

import msgspec
import pytest

from app.domain.item import ItemType
from app.domain.meeting import MEETING, Attendance, Meeting
from app.errors import UserError
from app.operations.items import add_item
from app.operations.meetings import attend, begin_meeting, bring_in, cover
from app.operations.undoing import undo
from app.queries.agenda import MeetingNow, meeting_now, points
from app.store.store import Store
from builders import NOON


def now(store: Store, citizen: str, meeting: str) -> MeetingNow:
    with store.reader() as reader:
        found = meeting_now(reader, citizen=citizen, meeting=meeting, today=NOON.date())
    assert found is not None
    return found


@pytest.fixture
def held(store: Store, citizen: str) -> str:
    """A meeting with an agenda of two points."""
    made = add_item(
        store, citizen=citizen, type=ItemType.MEETING, title="Møde", starts_at="2026-11-24T13:00",
        agenda="Morgenen\n\n  Banken ",
    )  # fmt: skip
    with store.reader() as reader:
        begin_meeting(store, citizen=citizen, meeting=reader.get(MEETING, made))
    return made


def test_points_are_ticked_off_and_a_tick_is_taken_back_by_undo(store: Store, citizen: str, held: str) -> None:
    cover(store, meeting=now(store, citizen, held).meeting, point="Banken", is_covered=True)
    assert [(each.text, each.is_covered) for each in now(store, citizen, held).points] == [
        ("Morgenen", False), ("Banken", True),
    ]  # fmt: skip

    undo(store, citizen=citizen)
    cover(store, meeting=now(store, citizen, held).meeting, point="Morgenen", is_covered=True)
    cover(store, meeting=now(store, citizen, held).meeting, point="Morgenen", is_covered=False)
    assert not any(each.is_covered for each in now(store, citizen, held).points)


def test_a_point_that_stands_twice_is_one() -> None:
    assert [each.text for each in points(Meeting(agenda="Penge\nPenge\nBolig"))] == ["Penge", "Bolig"]
    assert list(points(msgspec.structs.replace(Meeting(), agenda=None))) == []


def test_who_comes_late_is_written_down_and_present_in_one_act(store: Store, citizen: str, held: str) -> None:
    bring_in(store, meeting=now(store, citizen, held).meeting, name=" Anne  Holm ")

    assert [(each.attendee.name, each.is_there) for each in now(store, citizen, held).people] == [("Anne Holm", True)]
    undo(store, citizen=citizen)
    assert now(store, citizen, held).people == ()
    with pytest.raises(UserError, match="Skriv navnet"):
        bring_in(store, meeting=now(store, citizen, held).meeting, name=" ")


def test_something_for_somebody_who_is_not_there_awaits_an_answer(store: Store, citizen: str, held: str) -> None:
    away, here = (add_item(store, citizen=citizen, type=ItemType.ACTOR, title=name) for name in ("Jonas", "Anne"))
    meeting = now(store, citizen, held).meeting
    for actor, attendance in ((away, Attendance.INVITED), (here, Attendance.PRESENT)):
        attend(store, meeting=meeting, actor=actor, attendance=attendance)
        add_item(store, citizen=citizen, type=ItemType.AGREEMENT, title="Ringer", responsible=actor)

    assert {each.attendee.name: each.awaits for each in now(store, citizen, held).people} == {
        "Jonas": True, "Anne": False,
    }  # fmt: skip
