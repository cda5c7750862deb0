"""Several processes on one PostgreSQL: news and tries hold whichever is asked; many who write at once lose nothing."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest
import requests
from click.testing import CliRunner

from app.clock import SystemClock
from app.ids import citizen_stream
from app.store.store import Store
from builders import a_citizen, a_goal, a_store
from exchanges import edit, titles
from http_devices import HttpDevice, ask
from offices import PASSWORD, goal
from postgres import a_database
from sync.client.access import Access
from sync.client.once import sync_once
from sync.protocol import Login, SentChange
from sync.server import places, tries, upkeep, workers
from sync.server.__main__ import main
from sync.server.core import Core
from sync.server.database import Database
from sync.server.rights import Role
from sync.server.statements import Statement

SOON_S = 60.0
WELL_UNDER_A_SECOND_S = 0.7
DEVICES = 6
ROUNDS = 8
AT_ONCE = 4
OPENED = 2
"""Entries of a stream that was just opened: the first change, and the server's word of who works with the citizen."""
LOGINS = ("anna", "bo", "carl")
ENTERED = Statement("SELECT id, version FROM entry WHERE stream = :stream ORDER BY version")


class Running(NamedTuple):
    """A program that serves, where, and the file of what it logs."""

    process: subprocess.Popen[str]
    address: str
    log: Path


class Place(NamedTuple):
    """Where the plans are, and the folder with their keys."""

    url: str
    folder: Path

    @property
    def words(self) -> list[str]:
        """Words of a command line."""
        return ["--database", self.url, "--data", str(self.folder)]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A database with accounts."""
    with a_database() as address:
        found = Place(address, tmp_path_factory.mktemp("keys"))
        database = Database.at(address, folder=found.folder)
        Core(database, clock=SystemClock())
        for login in LOGINS:
            upkeep.add_user(
                database, login=login, name=login, role=Role.CASEWORKER, password=PASSWORD, areas="",
                clock=SystemClock(),
            )  # fmt: skip
        database.close()
        yield found


@contextmanager
def serving(place: Place, log: Path, *words: str) -> Iterator[Running]:
    """Hold a running program."""
    with log.open("w") as told:
        program = subprocess.Popen(
            [sys.executable, "-m", "sync.server", "serve", "--port", "0", "--data", str(place.folder), *words],
            stdout=subprocess.PIPE, stderr=told, text=True, env={**os.environ, "ENPLAN_DATABASE": place.url},
        )  # fmt: skip
        assert program.stdout is not None
        try:
            yield Running(program, program.stdout.readline().strip(), log)
        finally:
            program.terminate()
            program.communicate(timeout=SOON_S)


@pytest.fixture(scope="module")
def two(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Two programs on one database, as on two machines."""
    with ExitStack() as stack:
        logs = [tmp_path_factory.mktemp("log") / "log" for _ in range(2)]
        first, second = (stack.enter_context(serving(place, log)) for log in logs)
        yield first.address, second.address


def test_a_poll_that_waits_at_one_process_is_answered_when_another_takes_a_push(
    two: tuple[str, str], record_property: Callable[[str, object], None]
) -> None:
    here, there = two
    device = HttpDevice(here, "anna")
    citizen = device.new_id()
    device.push(there, [device.change(citizen, opens=True)])
    tag, _ = device.index(here)
    begun: list[float] = []

    def push() -> None:
        begun.append(time.monotonic())
        device.push(there, [device.change(citizen)])

    timer = threading.Timer(0.5, push)
    timer.start()
    _, told = device.index(here, known=tag, wait=25)
    seconds = time.monotonic() - begun[0]
    timer.join()

    record_property("told", f"woken after {seconds * 1_000:.0f} ms, the push included")
    assert told is not None
    assert [row.id for row in told.streams] == [citizen_stream(citizen, "plan")]
    assert seconds < WELL_UNDER_A_SECOND_S


def test_the_mark_that_one_process_gave_is_known_to_the_other(two: tuple[str, str]) -> None:
    here, there = two
    device = HttpDevice(here, "anna")
    device.push(here, [device.change(device.new_id(), opens=True)])
    tag, _ = device.index(here)

    assert device.index(there, known=tag) == (tag, None)


