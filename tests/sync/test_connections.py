"""A whole exchange of the real programs: where they connect to, and what the server writes down of it."""

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import pytest
import requests

import audited_program
from offices import PASSWORD
from running_server import Running, a_running_server, furnish

PROGRAM = Path(audited_program.__file__)
PASSPHRASE = "fire ord der ikke gættes"
NAME, CPR, TEXT, WISH = "Kanariebror", "010174-1234", "Udredning for grævlingehunde", "Et stille hjem ved åen"
BUNDLE: dict[str, Any] = {
    "resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": {
            "resourceType": "Patient", "id": "a", "name": [{"given": [NAME], "family": "Prøve"}],
            "identifier": [{"system": "urn:oid:1.2.208.176.1.2", "value": CPR.replace("-", "")}],
        }},
        {"resource": {
            "resourceType": "Goal", "id": "g", "lifecycleStatus": "active", "description": {"text": TEXT},
            "subject": {"reference": "Patient/a"}, "note": [{"text": WISH}],
        }},
    ],
}  # fmt: skip


class Exchange(NamedTuple):
    """What was done: the ways out that each program took, what the server wrote, and the token of a session."""

    server: Running
    client_ways: list[list[str]]
    server_ways: list[list[str]]
    seen: set[tuple[str, int]]
    token: str


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exchange]:
    folder = tmp_path_factory.mktemp("exchange")
    furnish(folder / "server", "mette", "jonas")
    ways = {which: folder / f"{which}.ways" for which in ("client", "server")}
    program = (str(PROGRAM), str(ways["server"]), "server")
    with a_running_server(folder / "server", "--log-level", "debug", program=program) as server:
        file = folder / "fil.json"
        file.write_text(json.dumps(BUNDLE), encoding="utf-8")
        token = _log_in(server)
        for words in (("init",), ("import", str(file)), ("sync", "--server", server.address, "--user", "mette")):
            _enplan(ways["client"], *words, "--profile", str(folder / "profile"))
        _err(server, token)
        seen = {(each.raddr.ip, each.raddr.port) for each in _connections(server) if each.raddr}
        yield Exchange(server, _taken(ways["client"]), _taken(ways["server"]), seen, token)


def _enplan(ways: Path, *words: str) -> None:
    secrets = {"ENPLAN_PASSPHRASE": PASSPHRASE, "ENPLAN_PASSWORD": PASSWORD, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(ways), "client", *words], capture_output=True, text=True, timeout=120,
        env={**os.environ, **secrets}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def _log_in(server: Running) -> str:
    from http_devices import HttpDevice

    return HttpDevice(server.address, "jonas").token


def _err(server: Running, token: str) -> None:
    """Ask for what is not there, with everything that must not be written down where people put it by mistake."""
    asked = {"Authorization": f"Bearer {token}", "Content-Type": "application/vnd.enplan.sync+json"}
    for path in (f"/{NAME}", f"/sync/v1/streams/{CPR}/state", f"/sync/v1/streams/x/log?after={CPR}", f"/?q={TEXT}"):
        requests.get(server.address + path, headers=asked, timeout=60)
    for path in ("sync", "session", "visits", "devices", "sealed"):
        told = json.dumps({"login": CPR, "password": PASSWORD, "number": CPR, "device": NAME, "streams": [TEXT]})
        requests.post(f"{server.address}/sync/v1/{path}", data=told.encode(), headers=asked, timeout=60)


def _connections(server: Running) -> list[Any]:
    return psutil.Process(server.process.pid).net_connections("inet")


def _taken(file: Path) -> list[list[str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_the_client_connects_to_the_server_that_it_was_given_and_nowhere_else(exchange: Exchange) -> None:
    port = exchange.server.address.rpartition(":")[2]
    connected = {tuple(each[1:]) for each in exchange.client_ways if each[0] == "socket.connect"}
    resolved = {tuple(each[1:3]) for each in exchange.client_ways if each[0] == "socket.getaddrinfo"}

    assert connected == {(f"('127.0.0.1', {port})",)}
    assert resolved == {("'127.0.0.1'", port)}
    others = {each[0] for each in exchange.client_ways} - {"socket.connect", "socket.getaddrinfo"}
    assert others <= {"socket.bind", "http.client.connect"}


def test_the_server_connects_nowhere_and_listens_where_it_was_told(exchange: Exchange) -> None:
    port = int(exchange.server.address.rpartition(":")[2])
    listening = {(each.laddr.ip, each.laddr.port) for each in _connections(exchange.server) if each.status == "LISTEN"}
    peers = {host for host, _ in exchange.seen}

    assert [each for each in exchange.server_ways if each[0] != "socket.bind"] == []
    assert listening == {("127.0.0.1", port)}
    assert peers <= {"127.0.0.1"}


def _forms(words: str) -> list[str]:
    """Return how words may look in a log: as they are, in JSON, in base64, in hexadecimal."""
    plain = words.encode()
    return [words, json.dumps(words)[1:-1], b64encode(plain).decode().rstrip("="), plain.hex()]


@pytest.mark.parametrize("words", [NAME, CPR, CPR.replace("-", ""), TEXT, WISH, PASSWORD, "Grævling", "mål", "Mette"])
def test_nothing_that_people_wrote_or_are_called_is_in_the_log(exchange: Exchange, words: str) -> None:
    log = exchange.server.log.read_text(encoding="utf-8")

    assert [form for form in _forms(words) if form.lower() in log.lower()] == []


def test_no_token_and_nothing_that_looks_like_a_number_of_a_person_is_in_the_log(exchange: Exchange) -> None:
    log = exchange.server.log.read_text(encoding="utf-8")

    assert exchange.token not in log
    without_ids = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16}", "", log)
    assert re.findall(r"(?<![\d:.-])\d{6}-?\d{4}(?!\d)", without_ids) == []


def test_every_line_is_an_object_and_tells_of_requests_by_route_status_and_id(exchange: Exchange) -> None:
    lines = exchange.server.lines()

    answered = [each for each in lines if each["event"] == "answered"]
    assert {each["route"] for each in answered} >= {"/sync/v1/sync", "/sync/v1/session", "none"}
    assert len({each["request"] for each in answered}) == len(answered)
    assert all(isinstance(each["status"], int) for each in answered)
    entered = [each for each in lines if each["event"] == "entered"]
    assert entered[0]["request"] in {each["request"] for each in answered}
    assert exchange.server.errors() == []


def test_the_log_can_be_made_for_eyes_and_leaves_out_what_is_below_its_level(tmp_path: Path) -> None:
    furnish(tmp_path / "server")
    with a_running_server(tmp_path / "server", "--log-format", "text", "--least-free", "1000000000") as server:
        requests.get(f"{server.address}/sync/v1/streams", timeout=60)
        ready = requests.get(f"{server.address}/ready", timeout=60).json()
        told = server.log.read_text(encoding="utf-8")

    assert re.search(r' INFO sync\.server\.http: turned away path="/sync/v1/streams" status=401 code="denied"', told)
    assert "answered" not in told
    assert ready["parts"]["disk"] == "full"
