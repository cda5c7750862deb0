"""Times the local copy as a caseworker meets it and prints the medians in milliseconds as JSON.

    python tests/bench/store.py --citizens 500 --people 68000

Each citizen has a full plan of 208 records, 104,000 for 500 of them. `--people` adds citizens of whom only the name,
number and address are here, to search among. The bars are 10 ms for an act, 30 ms for a key of a search among 500
citizens and 100 ms among 68,000 people, 0.1 s for a citizen's whole plan.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain as chain_of
from itertools import count, islice
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, insert

from app.changes import chain
from app.changes.cells import Cell
from app.clock import SystemClock
from app.domain import KINDS
from app.domain.goal import GOAL
from app.domain.item import ItemType
from app.domain.plan import PLAN
from app.ids import citizen_stream
from app.operations.items import add_item, delete_records, edit_record, end_typing, type_text
from app.operations.undoing import undo
from app.store import rows, search
from app.store.rows import Row
from app.store.store import Store
from app.store.tables import stream
from app.texts import mark

KEY = bytes(range(32))
GIVEN = ("Søren", "Karen", "Ali", "Mette", "Aage", "Jonas", "Fatima", "Kirsten", "Lærke", "Niels")
FAMILY = ("Holm", "Kjærgaard", "Østergård", "Åby", "Ærø", "Hassan", "Nielsen", "Bach", "Skov", "Vester")
WORDS = (
    "virksomhedspraktik", "søvn", "struktur", "kørsel", "bostøtte", "netværk", "økonomi", "misbrug", "angst", "motion",
    "håndværk", "svømning", "frivillig", "uddannelse", "mentor", "samtale", "hverdag", "familie", "bolig", "gæld",
    "medicin", "støtte", "fritid", "café", "værksted", "kalender",
)  # fmt: skip
ITEMS = {"goal": 5, "intervention": 10, "actor": 17, "agreement": 40, "concern": 10, "wish": 8, "meeting": 10}
REPEATS = 50


def main() -> None:
    """Fill a local copy, time it, print the medians."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--citizens", type=int, default=40)
    asked.add_argument("--people", type=int, default=0)
    asked.add_argument("--repeats", type=int, default=REPEATS)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.db"
        figures = {"citizens": options.citizens, "people": options.people, **_fill(path, options)}
        figures |= _opening(path, repeats=options.repeats)
        with Store.open(path, key=KEY, clock=SystemClock()) as store:
            figures |= _reading(store, repeats=options.repeats)
            figures |= _writing(store, repeats=options.repeats)
    print(json.dumps(figures, indent=1))  # noqa: T201 - a program that prints its result


def _fill(path: Path, options: argparse.Namespace) -> dict[str, float]:
    begun = time.perf_counter()
    with Store.create(path, key=KEY, clock=SystemClock(), user="mette") as store:
        fill(store, citizens=options.citizens, people=options.people)
    took = time.perf_counter() - begun
    return {"fill_s": round(took, 2), "file_mb": round(path.stat().st_size / 1e6, 1)}


def fill(store: Store, *, citizens: int, people: int = 0) -> None:
    """Write *citizens* with a full plan of 208 records each, and *people* of whom little is here."""
    chance = random.Random(7)
    plans = (row for _ in range(citizens) for row in _plan(store, chance))
    others = (row for _ in range(people) for row in _person(store, chance, store.new_id()))
    made = chain_of(plans, others)
    while some := tuple(islice(made, 2_000)):
        with store.writing() as connection:
            _keep(connection, some)


def _keep(connection: Connection, some: tuple[Row, ...]) -> None:
    opened = {row.stream: row.citizen for row in some}
    known = insert(stream).prefix_with("OR IGNORE")
    connection.execute(
        known,
        [
            {"id": each, "citizen": of, "compartment": "plan", "version": 1, "hash": chain.start(each), "seq": 0,
             "logged_from": 2, "rights": "write"}
            for each, of in opened.items()
        ],
    )  # fmt: skip
    shown = rows.write(connection, some)
    search.index(connection, {row.id: (row.kind, row.citizen, shown[row.id]) for row in some})


def _person(store: Store, chance: random.Random, citizen: str) -> Iterator[Row]:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1930, 2007)
    yield _row(citizen, citizen, "citizen", given=chance.choice(GIVEN), family=_surname(chance),
               birth_date=f"{year}-{month:02}-{day:02}")  # fmt: skip
    number = f"{day:02}{month:02}{year % 100:02}{chance.randint(0, 9999):04}"
    yield _row(store.new_id(), citizen, "identifier", system="cpr", value=number)
    yield _row(store.new_id(), citizen, "contact_point", use="address", postal_code="8305", city="Samsø",
               line=f"{_surname(chance)}vej {chance.randint(1, 200)}")  # fmt: skip


