"""What the server makes of changes that are sent to it."""

import json
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import text

from app.changes import chain
from app.changes.change import Change, decode, encode
from app.ids import citizen_stream, named_stream, new_device_id
from faults import Occurred
from offices import Office
from raw_devices import RawDevice, entries
from sealed_rows import alter_entry, cells
from sync import protocol
from sync.protocol import Anchor, Registration, Result, SentChange, SyncRequest
from sync.server import check
from sync.server.core import WrongDevice
from sync.server.devices import NotRegistrable

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
PLAN = citizen_stream(CITIZEN, "plan")


@pytest.fixture
def anna(office: Office) -> RawDevice:
    """A device that has opened the citizen's plan with one goal, at version 2: the assignment is the second entry."""
    device = RawDevice(office, "anna")
    device.push(device.change(CITIZEN, opens=True, type="goal", title="mål"))
    return device


@pytest.fixture
def bo(office: Office, anna: RawDevice) -> RawDevice:
    """A colleague's device that has pulled the plan."""
    device = RawDevice(office, "bo")
    office.assign("bo", CITIZEN)
    device.pull(PLAN)
    return device


def goal_of(device: RawDevice) -> str:
    with device.office.core.database.reading() as connection:
        query = text("SELECT id FROM record WHERE kind = 'item' AND stream = :stream")
        row = connection.execute(query, {"stream": PLAN}).one()
    return str(row.id)


def check_of(office: Office) -> list[check.Finding]:
    with office.core.database.reading() as connection:
        return list(check.check(connection))


def codes(answer: protocol.SyncAnswer) -> list[str]:
    return [each.code for each in answer.results.values()]


def test_W1_two_devices_that_open_a_stream_offline_mean_the_same() -> None:
    assert citizen_stream(CITIZEN, "plan") == PLAN == citizen_stream(CITIZEN, "plan")
    assert named_stream("user:anna") != named_stream("user:bo")


def test_W2_a_changes_bytes_are_passed_on_as_they_came(anna: RawDevice, bo: RawDevice) -> None:
    body = json.dumps(msgspec.to_builtins(anna.change(CITIZEN, title="å  ø")), ensure_ascii=False).encode()
    sent = anna.sent(body, seq=2, stream=PLAN)
    anna.ask([sent], {PLAN: [anna.anchor(PLAN)]})

    (entry,) = bo.pull(PLAN)

    assert bytes(entry.body) == body
    assert (entry.key, entry.sig) == (sent.key, sent.sig)


def test_W4_the_entries_lead_to_the_head(anna: RawDevice, bo: RawDevice) -> None:
    anna.push(*(anna.change(CITIZEN, title=f"mål {number}") for number in range(5)))
    before = bo.anchor(PLAN)

    told = bo.pull(PLAN)

    head = before.hash
    for entry in told:
        committed = chain.commitment(entry.salt, bytes(entry.body), bytes(entry.outcomes))
        head = chain.link(head, bytes(entry.meta), committed)
    assert [chain.decode_meta(bytes(entry.meta)).version for entry in told] == [3, 4, 5, 6, 7]
    assert head == bo.anchor(PLAN).hash


def test_W3_versions_have_no_gaps(anna: RawDevice) -> None:
    answer = anna.push(anna.change(CITIZEN, title="b"), anna.change(CITIZEN, title="c"))

    assert [each.version for each in answer.results.values()] == [3, 4]


def test_M4_an_entry_whose_change_was_in_the_request_comes_without_its_body(anna: RawDevice) -> None:
    answer = anna.push(anna.change(CITIZEN, title="b"))

    assert [entry.is_own for entry in entries(answer, PLAN)] == [True]


def test_S1_a_message_that_names_another_device_is_refused(office: Office, anna: RawDevice) -> None:
    with pytest.raises(WrongDevice):
        office.core.sync(anna.session(), SyncRequest(device=new_device_id()))


def test_S1_the_author_is_who_the_token_stands_for(anna: RawDevice, bo: RawDevice) -> None:
    bo.push(bo.change(CITIZEN, title="b"))

    (entry,) = anna.pull(PLAN)

    assert chain.decode_meta(bytes(entry.meta)).by == "bo"


