"""Danish words for what records hold: states, levels, fields, days and moments; never a bare code or number."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.clock import DANISH_TIME, danish_day, moment
from app.domain import ITEM_TYPES
from app.domain.connector import Meaning
from app.domain.consent import Given
from app.domain.days import first_day, show_day
from app.domain.goal import Direction
from app.domain.item import Audience, Item, ItemType
from app.domain.life_area import LifeArea, life_area
from app.domain.meeting import Attendance
from app.domain.values import Speaker, State
from app.texts import Text, mark, say

STATES: Mapping[StrEnum, Text] = {
    State.PROPOSED: mark("state", "Foreslået"),
    State.PLANNED: mark("state", "Planlagt"),
    State.ACTIVE: mark("state", "I gang"),
    State.DONE: mark("state", "Gjort"),
    State.STOPPED: mark("state", "Stoppet"),
}

LEVELS: tuple[Text, ...] = (
    mark("level", "Det går af sig selv"),
    mark("level", "Lidt bøvl, jeg klarer det"),
    mark("level", "Svært noget af tiden, jeg har brug for lidt hjælp"),
    mark("level", "Svært det meste af tiden, jeg har brug for meget hjælp"),
    mark("level", "Det kan jeg ikke"),
)
"""What a level from 0 to 4 means in everyday words."""
NOT_SPOKEN_OF = mark("level", "Har vi ikke talt om")

MEANINGS: Mapping[Meaning, Text] = {
    Meaning.LEADS_TO: mark("board", "«{source}» fører til «{target}»."),
    Meaning.SUPPORTS: mark("board", "«{source}» støtter «{target}»."),
    Meaning.HINDERS: mark("board", "«{source}» modarbejder «{target}»."),
    Meaning.RELATES: mark("board", "«{source}» hænger sammen med «{target}»."),
}
"""What a line between two items says."""

WEEKDAYS = (
    mark("weekday", "mandag"),
    mark("weekday", "tirsdag"),
    mark("weekday", "onsdag"),
    mark("weekday", "torsdag"),
    mark("weekday", "fredag"),
    mark("weekday", "lørdag"),
    mark("weekday", "søndag"),
)
HANDWRITTEN = mark("card", "Håndskrevet kort ({kind})")
_TYPES: Mapping[StrEnum, Text] = {ItemType(each.type): each.label for each in ITEM_TYPES if each.type}
_CLOSED: Mapping[StrEnum, Text] = {
    **STATES,
    **_TYPES,
    Speaker.CITIZEN: mark("speaker", "Borgeren"),
    Speaker.WORKER: mark("speaker", "Medarbejderen"),
    Given.WRITTEN: mark("consent", "Skriftligt"),
    Given.ORAL: mark("consent", "Mundtligt"),
    Direction.DEVELOP: mark("direction", "Udvikle"),
    Direction.KEEP: mark("direction", "Fastholde"),
    Direction.LIMIT_LOSS: mark("direction", "Begrænse tab"),
    Audience.PROFESSIONALS: mark("audience", "Kun fagfolk"),
    Attendance.INVITED: mark("attendance", "Inviteret"),
    Attendance.PRESENT: mark("attendance", "Til stede"),
    Attendance.ABSENT: mark("attendance", "Ikke til stede"),
}
_SETS: Mapping[str, type[StrEnum]] = {
    "state": State,
    "type": ItemType,
    "speaker": Speaker,
    "rater": Speaker,
    "given": Given,
    "direction": Direction,
    "attendance": Attendance,
    "audience": Audience,
}
FIELDS: Mapping[str, Text] = {
    "title": mark("field", "Titel"),
    "words": mark("field", "Med egne ord"),
    "note": mark("field", "Bemærkning"),
    "life_area": mark("field", "Livsområde"),
    "responsible": mark("field", "Ansvarlig"),
    "state": mark("field", "Status"),
    "type": mark("field", "Slags kort"),
    "part_of": mark("field", "Hører til"),
    "audience": mark("field", "Hvem må se det"),
    "face": mark("field", "Håndskrift"),
    "sign": mark("field", "Tegn på succes"),
    "witness": mark("field", "Hvem ser, at det lykkes"),
    "start": mark("field", "Start"),
    "end": mark("field", "Slut"),
    "due": mark("field", "Frist"),
    "hours": mark("field", "Timer om ugen"),
    "frequency": mark("field", "Hvor tit"),
    "provider": mark("field", "Udføres af"),
    "role": mark("field", "Rolle"),
    "phone": mark("field", "Telefon"),
    "email": mark("field", "E-mail"),
    "responsibility": mark("field", "Ansvar"),
    "organisation": mark("field", "Arbejdssted"),
    "is_contact": mark("field", "Kontaktperson"),
    "starts_at": mark("field", "Begynder"),
    "ends_at": mark("field", "Slutter"),
    "place": mark("field", "Sted"),
    "agenda": mark("field", "Dagsorden"),
    "covered": mark("field", "Talt om"),
    "signature": mark("field", "Underskrift"),
    "deleted": mark("field", "Slettet"),
    "given": mark("field", "Fornavn"),
    "family": mark("field", "Efternavn"),
    "birth_date": mark("field", "Fødselsdato"),
    "level": mark("field", "Markør"),
    "until": mark("field", "Gælder til"),
    "witness_name": mark("field", "Vidne"),
}
"""What a field is called on the screen."""
_DAYS = frozenset({"start", "end", "due", "told_on", "birth_date", "until", "last_contact", "follow_up", "day"})
_WALL_TIMES = frozenset({"starts_at", "ends_at"})
_REFERENCES = frozenset({"responsible", "part_of", "coordinator", "item", "actor", "face"})
_NOTHING = mark("value", "(tomt)")


def item_title(item: Item) -> str:
    """Return the title of an item, of a card written by hand what it is until it has one, else nothing."""
    if item.title or item.face is None:
        return item.title or ""
    kind = _TYPES.get(item.type)
    return say(HANDWRITTEN, kind=say(kind) if kind is not None else item.type)


def is_untitled_face(item: Item) -> bool:
    """Tell whether *item* shows what was written by hand because nobody has typed a title yet."""
    return item.face is not None and not item.title


def field_in_words(name: str) -> str:
    """Return what field *name* is called; a field of a newer program keeps its own name."""
    known = FIELDS.get(name)
    return say(known) if known is not None else name


def value_in_words(name: str, value: Any, *, names: Mapping[str, str]) -> str:
    """Return *value* of field *name* as one reads it; *names* are the titles of records it may point to."""
    if value is None or value in ("", []):
        return say(_NOTHING)
    if name == "signature" or isinstance(value, bool):
        return say(mark("value", "Ja") if value else mark("value", "Nej"))
    if name == "level" and isinstance(value, int):
        return say(LEVELS[value])
    if isinstance(value, str):
        return _text_in_words(name, value, names=names)
    return ", ".join(names.get(each, str(each)) for each in value) if isinstance(value, list) else str(value)


def day_in_words(day: str) -> str:
    """Return a day, month, year or wall time in Danish: `24. november 2026 kl. 10.00`."""
    if "T" not in day:
        return show_day(day)
    clock = say(mark("value", "kl. {time}"), time=wall_time(day))
    return f"{show_day(day[:10])} {clock}"


def wall_time(written: str) -> str:
    """Return the time of day of a wall time as it is said in Danish: `10.00`; nothing of a day alone."""
    return written[11:16].replace(":", ".")


def day_of_moment(at: str) -> str:
    """Return the Danish day of a UTC instant: `24. november 2026`; nothing of no instant."""
    return show_day(danish_day(moment(at)).isoformat()) if at else ""


def near_day(day: str, *, today: date) -> str:
    """Return *day* as one says it today: «I dag», «I morgen», else short with the year only when it is another."""
    whole = day[:10]
    if len(whole) < len("2026-11-24"):
        return show_day(whole)
    names = {
        today: mark("day", "I dag"),
        today + timedelta(days=1): mark("day", "I morgen"),
        today - timedelta(days=1): mark("day", "I går"),
    }
    there = first_day(whole)
    if there in names:
        return say(names[there])
    words = show_day(whole)
    return words.rsplit(" ", 1)[0] if there.year == today.year else words


def moment_in_words(at: str, *, today: date) -> str:
    """Return a UTC instant as Danish day and time: «I går 15.12»."""
    if not at:
        return ""
    there = moment(at)
    clock = there.astimezone(DANISH_TIME).strftime("%H.%M")
    return f"{near_day(danish_day(there).isoformat(), today=today)} {clock}"


def _text_in_words(name: str, value: str, *, names: Mapping[str, str]) -> str:
    if name in _SETS:
        member = next((each for each in _SETS[name] if each == value), None)
        return say(_CLOSED[member]) if member is not None else value
    if name == "life_area":
        area = next((each for each in LifeArea if each == value), None)
        return say(life_area(area).label) if area is not None else value
    if name in _DAYS or name in _WALL_TIMES:
        return day_in_words(value)
    return names.get(value, value) if name in _REFERENCES else value
