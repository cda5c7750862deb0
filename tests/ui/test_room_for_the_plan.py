"""Large text on a small screen: the plan gets the room, and every way stays in reach."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.operations.citizens import add_citizen
from ui import theme
from ui.main_window import MainWindow
from ui.session import Session
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.sheet import Sheet
from windows import a_main_window, a_page, application, done, settled

NAVIGATION = ["I dag", "Borgere", "Søg", "Indstillinger", "Lås"]


@pytest.fixture
def large(look: None) -> Iterator[None]:
    """Text twice as large."""
    theme.apply(application(), replace(Theme(), scale=2.0))
    yield
    theme.apply(application(), Theme())


@pytest.fixture
def window(large: None, qtbot: QtBot, session: Session, tmp_path: Path) -> MainWindow:
    """The main window on a small screen."""
    made = a_main_window(qtbot, session, tmp_path)
    settled(qtbot, session)
    return made


def words(window: MainWindow) -> list[str]:
    buttons = window._navigation.findChildren(QPushButton)
    return [each.text() for each in buttons if each.isVisible() and each.text() in NAVIGATION]


def named(window: MainWindow) -> list[str]:
    return [each.accessibleName() for each in window.findChildren(QPushButton) if each.isVisible()]


def test_beside_a_citizens_page_the_navigation_is_icons_with_names_and_elsewhere_words(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    assert words(window) == NAVIGATION
    wide = window._navigation.width()

    a_page(qtbot, session, window, done(qtbot, session, add_citizen, given="Karen", family="Holm"))

    assert words(window) == []
    assert set(NAVIGATION) - set(named(window)) == set()
    assert "Giv borgeren en kopi" in named(window)
    assert window._navigation.width() < wide / 3
    window.show_screen("today")
    assert words(window) == NAVIGATION
    assert window._navigation.width() == wide


def test_on_a_large_screen_the_navigation_keeps_its_words(qtbot: QtBot, session: Session, window: MainWindow) -> None:
    window.resize(2200, 1200)

    a_page(qtbot, session, window, done(qtbot, session, add_citizen, given="Karen", family="Holm"))

    assert words(window) == NAVIGATION


def test_acts_stand_still_below_what_scrolls_and_follow_on_it_where_the_sheet_is_low(qtbot: QtBot, look: None) -> None:
    body, acts = QVBoxLayout(), QVBoxLayout()
    for number in range(20):
        body.addWidget(QLabel(f"Linje {number}"))
    act = Button("Vi er enige")
    acts.addWidget(act)
    sheet = Sheet(body, acts)
    qtbot.addWidget(sheet)
    sheet.resize(300, 400)
    sheet.show()

    def foot_of(widget: QWidget) -> int:
        return widget.mapTo(sheet, widget.rect().bottomLeft()).y()

    assert foot_of(act) <= 400
    sheet.resize(300, 120)
    assert foot_of(act) > 120
    assert sheet.area.verticalScrollBar().maximum() > 0
    sheet.resize(300, 400)
    assert foot_of(act) <= 400
