"""A board on the screen over a real store and a real bridge."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import EnplanError
from board_desk import TODAY, Desk
from builders import a_citizen, a_store
from ui import theme
from ui.board.board_screen import BoardScreen
from ui.bridge import Bridge


@pytest.fixture(autouse=True)
def _no_collection_while_qt_dispatches() -> Iterator[None]:
    """Cycles are collected between tests only: inside Qt's dispatch it would delete what is on the screen."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def make_desk(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Desk]]:
    """Return what opens a board; all of it is closed at the end."""
    theme.load_fonts()
    theme.apply(qapp, theme.Theme(calm=True))
    store = a_store(tmp_path)
    citizen = a_citizen(store)
    bridge = Bridge(store)
    troubles: list[EnplanError] = []
    bridge.trouble.connect(troubles.append)
    made: list[BoardScreen] = []

    def make(*, scale: float = 1.0, board: str | None = None, citizen: str = citizen, **options: Any) -> Desk:
        theme.apply(qapp, theme.Theme(scale=scale, calm=True))
        screen = BoardScreen(bridge, **options)
        screen.open(citizen, today=TODAY, board=board)
        screen.resize(1366, 768)
        screen.show()
        screen.canvas.setFocus()
        made.append(screen)
        qtbot.waitUntil(lambda: screen.model.view is not None)
        return Desk(screen, store, citizen, qtbot, troubles)

    yield make
    for screen in made:
        screen.close()
    bridge.close()
    for screen in made:
        screen.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    store.close()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """Return an empty board on the screen."""
    return make_desk()
