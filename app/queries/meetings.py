"""Meetings: the one that begins now, and what came of it: an order, never clock times, and only what all may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from app.clock import danish_day, moment
from app.domain import ITEM_TYPES
from app.domain.actor import ACTOR
from app.domain.disagreement import DISAGREEMENT
from app.domain.item import ITEM, Item, ItemType
from app.domain.meeting import MEETING, PARTICIPATION, Attendance, Meeting
from app.domain.values import State
from app.queries.caseload import first_name
from app.queries.privacy import hidden_in_meeting
from app.queries.words import item_title, near_day, value_in_words
from app.store.reader import Reader, StoredChange
from app.texts import say

MOST_CHANGES = 2_000
"""So many of the newest changes are looked through for what a meeting brought."""
_OVER = frozenset({State.DONE, State.STOPPED})
_NOT_STANDING = frozenset({"refused", "dismissed", "withdrawn", "set_aside"})
_UNSEEN = frozenset({"order"})
"""Fields whose change says nothing of the item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingStart:
    """What a meeting begins with: the planned or already begun one of today."""

    meeting: Meeting | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One item that the meeting made or changed, in words; `disagreement` is what the citizen objects to it."""

    id: str
    type: ItemType
    kind: str
    title: str
    about: str
    disagreement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """An actor of the plan and whether the actor is at the meeting."""

    actor: str
    name: str
    attendance: Attendance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What one meeting brought, in order, and who was there; `name` is what the citizen is called."""

    name: str
    meeting: Meeting
    outcomes: tuple[Outcome, ...] = ()
    attendees: tuple[Attendee, ...] = ()


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


def minutes(reader: Reader, *, meeting: str, today: date) -> Minutes | None:
    """Return what *meeting* brought so far; None when it is not here.

    Only what everyone at the table may see is told: the page is read by all of them. An actor is nothing to agree on
    and stands only among those who may be there.
    """
    held = reader.get(MEETING, meeting)
    if held is None or held.citizen is None:
        return None
    everything = cast("list[Item]", reader.all(*ITEM_TYPES, citizen=held.citizen))
    hidden = hidden_in_meeting(reader, everything, citizen=held.citizen, meeting=meeting, today=today)
    items = {each.id: each for each in everything if each.id not in hidden}
    said = {each.item: each.words or "" for each in reader.all(DISAGREEMENT, citizen=held.citizen) if not each.ended_at}
    touched = _touched(reader.changes(citizen=held.citizen, limit=MOST_CHANGES), held)
    order = [each for each in touched if each in items and items[each].type is not ItemType.ACTOR]
    return Minutes(
        name=first_name(reader, citizen=held.citizen),
        meeting=held,
        outcomes=tuple(_outcome(items[each], items, said, today=today) for each in order),
        attendees=tuple(attendees(reader, citizen=held.citizen, meeting=held, hidden=hidden)),
    )


def _is_open(meeting: Meeting) -> bool:
    return meeting.closed_at is None and meeting.state not in _OVER


def _is_of(meeting: Meeting, today: date) -> bool:
    if meeting.begun_at is not None:
        return danish_day(moment(meeting.begun_at)) == today
    return (meeting.starts_at or "")[:10] == today.isoformat()


def _touched(changes: Iterable[StoredChange], meeting: Meeting) -> list[str]:
    """Return the items that were made or changed between the meeting's beginning and end, the first change first."""
    begun, closed = meeting.begun_at or "~", meeting.closed_at or "~"
    during = [each for each in changes if begun <= each.at <= closed and each.state not in _NOT_STANDING]
    during.sort(key=lambda each: (each.at, each.id))
    edits = [edit for each in during if each.change is not None for edit in each.change.edits]
    told = [
        each.record for each in edits if each.kind == ITEM and each.fields() - _UNSEEN and each.record != meeting.id
    ]
    return list(dict.fromkeys(told))


def _outcome(item: Item, items: Mapping[str, Item], said: Mapping[str | None, str], *, today: date) -> Outcome:
    kind = next(each for each in ITEM_TYPES if each.type == item.type)
    responsible = items.get(item.responsible or "")
    day = getattr(item, kind.listing.day, None) if kind.listing.day else None
    about = [responsible.title if responsible else None, near_day(day, today=today) if day else None]
    return Outcome(
        id=item.id,
        type=item.type,
        kind=say(kind.label),
        title=item_title(item) or say(kind.label),
        about=" · ".join(each for each in about if each),
        disagreement=said.get(item.id, ""),
    )


def attendees(
    reader: Reader, *, citizen: str, meeting: Meeting | None, hidden: frozenset[str] = frozenset()
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
