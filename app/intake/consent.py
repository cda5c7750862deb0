"""Consent: a permission that can be shown as one; a refusal or a policy is kept beside the plan."""

from app.domain.consent import CONSENT
from app.domain.days import read_day, read_instant
from app.intake.elements import (
    Json,
    code,
    codings,
    concept_text,
    concept_texts,
    each,
    end,
    first,
    line,
    period_text,
)
from app.intake.fact import Draft, Mention, Outcome, Target, ToActor
from app.intake.reading import Reading, Told, known, note_of, short
from app.texts import mark, say

_UNSAID = mark("intake", "Samtykke")
_EXCEPTIONS = frozenset({"actor", "action", "data", "class", "code", "dataPeriod", "securityLabel"})
"""Where the rule itself does not say permit, these may mean what is withheld."""


def read_consent(reading: Reading) -> Told:
    """Read a Consent."""
    resource = reading.resource
    provision = first(resource.get("provision"))
    actors = _actors(reading, provision)
    fits = _permits(resource, provision)
    purpose = short(_purpose(resource, provision))
    given_at = read_instant(resource.get("dateTime"))
    ended = code(resource.get("status")) in ("inactive", "rejected")
    fields = known(
        purpose=purpose,
        actors=tuple(ToActor(one) for one in actors),
        given_at=given_at,
        until=end(provision.get("period")),
        withdrawn_at=_withdrawn(resource) if ended else None,
        note=_note(resource, provision),
    )
    return Told(
        outcome=Outcome.MAPPED if fits else Outcome.KEPT,
        citizen=reading.target(resource.get("patient")),
        mentions=tuple(Mention(target=one) for one in actors) if fits else (),
        drafts=(Draft(type=CONSENT, fields=fields),) if fits else (),
        title=purpose,
        day=read_day(resource.get("dateTime")),
        state=line(resource.get("status")),
    )


def _permits(resource: Json, provision: Json) -> bool:
    """Only what clearly allows something is shown as a consent: in force, opted in, and nothing denied in it."""
    rules = [told.upper() for _, told in codings(resource.get("policyRule"))]
    denied = "OPTOUT" in rules or code(provision.get("type")) == "deny" or bool(each(provision.get("provision")))
    permitted = code(provision.get("type")) == "permit" or not _EXCEPTIONS & provision.keys()
    sound = code(resource.get("status")) in ("active", "inactive") and read_day(resource.get("dateTime")) is not None
    return sound and permitted and not denied


def _actors(reading: Reading, provision: Json) -> list[Target]:
    found = (reading.target(one.get("reference")) for one in each(provision.get("actor")))
    return [one for one in found if one and not (one.identity and one.identity.type == "Patient")]


def _purpose(resource: Json, provision: Json) -> str:
    spoken = concept_texts(resource.get("category"))
    purposes = [line(one.get("display")) for one in each(provision.get("purpose"))]
    title = line(first(resource.get("sourceAttachment")).get("title"))
    return next((one for one in (*purposes, title, *spoken) if one), say(_UNSAID))


def _withdrawn(resource: Json) -> str | None:
    return read_instant(first(resource.get("meta")).get("lastUpdated")) or read_instant(resource.get("dateTime"))


def _note(resource: Json, provision: Json) -> str | None:
    period = period_text(provision.get("period"))
    return note_of(
        concept_text(resource.get("scope")),
        *concept_texts(resource.get("category")),
        line(first(resource.get("sourceAttachment")).get("title")),
        say(mark("intake", "Gælder: {period}"), period=period) if period else None,
    )
