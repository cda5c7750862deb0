"""The window is locked: what was written before still goes to the server, and unlocking is not in its way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.operations.citizens import add_citizen
from app.store.journal import waiting
from builders import NOON
from profiles import PASSPHRASE
from servers import SERVER_PASSWORD, Serving
from ui.__main__ import join, send_locked
from ui.front import Joining
from ui.program import Program
from windows import application

PATIENCE_MS = 60_000


@pytest.fixture
def program(server: Serving, tmp_path: Path, look: None, qtbot: QtBot) -> Iterator[Program]:
    """A program whose exchange never runs, so that what is written waits in the sealed outbox."""
    folder = tmp_path / "profile"
    wanted = Joining(
        folder=folder, address=server.address, login="mette", password=SERVER_PASSWORD, passphrase=PASSPHRASE
    )
    join(wanted, FixedClock(NOON)).close()
    made = Program(application(), folder=folder, clock=FixedClock(NOON), send_locked=send_locked)
    made.start()
    yield made
    made.quit()
    made.deleteLater()


def unlock(qtbot: QtBot, program: Program) -> None:
    assert program.unlock_window is not None
    field = program.unlock_window._unlock.field.edit
    field.clear()
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None, timeout=PATIENCE_MS)


def write_and_lock(qtbot: QtBot, program: Program, *, family: str) -> None:
    """Write a citizen as the window would, then lock it."""
    assert program._session is not None
    written: list[str] = []
    program._session.bridge.run(add_citizen, then=written.append, given="Karen", family=family)
    qtbot.waitUntil(lambda: bool(written), timeout=PATIENCE_MS)
    program.lock()


def received(server: Serving) -> int:
    with server.office.core.database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM citizen").scalar_one())


def test_a_locked_window_delivers_what_waits_and_lets_go_of_it(
    qtbot: QtBot, server: Serving, program: Program, tmp_path: Path
) -> None:
    unlock(qtbot, program)
    write_and_lock(qtbot, program, family="Holm")

    qtbot.waitUntil(lambda: waiting(tmp_path / "profile") == [], timeout=PATIENCE_MS)

    assert received(server) == 1
    assert program.window is None
    unlock(qtbot, program)


def test_without_contact_it_is_tried_again_and_unlocking_does_not_wait(
    qtbot: QtBot, server: Serving, program: Program, tmp_path: Path
) -> None:
    unlock(qtbot, program)
    port = int(server.address.rpartition(":")[2])
    server.stop()
    write_and_lock(qtbot, program, family="Holm")
    unlock(qtbot, program)
    kept = len(waiting(tmp_path / "profile"))
    program.lock()
    server.start(port=port)

    program._outbox._again.timeout.emit()
    qtbot.waitUntil(lambda: waiting(tmp_path / "profile") == [], timeout=PATIENCE_MS)

    assert kept > 0
    assert received(server) == 1
