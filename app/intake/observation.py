"""Observation: kept whole; one with a single number is also a measurement that can be followed over time."""

from decimal import Decimal
from math import isfinite

from app.domain.days import read_day
from app.domain.measurement import MEASUREMENT
from app.intake.elements import Json, codings, concept_text, first, line, start, value_text
from app.intake.fact import Draft, Outcome
from app.intake.reading import Reading, Told, known, short

_SOUND = ("final", "amended", "corrected", "preliminary", "registered", None)


def read_observation(reading: Reading) -> Told:
    """Read an Observation."""
    resource = reading.resource
    name = short(concept_text(resource.get("code")))
    measurement = _measurement(resource, name)
    shown = [name, value_text(resource)]
    return Told(
        outcome=Outcome.MAPPED if measurement else Outcome.KEPT,
        citizen=reading.target(resource.get("subject")),
        through=reading.targets(resource.get("encounter")),
        drafts=(measurement,) if measurement else (),
        title=short(": ".join(one for one in shown if one)) or short(reading.narrative()),
        day=_day(resource),
        state=line(resource.get("status")),
    )


def _measurement(resource: Json, name: str | None) -> Draft | None:
    """A value with a comparator is a bound, not a number."""
    quantity = first(resource.get("valueQuantity"))
    number = _number(quantity.get("value", resource.get("valueInteger")))
    if number is None or name is None or quantity.get("comparator") or resource.get("status") not in _SOUND:
        return None
    codes = [told for _, told in codings(resource.get("code"))]
    fields = known(
        name=name,
        code=short(codes[0]) if codes else None,
        unit=short(line(quantity.get("unit")) or line(quantity.get("code"))),
        day=_day(resource),
    )
    return Draft(type=MEASUREMENT, fields=fields | {"number": number})


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = float(value)
    return number if isfinite(number) else None


def _day(resource: Json) -> str | None:
    return (
        read_day(resource.get("effectiveDateTime"))
        or start(resource.get("effectivePeriod"))
        or read_day(resource.get("effectiveInstant"))
        or read_day(resource.get("issued"))
    )
