"""Who works with whom, from when until when: by the server's clock, with a reason, within units and limits."""

from datetime import timedelta

import pytest

from app.clock import FixedClock, instant, moment
from app.domain.record import Mark
from app.ids import citizen_stream
from app.store.store import Store
from builders import NOON
from offices import Office, goal
from raw_devices import RawDevice
from sync.server import accounts, assignments, staffing, units
from sync.server.assignments import Sort
from sync.server.rights import Role
from sync.server.staffing import NotDone

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
PLAN = citizen_stream(CITIZEN, "plan")
WEEK = timedelta(days=7)


@pytest.fixture
def anna(office: Office) -> RawDevice:
    device = RawDevice(office, "anna")
    device.push(device.change(CITIZEN, opens=True, kind="citizen", record=CITIZEN, given="Karen"))
    return device


def listed(device: RawDevice) -> list[str]:
    told = device.office.core.index(device.session(), known="").index
    assert told is not None
    return [row.id for row in told.streams if row.citizen]


def ended(device: RawDevice) -> list[tuple[str, str]]:
    told = device.office.core.index(device.session(), known="").index
    assert told is not None
    return [(each.day, each.reason) for each in told.ended]


def advance(office: Office, **parts: float) -> None:
    assert isinstance(office.clock, FixedClock)
    office.clock.advance(**parts)


def test_S18_a_substitute_reads_from_the_first_instant_to_the_last_by_the_servers_clock(
    office: Office, anna: RawDevice
) -> None:
    bo = RawDevice(office, "bo")
    staffing.assign(
        office.core.database, logins=["bo"], citizens=[CITIZEN], clock=office.clock, sort=Sort.SUBSTITUTE,
        starts=NOON + WEEK, ends=NOON + 2 * WEEK, by="leder", why="Annas ferie",
    )  # fmt: skip
    before = listed(bo)
    advance(office, days=7)
    during = listed(bo)
    bo.pull(PLAN)
    advance(office, days=7)

    assert (before, during, listed(bo)) == ([], [PLAN], [])
    assert ended(bo) == [("2026-12-08", "expired")]


def test_S18_the_day_on_which_a_right_ended_is_the_danish_one(office: Office, anna: RawDevice) -> None:
    advance(office, hours=11.5)  # half past midnight there, the day before by UTC
    office.end("anna", CITIZEN)

    assert [day for day, _ in ended(anna)] == ["2026-11-25"]


def test_S18_the_plan_tells_of_a_right_that_begins_and_ends_though_nobody_calls(
    office: Office, anna: RawDevice
) -> None:
    office.add_user("bo")
    staffing.assign(
        office.core.database, logins=["bo"], citizens=[CITIZEN], clock=office.clock, sort=Sort.SUBSTITUTE,
        starts=NOON + WEEK, ends=NOON + 2 * WEEK,
    )  # fmt: skip
    anna.pull(PLAN)
    office.core.turn()
    untold = anna.pull(PLAN)
    advance(office, days=7)
    office.core.turn()
    begun = [decoded(each) for each in anna.pull(PLAN)]
    advance(office, days=7)
    office.core.turn()
    over = [decoded(each) for each in anna.pull(PLAN)]

    assert untold == []
    assert begun == [{"login": "bo", "deleted": False, "sort": "substitute", "until": instant(NOON + 2 * WEEK)}]
    assert over == [{"deleted": True, "sort": None, "until": None}]


def decoded(entry: object) -> dict[str, object]:
    from app.changes.change import decode

    return dict(decode(bytes(entry.body)).edits[0].set)  # type: ignore[attr-defined]


def test_S18_a_round_with_nothing_due_writes_nothing(office: Office, anna: RawDevice) -> None:
    before = anna.anchor(PLAN)
    office.core.turn()

    assert (anna.pull(PLAN), anna.anchor(PLAN)) == ([], before)


def test_S18_two_rights_at_once_end_one_by_one(office: Office, anna: RawDevice) -> None:
    bo = RawDevice(office, "bo")
    office.assign("bo", CITIZEN)
    staffing.assign(
        office.core.database, logins=["bo"], citizens=[CITIZEN], clock=office.clock, sort=Sort.SUBSTITUTE,
        ends=NOON + WEEK,
    )  # fmt: skip
    advance(office, days=7)

    assert listed(bo) == [PLAN]


