"""Verifying the local copy: a sound file is found sound, and each kind of damage is found and told apart."""

from pathlib import Path

import pytest

from app.changes.chain import Meta, encode_meta
from app.clock import FixedClock
from app.operations.items import add_item, delete_records, edit_record
from app.store.answers import Entry, Received, Result, link
from app.store.copies import Found, find_copy
from app.store.database import DamagedFile
from app.store.receiving import note_finding, receive
from app.store.store import Store
from app.store.verify import Check, Finding, verify
from builders import KEY, NOON, a_citizen, a_store
from plans import a_full_plan, a_snapshot, an_agreed_start, an_item

NOBODYS_PLAN = "6b0f6a0e-6a55-4c43-8d0e-4b9c1c7b2a11"
WAITING = "SELECT id, body, key, sig FROM change WHERE stream = ? AND state = 'pending' ORDER BY n LIMIT ?"


def accepted(store: Store, stream: str, *, count: int = 1_000) -> None:
    """Let the server accept the oldest own changes of a stream, at most *count* of them, as it would answer."""
    with store.reader() as reader:
        head = reader.head(stream)
    with store.database.reading() as connection:
        waiting = connection.exec_driver_sql(WAITING, (stream, count)).all()
    assert head is not None
    version, state, entries, results = head.version, head.hash, [], {}
    for version, change in enumerate(waiting, start=head.version + 1):
        meta = encode_meta(Meta(version, store.device, store.user, "2026-11-24T12:00:01.000Z"))
        entry = Entry(meta=meta, salt=bytes(16), body=change.body, outcomes=b"[]", key=change.key, sig=change.sig)
        state = link(state, entry, change.body)
        entries.append(entry)
        results[change.id] = Result(version)
    receive(store, [Received(stream=stream, entries=entries, head=(version, state), results=results)])
    store.index_pulled(at_most=1_000)


def damage(store: Store, statement: str, *values: object) -> None:
    """Alter the file behind the program's back."""
    with store.writing() as connection:
        connection.exec_driver_sql(statement, tuple(values))


def checks(store: Store) -> set[Check]:
    return {finding.check for finding in verify(store).findings}


@pytest.fixture
def plan(store: Store, citizen: str) -> str:
    """Return the stream of a plan of which a part was received and a part waits."""
    made = an_agreed_start(store, citizen)
    stream = a_snapshot(store, citizen).edition.plan
    accepted(store, stream, count=8)
    edit_record(store, an_item(store, made["goal"]), title="Op klokken 8")
    return stream


def test_a_sound_copy_is_found_sound(store: Store, plan: str) -> None:
    verdict = verify(store)

    assert verdict.is_sound
    assert (verdict.streams, verdict.changes, verdict.partial) == (1, 12, 0)


def test_a_full_plan_that_was_edited_and_deleted_from_is_found_sound(store: Store, citizen: str) -> None:
    made = a_full_plan(store, citizen)
    delete_records(store, [an_item(store, made["bank"])])
    accepted(store, a_snapshot(store, citizen).edition.plan)

    assert verify(store).is_sound


def test_verifying_alters_nothing(store: Store, plan: str) -> None:
    with store.reader() as reader:
        before = (reader.texts("klokken"), reader.people("karen"), reader.head(plan))

    verify(store)

    with store.reader() as reader:
        assert (reader.texts("klokken"), reader.people("karen"), reader.head(plan)) == before