def _plan(store: Store, chance: random.Random) -> Iterator[Row]:
    citizen = store.new_id()
    yield from _person(store, chance, citizen)
    yield _row(store.new_id(), citizen, "plan", state="active", start="2026-01-01")
    boards = [store.new_id() for _ in range(6)]
    for each in boards:
        yield _row(each, citizen, "board", title=_text(chance, 2), is_main=each == boards[0] or None)
    cards = []
    for kind, number in ITEMS.items():
        for _ in range(number):
            cards.append(store.new_id())
            yield _row(cards[-1], citizen, "item", type=kind, title=_text(chance, 6), note=_text(chance, 20),
                       due=f"2026-{chance.randint(1, 12):02}-11", state="active")  # fmt: skip
    for _ in range(18):
        yield _row(store.new_id(), citizen, "note", text=_text(chance, 60), day="2026-05-05")
    for each in islice(cards, 80):
        yield _row(store.new_id(), citizen, "placement", board=chance.choice(boards), item=each,
                   x=chance.uniform(0, 2_000), y=chance.uniform(0, 1_000))  # fmt: skip


def _surname(chance: random.Random) -> str:
    return f"{chance.choice(FAMILY)}{chance.choice(FAMILY).lower()}"


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize()


def _row(identity: str, citizen: str, kind: str, **fields: Any) -> Row:
    cells = {name: Cell(value, 1, "server") for name, value in fields.items() if value is not None}
    return Row(identity, citizen_stream(citizen, "plan"), citizen, kind, cells)


def _opening(path: Path, *, repeats: int) -> dict[str, float]:
    def opened() -> None:
        Store.open(path, key=KEY, clock=SystemClock()).close()

    return {"open_and_close": _median(opened, repeats=min(repeats, 10))}


def _reading(store: Store, *, repeats: int) -> dict[str, float]:
    with store.reader() as reader:
        citizens = [each.citizen for each in reader.all(PLAN, limit=200) if each.citizen]
    turn = count()

    def citizen() -> str:
        return citizens[next(turn) % len(citizens)]

    asked: dict[str, Callable[[], object]] = {
        "citizen_everything": lambda: _ask(store, lambda reader: reader.everything(citizen=citizen())),
        "citizen_items": lambda: _ask(store, lambda reader: reader.all(*KINDS["item"].types, citizen=citizen())),
        "first_50_citizens": lambda: _ask(store, lambda reader: reader.all(KINDS["citizen"].types[0], limit=50)),
        "contested": lambda: _ask(store, lambda reader: reader.contested()),
        "outbox": lambda: _ask(store, lambda reader: reader.outbox()),
    }
    asked |= {
        f"people «{word}»": partial(_found_people, store, word)
        for word in ("s", "ki", "kjær", "søren holm", "0101", "samsø")
    }
    asked |= {
        f"texts «{word}»": partial(_found_texts, store, word) for word in ("vir", "bostøtte", "angst bostøtte", "xyz")
    }
    asked["texts of a citizen"] = lambda: _ask(store, lambda reader: reader.texts("støtte", citizen=citizen()))
    return {name: _median(each, repeats=repeats) for name, each in asked.items()}


def _found_people(store: Store, asked: str) -> object:
    return _ask(store, lambda reader: reader.people(asked))


def _found_texts(store: Store, asked: str) -> object:
    return _ask(store, lambda reader: reader.texts(asked))


def _ask(store: Store, question: Callable[[Any], object]) -> object:
    with store.reader() as reader:
        return question(reader)


def _writing(store: Store, *, repeats: int) -> dict[str, float]:
    with store.reader() as reader:
        citizen = str(reader.all(PLAN, limit=1)[0].citizen)
        goal = reader.all(GOAL, citizen=citizen)[0]
    number = count()

    def retitled(*, of: int) -> None:
        with store.reader() as reader:
            items = reader.all(*KINDS["item"].types, citizen=citizen, limit=of)
        with store.transact(mark("act", "Prøve"), citizen=citizen) as transaction:
            for each in items:
                transaction.edit(each, title=f"Ny titel {next(number)}")

    def added(*, of: int) -> None:
        with store.transact(mark("act", "Prøve"), citizen=citizen) as transaction:
            for _ in range(of):
                transaction.put(GOAL, msgspec.structs.replace(goal, id="", title=f"Nyt mål {next(number)}"))

    acts: dict[str, Callable[[], object]] = {
        "edit": lambda: edit_record(store, goal, title=f"Titel {next(number)}"),
        "add": lambda: add_item(store, citizen=citizen, type=ItemType.GOAL, title=f"Mål {next(number)}"),
        "typing": lambda: type_text(store, goal, title=f"Skrevet {next(number)}"),
        "undo": lambda: undo(store, citizen=citizen),
    }
    figures = {name: _median(each, repeats=repeats) for name, each in acts.items()}
    end_typing(store)
    figures["add_200_records"] = _median(lambda: added(of=200), repeats=5)
    figures["edit_100_records"] = _median(lambda: retitled(of=100), repeats=5)
    figures["edit_after_bulk_acts"] = _median(
        lambda: edit_record(store, goal, title=f"Igen {next(number)}"), repeats=repeats
    )
    with store.reader() as reader:
        items = reader.all(*KINDS["item"].types, citizen=citizen, limit=200)
    figures["delete_200_records"] = _median(lambda: delete_records(store, items), repeats=1)
    figures["undo_of_200_records"] = _median(lambda: undo(store, citizen=citizen), repeats=1)
    return figures


def _median(act: Callable[[], object], *, repeats: int) -> float:
    took = []
    for _ in range(repeats):
        begun = time.perf_counter()
        act()
        took.append((time.perf_counter() - begun) * 1e3)
    return round(statistics.median(took), 2)


if __name__ == "__main__":
    main()
