"""Course: what the plan holds and what became of it: wishes, goals, interventions, the lines between them."""

from datetime import date, timedelta
from typing import Any

from app.clock import instant
from app.demo.dossier import AGREE, Dossier
from app.demo.faults import FaultKind
from app.demo.lists import common
from app.demo.stories import Said, StoryGoal, StoryMeasure
from app.domain.concern import CONCERN, Concern
from app.domain.connector import CONNECTOR, Connector, Meaning
from app.domain.disagreement import DISAGREEMENT, Disagreement
from app.domain.goal import GOAL, SUBGOAL, Goal, SubGoal
from app.domain.idea import IDEA, Idea
from app.domain.intervention import INTERVENTION, Intervention
from app.domain.item import Item, ItemType
from app.domain.record import RecordType
from app.domain.strength import STRENGTH, Strength
from app.domain.values import Speaker, State
from app.domain.wish import WISH, Wish
from app.texts import mark

CONNECT = mark("act", "Forbind")
_GIVEN_UP = ("Stoppet", "Afbrudt", "Sat på pause", "Ophørt, da")
"""How the result of an intervention begins that did not lead to what was wanted."""
_LIGHT = {"goals": 2, "measures": 3, "said": 1}


def tell_course(dossier: Dossier) -> None:
    """Write wishes, worries, strengths, goals and interventions, round by round, with what became of them."""
    story, is_full = dossier.story, dossier.known.is_full
    first = dossier.rounds[0]
    wishes = [_say(dossier, WISH, Wish, each, day) for each, day in _spread(dossier, story.wishes, "said")]
    for kind, make, told in ((CONCERN, Concern, story.concerns), (STRENGTH, Strength, story.strengths)):
        for each, day in _spread(dossier, told, "said"):
            _say(dossier, kind, make, each, day)
    for idea in story.ideas if is_full else ():
        dossier.write(IDEA, Idea, dossier.chance.one(dossier.rounds), title=dossier.say(idea))
    goals = [_goal(dossier, each, place) for place, each in enumerate(_chosen(dossier, story.goals, "goals"))]
    for place, goal in enumerate(goals):
        link(dossier, wishes[place % len(wishes)], goal, Meaning.LEADS_TO)
    _measures(dossier, goals)
    _hinder_and_help(dossier, goals)
    if is_full:
        _end_goals(dossier, goals)
    if dossier.has(FaultKind.GOAL_CONFLICT):
        contradict(dossier, first if not is_full else dossier.rounds[-1])
    if story.disagreement and dossier.chance.happens(0.5):
        _disagree(dossier)


def link(dossier: Dossier, source: str, target: str, meaning: Meaning) -> None:
    """Draw a line from *source* to *target*."""
    day = max(dossier.days[source], dossier.days[target])
    line = Connector(source=source, target=target, meaning=meaning)
    at = dossier.after_all(source, target, day=day)
    dossier.chronicle.deed(at, dossier.author(day), CONNECT).put(CONNECTOR, line)
    dossier.links.setdefault(target, []).append(source)


def contradict(dossier: Dossier, day: date) -> None:
    """Plant: two goals that cannot both be reached."""
    age = dossier.known.person.age_on(dossier.today)
    pair = dossier.chance.one([each for each in common().contradiction if each.ages[0] <= age <= each.ages[1]])
    told = ((pair.first, pair.first_sign, pair.first_area), (pair.second, pair.second_sign, pair.second_area))
    due = dossier.today + timedelta(days=dossier.chance.number(30, 120))
    made = [
        dossier.write(
            GOAL, Goal, day, title=dossier.say(title), sign=dossier.say(sign), life_area=area, state=State.ACTIVE,
            due=(due + timedelta(days=7 * place)).isoformat(), responsible=dossier.responsible(who),
        )
        for place, ((title, sign, area), who) in enumerate(zip(told, ("rådgiver", "rådgiver2"), strict=True))
    ]  # fmt: skip
    dossier.plant(FaultKind.GOAL_CONFLICT, *made)


def _chosen(dossier: Dossier, told: tuple[Any, ...], what: str) -> list[Any]:
    return list(told) if dossier.known.is_full else dossier.chance.some(told, _LIGHT[what])