def test_what_two_programs_did_offline_is_found_on_both_though_they_ask_different_processes(
    two: tuple[str, str], tmp_path: Path
) -> None:
    stores = [a_store(tmp_path, clock=SystemClock(), user="anna", name=f"{name}.db") for name in ("kontor", "felt")]
    with ExitStack() as stack:
        office, field = (stack.enter_context(_joined(*each)) for each in zip(stores, two, strict=True))
        citizen = a_citizen(stores[0])
        shared = a_goal(stores[0], citizen, "mål")
        for store, access in ((stores[0], office), (stores[1], field)):
            sync_once(store, access)
        edit(stores[0], shared, title="kontorets")
        edit(stores[1], shared, title="feltets")
        own = [a_goal(store, citizen, "eget") for store in stores]

        for store, access in ((stores[0], office), (stores[1], field), (stores[0], office)):
            sync_once(store, access)

    assert titles(stores[0], shared) == titles(stores[1], shared) == ("kontorets", ["feltets"])
    assert [goal(store, each).title for store in stores for each in own] == ["eget"] * 4
    for store in stores:
        store.close()


@contextmanager
def _joined(store: Store, address: str) -> Iterator[Access]:
    """Hold the access of a program that has joined."""
    access = Access(store, server=address)
    access.join(login=store.user, password=PASSWORD)
    yield access
    access.close()


def test_S3_a_message_that_comes_to_two_processes_at_one_moment_is_entered_once(
    place: Place, two: tuple[str, str]
) -> None:
    device = HttpDevice(two[0], "anna")
    citizen = device.new_id()
    device.push(two[0], [device.change(citizen, opens=True)])
    change = device.change(citizen)
    sent = device.numbered([change])

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(lambda address: device.send(address, sent), two))

    assert {each.results[change.id].version for each in answers} == {OPENED + 1}
    assert len(_entered(place, change.stream)) == OPENED + 1


