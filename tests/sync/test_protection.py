"""Protection of a citizen who is here already: by whom it is set and lifted, and what every device then shows."""

from typing import Any

import pytest

from app.domain.citizen import CONTACT_POINT, ContactPoint
from app.errors import UserError
from app.ids import citizen_stream
from app.operations.citizens import add_citizen
from app.operations.protection import lift_protection, protect
from app.operations.undoing import undo
from app.queries.caseload import CaseloadRow, caseload
from app.store.store import Store
from offices import SQLITE, Office
from raw_devices import RawDevice
from sync.acts import Emergency
from sync.server import check, leading, protecting, visits
from sync.server.protecting import Asked
from sync.server.rights import Role
from sync.server.staffing import NotDone

HOME, PHONE = "Skovvej 3", "12 34 56 78"
WHY = "Adressebeskyttet efter anmodning"


@pytest.fixture
def engine() -> str:
    """One engine is enough: the words that the server says to it are proved portable, and judged the same."""
    return SQLITE


@pytest.fixture
def karen(office: Office, mette: Store) -> str:
    """A citizen with a phone and an address that nobody protects yet."""
    made = add_citizen(mette, given="Karen", family="Holm", phone=PHONE, address=HOME)
    office.sync(mette)
    return made


def row(store: Store, citizen: str) -> CaseloadRow:
    with store.reader() as reader:
        return next(each for each in caseload(reader).rows if each.id == citizen)


def points(store: Store, citizen: str) -> dict[str, list[str]]:
    """Return {compartment: what reaches the citizen there}."""
    with store.reader() as reader:
        told: list[ContactPoint] = reader.all(CONTACT_POINT, citizen=citizen)
        streams = {stream: name for name, stream in reader.streams(citizen=citizen).items()}
    found: dict[str, list[str]] = {}
    for each in told:
        found.setdefault(streams[str(each.stream)], []).append(each.value or "")
    return {name: sorted(values) for name, values in found.items()}


def test_what_is_protected_leaves_the_plan_here_and_with_a_colleague(office: Office, mette: Store, karen: str) -> None:
    jonas = joined(office, "jonas", karen)
    before = row(jonas, karen)
    protect(mette, citizen=karen)
    for store in (mette, jonas):
        office.sync(store)

    assert (before.address, before.is_protected) == (HOME, False)
    assert [points(each, karen) for each in (mette, jonas)] == [{"protected": [PHONE, HOME]}] * 2
    assert (row(jonas, karen).address, row(jonas, karen).is_protected) == ("", True)


def test_protection_that_is_lifted_or_taken_back_leaves_the_plan_as_it_was(
    office: Office, mette: Store, karen: str
) -> None:
    for turn in (lift_protection, undo):
        protect(mette, citizen=karen)
        turn(mette, citizen=karen)
    office.sync(mette)
    protect(mette, citizen=karen)
    lift_protection(mette, citizen=karen)
    office.sync(mette)

    assert points(mette, karen) == {"plan": [PHONE, HOME]}
    assert row(mette, karen).address == HOME
    assert office.core.database.read(lambda each: list(check.check(each))) == []


def test_two_who_protect_at_the_same_time_make_one_of_each(office: Office, mette: Store, karen: str) -> None:
    jonas = joined(office, "jonas", karen)
    for store in (mette, jonas):
        protect(store, citizen=karen)
    for store in (mette, jonas, mette):
        office.sync(store)

    assert [points(each, karen) for each in (mette, jonas)] == [{"protected": [PHONE, HOME]}] * 2
    with mette.reader() as reader:
        assert (reader.contested(citizen=karen), reader.refused()) == ([], [])


def test_who_opened_the_plan_in_an_emergency_sees_none_of_it_and_turns_nothing(
    office: Office, mette: Store, karen: str
) -> None:
    office.add_user("bo")
    asking = RawDevice(office, "bo").session()
    visits.begin_emergency(office.core, asking, Emergency(citizen=karen, purpose="Fundet hjælpeløs på gaden"))
    bo = office.client("bo")
    office.sync(bo)
    before = points(bo, karen)
    with pytest.raises(UserError, match="nødsituation"):
        protect(bo, citizen=karen)
    protect(mette, citizen=karen)
    for store in (mette, bo):
        office.sync(store)

    assert before == {"plan": [PHONE, HOME]}
    assert points(bo, karen) == {}
    assert row(bo, karen).is_protected


def test_the_server_protects_by_the_word_of_who_answers_for_it_and_every_device_follows(
    office: Office, mette: Store, karen: str
) -> None:
    office.add_user("chef", role=Role.ADMINISTRATOR)
    moved = asked(office, karen)
    office.sync(mette)
    protected = (points(mette, karen), row(mette, karen).is_protected)
    listed = office.core.database.read(lambda each: leading.names(each, [karen]))
    again = asked(office, karen)
    lifted = asked(office, karen, is_lifted=True)
    office.sync(mette)

    assert (moved, again, lifted) == (2, 0, 2)
    assert protected == ({"protected": [PHONE, HOME]}, True)
    assert listed == {karen: leading.PROTECTED}
    assert (points(mette, karen), row(mette, karen).is_protected) == ({"plan": [PHONE, HOME]}, False)
    assert office.core.database.read(lambda each: list(check.check(each))) == []


def asked(office: Office, citizen: str, **told: Any) -> int:
    wanted = Asked(citizen=citizen, by="chef", reason=WHY, **told)
    return protecting.protect(office.core.database, wanted, clock=office.clock)


def test_a_citizen_who_is_not_there_is_told(office: Office) -> None:
    office.add_user("chef", role=Role.ADMINISTRATOR)

    with pytest.raises(NotDone, match="no such citizen"):
        asked(office, citizen_stream("0193a1b2-0000-7000-8000-000000000001", "plan"))


def joined(office: Office, login: str, citizen: str) -> Store:
    office.add_user(login)
    office.assign(login, citizen)
    store = office.client(login)
    office.sync(store)
    return store
