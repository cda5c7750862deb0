"""Files brought in from the window: how far it has come is shown, and «Afbryd» stops that and nothing else."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.citizen import CITIZEN
from app.operations.citizens import add_citizen
from fhir_files import ANNA
from ui.screens.import_files import ImportPanel
from ui.screens.screen import Desk
from windows import done

PATIENCE_MS = 20_000
MANY = 150
ROOM = 12_000
"""Characters of each goal beside its words, so that the file is read in several pieces."""


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk) -> ImportPanel:
    """The panel, waiting for files to be chosen."""
    made = ImportPanel(desk)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.begin()
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of one citizen with many goals."""
    goals = [
        {
            "resourceType": "Goal", "id": f"g{number}", "lifecycleStatus": "active",
            "description": {"text": f"Mål {number}"}, "subject": {"reference": f"Patient/{ANNA['id']}"},
            "language": "da" + " " * ROOM,
        }
        for number in range(MANY)
    ]  # fmt: skip
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in (ANNA, *goals)]}
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(bundle), encoding="utf-8")
    return path


def steps_of(panel: ImportPanel) -> list[int]:
    """Return how far the bar comes from now on."""
    seen: list[int] = []
    panel._bar.valueChanged.connect(seen.append)
    return seen


def told(panel: ImportPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_an_import_shows_how_far_it_has_come_and_what_came_of_it(qtbot: QtBot, panel: ImportPanel, file: Path) -> None:
    seen = steps_of(panel)

    panel.read([file])
    is_busy = (panel._bar.isVisible(), panel._stop.isVisible(), panel._choose.isEnabled())
    qtbot.waitUntil(panel._choose.isEnabled, timeout=PATIENCE_MS)

    assert is_busy == (True, True, False)
    assert len({each for each in seen if 0 < each < 1_000}) > 5
    assert f"{MANY + 1} taget med" in told(panel)
    assert not panel._bar.isVisible()
    assert not panel._stop.isVisible()


def test_cancelling_an_import_stops_it_and_the_program_goes_on(
    qtbot: QtBot, panel: ImportPanel, desk: Desk, file: Path
) -> None:
    seen = steps_of(panel)
    panel.read([file])
    qtbot.waitUntil(lambda: any(each > 0 for each in seen), timeout=PATIENCE_MS)

    QTest.mouseClick(panel._stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel._choose.isEnabled, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "Læsningen blev afbrudt. Vælg filerne igen." in told(panel), timeout=PATIENCE_MS)
    done(qtbot, desk.session, add_citizen, given="Karen", family="Holm")
    names: list[str] = []
    desk.bridge.ask(lambda reader: [each.family for each in reader.all(CITIZEN)], then=names.extend)
    qtbot.waitUntil(lambda: bool(names), timeout=PATIENCE_MS)

    assert names == ["Holm"]
    panel.read([file])
    qtbot.waitUntil(panel._choose.isEnabled, timeout=PATIENCE_MS)
    assert f"{MANY + 1} taget med" in told(panel)
