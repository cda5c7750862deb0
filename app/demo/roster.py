"""Roster: every citizen known to the municipality, with story, size of plan and who works with whom, one by one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice

from app.clock import instant
from app.demo.chance import Chance
from app.demo.faults import FaultKind, faults_of, twins
from app.demo.lists import people
from app.demo.municipality import Assignment, Municipality, User
from app.demo.person import Numbers, Person, person
from app.demo.stories import Story, stories

KAREN = 0
"""The place of the meeting story's citizen: always the first."""
_AGES = {
    "Visitationen": (66, 89),
    "Hjemmeplejen": (66, 89),
    "Rehabilitering og Træning": (45, 86),
    "Myndighed Handicap": (18, 64),
    "Bostøtten": (18, 66),
    "Socialpsykiatrien": (20, 66),
    "Job og Ydelse": (18, 64),
    "Børn og Familie": (2, 15),
    "Ungeindsatsen": (16, 24),
}
"""How old those are whom one unit knows."""
_KAREN_DAYS = 40
_CHILDREN = {"Mad uden kamp": ("female", 16), "Med på legepladsen": ("male", 8)}
"""Karen's daughter and son, who have a plan each: by the title of the story, their gender and age."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A citizen as the municipality knows one.

    `place` counts all citizens, `plan` those with a shared plan (None without one). `since` is when the municipality
    wrote the citizen down. `faults` are planted in the plan. `twin` is the place of the citizen who is the same person.
    """

    place: int
    id: str
    person: Person
    since: datetime
    caseworkers: tuple[User, ...]
    plan: int | None = None
    is_full: bool = False
    story: Story | None = None
    coordinator: User | None = None
    supporter: User | None = None
    former: User | None = None
    former_until: datetime | None = None
    faults: tuple[FaultKind, ...] = ()
    twin: str | None = None
    is_protected: bool = False
    is_child: bool = False
    """Whether Karen is the mother."""

    @property
    def is_karen(self) -> bool:
        """Tell whether this is the citizen of the meeting story."""
        return self.place == KAREN

    @property
    def administrations(self) -> tuple[str, ...]:
        """Return the codes of the administrations that know the citizen."""
        return tuple(dict.fromkeys(each.administration for each in self.caseworkers))

    def assignments(self) -> Iterator[Assignment]:
        """Yield who works with the citizen."""
        at = instant(self.since)
        team = (self.coordinator, self.supporter, *self.caseworkers)
        for login in dict.fromkeys(each.login for each in team if each is not None):
            yield Assignment(citizen=self.id, login=login, since=at)
        if self.former is not None and self.former_until is not None:
            ended = instant(self.former_until)
            yield Assignment(
                citizen=self.id, login=self.former.login, since=at, ended=ended, reason="Sagen er overdraget"
            )


def roster(municipality: Municipality, *, years: int, today: date) -> Iterator[Known]:
    """Yield every citizen, those with a shared plan first; holds only who is told twice and the numbers used."""
    making = _Roster(municipality, years=years, today=today)
    size = municipality.size
    doubled = twins(size)
    seen: list[Known] = []
    for plan in range(size.plans):
        known = making.with_plan(plan)
        if plan in doubled:
            seen.append(known)
        yield known
    for place in range(size.plans, size.known - len(seen)):
        yield making.without_plan(place)
    for step, first in enumerate(seen):
        yield making.twin(size.known - len(seen) + step, first)


def children(municipality: Municipality, *, years: int, today: date) -> tuple[str, ...]:
    """Return who Karen's children are: among the first who are told by each story."""
    first = islice(roster(municipality, years=years, today=today), len(stories()))
    return tuple(each.id for each in first if each.is_child)


def assignments(municipality: Municipality, *, years: int, today: date) -> Iterator[Assignment]:
    """Yield who works with whom, citizen by citizen, as the history of that many years leaves it."""
    for known in roster(municipality, years=years, today=today):
        yield from known.assignments()


