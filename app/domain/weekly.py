"""Weekly times: the days and hours that a frequency tells in plain Danish, such as «tirsdag og torsdag kl. 9-12»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_MANY = {"hverdag": range(5), "hver dag": range(7), "weekend": range(5, 7)}
_SPAN = re.compile(rf"({'|'.join(WEEKDAYS)})(?:e)?\s*(?:-|–|til)\s*({'|'.join(WEEKDAYS)})")
_HOURS = re.compile(
    r"(?<![\d.:])([01]?\d|2[0-4])(?:[.:]([0-5]\d))?\s*(?:-|–|til)\s*(?:kl\.?\s*)?([01]?\d|2[0-4])(?:[.:]([0-5]\d))?"
    r"(?![\d.:]*\d)(?!\s*(?:gang|time|uge|minut|måned|år|x|%))"
)
_NOT_EACH_WEEK = re.compile(r"hver (?:anden|tredje|fjerde|2|3|4)|måned|lige uge|ulige uge")


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """From `begins` to `ends`, in minutes since midnight, on a weekday (Monday is 0)."""

    weekday: int
    begins: int
    ends: int

    def meets(self, other: "Hours") -> bool:
        """Tell whether both hold at some minute."""
        return self.weekday == other.weekday and self.begins < other.ends and other.begins < self.ends


def weekly_hours(told: str) -> tuple[Hours, ...]:
    """Return the hours of a week that *told* names; none where days or hours are missing or in doubt."""
    words = " ".join(told.casefold().split())
    found = list(_HOURS.finditer(words))
    days = sorted(set(_weekdays(words)))
    if len(found) != 1 or not days or _NOT_EACH_WEEK.search(words):
        return ()
    hour, minute, last, rest = found[0].groups()
    begins, ends = int(hour) * 60 + int(minute or 0), int(last) * 60 + int(rest or 0)
    return tuple(Hours(day, begins, ends) for day in days) if begins < ends <= 24 * 60 else ()


def _weekdays(words: str) -> Iterator[int]:
    for first, last in _SPAN.findall(words):
        yield from range(WEEKDAYS.index(first), WEEKDAYS.index(last) + 1)
    for place, day in enumerate(WEEKDAYS):
        if day in words:
            yield place
    for name, days in _MANY.items():
        if name in words:
            yield from days
