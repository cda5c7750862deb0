"""What was said, seen and written: Observation, Communication and DocumentReference."""

from app.domain import RECORD_TYPES
from app.domain.danish import clean
from app.domain.disagreement import Disagreement
from app.domain.item import Item
from app.domain.life_area import LifeArea, life_area
from app.domain.measurement import Measurement
from app.domain.picture import picture
from app.domain.rating import Rating
from app.domain.values import Speaker
from app.export.look import kind_name
from app.export.r4.elements import (
    FFB,
    ICF,
    OWN,
    Json,
    at,
    at_extension,
    coding,
    concept,
    day,
    listed,
    made,
    words,
)
from app.export.r4.telling import Telling, area
from app.ids import is_uuid
from app.intake import kl
from app.queries.words import LEVELS
from app.texts import mark, say

_LEVELS = {level: code for code, level in kl.LEVELS.items()}
_LABELS = {each.record: each.label for each in RECORD_TYPES}
_WORKER = mark("fhir", "Medarbejder")


def rating(marker: Rating, telling: Telling) -> list[Json]:
    """Return the Observation of a marker: the life area, its level, whose it is; the ICF codes are its categories."""
    performer = telling.patient if marker.rater is Speaker.CITIZEN else {"display": say(_WORKER)}
    theme = coding(FFB if is_uuid(marker.theme) else None, marker.theme)
    level = marker.level
    value = None if level is None else concept(coding(FFB, _LEVELS[level]), text=say(LEVELS[level]))
    return [
        telling.resource(
            "Observation",
            marker,
            status="final",
            category=[concept(coding(ICF, each)) for each in _icf(marker.life_area)],
            code=concept(area(marker.life_area), theme, text=_about(marker)),
            subject=telling.patient,
            **day("effectiveDateTime", marker.day),
            performer=[performer],
            valueCodeableConcept=value,
            note=listed(words(marker.words)),
        )
    ]


def _about(marker: Rating) -> str | None:
    """Return the word of a picture card; of a marker without a life area what it is."""
    laid = picture(marker.picture)
    if laid is not None:
        return say(laid.word)
    return None if marker.life_area else say(_LABELS[Rating])


def measurement(measured: Measurement, telling: Telling) -> list[Json]:
    """Return the Observation of a measurement: a number with its unit, or words."""
    quantity = None if measured.number is None else made(value=measured.number, unit=clean(measured.unit))
    said = clean(measured.words)
    return [
        telling.resource(
            "Observation",
            measured,
            status="final",
            code=concept(coding(None, measured.code), text=clean(measured.name) or say(_LABELS[Measurement])),
            subject=telling.patient,
            focus=listed(telling.reference(measured.item)),
            **day("effectiveDateTime", measured.day),
            valueQuantity=quantity,
            valueString=None if quantity else said,
            note=listed(words(said)) if quantity else [],
        )
    ]


def card(item: Item, telling: Telling) -> list[Json]:
    """Return the Observation of a worry, a strength, or what nobody has sorted yet."""
    return [
        telling.resource(
            "Observation",
            item,
            *telling.shared(item, native=("told_on", "words", "note")),
            status="final",
            code=concept(coding(f"{OWN}card", item.type, kind_name(item.type))),
            subject=telling.patient,
            **day("effectiveDateTime", item.told_on),
            valueString=clean(item.title),
            note=telling.notes(item),
        )
    ]


def disagreement(said: Disagreement, telling: Telling) -> list[Json]:
    """Return the Communication in which the citizen disagrees with something in the plan."""
    told = clean(said.words)
    return [
        telling.resource(
            "Communication",
            said,
            at_extension("ended", said.ended_at),
            status="completed",
            category=[concept(coding(f"{OWN}communication", "disagreement", say(_LABELS[Disagreement])))],
            subject=telling.patient,
            about=listed(telling.reference(said.item)),
            **at("sent", said.said_at),
            sender=telling.patient,
            payload=[{"contentString": told}] if told else [],
        )
    ]


def _icf(named: LifeArea | None) -> list[str]:
    """Return the single ICF codes that a life area covers, without its ranges of codes."""
    return [each for each in (life_area(named).icf.split() if named else ()) if "-" not in each]
