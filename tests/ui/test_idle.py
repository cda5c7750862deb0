"""Nobody there for ten minutes locks the window; a touch begins the count anew."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from builders import NOON
from ui.idle import LOCK_AFTER_MS, REST_MS, Idle
from windows import application


@pytest.fixture
def clock() -> FixedClock:
    """The machine's clock."""
    return FixedClock(NOON)


@pytest.fixture
def idle(qtbot: QtBot, clock: FixedClock) -> Iterator[Idle]:
    """A watch that runs."""
    made = Idle(application(), clock=clock)
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


def test_waking_from_sleep_locks_and_a_slow_moment_does_not(qtbot: QtBot, idle: Idle, clock: FixedClock) -> None:
    clock.advance(seconds=50)
    with qtbot.assertNotEmitted(idle.lock_due):
        idle.look()

    clock.advance(minutes=30)
    with qtbot.waitSignal(idle.lock_due):
        idle.look()
    with qtbot.assertNotEmitted(idle.lock_due):
        idle.look()


def test_going_to_sleep_locks_where_the_machine_tells_it(qtbot: QtBot, idle: Idle) -> None:
    with qtbot.waitSignal(idle.lock_due):
        application().applicationStateChanged.emit(Qt.ApplicationState.ApplicationSuspended)

    idle.stop()
    with qtbot.assertNotEmitted(idle.lock_due):
        application().applicationStateChanged.emit(Qt.ApplicationState.ApplicationSuspended)


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


def test_the_first_rest_sets_aside_what_stays_and_no_touch_waits_for_it(idle: Idle) -> None:
    before = gc.get_freeze_count()
    idle.look()
    touched = gc.get_freeze_count()
    idle._since.restart()
    QTest.qWait(REST_MS)
    idle.look()
    rested = gc.get_freeze_count()
    gc.unfreeze()

    assert touched == before
    assert rested > before


def test_the_window_locks_after_ten_minutes() -> None:
    assert LOCK_AFTER_MS == 10 * 60 * 1000
