"""Late work and restored servers: what the backup does not hold is offered again before the plan leaves the device."""

import pytest

from app.changes.cells import decode_cells
from app.domain.late_work import LATE_WORK, Outcome
from app.ids import citizen_stream
from app.operations.late_work import adopt
from app.queries.late_work import late_work
from app.store.store import Store
from builders import NOON, a_goal
from exchanges import edit, titles
from offices import SQLITE, Office, goal
from redactions import SECRET, last_change, meet, redact, texts_of
from sealed_rows import cells, refusals
from sync.client.exchanger import Exchanger
from sync.server import check


@pytest.fixture
def engine() -> str:
    """What is tried is the client's part, and what the server judges without its database."""
    return SQLITE


def pushed_alone(office: Office, store: Store) -> None:
    """Send what waits and lose the connection before anything else."""
    exchanger = Exchanger(store, office.link(store))
    exchanger.begin()
    exchanger.push()


def is_held(store: Store, citizen: str) -> bool:
    with store.reader() as reader:
        return reader.head(citizen_stream(citizen, "plan")) is not None


def late_titles(store: Store) -> list[str]:
    """Return what late work of others waits for a verdict."""
    with store.reader() as reader:
        return sorted(each.title or "" for each in late_work(reader, today=NOON.date()))


def is_sound(office: Office) -> bool:
    with office.core.database.reading() as connection:
        return list(check.check(connection)) == []


def write_around_a_restore(office: Office, store: Store, goal: str) -> None:
    """Write and send a title that the server then loses, and another that waits."""
    backup = office.backup()
    edit(store, goal, title="før")
    office.sync(store)
    edit(store, goal, title="mit sidste ord")
    office.restore(backup)


def test_C8_late_work_that_was_refused_before_the_restore_is_offered_again(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    office.end("jonas", citizen)
    backup = office.backup()
    edit(jonas, shared, title="mit sidste ord")
    pushed_alone(office, jonas)
    office.restore(backup)
    with office.core.database.reading() as connection:
        lost = refusals(connection)

    office.sync(jonas)
    office.sync(mette)

    assert (lost, is_held(jonas, citizen)) == ([], False)
    assert late_titles(mette) == ["mit sidste ord"]


def test_C8_refused_late_work_enters_where_the_restored_server_knows_the_right(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    backup = office.backup()
    made = a_goal(jonas, citizen, "nyt mål")
    edit(jonas, shared, title="mit sidste ord")
    office.end("jonas", citizen)
    pushed_alone(office, jonas)
    office.restore(backup)

    office.sync(jonas)
    office.sync(mette)

    assert titles(mette, shared) == titles(jonas, shared) == ("mit sidste ord", [])
    assert titles(mette, made) == titles(jonas, made) == ("nyt mål", [])


def test_C8_what_had_entered_comes_as_late_work_where_the_restored_server_has_neither_it_nor_the_right(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    backup = office.backup()
    edit(jonas, shared, title="mit sidste ord")
    office.sync(jonas)
    office.restore(backup)
    office.end("jonas", citizen)

    office.sync(jonas)
    office.sync(mette)

    assert is_held(jonas, citizen) is False
    assert late_titles(mette) == ["mit sidste ord"]
    assert titles(mette, shared) == ("mål", [])


def test_C8_what_waits_in_a_forked_stream_is_delivered_though_the_right_has_ended(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    write_around_a_restore(office, jonas, shared)
    edit(mette, shared, note="skrevet imens")
    office.sync(mette)
    office.end("jonas", citizen)

    office.sync(jonas)
    office.sync(mette)

    assert is_held(jonas, citizen) is False
    assert late_titles(mette) == ["før", "mit sidste ord"]


def test_S25_late_work_of_a_lost_past_has_not_seen_what_was_written_there_since(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    write_around_a_restore(office, jonas, shared)
    edit(mette, shared, title="hvad Mette skrev")
    office.sync(mette)
    office.end("jonas", citizen)
    office.sync(jonas)
    office.sync(mette)
    with mette.reader() as reader:
        newest = max(reader.all(LATE_WORK), key=lambda each: each.change or "")

    adopt(mette, newest)
    office.sync(mette)

    assert titles(mette, shared) == ("hvad Mette skrev", ["mit sidste ord"])
    assert is_sound(office)


def test_a_right_that_comes_back_before_the_purge_shows_the_plan_as_it_is(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    backup = office.backup()
    edit(jonas, shared, title="før")
    office.sync(jonas)
    office.restore(backup)
    edit(mette, shared, note="skrevet imens")
    office.sync(mette)
    office.end("jonas", citizen)
    exchanger = Exchanger(jonas, office.link(jonas))
    exchanger.begin()
    exchanger.push()
    heard = office.link(jonas).index(known="", wait=0).index
    assert heard is not None
    exchanger.pull(heard)
    exchanger.settle()
    office.assign("jonas", citizen)

    office.sync(jonas, with_log=True)

    assert titles(jonas, shared) == ("mål", [])
    assert is_sound(office)


def test_S25_a_verdict_that_a_restored_server_has_before_the_work_it_is_of_holds_when_that_comes(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    office.end("jonas", citizen)
    backup = office.backup()
    edit(jonas, shared, title="mit sidste ord")
    pushed_alone(office, jonas)
    office.sync(mette)
    with mette.reader() as reader:
        (told,) = reader.all(LATE_WORK)
    adopt(mette, told)
    office.restore(backup)
    office.sync(mette)

    office.sync(jonas)
    office.sync(mette)

    with mette.reader() as reader:
        (settled,) = reader.all(LATE_WORK)
    assert settled.outcome is Outcome.ENTERED
    assert titles(mette, shared) == ("mit sidste ord", [])
    assert is_sound(office)


def test_R7_what_the_server_told_of_late_work_goes_from_the_devices_too_when_a_restore_takes_it_away(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    meet(office, mette, jonas)
    edit(mette, shared, note=SECRET)
    secret = last_change(mette, shared)
    edit(jonas, shared, note="Jonas skrev")
    office.end("jonas", citizen)
    meet(office, mette, jonas)
    with mette.reader() as reader:
        (late,) = reader.all(LATE_WORK)
    adopt(mette, late)
    meet(office, mette)
    joined = goal(mette, shared).note
    redact(mette, shared, secret)
    meet(office, mette)
    office.restore(office.backup())

    meet(office, mette)

    assert (joined, goal(mette, shared).note) == (f"{SECRET}\nJonas skrev", "Jonas skrev")
    with mette.reader() as reader, office.core.database.reading() as connection:
        told = {each: decode_cells(held) for each, _, held in cells(connection, citizen_stream(citizen, "plan"))}
        assert {each: reader.cells(each) for each in told} == told
    assert is_sound(office)


def test_R7_late_work_taken_back_after_a_restore_goes_from_what_other_devices_keep_of_the_lost_past(
    office: Office, mette: Store, jonas: Store, shared: str, citizen: str
) -> None:
    backup = office.backup()
    edit(jonas, shared, note=SECRET)
    secret = last_change(jonas, shared)
    edit(jonas, shared, title="mit sidste ord")
    office.end("jonas", citizen)
    pushed_alone(office, jonas)
    office.sync(mette)
    told = SECRET.encode() in texts_of(mette)
    office.restore(backup)
    redact(jonas, shared, secret)

    meet(office, jonas, mette)

    kept = texts_of(mette)
    assert (told, SECRET.encode() in kept, b"mit sidste ord" in kept) == (True, False, True)
