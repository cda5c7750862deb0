"""Pictures: every screen, panel and dialog, in every look, can be read, seen, heard and reached by keys.

Nothing is cut, faint or outside; everything has a name, a role and a place in the order of Tab.

`ENPLAN_PICTURES=DIR` keeps the pictures for a person to look at.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gallery import Look, furnish, hung
from gallery_beside import WholeGallery
from legible import cut_texts, faint_parts, outside, overlaps, read
from ui.theme import Mode
from walk import Walker

KEPT = os.environ.get("ENPLAN_PICTURES")
SCREENS, BESIDE = 17, 20
SMALL, LARGE = (1366, 768), (1600, 1000)
LARGEST = Look(mode=Mode.DARK, scale=2.0)
LOOKS = [LARGEST, Look(mode=Mode.CONTRAST, size=LARGE)]
ALL = [Look(mode=mode, scale=scale, size=size) for mode in Mode for scale in (1.0, 2.0) for size in (SMALL, LARGE)]


@pytest.fixture(scope="module")
def municipality(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the local copy of somebody who has worked for years."""
    folder = tmp_path_factory.mktemp("municipality")
    furnish(folder)
    return folder


@pytest.mark.timeout(300)
def test_every_screen_can_be_read_seen_heard_and_reached(qtbot: QtBot, municipality: Path, tmp_path: Path) -> None:
    walker = Walker(QApplication.processEvents)
    with _hung(qtbot, municipality, tmp_path, Look()) as gallery:
        faults = _faults(gallery.screens(), Look(), walker)

    assert (len(faults), _told(faults)) == (SCREENS, [])


@pytest.mark.timeout(300)
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_screen_can_be_read_and_seen(qtbot: QtBot, municipality: Path, tmp_path: Path, look: Look) -> None:
    with _hung(qtbot, municipality, tmp_path, look) as gallery:
        faults = _faults(gallery.screens(), look)

    assert (len(faults), _told(faults)) == (SCREENS, [])


@pytest.mark.timeout(300)
def test_what_opens_beside_and_over_the_screens_can_be_read_seen_heard_and_reached(
    qtbot: QtBot, municipality: Path, tmp_path: Path
) -> None:
    walker = Walker(QApplication.processEvents)
    with _hung(qtbot, municipality, tmp_path, LARGEST) as gallery:
        faults = _faults(gallery.beside(), LARGEST, walker)

    assert (len(faults), _told(faults)) == (BESIDE, [])


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("look", ALL, ids=str)
def test_everything_can_be_read_seen_heard_and_reached_in_every_look(
    qtbot: QtBot, municipality: Path, tmp_path: Path, look: Look
) -> None:
    walker = Walker(QApplication.processEvents)
    with _hung(qtbot, municipality, tmp_path, look) as gallery:
        faults = _faults(chain(gallery.screens(), gallery.beside()), look, walker)

    assert (len(faults), _told(faults)) == (SCREENS + BESIDE, [])


@contextmanager
def _hung(qtbot: QtBot, municipality: Path, folder: Path, look: Look) -> Iterator[WholeGallery]:
    shutil.copytree(municipality, folder, dirs_exist_ok=True)
    with hung(qtbot, folder, look, WholeGallery) as gallery:
        yield gallery


def _told(faults: dict[str, list[str]]) -> list[str]:
    return [f"{name}: {fault}" for name, found in faults.items() for fault in found]


def _faults(shown: Iterable[tuple[str, QWidget]], look: Look, walker: Walker | None = None) -> dict[str, list[str]]:
    return {name: _faults_of(name, window, look, walker) for name, window in shown}


def _faults_of(name: str, window: QWidget, look: Look, walker: Walker | None) -> list[str]:
    sheet = read(window)
    picture = window.grab().toImage()
    if KEPT:
        picture.save(str(Path(KEPT) / f"{look}-{name}.png"))
    is_main = window.parentWidget() is None
    return [
        *cut_texts(sheet),
        *faint_parts(sheet, picture),
        *overlaps(window),
        *outside(window, size=QSize(*look.size) if is_main else window.size()),
        *(walker.faults(sheet) if walker is not None else ()),
    ]