def test_M7_wrong_passwords_count_whichever_process_is_asked(two: tuple[str, str]) -> None:
    here, there = two
    wrong = Login(device="", login="bo", password="en helt anden sætning")

    statuses = [ask(address, "session", wrong).status_code for address in [here, there] * (tries.MOST // 2)]
    last = [ask(address, "session", Login(device="", login="bo", password=PASSWORD)) for address in two]

    assert statuses == [401] * tries.MOST
    assert [each.status_code for each in last] == [429, 429]


def test_M7_of_many_wrong_passwords_at_one_moment_no_more_are_looked_at(two: tuple[str, str]) -> None:
    wrong = Login(device="", login="carl", password="en helt anden sætning")

    with ThreadPoolExecutor(3 * tries.MOST) as threads:
        answers = threads.map(lambda number: ask(two[number % 2], "session", wrong), range(3 * tries.MOST))
        statuses = Counter(each.status_code for each in answers)

    assert statuses == {401: tries.MOST, 429: 2 * tries.MOST}


@pytest.fixture(scope="module")
def several(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A program with two workers."""
    log = tmp_path_factory.mktemp("log") / "log"
    with serving(place, log, "--workers", "2", "--connections", "5") as running:
        yield running


def test_many_devices_that_write_at_once_lose_nothing_though_a_worker_is_killed_meanwhile(
    place: Place, several: Running, record_property: Callable[[str, object], None]
) -> None:
    begun = _when(several, lambda found: len(found) == 2)
    first = HttpDevice(several.address, "anna")
    shared = first.new_id()
    first.push(several.address, [first.change(shared, opens=True)])
    is_half_done = threading.Event()
    with ThreadPoolExecutor(DEVICES) as threads:
        sent = [threads.submit(_write_much, several.address, shared, is_half_done) for _ in range(DEVICES)]
        is_half_done.wait(SOON_S)
        begun[0].kill()
        streams = [each.result() for each in sent]
    _when(several, lambda found: len(found) == 2 and begun[0] not in found)

    told = CliRunner().invoke(main, ["check", "--json", *place.words])
    entered = _entered(place, citizen_stream(shared, "plan"))
    processes = {each["process"] for each in _logged(several.log) if each["event"] == "entered"}
    counted = Counter(each["sqlstate"] for each in _logged(several.log) if each["event"] == "again")
    repeated = sum(count for _, _, count in streams)
    record_property(
        "told", f"{len(entered)} changes in one stream by {len(processes)} processes, one killed, {repeated} messages "
        f"sent again; transactions done again: {dict(counted)}",
    )  # fmt: skip
    assert json.loads(told.stdout)["findings"] == []
    assert [version for _, version in entered] == list(range(1, OPENED + 1 + DEVICES * ROUNDS * AT_ONCE))
    assert {each for ids, _, _ in streams for each in ids} <= {identity for identity, _ in entered}
    assert [len(_entered(place, own)) for _, own, _ in streams] == [OPENED + ROUNDS * AT_ONCE] * DEVICES
    assert len(processes) >= 2


def test_the_figures_of_several_processes_are_told_together(several: Running) -> None:
    _when(several, lambda found: len(found) == 2)
    asked = 12
    for _ in range(asked):
        requests.get(several.address + "/health", timeout=SOON_S)

    told = {requests.get(several.address + "/metrics", timeout=SOON_S).text for _ in range(4)}

    counts = {float(each) for text in told for each in re.findall(r'code="200".*route="/health"} ([0-9.]+)', text)}
    assert counts == {float(asked)}


def _write_much(address: str, shared: str, is_half_done: threading.Event) -> tuple[set[str], str, int]:
    """Write to the shared stream and to one of one's own.

    Return the ids of the former, the latter, and how many messages had to be sent again.
    """
    device = HttpDevice(address, "anna")
    own = device.new_id()
    repeated = _send(device, address, device.numbered([device.change(own, opens=True)]))
    ids: set[str] = set()
    for each in range(ROUNDS):
        changes = [device.change(citizen) for citizen in (shared, own) for _ in range(AT_ONCE)]
        repeated += _send(device, address, device.numbered(changes))
        ids |= {change.id for change in changes[:AT_ONCE]}
        is_half_done.set() if each == ROUNDS // 2 else None
    return ids, citizen_stream(own, "plan"), repeated


def _send(device: HttpDevice, address: str, sent: Sequence[SentChange]) -> int:
    """Send until it is answered, and return how often in vain."""
    for tries_in_vain in range(100):
        with suppress(requests.ConnectionError):
            answer = device.send(address, sent)
            assert all(each.version for each in answer.results.values())
            assert len(answer.results) == len(sent)
            return tries_in_vain
        time.sleep(0.05)
    raise TimeoutError


def _entered(place: Place, stream: str) -> list[tuple[str, int]]:
    database = Database.at(place.url, folder=place.folder)
    found = database.read(lambda connection: ENTERED.all(connection, stream=stream))
    database.close()
    return [(row.id, row.version) for row in found]


def _logged(log: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in log.read_text().splitlines()]


def test_without_the_program_that_began_them_the_workers_end(several: Running) -> None:
    working = _when(several, lambda found: len(found) == 2)
    healthy = requests.get(several.address + "/health", timeout=SOON_S)

    several.process.send_signal(signal.SIGKILL)
    gone, alive = psutil.wait_procs(working, timeout=SOON_S)

    assert healthy.json() == {"status": "ok"}
    assert (len(gone), alive) == (2, [])


def _when(running: Running, is_right: Callable[[list[psutil.Process]], bool]) -> list[psutil.Process]:
    """Return the workers as soon as *is_right* says so of them."""
    until = time.monotonic() + SOON_S
    while time.monotonic() < until:
        children = psutil.Process(running.process.pid).children()
        living = [each for each in children if each.status() != psutil.STATUS_ZOMBIE]
        found = [each for each in living if "spawn_main" in " ".join(each.cmdline())]
        if is_right(found):
            return found
        time.sleep(0.05)
    raise TimeoutError


def test_workers_that_cannot_work_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PAUSE_S", 0.0)
    monkeypatch.setattr(workers, "MOST_SHORT_LIVES", 1)
    nowhere = workers.Job(
        places=(places.Place(folder=tmp_path, url="postgresql://127.0.0.1:1/enplan"),), connections=2, tls=None
    )

    with socket.create_server(("127.0.0.1", 0)) as listening, pytest.raises(workers.WorkersFailed):
        workers.keep_running(1, nowhere, listening)


def test_the_embedded_file_is_served_by_one_process_and_that_is_said(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["serve", "--workers", "2", "--data", str(tmp_path / "server")])

    assert told.exit_code == 2
    assert "The embedded file is served by one process." in told.output
    assert not (tmp_path / "server").exists()
