"""Those who work with citizens: Practitioner, PractitionerRole, Organization, HealthcareService, Location."""

from app.domain.actor import ActorSort
from app.intake.elements import Json, address_text, concept_text, concept_words, each, line, telecom, whole_name
from app.intake.fact import Outcome, Person, Target
from app.intake.reading import Reading, Told, number_of, short
from app.intake.systems import system_name

_ORGANISATION = str(ActorSort.ORGANISATION)
_PROFESSIONAL = str(ActorSort.PROFESSIONAL)


def read_practitioner(reading: Reading) -> Told:
    """Read a Practitioner: the name, how to reach them, and what they are trained as."""
    resource = reading.resource
    qualifications = [concept_text(one.get("code")) for one in each(resource.get("qualification"))]
    return _told(
        reading,
        name=short(whole_name(resource.get("name"))),
        sort=_PROFESSIONAL,
        role=short(", ".join(one for one in qualifications if one)),
    )


def read_practitioner_role(reading: Reading) -> Told:
    """Read a PractitionerRole: what a practitioner does where."""
    resource = reading.resource
    practitioner = reading.target(resource.get("practitioner"))
    organisation = reading.target(resource.get("organization"))
    return _told(
        reading,
        name=practitioner.display if practitioner else None,
        sort=_PROFESSIONAL,
        role=short(concept_words(resource.get("code")) or concept_words(resource.get("specialty"))),
        organisation=short(organisation.display) if organisation else None,
        stands_for=practitioner if practitioner and practitioner.identity else None,
        works_at=organisation,
    )


def read_organisation(reading: Reading) -> Told:
    """Read an Organization, a HealthcareService or a Location."""
    resource = reading.resource
    above = reading.target(resource.get("partOf") or resource.get("providedBy") or resource.get("managingOrganization"))
    name = line(resource.get("name")) or concept_words(resource.get("type")) or line(resource.get("description"))
    return _told(reading, name=short(name) or _number(resource), sort=_ORGANISATION, part_of=above)


def _told(
    reading: Reading,
    *,
    name: str | None,
    sort: str,
    role: str | None = None,
    organisation: str | None = None,
    stands_for: Target | None = None,
    works_at: Target | None = None,
    part_of: Target | None = None,
) -> Told:
    resource = reading.resource
    person = Person(
        sort=sort,
        name=name,
        role=role,
        organisation=organisation,
        phone=short(telecom(resource.get("telecom"), "phone", "sms")),
        email=short(telecom(resource.get("telecom"), "email")),
        address=short(address_text(resource.get("address"))),
        numbers=numbers(resource),
        stands_for=stands_for,
        works_at=works_at,
        part_of=part_of,
    )
    state = "inactive" if resource.get("active") is False else None
    return Told(outcome=Outcome.MAPPED, person=person, title=name, state=state)


def numbers(resource: Json) -> tuple[str, ...]:
    """Return the identifiers as `system|value`, each once."""
    found = (number_of(one) for one in each(resource.get("identifier")))
    return tuple(dict.fromkeys(cut for one in found if one and (cut := short(one))))


def _number(resource: Json) -> str | None:
    """An organisation without a name is still told by its number: `CVR 64942212`."""
    for one in each(resource.get("identifier")):
        system, value = system_name(one.get("system")), line(one.get("value"))
        if value:
            return short(f"{(system or '').upper()} {value}".strip())
    return None
