"""Patient: the citizen, the numbers the citizen is known by, and how the citizen is reached."""

from typing import Any

from app.domain.citizen import CITIZEN, CONTACT_POINT, IDENTIFIER, RELATIVE, ContactUse, IdentifierSystem
from app.domain.cpr import read_cpr
from app.domain.days import read_day
from app.intake.elements import (
    Json,
    address_line,
    best_name,
    code,
    codings,
    concept_text,
    each,
    end,
    extensions,
    given_names,
    line,
    start,
    street_line,
    whole_name,
)
from app.intake.fact import Draft, Outcome, Target, ToCitizen
from app.intake.reading import Reading, Told, known, short
from app.intake.relative import relative_fields
from app.intake.security import is_protected
from app.intake.systems import system_name
from app.texts import Text, mark, say

_USES = {"phone": ContactUse.PHONE, "sms": ContactUse.PHONE, "email": ContactUse.EMAIL}
_NAMELESS = mark("intake", "Ukendt borger")
_DEAD = mark("intake", "Borgeren er død; det andet system oplyser ingen dato.")
_INACTIVE = mark("intake", "Borgeren er ikke længere aktiv i det andet system.")


def read_patient(reading: Reading) -> Told:
    """Read a Patient."""
    resource = reading.resource
    protected = is_protected(resource)
    return Told(
        outcome=Outcome.MAPPED,
        notice=_notice(resource),
        citizen=Target(reading.identity, whole_name(resource.get("name"))),
        drafts=(
            Draft(type=CITIZEN, fields=_citizen(reading, protected=protected)),
            *(_identifier(one) for one in each(resource.get("identifier")) if line(one.get("value"))),
            *(_telecom(one, protected=protected) for one in _in_use(resource, "telecom") if line(one.get("value"))),
            *(_address(one, protected=protected) for one in _in_use(resource, "address") if address_line(one)),
            *_contacts(resource, protected=protected),
        ),
        title=short(whole_name(resource.get("name"))),
        day=read_day(resource.get("birthDate")),
        state="inactive" if resource.get("active") is False else None,
    )


def _notice(resource: Json) -> Text | None:
    if resource.get("deceasedBoolean") is True:
        return _DEAD
    return _INACTIVE if resource.get("active") is False else None


def _contacts(resource: Json, *, protected: bool) -> tuple[Draft, ...]:
    """Return the private persons that the resource itself names, each once."""
    drafts = {}
    for one in each(resource.get("contact")):
        fields = relative_fields(one)
        slot = f"relative|{fields.get('name')}|{fields.get('relation')}|{protected}"
        if fields.keys() & {"name", "phone"}:
            drafts[slot] = Draft(type=RELATIVE, fields=fields, slot=slot, protected=protected)
    return tuple(drafts.values())


def _citizen(reading: Reading, *, protected: bool) -> dict[str, Any]:
    resource = reading.resource
    name = best_name(resource.get("name"))
    given, family = short(given_names(name)), short(line(name.get("family")))
    fields = known(
        given=given,
        family=family or (short(line(name.get("text"))) if given is None else None),
        birth_date=read_day(resource.get("birthDate")),
        death_date=read_day(resource.get("deceasedDateTime")),
        gender=short(code(resource.get("gender"))),
        protected=protected or None,
        municipality=_municipality(resource),
        language=_language(resource),
        replaced_by=_replaced_by(reading),
    )
    return fields or {"family": say(_NAMELESS)}


def _replaced_by(reading: Reading) -> ToCitizen | None:
    for one in each(reading.resource.get("link")):
        other = reading.target(one.get("other"))
        if code(one.get("type")) == "replaced-by" and other and other.identity:
            return ToCitizen(other)
    return None


def _municipality(resource: Json) -> str | None:
    for address in each(resource.get("address")):
        for found in extensions(address, "municipalityCodes"):
            told = codings(found.get("valueCodeableConcept"))
            if told:
                return short(told[0][1])
    return None


def _language(resource: Json) -> str | None:
    spoken = each(resource.get("communication"))
    preferred = next((one for one in spoken if one.get("preferred") is True), spoken[0] if spoken else {})
    return short(concept_text(preferred.get("language")))


def _identifier(told: Json) -> Draft:
    system = _system(told)
    value = line(told.get("value")) or ""
    cpr = read_cpr(value) if system is not IdentifierSystem.OTHER else None
    earlier = code(told.get("use")) == "old" or end(told.get("period")) is not None
    fields = known(
        system=str(system),
        issuer=_issuer(told) if system is IdentifierSystem.OTHER else None,
        value=cpr.value if cpr else short(value),
        start=start(told.get("period")),
        end=end(told.get("period")),
    )
    slot = f"identifier|{told.get('system')}|{value}"
    return Draft(type=IDENTIFIER, fields=fields, slot=slot, protected=earlier and cpr is not None)


def _system(told: Json) -> IdentifierSystem:
    name = system_name(told.get("system"))
    return IdentifierSystem(name) if name in ("cpr", "x_ecpr", "d_ecpr") else IdentifierSystem.OTHER


def _issuer(told: Json) -> str | None:
    assigner = each(told.get("assigner"))
    return short(
        line(told.get("system"))
        or (line(assigner[0].get("display")) if assigner else None)
        or concept_text(told.get("type"))
    )


def _telecom(told: Json, *, protected: bool) -> Draft:
    value = line(told.get("value")) or ""
    fields = known(
        use=str(_USES.get(code(told.get("system")) or "", ContactUse.OTHER)),
        value=short(value),
        start=start(told.get("period")),
        end=end(told.get("period")),
    )
    return Draft(type=CONTACT_POINT, fields=fields, slot=_slot(value, protected), protected=protected)


def _address(told: Json, *, protected: bool) -> Draft:
    value = address_line(told) or ""
    fields = known(
        use=str(ContactUse.ADDRESS),
        value=short(value),
        line=short(street_line(told)),
        postal_code=short(line(told.get("postalCode"))),
        city=short(line(told.get("city"))),
        country=short(line(told.get("country"))),
        start=start(told.get("period")),
        end=end(told.get("period")),
    )
    return Draft(type=CONTACT_POINT, fields=fields, slot=_slot(value, protected), protected=protected)


def _in_use(resource: Json, name: str) -> list[Json]:
    """Return contact points or addresses, those in use first: of the same one told twice they are what counts."""
    return sorted(each(resource.get(name)), key=lambda one: end(one.get("period")) is not None)


def _slot(value: str, protected: bool) -> str:
    """A protected contact lies in another stream, and no record ever changes stream: it is another record."""
    return f"{'protected' if protected else 'contact'}|{value}"
