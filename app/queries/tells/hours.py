"""Hours asked for twice: what is done for different goals at the same time of the week, and more than a week has."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from app.domain.agreement import Agreement
from app.domain.connector import Meaning
from app.domain.days import first_day, is_over, last_day
from app.domain.intervention import Intervention
from app.domain.item import Item
from app.domain.values import OVER
from app.domain.weekly import weekly_hours
from app.queries.tells.tell import Ground, Settlement, Tell, TellKind, Way, called
from app.texts import mark, say

WEEK = 37.0
"""The hours of a full working week."""
_TOWARDS = frozenset({Meaning.LEADS_TO, Meaning.SUPPORTS})
_Done = Intervention | Agreement


def same_hours(ground: Ground) -> Iterator[Tell]:
    """Tell of two things of a week that take the same hours and are not done for the same goal."""
    goals = _goals(ground)
    for one, other in at_same_hours(ground.items.values(), today=ground.today):
        if not goals.get(one.id, set()) & goals.get(other.id, set()):
            yield _clash(ground, one, other, goals)


def at_same_hours(items: Iterable[Item], *, today: date) -> Iterator[tuple[_Done, _Done]]:
    """Yield the pairs of what is done each week at hours that meet, in the same time."""
    timed = [(each, weekly_hours(each.frequency)) for each in _going_on(items, today) if each.frequency]
    for (one, hours), (other, others) in combinations([pair for pair in timed if pair[1]], 2):
        if any(each.meets(asked) for each in hours for asked in others) and _run_together(one, other):
            yield one, other


def too_many_hours(ground: Ground) -> Iterator[Tell]:
    """Tell that interventions together ask for more hours than a week has for them."""
    going = [
        each for each in _going_on(ground.items.values(), ground.today) if isinstance(each, Intervention) and each.hours
    ]
    total = sum(each.hours or 0 for each in going)
    if total <= WEEK or len(going) < 2:
        return
    going.sort(key=lambda each: (-(each.hours or 0), each.id))
    asked = (say(mark("tell", "«{title}»: {hours} timer om ugen."), title=called(each), hours=_number(each.hours or 0))
             for each in going)  # fmt: skip
    yield Tell(
        kind=TellKind.HOURS,
        cards=tuple(each.id for each in going),
        words=say(mark("tell", "Mere end en uges timer")),
        line=say(mark("tell", "Indsatserne tager tilsammen {hours} timer om ugen."), hours=_number(total)),
        why=(*asked, say(mark("tell", "En fuld arbejdsuge er 37 timer."))),
        settlements=(_open(going[0]),),
        facts=tuple(f"{each.id} {each.hours}" for each in going),
    )


def _going_on(items: Iterable[Item], today: date) -> list[_Done]:
    """Return what is done these days: begun or of no told day, and not over."""
    found = (each for each in items if isinstance(each, _Done) and each.state not in OVER)
    return [each for each in found if _last(each) is None or not is_over(_last(each) or "", today=today)]


def _goals(ground: Ground) -> dict[str, set[str]]:
    """Return {item: what it is part of or leads to}."""
    goals: dict[str, set[str]] = {each.id: {each.part_of} for each in ground.items.values() if each.part_of}
    for line in ground.lines:
        if line.meaning in _TOWARDS and line.source and line.target:
            goals.setdefault(line.source, set()).add(line.target)
    return goals


def _run_together(one: _Done, other: _Done) -> bool:
    return _begins_by(one, _last(other)) and _begins_by(other, _last(one))


def _begins_by(each: _Done, last: str | None) -> bool:
    return each.start is None or last is None or first_day(each.start) <= last_day(last)


def _last(each: _Done) -> str | None:
    return each.end if isinstance(each, Intervention) else each.due


def _clash(ground: Ground, one: _Done, other: _Done, goals: dict[str, set[str]]) -> Tell:
    moved, stays = (one, other) if one.id > other.id else (other, one)
    return Tell(
        kind=TellKind.HOURS,
        cards=(moved.id, stays.id),
        words=say(mark("tell", "Samme timer to gange")),
        line=say(mark("tell", "«{title}» og «{other}» tager de samme timer."), title=called(one), other=called(other)),
        why=tuple(_when(ground, each, goals) for each in (stays, moved)),
        settlements=(_open(moved),),
        facts=(one.frequency or "", other.frequency or ""),
    )


def _when(ground: Ground, each: _Done, goals: dict[str, set[str]]) -> str:
    towards = [called(ground.items[goal]) for goal in sorted(goals.get(each.id, ())) if goal in ground.items]
    if not towards:
        return say(mark("tell", "«{title}»: {when}."), title=called(each), when=each.frequency)
    words = mark("tell", "«{title}»: {when}, for at nå «{goal}».")
    return say(words, title=called(each), when=each.frequency, goal="», «".join(towards))


def _open(item: _Done) -> Settlement:
    return Settlement(words=say(mark("tell", "Ret tiden i planen")), way=Way.PLAN, record=item)


def _number(hours: float) -> str:
    return f"{hours:.1f}".removesuffix(".0").replace(".", ",")
