"""A change may need that what it is about still stands as its author saw it: then all of it enters, or nothing."""

from typing import Any

import msgspec
import pytest

from app.changes.cells import decode_cells
from app.changes.change import Change
from app.ids import citizen_stream
from offices import Office
from raw_devices import RawDevice
from sync.protocol import StateRecord, SyncAnswer
from sync.server import check

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
FIRST, SECOND = (f"0193a1b2-0000-7000-8000-0000000000c{number}" for number in (1, 2))
PLAN = citizen_stream(CITIZEN, "plan")
TITLE, STATE = "title", "state"


@pytest.fixture
def anna(office: Office) -> RawDevice:
    """A caseworker whose plan has two agreements."""
    device = RawDevice(office, "anna")
    device.push(device.change(CITIZEN, FIRST, opens=True, type="agreement", title="ring til jobbet"))
    device.push(device.change(CITIZEN, SECOND, type="agreement", title="bestil tid"))
    return device


@pytest.fixture
def bo(office: Office, anna: RawDevice) -> RawDevice:
    """A colleague who has seen the same."""
    device = RawDevice(office, "bo")
    office.assign("bo", CITIZEN)
    device.pull(PLAN)
    return device


def approval(device: RawDevice, seen: int) -> Change:
    """Return a change of both agreements, which needs their titles as they were at version *seen*."""
    needs = [(each, TITLE, seen) for each in (FIRST, SECOND)]
    edits = [device.change(CITIZEN, each, base=seen, state="done").edits[0] for each in (FIRST, SECOND)]
    return msgspec.structs.replace(device.change(CITIZEN), edits=edits, needs=needs)


def codes(answer: SyncAnswer) -> list[str]:
    """Return why each change was refused, in order; empty for one that entered."""
    return [each.code for each in answer.results.values()]


def standing(device: RawDevice, field: str) -> list[Any]:
    """Return what stands in a field of the two agreements."""
    _, *lines = list(device.office.core.state(device.session(), PLAN))
    records = {each.id: each for each in (msgspec.json.decode(line, type=StateRecord) for line in lines)}
    cells = [decode_cells(bytes(records[each].cells)) for each in (FIRST, SECOND)]
    return [each[field].value if field in each else None for each in cells]


def test_S28_what_is_still_as_it_was_seen_lets_all_of_it_in(anna: RawDevice) -> None:
    answer = anna.push(approval(anna, anna.anchor(PLAN).version))

    assert codes(answer) == [""]
    assert standing(anna, STATE) == ["done", "done"]


def test_S28_what_a_colleague_has_changed_since_keeps_all_of_it_out(
    office: Office, anna: RawDevice, bo: RawDevice
) -> None:
    seen = bo.anchor(PLAN).version
    anna.push(anna.change(CITIZEN, SECOND, base=seen, title="bestil tid hos lægen"))
    late, other = approval(bo, seen), bo.change(CITIZEN, type="goal", title="ud")
    answer = bo.push(late, other)
    again = bo.push(late, seqs=[1])

    assert codes(answer) == ["stale", ""]
    assert answer.results[late.id].detail == TITLE
    assert again.results[late.id] == answer.results[late.id]
    assert standing(anna, STATE) == [None, None]
    assert office.core.database.read(lambda each: list(check.check(each))) == []


def test_S28_two_versions_of_what_is_needed_keep_it_out_too(anna: RawDevice, bo: RawDevice) -> None:
    seen = bo.anchor(PLAN).version
    anna.push(anna.change(CITIZEN, FIRST, base=seen, title="ring i dag"))
    bo.push(bo.change(CITIZEN, FIRST, base=seen, title="ring i morgen"))

    answer = bo.push(approval(bo, bo.anchor(PLAN).version))

    assert codes(answer) == ["stale"]


def test_S28_ones_own_change_that_was_sent_before_it_is_no_hindrance(anna: RawDevice, bo: RawDevice) -> None:
    seen = bo.anchor(PLAN).version

    answer = bo.push(bo.change(CITIZEN, FIRST, base=seen, title="ring i dag"), approval(bo, seen))

    assert codes(answer) == ["", ""]


def test_S28_after_a_fork_no_more_was_seen_than_the_common_version(anna: RawDevice, bo: RawDevice) -> None:
    common = bo.anchor(PLAN).version
    anna.push(anna.change(CITIZEN, FIRST, base=common, title="ring i dag"))
    sent = msgspec.structs.replace(bo.sent(approval(bo, common + 7)), ceiling=common)

    answer = bo.ask([sent], {PLAN: [bo.anchor(PLAN)]})

    assert codes(answer) == ["stale"]


def test_S28_what_was_seen_in_a_past_that_was_lost_is_not_what_stands_now(anna: RawDevice, bo: RawDevice) -> None:
    common = bo.anchor(PLAN).version
    sent = msgspec.structs.replace(bo.sent(approval(bo, common + 7)), ceiling=common)

    answer = bo.ask([sent], {PLAN: [bo.anchor(PLAN)]})

    assert codes(answer) == ["stale"]
