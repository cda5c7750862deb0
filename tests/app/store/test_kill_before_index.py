"""A kill between a pull and its place in the search: no record is left out of the search for good."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from app.clock import FixedClock
from app.store.store import Store
from app.store.verify import verify
from builders import KEY, NOON, a_citizen, a_goal
from offices import an_office

ROOT = Path(__file__).parents[3]
GOALS = 40
PULL = """
import os, signal, sys
from pathlib import Path
from offices import Office
from app.store.store import Store
from builders import KEY

office = Office(Path(sys.argv[1]))
store = Store.open(Path(sys.argv[1]) / "jonas.db", key=KEY, clock=office.clock)
indexed = store.index_pulled

def index_a_little(*, at_most=200):
    indexed(at_most=int(sys.argv[2]))
    os.kill(os.getpid(), signal.SIGKILL)

store.index_pulled = index_a_little
from sync.client.once import sync_once
from offices import CoreLink
sync_once(store, CoreLink(office, store))
"""


def noted(store: Store) -> int:
    """Return how many records wait for the search."""
    with store.database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM unindexed").scalar_one())


def pulled_and_killed(folder: Path, *, indexed: int) -> int:
    """Let a process pull and take *indexed* records into the search before it is killed; return how it ended."""
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    words = [sys.executable, "-c", PULL, str(folder), str(indexed)]
    return subprocess.run(words, env=os.environ | {"PYTHONPATH": path}, check=False, timeout=60).returncode


def test_what_was_pulled_before_a_kill_is_found_after_the_next_opening(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        for login in ("mette", "jonas"):
            office.add_user(login)
        mette = office.client("mette")
        office.client("jonas")
        citizen = a_citizen(mette)
        for number in range(GOALS):
            a_goal(mette, citizen, f"Sejlads nummer {number}")
        office.sync(mette)
        office.assign("jonas", citizen)

    ends = [pulled_and_killed(tmp_path, indexed=15) for _ in range(2)]
    with Store.open(tmp_path / "jonas.db", key=KEY, clock=FixedClock(NOON)) as store:
        left = noted(store)
        while store.index_pulled():
            continue
        with store.reader() as reader:
            found = reader.texts("sejlads", limit=1_000)
        verdict = verify(store)

    assert ends == [-signal.SIGKILL] * 2
    assert left > 0
    assert len(found) == GOALS
    assert verdict.is_sound
