"""Windows for tests: a real profile in a folder, its session, and the parts a screen is handed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.store.opened import Opened
from app.store.store import Store
from builders import NOON, a_store
from profiles import a_local_profile
from ui import theme
from ui.appearance import Appearance
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.screens.citizen_page import CitizenPage
from ui.screens.screen import Desk
from ui.session import Session

WAIT_MS = 30_000


@contextmanager
def a_session(folder: Path, *, store: Store | None = None) -> Iterator[Session]:
    """Hold the session of a local profile; *store* takes the place of an empty one and is closed too."""
    profile, unlocked = a_local_profile(folder / "profile")
    kept = store or a_store(folder, clock=FixedClock(NOON))
    session = Session(Opened(profile=profile, unlocked=unlocked, store=kept))
    try:
        yield session
    finally:
        session.close()
        session.deleteLater()


@contextmanager
def a_desk(qtbot: QtBot, session: Session, folder: Path) -> Iterator[Desk]:
    """Hold what a screen is handed, with a window for its messages."""
    window = QWidget()
    qtbot.addWidget(window)
    yield Desk(session, Messages(window), appearance=Appearance(), folder=folder)


def a_main_window(qtbot: QtBot, session: Session, folder: Path) -> MainWindow:
    """Return the main window, shown."""
    window = MainWindow(session, appearance=Appearance(mode="light"), folder=folder)
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()
    return window


def a_page(qtbot: QtBot, session: Session, window: MainWindow, citizen: str, face: str = "board") -> CitizenPage:
    """Open the page of a citizen at one of its faces, and return it when all that was asked for is on it."""
    window.open_citizen(citizen, face)
    qtbot.waitUntil(lambda: window.page is not None, timeout=WAIT_MS)
    settled(qtbot, session)
    assert window.page is not None
    return window.page


def done(qtbot: QtBot, session: Session, operation: Callable[..., Any], **arguments: Any) -> Any:
    """Run an operation on the writer thread and return its answer."""
    answers: list[Any] = []
    session.bridge.run(operation, then=answers.append, **arguments)
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_MS)
    return answers[0]


def settled(qtbot: QtBot, session: Session) -> None:
    """Wait until all that was asked and written so far is done and told."""
    for _ in range(2):
        done(qtbot, session, lambda _store: True)
        told: list[bool] = []
        session.bridge.ask(lambda _reader: True, then=told.append)
        qtbot.waitUntil(lambda told=told: bool(told), timeout=WAIT_MS)  # type: ignore[misc]


def application() -> QApplication:
    """Return the application."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def dressed() -> QApplication:
    """Return the application with the bundled font and the light look."""
    theme.load_fonts()
    theme.apply(application(), theme.Theme())
    return application()
