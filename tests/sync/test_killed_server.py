"""The server's process is killed at its n-th commit while a client exchanges; another takes its place."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.store import exchange
from app.store.store import Store
from builders import a_citizen, a_goal, a_store
from faults import ROOT, Occurred
from faulty_network import PASSWORD
from offices import goal
from sync.client.access import Access
from sync.client.link import Unreachable
from sync.client.once import sync_once
from sync.server import check, upkeep
from sync.server.core import Core
from sync.server.database import Database
from sync.server.rights import Role


@contextmanager
def serving(data: Path, *program: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Hold a server process on *data*, its address, and let it end."""
    words = [sys.executable, *program, "serve", "--port", "0", "--data", str(data)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT)])}
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.terminate()
            process.wait(60)


def tries(store: Store, address: str, *, joins: bool = False) -> bool:
    """Exchange once; tell whether the server answered to the end."""
    access = Access(store, server=address)
    try:
        if joins:
            access.join(login="mette", password=PASSWORD)
        sync_once(store, access)
    except Unreachable:
        return False
    finally:
        access.close()
    return True


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", [1, 2])
def test_F3_a_server_killed_at_a_commit_is_followed_by_another_and_nothing_is_lost_or_entered_twice(
    tmp_path: Path, when: str, number: int, occurred: Occurred
) -> None:
    data = tmp_path / "server"
    database = Database.embedded(data)
    Core(database, clock=SystemClock())
    upkeep.add_user(
        database, login="mette", name="Mette", role=Role.CASEWORKER, password=PASSWORD, areas="", clock=SystemClock()
    )
    database.close()
    with a_store(tmp_path, clock=SystemClock()) as store:
        with serving(data, "-m", "sync.server") as (address, _):
            assert tries(store, address, joins=True)
        citizen = a_citizen(store)
        goals = [a_goal(store, citizen, f"mål {each}") for each in range(5)]

        with serving(data, str(ROOT / "tests" / "killed_server.py"), when, str(number)) as (address, process):
            is_well = tries(store, address)
            code = process.wait(60)
        with serving(data, "-m", "sync.server") as (address, _):
            assert tries(store, address)

        occurred("kill -9 of the server", int(code == -9))
        assert not is_well
        assert exchange.unanswered(store) == 0
        assert [goal(store, each).title for each in goals] == [f"mål {each}" for each in range(5)]
    database = Database.embedded(data)
    with database.reading() as connection:
        entered = connection.exec_driver_sql("SELECT id FROM entry").scalars().all()
        assert list(check.check(connection)) == []
    database.close()
    assert len(entered) == len(set(entered))
