"""A new kind of thing is one new file and one line in a tuple; everything else follows from them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]

_RECORD_TYPE = '''
"""Husdyr: an animal that the citizen cares for."""

from dataclasses import dataclass

from app.domain.record import Listing, Record, RecordType
from app.domain.values import Title
from app.texts import mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Pet(Record):
    """An animal."""

    name: Title | None = None


PET = RecordType(
    record=Pet,
    kind="pet",
    label=mark("record", "Husdyr"),
    listing=Listing(title="name", searched=("name",)),
)
'''

_EXPORTER = '''
"""Linjer: the titles of a plan as plain lines."""

from typing import BinaryIO

from app.queries.snapshot import PlanSnapshot
from app.texts import mark


class LinesExporter:
    """Plain lines."""

    id = "lines"
    label = mark("export", "Linjer")
    suffix = ".txt"

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write one line for each item."""
        out.write("\\n".join(item.title or "" for item in snapshot.items).encode())
'''

_WITH_A_PET = """
import json, sys
from pathlib import Path
from app.clock import SystemClock
from app.domain import RECORD_TYPES
from app.operations.citizens import add_citizen
from app.operations.items import edit_record
from app.operations.undoing import redo, undo
from app.store.store import Store
from app.store.verify import verify

PET = next(each for each in RECORD_TYPES if each.kind == "pet")
path = Path(sys.argv[1])
with Store.open(path, key=bytes(32), clock=SystemClock()) as store:
    with store.reader() as reader:
        citizen = reader.people("karen")[0]
    with store.transact("Nyt husdyr", citizen=citizen) as transaction:
        pet = transaction.put(PET, PET.record(name="Ærø"))
    with store.reader() as reader:
        held = reader.get(PET, pet)
    edit_record(store, held, name="Åge")
    with store.reader() as reader:
        told = {
            "written": [reader.get(PET, pet).name, reader.shown(pet)],
            "listed": [each.name for each in reader.all(PET, citizen=citizen)],
            "searched": reader.texts("aage") == [pet],
            "history": [each.change.name for each in reader.changes(identity=pet)],
        }
    undo(store, citizen=citizen)
    undo(store, citizen=citizen)
    with store.reader() as reader:
        told["undone"] = [each.name for each in reader.all(PET, citizen=citizen)]
    redo(store, citizen=citizen)
    with store.reader() as reader:
        told["redone"] = [each.name for each in reader.all(PET, citizen=citizen)]
    told["findings"] = [str(each) for each in verify(store).findings]
print(json.dumps(told))
"""

_WITH_LINES = """
import io, json, sys
from datetime import date
from pathlib import Path
from app.clock import SystemClock
from app.domain.item import ItemType
from app.export import EXPORTERS
from app.operations.items import add_item
from app.queries.snapshot import plan_snapshot
from app.store.store import Store

lines = next(each for each in EXPORTERS if each.id == "lines")
with Store.open(Path(sys.argv[1]), key=bytes(32), clock=SystemClock()) as store:
    with store.reader() as reader:
        citizen = reader.people("karen")[0]
    add_item(store, citizen=citizen, type=ItemType.GOAL, title="Et roligt job")
    with store.reader() as reader:
        out = io.BytesIO()
        lines.write(plan_snapshot(reader, citizen=citizen, today=date(2026, 11, 24)), out)
print(json.dumps({"file": f"plan{lines.suffix}", "content": out.getvalue().decode()}))
"""

_BEFORE = """
import sys
from pathlib import Path
from app.clock import SystemClock
from app.operations.citizens import add_citizen
from app.store.store import Store

with Store.create(Path(sys.argv[1]), key=bytes(32), clock=SystemClock(), user="mette") as store:
    add_citizen(store, given="Karen", family="Holm")
print("{}")
"""


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Return a folder with a copy of the packages, as they are installed, and a profile's file made by them."""
    for name in ("app", "ui", "sync", "resources"):
        shutil.copytree(_ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    _run(tmp_path, _BEFORE)
    return tmp_path


def _run(packages: Path, script: str) -> dict[str, object]:
    """Run *script* with the copied packages and return what it prints as JSON."""
    finished = subprocess.run(
        [sys.executable, "-c", script, packages / "plan.db"],
        cwd=packages,
        env=os.environ | {"PYTHONPATH": str(packages)},
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, object] = json.loads(finished.stdout)
    return told


def _add(packages: Path, *, file: str, content: str, tuple_in: str, opened_by: str, line: str) -> None:
    """Add one file, and one line to a tuple with its import."""
    (packages / file).write_text(content.lstrip(), encoding="utf-8")
    listing = packages / tuple_in
    text = listing.read_text(encoding="utf-8")
    assert text.count(opened_by) == 1
    module = file.removesuffix(".py").replace("/", ".")
    before, after = text.split(opened_by)
    name = line.removesuffix("()")
    text = f"{before}from {module} import {name}\n\n{opened_by}\n    {line},{after}"
    listing.write_text(text, encoding="utf-8")


def test_a_record_type_is_written_listed_searched_and_undone_by_one_file_and_one_line(packages: Path) -> None:
    _add(
        packages,
        file="app/domain/pet.py",
        content=_RECORD_TYPE,
        tuple_in="app/domain/__init__.py",
        opened_by="RECORD_TYPES: tuple[RecordType[Any], ...] = (",
        line="PET",
    )

    told = _run(packages, _WITH_A_PET)

    assert told == {
        "written": ["Åge", {"name": "Åge"}],
        "listed": ["Åge"],
        "searched": True,
        "history": ["Ret i planen", "Nyt husdyr"],
        "undone": [],
        "redone": ["Ærø"],
        "findings": [],
    }


def test_an_export_format_is_there_by_one_file_and_one_line(packages: Path) -> None:
    _add(
        packages,
        file="app/export/lines.py",
        content=_EXPORTER,
        tuple_in="app/export/__init__.py",
        opened_by="EXPORTERS: tuple[Exporter, ...] = (",
        line="LinesExporter()",
    )

    told = _run(packages, _WITH_LINES)

    assert told == {"file": "plan.txt", "content": "Et roligt job"}
