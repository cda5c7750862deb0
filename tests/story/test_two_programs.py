"""Two programs on one server: what was done without a network on both is there afterwards, on both and centrally."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from app.changes.change import Change, decode
from app.domain import ITEM_TYPES
from app.domain.item import Item
from app.ids import citizen_stream
from app.operations.items import add_item, delete_records, edit_record
from app.store.opened import Opened
from exchange_oracle import Central, whereabouts
from sealed_rows import cells, written
from story.programs import Municipality, Program, a_municipality
from sync.server.database import Database

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Municipality]:
    """Hold a running server that both programs have joined."""
    with a_municipality(tmp_path_factory.mktemp("office")) as office:
        yield office


Setting = tuple[str, str, object]
"""A record, one of its fields, and the value it was given."""


def add(opened: Opened, citizen: str, item: Item, words: str, day: date) -> Setting:
    return add_item(opened.store, citizen=citizen, title=words), "title", words


def rename(opened: Opened, citizen: str, item: Item, words: str, day: date) -> Setting:
    edit_record(opened.store, item, title=words)
    return item.id, "title", words


def annotate(opened: Opened, citizen: str, item: Item, words: str, day: date) -> Setting:
    edit_record(opened.store, item, note=f"{words} skrevet hos borgeren")
    return item.id, "note", f"{words} skrevet hos borgeren"


def set_deadline(opened: Opened, citizen: str, item: Item, words: str, day: date) -> Setting:
    edit_record(opened.store, item, due=day.isoformat())
    return item.id, "due", day.isoformat()


def delete(opened: Opened, citizen: str, item: Item, words: str, day: date) -> Setting:
    delete_records(opened.store, [item])
    return item.id, "deleted", True


ACTS = (add, rename, annotate, set_deadline, delete)


@dataclass(frozen=True, slots=True)
class Work:
    """What a caseworker did without a network: what was meant, and the changes it became, in order."""

    meant: list[Setting]
    changes: list[Change]


def work_offline(program: Program, citizen: str, *, seed: int, acts: int) -> Work:
    """Let a caseworker do *acts* things without a network."""
    chance, meant = random.Random(seed), []
    with program.open() as opened:
        before = kept(opened, citizen).keys()
        for number in range(acts):
            with opened.store.reader() as reader:
                item: Item = chance.choice(reader.all(*ITEM_TYPES, citizen=citizen))
            words, day = f"{program.user} {seed} {number}", date(2027, 1, 1) + timedelta(days=20 * seed + number)
            meant.append(chance.choice(ACTS)(opened, citizen, item, words, day))
        after = kept(opened, citizen)
    return Work(meant, [after[each] for each in sorted(after.keys() - before)])


def rename_the_first_goal(program: Program, citizen: str, title: str) -> str:
    """Rename the first goal in the list without a network, and return its id."""
    with program.open() as opened:
        with opened.store.reader() as reader:
            goals: list[Item] = reader.all(*ITEM_TYPES, citizen=citizen)
        edit_record(opened.store, goals[0], title=title)
    return goals[0].id


def kept(opened: Opened, citizen: str) -> dict[str, Change]:
    """Return every change that this program can still tell of, by id: entered, waiting or refused."""
    with opened.store.reader() as reader:
        return {each.id: each.change for each in reader.changes(citizen=citizen) if each.change is not None}


def write_wrongly(program: Program, citizen: str) -> Change:
    """Let a program that is in error write a level that is none; return the change."""
    with program.open() as opened:
        before = kept(opened, citizen).keys()
        with opened.store.reader() as reader:
            goal = reader.all(*ITEM_TYPES, citizen=citizen)[0]
        with opened.store.transact("Ret") as transaction:
            transaction.set_raw(goal, {"level_now": 77})
        (made,) = kept(opened, citizen).keys() - before
        return kept(opened, citizen)[made]


def central(office: Municipality, citizen: str) -> Central:
    """Read what lies on the server of a citizen's plan, past all its programs; assignments are the server's own."""
    database = Database.embedded(office.data)
    try:
        with database.reading() as connection:
            plan = citizen_stream(citizen, "plan")
            records = {each: json.loads(told) for each, kind, told in cells(connection, plan) if kind != "assignment"}
            entered = {row.id: decode(row.body) for row in written(connection, plan)}
    finally:
        database.close()
    return Central(records, entered)


def shown_by(program: Program, citizen: str) -> dict[str, dict[str, object]]:
    """Return the fields of everything that `show --json` prints of a citizen."""
    told = program.show(citizen)
    return {each["id"]: each["fields"] for each in (told, *told["records"])}


@pytest.mark.parametrize("seed", [1])
def test_all_work_done_offline_on_both_is_found_on_both_and_on_the_server(
    office: Municipality, seed: int, record_property: Callable[[str, object], None]
) -> None:
    mette, jonas, citizen = office.mette, office.jonas, office.shared_citizen()
    works = [work_offline(mette, citizen, seed=seed, acts=14), work_offline(jonas, citizen, seed=seed + 50, acts=14)]

    for program in (mette, jonas, mette):
        program.sync()
    told = [program.show(citizen) for program in (mette, jonas)]
    wrong = write_wrongly(mette, citizen)
    mette.sync()

    there = central(office, citizen)
    changes = [[*works[0].changes, wrong], works[1].changes]
    places = whereabouts(changes, central=there, refused={wrong.id})
    record_property("told", ", ".join(f"{name} {len(found)}" for name, found in sorted(places.items())))
    assert told[0] == told[1]
    assert shown_by(mette, citizen) == shown_by(jonas, citizen) == there.shown()
    assert "lost" not in places
    assert {setting for work in works for setting in work.meant} <= {
        each for found in places.values() for each in found
    }
    assert [name for _, name, _ in places["refused"]] == ["level_now"]
    assert {"shown", "rival", "history"} <= places.keys()
    for program in (mette, jonas):
        with program.open() as opened:
            known = kept(opened, citizen)
        assert [each.id for work in works for each in work.changes if known.get(each.id) != each] == []


def test_two_titles_for_one_goal_are_both_shown_until_a_person_chooses(office: Municipality) -> None:
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


def test_the_server_and_both_programs_can_prove_what_they_hold(office: Municipality) -> None:
    citizen = office.shared_citizen()
    work_offline(office.mette, citizen, seed=9, acts=5)
    office.mette.sync()
    office.jonas.sync()

    checked = office.server("check")
    verified = [each.command("verify") for each in (office.mette, office.jonas)]

    assert checked["findings"] == []
    assert [each["findings"] for each in verified] == [[], []]
