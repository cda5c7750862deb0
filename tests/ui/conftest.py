"""What tests of the window share: a session of a real profile, a running server, and the bundled look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from servers import SERVER_PASSWORD, Serving, a_server
from ui.main_window import MainWindow
from ui.screens.screen import Desk
from ui.session import Session
from windows import a_desk, a_main_window, a_session, dressed, settled


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
