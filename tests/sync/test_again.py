"""Transactions that PostgreSQL breaks off are done again as a whole: provoked on a real one, and counted."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, make_url
from sqlalchemy.exc import DBAPIError

from app.clock import FixedClock
from app.ids import citizen_stream
from builders import NOON
from offices import an_office
from postgres import a_database, cluster
from raw_devices import RawDevice
from sync.server import again, check
from sync.server.core import Core
from sync.server.database import Database
from sync.server.statements import Statement

STRICT = "&options=-c%20default_transaction_isolation%3Dserializable"
CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
READ = Statement("SELECT value FROM setting WHERE name = :name")
COUNT = Statement("UPDATE setting SET value = :value WHERE name = :name")


@pytest.fixture
def url() -> Iterator[str]:
    """The address of a database of its own, without rows."""
    with a_database() as address:
        yield address


@pytest.fixture
def database(url: str, tmp_path: Path) -> Iterator[Database]:
    opened = Database.at(url, folder=tmp_path)
    Core(opened, clock=FixedClock(NOON))
    yield opened
    opened.close()


def test_a_deadlock_is_broken_and_both_transactions_are_done(database: Database) -> None:
    together = threading.Barrier(2)
    tries: list[str] = []

    def work(connection: Connection, first: str, second: str) -> None:
        tries.append(first)
        COUNT.run(connection, name=first, value=first.encode())
        _meet(together, is_first_time=tries.count(first) == 1)
        COUNT.run(connection, name=second, value=first.encode())

    _side_by_side(
        lambda: database.write(lambda each: work(each, "epoch", "pulse")),
        lambda: database.write(lambda each: work(each, "pulse", "epoch")),
    )

    assert database.again.counts == {again.DEADLOCK: 1}
    assert len(tries) == 3
    with database.reading() as connection:
        assert READ.scalar(connection, name="epoch") == READ.scalar(connection, name="pulse")


def test_of_two_transactions_that_cannot_both_be_true_one_is_done_again(url: str, tmp_path: Path) -> None:
    strict = Database.at(url + STRICT, folder=tmp_path)
    Core(strict, clock=FixedClock(NOON))
    together = threading.Barrier(2)
    tries: list[str] = []

    def work(connection: Connection, read: str, written: str) -> None:
        tries.append(read)
        value = bytes(READ.scalar(connection, name=read))
        _meet(together, is_first_time=tries.count(read) == 1)
        COUNT.run(connection, name=written, value=value)

    _side_by_side(
        lambda: strict.write(lambda each: work(each, "epoch", "pulse")),
        lambda: strict.write(lambda each: work(each, "pulse", "epoch")),
    )

    assert strict.again.counts == {again.SERIALISATION: 1}
    assert len(tries) == 3
    with strict.reading() as connection:
        assert READ.scalar(connection, name="epoch") == READ.scalar(connection, name="pulse")
    strict.close()


def test_a_push_that_collides_is_done_again_as_a_whole_and_enters_its_change_once(url: str, tmp_path: Path) -> None:
    with an_office(tmp_path, url=url + STRICT) as office:
        anna = RawDevice(office, "anna")
        anna.push(anna.change(CITIZEN, opens=True, type="goal", title="første"))
        stream = citizen_stream(CITIZEN, "plan")
        with ThreadPoolExecutor(1) as threads, cluster().connect(make_url(url).database or "") as other:
            with other.transaction():
                other.execute("UPDATE stream SET version = version WHERE id = %s", (stream,))
                pushing = threads.submit(anna.push, anna.change(CITIZEN, title="anden"))
                _wait_until_somebody_waits()
            answer = pushing.result(30)

        assert office.core.database.again.counts == {again.SERIALISATION: 1}
        assert [each.version for each in answer.results.values()] == [3]
        assert list(office.core.database.read(lambda each: list(check.check(each)))) == []


def _wait_until_somebody_waits() -> None:
    until = time.monotonic() + 30
    with cluster().connect() as connection:
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        while connection.execute(waiting).fetchone() == (0,):
            assert time.monotonic() < until
            time.sleep(0.01)


def _meet(together: threading.Barrier, *, is_first_time: bool) -> None:
    """Wait for the other one, the first time: who does it again is alone."""
    if is_first_time:
        together.wait(30)


def _side_by_side(*works: Callable[[], None]) -> None:
    with ThreadPoolExecutor(len(works)) as threads:
        for each in [threads.submit(work) for work in works]:
            each.result(60)


def test_what_the_database_never_takes_is_given_up_after_so_many_tries_with_ever_longer_pauses(
    database: Database,
) -> None:
    pauses: list[float] = []
    database.again = again.Again(sleep=pauses.append)
    never = "DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40001'; END $$"

    with pytest.raises(DBAPIError):
        database.write(lambda connection: connection.exec_driver_sql(never))

    assert database.again.counts == {again.SERIALISATION: again.TRIES - 1}
    assert len(pauses) == again.TRIES - 1
    assert max(pauses) <= again.LONGEST_WAIT_S


def test_what_is_wrong_is_not_tried_again(database: Database) -> None:
    statement = Statement("SELECT nothing FROM nowhere")

    with pytest.raises(DBAPIError):
        database.read(statement.run)

    assert database.again.counts == {}
