"""The next days: coming meetings and agreements that fall due, and whose plans the user has opened lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.agreement import AGREEMENT, Agreement
from app.domain.citizen import Citizen
from app.domain.look_up import LOOK_UP, LookUpAct
from app.domain.meeting import MEETING, Meeting
from app.domain.values import OVER
from app.queries.caseload import initials_of, name_of
from app.queries.contests import title_of
from app.queries.words import near_day, wall_time
from app.store.reader import Reader
from app.texts import mark, say

DAYS = 14
"""How many days after today are told of."""
TOLD, OPENED = 4, 6
"""How many rows the coming days have, and how many citizens are told as opened lately."""
_LOOKED_THROUGH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingRow:
    """A meeting or an agreement of the coming days; `day` is said as from today."""

    id: str
    citizen: str
    name: str
    initials: str
    title: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedRow:
    """A citizen whose plan the user has opened lately."""

    citizen: str
    name: str


def coming(reader: Reader, *, today: date) -> tuple[ComingRow, ...]:
    """Return the first things of the `DAYS` days after *today* over all citizens on this device, in time."""
    first, last = ((today + timedelta(days=days)).isoformat() for days in (1, DAYS))
    found: list[Meeting | Agreement] = [
        *reader.all(MEETING, day_from=first, day_to=f"{last}T24"),
        *reader.all(AGREEMENT, day_from=first, day_to=last),
    ]
    standing = [each for each in found if each.state not in OVER]
    standing.sort(key=lambda each: (_when(each), each.id))
    told = standing[:TOLD]
    names = _names(reader, (each.citizen for each in told))
    return tuple(_row(each, names.get(each.citizen, ""), today=today) for each in told)


def opened_lately(reader: Reader) -> tuple[OpenedRow, ...]:
    """Return the citizens on this device whose plans were opened last, the last one first."""
    others = [act for act in LookUpAct if act is not LookUpAct.OPEN]
    acts = reader.due(LOOK_UP, until="~", over=others, limit=_LOOKED_THROUGH)
    names = _names(reader, (each.subject for each in acts))
    wanted = dict.fromkeys(each.subject for each in acts if each.subject in names)
    return tuple(OpenedRow(citizen=each, name=names[each]) for each in list(wanted)[:OPENED] if each)


def _names(reader: Reader, citizens: Iterable[str | None]) -> dict[str | None, str]:
    """Return the names of those citizens that are on this device."""
    found = reader.some([each for each in dict.fromkeys(citizens) if each])
    return {each.id: name_of(each) for each in found if isinstance(each, Citizen) and not each.deleted}


def _when(item: Meeting | Agreement) -> str:
    return (item.starts_at if isinstance(item, Meeting) else item.due) or ""


def _row(item: Meeting | Agreement, name: str, *, today: date) -> ComingRow:
    when = _when(item)
    day = near_day(when, today=today)
    if "T" in when:
        day = say(mark("today", "{day} kl. {time}"), day=day, time=wall_time(when))
    return ComingRow(
        id=item.id,
        citizen=item.citizen or "",
        name=name,
        initials=initials_of(name),
        title=item.title or title_of(item),
        day=day,
    )
