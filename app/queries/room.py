"""Det ser borgeren: what the worker is told of a meeting's room before the screen is turned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from app.domain import ITEM_TYPES
from app.domain.item import Item
from app.domain.meeting import Meeting
from app.domain.note import NOTE
from app.ids import citizen_stream
from app.queries.meetings import Attendee, attendees, todays_meeting
from app.queries.privacy import SHARED, Barrier, Room, barriers, room_of
from app.queries.words import item_title, near_day
from app.store.reader import Reader
from app.texts import Text, mark, say

MOST_NOTES = 20
"""So many of the newest notes for professionals are told."""
_EVERYONE: Mapping[Barrier, Text] = {
    Barrier.AREA: mark("room", "Skjult for alle: Står kun i forvaltningens eget område."),
    Barrier.PROFESSIONALS: mark("room", "Skjult for alle: Kun for fagfolk."),
}
_SOME: Mapping[Barrier, Text] = {
    Barrier.CONSENT: mark("room", "Skjult på grund af {people}: Borgeren har ikke sagt ja til at dele det."),
    Barrier.FAMILY: mark("room", "Skjult på grund af {people}: Det er et andet familiemedlems sag."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """One item that the meeting does not show, and in words from whom and why."""

    id: str
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForProfessionals:
    """A note that only professionals see; `about` is its day and author in words."""

    text: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """Today's meeting, if there is one, who comes, what is hidden, how many items everyone sees, and the notes."""

    meeting: Meeting | None
    attendees: tuple[Attendee, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    seen: int = 0
    notes: tuple[ForProfessionals, ...] = ()


def room_view(reader: Reader, *, citizen: str, today: date) -> RoomView:
    """Return what the worker is told of the room of today's meeting."""
    meeting = todays_meeting(reader, citizen=citizen, today=today)
    room = room_of(reader, citizen=citizen, meeting=meeting.id if meeting else None, today=today)
    items = cast("list[Item]", reader.all(*ITEM_TYPES, citizen=citizen))
    hidden = [each for each in (_hidden(item, room) for item in items) if each is not None]
    return RoomView(
        meeting=meeting,
        attendees=tuple(attendees(reader, citizen=citizen, meeting=meeting)),
        hidden=tuple(hidden),
        seen=len(items) - len(hidden),
        notes=tuple(_notes(reader, citizen=citizen, today=today)),
    )


def _hidden(item: Item, room: Room) -> Hidden | None:
    found = barriers(item, room)
    if not found:
        return None
    kind = next(each for each in ITEM_TYPES if each.type == item.type)
    return Hidden(id=item.id, title=item_title(item) or say(kind.label), why=_why(found, room))


def _why(found: Mapping[str | None, Barrier], room: Room) -> str:
    """Say it for the citizen where the citizen is among those who may not see; else for each reason its people."""
    if None in found:
        return say(_EVERYONE[found[None]])
    lines = []
    for barrier, text in _SOME.items():
        people = [room.people[who].title or "" for who, why in found.items() if who is not None and why is barrier]
        if people:
            lines.append(say(text, people=", ".join(people)))
    return " ".join(lines)


def _notes(reader: Reader, *, citizen: str, today: date) -> Iterable[ForProfessionals]:
    shared = citizen_stream(citizen, SHARED)
    told = [each for each in reader.all(NOTE, citizen=citizen) if each.text and each.stream == shared]
    told.sort(key=lambda each: (each.day or "", each.id), reverse=True)
    for note in told[:MOST_NOTES]:
        day = near_day(note.day, today=today) if note.day else None
        yield ForProfessionals(text=note.text or "", about=" · ".join(part for part in (day, note.author) if part))
