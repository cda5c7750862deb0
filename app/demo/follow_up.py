"""Follow-up: what is told and measured as the years go: markers on parts of life, measurements, notes, consents."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.clock import instant
from app.demo.chance import working_day
from app.demo.dossier import EDIT, Dossier
from app.demo.lists import Jotting, common
from app.demo.stories import Followed, StoryGoal
from app.domain.consent import CONSENT, Consent, Given
from app.domain.item import ItemType
from app.domain.measurement import MEASUREMENT, Measurement
from app.domain.note import NOTE, Note
from app.domain.rating import RATING, Rating
from app.domain.values import Speaker
from app.texts import mark

RATE, MEASURE, GIVE = mark("act", "Sæt markør"), mark("act", "Tilføj måling"), mark("act", "Giv samtykke")
WITHDRAW = mark("act", "Træk samtykke tilbage")
_FULL_NOTES, _LIGHT_NOTES = 40, 6
_FULL_MEASURED, _LIGHT_MEASURED = 12, 3
"""How often one goal is measured."""
_OWN_NOTES = 0.25
"""The share of notes that stay within one administration."""
_WORDS = (
    ("Det går af sig selv", "Det fylder ikke mere"),
    ("Lidt bøvl, men jeg klarer det", "Det går for det meste"),
    ("Svært noget af tiden", "Nogle dage går det, andre dage ikke"),
    ("Svært det meste af tiden", "Jeg har brug for meget hjælp til det"),
    ("Det kan jeg ikke", "Det har jeg opgivet lige nu"),
)


def follow(dossier: Dossier) -> None:
    """Write markers, measurements, notes and consents."""
    _rate(dossier)
    goals = dossier.items[ItemType.GOAL]
    count = _FULL_MEASURED if dossier.known.is_full else _LIGHT_MEASURED
    for goal, told in zip(goals, dossier.story.goals, strict=False):
        if told.followed is not None:
            _measure(dossier, told.followed, goal, count)
    _note(dossier)
    _consent(dossier)


def _rate(dossier: Dossier) -> None:
    """At each meeting the citizen sets a marker on a few parts of life, the worker where they see it otherwise."""
    told = {each.area: each for each in reversed(dossier.story.goals)}
    count = len(dossier.rounds)
    for turn, day in enumerate(dossier.rounds):
        done = turn / count
        for area, goal in dossier.chance.some(list(told.items()), 3 if dossier.known.is_full else 2):
            level = _level(dossier, goal, done)
            told_on = day.isoformat()
            words = dossier.chance.one(_WORDS[level])
            own = Rating(life_area=area, level=level, rater=Speaker.CITIZEN, day=told_on, words=words)
            _marker(dossier, own)
            if dossier.chance.happens(0.6):
                seen = max(0, min(4, level + dossier.chance.one((-1, 0, 0, 1))))
                _marker(dossier, Rating(life_area=area, level=seen, rater=Speaker.WORKER, day=told_on))


def _level(dossier: Dossier, goal: StoryGoal, done: float) -> int:
    """Return where the citizen is between now and expected; the road is not straight."""
    wanted = goal.now + (goal.expected - goal.now) * done + dossier.chance.share(-0.7, 0.7)
    return max(0, min(4, round(wanted)))


def _marker(dossier: Dossier, marker: Rating) -> None:
    day = date.fromisoformat(str(marker.day))
    dossier.chronicle.deed(dossier.in_meeting(day), dossier.author(day), RATE).put(RATING, marker)


def _measure(dossier: Dossier, told: Followed, goal: str, count: int) -> None:
    begun = dossier.days[goal]
    step = (dossier.today - timedelta(days=6) - begun) / count
    span = told.last - told.first
    for place in range(count):
        day = begun + step * place + timedelta(days=dossier.chance.number(0, 4))
        share = place / max(1, count - 1) + dossier.chance.share(-0.12, 0.12)
        number = round(told.first + span * min(1.15, max(-0.1, share)))
        at = dossier.after_all(goal, day=day)
        measured = Measurement(
            name=told.name, number=float(max(0, number)), unit=told.unit, day=day.isoformat(), item=goal
        )
        dossier.chronicle.deed(at, dossier.author(day), MEASURE).put(MEASUREMENT, measured)


def _note(dossier: Dossier) -> None:
    """Write notes over the whole course; most are gone on with once more, some stay within one administration."""
    chance = dossier.chance
    wanted = _FULL_NOTES if dossier.known.is_full else _LIGHT_NOTES
    told = _jottings(dossier, wanted)
    begun = dossier.rounds[0]
    step = (dossier.today - timedelta(days=3) - begun) / len(told)
    for place, each in enumerate(told):
        day = working_day(begun + step * place + timedelta(days=chance.number(0, 2)))
        author = dossier.author(day)
        is_own = bool(author.areas) and chance.happens(_OWN_NOTES)
        text = dossier.say(each.text)
        area = next((area for area in each.areas if area in dossier.story.areas), None)
        at = chance.working_time(day)
        sentences = text.split(". ")
        first = text if len(sentences) < 3 else ". ".join(sentences[:-1]) + "."
        note = Note(title=dossier.say(each.title), text=first, day=day.isoformat(), author=author.name, life_area=area)
        where = f"area:{author.areas[0]}" if is_own else "plan"
        identity = dossier.chronicle.deed(at, author, mark("act", "Skriv notat")).put(NOTE, note, compartment=where)
        if first != text:
            later = at + timedelta(minutes=chance.number(2, 40))
            dossier.chronicle.deed(later, author, EDIT).edit(NOTE, identity, text=text)


def _jottings(dossier: Dossier, wanted: int) -> list[Jotting]:
    """Choose the notes: all of the story, others that fit its parts of life and the citizen's age."""
    age = dossier.known.person.age_on(dossier.today)
    areas = set(dossier.story.areas)
    own = [Jotting(title=each.title, text=each.text) for each in dossier.story.notes]
    fitting = [
        each
        for each in common().jotting
        if each.ages[0] <= age <= each.ages[1] and (not each.areas or areas & set(each.areas))
    ]
    own = own[:wanted]
    return dossier.chance.mixed([*own, *dossier.chance.some(fitting, wanted - len(own))])


