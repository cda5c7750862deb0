"""The engine between two real devices and a real server, and what a kill leaves behind."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

import ready_programs
from app.ids import citizen_stream
from app.operations.items import edit_record, end_typing, type_text
from app.store import exchange
from app.store.journal import open_journal
from app.store.profile import Profile
from app.store.store import Store
from builders import KEY, a_citizen, a_goal, a_store
from faults import Occurred
from offices import SQLITE, Office, goal
from ready_programs import CLIENT, SERVER
from servers import Serving
from sync.client.access import Access
from sync.client.engine import Engine
from sync.client.pace import APART_S
from sync.client.sealed import deliver
from sync.client.status import Phase, Status
from sync.server import check

PASSWORD = "syv svaner på søen"


ON_A_FILE = pytest.mark.parametrize("engine", [SQLITE], indirect=True)
"""What is tried is the client's own, whatever the server runs on."""


@pytest.fixture
def engines(server: Serving) -> Iterator[Callable[[Store], Engine]]:
    """Start engines; all are stopped at the end."""
    running: list[Engine] = []

    def start(store: Store) -> Engine:
        engine = Engine(store, lambda: Access(store, server=server.address))
        running.append(engine)
        engine.start()
        return engine

    yield start
    for engine in running:
        engine.stop()


def waits_for(store: Store, is_so: Callable[[], bool]) -> threading.Event:
    """Return an event that is set as soon as *is_so*, looked at after each pull or answer."""
    event = threading.Event()

    def look(touched: object) -> None:
        if is_so():
            event.set()

    store.listen(look)
    return event


@ON_A_FILE
def test_a_colleague_sees_what_was_written_without_doing_anything(
    server: Serving, engines: Callable[[Store], Engine]
) -> None:
    mette, jonas = server.device("mette"), server.device("jonas")
    citizen = a_citizen(mette)
    made = a_goal(mette, citizen, "mål")
    server.sync(mette)
    server.office.assign("jonas", citizen)
    server.sync(jonas)
    came = waits_for(jonas, lambda: goal(jonas, made).title == "et bedre mål")
    engines(jonas)
    engines(mette)

    edit_record(mette, goal(mette, made), title="et bedre mål")

    assert came.wait(60)


@ON_A_FILE
def test_what_was_typed_is_sent_as_soon_as_the_visit_ends(
    server: Serving, engines: Callable[[Store], Engine]
) -> None:  # fmt: skip
    mette = server.device("mette")
    made = a_goal(mette, a_citizen(mette), "mål")
    is_entered = waits_for(mette, lambda: exchange.unanswered(mette) == 0)
    engines(mette)
    assert is_entered.wait(60)
    type_text(mette, goal(mette, made), title="et skrevet mål")
    time.sleep(2 * APART_S)  # the round that the typing itself asked for is over
    received = waits_for(mette, lambda: not goal(mette, made).marks)

    end_typing(mette, made)

    assert received.wait(APART_S * 50)


@ON_A_FILE
def test_the_corner_follows_from_saved_here_to_received(server: Serving, engines: Callable[[Store], Engine]) -> None:
    mette = server.device("mette")
    a_citizen(mette)
    told: list[Status] = []
    received = threading.Event()
    engine = Engine(mette, lambda: Access(mette, server=server.address))
    before = engine.status()

    def hear(status: Status) -> None:
        told.append(status)
        if status.phase is Phase.ALL_RECEIVED and status.waiting == 0:
            received.set()

    engine.listen(hear)
    engine.start()

    assert before.phase is Phase.SAVED_HERE
    assert received.wait(60)
    engine.stop()