def test_a_page_that_was_altered_on_disk_is_found(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        a_full_plan(store, a_citizen(store))
    path = tmp_path / "plan.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1

    with Store.open(path, key=KEY, clock=FixedClock(NOON)) as store:
        path.write_bytes(content)
        assert {finding.check for finding in verify(store).findings} == {Check.PAGES}


def test_a_received_entry_that_was_altered_is_found(store: Store, plan: str) -> None:
    damage(store, "UPDATE change SET body = CAST(replace(body, 'Karen', 'Maren') AS BLOB) WHERE version = 6")

    assert Finding(check=Check.CHAIN, about=plan, detail="6") in verify(store).findings


def test_a_received_entry_that_is_missing_is_found(store: Store, plan: str) -> None:
    damage(store, "DELETE FROM change WHERE version = 3")

    assert Finding(check=Check.CHAIN, about=plan, detail="4") in verify(store).findings


def test_a_log_that_ends_before_its_head_is_found(store: Store, plan: str) -> None:
    damage(store, "DELETE FROM change WHERE version = 8")

    assert Finding(check=Check.CHAIN, about=plan, detail="7") in verify(store).findings


def test_a_confirmed_value_that_the_log_does_not_tell_is_found(store: Store, plan: str) -> None:
    damage(store, "UPDATE record SET cells = CAST(replace(cells, 'Mette', 'Jette') AS BLOB) WHERE type = 'actor'")

    assert Check.CELLS in checks(store)


def test_a_shown_value_that_nobody_wrote_is_found(store: Store, plan: str) -> None:
    damage(store, "UPDATE record SET shown = CAST(replace(shown, 'Op klokken 8', 'Op klokken 9') AS BLOB)")

    assert {Check.SHOWN, Check.SEARCH} <= checks(store)


def test_a_list_that_is_out_of_step_is_found(store: Store, plan: str) -> None:
    damage(store, "UPDATE record SET day = '1999-01-01' WHERE type = 'goal'")

    assert checks(store) == {Check.LISTS}


@pytest.mark.parametrize("index", ["texts", "people"])
def test_a_search_that_has_forgotten_somebody_is_found(store: Store, plan: str, index: str) -> None:
    damage(store, f"DELETE FROM {index} WHERE rowid = (SELECT max(rowid) FROM {index})")  # noqa: S608

    assert verify(store).findings == (Finding(check=Check.SEARCH, about=index),)


def test_an_own_change_with_a_false_signature_is_found(store: Store, plan: str) -> None:
    damage(store, "UPDATE change SET sig = zeroblob(64) WHERE n = 2")

    assert checks(store) == {Check.SIGNATURES}


def test_what_was_found_false_when_it_came_is_told_again(store: Store, plan: str) -> None:
    note_finding(store, plan, version=5, problem="signature")

    assert verify(store).findings == (Finding(check=Check.SIGNATURES, about=plan, detail="5"),)


def test_text_that_is_still_being_typed_is_no_fault(store: Store, citizen: str) -> None:
    made = an_agreed_start(store, citizen)
    store.typing("Skriv i planen", an_item(store, made["goal"]), title="Op klo")

    assert verify(store).is_sound


def test_a_log_of_which_only_the_newest_part_is_here_is_checked_from_there(store: Store, plan: str) -> None:
    with store.database.reading() as connection:
        before = connection.exec_driver_sql("SELECT hash FROM change WHERE version = 5").scalar_one()
    damage(store, "DELETE FROM change WHERE version <= 5")
    damage(store, "UPDATE stream SET logged_from = 6, logged_hash = ? WHERE id = ?", before, plan)

    sound = verify(store)
    damage(store, "UPDATE change SET outcomes = CAST('[ ]' AS BLOB) WHERE version = 7")

    assert (sound.findings, sound.partial) == ((), 1)
    assert checks(store) == {Check.CHAIN}


def test_a_file_opened_with_another_key_says_so(tmp_path: Path) -> None:
    a_store(tmp_path).close()

    with pytest.raises(DamagedFile):
        Store.open(tmp_path / "plan.db", key=bytes(32), clock=FixedClock(NOON))


def test_a_printed_copy_is_found_in_the_history_for_ever_after(store: Store, citizen: str) -> None:
    an_agreed_start(store, citizen)
    printed = a_snapshot(store, citizen).edition
    add_item(store, citizen=citizen, title="Noget nyt")
    here = find_copy(store, plan=printed.plan, printed=printed.hash.hex())

    accepted(store, printed.plan)
    received = find_copy(store, plan=printed.plan, printed=printed.hash.hex())

    assert here == received == Found(version=0, waiting=11)


def test_a_copy_of_what_was_received_is_found_by_its_version(store: Store, plan: str, citizen: str) -> None:
    accepted(store, plan)
    printed = a_snapshot(store, citizen).edition
    add_item(store, citizen=citizen, title="Noget nyt")
    accepted(store, plan)

    assert (printed.version, printed.waiting) == (12, 0)
    assert find_copy(store, plan=plan, printed=printed.hash.hex()) == Found(version=12)


def test_a_copy_is_found_although_one_of_its_changes_was_refused_later(store: Store, citizen: str) -> None:
    an_agreed_start(store, citizen)
    printed = a_snapshot(store, citizen).edition
    damage(store, "UPDATE change SET state = 'refused' WHERE n = 5")

    assert find_copy(store, plan=printed.plan, printed=printed.hash.hex()) == Found(version=0, waiting=11)


def test_the_short_code_of_a_page_is_enough_and_fewer_digits_are_not(store: Store, plan: str, citizen: str) -> None:
    code = a_snapshot(store, citizen).edition.hash.hex()

    assert find_copy(store, plan=plan, printed=f" {code[:8].upper()} {code[8:12]}") is not None
    assert find_copy(store, plan=plan, printed=code[:11]) is None


def test_a_copy_that_was_forged_is_not_found(store: Store, plan: str) -> None:
    assert find_copy(store, plan=plan, printed="ab" * 32) is None
    assert find_copy(store, plan=NOBODYS_PLAN, printed="ab" * 32) is None
