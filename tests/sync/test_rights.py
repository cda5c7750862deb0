"""Who reads and writes what, and how a device learns that a right has ended."""

import msgspec
import pytest
from sqlalchemy import text

from app.changes import chain, sealing, signing
from app.changes.change import Change, Edit, decode, encode
from app.changes.signed import Signed, seal_payload
from app.domain.danish import fold
from app.ids import citizen_stream, named_stream
from faults import Occurred
from offices import PASSWORD, Office
from raw_devices import RawDevice
from sealed_rows import people, refusals
from sync.protocol import Anchor, Index, SealedChange, StateHead
from sync.server import check, devices, directory, upkeep
from sync.server.core import NotReadable
from sync.server.index import MOST_GROUPS
from sync.server.people import hidden_number
from sync.server.rights import Role

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
PLAN = citizen_stream(CITIZEN, "plan")


@pytest.fixture
def anna(office: Office) -> RawDevice:
    device = RawDevice(office, "anna")
    device.push(device.change(CITIZEN, opens=True, type="goal", title="mål"))
    return device


def index_of(device: RawDevice) -> Index:
    told = device.office.core.index(device.session(), known="").index
    assert told is not None
    return told


def codes(device: RawDevice, *changes: Change) -> list[str]:
    return [each.code for each in device.push(*changes).results.values()]


def test_S11_who_is_not_assigned_writes_nothing_and_his_work_is_kept(office: Office, anna: RawDevice) -> None:
    bo = RawDevice(office, "bo")
    change = bo.change(CITIZEN, title="fremmed")
    bo.anchors[PLAN] = anna.anchor(PLAN)

    answer = codes(bo, change)

    with office.core.database.reading() as connection:
        (kept,) = refusals(connection)
    assert answer == ["not_assigned"]
    assert kept.body == encode(change)


def test_S11_who_is_not_assigned_reads_nothing(office: Office, anna: RawDevice) -> None:
    bo = RawDevice(office, "bo")

    with pytest.raises(NotReadable):
        office.core.state(bo.session(), PLAN)
    assert bo.ask([], {PLAN: [Anchor(0, chain.start(PLAN))]}).ended == [PLAN]


@pytest.mark.parametrize(
    ("role", "code"), [(Role.MANAGER, "read_only"), (Role.FIELD_WORKER, ""), (Role.ADMINISTRATOR, "not_assigned")]
)
def test_S11_a_role_decides_what_an_assigned_user_may_do(
    office: Office, anna: RawDevice, role: Role, code: str
) -> None:
    other = RawDevice(office, "bo", role=role)
    office.assign("bo", CITIZEN)
    other.anchors[PLAN] = anna.anchor(PLAN)

    assert codes(other, other.change(CITIZEN, title="b")) == [code]


def test_S11_a_field_worker_makes_no_citizens(office: Office) -> None:
    other = RawDevice(office, "bo", role=Role.FIELD_WORKER)

    assert codes(other, other.change(CITIZEN, opens=True, title="b")) == ["forbidden"]


def test_S11_nobody_writes_the_directory_or_another_users_stream(office: Office, anna: RawDevice) -> None:
    bo = RawDevice(office, "bo")
    shared, foreign = named_stream("directory"), named_stream("user:anna")
    edit = Edit(record=CITIZEN, kind="note", set={"title": "x"})
    bo.pull(shared)
    to_directory = Change(id=bo.new_id(), stream=shared, at="", name="", edits=[edit])
    to_anna = Change(id=bo.new_id(), stream=foreign, at="", name="", edits=[edit], open=("", "user:anna"))

    assert codes(bo, to_directory, to_anna) == ["read_only", "forbidden"]


