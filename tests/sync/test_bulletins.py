"""News between processes on one database: who waits at one is woken by what another committed."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy import make_url

from app.clock import FixedClock
from builders import NOON
from offices import POSTGRESQL, Office
from postgres import GUEST, GUESTS_PASSWORD, cluster
from servers import a_server
from sync.server import settings
from sync.server.bulletins import MOST_AT_ONCE, MOST_IN_NOTE, PULSE_S, REMEMBERED, Bulletins
from sync.server.database import Database
from sync.server.nudges import Nudges

SOON_S = 10.0
STREAM = "9b2f8f4e-6d0c-4a53-8f52-1c34a1f0b7aa"
WELL_UNDER_A_SECOND_S = 0.5


@pytest.fixture(params=[True, False], ids=["notes", "board"])
def has_notes(request: pytest.FixtureRequest) -> bool:
    """Whether the database passes on notes by itself."""
    return bool(request.param)


@pytest.fixture
def engine() -> str:
    return POSTGRESQL


Join = Callable[[], Nudges]


@pytest.fixture
def join(office: Office, has_notes: bool) -> Iterator[Join]:
    """Let a process join that hears of the others."""
    with ExitStack() as stack:

        def joined() -> Nudges:
            nudges = Nudges()
            before = nudges.tick
            stack.enter_context(Bulletins(office.core.database, nudges, clock=FixedClock(NOON), has_notes=has_notes))
            _until(lambda: nudges.tick > before)  # it listens
            return nudges

        yield joined


def _until(is_true: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON_S
    while not is_true():
        assert time.monotonic() < end
        time.sleep(0.005)


def waited(nudges: Nudges, key: str, *, then: Callable[[], None]) -> float:
    """Wait for *key*, do *then* meanwhile, and return the seconds from the one to the other."""
    begun: list[float] = []

    def do() -> None:
        begun.append(time.monotonic())
        then()

    timer = threading.Timer(0.1, do)
    timer.start()
    asyncio.run(nudges.wait(nudges.tick, keys=[key], seconds=SOON_S))
    ended = time.monotonic()
    timer.join()
    return ended - begun[0]


def test_who_waits_at_one_process_is_woken_by_what_another_committed(
    join: Join, record_property: Callable[[str, object], None]
) -> None:
    here, there = join(), join()

    seconds = waited(here, "strøm", then=lambda: there.touch("strøm"))

    record_property("told", f"woken after {seconds * 1_000:.0f} ms")
    assert seconds < WELL_UNDER_A_SECOND_S


def test_a_process_does_not_hear_its_own_news_twice(join: Join) -> None:
    here, there = join(), join()
    here.touch("strøm")
    there.touch("en anden")
    before = here.tick

    waited(here, "en anden", then=lambda: there.touch("en anden"))

    assert here.tick <= before + 2


@pytest.mark.parametrize("count", [MOST_IN_NOTE + 1, MOST_AT_ONCE + 1])
def test_news_of_any_size_is_passed_on(join: Join, count: int) -> None:
    here, there = join(), join()
    keys = [f"strøm {number}" for number in range(count)]

    seconds = waited(here, keys[-1], then=lambda: there.touch(*keys))

    assert seconds < SOON_S


def test_more_pieces_of_news_than_are_remembered_wake_everybody(join: Join) -> None:
    here, there = join(), join()

    def write_much() -> None:
        for number in range(3 * REMEMBERED):
            there.touch(f"strøm {number}")
            time.sleep(0.001)

    assert waited(here, "strøm 0", then=write_much) < SOON_S


def test_the_pulse_that_the_commands_beat_wakes_everybody(office: Office, join: Join) -> None:
    here = join()
    time.sleep(PULSE_S)

    seconds = waited(here, "strøm", then=lambda: office.core.database.write(settings.beat))

    assert seconds < SOON_S / 2


def test_what_a_command_wrote_beside_a_server_on_one_file_is_heard_and_no_key_is_kept() -> None:
    with a_server() as server:
        database, nudges = server.office.core.database, server.office.core.nudges
        database.vault.ensure([STREAM])
        database.vault.key(STREAM)
        time.sleep(PULSE_S)

        seconds = waited(nudges, "strøm", then=lambda: database.write(settings.beat))

        assert seconds < SOON_S / 2
        assert database.vault._held == {}


def test_who_lost_the_connection_connects_again_and_takes_it_that_there_was_news(office: Office, join: Join) -> None:
    here, there = join(), join()

    def cut() -> None:
        with cluster().connect() as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                               "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")  # fmt: skip

    assert waited(here, "strøm", then=cut) < SOON_S
    _until(lambda: waited(here, "strøm", then=lambda: there.touch("strøm")) < SOON_S / 2)


@pytest.fixture
def without_notes(office: Office) -> Iterator[Database]:
    """The office's database for somebody whom it lets pass on no notes."""
    name = make_url(office.url).database or ""
    with cluster().connect(name) as administrator:
        administrator.execute("REVOKE EXECUTE ON FUNCTION pg_notify FROM PUBLIC")
        administrator.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{GUEST}"')
        database = Database.at(
            cluster().url(name, user=GUEST, password=GUESTS_PASSWORD), folder=office.folder / "server"
        )
        yield database
        database.close()
        administrator.execute("GRANT EXECUTE ON FUNCTION pg_notify TO PUBLIC")


def test_where_the_database_takes_no_notes_the_board_is_used(without_notes: Database) -> None:
    here, there = Nudges(), Nudges()
    clock = FixedClock(NOON)

    with Bulletins(without_notes, here, clock=clock), Bulletins(without_notes, there, clock=clock):
        _until(lambda: here.tick > 0 and there.tick > 0)
        seconds = waited(here, "strøm", then=lambda: there.touch("strøm"))

    assert seconds < SOON_S / 2
    with without_notes.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM bulletin").scalar() == 1
