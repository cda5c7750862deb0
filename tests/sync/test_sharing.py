"""What an outsider sees: what a consent gives, kept in step, and taken back with the consent."""

from typing import Any

import msgspec
import pytest

import sealed_rows
from app.changes.cells import decode_cells
from app.changes.change import Change, Edit
from app.clock import FixedClock
from app.domain.goal import GOAL
from app.ids import citizen_stream
from offices import Office
from raw_devices import RawDevice
from sync.protocol import StateRecord
from sync.server import check
from sync.server.core import NotReadable
from sync.server.rights import Role

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
DOCTOR = "0193a1b2-0000-7000-8000-0000000000a1"
CONSENT = "0193a1b2-0000-7000-8000-0000000000b1"
FIRST, SECOND, INNER = (f"0193a1b2-0000-7000-8000-0000000000c{number}" for number in (1, 2, 3))
PLAN = citizen_stream(CITIZEN, "plan")
SHARED = citizen_stream(CITIZEN, f"share:{DOCTOR}")
AGAIN = citizen_stream(CITIZEN, f"share:{DOCTOR}/2")


@pytest.fixture
def anna(office: Office) -> RawDevice:
    """A caseworker whose plan has two goals, one for professionals, an actor and a consent to the first goal."""
    device = RawDevice(office, "anna")
    device.push(device.change(CITIZEN, opens=True, kind="citizen", record=CITIZEN, given="Karen", family="Krog"))
    device.push(
        change(device, FIRST, type="goal", title="bo for sig selv", responsible=DOCTOR),
        change(device, SECOND, type="goal", title="noget andet"),
        change(device, INNER, type="idea", title="faglig tvivl", audience="professionals"),
        change(device, DOCTOR, type="actor", title="Lægehuset"),
    )
    return device


@pytest.fixture
def doctor(office: Office, anna: RawDevice) -> RawDevice:
    device = RawDevice(office, "laegen", role=Role.EXTERNAL)
    office.assign("laegen", CITIZEN, party=DOCTOR)
    return device


def change(device: RawDevice, record: str, *, kind: str = "item", **fields: Any) -> Change:
    edit = Edit(record=record, kind=kind, base=device.anchor(PLAN).version, set=fields)
    return Change(id=device.new_id(), stream=PLAN, at="2026-11-24T12:00:00.000Z", name="Ret", edits=[edit])


def consent(device: RawDevice, *items: str, **fields: Any) -> Change:
    base = device.anchor(PLAN).version
    edit = Edit(
        record=CONSENT, kind="consent", base=base, set=fields,
        add={"actors": [DOCTOR], **({"items": list(items)} if items else {})},
    )  # fmt: skip
    return Change(id=device.new_id(), stream=PLAN, at="2026-11-24T12:00:00.000Z", name="Samtykke", edits=[edit])


def streams(device: RawDevice) -> list[str]:
    told = device.office.core.index(device.session(), known="").index
    assert told is not None
    return [row.id for row in told.streams if row.citizen]


def shown(device: RawDevice, stream: str) -> dict[str, dict[str, Any]]:
    """Return {record: fields} of a share."""
    _, *lines = list(device.office.core.state(device.session(), stream))
    records = [msgspec.json.decode(line, type=StateRecord) for line in lines]
    return {
        each.id: {name: cell.value for name, cell in decode_cells(bytes(each.cells)).items()} for each in records
    }  # fmt: skip


def seen(device: RawDevice, stream: str) -> dict[str, dict[str, Any]]:
    """Return {title: fields} of the items that stand in a share."""
    told = shown(device, stream).values()
    return {each["title"]: each for each in told if each.get("title") and not each.get("deleted")}


def named(device: RawDevice, stream: str) -> dict[str, Any]:
    """Return what a share tells of the citizen."""
    return {name: value for name, value in shown(device, stream)[CITIZEN].items() if value is not None}


