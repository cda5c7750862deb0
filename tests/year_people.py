"""Those who work in a simulated year: who writes in which plan, when they meet, when they are without network."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from app.demo.chance import Chance
from app.demo.municipality import Municipality, User, municipality
from app.demo.roster import Known, roster
from year_habits import DAY_BEGINS, DAY_ENDS, FULL, LIGHT, WEEKS, Extent, Habits

_TODAY = date(2026, 11, 24)
_WRITING = ("caseworker", "field_worker")
WORKING_DAYS = tuple(week * 7 + day for week in range(WEEKS) for day in range(5))
Span = tuple[float, float]


@dataclass(slots=True)
class Worker:
    """Somebody who writes in plans, on one device; `away` are the spells without network, in order and apart."""

    name: str
    is_on_road: bool
    away: list[Span] = field(default_factory=list)
    begins: list[float] = field(default_factory=list)

    def knows_until(self, at: float) -> float:
        """Return when the device last had network, *at* itself when it has it."""
        place = bisect_right(self.begins, at) - 1
        return self.away[place][0] if place >= 0 and at < self.away[place][1] else at

    def sends_at(self, at: float) -> float:
        """Return when the device has network next, *at* itself when it has it."""
        place = bisect_right(self.begins, at) - 1
        return self.away[place][1] if place >= 0 and at < self.away[place][1] else at

    def goes_away(self, spells: Sequence[Span]) -> None:
        """Be without network in *spells*, which may overlap."""
        joined: list[Span] = []
        for begins, ends in sorted(spells):
            if joined and begins <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
            else:
                joined.append((begins, ends))
        self.away, self.begins = joined, [begins for begins, _ in joined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A meeting: when, who leads it, who else writes there, and whether there is network."""

    begins: float
    ends: float
    leader: Worker
    others: tuple[Worker, ...]
    has_network: bool

    @property
    def present(self) -> tuple[Worker, ...]:
        """Return everybody there who writes."""
        return (self.leader, *self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A shared plan: how much happens in it, who writes, and its meetings."""

    name: str
    extent: Extent
    team: tuple[Worker, ...]
    meetings: tuple[Gathering, ...]


def shared_plans(size: str, seed: int, *, habits: Habits) -> list[Shared]:
    """Return all shared plans of a municipality of *size*; their workers are without network when their habits say."""
    where = municipality(size, seed)
    workers = {user.login: Worker(user.login, user.role == "field_worker") for user in where.users}
    plans = [
        _shared(Chance(seed, "year", number), known, where, workers, number=number, habits=habits)
        for number, known in enumerate(islice(roster(where, years=1, today=_TODAY), where.size.plans))
    ]
    at_meetings: dict[str, list[Span]] = {}
    for gathering in (each for plan in plans for each in plan.meetings if not each.has_network):
        for worker in gathering.present:
            span = (gathering.begins - habits.way, gathering.ends + habits.way)
            at_meetings.setdefault(worker.name, []).append(span)
    for name, worker in workers.items():
        spells = _spells(Chance(seed, "away", name), habits, is_on_road=worker.is_on_road)
        worker.goes_away([*spells, *at_meetings.get(name, ())])
    return plans


def writers_of(plans: Sequence[Shared]) -> list[Worker]:
    """Return everybody who writes in any of *plans*, once."""
    return list({worker.name: worker for plan in plans for worker in plan.team}.values())


def time_without(workers: Sequence[Worker]) -> float:
    """Return which share of their working hours *workers* are without network."""
    hours = sum(
        max(0.0, min(ends, day + DAY_ENDS) - max(begins, day + DAY_BEGINS))
        for worker in workers
        for begins, ends in worker.away
        for day in range(int(begins), int(ends) + 1)
        if day % 7 < 5
    )
    return hours / (max(1, len(workers)) * len(WORKING_DAYS) * (DAY_ENDS - DAY_BEGINS))


def _shared(
    chance: Chance, known: Known, where: Municipality, workers: dict[str, Worker], *, number: int, habits: Habits
) -> Shared:
    extent = FULL if known.is_full else LIGHT
    users = dict.fromkeys(each for each in (known.coordinator, known.supporter, *known.caseworkers) if each is not None)
    team = [workers[each.login] for each in (*users, *_further(chance, known, where, tuple(users), extent=extent))]
    meetings = [_gathering(chance, team, habits=habits) for _ in range(extent.meetings)]
    return Shared(
        name=f"p{number}",
        extent=extent,
        team=tuple(team),
        meetings=tuple(sorted(meetings, key=lambda each: each.begins)),
    )


def _further(
    chance: Chance, known: Known, where: Municipality, team: tuple[User, ...], *, extent: Extent
) -> list[User]:
    """Return whom the roster does not name: colleagues of the administrations that know the citizen."""
    missing = extent.writers - len(team)
    if missing <= 0:
        return []
    near = [each for role in _WRITING for each in where.of(role) if each.administration in known.administrations]
    return chance.some([each for each in near if each not in team], missing)


def _gathering(chance: Chance, team: Sequence[Worker], *, habits: Habits) -> Gathering:
    begins = chance.one(WORKING_DAYS) + chance.share(DAY_BEGINS + habits.way, DAY_ENDS - 2 * habits.meeting_length)
    leader = team[0] if chance.happens(0.7) else chance.one(team)
    return Gathering(
        begins=begins,
        ends=begins + habits.meeting_length,
        leader=leader,
        others=tuple(each for each in team if each is not leader and chance.happens(habits.attends)),
        has_network=not chance.happens(habits.meeting_without),
    )


def _spells(chance: Chance, habits: Habits, *, is_on_road: bool) -> Iterator[Span]:
    """Yield when somebody is without network, beside meetings."""
    for place, day in enumerate(WORKING_DAYS):
        if not is_on_road:
            if chance.happens(habits.desk_spells):
                begins = day + chance.share(DAY_BEGINS, DAY_ENDS)
                yield begins, begins + chance.share(0, habits.longest_spell)
        elif chance.happens(habits.whole_days):
            yield _evening_before(place), _home(chance, habits, place)
        elif chance.happens(habits.two_days):
            yield _evening_before(place), _home(chance, habits, place + 1)
        else:
            for _ in range(habits.visits):
                if chance.happens(habits.visit_without):
                    begins = day + chance.share(DAY_BEGINS, DAY_ENDS - habits.visit_length)
                    yield begins, begins + habits.visit_length


def _evening_before(place: int) -> float:
    return WORKING_DAYS[place - 1] + DAY_ENDS if place else 0.0


def _home(chance: Chance, habits: Habits, place: int) -> float:
    """Return when somebody who was out on the *place*-th day has network: then, or on the next working morning."""
    last = len(WORKING_DAYS) - 1
    if chance.happens(habits.late_home) and place < last:
        return WORKING_DAYS[place + 1] + DAY_BEGINS
    return WORKING_DAYS[min(place, last)] + DAY_ENDS
