"""A machine that was copied, or got another id: what its user may no longer read leaves it all the same."""

import pytest

from app.domain.goal import GOAL, Goal
from app.ids import citizen_stream
from app.store.store import Store
from builders import a_citizen
from exchanges import edit
from offices import SQLITE, Office
from sync.acts import Lost
from sync.server import losses


@pytest.fixture
def engine() -> str:
    """What is tried is the client's part, and what the server notes in plain rows."""
    return SQLITE


@pytest.fixture
def protected(office: Office, jonas: Store, citizen: str) -> str:
    """A compartment that Jonas alone has written in."""
    with jonas.transact("Tilføj", citizen=citizen) as transaction:
        transaction.put(GOAL, Goal(title="beskyttet"), compartment="protected")
    office.sync(jonas)
    return citizen_stream(citizen, "protected")


def compartments(store: Store, citizen: str) -> list[bool]:
    """Return whether plan and protected compartment are on the device."""
    with store.reader() as reader:
        return [reader.head(citizen_stream(citizen, each)) is not None for each in ("plan", "protected")]


def under_a_new_id(office: Office, store: Store, goal: str) -> str:
    """Let a copy of the machine send first, so that *store* goes on under another id; return the one before."""
    before = store.device
    copy = office.copy_of(store, name="kopi")
    edit(copy, goal, title="kopiens")
    edit(store, goal, title="originalens")
    for each in (copy, store):
        office.sync(each)
    return before


def test_C9_what_lay_still_when_the_device_got_another_id_leaves_it_too(
    office: Office, jonas: Store, shared: str, citizen: str, protected: str
) -> None:
    before = under_a_new_id(office, jonas, shared)
    held = compartments(jonas, citizen)
    office.end("jonas", citizen)

    office.sync(jonas)

    assert jonas.device != before
    assert (held, compartments(jonas, citizen)) == ([True, True], [False, False])


def test_C9_a_copy_is_emptied_though_its_original_gave_the_receipt_already(
    office: Office, jonas: Store, citizen: str, protected: str
) -> None:
    copy = office.copy_of(jonas, name="kopi")
    office.end("jonas", citizen)
    office.sync(jonas)
    held = compartments(copy, citizen)

    office.sync(copy)

    assert (held, compartments(copy, citizen)) == ([True, True], [False, False])


def test_S24_what_came_to_a_lost_device_under_its_id_of_before_is_told_as_well(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    other = a_citizen(mette)
    office.sync(mette)
    office.assign("jonas", other)
    office.sync(jonas)
    under_a_new_id(office, jonas, shared)

    found = losses.report(office.core, office.link(jonas).session(), Lost(device=jonas.device, reason="glemt i toget"))

    assert sorted(each.citizen for each in found.citizens) == sorted((citizen, other))
