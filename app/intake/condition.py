"""Condition: kept on the timeline, never a card; a Danish theme with a level is also a marker on a life area."""

from app.domain.days import read_day
from app.domain.rating import RATING
from app.domain.values import Speaker
from app.intake import kl
from app.intake.elements import Json, codings, concept_text, line
from app.intake.fact import Draft, Outcome
from app.intake.reading import Reading, Told, known, short

_REFUTED = ("refuted", "entered-in-error")


def read_condition(reading: Reading) -> Told:
    """Read a Condition."""
    resource = reading.resource
    rating = _rating(resource)
    words = [concept_text(resource.get("code")), concept_text(resource.get("severity"))]
    state = [told for key in ("clinicalStatus", "verificationStatus") for _, told in codings(resource.get(key))]
    return Told(
        outcome=Outcome.MAPPED if rating else Outcome.KEPT,
        citizen=reading.target(resource.get("subject")),
        drafts=(rating,) if rating else (),
        title=short(", ".join(one for one in words if one)),
        day=_day(resource),
        state=line(" ".join(state)),
    )


def _rating(resource: Json) -> Draft | None:
    levels = [kl.LEVELS[told] for _, told in codings(resource.get("severity")) if told in kl.LEVELS]
    themes = [told for system, told in codings(resource.get("code")) if system == "ffb" or told in kl.LIFE_AREAS]
    refuted = any(told in _REFUTED for _, told in codings(resource.get("verificationStatus")))
    if not levels or not themes or refuted:
        return None
    area = next((str(kl.LIFE_AREAS[told]) for told in themes if told in kl.LIFE_AREAS), None)
    fields = known(
        life_area=area,
        theme=short(themes[0]),
        rater=str(Speaker.WORKER),
        day=_day(resource),
        words=short(concept_text(resource.get("code"))),
    )
    return Draft(type=RATING, fields=fields | {"level": levels[0]})


def _day(resource: Json) -> str | None:
    return (
        read_day(resource.get("recordedDate"))
        or read_day(resource.get("onsetDateTime"))
        or read_day(resource.get("assertedDate"))
        or read_day(resource.get("abatementDateTime"))
    )
