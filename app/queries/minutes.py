"""Minutes: what came of a meeting, an order and never clock times, and only what everyone at the table may see."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from app.clock import milliseconds
from app.domain import ITEM_TYPES
from app.domain.actor import Actor
from app.domain.agreement import Agreement
from app.domain.connector import Connector, Meaning
from app.domain.consent import Consent
from app.domain.days import show_day
from app.domain.disagreement import DISAGREEMENT, Disagreement
from app.domain.goal import Goal
from app.domain.item import ITEM, Item, ItemType
from app.domain.life_area import life_area
from app.domain.meeting import MEETING, Meeting
from app.domain.picture import column_of, picture
from app.domain.rating import Rating
from app.domain.record import Record
from app.domain.values import OVER, Speaker
from app.ids import made_at
from app.queries.awaits import at_home, awaits_answer
from app.queries.caseload import first_name
from app.queries.meetings import Attendee, attendees
from app.queries.news import NOT_STANDING
from app.queries.privacy import hidden_in_meeting, room_of
from app.queries.ratings import COLUMNS
from app.queries.shared import WHOLE_PLAN
from app.queries.words import LEVELS, MEANINGS, STATES, day_in_words, day_of_moment, item_title, near_day, wall_time
from app.store.reader import Reader, StoredChange
from app.texts import mark, say

MOST_CHANGES = 2_000
"""So many of the newest changes are looked through for what a meeting brought."""
_UNSEEN = frozenset({"order", "face"})
"""Fields whose change says nothing of the item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One item that the meeting made or changed, in words; `disagreement` is what the citizen objects to it.

    `awaits` tells that whoever is responsible was not there to say yes; `asks_who` and `asks_when` that a promise has
    no owner or no day yet.
    """

    id: str
    type: ItemType
    kind: str
    title: str
    about: str
    disagreement: str = ""
    awaits: bool = False
    asks_who: bool = False
    asks_when: bool = False

    @property
    def kind_beside(self) -> str:
        """What stands beside the title to say what the item is; nothing where the title says just that."""
        return self.kind if self.kind != self.title else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What a meeting brought beside items: a heading, and a sentence for each thing in order."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What one meeting brought, in order, and who was there; `name` is what the citizen is called.

    `title` and `day` are those of the meeting in words; `elsewhere` are the items that others changed meanwhile, not at
    this meeting.
    """

    name: str
    meeting: Meeting
    title: str
    day: str
    outcomes: tuple[Outcome, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    elsewhere: tuple[Outcome, ...] = ()
    attendees: tuple[Attendee, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMeeting:
    """A meeting that was held, and its day in words."""

    id: str
    title: str
    day: str


def minutes(reader: Reader, *, meeting: str, today: date) -> Minutes | None:
    """Return what *meeting* brought so far; None when it is not here.

    What counts is what was done on the devices that the meeting began on. Only what everyone at the table may see is
    told: the page is read by all of them. An actor is nothing to agree on and stands only among those who may be there.
    """
    held = reader.get(MEETING, meeting)
    if held is None or held.citizen is None:
        return None
    citizen = held.citizen
    here, elsewhere = _edited(reader, held, citizen)
    told = _Told.of(reader, held, citizen, here, today=today)
    people = tuple(attendees(reader, citizen=citizen, meeting=held, hidden=told.hidden))
    order = [each for each in _agreed(here, reader) if each != meeting]
    others = [each for each in elsewhere if each not in order and each != meeting]
    return Minutes(
        name=first_name(reader, citizen=citizen),
        meeting=held,
        title=_title(held),
        day=_day(held),
        outcomes=tuple(told.outcomes(order, people)),
        chapters=tuple(told.chapters(here)),
        elsewhere=tuple(told.outcomes(others, people)),
        attendees=people,
    )


def held_meetings(reader: Reader, *, citizen: str) -> tuple[HeldMeeting, ...]:
    """Return the meetings of *citizen* that were held and closed, the last one first."""
    held = [each for each in reader.all(MEETING, citizen=citizen) if each.begun_at and each.closed_at]
    held.sort(key=lambda each: (each.begun_at or "", each.id), reverse=True)
    return tuple(HeldMeeting(id=each.id, title=_title(each), day=_day(each)) for each in held)


def _title(meeting: Meeting) -> str:
    return item_title(meeting) or say(MEETING.label)


def _day(meeting: Meeting) -> str:
    return show_day(meeting.starts_at[:10]) if meeting.starts_at else day_of_moment(meeting.begun_at or "")


def _edited(reader: Reader, meeting: Meeting, citizen: str) -> tuple[dict[str, str], list[str]]:
    """Return {record: kind} of what was edited at the meeting, in order, and the items edited elsewhere meanwhile."""
    begun, closed = meeting.begun_at or "~", meeting.closed_at or "~"
    changes = reader.changes(citizen=citizen, limit=MOST_CHANGES)
    during = [each for each in changes if begun <= each.at <= closed and each.state not in NOT_STANDING]
    during.sort(key=lambda each: (each.at, each.id))
    begun_on = _begun_on(reader, meeting)
    here = dict(_seen_edits(each for each in during if _device(each) in begun_on))
    others = dict(_seen_edits(each for each in during if _device(each) not in begun_on))
    return here, [record for record, kind in others.items() if kind == ITEM]


def _seen_edits(changes: Iterable[StoredChange]) -> Iterator[tuple[str, str]]:
    edits = (edit for each in changes if each.change is not None for edit in each.change.edits)
    return ((edit.record, edit.kind) for edit in edits if edit.fields() - _UNSEEN)


def _begun_on(reader: Reader, meeting: Meeting) -> frozenset[str]:
    """Return the devices that began *meeting*: two at one table may both say so."""
    return frozenset(
        _device(each)
        for each in reader.changes(identity=meeting.id)
        if each.change is not None
        if any(edit.record == meeting.id and "begun_at" in edit.set for edit in each.change.edits)
    )


def _device(change: StoredChange) -> str:
    """Return the device of a change, nothing for this one: what it has not sent yet names none."""
    return "" if change.own else change.device or ""


def _agreed(here: Mapping[str, str], reader: Reader) -> Sequence[str]:
    """Return the items that were talked of, in order: an objection is about its item."""
    told: dict[str, None] = {}
    for record, kind in here.items():
        if kind == ITEM:
            told[record] = None
        elif kind == DISAGREEMENT.kind:
            objection = reader.get(DISAGREEMENT, record)
            if objection is not None and objection.item and not objection.ended_at:
                told[objection.item] = None
    return list(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What may be told at one meeting."""

    today: date
    begun: int
    hidden: frozenset[str]
    items: Mapping[str, Item]
    said: Mapping[str, str]
    records: Mapping[str, Record]
    at_home: frozenset[str]
    name: str

    @classmethod
    def of(cls, reader: Reader, meeting: Meeting, citizen: str, here: Mapping[str, str], *, today: date) -> "_Told":
        everything = cast("list[Item]", reader.all(*ITEM_TYPES, citizen=citizen, deleted=True))
        touched = {each.id: each for each in reader.some(list(here))}
        things = [*everything, *(each for each in touched.values() if not isinstance(each, Item))]
        said = [each for each in reader.all(DISAGREEMENT, citizen=citizen) if not each.ended_at]
        room = room_of(reader, citizen=citizen, meeting=meeting.id, today=today)
        return cls(
            today=today,
            begun=milliseconds(meeting.begun_at) if meeting.begun_at else 0,
            hidden=hidden_in_meeting(reader, things, citizen=citizen, meeting=meeting.id, today=today),
            items={each.id: each for each in everything},
            said={each.item: each.words or "" for each in said if each.item},
            records=touched,
            at_home=at_home(reader, citizen=citizen, room=room),
            name=first_name(reader, citizen=citizen),
        )

    def outcomes(self, order: Iterable[str], people: Sequence[Attendee]) -> Iterator[Outcome]:
        """Yield the items of *order* that may be told, in words."""
        for identity in order:
            item = self._standing(identity)
            if item is not None and item.type is not ItemType.ACTOR:
                yield self._outcome(item, people)

    def chapters(self, here: Mapping[str, str]) -> Iterator[Chapter]:
        """Yield what was done beside items."""
        told = [each for each in map(self.records.get, here) if each is not None and each.id not in self.hidden]
        for title, lines in (
            (mark("minutes", "Fortalt i runden"), [self._told_of(each) for each in told if isinstance(each, Actor)]),
            (mark("minutes", "Markører"), [self._marker(each) for each in told if isinstance(each, Rating)]),
            (mark("minutes", "Samtykke"), [self._consent(each) for each in told if isinstance(each, Consent)]),
            (mark("minutes", "Talt igennem"), [self._ended(each) for each in told if isinstance(each, Disagreement)]),
            (mark("minutes", "Det hænger sammen"), [self._line(each) for each in told if isinstance(each, Connector)]),
            (mark("minutes", "Taget ud af planen"), [self._gone(each) for each in told if isinstance(each, Item)]),
        ):
            kept = tuple(each for each in lines if each)
            if kept:
                yield Chapter(title=say(title), lines=kept)

    def _standing(self, identity: str | None) -> Item | None:
        item = self.items.get(identity or "")
        return item if item is not None and not item.deleted and item.id not in self.hidden else None

    def _title(self, identity: str | None) -> str:
        item = self._standing(identity)
        return item_title(item) if item is not None else ""

    def _outcome(self, item: Item, people: Sequence[Attendee]) -> Outcome:
        kind = next(each for each in ITEM_TYPES if each.type == item.type)
        day = getattr(item, kind.listing.day, None) if kind.listing.day else None
        over = say(STATES[item.state]) if item.state in OVER and item.state else ""
        is_promise = isinstance(item, Agreement) and item.state not in OVER
        sign = item.sign if isinstance(item, Goal) else None
        seen = say(mark("minutes", "Det ses ved: {sign}"), sign=sign) if sign else ""
        about = (self._title(item.responsible), self._when(day) if day else "", over, seen)
        return Outcome(
            id=item.id,
            type=item.type,
            kind=say(kind.label),
            title=item_title(item) or say(kind.label),
            about=" · ".join(each for each in about if each),
            disagreement=self.said.get(item.id, ""),
            awaits=self._title(item.responsible) != "" and awaits_answer(item, people, at_home=self.at_home),
            asks_who=is_promise and item.responsible is None,
            asks_when=is_promise and day is None,
        )

    def _when(self, day: str) -> str:
        """Return a day, and of a meeting its hour: it is what everybody has to know."""
        near = near_day(day, today=self.today)
        return say(mark("minutes", "{day} kl. {time}"), day=near, time=wall_time(day)) if "T" in day else near

    def _told_of(self, actor: Actor) -> str:
        """Say who somebody is, what they do and how often, where the meeting heard it; of a name alone nothing."""
        who = ", ".join(filter(None, (actor.role, actor.organisation)))
        does = ". ".join(filter(None, (who, actor.responsibility, actor.frequency)))
        if actor.deleted or not does:
            return ""
        return say(mark("minutes", "{name}: {does}."), name=item_title(actor), does=does.rstrip("."))

    def _marker(self, rating: Rating) -> str:
        if rating.picture is not None:
            return self._card(rating)
        if rating.deleted or rating.life_area is None or rating.level is None:
            return ""
        words = mark("minutes", "{area} – {name} siger: {level}.")
        if rating.rater is not Speaker.CITIZEN:
            words = mark("minutes", "{area} – medarbejderen ser: {level}.")
        return say(words, area=say(life_area(rating.life_area).label), name=self.name, level=say(LEVELS[rating.level]))

    def _card(self, rating: Rating) -> str:
        shown = picture(rating.picture)
        if rating.deleted or shown is None:
            return ""
        if rating.level is None:
            return say(
                mark("minutes", "{word} – {name} har taget billedet tilbage."), word=say(shown.word), name=self.name
            )
        words = mark("minutes", "{word} – {name} siger: {column}.")
        return say(words, word=say(shown.word), name=self.name, column=say(COLUMNS[column_of(rating.level)]))

    def _consent(self, consent: Consent) -> str:
        actors = ", ".join(filter(None, map(self._title, consent.actors)))
        items = ", ".join(filter(None, map(self._title, consent.items))) if consent.items else say(WHOLE_PLAN)
        if consent.deleted or not actors or not items:
            return ""
        words = mark("minutes", "{actors} må se: {items}.")
        if consent.withdrawn_at is not None:
            words = mark("minutes", "{actors} må ikke mere se: {items}.")
        elif consent.until:
            words = mark("minutes", "{actors} må se: {items}. Til {day}.")
        return say(words, actors=actors, items=items, day=day_in_words(consent.until or ""))

    def _ended(self, objection: Disagreement) -> str:
        title = self._title(objection.item)
        if objection.ended_at is None or not title:
            return ""
        return say(mark("minutes", "{title}: I er enige nu."), title=title)

    def _line(self, line: Connector) -> str:
        source, target = self._title(line.source), self._title(line.target)
        if line.deleted or not source or not target:
            return ""
        return say(MEANINGS[line.meaning or Meaning.RELATES], source=source, target=target)

    def _gone(self, item: Item) -> str:
        """Say what was taken away; what was both made and taken away at the meeting is not spoken of."""
        made = made_at(item.id)
        is_new = made is not None and made >= self.begun
        return item_title(item) if item.deleted and not is_new else ""
