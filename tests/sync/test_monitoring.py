"""What watches the server is told whether it can work, and figures that are nobody's."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner
from msgspec.structs import replace

from builders import a_citizen, a_goal
from http_devices import HttpDevice
from offices import PASSWORD
from servers import Serving, a_server
from sync.protocol import PREFIX
from sync.server import serving, upkeep
from sync.server.__main__ import main
from sync.server.database import Database
from sync.server.http import application
from sync.server.ready import Monitoring

TOKEN = "kun for dem der holder vagt"
PARTS = {"database": "ok", "schema": "ok", "vault": "ok", "disk": "ok"}


@pytest.fixture
def server() -> Iterator[Serving]:
    with a_server() as running:
        yield running


def ready(server: Serving) -> tuple[int, dict[str, str]]:
    answer = requests.get(f"{server.address}/ready", timeout=30)
    return answer.status_code, answer.json()["parts"]


def figures(server: Serving, **headers: str) -> str:
    answer = requests.get(f"{server.address}/metrics", headers=headers, timeout=30)
    assert answer.status_code == 200
    return answer.text


def again(server: Serving, monitoring: Monitoring) -> None:
    """Serve anew, watched as *monitoring* says."""
    server.stop()
    listening, server.address = serving.listen("127.0.0.1", 0, tls=None)
    core = server.office.core
    server._server = serving.server(application(core, monitoring=monitoring), let_go=core.nudges.hear_all)
    server._thread = threading.Thread(target=server._server.run, kwargs={"sockets": [listening]})
    server._thread.start()


def test_a_server_that_can_work_is_ready_and_names_its_parts(server: Serving) -> None:
    assert ready(server) == (200, PARTS)


def _say(database: Database, words: str) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql(words)


def _forget_the_proof(database: Database) -> None:
    with database.vault.writing() as connection:
        connection.exec_driver_sql("DELETE FROM mark WHERE name = 'proof'")


def _empty_settings(database: Database) -> None:
    _say(database, "DELETE FROM setting WHERE name = 'epoch'")


def _forget_a_step(database: Database) -> None:
    _say(database, "DELETE FROM schema_step WHERE number = (SELECT max(number) FROM schema_step)")


@pytest.mark.parametrize(
    ("damage", "wrong"),
    [
        (_empty_settings, {"database": "fails"}),
        (_forget_a_step, {"schema": "old"}),
        (_forget_the_proof, {"vault": "fails"}),
    ],
)
def test_the_part_that_is_wrong_is_named(
    server: Serving, damage: Callable[[Database], None], wrong: dict[str, str]
) -> None:
    damage(server.office.core.database)

    assert ready(server) == (503, PARTS | wrong)
    assert requests.get(f"{server.address}/health", timeout=30).json() == {"status": "ok"}


def test_figures_are_told_while_the_database_does_not_answer(server: Serving) -> None:
    _say(server.office.core.database, "DROP TABLE setting")

    told = figures(server)

    assert 'enplan_part_ready{of="database"} 0.0' in told
    assert 'enplan_part_ready{of="vault"} 1.0' in told
    assert "enplan_streams " not in told


def test_a_disk_with_too_little_room_is_named(server: Serving) -> None:
    again(server, Monitoring(least_free_mb=10**9))

    assert ready(server) == (503, PARTS | {"disk": "full"})


def test_figures_are_read_by_this_machine_and_not_through_a_proxy(server: Serving) -> None:
    passed_on = requests.get(f"{server.address}/metrics", headers={"X-Forwarded-For": "127.0.0.1"}, timeout=30)

    assert "enplan_requests_total" in figures(server)
    assert (passed_on.status_code, passed_on.json()) == (403, {"code": "forbidden"})


def test_figures_with_a_token_are_read_by_who_has_it_alone(server: Serving) -> None:
    again(server, Monitoring(token=TOKEN))

    refused = [
        requests.get(f"{server.address}/metrics", headers=each, timeout=30).status_code
        for each in ({}, {"Authorization": "Bearer noget andet"}, {"Authorization": TOKEN.encode()})
    ]

    assert refused == [401, 401, 401]
    assert "enplan_streams" in figures(server, Authorization=f"Bearer {TOKEN}")


def test_a_token_file_that_holds_no_word_is_a_wrong_use(tmp_path: Path) -> None:
    empty = tmp_path / "token"
    empty.touch()

    told = CliRunner().invoke(main, ["serve", "--metrics-token", str(empty), "--data", str(tmp_path / "server")])

    assert (told.exit_code, "--metrics-token" in told.output) == (2, True)


def test_what_happened_is_counted_and_whose_it_was_is_not(server: Serving) -> None:
    server.user("mette", password=PASSWORD)
    device = HttpDevice(server.address, "mette")
    citizen = device.new_id()
    read_only = device.change(citizen)
    read_only = replace(read_only, edits=[replace(read_only.edits[0], kind="user")])
    device.push(server.address, [device.change(citizen, opens=True), device.change(citizen), read_only])
    requests.get(f"{server.address}/{citizen}", timeout=30)

    told = figures(server)

    found = dict(re.findall(r"^(enplan_\S+) ([0-9.e+]+)$", told, re.MULTILINE))
    assert found["enplan_pushes_total"] == found["enplan_pulls_total"] == "1.0"
    assert found['enplan_changes_total{became="entered"}'] == "2.0"
    assert found['enplan_changes_total{became="read_only"}'] == "1.0"
    assert found[f'enplan_requests_total{{code="200",method="POST",route="{PREFIX}/sync"}}'] == "1.0"
    assert found['enplan_requests_total{code="404",method="GET",route="none"}'] == "1.0"
    assert found['enplan_devices{of="registered"}'] == "1.0"
    assert float(found["enplan_stream_heads"]) > float(found["enplan_streams"]) > 0
    assert "mette" not in told
    assert re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}", told) == []


def test_a_client_that_waits_for_news_is_counted_while_it_waits(server: Serving) -> None:
    server.user("mette", password=PASSWORD)
    device = HttpDevice(server.address, "mette")
    tag, _ = device.index(server.address)
    waiting = threading.Thread(target=device.index, args=(server.address,), kwargs={"known": tag, "wait": 25})
    waiting.start()
    _until(lambda: "enplan_waiting_clients 1.0" in figures(server))

    device.push(server.address, [device.change(device.new_id(), opens=True)])
    waiting.join()

    assert "enplan_waiting_clients 0.0" in figures(server)


def test_what_a_client_waits_for_news_is_no_work(server: Serving) -> None:
    server.user("mette", password=PASSWORD)
    device = HttpDevice(server.address, "mette")
    tag, _ = device.index(server.address)

    device.index(server.address, known=tag, wait=2)

    worked = re.search(rf'seconds_sum{{route="{PREFIX}/streams"}} ([0-9.e-]+)', figures(server))
    assert worked is not None
    assert 0 < float(worked[1]) < 2


def _until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_the_age_of_the_newest_copies_is_told(server: Serving, tmp_path: Path) -> None:
    database, clock = server.office.core.database, server.office.clock
    assert "enplan_backup_age_seconds{" not in figures(server)

    upkeep.backup(database, tmp_path / "copy.db", clock=clock)
    upkeep.backup_keys(database, tmp_path / "keys.copy", clock=clock)

    told = figures(server)
    assert 'enplan_backup_age_seconds{of="data"} 0.0' in told
    assert 'enplan_backup_age_seconds{of="keys"} 0.0' in told


def test_a_copy_that_another_program_made_can_be_told(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["backed-up", "data", "--data", str(tmp_path)])

    assert told.output == "noted: data\n"


def test_a_database_that_breaks_transactions_off_is_counted(server: Serving) -> None:
    server.office.core.database.again.tell("40001")

    assert 'enplan_database_retries_total{sqlstate="40001"} 1.0' in figures(server)


def test_what_no_route_is_for_has_a_code_and_is_not_sent_elsewhere(server: Serving) -> None:
    answers = [
        requests.request(*each, timeout=30, allow_redirects=False)
        for each in (("GET", f"{server.address}/nowhere"), ("GET", f"{server.address}/health/"),
                     ("DELETE", f"{server.address}{PREFIX}/sync"))
    ]  # fmt: skip

    assert [(each.status_code, each.json()["code"]) for each in answers] == [
        (404, "no_path"), (404, "no_path"), (405, "method"),
    ]  # fmt: skip


def test_every_answer_has_an_id_of_its_own(server: Serving) -> None:
    ids = {requests.get(f"{server.address}/health", timeout=30).headers["X-Request-Id"] for _ in range(3)}

    assert len(ids) == 3


def test_a_goal_that_a_program_sent_is_counted_as_entered(server: Serving) -> None:
    store = server.device("mette")
    a_goal(store, a_citizen(store))

    report = server.sync(store)

    assert f'enplan_changes_total{{became="entered"}} {float(report.sent)}' in figures(server)
