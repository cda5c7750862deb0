"""What a device says of whether its user may write in a plan: as the server told it, and as a period runs out."""

from datetime import timedelta

import pytest

from app.domain.consent import Given
from app.domain.goal import GOAL
from app.domain.item import ItemType
from app.operations.consents import give_consent
from app.operations.items import add_item
from app.queries.access import Access, access
from app.store import states
from app.store.store import Store
from builders import a_citizen
from offices import SQLITE, Office
from sync.server import staffing
from sync.server.rights import Role

READS = "Du har adgang til at læse planen. Den skrives af dem, der arbejder med borgeren."
SHARED = "Du ser det, der er delt med dig. Det kan læses, men ikke ændres."
OVER = "Din periode hos borgeren er slut. Du kan læse planen, til pc’en har talt med serveren."


@pytest.fixture
def engine() -> str:
    """What a device says does not depend on what the server keeps its plans in."""
    return SQLITE


@pytest.fixture
def citizen(office: Office, mette: Store) -> str:
    """A citizen whose plan the server knows."""
    made = a_citizen(mette)
    office.sync(mette)
    return made


def told(store: Store, citizen: str) -> Access:
    with store.reader() as reader:
        return access(reader, citizen=citizen, login=store.user, now=store.clock.now())


def unwritable(store: Store) -> frozenset[str]:
    with store.reader() as reader:
        return reader.unwritable()


def joined(office: Office, login: str, citizen: str, *, role: Role, party: str = "") -> Store:
    office.add_user(login, role=role)
    office.assign(login, citizen, party=party)
    store = office.client(login)
    office.sync(store)
    return store


def test_who_is_assigned_writes_and_who_reads_is_told_why_not(office: Office, mette: Store, citizen: str) -> None:
    lone = joined(office, "lone", citizen, role=Role.MANAGER)

    assert (told(mette, citizen), unwritable(mette)) == (Access(), frozenset())
    assert told(lone, citizen) == Access(is_writable=False, why=READS)
    assert unwritable(lone) == {citizen}


def test_an_outsider_is_told_that_it_was_shared(office: Office, mette: Store, citizen: str) -> None:
    doctor = add_item(mette, citizen=citizen, type=ItemType.ACTOR, title="Lægehuset")
    goal = add_item(mette, citizen=citizen, type=ItemType.GOAL, title="Bo for sig selv")
    office.sync(mette)
    outsider = joined(office, "laegen", citizen, role=Role.EXTERNAL, party=doctor)
    give_consent(mette, citizen=citizen, items=[goal], actors=[doctor], given=Given.WRITTEN)
    for store in (mette, outsider):
        office.sync(store)

    assert told(outsider, citizen) == Access(is_writable=False, why=SHARED)
    with outsider.reader() as reader:
        assert [each.title for each in reader.all(GOAL, citizen=citizen)] == ["Bo for sig selv"]


def test_a_period_that_is_over_is_over_offline_too(office: Office, mette: Store, citizen: str) -> None:
    office.add_user("vikar")
    ends = office.clock.now() + timedelta(days=1)
    staffing.assign(office.core.database, logins=["vikar"], citizens=[citizen], clock=office.clock, ends=ends)
    store = office.client("vikar")
    office.sync(store)
    before = told(store, citizen)
    office.clock.advance(days=1)  # type: ignore[attr-defined]

    assert (before, told(store, citizen)) == (Access(), Access(is_writable=False, why=OVER))


def test_a_right_that_has_ended_is_told_while_the_plan_is_still_here(mette: Store, citizen: str) -> None:
    with mette.reader() as reader:
        streams = reader.streams(citizen=citizen)
    for each in streams.values():
        states.end_right(mette, each, why="flyttet")

    assert told(mette, citizen) == Access(is_writable=False, why=OVER)
    assert unwritable(mette) == {citizen}
