"""Asking for files leaves no name of a folder behind, in a process of its own with a home of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from app.texts import mark
from ui.widgets import file_choice
way, folder = sys.argv[1], Path(sys.argv[2])
application = QApplication([])
window = QWidget()
window.show()
if way == "saved":
    dialog = file_choice.ask_where_to_save(window, mark("test", "Gem"), name=mark("test", "plan.pdf"), suffix="pdf",
                                           then=lambda chosen: print("CHOSEN", *chosen))
else:
    dialog = file_choice.ask_for_files(window, mark("test", "Vælg"), then=lambda chosen: print("CHOSEN", *chosen))
assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog) or application.platformName() == "offscreen"
dialog.setDirectory(str(folder))
if way != "saved":
    dialog.selectFile(str(folder / "plan.json"))
end = {"read": dialog.accept, "saved": dialog.accept, "given-up": dialog.reject, "left-open": lambda: None}
QTimer.singleShot(200, end[way])
QTimer.singleShot(400, application.quit)
application.exec()
window.deleteLater()
del window, dialog
"""


def asked(home: Path, way: str) -> str:
    """Let a user of *home* look into a folder named after a citizen, and return what was chosen."""
    folder = home / "Karen Holm"
    folder.mkdir()
    (folder / "plan.json").write_text("{}")
    places = {name: str(home / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", ASK, way, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
        env=os.environ | places | {"HOME": str(home), "USERPROFILE": str(home), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    return done.stdout


def remembered(home: Path) -> list[Path]:
    """Return the files that hold the name of the folder."""
    return [each for each in home.rglob("*") if each.is_file() and b"Karen" in each.read_bytes()]


@pytest.mark.parametrize(("way", "chosen"), [("read", "plan.json"), ("saved", "plan.pdf")])
def test_what_is_chosen_is_told_and_where_it_lies_is_remembered_nowhere(tmp_path: Path, way: str, chosen: str) -> None:
    assert f"CHOSEN {tmp_path / 'Karen Holm' / chosen}" in asked(tmp_path, way)
    assert remembered(tmp_path) == []


@pytest.mark.parametrize("way", ["given-up", "left-open"])
def test_where_the_user_only_looked_is_remembered_nowhere_either(tmp_path: Path, way: str) -> None:
    assert "CHOSEN" not in asked(tmp_path, way)
    assert remembered(tmp_path) == []