def test_S18_who_gave_a_right_and_why_is_kept_and_so_is_why_it_ended(office: Office, anna: RawDevice) -> None:
    office.add_user("bo")
    database, clock = office.core.database, office.clock
    staffing.assign(database, logins=["bo"], citizens=[CITIZEN], clock=clock, by="leder", why="ny sagsbehandler")
    staffing.end(database, login="bo", citizens=[CITIZEN], reason="flyttet til andet team", clock=clock)

    found = database.read(lambda each: assignments.of_citizens(each, [CITIZEN]))[-1]

    assert (found.login, found.given_by, found.why) == ("bo", "leder", "ny sagsbehandler")
    assert (moment(found.ends), found.reason) == (NOON, "flyttet til andet team")


@pytest.mark.parametrize(
    "asked",
    [
        {"logins": ["ingen"]},
        {"citizens": ["0101700000"]},
        {"ends": NOON - WEEK},
        {"party": CITIZEN},
    ],
    ids=["nobody", "a number", "an end that is past", "a colleague as an actor"],
)
def test_what_cannot_be_assigned_is_turned_away(office: Office, anna: RawDevice, asked: dict[str, object]) -> None:
    office.add_user("bo")
    told = {"logins": ["bo"], "citizens": [CITIZEN], "clock": office.clock, **asked}

    with pytest.raises(NotDone):
        staffing.assign(office.core.database, **told)  # type: ignore[arg-type]


def test_an_account_that_is_closed_has_no_token_and_no_right(office: Office, anna: RawDevice) -> None:
    count = staffing.end_user(office.core.database, login="anna", reason="fratrådt", clock=office.clock)

    with pytest.raises(accounts.Denied):
        anna.session()
    assert count == 1


def test_S19_a_citizen_belongs_to_the_unit_of_who_made_the_plan(office: Office) -> None:
    with office.core.database.writing() as connection:
        accounts.put(connection, login="anna", name="Anna", role=Role.CASEWORKER, hashed="", areas="", unit="job")
    device = RawDevice(office, "anna")
    device.push(device.change(CITIZEN, opens=True, title="mål"))

    assert office.core.database.read(lambda each: units.of_citizens(each, [CITIZEN])) == {CITIZEN: "job"}


@pytest.mark.parametrize(("within", "is_open"), [("", True), ("social", True), ("stoette", True), ("job", False)])
def test_S19_a_limit_closes_what_lies_outside_a_unit_and_those_below_it(
    office: Office, anna: RawDevice, within: str, is_open: bool
) -> None:
    database = office.core.database
    for unit, above in (("social", ""), ("stoette", "social"), ("hold", "stoette"), ("job", "")):
        staffing.put_unit(database, unit=unit, name=unit, part_of=above)
    staffing.place(database, [CITIZEN], unit="hold")
    with database.writing() as connection:
        accounts.put(
            connection, login="bo", name="Bo", role=Role.CASEWORKER, hashed="", areas="", unit="", within=within
        )
    bo = RawDevice(office, "bo")
    office.assign("bo", CITIZEN)
    bo.anchors[PLAN] = anna.anchor(PLAN)
    answer = bo.push(bo.change(CITIZEN, title="ny"))

    assert [each.code == "" for each in answer.results.values()] == [is_open]
    assert (PLAN in listed(bo)) is is_open


@pytest.mark.parametrize(("number", "is_open"), [("", True), ("27.36.00", True), ("15.20.00", False)])
def test_S19_a_limit_to_kle_numbers_closes_plans_of_other_numbers(
    office: Office, anna: RawDevice, number: str, is_open: bool
) -> None:
    anna.push(anna.change(CITIZEN, kind="plan", kle=number or None, title="Én plan"))
    with office.core.database.writing() as connection:
        accounts.put(
            connection, login="bo", name="Bo", role=Role.CASEWORKER, hashed="", areas="", unit="", kle="27.,29."
        )
    bo = RawDevice(office, "bo")
    office.assign("bo", CITIZEN)

    assert (PLAN in listed(bo)) is is_open


def test_a_unit_is_never_part_of_itself(office: Office) -> None:
    database = office.core.database
    staffing.put_unit(database, unit="a", name="A", part_of="")
    staffing.put_unit(database, unit="b", name="B", part_of="a")

    with pytest.raises(NotDone):
        staffing.put_unit(database, unit="a", name="A", part_of="b")


def test_a_client_purges_what_a_substitute_held_when_the_time_is_over(
    office: Office, mette: Store, citizen: str, shared: str
) -> None:
    office.add_user("signe")
    staffing.assign(
        office.core.database, logins=["signe"], citizens=[citizen], clock=office.clock, sort=Sort.SUBSTITUTE,
        ends=NOON + WEEK,
    )  # fmt: skip
    signe = office.client("signe")
    office.sync(signe)
    held = goal(signe, shared).marks
    advance(office, days=8)
    office.sync(signe)

    with signe.reader() as reader:
        assert (held, reader.record(shared)) == (Mark.NONE, None)
