"""A kill at any moment loses nothing that was told as saved, and leaves nothing half done."""

import subprocess
import threading
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import select

from app.clock import FixedClock
from app.store.store import Store
from app.store.tables import change, record
from app.store.verify import verify
from builders import KEY, NOON, a_citizen, a_store
from faults import Occurred
from profiles import started

RUNS = 12
LONGEST_S = 0.05
"""From the last change that is waited for to the kill."""

_WRITER = """
import random, sys
from app.clock import SystemClock
from app.domain.item import ItemType
from app.domain.goal import GOAL, Goal
from app.operations.items import add_item, edit_record, end_typing, type_text
from app.operations.undoing import redo, undo
from app.store.store import Store
from builders import KEY

path, citizen, seed = sys.argv[1], sys.argv[2], int(sys.argv[3])
chance = random.Random(seed)
sys.stdin.readline()
store = Store.open(path, key=KEY, clock=SystemClock())

def say(*words):
    print(*words, flush=True)

def act(name, of):
    number = chance.randrange(10**6)
    with store.transact(name, citizen=citizen) as transaction:
        for each in range(of):
            transaction.put(GOAL, Goal(title=f"{number} of {of}"))
        transaction.put(GOAL, Goal(title=f"{number} of {of}"), compartment="area:social")
    say("saved", *transaction.changes)

def goal():
    with store.reader() as reader:
        return chance.choice(reader.all(GOAL, citizen=citizen) or [None])

def typed():
    held = goal()
    if held is not None:
        say("saved", store.typing("Skriv", held, note="x" * chance.randrange(1, 300)))

acts = [
    lambda: act("Et", 1), lambda: act("Mange", 30), typed, typed,
    lambda: store.end_typing(), lambda: undo(store, citizen=citizen), lambda: redo(store, citizen=citizen),
]
say("ready")
while True:
    chance.choice(acts)()
"""


class Killed(NamedTuple):
    """A local copy that was written by a process until it was killed."""

    path: Path
    citizen: str
    saved: list[set[str]]
    """After each kill, the ids of all changes that were told as saved until then."""
    held: list[set[str]]
    """After each kill, the ids of all changes that are there."""
    halves: list[list[str]]
    """After each kill, acts of which only a part is there."""
    problems: list[object]
    """After all kills, what `verify` finds."""
    kills: list[int]
    """How each process ended."""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    """Let a process write at random and kill it at random, again and again, in one local copy."""
    folder = tmp_path_factory.mktemp("kill")
    with a_store(folder) as store:
        citizen = a_citizen(store)
    found = Killed(folder / "plan.db", citizen, [], [], [], [], [])
    told: set[str] = set()
    following = started(_WRITER, found.path, citizen, 0)
    for run in range(RUNS):
        process, following = following, started(_WRITER, found.path, citizen, run + 1)
        told |= _told_until_killed(process, saves=run % 5, after_s=LONGEST_S * run / RUNS)
        found.kills.append(process.returncode)
        with Store.open(found.path, key=KEY, clock=FixedClock(NOON)) as store:
            found.saved.append(set(told))
            found.held.append(_held(store))
            found.halves.append(_halves(store))
            found.problems.extend(verify(store).findings)
    following.kill()
    _end(following)
    return found


def _told_until_killed(process: subprocess.Popen[bytes], *, saves: int, after_s: float) -> set[str]:
    """Let a process go that has its modules by now, kill it some time after so many saves; return what it told."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"go\n")
    process.stdin.flush()
    assert process.stdout.readline() == b"ready\n"
    lines = [process.stdout.readline() for _ in range(saves)]
    timer = threading.Timer(after_s, process.kill)
    timer.start()
    lines += process.stdout.read().splitlines(keepends=True)
    timer.join()
    _end(process)
    whole = [line.split()[1:] for line in lines if line.endswith(b"\n")]
    return {identity.decode() for line in whole for identity in line}


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        pipe.close()
    process.wait()


def _held(store: Store) -> set[str]:
    with store.database.reading() as connection:
        return set(connection.scalars(select(change.c.id)))


def _halves(store: Store) -> list[str]:
    """Return the titles of acts that made fewer goals than they say."""
    with store.database.reading() as connection:
        shown = connection.scalars(select(record.c.sort).where(record.c.kind == "item"))
        titles = [title for title in shown if " of " in title]
    expected = {title: int(title.split(" of ")[1]) + 1 for title in titles}
    return [title for title in expected if titles.count(title) % expected[title]]


def test_every_change_that_was_told_as_saved_is_there_after_a_kill(killed: Killed, occurred: Occurred) -> None:
    lost = [saved - held for saved, held in zip(killed.saved, killed.held, strict=True)]

    occurred("kill -9 of the client", killed.kills.count(-9))
    assert lost == [set()] * RUNS
    assert len(killed.saved[-1]) > RUNS


def test_no_act_is_there_in_part_after_a_kill(killed: Killed) -> None:
    assert killed.halves == [[]] * RUNS


def test_the_file_is_whole_after_every_kill(killed: Killed) -> None:
    assert killed.problems == []
