"""What a title says of itself: «Mette ringer til banken inden fredag» names who sees to it and by which day."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from app.domain.actor import Actor
from app.domain.danish import fold
from app.domain.item import ItemType
from app.domain.weekly import WEEKDAYS

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
_NEAR = {"i dag": 0, "i morgen": 1, "i overmorgen": 2}
_NUMBERS = {"en": 1, "et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6}
_UNITS = {"dag": 1, "uge": 7}
_DAY = re.compile(
    rf"(?<!\w)(?P<lead>(?:inden|senest|før|til|på|den|hver)\s+)*"
    rf"(?:(?P<near>{'|'.join(_NEAR)})|(?P<weekday>{'|'.join(WEEKDAYS)})"
    rf"|(?P<day>\d{{1,2}})(?:\.\s*(?P<month>{'|'.join(_MONTHS)})|/(?P<number>\d{{1,2}}))(?:\s+(?P<year>\d{{4}}))?"
    rf"|om\s+(?P<count>{'|'.join(_NUMBERS)}|\d{{1,2}})\s+(?P<unit>dag|uge)[er]?)(?!\w)"
)
_DATED = {ItemType.AGREEMENT: "due", ItemType.GOAL: "due", ItemType.SUBGOAL: "due", ItemType.INTERVENTION: "start"}
_DONE_BY_ONE = (ItemType.AGREEMENT, ItemType.INTERVENTION, ItemType.GOAL, ItemType.SUBGOAL)


def said_in(title: str, *, type: ItemType, people: Iterable[Actor], today: date) -> Mapping[str, str]:  # noqa: A002
    """Return {field: value} of what the *title* of a card of *type* says of who does it and when; {} where unsure.

    A person is who alone among *people* is called by the first word, or words. «Hver fredag» and two days are no day.
    """
    told: dict[str, str] = {}
    owner = _owner(title, people) if type in _DONE_BY_ONE else None
    if owner is not None:
        told["responsible"] = owner
    day = _day(title, today) if type in _DATED else None
    if day is not None:
        told[_DATED[type]] = day.isoformat()
    return told


def _owner(title: str, people: Iterable[Actor]) -> str | None:
    said = f"{fold(title)} "
    known = [(each.id, name) for each in people if (name := fold(each.title or "").strip())]
    whole = [identity for identity, name in known if said.startswith((f"{name} ", f"{name}:"))]
    first = [identity for identity, name in known if said.startswith((f"{name.split()[0]} ", f"{name.split()[0]}:"))]
    found = whole or first
    return found[0] if len(found) == 1 else None


def _day(title: str, today: date) -> date | None:
    found = list(_DAY.finditer(" ".join(title.lower().split())))
    if len(found) != 1 or "hver" in (found[0]["lead"] or ""):
        return None
    day = _told(found[0], today)
    is_before = day is not None and (found[0]["lead"] or "").split()[-1:] == ["før"]
    return max(today, day - timedelta(days=1)) if day is not None and is_before else day


def _told(found: re.Match[str], today: date) -> date | None:
    if found["near"]:
        return today + timedelta(days=_NEAR[found["near"]])
    if found["weekday"]:
        return today + timedelta(days=(WEEKDAYS.index(found["weekday"]) - today.weekday() - 1) % 7 + 1)
    if found["unit"]:
        count = _NUMBERS.get(found["count"]) or int(found["count"])
        return today + timedelta(days=count * _UNITS[found["unit"]])
    return _dated(found, today)


def _dated(found: re.Match[str], today: date) -> date | None:
    month = _MONTHS.index(found["month"]) + 1 if found["month"] else int(found["number"])
    try:
        if found["year"]:
            return date(int(found["year"]), month, int(found["day"]))
        this_year = date(today.year, month, int(found["day"]))
        return this_year if this_year >= today else this_year.replace(year=today.year + 1)
    except ValueError:
        return None
