"""Free times for a next meeting, from the meetings that the plans on this device know of; nothing is told of those."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.actor import ACTOR
from app.domain.danish import fold
from app.domain.meeting import MEETING, PARTICIPATION, Attendance, Meeting
from app.domain.values import OVER
from app.queries.meetings import attendees
from app.store.reader import Reader

TIMES = 3
"""So many times are offered, each on a day of its own."""
WEEKS = 6
"""So far ahead is looked."""
_BEFORE = timedelta(days=30)
"""A calendar counts as known by a meeting that lies no longer back."""
_HOURS = (10, 13, 9, 14, 11)
"""When a meeting may begin within working hours, the best first."""
_LASTS = timedelta(hours=1)
_COMING = frozenset({Attendance.PRESENT, Attendance.INVITED})
_SATURDAY = 5
_FIXED = frozenset({(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)})
_AFTER_EASTER = (-3, -2, 0, 1, 39, 49, 50)
"""Days from Easter Sunday: Maundy Thursday, Good Friday, Easter, Ascension, Whitsun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTimes:
    """Danish wall times at which nobody who comes is known to be elsewhere.

    `known` of `people` have calendars that Enplan knows something of: another meeting in a plan on this device.
    """

    times: tuple[str, ...] = ()
    known: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class _Taken:
    starts: datetime
    ends: datetime
    names: frozenset[str]
    citizen: str | None
    meeting: str


def free_times(reader: Reader, *, citizen: str, meeting: str | None, first: date, today: date) -> FreeTimes:
    """Return the first times from the day *first* on that suit the citizen and those who come to *meeting*."""
    held = reader.get(MEETING, meeting) if meeting else None
    there = [each for each in attendees(reader, citizen=citizen, meeting=held) if each.attendance in _COMING]
    names = frozenset(fold(each.name) for each in there)
    last = first + timedelta(weeks=WEEKS)
    taken = list(_taken(reader, names, citizen=citizen, first=min(first, today - _BEFORE), last=last))
    busy = [each for each in taken if each.citizen == citizen or each.names]
    found: list[str] = []
    for day in _working_days(first, last):
        begins = next((at for at in _starts(day) if not any(_meets(at, each) for each in busy)), None)
        if begins is not None:
            found.append(begins.isoformat(timespec="minutes"))
        if len(found) == TIMES:
            break
    met = frozenset[str]().union(*(each.names for each in taken if each.meeting != meeting))
    return FreeTimes(times=tuple(found), known=len(met), people=len(names))


def _taken(reader: Reader, names: frozenset[str], *, citizen: str, first: date, last: date) -> Iterator[_Taken]:
    """Yield the meetings between two days of *citizen*, and of the plans here in which somebody of *names* has a part.

    Each with those of the names who come to it.
    """
    dated = reader.all(MEETING, day_from=first.isoformat(), day_to=f"{last.isoformat()}T24")
    planned = [each for each in dated if each.state not in OVER and "T" in (each.starts_at or "")]
    actors = reader.all_of(ACTOR, citizens=sorted({each.citizen for each in planned if each.citizen}))
    known = {each.id: each for each in actors if fold(each.title or "") in names}
    plans = {citizen, *(each.citizen for each in known.values())}
    for meeting in planned:
        if meeting.citizen not in plans:
            continue
        parts = reader.all(PARTICIPATION, parent=meeting.id)
        there = {each.actor for each in parts if each.attendance is not Attendance.ABSENT} | {meeting.responsible}
        come = frozenset(fold(each.title or "") for each in known.values() if each.id in there)
        starts = datetime.fromisoformat(meeting.starts_at or "")
        yield _Taken(starts, end_of(meeting, starts), come, meeting.citizen, meeting.id)


def end_of(meeting: Meeting, starts: datetime) -> datetime:
    """Return when *meeting* ends; one of which nobody has said it lasts an hour."""
    ends = datetime.fromisoformat(meeting.ends_at) if meeting.ends_at else starts
    return ends if ends > starts else starts + _LASTS


def _meets(at: datetime, taken: _Taken) -> bool:
    return at < taken.ends and taken.starts < at + _LASTS


def _starts(day: date) -> Iterator[datetime]:
    return (datetime(day.year, day.month, day.day, hour) for hour in _HOURS)  # noqa: DTZ001 - Danish wall time


def _working_days(first: date, last: date) -> Iterator[date]:
    for days in range((last - first).days):
        day = first + timedelta(days=days)
        if day.weekday() < _SATURDAY and not is_holiday(day):
            yield day


def is_holiday(day: date) -> bool:
    """Tell whether Danish offices are closed on *day*, whatever weekday it is."""
    return (day.month, day.day) in _FIXED or (day - _easter(day.year)).days in _AFTER_EASTER


def _easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian *year* (Oudin's form of Gauss's rule)."""
    century, golden = divmod(year, 100)[0], year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    distance = moon - weekday
    month = 3 + (distance + 40) // 44
    return date(year, month, distance + 28 - 31 * (month // 4))