def test_S2_what_cannot_be_done_in_one_stream_does_not_stop_the_others(anna: RawDevice) -> None:
    nowhere = "0193a1b2-0000-7000-8000-000000000002"

    answer = anna.push(anna.change(nowhere, title="a"), anna.change(CITIZEN, title="b"))

    assert list(answer.later) == [citizen_stream(nowhere, "plan")]
    assert [each.version for each in answer.results.values()] == [3]


def test_S2_a_stream_that_cannot_be_written_does_not_stop_the_others(office: Office, anna: RawDevice) -> None:
    other = "0193a1b2-0000-7000-8000-000000000007"
    broken = citizen_stream(other, "plan")
    with office.core.database.writing() as connection:
        in_the_way = (
            "INSERT INTO entry (stream, version, id, meta, commitment, hash) VALUES (:stream, 1, '', :no, :no, :no)"
        )
        connection.execute(text(in_the_way), {"stream": broken, "no": b""})

    answer = anna.push(anna.change(other, opens=True, title="a"), anna.change(CITIZEN, title="b"))

    assert answer.later == {broken: 60}
    assert [each.version for each in answer.results.values()] == [3]
    assert check_of(office) == []


def test_S4_a_copied_device_is_told_of_what_was_taken_before_it_was_noticed(office: Office, anna: RawDevice) -> None:
    other = anna.change("0193a1b2-0000-7000-8000-000000000008", opens=True, title="a")

    answer = anna.push(other, anna.change(CITIZEN, title="b"), seqs=[1, 7])

    assert (answer.device, list(answer.results)) == ("forked", [other.id])
    assert check_of(office) == []


def test_M4_an_entry_of_a_colleague_that_lies_between_comes_with_the_own_ones(anna: RawDevice, bo: RawDevice) -> None:
    bo.push(bo.change(CITIZEN, title="b"))

    answer = anna.push(anna.change(CITIZEN, title="c"))

    assert [entry.is_own for entry in entries(answer, PLAN)] == [False, True]
    assert anna.anchor(PLAN) == answer.heads[PLAN]


def test_S3_a_change_sent_again_gets_the_same_result_and_is_there_once(anna: RawDevice) -> None:
    change = anna.change(CITIZEN, title="b")
    first = anna.push(change, seqs=[2])

    again = anna.push(change, seqs=[2])

    assert again.results == first.results
    assert again.entries == {}


def test_S3_a_change_known_under_another_device_keeps_its_result_and_uses_up_the_new_number(
    office: Office, anna: RawDevice
) -> None:
    change = anna.change(CITIZEN, title="b")
    first = anna.push(change)
    other = RawDevice(office, "anna")
    other.pull(PLAN)

    answer = other.push(change, other.change(CITIZEN, title="c"))

    assert answer.results[change.id] == first.results[change.id]
    assert [each.version for each in answer.results.values()] == [3, 4]


def test_S4_a_number_that_was_used_for_something_else_means_a_copied_device(anna: RawDevice) -> None:
    anna.push(anna.change(CITIZEN, title="b"), seqs=[2])

    answer = anna.push(anna.change(CITIZEN, title="c"), seqs=[2])

    assert (answer.device, answer.results) == ("forked", {})


def test_S4_a_number_that_leaves_a_gap_means_the_same(anna: RawDevice, occurred: Occurred) -> None:
    answer = anna.push(anna.change(CITIZEN, title="c"), seqs=[7])

    occurred("batches cut and reordered", int(answer.device == "forked"))
    assert (answer.device, answer.results) == ("forked", {})


def test_S5_a_known_id_with_other_content_is_named(anna: RawDevice) -> None:
    change = anna.change(CITIZEN, title="b")
    anna.push(change, seqs=[2])
    other = msgspec.structs.replace(change, name="Noget andet")

    answer = anna.push(other, seqs=[2])

    assert (answer.device, answer.taken) == ("forked", [change.id])


def test_S6_a_refusal_uses_up_its_number_is_repeated_and_holds_up_nobody(anna: RawDevice) -> None:
    wrong, right = anna.change(CITIZEN, level_now=77), anna.change(CITIZEN, title="b")
    first = anna.push(wrong, right)

    again = anna.push(wrong, seqs=[2])

    assert codes(first) == ["schema", ""]
    assert again.results == {wrong.id: Result(0, "schema", "level_now")}


