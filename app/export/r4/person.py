"""The citizen and the people around: Patient, RelatedPerson, Practitioner, Organization, and the CareTeam they make."""

import re

from app.domain.actor import Actor
from app.domain.citizen import (
    Citizen,
    ContactPoint,
    ContactUse,
    Identifier,
    IdentifierSystem,
    Relative,
)
from app.domain.danish import clean
from app.export.r4.elements import (
    HL7,
    Json,
    coding,
    concept,
    day,
    day_extension,
    extension,
    listed,
    made,
    period,
)
from app.export.r4.telling import PEOPLE, Telling, actor_kind
from app.texts import mark, say

_NUMBERS = {
    IdentifierSystem.CPR: "urn:oid:1.2.208.176.1.2",
    IdentifierSystem.X_ECPR: "urn:oid:1.2.208.176.1.6.1.1",
    IdentifierSystem.D_ECPR: "urn:oid:1.2.208.176.1.6.1.3",
}
_USES = {ContactUse.PHONE: "phone", ContactUse.EMAIL: "email", ContactUse.OTHER: "other"}
_GENDERS = ("male", "female", "other", "unknown")
_ROLE_CODE = re.compile(r"[A-Z]{1,12}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_COORDINATOR = mark("fhir", "Holder sammen på planen")
_CONTACT = mark("fhir", "Fast kontaktperson")


def patient(citizen: Citizen, telling: Telling) -> list[Json]:
    """Return the Patient with all numbers, addresses and telephones that are told."""
    numbers, contacts = telling.of(Identifier), telling.of(ContactPoint)
    gender = citizen.gender if citizen.gender in _GENDERS else None
    return [
        telling.resource(
            "Patient",
            citizen,
            extension("municipality", "String", citizen.municipality),
            extension("gender", "String", None if gender else citizen.gender),
            extension("placeholder", "Boolean", citizen.placeholder),
            within=(*numbers, *contacts),
            identifier=listed(_itself(citizen.id), *(_number(each) for each in numbers)),
            name=listed(_name(citizen)),
            telecom=listed(*(_telecom(each) for each in contacts if each.use is not ContactUse.ADDRESS)),
            gender=gender,
            **day("birthDate", citizen.birth_date),
            **day("deceasedDateTime", citizen.death_date),
            address=listed(*(_address(each) for each in contacts if each.use is ContactUse.ADDRESS)),
            communication=listed(made(language=_language(citizen.language))),
            link=listed(_link(citizen.replaced_by)),
        )
    ]


def relative(person: Relative, telling: Telling) -> list[Json]:
    """Return a RelatedPerson."""
    is_code = person.relation is not None and _ROLE_CODE.fullmatch(person.relation) is not None
    relation = concept(
        coding(f"{HL7}v3-RoleCode", person.relation) if is_code else None,
        text=person.role or (None if is_code else person.relation),
    )
    guardian = concept(coding(f"{HL7}v3-RoleCode", "GUARD")) if person.is_guardian else None
    return [
        telling.resource(
            "RelatedPerson",
            person,
            extension("relation", "String", person.relation if person.role and not is_code else None),
            extension("person", "String", person.related),
            patient=telling.patient,
            relationship=listed(relation, guardian),
            name=listed(made(text=clean(person.name))),
            telecom=listed(_reached("phone", person.phone)),
            **day("birthDate", person.birth_date),
            period=period(person.start, person.end),
        )
    ]


def actor(item: Actor, telling: Telling) -> list[Json]:
    """Return the Practitioner, RelatedPerson or Organization that an actor is."""
    kind, name = actor_kind(item), clean(item.title)
    common = (
        extension("responsibility", "String", item.responsibility),
        extension("frequency", "String", item.frequency),
        extension("contact", "Boolean", item.is_contact),
        extension("role", "String", item.role if kind == "Organization" else None),
        extension("organisation", "String", item.organisation),
        day_extension("last-contact", item.last_contact),
        *telling.shared(item),
    )
    reached = listed(_reached("phone", item.phone), _reached("email", item.email))
    if kind == "Organization":
        return [telling.resource(kind, item, *common, name=name or say(mark("fhir", "Uden navn")), telecom=reached)]
    named = listed(made(text=name))
    if kind == "Practitioner":
        qualified = listed(made(code=concept(text=item.role)))
        return [telling.resource(kind, item, *common, name=named, telecom=reached, qualification=qualified)]
    relation = listed(concept(text=item.role))
    return [
        telling.resource(
            kind, item, *common, patient=telling.patient, relationship=relation, name=named, telecom=reached
        )
    ]


def care_team(telling: Telling) -> list[Json]:
    """Return the CareTeam of all actors and relatives; none where there is nobody."""
    members: list[Actor | Relative] = [*telling.of(Actor), *telling.of(Relative)]
    told = [_member(each, telling) for each in members]
    status = {"status": "active", "subject": telling.patient, "participant": told}
    return [{"resourceType": "CareTeam", "id": telling.own("care team"), **status}] if told else []


def _member(person: Actor | Relative, telling: Telling) -> Json:
    is_actor = isinstance(person, Actor)
    roles = listed(
        concept(text=person.role),
        concept(text=say(_CONTACT)) if isinstance(person, Actor) and person.is_contact else None,
        concept(text=say(_COORDINATOR)) if person.id == telling.plan.coordinator else None,
    )
    employer = clean(person.organisation) if isinstance(person, Actor) else None
    behalf = made(display=employer) if is_actor and telling.kinds.get(person.id) == "Practitioner" else None
    return made(role=roles, member=telling.reference(person.id, *PEOPLE), onBehalfOf=behalf)


def _itself(identity: str) -> Json:
    return {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{identity}"}


def _number(number: Identifier) -> Json:
    """Return a number; one that ended is an old one. Who gave it is an address, else a name."""
    issuer = number.issuer or ""
    is_address = re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", issuer) is not None
    return made(
        use="old" if number.end else None,
        system=_NUMBERS.get(number.system or IdentifierSystem.OTHER, issuer if is_address else None),
        value=clean(number.value),
        period=period(number.start, number.end),
        assigner=None if is_address else made(display=clean(issuer)),
    )


def _name(citizen: Citizen) -> Json:
    return made(family=clean(citizen.family), given=(clean(citizen.given) or "").split())


def _language(told: str | None) -> Json | None:
    is_code = told is not None and _LANGUAGE.fullmatch(told) is not None
    return concept(coding("urn:ietf:bcp:47", told) if is_code else None, text=told)


def _telecom(point: ContactPoint) -> Json:
    value = clean(point.value)
    system = _USES.get(point.use or ContactUse.OTHER) if value else None
    return made(system=system, value=value, period=period(point.start, point.end))


def _address(point: ContactPoint) -> Json:
    return made(
        text=clean(point.value),
        line=listed(clean(point.line)),
        city=clean(point.city),
        postalCode=clean(point.postal_code),
        country=clean(point.country),
        period=period(point.start, point.end),
    )


def _reached(system: str, value: str | None) -> Json | None:
    told = clean(value)
    return {"system": system, "value": told} if told else None


def _link(other: str | None) -> Json | None:
    """Another citizen is not in the bundle: the id alone says who it is."""
    if not other:
        return None
    return {"other": {"type": "Patient", "identifier": _itself(other)}, "type": "replaced-by"}