def test_S11_the_protected_compartment_is_for_those_who_are_assigned(office: Office, anna: RawDevice) -> None:
    stream = citizen_stream(CITIZEN, "protected")
    edit = Edit(record=anna.new_id(), kind="contact_point", set={"use": "phone", "value": "20304050"})
    opening = Change(id=anna.new_id(), stream=stream, at="", name="", edits=[edit], open=(CITIZEN, "protected"))
    bo = RawDevice(office, "bo")

    by_a_stranger = codes(bo, msgspec.structs.replace(opening, id=bo.new_id()))

    assert (by_a_stranger, codes(anna, opening)) == (["not_assigned"], [""])


def test_M3_the_index_lists_what_the_user_may_read(office: Office, anna: RawDevice) -> None:
    told = index_of(anna)

    assert {row.compartment: row.rights for row in told.streams} == {"directory": "read", "plan": "write"}
    assert told.lease is not None
    assert len(told.lease.key) == 32


def test_M3_with_a_known_tag_only_what_differs_is_told(office: Office, anna: RawDevice) -> None:
    first = office.core.index(anna.session(), known="")
    nothing = office.core.index(anna.session(), known=first.tag)
    anna.push(anna.change(CITIZEN, title="b"))

    differing = office.core.index(anna.session(), known=first.tag)

    assert nothing.index is None
    assert differing.index is not None
    assert (differing.index.whole, [row.id for row in differing.index.streams]) == (False, [PLAN])


def test_M3_what_another_process_wrote_is_told_as_well(office: Office, anna: RawDevice) -> None:
    first = office.core.index(anna.session(), known="")
    upkeep.add_user(
        office.core.database, login="bo", name="Bo", role=Role.CASEWORKER, password=PASSWORD, areas="",
        clock=office.clock,
    )  # fmt: skip

    told = office.core.index(anna.session(), known=first.tag).index

    assert told is not None
    assert (told.whole, [row.compartment for row in told.streams]) == (False, ["directory"])


def test_M3_of_many_streams_few_are_told_when_one_differs(office: Office, anna: RawDevice) -> None:
    citizens = [anna.new_id() for _ in range(2 * MOST_GROUPS)]
    anna.push(*(anna.change(each, opens=True, title="mål") for each in citizens))
    first = office.core.index(anna.session(), known="")
    anna.push(anna.change(citizens[0], title="nyt"))

    told = office.core.index(anna.session(), known=first.tag).index

    assert told is not None
    assert (told.whole, len(told.streams) <= 3) == (False, True)
    assert citizen_stream(citizens[0], "plan") in {row.id for row in told.streams}


def test_S13_an_ended_right_is_told_until_the_receipt_came(office: Office, anna: RawDevice) -> None:
    office.end("anna", CITIZEN)

    told = index_of(anna)
    office.core.purged(anna.session(), [PLAN])

    assert [(each.stream, each.day, each.reason) for each in told.ended] == [(PLAN, "2026-11-24", "flyttet")]
    assert index_of(anna).ended == []


def test_S13_a_device_that_never_held_the_stream_is_told_nothing(office: Office, anna: RawDevice) -> None:
    other = RawDevice(office, "anna")
    office.end("anna", CITIZEN)

    assert index_of(other).ended == []


def test_M5_a_state_is_one_line_for_the_head_and_one_for_each_record(office: Office, anna: RawDevice) -> None:
    first, *rest = list(office.core.state(anna.session(), PLAN))

    head = msgspec.json.decode(first, type=StateHead)
    assert (head.version, head.hash, head.records) == (2, anna.anchor(PLAN).hash, len(rest))


def test_M6_the_newest_entries_between_two_versions_come_with_the_hash_before_them(
    office: Office, anna: RawDevice
) -> None:
    anna.push(*(anna.change(CITIZEN, title=f"{number}") for number in range(4)))

    told = office.core.log(anna.session(), PLAN, after=2, before=5)

    versions = [chain.decode_meta(msgspec.json.encode(each[0])).version for each in msgspec.json.decode(told.entries)]
    assert versions == [3, 4]
    assert told.before == _hash_at(office, 2)


def _hash_at(office: Office, version: int) -> bytes:
    with office.core.database.reading() as connection:
        query = text("SELECT hash FROM entry WHERE stream = :stream AND version = :version")
        return bytes(connection.execute(query, {"stream": PLAN, "version": version}).scalar_one())


