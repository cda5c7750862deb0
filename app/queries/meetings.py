"""Meetings: the one that begins now, and who takes part in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.clock import danish_day, moment
from app.domain.actor import ACTOR
from app.domain.item import Item
from app.domain.meeting import MEETING, PARTICIPATION, Attendance, Meeting
from app.domain.values import OVER
from app.queries.privacy import hidden_in_meeting
from app.queries.words import value_in_words
from app.store.reader import Reader
from app.store.records import Records
from app.texts import mark, say


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingStart:
    """What a meeting begins with: the planned or already begun one of today."""

    meeting: Meeting | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """An actor of the plan and whether the actor is at the meeting."""

    actor: str
    name: str
    attendance: Attendance | None


def meeting_start(reader: Reader, *, citizen: str, today: date) -> MeetingStart:
    """Return the meeting of *today* that is not closed: one already begun first, else the earliest planned."""
    return MeetingStart(meeting=todays_meeting(reader, citizen=citizen, today=today))


def todays_meeting(reader: Reader, *, citizen: str, today: date) -> Meeting | None:
    """Return the meeting of *today* that the citizen may hear of and that is not closed."""
    planned = reader.all(MEETING, citizen=citizen)
    hidden = hidden_in_meeting(reader, planned, citizen=citizen, meeting=None, today=today)
    found = [each for each in planned if each.id not in hidden]
    todays = [each for each in found if _is_open(each) and _is_of(each, today)]
    todays.sort(key=lambda each: (each.begun_at is None, each.starts_at or "", each.id))
    return todays[0] if todays else None


def _is_open(meeting: Meeting) -> bool:
    return meeting.closed_at is None and meeting.state not in OVER


def _is_of(meeting: Meeting, today: date) -> bool:
    if meeting.begun_at is not None:
        return danish_day(moment(meeting.begun_at)) == today
    return (meeting.starts_at or "")[:10] == today.isoformat()


def last_held(items: Iterable[Item]) -> Meeting | None:
    """Return the meeting among *items* that was closed last."""
    closed = (each for each in items if isinstance(each, Meeting) and each.closed_at)
    return max(closed, key=lambda each: each.closed_at or "", default=None)


def attendees(
    reader: Records, *, citizen: str, meeting: Meeting | None, hidden: frozenset[str] = frozenset()
) -> Iterable[Attendee]:
    """Yield the actors of *citizen* and what is known of each for *meeting*, without those in *hidden*."""
    parts = reader.all(PARTICIPATION, parent=meeting.id) if meeting is not None else []
    known = {each.actor: each.attendance for each in parts}
    for actor in reader.all(ACTOR, citizen=citizen):
        if actor.id not in hidden and actor.title:
            yield Attendee(actor=actor.id, name=actor.title, attendance=known.get(actor.id))


def attendance_in_words(attendance: Attendance | None) -> str:
    """Return what is said beside a name; nothing where nothing is known."""
    return value_in_words("attendance", attendance, names={}) if attendance is not None else ""


def attendee_in_words(attendee: Attendee) -> str:
    """Return the name, and what is known of whether the actor is there: «Anne: til stede»."""
    words = attendance_in_words(attendee.attendance).lower()
    told = mark("closing", "{name}: {attendance}")
    return say(told, name=attendee.name, attendance=words) if words else attendee.name
