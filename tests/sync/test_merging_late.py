"""What comes late for a citizen who was merged: it lands where the plan is now, under its author's name, once."""

from types import SimpleNamespace

import pytest

from app.domain.citizen import CONTACT_POINT, ContactPoint, ContactUse
from app.domain.late_work import LATE_WORK, Outcome
from app.ids import citizen_stream
from app.operations.late_work import adopt
from app.store.store import Store
from exchanges import Recording, edit, titles
from mergers import citizens, merge, problems, settle, twice
from offices import SQLITE, Office
from redactions import SECRET, last_change, redact
from sealed_rows import written
from sync.client.link import Unreachable
from sync.client.once import sync_once
from sync.server import mergers


@pytest.fixture
def engine() -> str:
    """What is tried is what the log and the devices make of it, on whatever the log lies."""
    return SQLITE


@pytest.fixture
def two(office: Office, mette: Store) -> SimpleNamespace:
    return twice(office, mette)


def test_G4_its_authors_bytes_stay_in_the_old_log_with_the_signature(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    edit(two.jonas, two.old_goal, title="mål som Jonas ser det")
    sent = last_change(two.jonas, two.old_goal)
    merge(office, two.old, two.new)
    settle(office, two.jonas)

    with office.core.database.reading() as connection:
        kept = written(connection, citizen_stream(two.old, "plan"))
    assert (kept[-2].body.count(b"moved_to"), kept[-1].id) == (1, sent)
    assert b"Jonas ser det" in kept[-1].body


def test_G4_a_change_that_was_sent_and_not_answered_before_is_known_by_its_id(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    edit(two.jonas, two.old_goal, title="mål som Jonas ser det")
    lost = Recording(office, two.jonas)
    lost.loses_answers = True
    with pytest.raises(Unreachable):
        sync_once(two.jonas, lost)  # type: ignore[arg-type]
    merge(office, two.old, two.new)
    settle(office, two.jonas, mette)

    assert titles(mette, two.old_goal) == ("mål som Jonas ser det", [])
    assert problems(office) == []


def test_G5_late_words_of_who_does_not_follow_are_kept_for_who_works_there(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    edit(two.jonas, two.old_goal, title="mål som Jonas ser det")
    merge(office, two.old, two.new, without=("jonas",))
    settle(office, two.jonas, mette)
    with mette.reader() as reader:
        (late,) = reader.all(LATE_WORK)
    before = titles(mette, two.old_goal)
    adopt(mette, late)
    settle(office, mette)

    with mette.reader() as reader:
        (after,) = reader.all(LATE_WORK)
    assert (citizens(two.jonas), late.author, before) == ([], "jonas", ("mål i den gamle", []))
    assert (titles(mette, two.old_goal), after.outcome) == (("mål som Jonas ser det", []), Outcome.ENTERED)
    assert problems(office) == []


def test_G5_what_was_kept_before_the_merger_is_decided_after_it(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    edit(two.jonas, two.old_goal, title="mål som Jonas ser det")
    office.end("jonas", two.old)
    office.sync(two.jonas)
    merge(office, two.old, two.new)
    settle(office, mette)
    with mette.reader() as reader:
        (late,) = reader.all(LATE_WORK)
    adopt(mette, late)
    settle(office, mette)

    assert late.citizen == two.new
    assert titles(mette, two.old_goal) == ("mål som Jonas ser det", [])
    assert problems(office) == []


def test_G4_a_part_of_the_plan_that_was_opened_offline_lands_in_the_same_part(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    with two.jonas.transact("Tilføj adresse") as transaction:
        home = ContactPoint(use=ContactUse.ADDRESS, value="Havnegade 1")
        made = transaction.put(CONTACT_POINT, home, citizen=two.old, compartment="protected")
    merge(office, two.old, two.new)
    settle(office, two.jonas, mette)

    with mette.reader() as reader:
        found = reader.get(CONTACT_POINT, made)
    assert found is not None
    assert (found.value, found.stream) == ("Havnegade 1", citizen_stream(two.new, "protected"))
    assert problems(office) == []


def test_G7_who_takes_words_back_that_have_moved_removes_them_from_both(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    edit(two.jonas, two.old_goal, title=SECRET)
    office.sync(two.jonas)
    redact(two.jonas, two.old_goal, last_change(two.jonas, two.old_goal))
    merge(office, two.old, two.new)
    settle(office, two.jonas, mette)

    assert titles(mette, two.old_goal) == titles(two.jonas, two.old_goal) == ("mål i den gamle", [])
    with office.core.database.reading() as connection:
        texts = [row.body for each in (two.old, two.new) for row in written(connection, citizen_stream(each, "plan"))]
        assert mergers.survivor_of(connection, two.old) == two.new
    assert [each for each in texts if SECRET.encode() in each] == []
    assert problems(office) == []
