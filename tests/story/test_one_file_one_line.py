"""A new kind of thing is one new file and one line in a tuple; everything else follows from them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from story.additions import BEFORE, CARD, EXPORTER, RECORD_TYPE, WITH_A_CARD, WITH_A_PET, WITH_LINES

_ROOT = Path(__file__).parents[2]


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Return a folder with a copy of the packages, as they are installed, and a profile's file made by them."""
    for name in ("app", "ui", "sync", "resources"):
        shutil.copytree(_ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    _run(tmp_path, BEFORE)
    return tmp_path


def _run(packages: Path, script: str) -> dict[str, object]:
    """Run *script* with the copied packages and return what it prints as JSON."""
    finished = subprocess.run(
        [sys.executable, "-c", script, packages / "plan.db"],
        cwd=packages,
        env=os.environ | {"PYTHONPATH": str(packages), "QT_QPA_PLATFORM": "offscreen"},
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
        content=RECORD_TYPE,
        tuple_in="app/domain/__init__.py",
        opened_by="RECORD_TYPES: tuple[RecordType[Any], ...] = (",
        line="PET",
    )

    told = _run(packages, WITH_A_PET)

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
        content=EXPORTER,
        tuple_in="app/export/__init__.py",
        opened_by="EXPORTERS: tuple[Exporter, ...] = (",
        line="LinesExporter()",
    )

    told = _run(packages, WITH_LINES)

    assert told == {"file": "plan.txt", "content": "Et roligt job"}


def test_a_card_is_on_the_board_by_one_file_and_one_line(packages: Path) -> None:
    _add(
        packages,
        file="app/domain/animal.py",
        content=CARD,
        tuple_in="app/domain/__init__.py",
        opened_by="RECORD_TYPES: tuple[RecordType[Any], ...] = (",
        line="ANIMAL",
    )

    told = _run(packages, WITH_A_CARD)

    assert told == {
        "tools": ["Dyr"],
        "made": ["Animal", "animal"],
        "described": True,
        "coloured": [True, True],
        "painted": [False, True],
        "chips": ["Dyr"],
        "searched": [True, True],
        "group": ["Dyr"],
        "undone": {},
        "redone": {"animal": ["Den gamle hund"]},
        "findings": [],
    }
