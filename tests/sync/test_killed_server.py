"""The server's process is killed at its n-th commit while a client exchanges; another takes its place."""

from pathlib import Path

import pytest

from app.clock import SystemClock
from app.store import exchange
from builders import a_citizen, a_goal, a_store
from faults import ROOT, Occurred
from offices import goal
from running_server import furnish
from server_processes import serving, tries
from sync.server import check
from sync.server.database import Database


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", [1, 2])
def test_F3_a_server_killed_at_a_commit_is_followed_by_another_and_nothing_is_lost_or_entered_twice(
    tmp_path: Path, when: str, number: int, occurred: Occurred
) -> None:
    data = tmp_path / "server"
    furnish(data, "mette")
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
