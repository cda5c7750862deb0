"""The log of look-ups answers the citizen without naming anybody, and is drawn from for its control."""

import json
import random
from datetime import date, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from app.clock import DANISH_TIME, FixedClock
from app.domain.look_up import LookUpAct
from app.operations.citizens import add_citizen
from app.operations.look_ups import look_up
from app.store.store import Store
from offices import Office, an_office
from raw_devices import RawDevice
from sync.server import people, reporting
from sync.server.__main__ import main
from sync.server.reporting import Drawn
from sync.server.statements import Statement

DAY = date(2026, 11, 24)
"""The Tuesday on which the offices of the tests stand still, from one o'clock."""


def at(store: Store, hour: int, *, citizen: str, act: LookUpAct = LookUpAct.OPEN, purpose: str = "Møde") -> None:
    """Let the device's user look *citizen* up at an hour of `DAY`."""
    store.clock = FixedClock(datetime(DAY.year, DAY.month, DAY.day, hour, tzinfo=DANISH_TIME))
    look_up(store, citizen=citizen, purpose=purpose, act=act)


def drawn(office: Office, *, count: int = 20, seed: int = 1) -> list[Drawn]:
    return office.core.database.read(lambda each: reporting.draw(each, first=DAY, last=DAY, count=count, seed=seed))


def signs(office: Office) -> list[tuple[str, ...]]:
    return [each.because for each in drawn(office)]


def test_the_citizen_sees_when_and_why_and_nobodys_name(office: Office, mette: Store, citizen: str) -> None:
    at(mette, 14, citizen=citizen, purpose="Forberede møde")
    at(mette, 15, citizen=citizen, purpose="Kopi til borgeren", act=LookUpAct.PRINT)
    office.sync(mette)

    told = office.core.database.read(lambda each: reporting.uses(each, citizen, first=DAY, last=DAY))
    other = office.core.database.read(
        lambda each: reporting.uses(each, citizen, first=date(2026, 11, 25), last=date(2026, 11, 30))
    )

    assert [(each.act, each.purpose) for each in told] == [("open", "Forberede møde"), ("print", "Kopi til borgeren")]
    assert "mette" not in repr(told)
    assert other == []


def test_what_is_done_at_night_or_without_an_assignment_bears_a_sign(
    office: Office, mette: Store, citizen: str
) -> None:
    office.add_user("sofie")
    sofie = office.client("sofie")
    at(mette, 14, citizen=citizen)
    at(sofie, 15, citizen=citizen)
    at(mette, 23, citizen=citizen)
    for store in (mette, sofie):
        office.sync(store)

    assert signs(office) == [("at_random",), ("at_random", "not_assigned"), ("at_random", "unexpected_hour")]


def test_who_is_called_the_same_bears_a_sign(office: Office, mette: Store) -> None:
    citizen = add_citizen(mette, given="Aage", family="METTE")
    at(mette, 14, citizen=citizen)
    office.sync(mette)

    assert "same_family_name" in signs(office)[0]


def test_who_looks_up_many_citizens_within_an_hour_bears_a_sign_from_the_thirtieth_on(office: Office) -> None:
    curious, busy = RawDevice(office, "mette"), RawDevice(office, "sofie")
    citizens = [curious.new_id() for _ in range(40)]
    noon = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=DANISH_TIME)
    with office.core.database.writing() as connection:
        for number, citizen in enumerate(citizens):
            ADD_CITIZEN.run(connection, id=citizen)
            within, spread = noon + timedelta(minutes=number), noon + timedelta(minutes=3 * number)
            people.note_look_up(connection, curious.session(), subject=citizen, act="open", now=within)
            people.note_look_up(connection, busy.session(), subject=citizen, act="open", now=spread)
            people.note_look_up(connection, busy.session(), subject=citizens[0], act="print", now=spread)
        later = noon + timedelta(hours=2)
        people.note_look_up(connection, curious.session(), subject=citizens[0], act="open", now=later)

    found = [each.citizen for each in drawn(office, count=1_000) if "many_citizens" in each.because]

    assert found == citizens[29:]


def test_what_a_list_of_the_day_showed_is_drawn_for_other_signs_alone(office: Office) -> None:
    mette = RawDevice(office, "mette")
    citizens = [mette.new_id() for _ in range(31)]
    noon, night = (datetime(DAY.year, DAY.month, DAY.day, hour, tzinfo=DANISH_TIME) for hour in (12, 23))
    with office.core.database.writing() as connection:
        for each in citizens:
            ADD_CITIZEN.run(connection, id=each)
            people.note_look_up(connection, mette.session(), subject=each, act="list", now=noon)
        people.note_look_up(connection, mette.session(), subject=citizens[0], act="list", now=night)

    found = {sign for each in drawn(office, count=1_000) for sign in each.because}

    assert found == {"not_assigned", "unexpected_hour"}


ADD_CITIZEN = Statement("INSERT INTO citizen (id, unit) VALUES (:id, '')")


def test_no_more_are_drawn_of_each_sort_than_were_asked_for(office: Office, mette: Store, citizen: str) -> None:
    for hour in (14, 15, 16, 22, 23):
        at(mette, hour, citizen=citizen)
    office.sync(mette)

    found = drawn(office, count=1)

    assert sorted(sign for each in found for sign in each.because) == ["at_random", "unexpected_hour"]
    assert found == drawn(office, count=1)


@given(count=st.integers(1, 12), seed=st.integers(0, 50))
def test_a_draw_is_as_large_as_was_asked_for_fair_and_the_same_again(count: int, seed: int) -> None:
    def once() -> list[int]:
        pot = reporting._Pot(count, random.Random(seed))
        for number in range(40):
            pot.take(number)
        return list(pot.drawn)

    assert once() == once()
    assert len(set(once())) == count


def test_the_commands_tell_what_the_log_says(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        office.add_user("mette")
        mette = office.client("mette")
        citizen = add_citizen(mette, given="Karen", family="Holm")
        at(mette, 14, citizen=citizen, purpose="Forberede møde")
        office.sync(mette)
    typed = Typed(tmp_path / "server")

    told = typed("report", "look-ups", citizen, "--from", "2026-11-24", "--to", "2026-11-24")
    sample = typed(
        "report", "sample", "--from", "2026-11-01", "--to", "2026-11-30", "--count", "1", "--seed", "7", "--json"
    )
    devices = typed("device", "list", "--json")

    assert told.output == "2026-11-24T13:00:00.000Z  open  Forberede møde\n"
    assert [each["login"] for each in json.loads(sample.output)["sample"]] == ["mette"]
    assert [each["device"] for each in json.loads(devices.output)["devices"]] == [mette.device]


def test_a_lost_device_is_closed_by_its_id_and_an_unknown_one_is_told(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        office.add_user("mette")
        mette = office.client("mette")
        office.sync(mette)
    typed = Typed(tmp_path / "server")

    closed = typed("device", "lost", mette.device, "--because", "glemt i toget", "--by", "leder", "--json")
    unknown = typed("device", "lost", "0" * 16, "--by", "leder")

    assert json.loads(closed.output)["wiped"] == ""
    assert "glemt i toget" in json.loads(closed.output)["notice"]
    assert (unknown.exit_code, unknown.output) == (1, "Error: there is no such device.\n")
    assert "glemt" not in typed("device", "list").output


class Typed:
    """Runs the command in this process on a server's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(main, [*words, "--data", str(self.folder)])
