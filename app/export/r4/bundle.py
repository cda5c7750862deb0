"""Bundle: a whole plan as one FHIR R4 document, and what has its place in it where.

Not told: boards with places, ink, frames and labels (no FHIR resource is a drawing; they stand in the log and the PDF),
the lanes and the order of cards, work that came too late and waits for a decision, rivals that nobody has settled, the
look-ups, and a user's own directory. Deleted records are not told either.
"""

import hashlib
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from app.domain.actor import Actor
from app.domain.agreement import Agreement
from app.domain.attachment import Attachment
from app.domain.board import Board, Placement
from app.domain.citizen import Citizen, ContactPoint, Identifier, Relative
from app.domain.concern import Concern
from app.domain.connector import Connector
from app.domain.consent import Consent
from app.domain.directory import Organisation, Professional
from app.domain.disagreement import Disagreement
from app.domain.drawing import Frame, Ink, Label
from app.domain.goal import Goal, SubGoal
from app.domain.idea import Idea
from app.domain.intervention import Intervention
from app.domain.item import Item
from app.domain.late_work import LateWork
from app.domain.look_up import LookUp
from app.domain.measurement import Measurement
from app.domain.meeting import Meeting, Participation
from app.domain.note import Note
from app.domain.plan import Plan
from app.domain.rating import Rating
from app.domain.record import Record
from app.domain.source_fact import SourceFact
from app.domain.strength import Strength
from app.domain.wish import Wish
from app.export.r4.document import attachment, note, source_fact
from app.export.r4.elements import HL7, LOINC, OWN, Json, coding, concept, made
from app.export.r4.meeting import consent, meeting
from app.export.r4.person import actor, care_team, patient, relative
from app.export.r4.plan import agreement, care_plan, goal, intervention, wish
from app.export.r4.telling import Authorship, Telling, actor_kind
from app.export.r4.told import card, disagreement, measurement, rating
from app.texts import Text, mark, say

PLAN_OF_CARE = "18776-5"
"""LOINC: «Plan of care note»."""
_AUTHOR = "Enplan"