def test_S20_without_a_consent_an_outsider_has_nothing(office: Office, anna: RawDevice, doctor: RawDevice) -> None:
    anna.push(change(anna, FIRST, title="bo for sig selv i byen"))

    assert streams(doctor) == []
    with pytest.raises(NotReadable):
        office.core.state(doctor.session(), PLAN)


def test_S20_what_the_consent_names_is_copied_with_its_origin_and_its_basis(anna: RawDevice, doctor: RawDevice) -> None:
    anna.push(consent(anna, FIRST))

    found = seen(doctor, SHARED)
    goal = found["bo for sig selv"]
    assert (streams(doctor), list(found)) == ([SHARED], ["bo for sig selv"])
    assert (goal["origin"], goal["basis"]) == (FIRST, CONSENT)
    assert "responsible" not in goal


def test_S20_a_consent_that_names_nothing_gives_all_but_people_and_what_is_for_professionals(
    anna: RawDevice, doctor: RawDevice
) -> None:
    anna.push(consent(anna))

    assert sorted(seen(doctor, SHARED)) == ["bo for sig selv", "noget andet"]


def test_S20_the_copy_follows_the_plan(anna: RawDevice, doctor: RawDevice) -> None:
    anna.push(consent(anna, FIRST))
    anna.push(change(anna, FIRST, title="bo i byen"))
    altered = sorted(seen(doctor, SHARED))
    anna.push(change(anna, FIRST, deleted=True))

    assert (altered, seen(doctor, SHARED)) == (["bo i byen"], {})


def test_S20_a_withdrawn_consent_takes_the_stream_back_and_the_device_is_told(
    office: Office, anna: RawDevice, doctor: RawDevice
) -> None:
    anna.push(consent(anna, FIRST))
    doctor.pull(SHARED)
    anna.push(change(anna, CONSENT, kind="consent", withdrawn_at="2026-11-24T12:00:00.000Z"))

    told = office.core.index(doctor.session(), known="").index
    assert told is not None
    assert ([row.id for row in told.streams if row.citizen], [each.stream for each in told.ended]) == ([], [SHARED])
    with pytest.raises(NotReadable):
        office.core.log(doctor.session(), SHARED, after=0, before=100)


def test_S20_what_is_left_after_a_part_was_taken_back_lies_in_a_new_stream(
    office: Office, anna: RawDevice, doctor: RawDevice
) -> None:
    anna.push(consent(anna, FIRST, SECOND))
    doctor.pull(SHARED)
    base = anna.anchor(PLAN).version
    dropped = Edit(record=CONSENT, kind="consent", base=base, drop={"items": [SECOND]})
    anna.push(Change(id=anna.new_id(), stream=PLAN, at="", name="Samtykke", edits=[dropped]))

    assert streams(doctor) == [AGAIN]
    assert list(seen(doctor, AGAIN)) == ["bo for sig selv"]
    with office.core.database.reading() as connection:
        assert list(check.check(connection)) == []


def test_S20_a_consent_that_runs_out_is_taken_back_by_the_clock(
    office: Office, anna: RawDevice, doctor: RawDevice
) -> None:
    anna.push(consent(anna, FIRST, until="2026-11-30"))
    before = streams(doctor)
    assert isinstance(office.clock, FixedClock)
    office.clock.advance(days=7)
    office.core.turn()

    assert (before, streams(doctor)) == ([SHARED], [])


def test_S20_that_a_citizens_name_is_protected_is_told_with_it(anna: RawDevice, doctor: RawDevice) -> None:
    anna.push(change(anna, CITIZEN, kind="citizen", protected=True), consent(anna, FIRST))

    assert named(doctor, SHARED) == {"given": "Karen", "family": "Krog", "protected": True}


def test_S20_what_becomes_for_professionals_only_is_taken_back(anna: RawDevice, doctor: RawDevice) -> None:
    anna.push(consent(anna, FIRST))
    anna.push(change(anna, FIRST, audience="professionals"))

    assert streams(doctor) == []


def test_S20_an_outsider_who_comes_after_the_consent_finds_what_is_shared(office: Office, anna: RawDevice) -> None:
    anna.push(consent(anna, FIRST))
    late = RawDevice(office, "sen", role=Role.EXTERNAL)
    office.assign("sen", CITIZEN, party=DOCTOR)
    office.core.turn()

    assert streams(late) == [SHARED]