def test_S16_what_the_server_writes_bears_its_key(office: Office, anna: RawDevice) -> None:
    first, *_ = anna.pull(directory.STREAM)

    public = office.core.identity.signing.public
    assert first.key == signing.key_id(public)
    assert signing.verify(public, bytes(first.body), first.sig)
    assert decode(bytes(first.body)).edits[0].set["device"] == directory.SERVER


def sealed(device: RawDevice, change: Change, *, pair: signing.SigningPair | None = None) -> SealedChange:
    """Return *change* as it lies in a sealed outbox."""
    signer, body, head = pair or device.pair, encode(change), device.anchor(change.stream)
    payload = seal_payload(
        Signed(
            key=signing.key_id(signer.public),
            sig=signing.sign(signer.private, body),
            body=msgspec.Raw(body),
            version=head.version,
            hash=head.hash,
        )
    )
    info = sealing.outbox_info(change.id, device=device.device)
    public = device.office.core.identity.sealing.public
    return SealedChange(change.id, device.device, sealing.seal(public, info, payload))


def test_S15_a_sealed_change_is_taken_without_a_token_and_known_when_its_device_sends_it(
    office: Office, anna: RawDevice
) -> None:
    change = anna.change(CITIZEN, title="forseglet")

    brought = office.core.take_sealed([sealed(anna, change)])
    answer = anna.push(change)

    assert brought[change.id].version == 3
    assert answer.results == brought
    with office.core.database.reading() as connection:
        assert list(check.check(connection)) == []


def test_S15_a_sealed_change_may_open_a_stream(office: Office, anna: RawDevice) -> None:
    other = "0193a1b2-0000-7000-8000-000000000002"
    change = anna.change(other, opens=True, title="ny")

    assert office.core.take_sealed([sealed(anna, change)])[change.id].version == 1


def test_S15_what_another_key_signed_or_a_lost_device_made_is_not_taken(
    office: Office, anna: RawDevice, occurred: Occurred
) -> None:
    change = anna.change(CITIZEN, title="forseglet")
    forged = office.core.take_sealed([sealed(anna, change, pair=signing.new_pair())])
    with office.core.database.writing() as connection:
        devices.report_lost(connection, anna.device, now=office.clock.now())

    occurred("a hostile client", int(forged == {}))
    assert (forged, office.core.take_sealed([sealed(anna, change)])) == ({}, {})


def test_S15_what_would_be_refused_waits_for_its_device(office: Office, anna: RawDevice) -> None:
    change = anna.change(CITIZEN, title=7)

    brought = office.core.take_sealed([sealed(anna, change)])

    with office.core.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM refusal").scalar() == 0
    assert brought == {}


def test_S15_a_head_that_does_not_fit_waits_for_its_device(office: Office, anna: RawDevice) -> None:
    anna.anchors[PLAN] = Anchor(2, b"x" * 32)

    assert office.core.take_sealed([sealed(anna, anna.change(CITIZEN, title="b"))]) == {}


def test_the_server_searches_people_by_folded_name_and_a_hidden_number(office: Office, anna: RawDevice) -> None:
    citizen = Change(
        id=anna.new_id(), stream=PLAN, at="", name="",
        edits=[
            Edit(record=CITIZEN, kind="citizen", set={"given": "Åse", "family": "Bærgø", "birth_date": "1970-01-01"}),
            Edit(record=anna.new_id(), kind="identifier", base=2, set={"system": "cpr", "value": "0101700000"}),
        ],
    )  # fmt: skip

    anna.push(citizen)

    with office.core.database.reading() as connection:
        (row,) = people(connection)
        number = bytes(connection.execute(text("SELECT number FROM citizen WHERE number IS NOT NULL")).scalar_one())
        assert number == hidden_number(connection, "0101700000")
    assert (row.name, row.born) == (fold("Åse Bærgø"), "1970-01-01")
    assert b"0101700000" not in number