def test_without_a_server_the_corner_says_why_and_the_engine_stops_at_once(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    a_citizen(store)
    heard = threading.Event()
    engine = Engine(store, lambda: Access(store, server="http://127.0.0.1:9"))
    engine.listen(lambda status: heard.set() if status.phase is Phase.CANNOT_SEND else None)
    engine.start()

    assert heard.wait(60)
    engine.stop()
    store.close()


_CLIENT = """
import sys, os, pathlib
sys.path[:0] = [{tests!r}, {root!r}]
from builders import KEY
from app.clock import SystemClock
from app.store import exchange, receiving
from app.store.store import Store
from sync.client.access import Access
from sync.client.once import sync_once
store = Store.open(pathlib.Path({path!r}), key=KEY, clock=SystemClock())
access = Access(store, server={address!r})
left = [{left}]
real = store.database._writer
def count(connection):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), 9)
from sqlalchemy import event
import socket
if hasattr(socket.socket, {phase!r}):
    call = getattr(socket.socket, {phase!r})
    def counted(self, *words):
        count(None)
        return call(self, *words)
    setattr(socket.socket, {phase!r}, counted)
else:
    event.listen(real, {phase!r}, count)
sync_once(store, access)
"""


@ON_A_FILE
@pytest.mark.parametrize(
    ("phase", "left"),
    [
        ("begin", 1), ("commit", 1), ("commit", 2), ("commit", 3), ("commit", 5),
        ("sendall", 2), ("sendall", 3), ("recv_into", 2), ("recv_into", 4),
    ],
)  # fmt: skip
def test_F2_a_client_that_is_killed_loses_nothing_and_sends_nothing_twice(
    server: Serving, phase: str, left: int, occurred: Occurred
) -> None:
    mette = server.device("mette")
    citizen = a_citizen(mette)
    made = [a_goal(mette, citizen, f"mål {number}") for number in range(5)]
    path = mette.database.path
    mette.database.close()
    root = Path(__file__).parents[2]
    script = _CLIENT.format(
        tests=str(root / "tests"), root=str(root), path=str(path), address=server.address, left=left, phase=phase
    )

    killed = ready_programs.run(CLIENT, script=script)
    again = server.office.keep(Store.open(path, key=KEY, clock=server.office.clock))
    server.sync(again)

    with server.office.core.database.reading() as connection:
        stream = citizen_stream(citizen, "plan")
        rows = connection.execute(text("SELECT id FROM entry WHERE stream = :stream"), {"stream": stream}).all()
        assert list(check.check(connection)) == []
    occurred("kill -9 of the client", int(killed.returncode == -9))
    assert len(rows) == len({row.id for row in rows}) == len(made) + 2
    assert [goal(again, each).title for each in made] == [f"mål {number}" for number in range(5)]


@ON_A_FILE
def test_C15_the_outbox_is_delivered_while_the_database_is_closed(server: Serving, tmp_path: Path) -> None:
    mette = server.device("mette")
    profile = Profile.create(tmp_path / "profil", server=server.address, login="mette")
    profile.update(device=mette.device, sealing_key=server.office.core.identity.sealing.public)
    mette.use_journal(open_journal(profile))
    citizen = a_citizen(mette)
    made = a_goal(mette, citizen, "låst inde")
    mette.use_journal(None)

    taken = deliver(profile)
    report = server.sync(mette)

    journal = open_journal(profile)
    assert taken == 2
    assert journal is not None
    assert len(journal) == 0
    assert report.sent == 2
    assert goal(mette, made).title == "låst inde"
    profile.close()


@pytest.mark.parametrize("moment", ["before the commit", "after the commit"])
def test_F3_a_server_that_is_killed_says_the_same_afterwards(
    tmp_path: Path, office: Office, moment: str, occurred: Occurred
) -> None:
    """The process is killed right before or after it commits, in any case before it could answer."""
    root = Path(__file__).parents[2]
    script = _SERVER.format(
        tests=str(root / "tests"), root=str(root), folder=str(tmp_path), url=office.url, moment=moment
    )

    first, second = (ready_programs.run(SERVER, script=script) for _ in range(2))

    occurred("kill -9 of the server", int(first.returncode == -9))
    assert second.stdout.split() == ["1", "[]"]


_SERVER = """
import sys, os, pathlib
sys.path[:0] = [{tests!r}, {root!r}]
from app.changes.change import Change, Edit
from app.ids import citizen_stream
from offices import Office
from raw_devices import RawDevice
from sqlalchemy import event
from sync.server import check
folder = pathlib.Path({folder!r})
office = Office(folder, url={url!r})
is_first = not (folder / "mark").exists()
device = RawDevice(office, "anna", device="9b2f8f4e-6d0c-4a53-8f52-1c34a1f0b7aa", key=bytes(range(32)))
citizen = "0193a1b2-0000-7000-8000-000000000001"
edit = Edit(record="0193a1b2-0000-7000-8000-000000000007", kind="item", set={{"type": "goal", "title": "m"}})
change = Change(id="0193a1b2-0000-7000-8000-000000000008", stream=citizen_stream(citizen, "plan"), at="", name="",
    edits=[edit], open=(citizen, "plan"))
if is_first:
    (folder / "mark").touch()
    writer = office.core.database._writer
    where = (writer, "commit") if {moment!r} == "before the commit" else (writer.pool, "checkin")
    event.listen(*where, lambda *a: os.kill(os.getpid(), 9))
answer = device.push(change)
with office.core.database.reading() as connection:
    print([each.version for each in answer.results.values()][0], list(check.check(connection)))
"""
