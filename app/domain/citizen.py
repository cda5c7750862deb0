"""Borger: the person the plan belongs to; how the person is known, reached and related."""

from enum import StrEnum
from uuid import uuid5

from app.domain.record import Listing, Policy, Record, RecordType
from app.domain.values import Day, Id, Title
from app.ids import PROJECT_NAMESPACE
from app.texts import mark


class Citizen(Record, frozen=True, kw_only=True):
    """A citizen; its id is the id of the person in all streams. A protected one has name and address protection."""

    given: Title | None = None
    family: Title | None = None
    birth_date: Day | None = None
    death_date: Day | None = None
    gender: Title | None = None
    protected: bool | None = None
    municipality: Title | None = None
    language: Title | None = None
    placeholder: bool | None = None
    replaced_by: Id | None = None


class IdentifierSystem(StrEnum):
    """Who gave the number."""

    CPR = "cpr"
    X_ECPR = "x_ecpr"
    D_ECPR = "d_ecpr"
    OTHER = "other"


class Identifier(Record, frozen=True, kw_only=True):
    """A number that a citizen is known by; never a key. CPR: ten characters without hyphen."""

    system: IdentifierSystem | None = None
    issuer: Title | None = None
    value: Title | None = None
    start: Day | None = None
    end: Day | None = None


class ContactUse(StrEnum):
    """How a contact point reaches the citizen."""

    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    OTHER = "other"


class ContactPoint(Record, frozen=True, kw_only=True):
    """An address, phone or e-mail; of a protected citizen it lies in the protected compartment."""

    use: ContactUse | None = None
    value: Title | None = None
    line: Title | None = None
    postal_code: Title | None = None
    city: Title | None = None
    country: Title | None = None
    start: Day | None = None
    end: Day | None = None


class Relative(Record, frozen=True, kw_only=True):
    """A private person around the citizen; `relation` is the code of the source, `role` its Danish word."""

    name: Title | None = None
    relation: Title | None = None
    role: Title | None = None
    birth_date: Day | None = None
    phone: Title | None = None
    is_guardian: bool | None = None
    related: Id | None = None
    start: Day | None = None
    end: Day | None = None


def moved_point(identity: str) -> str:
    """Return the id under which a contact point stands in the other compartment, when protection is set or lifted.

    No record changes its stream; the id is the same whoever moves it, so that moving it twice makes one.
    """
    return str(uuid5(PROJECT_NAMESPACE, f"contact point moved: {identity}"))


CITIZEN = RecordType(
    record=Citizen,
    kind="citizen",
    label=mark("record", "Borger"),
    listing=Listing(title="family", day="birth_date"),
)

IDENTIFIER = RecordType(
    record=Identifier,
    kind="identifier",
    label=mark("record", "Nummer"),
    listing=Listing(title="value", state="system"),
    policies={"value": Policy.ONCE, "system": Policy.ONCE},
)

CONTACT_POINT = RecordType(
    record=ContactPoint,
    kind="contact_point",
    label=mark("record", "Kontaktoplysning"),
    listing=Listing(title="value", state="use"),
)

RELATIVE = RecordType(
    record=Relative,
    kind="relative",
    label=mark("record", "Pårørende"),
    listing=Listing(title="name", searched=("name", "role")),
)
