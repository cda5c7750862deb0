"""The wire: what a real server says over HTTP, and what a client believes."""

import gzip
import json
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from builders import a_citizen, a_goal, a_store
from faults import Occurred
from http_devices import HttpDevice
from offices import PASSWORD as OFFICE_PASSWORD
from servers import Serving
from sync import protocol
from sync.client.access import Access
from sync.client.link import LoginNeeded, Unreachable
from sync.client.once import SyncReport
from sync.client.transport import PlainAddress, Transport
from sync.protocol import MEDIA_TYPE, Login
from sync.server import http

PASSWORD = "syv svaner på søen"
HEADERS = {"Content-Type": MEDIA_TYPE}


def post(server: Serving, path: str, content: bytes, **headers: str) -> requests.Response:
    return requests.post(server.address + path, data=content, headers=HEADERS | headers, timeout=30)


def test_a_goal_written_offline_is_with_the_colleague_after_both_were_in_contact(server: Serving) -> None:
    server.user("mette", password=PASSWORD)
    server.user("jonas", password=PASSWORD)
    field, office = server.office.client("mette"), server.office.client("jonas")
    for store in (field, office):
        access = server.access(store)
        access.join(login=store.user, password=PASSWORD)
        access.close()
    citizen = a_citizen(field)
    goal = a_goal(field, citizen, "Fritidsjob")
    server.sync(field)
    server.office.assign("jonas", citizen)

    report = server.sync(office, with_log=True)

    with office.reader() as reader:
        assert reader.shown(goal)["title"] == "Fritidsjob"
        assert [each.state for each in reader.changes(identity=goal)] == ["entered"]
    assert report.refused == 0


def test_M1_a_body_of_another_media_type_is_unreadable(server: Serving) -> None:
    answer = requests.post(server.address + "/sync/v1/session", data=b"{}", timeout=30)

    assert (answer.status_code, answer.headers["Content-Type"]) == (400, MEDIA_TYPE)


def test_M2_a_message_that_unpacks_to_more_than_agreed_is_refused(server: Serving, occurred: Occurred) -> None:
    bomb = gzip.compress(b" " * 50_000_000)

    answer = post(server, "/sync/v1/session", bomb, **{"Content-Encoding": "gzip"})

    occurred("a hostile client", int(answer.status_code == 413))


def test_M9_errors_concern_the_request(server: Serving) -> None:
    statuses = [
        post(server, "/sync/v1/sync", b"{}").status_code,
        post(server, "/sync/v1/session", b"{").status_code,
        post(server, "/sync/v1/session", b" " * 1_000_001).status_code,
        requests.get(server.address + "/sync/v1/nowhere", timeout=30).status_code,
    ]

    assert statuses == [401, 400, 413, 404]


def test_M9_a_program_that_is_too_old_may_push_and_not_read(server: Serving, tmp_path: Path) -> None:
    server.user("mette", password=PASSWORD)
    session = post(server, "/sync/v1/session", protocol.encode(Login(device=DEVICE, login="mette", password=PASSWORD)))
    told = {"Authorization": f"Bearer {session.json()['token']}", protocol.SCHEMA_HEADER: "0"}

    answer = requests.get(server.address + "/sync/v1/streams", headers=told, timeout=30)

    assert answer.status_code == 426


DEVICE = "9b2f8f4e-6d0c-4a53-8f52-1c34a1f0b7aa"


def test_M10_plain_http_is_for_this_machine_alone() -> None:
    with pytest.raises(PlainAddress):
        Transport("http://plan.example", authorise=lambda is_refused: "")


def test_M7_ten_wrong_passwords_close_the_account_for_a_while(server: Serving) -> None:
    server.user("mette", password=PASSWORD)
    wrong = protocol.encode(Login(device=DEVICE, login="mette", password="en helt anden sætning"))
    right = protocol.encode(Login(device=DEVICE, login="mette", password=PASSWORD))

    statuses = [post(server, "/sync/v1/session", wrong).status_code for _ in range(11)]
    last = post(server, "/sync/v1/session", right)

    assert statuses == [401] * 10 + [429]
    assert (last.status_code, last.headers["Retry-After"]) == (429, "60")


def test_M7_a_wrong_password_is_told_to_the_client_as_a_login_that_is_needed(server: Serving) -> None:
    store = server.office.client("mette")
    access = server.access(store)

    with pytest.raises(LoginNeeded):
        access.join(login="mette", password="en helt anden sætning")
    access.close()


def test_C16_a_token_that_the_server_has_forgotten_is_renewed_once_and_the_message_sent_again(
    server: Serving, occurred: Occurred
) -> None:
    server.user("mette", password=PASSWORD)
    store = server.office.client("mette")
    access = server.access(store)
    access.join(login="mette", password=PASSWORD)
    a_citizen(store)
    with server.office.core.database.writing() as connection:
        forgotten = connection.exec_driver_sql("DELETE FROM token").rowcount

    report = server.sync(store)
    heard = access.index(known="", wait=0)

    occurred("the token ends in the middle", forgotten)
    assert report.sent == 1
    assert heard.index is not None
    access.close()


def test_the_server_is_healthy_and_says_no_more(server: Serving) -> None:
    answer = requests.get(server.address + "/health", timeout=30)

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "server" not in {name.lower() for name in answer.headers}


