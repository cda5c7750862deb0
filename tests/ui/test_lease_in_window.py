"""Past the lease the window asks for the password to the server, takes a new lease and opens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.store.pin import set_pin
from builders import NOON
from profiles import CHEAP, PASSPHRASE, a_keyring
from servers import SERVER_PASSWORD, Serving
from ui.__main__ import join, renew
from ui.front import Joining
from ui.program import Program
from ui.unlock_window import _Unlock
from windows import application

PATIENCE_MS = 20_000
CODE = "482915"


@pytest.fixture
def program(server: Serving, tmp_path: Path, look: None, qtbot: QtBot) -> Iterator[Program]:
    """A program whose profile was last in contact with its server four days ago."""
    folder = tmp_path / "profile"
    wanted = Joining(
        folder=folder, address=server.address, login="mette", password=SERVER_PASSWORD, passphrase=PASSPHRASE
    )
    clock = FixedClock(NOON)
    with a_keyring():
        with join(wanted, clock) as opened:
            set_pin(opened.profile, opened.unlocked, pin=CODE, clock=clock, cost=CHEAP)
        clock.advance(days=4)
        assert isinstance(server.office.clock, FixedClock)
        server.office.clock.advance(days=4)
        made = Program(application(), folder=folder, clock=clock, renew=renew)
        made.start()
        yield made
        made.quit()
        made.deleteLater()


def page(program: Program) -> _Unlock:
    assert program.unlock_window is not None
    return program.unlock_window._unlock


def with_passphrase(qtbot: QtBot, program: Program, passphrase: str) -> None:
    """Try the way in, and wait for the question for the password."""
    qtbot.waitUntil(lambda: page(program)._other.isVisible(), timeout=PATIENCE_MS)
    QTest.keyClick(page(program)._other, Qt.Key.Key_Space)
    QTest.keyClicks(page(program).field.edit, passphrase)
    QTest.keyClick(page(program).field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page(program).password.isVisible(), timeout=PATIENCE_MS)


def give(program: Program, password: str) -> None:
    edit = page(program).password.edit
    edit.clear()
    QTest.keyClicks(edit, password)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def told(qtbot: QtBot, program: Program) -> str:
    """Wait for what the page says when it is ready again."""
    qtbot.waitUntil(lambda: page(program)._open.isEnabled(), timeout=PATIENCE_MS)
    return page(program)._trouble.text() if page(program)._trouble.isVisible() else ""


def test_past_the_lease_the_password_to_the_server_opens_the_window(
    qtbot: QtBot, server: Serving, program: Program
) -> None:
    with_passphrase(qtbot, program, PASSPHRASE)
    said = told(qtbot, program)
    beside = [each.text() for each in page(program).findChildren(QLabel) if each.isVisible()]
    focused = program.unlock_window.focusWidget() if program.unlock_window is not None else None

    assert said == (
        "Offline-adgangen er udløbet. Skriv din adgangskode til serveren for at forny den; det usendte bliver "
        "stadig afleveret."
    )
    assert f"Server: {server.address.split('//')[-1]}. Bruger: mette." in beside
    assert page(program).password.edit.accessibleName() == "Din adgangskode til serveren"
    assert focused is page(program).password.edit

    give(program, SERVER_PASSWORD)
    qtbot.waitUntil(lambda: program.window is not None, timeout=PATIENCE_MS)


def test_past_the_lease_the_pin_opens_the_window_too(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: page(program)._other.isVisible(), timeout=PATIENCE_MS)
    QTest.keyClicks(page(program).field.edit, CODE)
    QTest.keyClick(page(program).field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page(program).password.isVisible(), timeout=PATIENCE_MS)

    give(program, SERVER_PASSWORD)

    qtbot.waitUntil(lambda: program.window is not None, timeout=PATIENCE_MS)


def test_a_wrong_password_past_the_lease_is_told_and_may_be_tried_again(qtbot: QtBot, program: Program) -> None:
    with_passphrase(qtbot, program, PASSPHRASE)

    give(program, "noget helt andet")

    assert told(qtbot, program) == "Serveren kender ikke brugernavnet eller adgangskoden. Ret dem, og prøv igen."
    give(program, SERVER_PASSWORD)
    qtbot.waitUntil(lambda: program.window is not None, timeout=PATIENCE_MS)


def test_an_empty_password_where_there_is_no_other_log_in_is_a_wrong_one(qtbot: QtBot, program: Program) -> None:
    with_passphrase(qtbot, program, PASSPHRASE)

    give(program, "")

    assert told(qtbot, program) == "Serveren kender ikke brugernavnet eller adgangskoden. Ret dem, og prøv igen."


def test_without_contact_the_lease_is_not_renewed_and_the_reason_is_told(
    qtbot: QtBot, server: Serving, program: Program
) -> None:
    with_passphrase(qtbot, program, PASSPHRASE)
    port = int(server.address.rpartition(":")[2])
    server.stop()

    give(program, SERVER_PASSWORD)

    said = told(qtbot, program)
    assert said.startswith("Serveren svarer ikke:")
    assert said.endswith("Prøv igen, når der er forbindelse.")
    server.start(port=port)
    give(program, SERVER_PASSWORD)
    qtbot.waitUntil(lambda: program.window is not None, timeout=PATIENCE_MS)


def test_a_wrong_passphrase_is_told_once_the_lease_is_new_and_no_password_is_asked_for(
    qtbot: QtBot, program: Program
) -> None:
    with_passphrase(qtbot, program, "noget helt andet")

    give(program, SERVER_PASSWORD)

    assert told(qtbot, program) == "Adgangssætningen er forkert. Prøv igen."
    assert not page(program).password.isVisible()
