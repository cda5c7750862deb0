"""A log that is rewritten behind the devices' backs: who notices what, as docs/security.md says it."""

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, text

from app.ids import citizen_stream
from app.store import backlog, receiving
from app.store.copies import find_copy
from app.store.store import Store
from app.store.verify import Check, verify
from exchanges import edit
from offices import SQLITE, Office, goal
from plans import a_snapshot
from rewriting import (
    Rewriting,
    changed,
    dropped,
    inserted,
    judged_otherwise,
    overwrite,
    reordered,
    rewrite,
    truncated,
)
from sealed_rows import alter_cells, alter_entry, copy_entry, entries, move_entry
from sync.server import check

EVERY_REWRITING = [changed, judged_otherwise, dropped, inserted, reordered, truncated]


def _last(connection: Connection, stream: str) -> int:
    return entries(connection, stream)[-1].version


def _with_other_words(connection: Connection, stream: str) -> None:
    last = _last(connection, stream)
    alter_entry(connection, stream, last, lambda held: replace(held, body=held.body.replace("mål".encode(), b"hul")))


def _judged_otherwise(connection: Connection, stream: str) -> None:
    alter_entry(connection, stream, _last(connection, stream), lambda held: replace(held, outcomes=b"[ ]"))


def _dropped(connection: Connection, stream: str) -> None:
    connection.execute(text("DELETE FROM entry WHERE stream = :stream AND version = 3"), {"stream": stream})


def _inserted(connection: Connection, stream: str) -> None:
    last = _last(connection, stream)
    copy_entry(connection, stream, last, to=last + 1)


def _reordered(connection: Connection, stream: str) -> None:
    for version, to in ((3, 99), (4, 3), (99, 4)):
        move_entry(connection, stream, version, to=to)


def _truncated(connection: Connection, stream: str) -> None:
    named = {"stream": stream, "version": _last(connection, stream)}
    connection.execute(text("DELETE FROM entry WHERE stream = :stream AND version = :version"), named)


ROWS = {
    "changed": _with_other_words,
    "judged otherwise": _judged_otherwise,
    "dropped": _dropped,
    "inserted": _inserted,
    "reordered": _reordered,
    "truncated": _truncated,
}


@pytest.fixture
def engine() -> str:
    """What is rewritten is the embedded file."""
    return SQLITE


PROBLEMS = {
    "changed": {"content"}, "judged otherwise": {"content"}, "dropped": {"gap"}, "inserted": {"hash"},
    "reordered": {"hash"}, "truncated": {"head"},
}  # fmt: skip


@pytest.fixture
def stream(office: Office, mette: Store, jonas: Store, shared: str) -> str:
    """The stream of a plan with several entries, which Mette and Jonas hold with all of its log."""
    for number in range(3):
        edit(mette, shared, note=f"mål og veje {number}")
    office.sync(mette, with_log=True)
    office.sync(jonas, with_log=True)
    assert problems(office) == set()
    return citizen_stream(goal(jonas, shared).citizen or "", "plan")


def problems(office: Office) -> set[str]:
    """Return what `enplan-server check` finds."""
    with office.core.database.reading() as connection:
        return {each.problem for each in check.check(connection)}


def alarms(store: Store) -> set[str]:
    """Return what a device has found wrong with what the server sent, once all signatures are checked."""
    while backlog.check_signatures(store):
        continue
    return {problem for _, _, problem in receiving.findings(store)}


def a_new_device(office: Office) -> Store:
    """Return Jonas' second device, which has fetched everything there is."""
    store = office.client("jonas", name="second")
    office.sync(store, with_log=True)
    return store


@pytest.mark.parametrize("rewriting", EVERY_REWRITING)
def test_a_device_that_was_there_before_notices_every_rewriting_at_its_next_contact(
    office: Office, jonas: Store, stream: str, rewriting: Rewriting
) -> None:
    rewrite(office.core.database, stream, rewriting)

    office.sync(jonas)

    assert alarms(jonas) >= {"fork"}
    assert Check.CHAIN in {each.check for each in verify(jonas).findings}


@pytest.mark.parametrize("rewriting", EVERY_REWRITING)
def test_what_a_device_had_received_stays_readable_after_a_rewriting(
    office: Office, jonas: Store, stream: str, rewriting: Rewriting
) -> None:
    with jonas.reader() as reader:
        before = {each.id for each in reader.changes(limit=1_000)}
    rewrite(office.core.database, stream, rewriting)

    office.sync(jonas)

    with jonas.reader() as reader:
        assert {each.id for each in reader.changes(limit=1_000)} >= before


@pytest.mark.parametrize(
    ("rewriting", "noticed"),
    [
        (changed, {"signature"}),
        (inserted, {"signature"}),
        (judged_otherwise, set()),
        (dropped, set()),
        (reordered, set()),
        (truncated, set()),
    ],
)
def test_a_new_device_and_the_servers_own_check_notice_what_signatures_show_and_no_more(
    office: Office, stream: str, rewriting: Rewriting, noticed: set[str]
) -> None:
    rewrite(office.core.database, stream, rewriting)

    assert problems(office) == noticed
    assert alarms(a_new_device(office)) == noticed


@pytest.mark.parametrize("row", ROWS)
def test_rows_altered_without_the_chain_are_noticed_by_the_servers_own_check(
    office: Office, stream: str, row: str
) -> None:
    overwrite(office.core.database, stream, ROWS[row])

    assert problems(office) >= PROBLEMS[row]


@pytest.mark.parametrize("row", ["changed", "judged otherwise", "dropped"])
def test_rows_altered_without_the_chain_are_noticed_by_a_new_device(office: Office, stream: str, row: str) -> None:
    overwrite(office.core.database, stream, ROWS[row])

    assert alarms(a_new_device(office)) >= {"chain"}


def test_a_state_that_no_log_tells_is_noticed_by_check_and_by_whoever_has_the_log(office: Office, stream: str) -> None:
    overwrite(
        office.core.database,
        stream,
        lambda where, of: alter_cells(where, of, lambda held: held.replace(b"veje", b"veju")),
    )
    first = office.client("jonas", name="state-only")
    office.sync(first)

    assert problems(office) == {"state"}
    assert verify(first).findings == ()
    assert Check.CELLS in {each.check for each in verify(a_new_device(office)).findings}


def test_a_printed_copy_proves_what_a_rewriting_took_away(
    office: Office, jonas: Store, shared: str, stream: str
) -> None:
    printed = a_snapshot(jonas, goal(jonas, shared).citizen or "").edition
    rewrite(office.core.database, stream, truncated)
    new = a_new_device(office)

    assert find_copy(new, plan=printed.plan, printed=printed.hash.hex()) is None


def test_a_restored_server_that_says_so_is_no_alarm(
    office: Office, mette: Store, jonas: Store, shared: str, stream: str
) -> None:
    backup = office.backup()
    edit(mette, shared, note="efter")
    office.sync(mette)
    office.sync(jonas)
    office.restore(backup)

    for store in (jonas, mette, jonas):
        office.sync(store)

    assert (alarms(mette), alarms(jonas)) == (set(), set())
    assert goal(jonas, shared).note == "efter"
