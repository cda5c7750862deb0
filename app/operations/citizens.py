"""Citizens: written by hand, where no other system has told of them."""

from app.domain.citizen import (
    CITIZEN,
    CONTACT_POINT,
    IDENTIFIER,
    Citizen,
    ContactPoint,
    ContactUse,
    Identifier,
    IdentifierSystem,
)
from app.domain.danish import one_line
from app.errors import UserError
from app.operations.plans import stand_plan
from app.store.store import Store
from app.store.transaction import PLAN
from app.texts import mark

PROTECTED = "protected"
"""The compartment of what name and address protection covers."""


def add_citizen(
    store: Store,
    *,
    given: str | None,
    family: str | None,
    birth_date: str | None = None,
    cpr: str | None = None,
    phone: str | None = None,
    address: str | None = None,
    is_protected: bool = False,
) -> str:
    """Write a citizen with an empty plan and return the id; one name is enough.

    *cpr* is ten characters with or without hyphen, whatever its check digit. Of a protected citizen, phone and
    address go to the protected compartment.
    """
    first, last = one_line(given), one_line(family)
    if first is None and last is None:
        raise UserError(mark("citizen", "Skriv mindst ét navn, før borgeren gemmes."))
    hidden = PROTECTED if is_protected else PLAN
    with store.transact(mark("act", "Opret borger")) as transaction:
        person = Citizen(given=first, family=last, birth_date=birth_date, protected=is_protected or None)
        identity = transaction.put(CITIZEN, person)
        stand_plan(transaction, identity)
        if cpr:
            number = Identifier(system=IdentifierSystem.CPR, value=cpr.replace("-", "").replace(" ", ""))
            transaction.put(IDENTIFIER, number, citizen=identity)
        for use, value in ((ContactUse.PHONE, one_line(phone)), (ContactUse.ADDRESS, one_line(address))):
            if value is not None:
                transaction.put(CONTACT_POINT, ContactPoint(use=use, value=value), citizen=identity, compartment=hidden)
    return identity
