"""Elements of FHIR resources as JSON: codes, days, notes and extensions, each left out where nothing was told."""

import re
from collections.abc import Iterable
from typing import Any

from app.domain.danish import clean
from app.domain.days import read_day, read_instant, read_moment
from app.domain.values import State

Json = dict[str, Any]

OWN = "urn:enplan:fhir:"
"""What the extensions and codes of this program begin with; they lead to no address."""
CARE_SOCIAL = "http://fhir.kl.dk/term/CodeSystem/CareSocialCodes"
FFB = "urn:oid:1.2.208.176.2.22"
ICF = "http://hl7.org/fhir/sid/icf"
LOINC = "http://loinc.org"
HL7 = "http://terminology.hl7.org/CodeSystem/"
_FHIR = "http://hl7.org/fhir/StructureDefinition/"
GOAL_RELATIONSHIP = f"{_FHIR}goal-relationship"
_CODE = re.compile(r"\S+(\s\S+)*")
_NOTHING: tuple[Any, ...] = (None, "", [], {}, ())


def made(**told: Any) -> Json:
    """Return what was told; a name that Python keeps for itself ends with a line that is taken off."""
    return {name.removesuffix("_"): value for name, value in told.items() if value not in _NOTHING}


def listed(*parts: Any) -> list[Any]:
    """Return those of *parts* that are there."""
    return [each for each in parts if each not in _NOTHING]


def coding(system: str | None, code: str | None, display: str | None = None) -> Json | None:
    """Return a Coding; None without a code that FHIR can hold."""
    if code is None or _CODE.fullmatch(code) is None:
        return None
    return made(system=system, code=code, display=clean(display))


def concept(*codings: Json | None, text: str | None = None) -> Json | None:
    """Return a CodeableConcept; None where nothing was told."""
    return made(coding=listed(*codings), text=clean(text)) or None


def words(text: str | None, *, author: Json | None = None) -> Json | None:
    """Return an Annotation; None without words."""
    told = clean(text)
    return made(authorReference=author, text=told) if told else None


def extension(name: str, kind: str, value: Any) -> Json | None:
    """Return an own extension whose value is of the FHIR type *kind*; None where there is none."""
    shown = clean(value) if isinstance(value, str) else value
    return None if shown in _NOTHING else {"url": f"{OWN}{name}", f"value{kind}": shown}


def joined(name: str, *parts: Json | None) -> Json | None:
    """Return an own extension made of *parts*, whose names are short; None without any."""
    found = [{**each, "url": each["url"].removeprefix(OWN)} for each in parts if each]
    return {"url": f"{OWN}{name}", "extension": found} if found else None


def day(name: str, told: str | None) -> Json:
    """Return the element *name* with a day of any precision; one that no calendar has stays as it was told, beside."""
    if told is None:
        return {}
    found = read_day(told)
    return {name: found} if found else {f"_{name}": _as_told(told)}


def at(name: str, told: str | None) -> Json:
    """Return the element *name* with an instant of what has happened."""
    if told is None:
        return {}
    found = read_instant(told)
    return {name: found} if found else {f"_{name}": _as_told(told)}


def planned(name: str, wall: str | None) -> Json:
    """Return the element *name* with the instant of a Danish wall time; an unknown one is said to be unknown."""
    if wall is None:
        return {f"_{name}": {"extension": [{"url": f"{_FHIR}data-absent-reason", "valueCode": "unknown"}]}}
    found = read_moment(wall)
    return {name: found.isoformat(timespec="seconds")} if found else {f"_{name}": _as_told(wall)}


def period(start: str | None, end: str | None) -> Json | None:
    """Return a Period of days; None where neither was told."""
    return {**day("start", start), **day("end", end)} or None


def day_extension(name: str, told: str | None) -> Json | None:
    """Return an own extension with a day."""
    found = read_day(told) if told else None
    return extension(name, "Date", found) if found else extension(name, "String", told)


def at_extension(name: str, told: str | None) -> Json | None:
    """Return an own extension with an instant."""
    found = read_instant(told) if told else None
    return extension(name, "Instant", found) if found else extension(name, "String", told)


def status(state: State | None, codes: Iterable[str], *, untold: str) -> str:
    """Return the code of *state* among *codes*, which stand in the order of the states; *untold* where none is set."""
    return untold if state is None else dict(zip(State, codes, strict=True))[state]


def _as_told(told: str) -> Json:
    return {"extension": [{"url": f"{_FHIR}originalText", "valueString": told}]}
