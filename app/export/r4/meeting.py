"""Meetings and consents: Appointment for what is planned, Encounter for what was held, Consent for what may be told."""

from app.domain.consent import Consent
from app.domain.danish import clean
from app.domain.meeting import Attendance, Meeting, Participation
from app.domain.values import State
from app.export.r4.elements import (
    HL7,
    LOINC,
    Json,
    at,
    at_extension,
    coding,
    concept,
    day,
    extension,
    listed,
    made,
    planned,
    status,
)
from app.export.r4.telling import PEOPLE, Telling
from app.texts import mark, say

_APPOINTMENT = ("proposed", "booked", "arrived", "fulfilled", "cancelled")
_ANSWERS = {Attendance.PRESENT: "accepted", Attendance.ABSENT: "declined"}
_UNASKED = "needs-action"
_PRIVACY_CONSENT = "59284-0"
"""LOINC: «Consent Document»."""
_UNNAMED = mark("fhir", "Møde")


def meeting(item: Meeting, telling: Telling) -> list[Json]:
    """Return the Appointment of a meeting and, once it was begun, the Encounter that it became."""
    invited = [each for each in telling.of(Participation) if each.meeting == item.id]
    there = listed(*(_participant(each, telling) for each in invited))
    untold = "booked" if item.starts_at else "proposed"
    appointment = telling.resource(
        "Appointment",
        item,
        extension("place", "String", item.place),
        *telling.shared(item, native=("told_on",)),
        within=invited,
        status=status(item.state, _APPOINTMENT, untold=untold),
        description=_title(item),
        **planned("start", item.starts_at),
        **planned("end", item.ends_at),
        **day("created", item.told_on),
        comment=clean(item.agenda),
        participant=[{"actor": telling.patient, "status": _UNASKED}, *there],
    )
    return [appointment, *_held(item, invited, telling)]


def consent(given: Consent, telling: Telling) -> list[Json]:
    """Return the Consent: what may be shared with whom, until when, for what; one that was taken back is inactive."""
    purpose = clean(given.purpose)
    recipient = concept(coding(f"{HL7}v3-ParticipationType", "IRCP"))
    provision = made(
        type="permit",
        period=made(**day("end", given.until)),
        actor=[{"role": recipient, "reference": each} for each in telling.references(given.actors)],
        purpose=listed(made(display=purpose)),
        data=[{"meaning": "instance", "reference": each} for each in telling.references(given.items)],
    )
    return [
        telling.resource(
            "Consent",
            given,
            extension("given", "Code", given.given),
            extension("witness", "String", given.witness),
            extension("note", "String", given.note),
            at_extension("withdrawn", given.withdrawn_at),
            status="inactive" if given.withdrawn_at else "active",
            scope=concept(coding(f"{HL7}consentscope", "patient-privacy")),
            category=[concept(coding(LOINC, _PRIVACY_CONSENT))],
            patient=telling.patient,
            **at("dateTime", given.given_at),
            policyRule=concept(coding(f"{HL7}v3-ActCode", "OPTIN")),
            provision=provision,
        )
    ]


def _held(item: Meeting, invited: list[Participation], telling: Telling) -> list[Json]:
    if item.begun_at is None:
        return []
    present = [each.actor for each in invited if each.attendance is Attendance.PRESENT and each.actor]
    people = telling.references(present, "Practitioner", "RelatedPerson")
    is_over = item.closed_at is not None or item.state is State.DONE
    return [
        made(
            resourceType="Encounter",
            id=telling.own(f"held {item.id}"),
            meta=made(security=telling.labels(item, *invited)),
            status="finished" if is_over else "in-progress",
            class_=coding(f"{HL7}v3-ActCode", "AMB"),
            type=[concept(text=_title(item))],
            subject=telling.patient,
            participant=[{"individual": each} for each in people],
            appointment=listed(telling.reference(item.id)),
            period={**at("start", item.begun_at), **at("end", item.closed_at)},
        )
    ]


def _participant(part: Participation, telling: Telling) -> Json | None:
    person = telling.reference(part.actor, *PEOPLE[1:])
    who = {"actor": person} if person and person["type"] != "Organization" else None
    named = {"type": [concept(text=_organisation(part, telling))]} if person and not who else None
    told = _ANSWERS.get(part.attendance, _UNASKED) if part.attendance else _UNASKED
    return {**(who or named or {}), "status": told} if who or named else None


def _organisation(part: Participation, telling: Telling) -> str:
    found = next(each for each in telling.records if each.id == part.actor)
    return clean(getattr(found, "title", None)) or say(_UNNAMED)


def _title(item: Meeting) -> str:
    return clean(item.title) or say(_UNNAMED)
