"""Afventer svar: what was agreed on at a meeting for somebody who was not there, and has not said yes since."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.clock import milliseconds
from app.domain.citizen import CITIZEN
from app.domain.item import Item
from app.domain.meeting import Attendance, Meeting
from app.domain.values import OVER
from app.ids import is_uuid, made_at
from app.queries.caseload import is_oneself
from app.queries.meetings import Attendee, attendees
from app.queries.privacy import Room, room_of
from app.store.records import Records
from app.texts import mark

AWAITS = mark("minutes", "Afventer svar")


def awaiting(
    reader: Records, items: Iterable[Item], *, citizen: str, held: Meeting | None, today: date
) -> frozenset[str]:
    """Return the ids of those of *items* that *held*, a meeting that goes on or is over, left without an answer."""
    if held is None or held.begun_at is None:
        return frozenset()
    people = tuple(attendees(reader, citizen=citizen, meeting=held))
    room = room_of(reader, citizen=citizen, meeting=held.id, today=today)
    steady = at_home(reader, citizen=citizen, room=room)
    return frozenset(each.id for each in items if _is_of(held, each) and awaits_answer(each, people, at_home=steady))


def awaits_answer(item: Item, people: Sequence[Attendee], *, at_home: frozenset[str]) -> bool:
    """Tell whether whoever is responsible for *item* was not at the meeting of *people* and has not said yes.

    Where nobody was marked at all, nothing is known; those *at_home* are there though nobody marks them.
    """
    owner = item.responsible
    known = {each.actor: each.attendance for each in people if each.attendance is not None}
    if owner is None or owner in item.agreed_with or item.state in OVER or not known:
        return False
    if owner in known:
        return known[owner] is not Attendance.PRESENT
    return owner not in at_home


def at_home(reader: Records, *, citizen: str, room: Room) -> frozenset[str]:
    """Return the actors whom nobody needs to mark: who works with the citizen by right, and the citizen's own card."""
    oneself = reader.get(CITIZEN, citizen)
    return room.colleagues | {each.id for each in room.people.values() if is_oneself(each, oneself)}


def _is_of(held: Meeting, item: Item) -> bool:
    """Tell whether *item* was written or agreed on at the meeting, of which the end may be to come."""
    made = made_at(item.id) if is_uuid(item.id) else None
    return _is_within(held, made) or (item.agreed_at is not None and _is_within(held, milliseconds(item.agreed_at)))


def _is_within(held: Meeting, at: int | None) -> bool:
    begun, closed = milliseconds(held.begun_at or ""), held.closed_at
    return at is not None and begun <= at and (closed is None or at <= milliseconds(closed))
