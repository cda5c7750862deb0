"""Pictures: every main screen, in every look, can be read, seen and reached; nothing is cut, faint or outside.

`ENPLAN_PICTURES=DIR` keeps the pictures for a person to look at.
"""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gallery import Look, furnish, hung
from legible import cut_texts, faint_parts, focus_not_seen, focusable, outside, overlaps, read
from ui.theme import Mode

KEPT = os.environ.get("ENPLAN_PICTURES")
SCREENS = 17
SMALL, LARGE = (1366, 768), (1600, 1000)
LOOKS = [Look(), Look(mode=Mode.DARK, scale=2.0), Look(mode=Mode.CONTRAST, size=LARGE)]
OTHERS = [
    look
    for look in (
        Look(mode=mode, scale=scale, size=size) for mode in Mode for scale in (1.0, 2.0) for size in (SMALL, LARGE)
    )
    if look not in LOOKS
]
FOCUSED = ("first_start", "new_citizen", "settings")
"""Screens that together have every sort of part that takes the focus."""


@pytest.fixture(scope="module")
def municipality(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the local copy of somebody who has worked for years."""
    folder = tmp_path_factory.mktemp("municipality")
    furnish(folder)
    return folder


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_screen_can_be_read_and_seen(qtbot: QtBot, municipality: Path, tmp_path: Path, look: Look) -> None:
    _look_at_everything(qtbot, municipality, tmp_path, look)


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("look", OTHERS, ids=str)
def test_every_screen_can_be_read_and_seen_in_every_other_look(
    qtbot: QtBot, municipality: Path, tmp_path: Path, look: Look
) -> None:
    _look_at_everything(qtbot, municipality, tmp_path, look)


def _look_at_everything(qtbot: QtBot, municipality: Path, tmp_path: Path, look: Look) -> None:
    shutil.copytree(municipality, tmp_path, dirs_exist_ok=True)

    with hung(qtbot, tmp_path, look) as gallery:
        faults = {name: _faults(name, window, look) for name, window in gallery.screens()}

    assert len(faults) == SCREENS
    assert [f"{name}: {fault}" for name, found in faults.items() for fault in found] == []


def _faults(name: str, window: QWidget, look: Look) -> list[str]:
    sheet = read(window)
    picture = window.grab().toImage()
    if KEPT:
        picture.save(str(Path(KEPT) / f"{look}-{name}.png"))
    is_main = window.parentWidget() is None
    parts = focusable(window) if name in FOCUSED else []
    return [
        *cut_texts(sheet),
        *faint_parts(sheet, picture),
        *overlaps(window),
        *outside(window, size=QSize(*look.size) if is_main else window.size()),
        *focus_not_seen(window, parts, settle=QApplication.processEvents),
    ]
