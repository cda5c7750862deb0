"""Machines: shared by two users, backups put back and written on, a file that somebody else holds, heavy loads."""

import threading
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3

from app.errors import EnvironmentTrouble
from app.store import exchange
from app.store.keys import Unlocked
from app.store.opened import open_store
from app.store.profile import Profile
from app.store.store import Store
from builders import KEY, a_citizen, a_goal, a_store
from exchanges import edit, kinds_of_state, titles
from faults import Occurred
from offices import Office, an_office, goal
from raw_devices import RawDevice

OTHER_KEY = bytes(range(1, 33))
FEW_MB = 48_000_000


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_office(tmp_path) as made:
        yield made


@pytest.fixture
def shared(office: Office) -> tuple[Store, Store, str]:
    """Two devices that hold one goal."""
    for login in ("mette", "jonas"):
        office.add_user(login)
    mette, jonas = office.client("mette"), office.client("jonas")
    office.sync(mette)
    citizen = a_citizen(mette)
    made = a_goal(mette, citizen, "mål")
    office.sync(mette)
    office.assign("jonas", citizen)
    office.sync(jonas)
    office.sync(mette)
    return mette, jonas, made


def test_a_server_that_was_rolled_back_and_went_on_has_the_same_version_and_another_hash(
    office: Office, shared: tuple[Store, Store, str], occurred: Occurred
) -> None:
    mette, jonas, made = shared
    backup = office.backup()
    edit(mette, made, title="før")
    office.sync(mette)
    before = {each.stream: each for each in exchange.cursors(mette)}
    office.restore(backup)
    edit(jonas, made, title="siden")
    office.sync(jonas)
    after = {each.stream: each for each in exchange.cursors(jonas)}
    parted = [each for each in before if each in after and before[each].version == after[each].version
              and before[each].hash != after[each].hash]  # fmt: skip

    for store in (mette, jonas, mette):
        office.sync(store)

    occurred("the server is rolled back and goes on", len(parted))
    assert titles(mette, made) == titles(jonas, made) == ("siden", ["før"])
    assert kinds_of_state(mette) == {"entered"}


def test_two_users_on_one_computer_have_files_of_their_own_and_send_under_their_own_name(
    office: Office, tmp_path: Path, occurred: Occurred
) -> None:
    stores = {}
    for login, key in (("mette", KEY), ("jonas", OTHER_KEY)):
        office.add_user(login)
        profile = Profile.create(tmp_path / "computer" / login, login=login)
        stores[login] = (profile, office.keep(open_store(profile, Unlocked(data_key=key), clock=office.clock)))
    made = {login: a_goal(store, a_citizen(store), f"{login}s") for login, (_, store) in stores.items()}

    for _, store in stores.values():
        office.sync(store)

    files = [profile.database for profile, _ in stores.values()]
    with office.core.database.reading() as connection:
        authors = connection.exec_driver_sql("SELECT DISTINCT login FROM device").scalars().all()
    for profile, _ in stores.values():
        profile.close()
    occurred("two users on one computer", len(set(files)))
    assert sorted(authors) == ["jonas", "mette"]
    assert [goal(store, made[login]).title for login, (_, store) in stores.items()] == ["mettes", "jonass"]
    with stores["mette"][1].reader() as reader:
        assert reader.record(made["jonas"]) is None
    with pytest.raises(EnvironmentTrouble):
        Store.open(files[0], key=OTHER_KEY, clock=office.clock)


def test_a_file_that_a_scanner_holds_is_waited_for_and_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, occurred: Occurred
) -> None:
    monkeypatch.setattr("app.store.database.BUSY_MS", 700)
    with a_store(tmp_path) as store:
        citizen = a_citizen(store)
        scanner = sqlcipher3.dbapi2.connect(str(store.database.path), isolation_level=None, check_same_thread=False)
        scanner.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
        scanner.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentTrouble, match="holder fast") as held:
            a_goal(store, citizen, "mens den holdes")
        timer = threading.Timer(0.3, lambda: scanner.execute("ROLLBACK"))
        timer.start()
        made = a_goal(store, citizen, "efter lidt ventetid")
        timer.join()
        scanner.close()

        occurred("the file is locked by another program", int(isinstance(held.value, EnvironmentTrouble)))
        assert goal(store, made).title == "efter lidt ventetid"


@pytest.mark.parametrize("count", [400, pytest.param(10_000, marks=[pytest.mark.soak, pytest.mark.timeout(0)])])
def test_much_pending_work_is_sent_in_bounded_memory(office: Office, count: int, occurred: Occurred) -> None:
    office.add_user("mette")
    store = office.client("mette")
    citizen = a_citizen(store)
    goals = [a_goal(store, citizen, f"mål {number}") for number in range(count // 8)]
    for number in range(count):
        edit(store, goals[number % len(goals)], title=f"titel {number}")
    waiting = exchange.unanswered(store)

    tracemalloc.start()
    office.sync(store)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    occurred("very much at once", waiting)
    assert exchange.unanswered(store) == 0
    assert peak < FEW_MB


@pytest.mark.parametrize("count", [60, pytest.param(1_000, marks=[pytest.mark.soak, pytest.mark.timeout(0)])])
def test_many_contested_fields_are_all_kept_and_shown(office: Office, count: int, occurred: Occurred) -> None:
    for login in ("mette", "jonas"):
        office.add_user(login)
    mette, jonas = office.client("mette"), office.client("jonas")
    citizen = a_citizen(mette)
    goals = [a_goal(mette, citizen, f"mål {number}") for number in range(count)]
    office.sync(mette)
    office.assign("jonas", citizen)
    office.sync(jonas)
    for store, name in ((mette, "Mettes"), (jonas, "Jonas'")):
        for number, each in enumerate(goals):
            edit(store, each, title=f"{name} {number}")

    for store in (mette, jonas, mette):
        office.sync(store)

    kept = [titles(mette, each) for each in goals]
    occurred("very much at once", len(kept))
    assert kept == [(f"Mettes {number}", [f"Jonas' {number}"]) for number in range(count)]


@pytest.mark.parametrize("count", [100, pytest.param(5_000, marks=[pytest.mark.soak, pytest.mark.timeout(0)])])
def test_many_streams_come_in_bounded_memory(office: Office, count: int, occurred: Occurred) -> None:
    anna = RawDevice(office, "anna")
    for _ in range(count):
        citizen = anna.new_id()
        anna.push(anna.change(citizen, opens=True, title="mål", type="goal"))
    store = office.client("anna")

    tracemalloc.start()
    office.sync(store)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    held = [each for each in exchange.cursors(store) if each.version]
    occurred("very much at once", len(held))
    assert peak < FEW_MB
