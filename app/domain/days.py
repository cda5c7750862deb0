"""Days of full or partial precision: read from FHIR, shown in words, compared."""

import calendar
import re
from datetime import date, datetime

from app.clock import DANISH_TIME, instant
from app.texts import mark, say

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII | re.IGNORECASE
)
_MONTHS = (
    mark("month", "januar"),
    mark("month", "februar"),
    mark("month", "marts"),
    mark("month", "april"),
    mark("month", "maj"),
    mark("month", "juni"),
    mark("month", "juli"),
    mark("month", "august"),
    mark("month", "september"),
    mark("month", "oktober"),
    mark("month", "november"),
    mark("month", "december"),
)


def read_day(told: object) -> str | None:
    """Return the Danish calendar day that a FHIR date, dateTime or instant tells, in its own precision.

    A time with an offset counts in Danish time; one without is taken as Danish. None for what is no date.
    """
    moment = read_moment(told)
    if moment is not None:
        return moment.date().isoformat()
    if not isinstance(told, str) or _DATE.fullmatch(told) is None:
        return None
    return told if _exists(told) else None


def read_moment(told: object) -> datetime | None:
    """Return the moment that a FHIR dateTime or instant tells, in Danish time; None where no time is told."""
    match = _TIME.fullmatch(told) if isinstance(told, str) else None
    if match is None:
        return None
    day, hour, minute, second, fraction, offset = match.groups()
    seconds = min(int(second or 0), 59)
    text = f"{day}T{hour}:{minute}:{seconds:02}.{(fraction or '')[:6]:0<6}{(offset or '').upper()}"
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(DANISH_TIME) if moment.tzinfo else moment.replace(tzinfo=DANISH_TIME)
    except (ValueError, OverflowError):
        return None


def read_instant(told: object) -> str | None:
    """Return the UTC instant that *told* tells; a day alone counts from Danish midnight, a month or year not."""
    moment = read_moment(told)
    if moment is None and isinstance(told, str) and len(told) == 10 and read_day(told):
        moment = datetime.fromisoformat(told).replace(tzinfo=DANISH_TIME)
    try:
        return instant(moment) if moment else None
    except OverflowError:
        return None


def read_wall_time(told: object) -> str | None:
    """Return the Danish wall time `2026-11-24T09:00` that *told* tells; a day alone counts from midnight."""
    moment = read_moment(told)
    if moment is not None:
        return moment.strftime("%Y-%m-%dT%H:%M").zfill(16)
    day = read_day(told)
    return f"{day}T00:00" if day and len(day) == 10 else None


def show_day(day: str) -> str:
    """Return *day* in words: `24. november 2026`, `november 2026` or `2026`."""
    year, *rest = day.split("-")
    if not rest:
        return year
    month = say(_MONTHS[int(rest[0]) - 1])
    if len(rest) == 1:
        return say(mark("date", "{month} {year}"), month=month, year=year)
    return say(mark("date", "{day}. {month} {year}"), day=int(rest[1]), month=month, year=year)


def first_day(day: str) -> date:
    """Return the first calendar day that *day* covers; a day past the end of its month is the month's last."""
    year, month, number = (*(int(part) for part in day.split("-")), 1, 1)[:3]
    return date(year, month, min(number, calendar.monthrange(year, month)[1]))


def last_day(day: str) -> date:
    """Return the last calendar day that *day* covers."""
    first = first_day(day)
    if len(day) == 4:
        return date(first.year, 12, 31)
    if len(day) == 7:
        return date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    return first


def is_over(day: str, *, today: date) -> bool:
    """Tell whether all that *day* covers lies before *today*."""
    return last_day(day) < today


def _exists(day: str) -> bool:
    try:
        return first_day(day).isoformat().startswith(day)
    except ValueError:
        return False
