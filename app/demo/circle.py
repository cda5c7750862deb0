"""Circle: the actors around a citizen, when each was last heard from, and what is wrong among them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.demo.dossier import ADD, CITIZEN_KEY, EDIT, Around, Dossier
from app.demo.faults import FaultKind
from app.demo.lists import common, staff
from app.demo.municipality import User
from app.demo.person import family_name, first_name, phone
from app.demo.wording import Name
from app.domain.actor import ACTOR, Actor, ActorSort
from app.domain.citizen import RELATIVE, Relative
from app.domain.item import ItemType

MUNICIPAL, PUBLIC, PRIVATE = "municipal", "public", "private"
FULL_CIRCLE = {MUNICIPAL: 7, PUBLIC: 6, PRIVATE: 4}
LIGHT_CIRCLE = {MUNICIPAL: 4, PUBLIC: 2, PRIVATE: 1}
SILENT_DAYS = (190, 260)
"""How long nobody has heard from a silent actor; the others were heard from within 50 days."""
_HEARD_DAYS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What an actor is to be."""

    key: str
    role: str
    of: str
    responsibility: str
    organisation: str = ""
    frequency: str = ""
    gender: str = ""
    is_unit: bool = False
    is_family: bool = False
    user: User | None = None


def gather(dossier: Dossier) -> None:
    """Write the actors: the citizen, the municipality's team, those of the story, others until the circle is full."""
    wanted = FULL_CIRCLE if dossier.known.is_full else LIGHT_CIRCLE
    first = dossier.rounds[0]
    _write_citizen(dossier, first)
    parts = _parts(dossier, wanted)
    silent = _silent(dossier, parts)
    for part in parts:
        late = part.user is None and dossier.chance.happens(0.3)
        day = dossier.chance.one(dossier.rounds) if late else first
        days = dossier.chance.number(*SILENT_DAYS)
        identity = join(dossier, part, day, heard=dossier.today - timedelta(days=days) if part is silent else day)
        if part is silent:
            dossier.plant(FaultKind.SILENT_ACTOR, identity)
    for key, actor in dossier.actors.items():
        if key != CITIZEN_KEY and (silent is None or key != silent.key):
            _hear_from(dossier, actor)
    if dossier.has(FaultKind.DUPLICATE_ACTOR):
        double(dossier)


def join(dossier: Dossier, part: Part, day: date, *, heard: date) -> str:
    """Write one actor, last heard from on the day *heard*, and return the id."""
    name = part.user.name if part.user else _name(dossier, part)
    number = part.user.phone if part.user else phone(dossier.chance)
    identity = dossier.write(
        ACTOR,
        Actor,
        day,
        title=name,
        sort=_sort(part),
        role=part.role,
        responsibility=dossier.say(part.responsibility),
        organisation=dossier.say(part.organisation) or None,
        phone=number,
        email=part.user.email if part.user else None,
        frequency=part.frequency or None,
        last_contact=heard.isoformat(),
        is_contact=part.key == "støtte" or None,
    )
    around = Around(
        key=part.key, id=identity, name=name, of=part.of, role=part.role, organisation=part.organisation, user=part.user
    )
    dossier.actors[part.key] = around
    dossier.names[part.key] = Name(name if part.is_unit else name.split()[0])
    if part.of == PRIVATE and part.is_family:
        _write_relative(dossier, part, name, number, day)
    return identity


def double(dossier: Dossier) -> None:
    """Plant: one actor on a second card, spelled otherwise."""
    of_users = [each for each in dossier.actors.values() if each.user is not None]
    original = dossier.chance.one(of_users)
    given, *_, family = original.name.split()
    number = original.user.phone if original.user else ""
    day = dossier.rounds[-1]
    author = dossier.author(day)
    deed = dossier.chronicle.deed(dossier.in_meeting(day), author, ADD)
    second = deed.put(
        ACTOR,
        Actor(
            title=f"{given[0]}. {family}",
            sort=ActorSort.PROFESSIONAL,
            role=original.role,
            phone=number,
        ),
    )
    dossier.items[ItemType.ACTOR].append(second)
    dossier.days[second] = day
    dossier.written[second] = deed.at
    dossier.plant(FaultKind.DUPLICATE_ACTOR, original.id, second)


def team(dossier: Dossier) -> Iterator[Part]:
    """Yield the municipality's own people around the citizen."""
    known = dossier.known
    titles = {each.code: each.title for each in staff().administration}
    if known.coordinator is not None:
        yield _of_user("koordinator", known.coordinator, titles, "Efter behov")
    for place, worker in enumerate(known.caseworkers):
        yield _of_user("rådgiver" if place == 0 else f"rådgiver{place + 1}", worker, titles, "Ved opfølgning")
    if known.supporter is not None:
        yield _of_user("støtte", known.supporter, titles, dossier.say("[En gang|To gange] om ugen"))