Tell = Callable[[Any, Telling], list[Json]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a class of records stands: the FHIR type of its resource, and what writes it."""

    kind: str
    tell: Tell


SECTIONS: tuple[tuple[Text, Mapping[type[Record], Place]], ...] = (
    (mark("fhir", "Borgeren"), {Citizen: Place("Patient", patient)}),
    (mark("fhir", "Planen"), {Plan: Place("CarePlan", care_plan)}),
    (
        mark("fhir", "Ønsker og mål"),
        {Wish: Place("Goal", wish), Goal: Place("Goal", goal), SubGoal: Place("Goal", goal)},
    ),
    (
        mark("fhir", "Indsatser og aftaler"),
        {Intervention: Place("CarePlan", intervention), Agreement: Place("Task", agreement)},
    ),
    (mark("fhir", "Møder"), {Meeting: Place("Appointment", meeting)}),
    (mark("fhir", "Mennesker omkring"), {Actor: Place("", actor), Relative: Place("RelatedPerson", relative)}),
    (mark("fhir", "Samtykker"), {Consent: Place("Consent", consent)}),
    (
        mark("fhir", "Sagt og set"),
        {
            Rating: Place("Observation", rating),
            Concern: Place("Observation", card),
            Strength: Place("Observation", card),
            Idea: Place("Observation", card),
            Disagreement: Place("Communication", disagreement),
            Measurement: Place("Observation", measurement),
        },
    ),
    (
        mark("fhir", "Dokumenter"),
        {
            Note: Place("DocumentReference", note),
            Attachment: Place("DocumentReference", attachment),
            SourceFact: Place("DocumentReference", source_fact),
        },
    ),
)
"""What is told, in the order it is told in."""
WITHIN: Mapping[type[Record], type[Record]] = {
    Identifier: Citizen,
    ContactPoint: Citizen,
    Participation: Meeting,
    Connector: Plan,
}
"""Records that stand within the resource of another: a line within that of the card it goes out from."""
NOT_TOLD: Collection[type[Record]] = frozenset(
    {Board, Placement, Ink, Frame, Label, LateWork, LookUp, Organisation, Professional}
)

_PLACES = {kind: place for _, places in SECTIONS for kind, place in places.items()}
_OTHER_CARD = Place("Observation", card)


def bundle(telling: Telling) -> bytes:
    """Return the Bundle as JSON; the same records, told of the same instant, give the same bytes."""
    team = telling.own("care team")
    found = replace(telling, records=_standing(telling))
    known = {each.id: kind for each in found.records if (kind := _kind(each)) is not None}
    if any(isinstance(each, Actor | Relative) for each in found.records):
        known[team] = "CareTeam"
    return msgspec.json.encode(_document(replace(found, kinds=known)))


def _standing(telling: Telling) -> tuple[Record, ...]:
    """Return what stands, with the citizen and the plan that all else refers to."""
    stands = [each for each in telling.records if not each.deleted and not _is_empty(each, telling)]
    bare = replace(telling, records=tuple(stands))
    needed = {each.id: each for each in (bare.person, bare.plan)}
    return tuple({**needed, **{each.id: each for each in stands}}.values())


def _is_empty(record: Record, telling: Telling) -> bool:
    """Tell whether a record has nothing to tell: a fact that was never read, a person whose plan this is not."""
    if isinstance(record, SourceFact):
        return record.body is None
    return isinstance(record, Citizen) and record.id != telling.citizen


def _kind(record: Record) -> str | None:
    """Return the FHIR type of a record's own resource, None where it has none."""
    if isinstance(record, SourceFact) and record.continues is not None:
        return None
    if isinstance(record, Actor):
        return actor_kind(record)
    place = _PLACES.get(type(record), _OTHER_CARD if isinstance(record, Item) else None)
    return place.kind if place else None


def _document(telling: Telling) -> Json:
    sections = [(title, _section(places, telling)) for title, places in SECTIONS]
    resources = [each for _, found in sections for each in found]
    told = [*resources, *(_provenance(each, telling) for each in telling.authors if _targets(each, telling))]
    entries = [_composition(sections, telling), *told]
    name = uuid.uuid5(uuid.UUID(telling.citizen), f"fhir {telling.at} {telling.mark}")
    return {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{name}"},
        "type": "document",
        "timestamp": telling.at,
        "entry": [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in entries],
    }


def _section(places: Mapping[type[Record], Place], telling: Telling) -> list[Json]:
    if Concern in places:
        places = {**places, **_further(telling)}
    found = [
        resource
        for kind, place in places.items()
        for each in telling.of(kind)
        for resource in place.tell(each, telling)
    ]
    return found + (care_team(telling) if Actor in places else [])


def _further(telling: Telling) -> dict[type[Record], Place]:
    """Return the places of cards of types that were added since: they are told as what was seen."""
    return {kind: _OTHER_CARD for kind in telling.classes if kind not in _PLACES and issubclass(kind, Item)}


def _composition(sections: list[tuple[Text, list[Json]]], telling: Telling) -> Json:
    labels = [each for _, found in sections for one in found for each in one.get("meta", {}).get("security", ())]
    is_restricted = any(each["code"] == "R" for each in labels)
    return {
        "resourceType": "Composition",
        "id": telling.own(f"composition {hashlib.sha256(telling.mark.encode()).hexdigest()}"),
        "status": "final",
        "type": concept(coding(LOINC, PLAN_OF_CARE)),
        "subject": telling.patient,
        "date": telling.at,
        "author": [{"display": _AUTHOR}],
        "title": say(mark("fhir", "Borgerens plan")),
        "confidentiality": "R" if is_restricted else "N",
        "section": [{"title": say(title), "entry": _entries(found)} for title, found in sections if found],
    }


def _entries(resources: list[Json]) -> list[Json]:
    return [{"reference": f"urn:uuid:{each['id']}", "type": each["resourceType"]} for each in resources]


def _targets(written: Authorship, telling: Telling) -> list[Json]:
    return telling.references(written.records)


def _provenance(written: Authorship, telling: Telling) -> Json:
    """Return who wrote what, as far as it is told here."""
    who = {"identifier": {"system": f"{OWN}login", "value": written.who}, "display": written.who}
    author = concept(coding(f"{HL7}provenance-participant-type", "author"))
    return made(
        resourceType="Provenance",
        id=telling.own(f"author {written.who}"),
        target=_targets(written, telling),
        occurredPeriod={"start": written.since, "end": written.until},
        recorded=written.until,
        agent=[{"type": author, "who": who}],
    )
