"""Promises: the agreements of a plan: made at a meeting, sometimes moved, kept or given up, and those still open."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from app.demo.chance import working_day
from app.demo.dossier import CITIZEN_KEY, Dossier
from app.demo.faults import FaultKind
from app.demo.lists import common
from app.domain.agreement import AGREEMENT, Agreement
from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.domain.values import State

FULL, LIGHT = 40, 8
"""How many agreements a plan comes to hold."""
_MOVED = 0.28
_GIVEN_UP = 0.12


class Agreed(NamedTuple):
    """An agreement as it is to be told; `goal` is the place of the goal it helps."""

    text: str
    by: str
    area: LifeArea
    goal: int | None = None
    frequency: str = ""


def make_promises(dossier: Dossier) -> None:
    """Write the agreements, a share of them at each meeting; only those of the last meeting are still open."""
    agreed = _agreed(dossier, FULL if dossier.known.is_full else LIGHT)
    count = len(dossier.rounds)
    for place, each in enumerate(agreed):
        turn = min(place * count // len(agreed), count - 1)
        _promise(dossier, each, turn)
    if dossier.has(FaultKind.OVERDUE):
        forget(dossier, agreed[-1])
    if dossier.has(FaultKind.DUPLICATE_AGREEMENT):
        promise_twice(dossier)


def forget(dossier: Dossier, agreed: Agreed) -> None:
    """Plant: an agreement whose day passed and that nobody closed."""
    day = dossier.rounds[-1]
    due = working_day(dossier.today - timedelta(days=dossier.chance.number(3, 8)))
    text = dossier.chance.one([each.text for each in common().promise if not each.areas and each.by == "koordinator"])
    identity = _write(dossier, Agreed(text, "koordinator", agreed.area), day, due=due)
    dossier.plant(FaultKind.OVERDUE, identity)


def promise_twice(dossier: Dossier) -> None:
    """Plant: two workers of different departments have promised the same."""
    day = dossier.rounds[-1]
    text = dossier.say(dossier.chance.one(_TWICE))
    area = dossier.story.goals[0].area
    made = [
        _write(dossier, Agreed(text, who, area), day, due=dossier.today + timedelta(days=dossier.chance.number(4, 30)))
        for who in ("rådgiver", "støtte")
    ]
    dossier.plant(FaultKind.DUPLICATE_AGREEMENT, *made)


_TWICE = (
    "Ringe til boligforeningen om huslejen",
    "Hjælpe {citizen} med at søge om økonomisk tilskud",
    "Bestille tid hos lægen",
    "Følge {citizen} til mødet på hospitalet",
    "Kontakte banken om en betalingsaftale",
    "Lave en aftale med tandlægen",
)


def _agreed(dossier: Dossier, wanted: int) -> list[Agreed]:
    """Choose the agreements of the story, and others that fit its parts of life, in a mixed order.

    What is agreed at every meeting fills up: the minutes, the next call.
    """
    story, chance = dossier.story, dossier.chance
    own = [Agreed(each.text, each.by, each.area, each.goal, each.frequency) for each in story.promises]
    if len(own) > wanted:
        return chance.some(own, wanted)
    fitting = list(_fitting(dossier))
    told = [*own, *chance.some(fitting, wanted - len(own))]
    again = [each for each in fitting if each.area is LifeArea.HELPERS]
    while len(told) < wanted:
        told += chance.some(again, wanted - len(told))
    return chance.mixed(told)


def _fitting(dossier: Dossier) -> Iterator[Agreed]:
    areas = set(dossier.story.areas)
    age = dossier.known.person.age_on(dossier.today)
    for each in common().promise:
        fits = not each.areas or areas & set(each.areas)
        if fits and each.ages[0] <= age <= each.ages[1] and (each.by in dossier.actors or each.by == CITIZEN_KEY):
            area = next((area for area in each.areas if area in areas), LifeArea.HELPERS)
            yield Agreed(each.text, each.by, area)


def _promise(dossier: Dossier, agreed: Agreed, turn: int) -> None:
    chance, day = dossier.chance, dossier.rounds[turn]
    is_last = turn == len(dossier.rounds) - 1
    still_open = is_last and chance.happens(0.75)
    if still_open:
        due = dossier.today + timedelta(days=chance.number(1, 45))
    else:
        due = working_day(min(day + timedelta(days=chance.number(5, 75)), dossier.today - timedelta(days=2)))
    moved = not still_open and chance.happens(_MOVED)
    first = due - timedelta(days=chance.number(5, 15)) if moved else due
    identity = _write(dossier, agreed, day, due=max(first, day + timedelta(days=1)))
    if moved:
        dossier.edit(AGREEMENT, identity, max(day, first - timedelta(days=2)), due=due.isoformat())
    if not still_open:
        state = State.STOPPED if chance.happens(_GIVEN_UP) else State.DONE
        dossier.edit(AGREEMENT, identity, due, state=state)
        dossier.done.add(identity)


def _write(dossier: Dossier, agreed: Agreed, day: date, *, due: date) -> str:
    identity = dossier.write(
        AGREEMENT, Agreement, day, title=dossier.say(agreed.text), life_area=agreed.area, due=due.isoformat(),
        responsible=dossier.responsible(agreed.by), frequency=agreed.frequency, state=State.ACTIVE,
    )  # fmt: skip
    goals = dossier.items[ItemType.GOAL]
    if agreed.goal is not None and agreed.goal < len(goals):
        dossier.links.setdefault(goals[agreed.goal], []).append(identity)
    return identity
