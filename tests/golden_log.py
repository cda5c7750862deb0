"""Golden logs: what this version wrote, kept to be read by every later one.

`python tests/golden_log.py` records one under the program's schema number; a recorded one is never written again.
"""

import gzip
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from app.changes.cells import Cells, encode_cells
from app.changes.change import decode, decode_outcomes
from app.changes.fold import Stamp, fold_entry
from app.domain.goal import GOAL, Goal
from app.operations.items import delete_records
from app.store.backlog import missing
from app.store.store import Store
from app.store.tables import change, record, stream
from builders import a_citizen, a_goal
from exchanges import edit
from faults import ROOT
from offices import Office, an_office, goal
from plans import a_full_plan
from sync.protocol import SCHEMA

FOLDER = ROOT / "tests" / "data" / "golden"


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One entry of a log, as it was stored."""

    meta: bytes
    salt: bytes
    body: bytes
    outcomes: bytes


class Golden(msgspec.Struct, frozen=True):
    """A stream's log, the hash it leads to, and the cells of each record that it tells."""

    stream: str
    hash: bytes
    entries: list[Entry]
    cells: dict[str, bytes]


def recorded() -> list[Path]:
    """Return every recorded file, oldest first."""
    return sorted(FOLDER.glob("*.json.gz"))


def load(path: Path) -> list[Golden]:
    """Read a recorded file."""
    return msgspec.json.decode(gzip.decompress(path.read_bytes()), type=list[Golden])


def refolded(golden: Golden) -> dict[str, bytes]:
    """Return the cells that today's fold makes of a recorded log."""
    from app.changes import chain

    states: dict[str, Cells] = {}
    for entry in golden.entries:
        meta, made = chain.decode_meta(entry.meta), decode(entry.body)
        stamp = Stamp(meta.version, meta.device, made.at, meta.ceiling)
        states.update(fold_entry(states, made, decode_outcomes(entry.outcomes), stamp))
    return {name: encode_cells(cells) for name, cells in states.items() if cells}


def head(golden: Golden) -> bytes:
    """Return the hash that today's chain makes of a recorded log."""
    from app.changes import chain

    state = chain.start(golden.stream)
    for entry in golden.entries:
        state = chain.link(state, entry.meta, chain.commitment(entry.salt, entry.body, entry.outcomes))
    return state


def _record(folder: Path) -> list[Golden]:
    """Let two people write, differ, delete and settle, and return what a third holds of it."""
    with an_office(folder) as office:
        for login in ("mette", "jonas", "signe"):
            office.add_user(login)
        mette, jonas, signe = (office.client(login) for login in ("mette", "jonas", "signe"))
        citizen = a_citizen(mette)
        goals = [a_goal(mette, citizen, f"Mål {number}") for number in range(6)]
        a_full_plan(mette, citizen)
        office.sync(mette)
        for login, store in (("jonas", jonas), ("signe", signe)):
            office.assign(login, citizen)
            office.sync(store)
        _differ(office, mette, jonas, goals)
        with mette.transact("Nyt", citizen=citizen) as transaction:
            transaction.set_raw(goal(mette, goals[3]), {"mood_of_2030": {"glad": [1, 2]}})
            transaction.put(GOAL, Goal(title="Til sidst"))
        for store in (mette, jonas, signe):
            office.sync(store, with_log=True)
        assert missing(signe) is None
        return held(signe)


def _differ(office: Office, mette: Store, jonas: Store, goals: list[str]) -> None:
    for number, (store, name) in enumerate(((mette, "Mettes"), (jonas, "Jonas'"))):
        edit(store, goals[0], title=f"{name} mål")
        edit(store, goals[1], note=f"{name} lange tekst om en uge med {number} dage")
        edit(store, goals[2], order=f"a{number}")
    delete_records(mette, [goal(mette, goals[4])])
    edit(jonas, goals[4], title="Skal blive")
    delete_records(mette, [goal(mette, goals[5])])
    for store in (mette, jonas, mette):
        office.sync(store)
    with jonas.transact("Vælg", role="settle") as transaction:
        transaction.settle(goal(jonas, goals[0]), title="Fælles mål")
    office.sync(jonas)


def held(store: Store) -> list[Golden]:
    """Return the log and the cells of every citizen's stream on a device."""
    with store.database.reading() as connection:
        made = []
        for row in connection.execute(stream.select().where(stream.c.citizen.is_not(None))).all():
            log = connection.execute(
                change.select().where(change.c.stream == row.id, change.c.version.is_not(None)).order_by("version")
            ).all()
            kept = connection.execute(record.select().where(record.c.stream == row.id)).all()
            entries = [Entry(each.meta, each.salt, each.body, each.outcomes) for each in log]
            made.append(Golden(row.id, row.hash, entries, {each.id: each.cells for each in kept}))
        return made


def main(words: list[str]) -> Any:
    """Record this version, unless it was."""
    path = FOLDER / f"schema-{SCHEMA}{words[0] if words else ''}.json.gz"
    if path.exists():
        sys.exit(f"{path.name} was recorded; logs of a version never alter.")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        content = msgspec.json.encode(_record(Path(folder)))
    path.write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    main(sys.argv[1:])
