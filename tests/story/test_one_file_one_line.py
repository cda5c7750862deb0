"""A new kind of thing is one new file and one line in a tuple; everything else follows from them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.goal import GOAL
from app.domain.idea import IDEA
from app.operations.items import edit_record
from ready_programs import ROOT
from story import additions
from story.programs import PASSPHRASE, Program, a_municipality

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the packages, as they are installed, and a profile's file made by them."""
    folder = tmp_path_factory.mktemp("installed")
    for name in ("app", "ui", "sync", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    _run(folder, additions.BEFORE)
    return folder


@pytest.fixture
def packages(installed: Path, tmp_path: Path) -> Path:
    """Return a folder with packages, and a profile's file made by them, to add to."""
    return shutil.copytree(installed, tmp_path, dirs_exist_ok=True)


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


def _add_record_type(packages: Path, name: str, content: str) -> None:
    _add(
        packages,
        file=f"app/domain/{name}.py",
        content=content,
        tuple_in="app/domain/__init__.py",
        opened_by="RECORD_TYPES: tuple[RecordType[Any], ...] = (",
        line=name.upper(),
    )


def test_a_record_type_is_written_listed_searched_and_undone_by_one_file_and_one_line(packages: Path) -> None:
    _add_record_type(packages, "pet", additions.RECORD_TYPE)

    told = _run(packages, additions.WITH_A_PET)

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
        content=additions.EXPORTER,
        tuple_in="app/export/__init__.py",
        opened_by="EXPORTERS: tuple[Exporter, ...] = (",
        line="LinesExporter()",
    )

    told = _run(packages, additions.WITH_LINES)

    assert told == {"file": "plan.txt", "content": "Et roligt job"}


def test_a_card_is_on_the_board_by_one_file_and_one_line(packages: Path) -> None:
    _add_record_type(packages, "animal", additions.CARD)

    told = _run(packages, additions.WITH_A_CARD)

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


def test_what_only_one_program_knows_comes_through_a_server_and_a_program_that_lack_it_unharmed(
    packages: Path, tmp_path: Path
) -> None:
    """A record type and a card of one program: a colleague without them edits beside and in them, and all is whole."""
    _add_record_type(packages, "pet", additions.RECORD_TYPE)
    _add_record_type(packages, "animal", additions.CARD)
    with a_municipality(tmp_path / "office", mettes=packages) as office:
        made = office.mette.script(additions.WRITTEN_BY_ONE, PASSPHRASE)
        office.share(made["citizen"])
        with office.jonas.open() as opened:
            with opened.store.reader() as reader:
                as_held = {each: reader.shown(made[each]) for each in ("pet", "animal")}
                goal, card = reader.get(GOAL, made["goal"]), reader.get(IDEA, made["animal"])
            assert goal is not None
            assert card is not None
            edit_record(opened.store, goal, title="Et roligt job på 15 timer")
            edit_record(opened.store, card, title="Den gamle sorte hund")
        office.jonas.sync()
        office.mette.sync()
        again = Program(tmp_path / "again", office.mette.server, "mette", packages)
        again.join()
        again.sync()
        told = [each.script(additions.READ_BY_ONE, PASSPHRASE, *made.values()) for each in (office.mette, again)]
        checked = office.server("check")

    assert as_held == {
        "pet": {"name": "Ærø"},
        "animal": {"type": "animal", "title": "Den gamle hund", "species": "Labrador"},
    }
    assert told[0] == told[1]
    assert told[0][made["pet"]] == ["Pet", {"name": "Ærø"}]
    assert told[0][made["animal"]] == [
        "Animal",
        {"type": "animal", "title": "Den gamle sorte hund", "species": "Labrador"},
    ]
    assert told[0][made["goal"]][1]["title"] == "Et roligt job på 15 timer"
    assert (told[0]["contested"], told[0]["findings"], checked["findings"]) == ([], [], [])
