"""What holds for every test: Qt off screen, properties that repeat themselves, one SQLite, nothing left behind."""

import os

# Qt reads it when it is imported, and pytest-qt imports it right after this file.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import builtins
import gc
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from faults import Occurred

# The tests start a hundred programs; each would read and compile every source anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# As in the program: PySide's own import reads the source of every module that is imported after it.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

GRACE_S = 10.0
PATIENCE_MS = 30_000

hypothesis.settings.register_profile(
    "test", derandomize=True, deadline=None, max_examples=50, print_blob=True, database=None
)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=20_000, print_blob=True)
hypothesis.settings.load_profile("test")

for _waiting in (QtBot.waitUntil, QtBot.waitSignal):
    # pytest-qt's own five seconds are short on a machine that has other things to do; they are no measurement.
    _waiting.__kwdefaults__ = {**(_waiting.__kwdefaults__ or {}), "timeout": PATIENCE_MS}


def _refuse_a_second_sqlite(event: str, arguments: tuple[object, ...]) -> None:
    """Stop Python's own SQLite at the door of a profile: closing a file there loses committed rows."""
    if event == "sqlite3.connect" and (Path(str(arguments[0])).parent / "keys.json").exists():
        raise RuntimeError("Python's own SQLite opens a file of a profile.")


sys.addaudithook(_refuse_a_second_sqlite)


def pytest_collection_finish() -> None:
    """Leave out of every later garbage collection what stays to the end: looking it through takes 0.3 s each time."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Stop this process's PostgreSQL, where a test has asked for it."""
    if "postgres" in sys.modules:
        sys.modules["postgres"].stop()


@pytest.fixture
def occurred(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> "Iterator[Occurred]":
    """Take how often a test met a fault; a test that never told, or met it less often than the table says, fails."""
    from faults import row_of

    test = request.node.nodeid.partition("[")[0]
    told: list[str] = []

    def tell(fault: str, count: int) -> None:
        least = row_of(test, fault).least
        record_property("told", f"{fault}: {count}")
        told.append(fault)
        assert count >= least, f"«{fault}» occurred {count} times, not {least}"

    yield tell
    assert told, "the test has not told how often its fault occurred"


@pytest.fixture(scope="session", autouse=True)
def _guessing_is_cheap() -> None:
    """Open and make profiles without the fifth of a second that each guess shall cost everybody else."""
    from profiles import make_guessing_cheap

    make_guessing_cheap()


@pytest.fixture(autouse=True)
def _no_thread_is_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread running which was not running before it."""
    before = set(threading.enumerate())
    yield
    left = _still_running(before, until=time.monotonic() + GRACE_S)
    assert not left, f"left running: {', '.join(sorted(thread.name for thread in left))}"


@pytest.fixture(autouse=True)
def _no_window_is_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window open, and collect garbage only between tests that use Qt.

    A collection in the middle of Qt's own work deletes things that Qt still holds, and crashes at random.
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.enable()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left = [type(window).__name__ for window in QApplication.topLevelWidgets() if window.isVisible()]
    assert not left, f"left open: {', '.join(sorted(left))}"


def _still_running(before: set[threading.Thread], *, until: float) -> set[threading.Thread]:
    """Wait for threads begun since `before`; one that ends by itself in time is none of ours to blame."""
    left = set(threading.enumerate()) - before
    for thread in left - {threading.current_thread()}:
        thread.join(max(0.0, until - time.monotonic()))
    return {thread for thread in left if thread.is_alive()}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have to tell beside passing: the property «told», from whichever process it comes."""
    reports = [each for outcome in ("passed", "failed") for each in terminalreporter.getreports(outcome)]
    for report in reports:
        for name, value in report.user_properties:
            if name == "told":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {value}")
    for engine in ("sqlite", "postgresql"):
        of_engine = re.compile(rf"[\[-]{engine}[\]-]")
        count = sum(of_engine.search(each.nodeid) is not None for each in reports)
        terminalreporter.write_line(f"tests of the server on {engine}: {count}")
