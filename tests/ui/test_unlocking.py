"""From the passphrase to the lock: a real profile, opened, worked in, locked and opened again."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.store.profile import default_folder
from builders import NOON
from profiles import PASSPHRASE, a_local_profile
from ui.doorbell import Doorbell, ring
from ui.program import Program, usual_folder
from ui.toolkit_names import ToolkitNames
from ui.unlock_window import UnlockWindow
from windows import application

OPENING_MS = 60_000
HEAVY = ("sqlalchemy", "requests", "typst", "keyring", "alembic", "msgspec", "cryptography", "sqlcipher3", "filelock")
RING = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.doorbell import ring
application = QCoreApplication([])
sys.exit(0 if ring(Path(sys.argv[1])) else 1)
"""
START = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.clock import SystemClock
from ui import theme
from ui.program import Program
import ui.__main__
application = QApplication([])
theme.load_fonts()
program = Program(application, folder=Path(sys.argv[1]), clock=SystemClock())
program.unlock_window.show()
application.processEvents()
print(*sorted({name.partition('.')[0] for name in sys.modules}))
program.quit()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a profile that is there already."""
    profile, _ = a_local_profile(tmp_path / "profile")
    profile.close()
    return tmp_path / "profile"


@pytest.fixture
def program(folder: Path, look: None, qtbot: QtBot) -> Iterator[Program]:
    """A program that has shown its first window."""
    yield from _started(folder)


@pytest.fixture
def fresh(tmp_path: Path, look: None, qtbot: QtBot) -> Iterator[Program]:
    """A program on a machine that has no profile."""
    yield from _started(tmp_path / "new" / "profile")


def _started(folder: Path) -> Iterator[Program]:
    folder.parent.mkdir(exist_ok=True)
    made = Program(application(), folder=folder, clock=FixedClock(NOON))
    made.start()
    yield made
    made.quit()
    made.deleteLater()


def asking(program: Program) -> UnlockWindow:
    assert program.unlock_window is not None
    return program.unlock_window


def unlock(program: Program, passphrase: str) -> None:
    field = asking(program)._unlock.field.edit
    field.clear()
    QTest.keyClicks(field, passphrase)
    QTest.keyClick(field, Qt.Key.Key_Return)


def refused(program: Program) -> str:
    label = asking(program)._unlock._trouble
    return label.text() if label.isVisible() else ""


def test_the_right_passphrase_opens_the_day_and_the_lock_closes_it_again(qtbot: QtBot, program: Program) -> None:
    unlock(program, PASSPHRASE)
    qtbot.waitUntil(lambda: program.window is not None, timeout=OPENING_MS)
    assert program.window is not None
    QTest.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: program.window is None, timeout=OPENING_MS)
    assert asking(program).isVisible()
    unlock(program, PASSPHRASE)
    qtbot.waitUntil(lambda: program.window is not None, timeout=OPENING_MS)


def test_a_wrong_passphrase_is_told_in_words_and_may_be_tried_again(qtbot: QtBot, program: Program) -> None:
    unlock(program, "noget helt andet")

    qtbot.waitUntil(lambda: bool(refused(program)), timeout=OPENING_MS)
    assert refused(program) == "Adgangssætningen er forkert. Prøv igen."
    assert asking(program)._unlock.field.isEnabled()


def test_a_first_start_makes_a_profile_of_ones_own(qtbot: QtBot, fresh: Program) -> None:
    first = asking(fresh)._first
    assert first.isVisible()
    for field, text in ((first._user, "Lone Aagaard"), (first._passphrase, PASSPHRASE), (first._again, PASSPHRASE)):
        QTest.keyClicks(field.edit, text)
    first._make.click()

    qtbot.waitUntil(lambda: fresh.window is not None, timeout=OPENING_MS)


@pytest.mark.parametrize(
    ("passphrase", "again", "told"),
    [
        ("for kort", "for kort", "Adgangssætningen er for kort. Skriv mindst 12 tegn."),
        (PASSPHRASE, PASSPHRASE + "!", "De to adgangssætninger er ikke ens. Skriv dem igen."),
    ],
)
def test_a_first_start_says_what_is_wrong_with_the_passphrase(
    fresh: Program, passphrase: str, again: str, told: str
) -> None:
    first = asking(fresh)._first
    for field, text in ((first._user, "Lone"), (first._passphrase, passphrase), (first._again, again)):
        field.edit.setText(text)
    first._make.click()

    assert first._trouble.text() == told


def test_secrets_are_not_shown_as_they_are_typed(fresh: Program) -> None:
    first = asking(fresh)._first

    modes = {field.edit.echoMode() for field in (first._passphrase, first._again, first._password)}
    assert modes == {QLineEdit.EchoMode.Password}


def test_a_second_start_rings_and_brings_the_first_window_forward(qtbot: QtBot, tmp_path: Path, look: None) -> None:
    bell = Doorbell(tmp_path)
    assert bell.listen()
    with qtbot.waitSignal(bell.rung, timeout=OPENING_MS):
        visitor = subprocess.Popen([sys.executable, "-c", RING, str(tmp_path)], cwd=Path(__file__).parents[2])

    qtbot.waitUntil(lambda: visitor.poll() is not None, timeout=OPENING_MS)
    assert visitor.returncode == 0
    bell.close()


def test_nobody_answers_where_no_window_is_open(tmp_path: Path, qtbot: QtBot) -> None:
    assert not ring(tmp_path)


def test_window_and_commands_mean_the_same_folder() -> None:
    assert usual_folder() == default_folder()


def test_the_first_window_is_shown_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path / "profile")],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    assert set(told.stdout.split()) & set(HEAVY) == set()


def test_what_the_toolkit_makes_when_it_is_first_used_is_made_while_the_passphrase_is_typed(
    qtbot: QtBot, program: Program
) -> None:
    assert program.unlock_window is not None
    qtbot.waitUntil(lambda: lacking() == [], timeout=OPENING_MS)
    qtbot.waitUntil(lambda: program.findChild(ToolkitNames) is None)


def lacking() -> list[str]:
    """Return the names that the toolkit has not made yet."""
    return [name for part in (QtCore, QtGui, QtWidgets) for name in dir(part) if name not in vars(part)]
