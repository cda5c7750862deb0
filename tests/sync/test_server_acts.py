"""What a person asks the server to do at once: emergencies, visits, the team, counts, lost devices."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from app.changes import signing
from app.changes.change import Change, Edit
from app.clock import FixedClock
from app.ids import citizen_stream
from offices import Office
from raw_devices import RawDevice
from sync.acts import Assigning, Emergency, Lost, Opening, Wiping, wipe_words
from sync.server import accounts, counting, leading, losses, staffing, visits
from sync.server.accounts import Denied, digest
from sync.server.core import NotReadable
from sync.server.permits import Forbidden, NotDone
from sync.server.rights import Role
from sync.server.statements import Statement
from sync.server.tries import TooManyTries

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
OTHER = "0193a1b2-0000-7000-8000-000000000002"
PLAN = citizen_stream(CITIZEN, "plan")
NUMBER = "010170-0000"
LOOK_UPS = Statement("SELECT subject, login FROM look_up WHERE act = :act")
SECRET = Statement("UPDATE device SET secret = :secret WHERE id = :id")
UNIT, FOREIGN = "stoette", "job"


@pytest.fixture
def anna(office: Office) -> RawDevice:
    """A caseworker of the unit with a citizen whose number is known."""
    for unit in (UNIT, FOREIGN):
        staffing.put_unit(office.core.database, unit=unit, name=unit.title(), part_of="")
    device = hired(office, "anna", Role.CASEWORKER, unit=UNIT)
    edits = [
        Edit(record=CITIZEN, kind="citizen", set={"given": "Karen", "family": "Krog"}),
        Edit(record=device.new_id(), kind="identifier", set={"system": "cpr", "value": "0101700000"}),
        Edit(record=device.new_id(), kind="item", set={"type": "goal", "title": "bo for sig selv"}),
        Edit(record=device.new_id(), kind="item", set={"type": "idea", "title": "x", "audience": "professionals"}),
    ]
    device.push(Change(id=device.new_id(), stream=PLAN, at="", name="Opret", edits=edits, open=(CITIZEN, "plan")))
    return device


def hired(office: Office, login: str, role: Role, *, unit: str = "") -> RawDevice:
    with office.core.database.writing() as connection:
        accounts.put(connection, login=login, name=login.title(), role=role, hashed="", areas="", unit=unit)
    return RawDevice(office, login)


def listed(device: RawDevice) -> list[str]:
    told = device.office.core.index(device.session(), known="").index
    assert told is not None
    return [row.compartment for row in told.streams if row.citizen]


def ask(device: RawDevice, act: Callable[..., Any], *message: Any) -> Any:
    return act(device.office.core, device.session(), *message)


def looked_up(office: Office, act: str) -> list[tuple[str, str]]:
    rows = office.core.database.read(lambda each: LOOK_UPS.all(each, act=act))
    return [(row.subject, row.login) for row in rows]


def test_S21_an_emergency_opens_the_plan_for_some_hours_and_is_written_down(office: Office, anna: RawDevice) -> None:
    bo = hired(office, "bo", Role.CASEWORKER)

    opened = ask(bo, visits.begin_emergency, Emergency(purpose="Fundet på gaden", number=NUMBER, hours=2))
    during = listed(bo)
    assert isinstance(office.clock, FixedClock)
    office.clock.advance(hours=2)

    assert (opened.citizen, during, listed(bo)) == (CITIZEN, ["plan"], [])
    assert looked_up(office, "emergency") == [(CITIZEN, "bo")]


def test_S21_an_emergency_opens_neither_areas_nor_what_is_protected(office: Office, anna: RawDevice) -> None:
    stream = citizen_stream(CITIZEN, "protected")
    edit = Edit(record=anna.new_id(), kind="contact_point", set={"use": "phone", "value": "20304050"})
    anna.push(Change(id=anna.new_id(), stream=stream, at="", name="", edits=[edit], open=(CITIZEN, "protected")))
    bo = hired(office, "bo", Role.CASEWORKER)
    ask(bo, visits.begin_emergency, Emergency(purpose="Fundet på gaden", citizen=CITIZEN))

    with pytest.raises(NotReadable):
        office.core.state(bo.session(), stream)
    assert (listed(bo), listed(anna)) == (["plan"], ["plan", "protected"])


def test_S21_colleagues_see_in_the_plan_that_somebody_opened_it_in_an_emergency(
    office: Office, anna: RawDevice
) -> None:
    anna.pull(PLAN)
    bo = hired(office, "bo", Role.CASEWORKER)
    ask(bo, visits.begin_emergency, Emergency(purpose="Fundet på gaden", citizen=CITIZEN))

    (entry,) = anna.pull(PLAN)
    assert b'"sort":"emergency"' in bytes(entry.body)


@pytest.mark.parametrize("role", [Role.SUPERUSER, Role.AUDITOR, Role.MANAGER])
def test_S21_emergencies_are_listed_with_their_purpose(office: Office, anna: RawDevice, role: Role) -> None:
    bo = hired(office, "bo", Role.CASEWORKER, unit=UNIT)
    ask(bo, visits.begin_emergency, Emergency(purpose="Fundet på gaden", citizen=CITIZEN))
    reader, elsewhere = hired(office, "lone", role, unit=UNIT), hired(office, "per", Role.MANAGER, unit=FOREIGN)

    found = ask(reader, visits.emergencies).rows
    assert [(each.login, each.citizen, each.purpose) for each in found] == [("bo", CITIZEN, "Fundet på gaden")]
    assert ask(elsewhere, visits.emergencies).rows == []


@pytest.mark.parametrize("asked", [{"purpose": "  "}, {"hours": 25}, {"hours": 0}], ids=["purpose", "long", "none"])
def test_S21_an_emergency_without_a_purpose_or_an_end_is_none(
    office: Office, anna: RawDevice, asked: dict[str, Any]
) -> None:
    bo = hired(office, "bo", Role.CASEWORKER)

    with pytest.raises(NotDone):
        ask(bo, visits.begin_emergency, Emergency(**{"purpose": "nød", "citizen": CITIZEN, **asked}))
    assert listed(bo) == []


def test_S21_numbers_cannot_be_tried_one_after_another(office: Office, anna: RawDevice) -> None:
    bo = hired(office, "bo", Role.CASEWORKER)
    tried = [Emergency(purpose="nød", number=f"020270-000{number}") for number in range(10)]
    for each in tried:
        with pytest.raises(NotReadable):
            ask(bo, visits.begin_emergency, each)

    with pytest.raises(TooManyTries):
        ask(bo, visits.begin_emergency, Emergency(purpose="nød", number=NUMBER))


def test_S22_with_the_citizen_present_the_citizens_own_copy_is_seen_for_two_hours(
    office: Office, anna: RawDevice
) -> None:
    eva = hired(office, "eva", Role.CITIZEN_SERVICE)
    before = listed(eva)
    ask(eva, visits.begin_visit, Opening(number=NUMBER, purpose="Hjælp til selvbetjening"))
    during = listed(eva)
    (stream,) = [citizen_stream(CITIZEN, each) for each in during]
    told = b"".join(office.core.state(eva.session(), stream))
    assert isinstance(office.clock, FixedClock)
    office.clock.advance(hours=2)

    assert (before, during, listed(eva)) == ([], ["share:citizen"], [])
    assert b"bo for sig selv" in told
    assert b"professionals" not in told
    assert looked_up(office, "present") == [(CITIZEN, "eva")]


def test_S22_each_visit_has_a_copy_of_its_own(office: Office, anna: RawDevice) -> None:
    eva = hired(office, "eva", Role.CITIZEN_SERVICE)
    ask(eva, visits.begin_visit, Opening(number=NUMBER, purpose="Hjælp"))
    assert isinstance(office.clock, FixedClock)
    office.clock.advance(hours=3)
    office.core.turn()
    ask(eva, visits.begin_visit, Opening(number=NUMBER, purpose="Hjælp"))

    assert listed(eva) == ["share:citizen/2"]


def test_S22_counts_tell_no_small_numbers_and_no_names(office: Office, anna: RawDevice) -> None:
    for number in range(5):
        citizen = f"0193a1b2-0000-7000-8000-0000000001{number:02}"
        anna.push(anna.change(citizen, opens=True, title="mål"))
    ada = hired(office, "ada", Role.ADMINISTRATIVE)

    found = {each.unit: (each.citizens, each.workers) for each in ask(ada, counting.counts).rows}
    assert (found, listed(ada)) == ({UNIT: (6, None), FOREIGN: (0, 0)}, [])


@pytest.fixture
def lone(office: Office, anna: RawDevice) -> RawDevice:
    """The leader of the unit."""
    return hired(office, "lone", Role.MANAGER, unit=UNIT)


def test_S23_a_team_leader_sees_who_works_with_whom_in_the_unit(
    office: Office, anna: RawDevice, lone: RawDevice
) -> None:
    hired(office, "bo", Role.FIELD_WORKER, unit=UNIT)
    hired(office, "ib", Role.FIELD_WORKER, unit=FOREIGN)
    staffing.place(office.core.database, [OTHER], unit=UNIT)

    found = ask(lone, leading.team)

    assert {each.login: [row.name for row in each.citizens] for each in found.workers} == {
        "anna": ["Karen Krog"], "bo": [], "lone": [],
    }  # fmt: skip
    assert [each.citizen for each in found.unassigned] == [OTHER]
    assert looked_up(office, "team") == [(UNIT, "lone")]


def test_S23_a_protected_citizen_has_no_name_in_the_list(office: Office, anna: RawDevice, lone: RawDevice) -> None:
    anna.push(anna.change(CITIZEN, record=CITIZEN, kind="citizen", base=2, protected=True))

    found = ask(lone, leading.team)
    assert [row.name for each in found.workers for row in each.citizens] == ["Beskyttet"]


def test_S23_a_team_leader_gives_takes_back_and_lets_stand_in(office: Office, anna: RawDevice, lone: RawDevice) -> None:
    bo = hired(office, "bo", Role.CASEWORKER, unit=UNIT)
    ask(lone, leading.assign, Assigning(login="bo", citizens=[CITIZEN], reason="ferie", last_day="2026-12-01"))
    standing_in = listed(bo)
    assert isinstance(office.clock, FixedClock)
    office.clock.advance(days=8)
    over = listed(bo)
    ask(lone, leading.assign, Assigning(login="bo", citizens=[CITIZEN], reason="overtager"))
    ask(lone, leading.assign, Assigning(login="anna", citizens=[CITIZEN], reason="ny opgave", is_taken_back=True))

    assert (standing_in, over, listed(bo), listed(anna)) == (["plan"], [], ["plan"], [])


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"login": "ib"}, Forbidden),
        ({"citizens": [OTHER]}, Forbidden),
        ({"login": "ingen"}, Forbidden),
        ({"login": "ada"}, NotDone),
        ({"reason": " "}, NotDone),
        ({"citizens": []}, NotDone),
        ({"last_day": "2020-01-01"}, NotDone),
        ({"last_day": "snart"}, NotDone),
    ],
)
def test_S23_what_lies_outside_the_unit_or_makes_no_sense_is_turned_away(
    office: Office, anna: RawDevice, lone: RawDevice, asked: dict[str, Any], wrong: type[Exception]
) -> None:
    hired(office, "ib", Role.CASEWORKER, unit=FOREIGN)
    hired(office, "ada", Role.ADMINISTRATIVE, unit=UNIT)
    staffing.place(office.core.database, [OTHER], unit=FOREIGN)

    with pytest.raises(wrong):
        ask(lone, leading.assign, Assigning(**{"login": "anna", "citizens": [CITIZEN], "reason": "x", **asked}))


def test_S24_a_lost_device_is_closed_and_what_was_on_it_is_told(office: Office, anna: RawDevice) -> None:
    anna.pull(PLAN)
    listed(anna)
    found = ask(anna, losses.report, Lost(device=anna.device, reason="glemt i toget"))

    assert [each.name for each in found.citizens] == ["Karen Krog"]
    assert (found.device.seen, found.opens_until) == ("2026-11-24T12:00:00.000Z", "2026-11-27T12:15:00.000Z")
    assert "glemt i toget" in found.notice
    assert "planer for 1 borgere" in found.notice
    with pytest.raises(Denied):
        anna.session()


@pytest.mark.parametrize(
    ("role", "unit", "is_allowed"),
    [
        (Role.MANAGER, UNIT, True), (Role.MANAGER, FOREIGN, False), (Role.ADMINISTRATOR, "", True),
        (Role.CASEWORKER, UNIT, False), (Role.SUPERUSER, UNIT, False),
    ],
)  # fmt: skip
def test_S24_a_device_is_reported_by_its_user_the_leader_or_an_administrator(
    office: Office, anna: RawDevice, role: Role, unit: str, is_allowed: bool
) -> None:
    other, keeper = hired(office, "per", role, unit=unit), hired(office, "ada", Role.ADMINISTRATOR)
    seen = {each.login for each in ask(other, losses.devices_of).rows}

    assert ("anna" in seen) is is_allowed
    with suppress(Forbidden):
        ask(other, losses.report, Lost(device=anna.device, reason="tabt"))
    assert {each.login: bool(each.lost) for each in ask(keeper, losses.devices_of).rows}["anna"] is is_allowed


def test_S24_the_order_to_wipe_is_signed_and_given_to_the_device_alone(office: Office, anna: RawDevice) -> None:
    office.core.database.write(lambda each: SECRET.run(each, id=anna.device, secret=digest("hemmelig")))
    asked = Wiping(device=anna.device, secret="hemmelig")
    before = losses.wiping(office.core, asked)
    ask(anna, losses.report, Lost(device=anna.device, reason="tabt"))
    order = losses.wiping(office.core, asked)
    losses.wiping(office.core, Wiping(device=anna.device, secret="hemmelig", is_done=True))
    with pytest.raises(Denied):
        losses.wiping(office.core, Wiping(device=anna.device, secret="gættet"))

    told = office.core.database.read(lambda each: losses.loss(each, anna.device))
    assert before.sig == b""
    assert signing.verify(office.core.identity.signing.public, wipe_words(anna.device), order.sig)
    assert told.device.wiped == "2026-11-24T12:00:00.000Z"


def test_a_session_without_a_unit_leads_nobody(office: Office, anna: RawDevice, lone: RawDevice) -> None:
    with pytest.raises(Forbidden):
        leading.team(office.core, replace(lone.session(), unit=""))
