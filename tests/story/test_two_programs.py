"""Two programs on one server: what was done without a network on both is there afterwards, on both and centrally."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.changes.change import Change
from app.clock import SystemClock
from app.domain import ITEM_TYPES
from app.domain.item import Item, ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item, delete_records, edit_record
from app.store.opened import Opened, open_with_passphrase

ROOT = Path(__file__).parents[2]
PASSPHRASE = "fire grønne både sejler"
PASSWORD = "otte blå heste galoperer"
ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(ROOT),
    "ENPLAN_PASSPHRASE": PASSPHRASE,
    "ENPLAN_PASSWORD": PASSWORD,
}


def run(module: str, *words: str) -> Any:
    """Run one command of a real program to its end and return the JSON it printed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words, "--json"], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


@dataclass
class Program:
    """A caseworker's program on a computer of its own."""

    folder: Path
    server: str
    user: str

    def join(self) -> None:
        run("ui", "init", "--profile", str(self.folder), "--server", self.server, "--user", self.user)

    def sync(self) -> Any:
        return run("ui", "sync", "--profile", str(self.folder))

    def show(self, citizen: str) -> Any:
        return run("ui", "show", citizen, "--profile", str(self.folder))

    def open(self) -> Opened:
        return open_with_passphrase(self.folder, PASSPHRASE, clock=SystemClock())


@dataclass
class Office:
    """Two caseworkers' programs and the server process between them."""

    data: Path
    mette: Program
    jonas: Program

    def shared_citizen(self) -> str:
        """Return the id of a new citizen with six goals, whom both programs hold."""
        with self.mette.open() as opened:
            citizen = add_citizen(opened.store, given="Karen", family="Holm", birth_date="1992-03-04")
            for number in range(6):
                add_item(opened.store, citizen=citizen, type=ItemType.GOAL, title=f"Mål {number}")
        self.mette.sync()
        run("sync.server", "assign", "jonas", citizen, "--data", str(self.data))
        self.jonas.sync()
        return citizen


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Hold a running server that both programs have joined."""
    folder = tmp_path_factory.mktemp("office")
    data = folder / "server"
    for user in ("mette", "jonas"):
        run("sync.server", "user", "add", user, "--role", "caseworker", "--data", str(data))
    serving = subprocess.Popen(
        [sys.executable, "-m", "sync.server", "serve", "--data", str(data), "--port", "0"],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert serving.stdout is not None
    address = next(word for word in serving.stdout.readline().split() if word.startswith("http"))
    mette, jonas = (Program(folder / user, address, user) for user in ("mette", "jonas"))
    mette.join()
    jonas.join()
    yield Office(data, mette, jonas)
    serving.terminate()
    serving.communicate(timeout=20)


Act = Callable[[Opened, str, random.Random, str], object]


def _some_item(opened: Opened, citizen: str, chance: random.Random) -> Item:
    with opened.store.reader() as reader:
        items = reader.all(*ITEM_TYPES, citizen=citizen)
    found = chance.choice(items)
    assert isinstance(found, Item)
    return found


ACTS: tuple[Act, ...] = (
    lambda opened, citizen, chance, words: add_item(opened.store, citizen=citizen, title=words),
    lambda opened, citizen, chance, words: edit_record(opened.store, _some_item(opened, citizen, chance), title=words),
    lambda opened, citizen, chance, words: edit_record(
        opened.store, _some_item(opened, citizen, chance), note=f"{words} skrevet hos borgeren"
    ),
    lambda opened, citizen, chance, words: edit_record(
        opened.store, _some_item(opened, citizen, chance), due=f"2027-0{chance.randint(1, 9)}-15"
    ),
    lambda opened, citizen, chance, words: delete_records(opened.store, [_some_item(opened, citizen, chance)]),
)


def work_offline(program: Program, citizen: str, *, seed: int, acts: int) -> list[Change]:
    """Let a caseworker do *acts* things without a network; return every change made, as it was written down."""
    chance = random.Random(seed)
    with program.open() as opened:
        before = _ids(opened, citizen)
        for number in range(acts):
            chance.choice(ACTS)(opened, citizen, chance, f"{program.user} {seed} {number}")
        with opened.store.reader() as reader:
            made = [each for each in reader.changes(citizen=citizen) if each.id not in before]
    return [each.change for each in made if each.change is not None]


def rename_the_first_goal(program: Program, citizen: str, title: str) -> str:
    """Rename the first goal in the list without a network, and return its id."""
    with program.open() as opened:
        with opened.store.reader() as reader:
            goals: list[Item] = reader.all(*ITEM_TYPES, citizen=citizen)
        edit_record(opened.store, goals[0], title=title)
    return goals[0].id


def _ids(opened: Opened, citizen: str) -> set[str]:
    with opened.store.reader() as reader:
        return {each.id for each in reader.changes(citizen=citizen)}


def kept(opened: Opened, citizen: str) -> dict[str, Change]:
    """Return every change that this program can still tell of, by id: entered, waiting or refused."""
    with opened.store.reader() as reader:
        return {each.id: each.change for each in reader.changes(citizen=citizen) if each.change is not None}


@pytest.mark.parametrize("seed", [1, 2])
def test_all_work_done_offline_on_both_is_on_both_afterwards(office: Office, seed: int) -> None:
    mette, jonas, citizen = office.mette, office.jonas, office.shared_citizen()
    written = work_offline(mette, citizen, seed=seed, acts=12) + work_offline(jonas, citizen, seed=seed + 50, acts=12)

    mette.sync()
    jonas.sync()
    mette.sync()

    assert mette.show(citizen) == jonas.show(citizen)
    for program in (mette, jonas):
        with program.open() as opened:
            told = kept(opened, citizen)
        assert [each.id for each in written if told.get(each.id) != each] == []


def test_two_titles_for_one_goal_are_both_shown_until_a_person_chooses(office: Office) -> None:
    mette, jonas, citizen = office.mette, office.jonas, office.shared_citizen()
    titles = {"mette": "Fritidsjob i brugsen", "jonas": "Praktik på værftet"}
    goal = rename_the_first_goal(mette, citizen, titles["mette"])
    rename_the_first_goal(jonas, citizen, titles["jonas"])

    mette.sync()
    report = jonas.sync()
    mette.sync()

    with mette.open() as opened, opened.store.reader() as reader:
        (contest,) = reader.rivals(goal)
    assert report["contested"] >= 1
    assert contest.value == titles["mette"]
    assert [each.value for each in contest.rivals] == [titles["jonas"]]


def test_the_server_and_both_programs_can_prove_what_they_hold(office: Office) -> None:
    citizen = office.shared_citizen()
    work_offline(office.mette, citizen, seed=9, acts=5)
    office.mette.sync()
    office.jonas.sync()

    checked = run("sync.server", "check", "--data", str(office.data))
    verified = [run("ui", "verify", "--profile", str(each.folder)) for each in (office.mette, office.jonas)]

    assert checked["findings"] == []
    assert [each["findings"] for each in verified] == [[], []]