def test_S7_changes_on_an_anchor_that_does_not_fit_are_not_taken(anna: RawDevice) -> None:
    lost = Anchor(2, b"x" * 32)
    older = Anchor(1, chain.start(PLAN))
    start = Anchor(0, chain.start(PLAN))

    answer = anna.push(anna.change(CITIZEN, title="b"), anchors={PLAN: [lost, older, start]})

    assert (answer.forked, answer.results) == ({PLAN: 0}, {})


def test_S7_the_newest_anchor_that_fits_is_named(anna: RawDevice) -> None:
    known = anna.anchor(PLAN)

    answer = anna.ask([], {PLAN: [Anchor(9, b"x" * 32), known, Anchor(0, chain.start(PLAN))]})

    assert answer.forked == {PLAN: known.version}


def test_S8_who_creates_a_citizen_is_assigned(anna: RawDevice) -> None:
    rows = anna.office.core.index(anna.session(), known="").index

    assert rows is not None
    assert [row.rights for row in rows.streams if row.citizen == CITIZEN] == ["write"]


def test_S8_a_stream_under_a_wrong_id_is_not_opened(anna: RawDevice) -> None:
    other = "0193a1b2-0000-7000-8000-000000000003"
    change = msgspec.structs.replace(anna.change(other, opens=True, title="a"), open=(CITIZEN, "plan"))

    assert codes(anna.push(change)) == ["schema"]


def test_S8_changes_to_a_stream_that_nobody_has_opened_are_put_off(anna: RawDevice) -> None:
    answer = anna.push(anna.change("0193a1b2-0000-7000-8000-000000000004", title="a"))

    assert (list(answer.later.values()), answer.results) == ([60], {})


def test_S10_kinds_and_fields_that_the_server_does_not_know_are_kept(
    anna: RawDevice, bo: RawDevice, occurred: Occurred
) -> None:
    goal = goal_of(anna)
    newer = anna.change(CITIZEN, kind="hologram", colour=[1, {"a": None}])
    anna.push(newer, anna.change(CITIZEN, goal, base=2, mood={"happy": 3}))

    bodies = [decode(bytes(entry.body)) for entry in bo.pull(PLAN)]

    occurred("another version's fields and kinds", len(bodies))
    assert [each.edits[0].set for each in bodies] == [{"colour": [1, {"a": None}]}, {"mood": {"happy": 3}}]


def test_S10_words_that_the_server_does_not_know_are_kept(anna: RawDevice, bo: RawDevice) -> None:
    words: dict[str, Any] = {"type": "spaceship", "life_area": "orbit"}
    lanes: dict[str, Any] = {"kind": "plan", "lanes": ["work", "orbit"]}

    answer = anna.push(anna.change(CITIZEN, **words), anna.change(CITIZEN, **lanes))

    bodies = [decode(bytes(entry.body)) for entry in bo.pull(PLAN)]
    assert codes(answer) == ["", ""]
    assert [each.edits[0].set for each in bodies] == [words, {"lanes": ["work", "orbit"]}]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": 7}, "schema"),
        ({"type": "x" * 201}, "schema"),
        ({"kind": "plan", "lanes": [7]}, "schema"),
        ({"title": "x" * 301}, "schema"),
        ({"type": 7}, "schema"),
        ({"kind": "user", "login": "anna"}, "read_only"),
        ({"kind": "placement", "board": CITIZEN, "item": CITIZEN}, "missing"),
    ],
)
def test_S10_what_does_not_fit_a_known_kind_is_refused(anna: RawDevice, fields: dict[str, Any], code: str) -> None:
    assert codes(anna.push(anna.change(CITIZEN, **fields))) == [code]


def test_M2_a_change_that_is_too_large_is_refused_alone(anna: RawDevice) -> None:
    large = anna.change(CITIZEN, kind="hologram", body="x" * 300_000)

    assert codes(anna.push(large, anna.change(CITIZEN, title="b"))) == ["too_large", ""]


