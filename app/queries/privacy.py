"""Rummet bestemmer: what is shown while the citizen looks at the screen is what everyone in the room may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.clock import milliseconds
from app.domain.actor import ACTOR, Actor, ActorSort
from app.domain.citizen import CITIZEN
from app.domain.consent import CONSENT, Consent
from app.domain.danish import fold
from app.domain.days import is_over
from app.domain.drawing import Frame, Ink, Label
from app.domain.item import Audience, Item
from app.domain.life_area import LifeArea
from app.domain.meeting import MEETING, PARTICIPATION, Attendance
from app.domain.plan import PLAN
from app.domain.record import Record
from app.ids import citizen_stream, made_at, plan_of
from app.queries.caseload import is_oneself
from app.queries.colleagues import names_of_assigned
from app.store.records import Records

SHARED = "plan"
SENSITIVE = frozenset({LifeArea.BODY, LifeArea.SLEEP, LifeArea.MOOD, LifeArea.FOCUS, LifeArea.HABITS, LifeArea.SAFETY})
"""Parts of life that tell of health, addiction or violence: they are shared by consent alone."""


class Barrier(StrEnum):
    """Why somebody in the room may not see a thing."""

    AREA = "area"
    """It lies in an administration's own area."""
    PROFESSIONALS = "professionals"
    """It is for professionals only."""
    CONSENT = "consent"
    """The citizen has not said yes, has taken it back, or has named others."""
    FAMILY = "family"
    """It is the matter of another member of the family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Who is in a room and by what they may see: beside the citizen the actors marked «til stede».

    `begun` is when the meeting began, in milliseconds since 1970: what is made later is said at the table.
    `colleagues` are actors who have the right to read the plan anyway.
    """

    shared: str
    today: date
    begun: int | None = None
    present: tuple[Actor, ...] = ()
    people: Mapping[str, Actor]
    colleagues: frozenset[str] = frozenset()
    consents: tuple[Consent, ...] = ()


def barrier(thing: Record, actor: Actor | None, room: Room) -> Barrier | None:
    """Return why *actor*, or the citizen when None, may not see *thing*; None when nothing is in the way."""
    if thing.stream != room.shared:
        return Barrier.AREA
    if getattr(thing, "audience", None) is Audience.PROFESSIONALS:
        return Barrier.PROFESSIONALS
    if actor is None or actor.id in room.colleagues or _is_own(thing, actor) or _is_said_here(thing, room):
        return None
    return _barrier_of_consent(thing, actor, room)


def _barrier_of_consent(thing: Record, actor: Actor, room: Room) -> Barrier | None:
    valid = [each for each in room.consents if stands(each, room.today)]
    if any(thing.id in each.items and actor.id in each.actors for each in valid):
        return None
    if _is_of_another_relative(thing, actor, room):
        return Barrier.FAMILY
    if any(not each.items and actor.id in each.actors for each in valid):
        return None
    return Barrier.CONSENT if _needs_consent(thing, actor, room, valid) else None


def barriers(thing: Record, room: Room) -> dict[str | None, Barrier]:
    """Return {actor: why not} of those in the room who may not see *thing*; None stands for the citizen."""
    everyone: tuple[Actor | None, ...] = (None, *room.present)
    found = {actor.id if actor else None: barrier(thing, actor, room) for actor in everyone}
    return {who: why for who, why in found.items() if why is not None}


def room_of(reader: Records, *, citizen: str, meeting: str | None, today: date) -> Room:
    """Return the room of *meeting*; without one the citizen alone sits there."""
    shared = citizen_stream(citizen, SHARED)
    people = {each.id: each for each in reader.all(ACTOR, citizen=citizen)}
    held = reader.get(MEETING, meeting) if meeting else None
    parts = reader.all(PARTICIPATION, parent=meeting) if meeting else []
    there = dict.fromkeys(each.actor for each in parts if each.attendance is Attendance.PRESENT)
    oneself = reader.get(CITIZEN, citizen)
    return Room(
        shared=shared,
        today=today,
        begun=milliseconds(held.begun_at) if held is not None and held.begun_at else None,
        present=tuple(people[each] for each in there if each in people and not is_oneself(people[each], oneself)),
        people=people,
        colleagues=_colleagues(reader, people, citizen=citizen),
        consents=tuple(reader.all(CONSENT, citizen=citizen)),
    )


def hidden_in_meeting(
    reader: Records, things: Iterable[Record], *, citizen: str, meeting: str | None, today: date
) -> frozenset[str]:
    """Return the ids of those of *things*, of *citizen*, that not everyone at *meeting* may see."""
    room = room_of(reader, citizen=citizen, meeting=meeting, today=today)
    return frozenset(each.id for each in things if barriers(each, room))


def _colleagues(reader: Records, people: Mapping[str, Actor], *, citizen: str) -> frozenset[str]:
    """Return the actors who work with the citizen by right: assigned, the plan's coordinator, the steady contact."""
    assigned = {fold(each) for each in names_of_assigned(reader, citizen=citizen)}
    plan = reader.get(PLAN, plan_of(citizen))
    named = plan.coordinator if plan is not None else None
    return frozenset(
        each.id
        for each in people.values()
        if each.sort is not ActorSort.PRIVATE
        and (each.id == named or each.is_contact or fold(each.title or "") in assigned)
    )


def _is_own(thing: Record, actor: Actor) -> bool:
    """Tell whether *thing* is the actor's card, what the actor sees to, or what was agreed with the actor."""
    agreed = getattr(thing, "agreed_with", ())
    return actor.id in (thing.id, getattr(thing, "responsible", None), *agreed)


def _is_said_here(thing: Record, room: Room) -> bool:
    made = made_at(thing.id)
    return room.begun is not None and made is not None and made >= room.begun


def _is_of_another_relative(thing: Record, actor: Actor, room: Room) -> bool:
    owner = room.people.get(getattr(thing, "responsible", None) or "")
    return owner is not None and owner.sort is ActorSort.PRIVATE and actor.sort is ActorSort.PRIVATE


def _needs_consent(thing: Record, actor: Actor, room: Room, valid: Iterable[Consent]) -> bool:
    """Tell whether the citizen has said no, has named others, or must be asked because of what it is about."""
    is_over_now = any(
        actor.id in each.actors and (not each.items or thing.id in each.items)
        for each in room.consents
        if not stands(each, room.today)
    )
    names_others = any(thing.id in each.items for each in valid)
    return is_over_now or names_others or _is_loose(thing) or getattr(thing, "life_area", None) in SENSITIVE


def _is_loose(thing: Record) -> bool:
    """Tell whether *thing* is a text, a picture or a sketch of no card: nobody can know what it tells of."""
    is_picture = isinstance(thing, Frame) and thing.picture is not None
    return is_picture or isinstance(thing, Label) or (isinstance(thing, Ink) and thing.item is None)


def kept_back(items: Iterable[Item], *, shared: str) -> frozenset[str]:
    """Return which of *items* leave the program in no form: not *shared* with all, or for professionals only."""
    return frozenset(each.id for each in items if each.stream != shared or each.audience is not None)


def stands(consent: Consent, today: date) -> bool:
    """Tell whether *consent* is neither withdrawn nor past its last day."""
    has_ended = consent.until is not None and is_over(consent.until, today=today)
    return consent.withdrawn_at is None and not has_ended
