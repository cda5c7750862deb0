"""Who is greeted: the name that the server's directory tells, the login as long as it tells none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from offices import Office, an_office
from sync.server import directory, settings
from ui.main_window import MainWindow
from ui.session import Session, look_at
from ui.unlock_window import UnlockWindow
from windows import a_main_window, a_session, settled


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A server with the user «mk07», whose name its directory does not tell yet."""
    with an_office(tmp_path) as made:
        made.add_user("mk07")
        yield made


@pytest.fixture
def session(office: Office, tmp_path: Path, look: None) -> Iterator[Session]:
    """The session of that user."""
    store = office.client("mk07")
    office.sync(store)
    with a_session(tmp_path, store=store) as opened:
        opened.profile.update(login="mk07")
        yield opened


@pytest.fixture
def window(qtbot: QtBot, session: Session, tmp_path: Path) -> MainWindow:
    """The main window."""
    return a_main_window(qtbot, session, tmp_path)


def tell_name(office: Office) -> None:
    with office.core.database.writing() as connection:
        identity = settings.identity(connection)
        directory.write_user(
            connection, identity, login="mk07", name="Mette Holm", role="caseworker", now=office.clock.now()
        )


def words(window: MainWindow | UnlockWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def greeting(qtbot: QtBot, tmp_path: Path, session: Session) -> str:
    session.profile.close()
    asking = UnlockWindow()
    qtbot.addWidget(asking)
    asking.greet(look_at(tmp_path / "profile", session.clock))
    asking.show()
    return next(each for each in words(asking) if "," in each)


def test_the_login_stands_in_for_a_name_that_is_not_known(
    qtbot: QtBot, session: Session, window: MainWindow, tmp_path: Path
) -> None:
    settled(qtbot, session)

    assert "mk07" in words(window)
    assert greeting(qtbot, tmp_path, session) == "God eftermiddag, mk07"


def test_a_name_that_the_directory_tells_is_shown_and_greeted_by(
    qtbot: QtBot, office: Office, session: Session, tmp_path: Path
) -> None:
    tell_name(office)
    office.sync(session._store)
    window = a_main_window(qtbot, session, tmp_path)
    qtbot.waitUntil(lambda: "Mette Holm" in words(window))
    settled(qtbot, session)

    assert "mk07" not in words(window)
    assert greeting(qtbot, tmp_path, session) == "God eftermiddag, Mette"
