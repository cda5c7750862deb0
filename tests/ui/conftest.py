"""What tests of the window share: a session of a real profile, a running server, and the bundled look.

`ENPLAN_TEST_PICTURES=DIR` keeps a picture of what each test leaves on the screen, called as the test.
"""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from servers import SERVER_PASSWORD, Serving, a_server
from ui.main_window import MainWindow
from ui.screens.screen import Desk
from ui.session import Session
from windows import a_desk, a_main_window, a_session, dressed, settled

KEPT = os.environ.get("ENPLAN_TEST_PICTURES")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Keep the picture, before the fixtures close what is open."""
    yield
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    if KEPT and windows:
        front = QApplication.activeModalWidget() or max(windows, key=lambda each: each.width() * each.height())
        front.grab().save(str(Path(KEPT) / f"{item.name.partition('[')[0]}.png"))


@pytest.fixture(scope="session")
def look(qapp: object) -> None:
    """The bundled font and the light look."""
    dressed()


@pytest.fixture
def session(tmp_path: Path, look: None) -> Iterator[Session]:
    """The session of an empty local profile."""
    with a_session(tmp_path) as opened:
        yield opened


@pytest.fixture
def desk(qtbot: QtBot, session: Session, tmp_path: Path) -> Iterator[Desk]:
    """What a screen is handed."""
    with a_desk(qtbot, session, tmp_path) as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot, session: Session, tmp_path: Path) -> MainWindow:
    """The main window of an empty profile."""
    made = a_main_window(qtbot, session, tmp_path)
    settled(qtbot, session)
    return made


@pytest.fixture
def server() -> Iterator[Serving]:
    """A running server that knows one user."""
    with a_server() as running:
        running.user("mette", password=SERVER_PASSWORD)
        yield running