class _Roster:
    """Makes citizens in order."""

    def __init__(self, municipality: Municipality, *, years: int, today: date) -> None:
        self._size = municipality.size
        self._seed = municipality.seed
        self._today = today
        self._days = years * 365
        self._numbers = Numbers()
        self._family = ""
        self._town = tuple(each for each in people().town if each.municipality == municipality.size.name)
        self._coordinators = municipality.of("plan_coordinator")
        self._supporters = {unit: municipality.of("field_worker", unit=unit) for unit in municipality.units}
        self._caseworkers = {unit: municipality.of("caseworker", unit=unit) for unit in municipality.units}
        self._load = Counter(dict.fromkeys(municipality.units, 0))
        told = [each for each in stories() if each.title != _karen_story().title]
        self._stories = Chance(self._seed, self._size.name, "stories").mixed(told)

    def with_plan(self, plan: int) -> Known:
        """Make the citizen of the *plan*-th shared plan."""
        chance = self._chance(plan)
        story = _karen_story() if plan == KAREN else self._stories[(plan - 1) % len(self._stories)]
        supporters = self._supporters[story.support]
        full, all_plans = self._size.full, self._size.plans
        is_full = plan != KAREN and (plan + 1) * full // all_plans != plan * full // all_plans
        since = self._since(chance, plan, is_full=is_full)
        gender, ages = story.gender, story.ages
        is_child = plan < len(stories()) and story.title in _CHILDREN
        if is_child:
            gender, age = _CHILDREN[story.title]
            ages = (age, age)
        who = person(chance, self._numbers, gender=gender, ages=ages, town=self._town, today=self._today)
        if plan == KAREN:
            who = replace(who, given="Karen")
            self._family = who.family
        known = Known(
            place=plan,
            id=chance.id_at(since),
            person=replace(who, family=self._family) if is_child else who,
            since=since,
            caseworkers=self._workers(story.units),
            plan=plan,
            is_full=is_full,
            story=story,
            coordinator=self._coordinators[0 if is_child else plan * len(self._coordinators) // all_plans],
            supporter=supporters[plan * len(supporters) // all_plans],
            faults=faults_of(plan, self._size),
            is_protected=plan % 29 == 13,
            is_child=is_child,
        )
        return self._handed_over(chance, known) if is_full and chance.happens(0.5) else known

    def without_plan(self, place: int) -> Known:
        """Make a citizen whom one administration knows."""
        chance = self._chance(place)
        where = min(self._load, key=lambda unit: (self._load[unit] / len(self._caseworkers[unit]), unit))
        since = chance.working_time(self._today - timedelta(days=chance.number(20, self._days)))
        return Known(
            place=place,
            id=chance.id_at(since),
            person=person(chance, self._numbers, gender="any", ages=_AGES[where], town=self._town, today=self._today),
            since=since,
            caseworkers=self._workers((where,)),
            is_protected=place % 67 == 40,
        )

    def twin(self, place: int, first: Known) -> Known:
        """Make a second record of the person of *first*, as another administration spelled the name."""
        chance = self._chance(place)
        since = chance.working_time(self._today - timedelta(days=chance.number(20, 200)))
        known_to = {each.unit for each in first.caseworkers}
        where = chance.one([unit for unit in _AGES if unit not in known_to])
        return Known(
            place=place,
            id=chance.id_at(since),
            person=replace(first.person, given=f"{first.person.given} M.", phone=first.person.phone),
            since=since,
            caseworkers=self._workers((where,)),
            twin=first.id,
        )

    def _chance(self, place: int) -> Chance:
        return Chance(self._seed, self._size.name, "citizen", place)

    def _since(self, chance: Chance, plan: int, *, is_full: bool) -> datetime:
        if plan == KAREN:
            return chance.working_time(self._today - timedelta(days=_KAREN_DAYS))
        low, high = (0.9, 1.0) if is_full else (0.2, 0.98)
        return chance.working_time(self._today - timedelta(days=int(self._days * chance.share(low, high))))

    def _workers(self, units: tuple[str, ...]) -> tuple[User, ...]:
        chosen = []
        for unit in units:
            workers = self._caseworkers[unit]
            chosen.append(workers[self._load[unit] % len(workers)])
            self._load[unit] += 1
        return tuple(chosen)

    def _handed_over(self, chance: Chance, known: Known) -> Known:
        """Let another caseworker have had the case before."""
        colleagues = self._caseworkers[known.caseworkers[0].unit]
        former = chance.one([each for each in colleagues if each.login != known.caseworkers[0].login])
        days = (self._today - known.since.date()).days
        until = chance.working_time(known.since.date() + timedelta(days=int(days * chance.share(0.3, 0.6))))
        return replace(known, former=former, former_until=until)


def _karen_story() -> Story:
    return next(each for each in stories() if each.title == "Op om morgenen")
