"""Days as people write them: `1/3`, `1. marts`, `marts 2027`, `+6u`, `i morgen`."""

import calendar
import re
from datetime import date, timedelta

_NUMBERS = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{4}|\d{2}))?\.?")
_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+)?([a-zæøå]+)\.?(?:\s+(\d{4}))?")
_AHEAD = re.compile(r"\+\s*(\d{1,3})\s*(d|u|m|å)[a-zæøå]*")
_WHOLE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
# The English names that begin otherwise: a day that is shown in English must be readable again.
_ENGLISH = {"may": 5, "oct": 10}
_NEAR = {"i dag": 0, "i morgen": 1, "i overmorgen": 2}
_LONGEST_AHEAD = 100  # years


def parse_day(text: str, *, today: date) -> str | None:
    """Return the day that *text* means as `2027-03-01`, `2027-03` or `2027`; None when it means no day.

    A day without a year is the next one from *today* on.
    """
    said = " ".join(text.lower().split())
    if said in _NEAR:
        return (today + timedelta(days=_NEAR[said])).isoformat()
    if _WHOLE.fullmatch(said):
        return said if _exists(said) else None
    ahead = _AHEAD.fullmatch(said)
    if ahead:
        return _ahead(int(ahead[1]), ahead[2], today)
    numbers = _NUMBERS.fullmatch(said)
    if numbers:
        return _day(int(numbers[1]), int(numbers[2]), numbers[3], today)
    words = _WORDS.fullmatch(said)
    return _in_words(words[1], words[2], words[3], today) if words else None


def _ahead(count: int, unit: str, today: date) -> str | None:
    if unit in "du":
        return (today + timedelta(days=count * (1 if unit == "d" else 7))).isoformat()
    months = today.month - 1 + count * (1 if unit == "m" else 12)
    year, month = today.year + months // 12, months % 12 + 1
    if year > today.year + _LONGEST_AHEAD:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(today.day, last)).isoformat()


def _day(day: int, month: int, year: str | None, today: date) -> str | None:
    try:
        if year is not None:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day).isoformat()
        this_year = date(today.year, month, day)
        return (this_year if this_year >= today else date(today.year + 1, month, day)).isoformat()
    except ValueError:
        return None


def _in_words(day: str | None, name: str, year: str | None, today: date) -> str | None:
    danish = next((place for place, short in enumerate(_MONTHS, 1) if name.startswith(short)), None)
    month = danish or _ENGLISH.get(name[:3])
    if month is None:
        return None
    if day is not None:
        return _day(int(day), month, year, today)
    there = int(year) if year else today.year + (month < today.month)
    return f"{there}-{month:02}"


def _exists(day: str) -> bool:
    try:
        date.fromisoformat((day + "-01-01")[:10])
    except ValueError:
        return False
    return True