def _spread(dossier: Dossier, told: tuple[Any, ...], what: str) -> list[tuple[Any, date]]:
    """Give each thing its round: the first ones the first."""
    chosen = _chosen(dossier, told, what)
    count = len(dossier.rounds)
    return [(each, dossier.rounds[place * count // max(1, len(chosen))]) for place, each in enumerate(chosen)]


def _say(dossier: Dossier, kind: RecordType[Any], make: type[Item], said: Said, day: date) -> str:
    is_own = said.by == "citizen"
    return dossier.write(
        kind, make, day, title=dossier.say(said.text), life_area=said.area, told_on=day.isoformat(),
        speaker=Speaker.CITIZEN if is_own else Speaker.WORKER,
        responsible=None if is_own else dossier.responsible(said.by),
    )  # fmt: skip


def _goal(dossier: Dossier, told: StoryGoal, place: int) -> str:
    """Write a goal and its steps; what is wished for later comes later."""
    chance, rounds = dossier.chance, dossier.rounds
    day = rounds[max(0, min(place - 1, len(rounds) - 1))]
    due = dossier.today + timedelta(days=chance.number(40, 260))
    identity = dossier.write(
        GOAL, Goal, day, title=dossier.say(told.title), sign=dossier.say(told.sign), life_area=told.area,
        witness=_witness(dossier, told.by), start=day.isoformat(), due=due.isoformat(), direction=told.direction,
        level_now=told.now, level_expected=told.expected, words=dossier.say(told.words), state=State.ACTIVE,
        responsible=dossier.responsible("citizen"),
    )  # fmt: skip
    for step in told.steps if dossier.known.is_full else ():
        _step(dossier, identity, step, day)
    if chance.happens(0.7):
        agree(dossier, identity, day)
    return identity


def _witness(dossier: Dossier, key: str) -> str:
    actor = dossier.actors.get(key)
    return actor.name if actor else dossier.known.person.given


def _step(dossier: Dossier, goal: str, text: str, day: date) -> None:
    due = day + timedelta(days=dossier.chance.number(60, 150))
    is_over = due < dossier.today
    identity = dossier.write(
        SUBGOAL, SubGoal, day, title=dossier.say(text), part_of=goal, due=due.isoformat(), state=State.ACTIVE,
        responsible=dossier.responsible("citizen"),
    )  # fmt: skip
    dossier.links.setdefault(goal, []).append(identity)
    if is_over:
        dossier.done.add(identity)
        dossier.edit(SUBGOAL, identity, due - timedelta(days=5), state=State.DONE)


def agree(dossier: Dossier, identity: str, day: date) -> None:
    """Write that those present agree on an item."""
    at = dossier.after_all(identity, day=day)
    present = [each.id for key, each in dossier.actors.items() if key in ("citizen", "koordinator", "støtte")]
    deed = dossier.chronicle.deed(at, dossier.author(day), AGREE)
    deed.edit(GOAL, identity, agreed_at=instant(at), agreed_with=present)


def _measures(dossier: Dossier, goals: list[str]) -> None:
    """Write the interventions; one with a result ended when the next rounds came."""
    told = dossier.story.measures
    if not dossier.known.is_full:
        going = tuple(each for each in told if not each.result)
        told = tuple(dossier.chance.some(going or told, _LIGHT["measures"]))
    count = len(dossier.rounds)
    for place, each in enumerate(told):
        begun = min(place * count // len(told), count - 1)
        _measure(dossier, each, begun, goals[min(each.goal, len(goals) - 1)])


def _measure(dossier: Dossier, told: StoryMeasure, begun: int, goal: str) -> None:
    chance, day = dossier.chance, dossier.rounds[begun]
    start = day + timedelta(days=chance.number(3, 35))
    has_ended = bool(told.result) and begun < len(dossier.rounds) - 1
    ends = dossier.today + timedelta(days=chance.number(60, 330))
    if has_ended:
        over = dossier.today - timedelta(days=chance.number(10, 60))
        ends = min(over, start + timedelta(days=chance.number(90, 300)))
    identity = dossier.write(
        INTERVENTION, Intervention, day, title=dossier.say(told.title), provider=dossier.say(told.provider),
        section=told.section, frequency=dossier.say(told.frequency), hours=told.hours, life_area=told.area,
        start=start.isoformat(), state=State.PLANNED, responsible=_performer(dossier, told),
    )  # fmt: skip
    if start <= dossier.today:
        dossier.edit(INTERVENTION, identity, start, state=State.ACTIVE, end=ends.isoformat())
    if has_ended:
        state = State.STOPPED if told.result.startswith(_GIVEN_UP) else State.DONE
        dossier.edit(INTERVENTION, identity, ends, state=state, note=dossier.say(told.result))
        dossier.done.add(identity)
    link(dossier, identity, goal, Meaning.SUPPORTS)


def _performer(dossier: Dossier, told: StoryMeasure) -> str | None:
    """Return the actor who gives the intervention: who works for the provider, else the first caseworker."""
    provider = dossier.say(told.provider)
    unit = _UNITS.get(provider, provider)
    others = [each for key, each in dossier.actors.items() if key not in ("citizen", "koordinator")]
    named = [each for each in others if unit in (each.name, each.organisation, each.user and each.user.unit)]
    of_provider = [each for each in named if each.user is None or each.key == "støtte"] or named
    return of_provider[0].id if of_provider else dossier.responsible("rådgiver")


_UNITS = {"Jobcentret": "Job og Ydelse", "Ydelsescentret": "Job og Ydelse"}


def _hinder_and_help(dossier: Dossier, goals: list[str]) -> None:
    for kind, meaning in ((ItemType.CONCERN, Meaning.HINDERS), (ItemType.STRENGTH, Meaning.SUPPORTS)):
        for each in dossier.items.get(kind, [])[:2]:
            link(dossier, each, dossier.chance.one(goals), meaning)


def _end_goals(dossier: Dossier, goals: list[str]) -> None:
    """The oldest goal was reached, another one given up where the story tells why."""
    rounds = dossier.rounds
    reached = goals[0]
    dossier.edit(GOAL, reached, rounds[-2], state=State.DONE, due=rounds[-2].isoformat())
    dossier.done.add(reached)
    if dossier.story.stopped and len(goals) > 2:
        given_up = goals[1]
        note = dossier.say(dossier.story.stopped)
        dossier.edit(GOAL, given_up, rounds[-1], state=State.STOPPED, due=rounds[-1].isoformat(), note=note)
        dossier.done.add(given_up)


def _disagree(dossier: Dossier) -> None:
    items = [each for each in dossier.items.get(ItemType.INTERVENTION, []) if each not in dossier.done]
    item = dossier.chance.one(items or dossier.items[ItemType.GOAL])
    day = dossier.rounds[-1]
    at = dossier.after_all(item, day=day)
    words = Disagreement(item=item, words=dossier.say(dossier.story.disagreement), said_at=instant(at))
    act = mark("act", "Det er jeg ikke enig i")
    dossier.chronicle.deed(at, dossier.author(day), act).put(DISAGREEMENT, words)
