"""RelatedPerson: a private person around the citizen."""

from typing import Any

from app.domain.actor import ActorSort
from app.domain.citizen import RELATIVE
from app.domain.days import read_day
from app.intake.elements import Json, address_text, codings, concept_text, end, has_code, start, telecom, whole_name
from app.intake.fact import Draft, Outcome, Person
from app.intake.reading import Reading, Told, known, short
from app.intake.security import is_protected
from app.texts import Text, mark, say

_GUARDIANS = ("GUARD", "GUADLTM", "HPOWATT", "DPOWATT", "POWATT", "PARAUTH", "GUARDIAN")
_ROLES: dict[str, Text] = {
    "MTH": mark("relative", "Mor"),
    "NMTH": mark("relative", "Mor"),
    "FTH": mark("relative", "Far"),
    "NFTH": mark("relative", "Far"),
    "PRN": mark("relative", "Forælder"),
    "NPRN": mark("relative", "Forælder"),
    "ADOPTP": mark("relative", "Adoptivforælder"),
    "PRNFOST": mark("relative", "Plejeforælder"),
    "STPPRN": mark("relative", "Stedforælder"),
    "STPMTH": mark("relative", "Stedmor"),
    "STPFTH": mark("relative", "Stedfar"),
    "GRPRN": mark("relative", "Bedsteforælder"),
    "GRMTH": mark("relative", "Bedstemor"),
    "GRFTH": mark("relative", "Bedstefar"),
    "GRNDCHILD": mark("relative", "Barnebarn"),
    "CHILD": mark("relative", "Barn"),
    "NCHILD": mark("relative", "Barn"),
    "SON": mark("relative", "Søn"),
    "SONC": mark("relative", "Søn"),
    "DAU": mark("relative", "Datter"),
    "DAUC": mark("relative", "Datter"),
    "STPCHLD": mark("relative", "Stedbarn"),
    "CHLDFOST": mark("relative", "Plejebarn"),
    "SIB": mark("relative", "Søskende"),
    "BRO": mark("relative", "Bror"),
    "SIS": mark("relative", "Søster"),
    "HSIB": mark("relative", "Halvsøskende"),
    "SPS": mark("relative", "Ægtefælle"),
    "HUSB": mark("relative", "Mand"),
    "WIFE": mark("relative", "Kone"),
    "DOMPART": mark("relative", "Samlever"),
    "SIGOTHR": mark("relative", "Kæreste"),
    "UNCLE": mark("relative", "Onkel"),
    "AUNT": mark("relative", "Tante"),
    "COUSN": mark("relative", "Fætter eller kusine"),
    "FAMMEMB": mark("relative", "Familie"),
    "EXT": mark("relative", "Familie"),
    "INLAW": mark("relative", "Svigerfamilie"),
    "FRND": mark("relative", "Ven"),
    "NBOR": mark("relative", "Nabo"),
    "ROOM": mark("relative", "Bofælle"),
    "GUARD": mark("relative", "Værge"),
    "POWATT": mark("relative", "Fuldmægtig"),
    "PARAUTH": mark("relative", "Forældremyndighedsindehaver"),
    "PRICARE": mark("relative", "Primær omsorgsperson"),
    "PROCON": mark("relative", "Professionel kontakt"),
    "ECON": mark("relative", "Kontakt i nødstilfælde"),
    "C": mark("relative", "Kontakt i nødstilfælde"),
    "N": mark("relative", "Nærmeste pårørende"),
}


_UNSAID = mark("relative", "Pårørende")


def read_relative(reading: Reading) -> Told:
    """Read a RelatedPerson."""
    resource = reading.resource
    fields = relative_fields(resource) or {"role": say(_UNSAID)}
    name, role = fields.get("name"), fields.get("role")
    email = short(telecom(resource.get("telecom"), "email"))
    address = short(address_text(resource.get("address")))
    return Told(
        outcome=Outcome.MAPPED,
        citizen=reading.target(resource.get("patient")),
        needs_citizen=True,
        drafts=(Draft(type=RELATIVE, fields=fields, protected=is_protected(resource)),),
        person=Person(
            sort=str(ActorSort.PRIVATE), name=name, role=role, phone=fields.get("phone"), email=email, address=address
        ),
        title=name,
        state="inactive" if resource.get("active") is False else None,
    )


def relative_fields(told: Json) -> dict[str, Any]:
    """Return what a RelatedPerson, or a contact that a Patient names, tells of a private person."""
    relation = told.get("relationship")
    codes = [one for _, one in codings(relation)]
    known_role = next((say(_ROLES[one]) for one in codes if one in _ROLES), None)
    return known(
        name=short(whole_name(told.get("name"))),
        relation=short(codes[0]) if codes else short(concept_text(relation)),
        role=known_role or short(concept_text(relation)),
        birth_date=read_day(told.get("birthDate")),
        phone=short(telecom(told.get("telecom"), "phone", "sms")),
        is_guardian=True if has_code(relation, *_GUARDIANS) else None,
        start=start(told.get("period")),
        end=end(told.get("period")),
    )
