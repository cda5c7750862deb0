"""Nobody there for ten minutes locks the window; a touch begins the count anew."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.idle import LOCK_AFTER_MS, Idle
from windows import application


@pytest.fixture
def idle(qtbot: QtBot) -> Iterator[Idle]:
    """A watch that runs."""
    made = Idle(application())
    made.start()
    yield made
    made.stop()
    application().removeEventFilter(made)
    made.deleteLater()


def test_the_lock_is_due_after_the_time_that_is_set_and_not_before(qtbot: QtBot, idle: Idle) -> None:
    idle.lock_after_ms = LOCK_AFTER_MS
    with qtbot.assertNotEmitted(idle.lock_due):
        idle.look()

    idle.lock_after_ms = 0
    with qtbot.waitSignal(idle.lock_due):
        idle.look()


def test_a_key_begins_the_count_anew(qtbot: QtBot, idle: Idle) -> None:
    field = QWidget()
    qtbot.addWidget(field)
    QTest.qWait(300)
    before = idle._since.elapsed()
    QTest.keyClick(field, Qt.Key.Key_A)

    assert idle._since.elapsed() < before


def test_garbage_is_left_to_rests_while_the_window_is_open(idle: Idle) -> None:
    assert not gc.isenabled()
    idle.stop()
    assert gc.isenabled()


def test_the_window_locks_after_ten_minutes() -> None:
    assert LOCK_AFTER_MS == 10 * 60 * 1000
