"""The guards that watch over every test do bite."""

import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

STRAY = """
import threading

def test_that_forgets_its_thread():
    threading.Thread(target=threading.Event().wait, name="forgotten", daemon=True).start()
"""
LEFT_OPEN = """
from PySide6.QtWidgets import QLabel

def test_that_forgets_its_window(qapp):
    global label
    label = QLabel("forgotten")
    label.show()
"""
GUARDS = Path(__file__).parent / "conftest.py"
OPTIONS = ("-p", "no:cacheprovider", "-o", f"pythonpath={GUARDS.parent}")


def test_a_second_sqlite_is_stopped_at_the_door_of_a_profile(tmp_path: Path) -> None:
    (tmp_path / "keys.json").touch()

    with pytest.raises(RuntimeError, match="a file of a profile"):
        sys.audit("sqlite3.connect", str(tmp_path / "plan.db"))


def test_a_second_sqlite_may_open_what_is_no_profile(tmp_path: Path) -> None:
    sys.audit("sqlite3.connect", str(tmp_path / "analysis.db"))
    sys.audit("sqlite3.connect", ":memory:")


def test_a_thread_left_behind_fails_its_test_by_name(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(GUARDS.read_text(encoding="utf-8").replace("GRACE_S = 10.0", "GRACE_S = 0.1"))
    pytester.makepyfile(STRAY)

    result = pytester.runpytest_subprocess(*OPTIONS)

    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*left running: forgotten*"])


def test_a_window_left_open_fails_its_test_by_name(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(GUARDS.read_text(encoding="utf-8"))
    pytester.makepyfile(LEFT_OPEN)

    result = pytester.runpytest_subprocess(*OPTIONS)

    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*left open: QLabel*"])