ANSWERS = {
    "html": (200, {"Content-Type": "text/html"}, b"<html>Log ind</html>"),
    "redirect": (302, {"Location": "https://portal.example"}, b""),
    "portal": (511, {"Content-Type": "text/html"}, b""),
    "broken": (200, {"Content-Type": MEDIA_TYPE}, b'{"epoch": "a", "streams": ['),
    "cut": (200, {"Content-Type": MEDIA_TYPE, "Content-Length": "100"}, b'{"epoch":'),
    "failing": (500, {"Content-Type": "text/plain"}, b""),
    "busy": (503, {"Retry-After": "7"}, b""),
}


@pytest.fixture(params=list(ANSWERS))
def stranger(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of something on the network that is not our server."""
    status, headers, body = ANSWERS[request.param]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the base class's name

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    listening = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, name="stranger")
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_F6_what_is_not_the_servers_answer_is_no_connection(stranger: str) -> None:
    transport = Transport(stranger, authorise=lambda is_refused: "token")

    with pytest.raises(Unreachable):
        transport.index(known="", wait=0)
    transport.close()


def test_F6_nothing_is_applied_and_nothing_lost_when_a_stranger_answers(stranger: str, tmp_path: Path) -> None:
    store = a_store(tmp_path)
    a_citizen(store)
    access = Access(store, server=stranger)

    with pytest.raises(Unreachable):
        access.join(login="mette", password=PASSWORD)

    with store.reader() as reader:
        assert reader.outbox().pending == 1
    access.close()
    store.close()


@contextmanager
def once_somebody_waits(server: Serving, act: Callable[[], None]) -> Iterator[None]:
    """Do *act* beside what is done here, as soon as a poll waits for news."""

    def wait_and_act() -> None:
        while not server.office.core.nudges._waiting:
            time.sleep(0.01)
        act()

    thread = threading.Thread(target=wait_and_act)
    thread.start()
    yield
    thread.join()


def test_a_poll_that_waits_is_broken_off_at_once(server: Serving) -> None:
    server.user("mette", password=PASSWORD)
    access = server.access(server.office.client("mette"))
    access.join(login="mette", password=PASSWORD)
    tag = access.index(known="", wait=0).tag

    with once_somebody_waits(server, access.interrupt), pytest.raises(Unreachable):
        access.index(known=tag, wait=25)

    access.close()


def test_who_waits_is_answered_when_the_server_stops_and_nothing_is_broken_off(
    server: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    server.user("mette", password=PASSWORD)
    access = server.access(server.office.client("mette"))
    access.join(login="mette", password=PASSWORD)
    tag = access.index(known="", wait=0).tag

    with once_somebody_waits(server, server.stop):
        heard = access.index(known=tag, wait=25)

    assert heard.index is None
    assert [each.message for each in caplog.records if each.levelno >= logging.ERROR] == []
    access.close()


def test_a_poll_that_brings_nothing_keeps_its_connection(server: Serving) -> None:
    server.user("mette", password=PASSWORD)
    access = server.access(server.office.client("mette"))
    access.join(login="mette", password=PASSWORD)
    known = access.index(known="", wait=0).tag
    before = set(access._transport._sockets)

    assert access.index(known=known, wait=0).index is None
    assert access.index(known=known, wait=0).index is None
    assert set(access._transport._sockets) == before
    access.close()


def test_M3_a_poll_is_answered_as_soon_as_something_comes(server: Serving) -> None:
    server.user("mette", password=PASSWORD)
    store = server.office.client("mette")
    waiting, writing = server.access(store), server.access(store)
    waiting.join(login="mette", password=PASSWORD)
    a_citizen(store)
    tag = waiting.index(known="", wait=0).tag
    timer = threading.Timer(0.2, lambda: server.sync(store))
    timer.start()

    heard = waiting.index(known=tag, wait=25)

    timer.join()
    assert heard.index is not None
    assert [row.compartment for row in heard.index.streams if row.citizen] == ["plan"]
    waiting.close()
    writing.close()


def test_what_one_sync_did_is_told(server: Serving) -> None:
    store = server.device("mette")
    a_goal(store, a_citizen(store))

    report = server.sync(store)

    assert report == SyncReport(sent=2, received=report.received, refused=0, contested=0, later=0)
    assert json.dumps(report.sent) == "2"


def test_of_many_who_waited_few_are_answered_at_a_time_so_that_others_are_served(
    server: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.user("mette", password=OFFICE_PASSWORD)
    core, device = server.office.core, HttpDevice(server.address, "mette")
    asked = {"Authorization": f"Bearer {device.token}", "Prefer": "wait=25"}
    asked["If-None-Match"] = f'"{device.index(server.address)[0]}"'
    address, statuses = f"{server.address}{protocol.PREFIX}/streams", list[int]()
    polls = [
        threading.Thread(target=lambda: statuses.append(requests.get(address, headers=asked, timeout=30).status_code))
        for _ in range(6)
    ]
    for each in polls:
        each.start()
    while len({each for waiting in list(core.nudges._waiting.values()) for each in waiting}) < len(polls):
        time.sleep(0.01)
    now, at_a_time, index = Counter[str](), [0], core.index

    def counted(*told: Any, **known: Any) -> Any:
        now["asked"] += 1
        at_a_time.append(now["asked"])
        time.sleep(0.01)
        now["asked"] -= 1
        return index(*told, **known)

    monkeypatch.setattr(core, "index", counted)
    core.nudges.hear_all()
    for each in polls:
        each.join()

    assert statuses == [304] * len(polls)
    assert max(at_a_time) == http.WOKEN
