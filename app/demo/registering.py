"""Registering: the citizen's own records, as they are written when the municipality first meets the person."""

from datetime import datetime

from app.demo.chronicle import Chronicle
from app.demo.municipality import User
from app.demo.person import FICTITIOUS
from app.demo.roster import Known
from app.domain.board import BOARD, Axis, Board
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
from app.domain.life_area import LifeArea
from app.domain.plan import PLAN, Plan
from app.domain.values import State
from app.ids import main_board_of, plan_of
from app.texts import mark

CREATE = mark("act", "Opret borger")
PROTECTED = "protected"


def register(chronicle: Chronicle, known: Known, *, at: datetime, author: User, municipality: str) -> None:
    """Write who the citizen is and how to reach the person; a protected address lies in its own compartment."""
    person = known.person
    deed = chronicle.deed(at, author, CREATE)
    deed.put(
        CITIZEN,
        Citizen(
            id=known.id,
            given=person.given,
            family=person.family,
            birth_date=person.birth_date.isoformat(),
            gender=person.gender,
            protected=known.is_protected or None,
            municipality=municipality,
            language="da",
        ),
    )
    deed.put(IDENTIFIER, Identifier(system=IdentifierSystem.CPR, value=person.cpr, issuer=FICTITIOUS))
    where = PROTECTED if known.is_protected else "plan"
    address = ContactPoint(
        use=ContactUse.ADDRESS,
        value=f"{person.street}, {person.postal_code} {person.city}",
        line=person.street,
        postal_code=person.postal_code,
        city=person.city,
        country="DK",
    )
    deed.put(CONTACT_POINT, address, compartment=where)
    deed.put(CONTACT_POINT, ContactPoint(use=ContactUse.PHONE, value=person.phone), compartment=where)


def stand_plan(chronicle: Chronicle, known: Known, *, at: datetime, author: User, lanes: tuple[LifeArea, ...]) -> None:
    """Write the plan and its main board."""
    deed = chronicle.deed(at, author, mark("act", "Ret planen"))
    plan = Plan(id=plan_of(known.id), title="Én plan", state=State.ACTIVE, start=at.date().isoformat(), lanes=lanes)
    deed.put(PLAN, plan)
    deed.put(BOARD, Board(id=main_board_of(known.id), title="Planen", is_main=True, axis=Axis.TIME))
