"""The data types that FHIR resources are made of, read without trust: what has the wrong shape counts as not there."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from app.domain.danish import clean, one_line
from app.domain.days import read_day, show_day
from app.intake.systems import system_name
from app.texts import mark, say

Json = Mapping[str, Any]
"""A JSON object."""

_NAME_USES = ("official", "usual", None, "temp", "nickname", "anonymous", "maiden", "old")


def text(value: object) -> str | None:
    """Return *value* as clean text; None for anything but text."""
    return clean(value) if isinstance(value, str) else None


def line(value: object) -> str | None:
    """Return *value* as one clean line; None for anything but text."""
    if not isinstance(value, str):
        return None
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip() or None  # most codes and addresses; a regular expression costs ten times as much
    return one_line(value)


def each(value: object) -> list[Json]:
    """Return the objects of a list, or the one object that stands where a list may stand."""
    if isinstance(value, Mapping):
        return [value]
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def first(value: object) -> Json:
    """Return the first object of a list, or the object itself; an empty one for nothing."""
    found = each(value)
    return found[0] if found else {}


def code(value: object) -> str | None:
    """Return a code such as `status`, folded to lower case."""
    found = line(value)
    return found.lower() if found else None


def concept_text(concept: object) -> str | None:
    """Return the words of a CodeableConcept (or a list's first): its text, else a display, else a code."""
    told = first(concept)
    codings = each(told.get("coding"))
    return (
        text(told.get("text"))
        or next((shown for one in codings if (shown := line(one.get("display")))), None)
        or next((shown for one in codings if (shown := line(one.get("code")))), None)
    )


def concept_words(concept: object) -> str | None:
    """Return the words of a CodeableConcept; a bare code is none."""
    told = first(concept)
    displays = (line(one.get("display")) for one in each(told.get("coding")))
    return text(told.get("text")) or next((shown for shown in displays if shown), None)


def concept_texts(concepts: object) -> list[str]:
    """Return the words of each of several CodeableConcepts."""
    return [told for one in each(concepts) if (told := concept_text(one))]


def codings(concepts: object) -> list[tuple[str | None, str]]:
    """Return (our name of the system, code) of all codings of one or more CodeableConcepts."""
    return [
        (system_name(coding.get("system")), told)
        for concept in each(concepts)
        for coding in each(concept.get("coding"))
        if (told := line(coding.get("code")))
    ]


def has_code(concepts: object, *codes: str) -> bool:
    """Tell whether one of *codes* stands in the concepts, whatever the system is called."""
    return any(told in codes for _, told in codings(concepts))


def quantity_text(quantity: object) -> str | None:
    """Return `72 kg`, `< 5 mmol/L`; decimals with a comma."""
    told = first(quantity)
    value = told.get("value")
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = str(value).replace(".", ",")
    unit = line(told.get("unit")) or line(told.get("code"))
    return " ".join(part for part in (line(told.get("comparator")), number, unit) if part)


def range_text(told: object) -> str | None:
    """Return `160 lbs – 180 lbs`."""
    bounds = first(told)
    low, high = quantity_text(bounds.get("low")), quantity_text(bounds.get("high"))
    return " – ".join(part for part in (low, high) if part) or None


def ratio_text(told: object) -> str | None:
    """Return `2 km / 1 h`."""
    parts = first(told)
    above, below = quantity_text(parts.get("numerator")), quantity_text(parts.get("denominator"))
    return " / ".join(part for part in (above, below) if part) or None


def value_text(holder: Json, *, prefix: str = "value") -> str | None:
    """Return the words of a choice element such as `value[x]` or `detail[x]`."""
    for name, value in holder.items():
        if name.startswith(prefix) and len(name) > len(prefix) and name[len(prefix)].isupper():
            found = _choice(name.removeprefix(prefix), value)
            if found:
                return found
    return None


def _choice(kind: str, value: object) -> str | None:
    shown = _CHOICES.get(kind)
    if shown is not None:
        return shown(value)
    if kind == "Base64Binary":
        return None
    if isinstance(value, bool):
        return say(_YES if value else _NO)
    if isinstance(value, int | Decimal):
        return str(value).replace(".", ",")
    return text(value)


def _day_text(value: object) -> str | None:
    day = read_day(value)
    return show_day(day) if day else None


def start(period: object) -> str | None:
    """Return the day a Period begins."""
    return read_day(first(period).get("start"))


def end(period: object) -> str | None:
    """Return the day a Period ends."""
    return read_day(first(period).get("end"))


def period_text(period: object) -> str | None:
    """Return `1. januar 2026 – 3. marts 2026`."""
    days = [show_day(day) for day in (start(period), end(period)) if day]
    return " – ".join(days) or None


def best_name(names: object) -> Json:
    """Return the name in use: official before usual before unmarked; one that has ended last."""
    found = each(names)
    return min(found, key=_name_rank, default={})


def _name_rank(name: Json) -> tuple[bool, int]:
    use = code(name.get("use"))
    rank = _NAME_USES.index(use) if use in _NAME_USES else len(_NAME_USES)
    return end(name.get("period")) is not None or use == "old", rank


def given_names(name: Json) -> str | None:
    """Return the given names on one line."""
    given = name.get("given")
    parts = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    return line(" ".join(part for part in parts if isinstance(part, str)))


def whole_name(names: object) -> str | None:
    """Return the name in use as one line: given and family names, else the text."""
    name = best_name(names)
    parts = (given_names(name), line(name.get("family")))
    return " ".join(part for part in parts if part) or line(name.get("text"))


def telecom(points: object, *systems: str) -> str | None:
    """Return the value of the first contact point of one of *systems* that has not ended."""
    for one in each(points):
        if code(one.get("system")) in systems and code(one.get("use")) != "old" and not end(one.get("period")):
            return line(one.get("value"))
    return None


def address_text(addresses: object) -> str | None:
    """Return the first address on one line."""
    return address_line(first(addresses))


def address_line(address: Json) -> str | None:
    """Return street, postal code and city on one line, else the text."""
    street = street_line(address)
    town = " ".join(part for part in (line(address.get("postalCode")), line(address.get("city"))) if part)
    return ", ".join(part for part in (street, town) if part) or line(address.get("text"))


def street_line(address: Json) -> str | None:
    """Return the street lines on one line."""
    told = address.get("line")
    parts = [told] if isinstance(told, str) else told if isinstance(told, list) else []
    return line(", ".join(part for part in parts if isinstance(part, str)))


def notes(annotations: object) -> list[str]:
    """Return each Annotation as a line, led by its day."""
    found = []
    for one in each(annotations):
        day, said = read_day(one.get("time")), text(one.get("text"))
        if said:
            found.append(f"{show_day(day)}: {said}" if day else said)
    return found


def extensions(element: object, url: str) -> list[Json]:
    """Return the extensions of *element* whose address ends with *url*."""
    return [one for one in each(first(element).get("extension")) if str(one.get("url", "")).endswith(url)]


_YES, _NO = mark("intake", "ja"), mark("intake", "nej")
_CHOICES: Mapping[str, Callable[[object], str | None]] = {
    "CodeableConcept": concept_text,
    "Coding": lambda value: concept_text({"coding": [value]}),
    "Quantity": quantity_text,
    "Age": quantity_text,
    "Duration": quantity_text,
    "Range": range_text,
    "DateTime": _day_text,
    "Date": _day_text,
    "Instant": _day_text,
    "Period": period_text,
    "Attachment": lambda value: line(first(value).get("title")),
    "Identifier": lambda value: line(first(value).get("value")),
    "HumanName": whole_name,
    "Ratio": ratio_text,
    "Reference": lambda value: line(first(value).get("display")),
}
