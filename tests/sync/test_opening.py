"""Streams that nothing opens on the server: refused first work, and a server that has lost them."""

import pytest

from app.domain.goal import GOAL, Goal
from app.domain.late_work import LATE_WORK
from app.ids import citizen_stream
from app.store.store import Store
from exchanges import edit, titles
from offices import SQLITE, Office
from sealed_rows import refusals
from sync.client.exchanger import Exchanger
from sync.server import check

PROTECTED = "protected"


@pytest.fixture
def engine() -> str:
    """What is tried is the client's part."""
    return SQLITE


def a_protected_goal(store: Store, citizen: str, title: str) -> str:
    with store.transact("Tilføj", citizen=citizen) as transaction:
        return transaction.put(GOAL, Goal(title=title), compartment=PROTECTED)


def is_held(store: Store, citizen: str) -> bool:
    with store.reader() as reader:
        return reader.head(citizen_stream(citizen, PROTECTED)) is not None


def pushed_alone(office: Office, store: Store) -> None:
    """Send what waits and lose the connection before anything else."""
    exchanger = Exchanger(store, office.link(store))
    exchanger.begin()
    exchanger.push()


def pulled_alone(office: Office, store: Store) -> None:
    """Hear what there is and take it, while nothing can be sent."""
    exchanger = Exchanger(store, office.link(store))
    exchanger.begin()
    heard = office.link(store).index(known="", wait=0).index
    assert heard is not None
    exchanger.pull(heard)


def is_sound(office: Office) -> bool:
    with office.core.database.reading() as connection:
        return list(check.check(connection)) == []


def test_C9_a_compartment_that_only_refused_work_would_have_opened_leaves_the_device(
    office: Office, jonas: Store, citizen: str
) -> None:
    a_protected_goal(jonas, citizen, "fortroligt")
    office.end("jonas", citizen)

    office.sync(jonas)

    with office.core.database.reading() as connection:
        (kept,) = refusals(connection)
    assert b"fortroligt" in (kept.body or b"")
    assert is_held(jonas, citizen) is False


def test_S25_late_work_that_would_have_opened_a_compartment_is_told_where_another_opens_it(
    office: Office, mette: Store, jonas: Store, citizen: str
) -> None:
    a_protected_goal(jonas, citizen, "fortroligt")
    office.end("jonas", citizen)
    office.sync(jonas)

    a_protected_goal(mette, citizen, "det samme, set af Mette")
    office.sync(mette)

    with mette.reader() as reader:
        (told,) = reader.all(LATE_WORK)
    assert (told.author, "fortroligt" in (told.body or "")) == ("jonas", True)
    assert is_sound(office)


def test_S8_who_gets_the_right_back_writes_in_the_compartment_that_refused_work_would_have_opened(
    office: Office, mette: Store, jonas: Store, citizen: str
) -> None:
    a_protected_goal(jonas, citizen, "for sent")
    office.end("jonas", citizen)
    pushed_alone(office, jonas)
    office.assign("jonas", citizen)
    made = a_protected_goal(jonas, citizen, "i tide")

    office.sync(jonas)
    office.sync(mette)

    assert titles(mette, made) == ("i tide", [])
    assert is_sound(office)


def test_F4_a_compartment_that_the_server_has_lost_is_written_in_by_who_did_not_open_it(
    office: Office, mette: Store, jonas: Store, citizen: str
) -> None:
    backup = office.backup()
    a_protected_goal(mette, citizen, "før")
    office.sync(mette)
    office.sync(jonas)
    office.restore(backup)
    office.sync(jonas)
    made = a_protected_goal(jonas, citizen, "efter")

    report = office.sync(jonas)

    assert (report.sent, report.later) == (1, 0)
    assert titles(jonas, made) == ("efter", [])
    office.sync(mette)
    assert titles(mette, made) == ("efter", [])
    assert is_sound(office)


def test_C2_what_opens_a_stream_anew_does_not_go_before_what_was_written_there_earlier(
    office: Office, mette: Store, jonas: Store, citizen: str
) -> None:
    known = a_protected_goal(mette, citizen, "fælles")
    office.sync(mette)
    office.end("jonas", citizen)
    office.sync(jonas)
    backup = office.backup()
    office.assign("jonas", citizen)
    edit(mette, known, title="tabt med serveren")
    office.sync(mette)
    office.sync(jonas)
    office.restore(backup)
    made = a_protected_goal(jonas, citizen, "nyt mål")
    pulled_alone(office, jonas)
    edit(jonas, made, title="nyt mål, skrevet om")
    office.assign("jonas", citizen)

    office.sync(jonas)
    office.sync(mette)

    with jonas.reader() as reader:
        written = [
            (edit.set["title"], each.version)
            for each in reader.changes(limit=100)
            for edit in (each.change.edits if each.change else ())
            if edit.record == made
        ]
    assert [title for title, _ in sorted(written, key=lambda each: each[1] or 0)] == ["nyt mål", "nyt mål, skrevet om"]
    assert titles(mette, made) == titles(jonas, made) == ("nyt mål, skrevet om", [])
    assert is_sound(office)