def _of_user(key: str, user: User, titles: dict[str, str], frequency: str) -> Part:
    return Part(
        key=key,
        role=user.title,
        of=MUNICIPAL,
        responsibility=user.responsibility,
        organisation=f"{user.unit}, {titles[user.administration]}",
        frequency=frequency,
        user=user,
    )


def _parts(dossier: Dossier, wanted: dict[str, int]) -> list[Part]:
    """Choose the circle; those whom the story's texts name always belong to it."""
    chosen = [*team(dossier)]
    chosen += [Part(**{name: getattr(each, name) for name in _TOLD}) for each in dossier.story.actors]
    age = dossier.known.person.age_on(dossier.today)
    taken = {each.role for each in chosen}
    for helper in dossier.chance.mixed(common().helper):
        fits = helper.ages[0] <= age <= helper.ages[1] and helper.role not in taken
        if fits and sum(each.of == helper.of for each in chosen) < wanted[helper.of]:
            chosen.append(Part(key=helper.role, **{name: getattr(helper, name) for name in _OF_HELPER}))
    return chosen


_OF_HELPER = ("role", "of", "responsibility", "organisation", "frequency", "gender", "is_unit")
_TOLD = ("key", *_OF_HELPER, "is_family")


def _write_citizen(dossier: Dossier, day: date) -> None:
    """Write the citizen's own card, so that the citizen can be the one who does something."""
    person = dossier.known.person
    name = f"{person.given} {person.family}"
    identity = dossier.write(ACTOR, Actor, day, title=name, sort=ActorSort.PRIVATE, role="Borgeren selv")
    dossier.actors[CITIZEN_KEY] = Around(key=CITIZEN_KEY, id=identity, name=name, of=PRIVATE, role="")


def _write_relative(dossier: Dossier, part: Part, name: str, number: str, day: date) -> None:
    relative = Relative(name=name, role=part.role, phone=number)
    dossier.chronicle.deed(dossier.in_meeting(day), dossier.author(day), ADD).put(RELATIVE, relative)


def _name(dossier: Dossier, part: Part) -> str:
    if part.is_unit:
        return dossier.say(part.organisation or part.role)
    chance, person = dossier.chance, dossier.known.person
    gender = part.gender or _gender(dossier, part)
    kin = _AGE_STEP.get(_KIN.split(part.role)[0], 0)
    born = person.birth_date.year + kin if part.of == PRIVATE else chance.number(1963, 1996)
    family = person.family if part.is_family and chance.happens(0.6) else family_name(chance)
    taken = {each.name.split()[0] for each in dossier.actors.values()}
    given = next(name for _ in range(99) if (name := first_name(chance, gender=gender, born=born)) not in taken)
    return f"{given} {family}"


def _gender(dossier: Dossier, part: Part) -> str:
    """Return the gender of somebody of whom the story tells none: mostly a couple is of two."""
    citizen = dossier.known.person.gender
    if part.role in ("Ægtefælle", "Kæreste") and dossier.chance.happens(0.94):
        return "male" if citizen == "female" else "female"
    return dossier.chance.one(("female", "male"))


_KIN = re.compile(r"[ ,]")
_AGE_STEP = {
    "Mor": -28,
    "Far": -30,
    "Farmor": -54,
    "Datter": 29,
    "Søn": 29,
    "Niece": 25,
    "Barnebarn": 54,
}
"""How many years after the citizen a relative was born."""


def _sort(part: Part) -> ActorSort:
    if part.of == PRIVATE:
        return ActorSort.PRIVATE
    return ActorSort.ORGANISATION if part.is_unit else ActorSort.PROFESSIONAL


def _silent(dossier: Dossier, parts: list[Part]) -> Part | None:
    """Choose who is silent where that is to be planted: somebody from outside the municipality's own people."""
    outside = [each for each in parts if each.user is None and each.of != PRIVATE]
    return dossier.chance.one(outside) if outside and dossier.has(FaultKind.SILENT_ACTOR) else None


def _hear_from(dossier: Dossier, actor: Around) -> None:
    """Write each time the actor was heard from, up to now."""
    chance = dossier.chance
    day = dossier.days[actor.id]
    step = chance.number(30, 75) if dossier.known.is_full else chance.number(60, 140)
    while day < dossier.today - timedelta(days=_HEARD_DAYS):
        left = (dossier.today - day).days
        day += timedelta(days=min(left - chance.number(2, _HEARD_DAYS - 5), max(9, step + chance.number(-12, 12))))
        author = actor.user if actor.user and _writes(dossier, actor.user) else dossier.author(day)
        deed = dossier.chronicle.deed(chance.working_time(day), author, EDIT)
        deed.edit(ACTOR, actor.id, last_contact=day.isoformat())


def _writes(dossier: Dossier, user: User) -> bool:
    known = dossier.known
    return user in (known.coordinator, known.supporter) and dossier.chance.happens(0.6)