def test_M2_more_changes_than_agreed_are_too_much(anna: RawDevice) -> None:
    with pytest.raises(protocol.TooLarge):
        anna.push(*(anna.change(CITIZEN, title=f"{number}") for number in range(501)))


def test_a_change_that_cannot_be_read_is_refused_by_its_id(anna: RawDevice) -> None:
    body = encode(anna.change(CITIZEN, title="b")).replace(b'"edits":[', b'"edits":7,"x":[')

    answer = anna.ask([anna.sent(body, seq=2, stream=PLAN)], {PLAN: [anna.anchor(PLAN)]})

    assert codes(answer) == ["unreadable"]


def test_what_does_not_even_say_what_it_is_is_no_message(anna: RawDevice) -> None:
    with pytest.raises(protocol.Unreadable):
        anna.ask([SentChange(seq=2, body=msgspec.Raw(b"[]"))], {})


def test_S12_a_record_stays_in_its_stream(office: Office, anna: RawDevice) -> None:
    goal, other = goal_of(anna), "0193a1b2-0000-7000-8000-000000000005"

    answer = anna.push(anna.change(other, goal, opens=True, title="tyv"))

    assert codes(answer) == ["forbidden"]


def test_S12_a_record_keeps_its_kind(anna: RawDevice) -> None:
    assert codes(anna.push(anna.change(CITIZEN, goal_of(anna), kind="note", title="b"))) == ["schema"]


def test_S9_the_base_decides(anna: RawDevice, bo: RawDevice) -> None:
    goal = goal_of(anna)
    late = msgspec.structs.replace(anna.change(CITIZEN, goal, base=2, title="a"), at="1999-01-01T00:00:00.000Z")
    early = msgspec.structs.replace(bo.change(CITIZEN, goal, base=2, title="b"), at="2099-01-01T00:00:00.000Z")
    bo.push(early)
    anna.push(late)

    with anna.office.core.database.reading() as connection:
        findings = list(check.check(connection))
        stored = next(told for record, _, told in cells(connection, PLAN) if record == goal)

    assert findings == []
    assert json.loads(stored)["title"][0] == "b"
    assert [rival[0] for rival in json.loads(stored)["title"][3]] == ["a"]


def test_F9_no_clock_decides(anna: RawDevice) -> None:
    change = msgspec.structs.replace(anna.change(CITIZEN, title="b"), at="0001-01-01T00:00:00.000Z")

    assert codes(anna.push(change)) == [""]


def test_S14_a_message_under_another_epoch_gets_the_new_one_and_nothing_else(anna: RawDevice) -> None:
    sent = anna.sent(anna.change(CITIZEN, title="b"))

    answer = anna.ask([sent], {PLAN: [anna.anchor(PLAN)]}, epoch="another")

    assert (answer.results, answer.heads) == ({}, {})
    assert answer.epoch not in ("", "another")


def test_S17_check_finds_a_byte_that_was_altered(anna: RawDevice) -> None:
    with anna.office.core.database.writing() as connection:
        alter_entry(connection, PLAN, 1, lambda held: replace(held, body=held.body.replace("mål".encode(), b"mal")))

    with anna.office.core.database.reading() as connection:
        found = {(each.version, each.problem) for each in check.check(connection)}

    assert (1, "content") in found


def test_S17_check_finds_a_state_that_is_not_the_fold_of_its_log(anna: RawDevice) -> None:
    with anna.office.core.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM record WHERE kind = 'item'")

    with anna.office.core.database.reading() as connection:
        assert [each.problem for each in check.check(connection)] == ["records"]


def test_M8_a_device_asked_for_again_gets_a_new_secret_and_another_users_id_is_refused(
    office: Office, anna: RawDevice, bo: RawDevice
) -> None:
    asked = Registration(device=anna.device, key=anna.pair.public)
    again = office.core.register(anna.session(), asked)

    with pytest.raises(NotRegistrable):
        office.core.register(bo.session(), asked)
    assert office.core.login(protocol.Login(device=anna.device, secret=again.secret)).login == "anna"


def test_withdrawn_opening_leaves_nothing_behind(anna: RawDevice) -> None:
    change: Change = anna.change("0193a1b2-0000-7000-8000-000000000006", opens=True, title=7)

    answer = anna.push(change)

    assert codes(answer) == ["schema"]
