"""Dossier: what the tellers of one plan share: the person, the chronicle, the days of the meetings, who is around."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from app.demo.chance import Chance, at_danish_time, working_day
from app.demo.chronicle import Chronicle
from app.demo.faults import Fault, FaultKind
from app.demo.municipality import User
from app.demo.roster import Known
from app.demo.stories import Story
from app.demo.wording import PRONOUNS, Name, told
from app.domain.idea import IDEA, Idea
from app.domain.item import Item, ItemType
from app.domain.order import between
from app.domain.record import RecordType
from app.texts import mark

ADD, EDIT, TURN, DELETE = (
    mark("act", "Tilføj til planen"),
    mark("act", "Ret i planen"),
    mark("act", "Lav om til noget andet"),
    mark("act", "Slet i planen"),
)
AGREE = mark("act", "Vi er enige")
CITIZEN_KEY = "citizen"
_BLANK_FIRST = 0.35
"""The share of cards that begin unsorted and are given a kind a few minutes later."""
_MEETS_TODAY = (2, 9)
"""Plans of the demo's first user whose next meeting is today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """An actor of the plan as the tellers know one."""

    key: str
    id: str
    name: str
    of: str
    role: str
    organisation: str = ""
    user: User | None = None


@dataclass(slots=True)
class Dossier:
    """One plan in the making. `rounds` are the days of the meetings held so far; `coming` is that of the next one."""

    known: Known
    story: Story
    chronicle: Chronicle
    chance: Chance
    today: date
    rounds: tuple[date, ...]
    coming: date
    names: dict[str, Name] = field(default_factory=dict)
    actors: dict[str, Around] = field(default_factory=dict)
    items: dict[ItemType, list[str]] = field(default_factory=dict)
    """Ids of the items by type, oldest first."""
    days: dict[str, date] = field(default_factory=dict)
    """The day that each item was written."""
    written: dict[str, datetime] = field(default_factory=dict)
    """The instant at which each item had been written."""
    links: dict[str, list[str]] = field(default_factory=dict)
    """For each goal the items that lead to it."""
    done: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    _order: str | None = None
    _seconds: dict[date, int] = field(default_factory=dict)

    @property
    def citizen(self) -> str:
        """Return the citizen's id."""
        return self.known.id

    def say(self, text: str) -> str:
        """Return *text* of a story as it is told of this citizen."""
        return told(text, self.names, self.chance)

    def has(self, kind: FaultKind) -> bool:
        """Tell whether *kind* is to be planted in this plan."""
        return kind in self.known.faults

    def plant(self, kind: FaultKind, *records: str) -> None:
        """Note a planted fault for the list of answers."""
        self.faults.append(Fault(kind=kind, citizen=self.citizen, records=records))

    def author(self, day: date) -> User:
        """Return who writes in the plan on *day*: mostly the coordinator or the support worker."""
        known = self.known
        first = known.caseworkers[0]
        if known.former is not None and known.former_until is not None and day < known.former_until.date():
            first = known.former
        team = [each for each in (known.coordinator, known.coordinator, known.supporter, first) if each is not None]
        return self.chance.one(team)

    def in_meeting(self, day: date) -> datetime:
        """Return the next moment of the meeting on *day*, less than a minute after the one before."""
        second = self._seconds.get(day, 120) + self.chance.number(12, 55)
        self._seconds[day] = second
        return at_danish_time(day, 9, 30) + timedelta(seconds=second)

    def write(self, kind: RecordType[Any], make: Callable[..., Item], day: date, **fields: Any) -> str:
        """Write an item as people do: often a blank card first, its kind a little later; return its id."""
        at = self.in_meeting(day) if day in self.rounds else self.chance.working_time(day)
        author = self.author(day)
        self._order = between(self._order, None)
        fields = {name: value for name, value in fields.items() if value not in (None, "")}
        if self.chance.happens(_BLANK_FIRST):
            identity = self.chronicle.deed(at, author, ADD).put(IDEA, Idea(title=fields["title"], order=self._order))
            later = at + timedelta(seconds=self.chance.number(20, 900))
            rest = {name: value for name, value in fields.items() if name != "title"}
            self.chronicle.deed(later, author, TURN).edit(kind, identity, type=kind.type, **rest)
            at = later
        else:
            identity = self.chronicle.deed(at, author, ADD).put(kind, make(order=self._order, **fields))
        self.items.setdefault(ItemType(str(kind.type)), []).append(identity)
        self.days[identity] = day
        self.written[identity] = at
        return identity

    def after_all(self, *identities: str, day: date) -> datetime:
        """Return an instant on *day*, or just after the last of the items was written if that is later."""
        at = self.in_meeting(day) if day in self.rounds else self.chance.working_time(day)
        return max(at, *(self.written[each] + timedelta(seconds=self.chance.number(20, 240)) for each in identities))

    def edit(self, kind: RecordType[Any], identity: str, day: date, **fields: Any) -> None:
        """Set fields of an item on *day*, after it was written."""
        at = self.chance.working_time(min(day, self.today - timedelta(days=1)))
        at = max(at, self.written[identity] + timedelta(minutes=self.chance.number(1, 50)))
        self.chronicle.deed(at, self.author(day), EDIT).edit(kind, identity, **fields)

    def responsible(self, key: str) -> str | None:
        """Return the id of the actor that a story calls *key*; the coordinator when there is none of that name."""
        found = self.actors.get(key) or self.actors.get("koordinator")
        return found.id if found else None


def begin(known: Known, story: Story, *, seed: int, today: date) -> Dossier:
    """Return an empty dossier with the days of its meetings."""
    chance = Chance(seed, "plan", known.id)
    names = {CITIZEN_KEY: Name(known.person.given), **PRONOUNS[known.person.gender]}
    rounds = _rounds(chance, known, today=today)
    coming = today if known.plan in _MEETS_TODAY else _next_working(today + timedelta(days=chance.number(6, 70)))
    return Dossier(
        known=known,
        story=story,
        chronicle=Chronicle(known.id, chance),
        chance=chance,
        today=today,
        rounds=rounds,
        coming=coming,
        names=names,
    )


def _rounds(chance: Chance, known: Known, *, today: date) -> tuple[date, ...]:
    """Spread the meetings held over the time since the plan began."""
    begun = known.since.date() + timedelta(days=chance.number(5, 16))
    last = today - timedelta(days=chance.number(9, 45))
    held = 5 if known.is_full else 1 + (last - begun > timedelta(days=300))
    if held == 1:
        return (working_day(begun if begun < last else last),)
    step = (last - begun) / (held - 1)
    days = [begun + step * place + timedelta(days=chance.number(-3, 3)) for place in range(held)]
    return tuple(dict.fromkeys(working_day(max(begun, min(day, last))) for day in days))


def _next_working(day: date) -> date:
    """Return *day*, or the next one on which a meeting is held: not in a weekend, nor between the years."""
    if (day.month, day.day) > (12, 21) or (day.month, day.day) < (1, 3):
        day += timedelta(days=13)
    return day + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])
