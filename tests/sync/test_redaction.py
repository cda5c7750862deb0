"""Redaction: what is removed is gone everywhere, its place in the chain stays, and what stood before is shown."""

import pytest

from app.changes.change import Change
from app.ids import citizen_stream
from app.operations.items import delete_records
from app.store import receiving
from app.store.store import Store
from app.store.verify import verify
from builders import a_goal
from exchanges import edit, titles
from offices import Office, goal
from raw_devices import RawDevice, entries
from redactions import SECRET, by_hand, join_texts, last_change, meet, problems, redact, server_texts, texts_of
from sync.server import register


def test_R1_what_its_author_takes_back_is_gone_from_server_and_every_device_and_shows_what_stood_before(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(mette, shared, title=SECRET)
    meet(office, mette, jonas)
    assert titles(jonas, shared) == (SECRET, [])

    redact(mette, shared, last_change(mette, shared))
    here = titles(mette, shared)
    meet(office, mette, jonas)

    assert here == titles(mette, shared) == titles(jonas, shared) == ("mål", [])
    assert SECRET.encode() not in texts_of(mette) + texts_of(jonas) + server_texts(office, goal(mette, shared).stream)


def test_R2_chain_state_and_search_are_sound_after_a_redaction_on_both_sides(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(mette, shared, title=SECRET, note="noget")
    edit(mette, shared, note="noget andet")
    meet(office, mette, jonas)

    with mette.reader() as reader:
        ids = [
            each.id for each in reader.changes(identity=shared) if each.change and "title" in each.change.edits[0].set
        ]
    redact(mette, shared, ids[0])
    meet(office, mette, jonas)

    assert problems(office) == []
    assert verify(mette).findings == verify(jonas).findings == ()
    with jonas.reader() as reader:
        assert reader.texts(SECRET) == []
        assert reader.texts("noget") == [shared]


def test_R3_a_record_that_nothing_is_left_of_is_gone(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    meet(office, mette, jonas)
    citizen = goal(mette, shared).citizen or ""
    made = a_goal(mette, citizen, SECRET)
    meet(office, mette, jonas)

    redact(mette, shared, last_change(mette, made))
    meet(office, mette, jonas)

    for store in (mette, jonas):
        with store.reader() as reader:
            assert reader.record(made) is None
    assert SECRET.encode() not in server_texts(office, citizen_stream(citizen, "plan"))
    assert problems(office) == []


def test_R4_what_was_not_sent_never_leaves_the_device(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    edit(mette, shared, title=SECRET)

    redact(mette, shared, last_change(mette, shared))
    meet(office, mette, jonas)

    assert titles(mette, shared) == titles(jonas, shared) == ("mål", [])
    assert SECRET.encode() not in texts_of(mette) + server_texts(office, goal(mette, shared).stream)
    assert verify(mette).findings == ()


def test_R4_a_change_that_was_taken_back_is_refused_when_it_comes_later(office: Office) -> None:
    anna = RawDevice(office, "anna")
    citizen = "0193a1b2-0000-7000-8000-000000000001"
    opened = anna.change(citizen, opens=True, title="ny")
    anna.push(opened)
    late = anna.change(citizen, title=SECRET)
    anna.push(asking(anna, citizen, late.id))

    answer = anna.push(late)

    assert [each.code for each in answer.results.values()] == ["closed"]
    assert SECRET.encode() not in server_texts(office, citizen_stream(citizen, "plan"))


def asking(device: RawDevice, citizen: str, *ids: str, at: str = "2026-11-24T12:10:00.000Z") -> Change:
    return Change(
        id=device.new_id(), stream=citizen_stream(citizen, "plan"), at=at, name="Forkert borger", edits=[],
        redacts=list(ids),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("login", "at", "code"),
    [("bo", "2026-11-24T12:10:00.000Z", "forbidden"), ("anna", "2026-11-24T12:31:00.000Z", "stale"),
     ("anna", "i går", "stale")],
)  # fmt: skip
def test_R5_nobody_redacts_what_others_wrote_or_what_is_old(office: Office, login: str, at: str, code: str) -> None:
    people = {each: RawDevice(office, each) for each in ("anna", "bo")}
    citizen = "0193a1b2-0000-7000-8000-000000000001"
    made = people["anna"].change(citizen, opens=True, title="ny")
    people["anna"].push(made)
    office.assign("bo", citizen)
    people["bo"].pull(made.stream)

    answer = people[login].push(asking(people[login], citizen, made.id, at=at))

    assert [each.code for each in answer.results.values()] == [code]
    assert b"ny" in server_texts(office, made.stream)


def test_R5_who_is_refused_gets_back_what_was_hidden_here(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(jonas, shared, title="Jonas skrev")
    meet(office, jonas, mette)
    redact(mette, shared, last_change(mette, shared, own=False))

    meet(office, mette, jonas)

    assert titles(mette, shared) == titles(jonas, shared) == ("Jonas skrev", [])
    assert receiving.findings(mette) == []


def test_R6_words_that_were_joined_with_removed_ones_are_entered_again_by_themselves(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    theirs, _ = join_texts(office, mette, jonas, shared)
    assert goal(jonas, shared).note == f"{SECRET} en to tre fire"

    redact(mette, shared, theirs)
    meet(office, mette, jonas)

    assert goal(mette, shared).note == goal(jonas, shared).note == "en to tre fire"
    assert SECRET.encode() not in texts_of(jonas) + texts_of(mette) + server_texts(office, goal(mette, shared).stream)
    assert problems(office) == []


def test_R7_a_removed_entry_stays_removed_when_a_backup_of_before_is_restored(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(mette, shared, title=SECRET)
    meet(office, mette, jonas)
    backup = office.backup()
    redact(mette, shared, last_change(mette, shared))
    meet(office, mette, jonas)

    office.restore(backup)
    before_contact = server_texts(office, goal(mette, shared).stream)
    meet(office, jonas, mette)

    assert SECRET.encode() not in before_contact + server_texts(office, goal(mette, shared).stream)
    assert titles(mette, shared) == titles(jonas, shared) == ("mål", [])
    assert problems(office) == []


def test_R8_the_server_removes_by_hand_what_anybody_wrote(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(jonas, shared, title=SECRET)
    meet(office, jonas, mette)
    stream = goal(mette, shared).stream

    by_hand(office, stream, last_change(jonas, shared))
    meet(office, mette, jonas)

    assert titles(mette, shared) == titles(jonas, shared) == ("mål", [])
    assert [(each.by, each.reason) for each in register.removed(office.core.database.vault)] == [("dpo", "indsigelse")]
    assert SECRET.encode() not in texts_of(jonas) + texts_of(mette) + server_texts(office, stream)
    assert verify(jonas).findings == ()


def test_R9_a_new_device_never_gets_what_was_removed(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    meet(office, mette, jonas)
    edit(mette, shared, title=SECRET)
    meet(office, mette, jonas)
    redact(mette, shared, last_change(mette, shared))
    meet(office, mette, jonas)

    second = office.client("jonas", name="second")
    meet(office, second)

    assert titles(second, shared) == ("mål", [])
    assert SECRET.encode() not in texts_of(second)
    assert verify(second).findings == ()


def test_R9_a_device_with_a_part_of_the_log_takes_the_servers_state(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(mette, shared, title=SECRET)
    meet(office, mette, jonas)
    second = office.client("jonas", name="second")
    office.sync(second)
    assert titles(second, shared) == (SECRET, [])

    redact(mette, shared, last_change(mette, shared))
    office.sync(mette)
    office.sync(second)

    assert titles(second, shared) == ("mål", [])
    meet(office, second)
    assert SECRET.encode() not in texts_of(second)
    assert verify(second).findings == ()


def test_R10_undo_brings_back_nothing_that_was_removed(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    citizen = goal(mette, shared).citizen or ""
    meet(office, mette, jonas)
    edit(mette, shared, title=SECRET)
    edit(mette, shared, title="bagefter")
    meet(office, mette, jonas)
    with mette.reader() as reader:
        secret = next(
            each.id for each in reader.changes(identity=shared)
            if each.change is not None and each.change.edits[0].set.get("title") == SECRET
        )  # fmt: skip

    redact(mette, shared, secret)
    mette.undo(citizen)

    assert titles(mette, shared)[0] != SECRET
    assert SECRET.encode() not in texts_of(mette)


def test_R11_a_program_of_before_is_not_broken(office: Office) -> None:
    anna = RawDevice(office, "anna")
    citizen = "0193a1b2-0000-7000-8000-000000000001"
    made = anna.change(citizen, opens=True, title="ny")
    secret = anna.change(citizen, made.edits[0].record, base=1, title=SECRET)
    anna.push(made, secret)
    asked = asking(anna, citizen, secret.id)

    answer = anna.push(asked)
    told = entries(answer, made.stream)

    assert answer.results[asked.id].version == 4
    assert [each.is_own for each in told] == [True]
    second = RawDevice(office, "anna")
    assert [each.is_redacted for each in second.pull(made.stream)] == [False, True, False, False]


def test_R3_what_somebody_wrote_since_is_not_deleted_by_taking_back_what_let_the_record_stand(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    delete_records(mette, [goal(mette, shared)])
    edit(jonas, shared, title=SECRET)
    meet(office, mette, jonas)
    edit(mette, shared, note="bagefter")
    meet(office, mette, jonas)

    redact(jonas, shared, last_change(jonas, shared))
    meet(office, jonas, mette)

    for store in (mette, jonas):
        held = goal(store, shared)
        assert (held.title, held.note, held.deleted) == ("mål", "bagefter", False)
    assert problems(office) == []