def test_S20_nobody_writes_a_share(anna: RawDevice, doctor: RawDevice) -> None:
    anna.push(consent(anna, FIRST))
    doctor.pull(SHARED)
    edit = Edit(record=doctor.new_id(), kind="item", set={"title": "x"})
    written = Change(id=doctor.new_id(), stream=SHARED, at="", name="", edits=[edit])
    other = citizen_stream(CITIZEN, "share:mig")
    opened = Change(id=anna.new_id(), stream=other, at="", name="", edits=[edit], open=(CITIZEN, "share:mig"))

    codes = [each.code for device, sent in ((doctor, written), (anna, opened)) for each in
             device.push(sent).results.values()]  # fmt: skip
    assert codes == ["read_only", "forbidden"]


def test_S20_the_plan_goes_on_when_the_citizen_is_known_in_a_share(anna: RawDevice, doctor: RawDevice) -> None:
    anna.push(consent(anna, FIRST))
    answer = anna.push(change(anna, CITIZEN, kind="citizen", given="Karin"))

    assert [each.code for each in answer.results.values()] == [""]


def test_S20_a_real_outsiders_client_shows_the_copy_and_loses_it_with_the_consent(
    office: Office, anna: RawDevice
) -> None:
    office.add_user("laegen", role=Role.EXTERNAL)
    office.assign("laegen", CITIZEN, party=DOCTOR)
    store = office.client("laegen")
    anna.push(consent(anna, FIRST))
    office.sync(store, with_log=True)
    with store.reader() as reader:
        shown = [each.title for each in reader.all(GOAL, citizen=CITIZEN)]
    anna.push(change(anna, CONSENT, kind="consent", withdrawn_at="2026-11-24T12:00:00.000Z"))
    office.sync(store)

    with store.reader() as reader:
        assert (shown, reader.all(GOAL)) == (["bo for sig selv"], [])


def test_R1_what_is_redacted_goes_from_the_share_at_once_and_what_is_left_begins_anew(
    office: Office, anna: RawDevice
) -> None:
    office.add_user("laegen", role=Role.EXTERNAL)
    office.assign("laegen", CITIZEN, party=DOCTOR)
    store = office.client("laegen")
    anna.push(consent(anna, FIRST, SECOND))
    wrong = change(anna, FIRST, title="kanariefuglen")
    anna.push(wrong)
    office.sync(store, with_log=True)
    with office.core.database.reading() as connection:
        before = sealed_rows.written(connection, SHARED)

    anna.push(
        Change(id=anna.new_id(), stream=PLAN, at="2026-11-24T12:10:00.000Z", name="", edits=[], redacts=[wrong.id])
    )
    with office.core.database.reading() as connection:
        left = sealed_rows.written(connection, SHARED), list(sealed_rows.cells(connection, SHARED))
        anew = b"".join(each.body for each in sealed_rows.written(connection, AGAIN))
        assert list(check.check(connection)) == []
    office.sync(store, with_log=True)

    assert any(b"kanariefuglen" in each.body for each in before)
    assert left == ([], [])
    assert b"kanariefuglen" not in anew
    assert b"noget andet" in anew
    with store.reader() as reader:
        assert sorted(each.title or "" for each in reader.all(GOAL)) == ["bo for sig selv", "noget andet"]
        assert {each.stream for each in reader.all(GOAL)} == {AGAIN}


def test_R1_a_share_that_holds_no_copy_of_what_is_redacted_goes_on(anna: RawDevice, doctor: RawDevice) -> None:
    anna.push(consent(anna, FIRST))
    wrong = change(anna, SECOND, title="kanariefuglen")
    anna.push(wrong)

    anna.push(
        Change(id=anna.new_id(), stream=PLAN, at="2026-11-24T12:10:00.000Z", name="", edits=[], redacts=[wrong.id])
    )
    assert streams(doctor) == [SHARED]
