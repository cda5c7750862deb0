"""The meeting that goes on: its agenda point by point, and the round of the people in the order of the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from app.domain import ITEM_TYPES
from app.domain.actor import ACTOR, Actor
from app.domain.danish import fold
from app.domain.item import Item
from app.domain.meeting import MEETING, Attendance, Meeting
from app.domain.values import TITLE_LENGTH
from app.queries.awaits import at_home, awaits_answer
from app.queries.caseload import first_name
from app.queries.meetings import Attendee, attendees
from app.queries.privacy import hidden_in_meeting, room_of
from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of an agenda, and whether it has been spoken of."""

    text: str
    is_covered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the plan at a meeting: who, what for the citizen, and how often.

    `awaits` tells that something was agreed on for somebody who is not there to say yes.
    """

    actor: Actor
    attendee: Attendee
    awaits: bool = False

    @property
    def is_there(self) -> bool:
        """Whether somebody has said that the person is there."""
        return self.attendee.attendance is Attendance.PRESENT


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNow:
    """What a meeting goes by; `name` is what the citizen is called.

    `twins` are cards that look like the same person's: the one that says more, and the one that says less.
    """

    name: str
    meeting: Meeting
    points: tuple[Point, ...] = ()
    people: tuple[Person, ...] = ()
    twins: tuple[tuple[Actor, Actor], ...] = ()

    @property
    def asked(self) -> int:
        """How many were asked and have not come yet."""
        return sum(each.attendee.attendance is Attendance.INVITED for each in self.people)


def meeting_now(reader: Reader, *, citizen: str, meeting: str, today: date) -> MeetingNow | None:
    """Return agenda and people of *meeting*, as far as everyone there may see them; None when it is not here."""
    held = reader.get(MEETING, meeting)
    if held is None:
        return None
    items = cast("list[Item]", reader.all(*ITEM_TYPES, citizen=citizen))
    hidden = hidden_in_meeting(reader, items, citizen=citizen, meeting=meeting, today=today)
    there = tuple(attendees(reader, citizen=citizen, meeting=held, hidden=hidden))
    room = room_of(reader, citizen=citizen, meeting=meeting, today=today)
    steady = at_home(reader, citizen=citizen, room=room)
    waiting = {
        each.responsible for each in items if each.id not in hidden and awaits_answer(each, there, at_home=steady)
    }
    actors = {each.id: each for each in reader.all(ACTOR, citizen=citizen)}
    return MeetingNow(
        name=first_name(reader, citizen=citizen),
        meeting=held,
        points=tuple(points(held)),
        people=tuple(Person(actor=actors[each.actor], attendee=each, awaits=each.actor in waiting) for each in there),
        twins=tuple(twins([actors[each.actor] for each in there])),
    )


def twins(people: Sequence[Actor]) -> Iterator[tuple[Actor, Actor]]:
    """Yield the pairs of *people* that look like one: «A. Lauridsen» beside the only «Annette Lauridsen»."""
    for short in people:
        first, _, family = fold(short.title or "").partition(" ")
        if len(first.rstrip(".")) != 1 or not family:
            continue
        names = ((each, fold(each.title or "").partition(" ")) for each in people if each is not short)
        alike = [each for each, (given, _, last) in names if last == family and given.startswith(first.rstrip("."))]
        if len(alike) == 1:
            yield alike[0], short


def points(meeting: Meeting) -> Iterator[Point]:
    """Yield the points of the agenda of *meeting*: its lines, each once."""
    lines = dict.fromkeys(line.strip()[:TITLE_LENGTH] for line in (meeting.agenda or "").splitlines() if line.strip())
    for line in lines:
        yield Point(text=line, is_covered=line in meeting.covered)