def _consent(dossier: Dossier) -> None:
    """Write what may be shared with whom; an old consent was withdrawn when it was no longer needed."""
    for place, day in enumerate(dossier.rounds[:: max(1, len(dossier.rounds) - 1)]):
        others = list(_outsiders(dossier, day))
        if not others:
            continue
        at = dossier.after_all(*others, day=day)
        consent = Consent(
            items=tuple(each for each in dossier.items[ItemType.GOAL][:2] if dossier.days[each] <= day),
            actors=tuple(dossier.chance.some(others, 2)),
            purpose=dossier.say("[At alle kender målene og aftalerne|At vi kan tale sammen om planen]"),
            given=dossier.chance.one((Given.WRITTEN, Given.ORAL)),
            given_at=instant(at),
            until=(day + timedelta(days=365 + 30 * dossier.chance.number(0, 11))).isoformat(),
        )
        author = dossier.author(day)
        identity = dossier.chronicle.deed(at, author, GIVE).put(CONSENT, consent)
        if place == 0 and len(dossier.rounds) > 2 and dossier.chance.happens(0.3):
            ended = dossier.chance.working_time(dossier.rounds[2])
            dossier.chronicle.deed(ended, author, WITHDRAW).edit(CONSENT, identity, withdrawn_at=instant(ended))


def _outsiders(dossier: Dossier, day: date) -> Iterator[str]:
    for actor in dossier.actors.values():
        if actor.of == "public" and dossier.days[actor.id] <= day:
            yield actor.id
