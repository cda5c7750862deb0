"""Every screen opens, is named for a screen reader, and can be hit by a finger."""

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.operations.citizens import add_citizen
from ui.main_window import MainWindow
from ui.screens import LEADING, SCREENS
from ui.screens.screen import Desk, Screen
from ui.session import Session
from windows import a_page, done, settled

FINGER = 44
FACES = ("list", "areas", "consents", "contests")
TOUCHED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)


def unnamed(widget: QWidget) -> list[str]:
    """Return what can be touched and has neither words nor a name."""
    parts = [part for kind in TOUCHED for part in widget.findChildren(kind) if part.isVisibleTo(widget)]
    return [
        type(part).__name__
        for part in parts
        if not part.accessibleName()
        and not (isinstance(part, QAbstractButton) and (part.text() or part.toolTip()))
        and not part.objectName().startswith("qt_")
        and not isinstance(part.parent(), QComboBox)
        and not isinstance(part.parent(), QLineEdit)
    ]


@pytest.mark.parametrize("screen", [*SCREENS, *LEADING], ids=lambda screen: screen.id)
def test_every_screen_opens_on_an_empty_profile_with_all_its_parts_named(
    qtbot: QtBot, session: Session, desk: Desk, screen: Screen
) -> None:
    widget = screen.make(desk)
    qtbot.addWidget(widget)
    widget.resize(1152, 768)
    widget.show()
    settled(qtbot, session)

    assert unnamed(widget) == []


@pytest.mark.parametrize("screen", [*SCREENS, *LEADING], ids=lambda screen: screen.id)
def test_every_button_of_every_screen_is_wide_and_high_enough_for_a_finger(
    qtbot: QtBot, session: Session, desk: Desk, screen: Screen
) -> None:
    widget = screen.make(desk)
    qtbot.addWidget(widget)
    widget.resize(1152, 768)
    widget.show()
    settled(qtbot, session)

    buttons = [part for part in widget.findChildren(QPushButton) if part.isVisible()]
    assert [part.text() for part in buttons if min(part.width(), part.height()) < FINGER] == []


@pytest.mark.parametrize("face", FACES)
def test_every_face_of_a_citizen_opens_on_an_empty_plan_with_all_its_parts_named(
    qtbot: QtBot, session: Session, window: MainWindow, face: str
) -> None:
    citizen = done(qtbot, session, add_citizen, given="Karen", family="Holm")

    page = a_page(qtbot, session, window, citizen, face)

    assert unnamed(page) == []


def test_the_navigation_has_four_entries(window: MainWindow) -> None:
    assert [screen.id for screen in SCREENS] == ["today", "citizens", "search", "settings"]
    assert [screen.id for screen in LEADING] == ["team", "oversight"]
    assert window.windowTitle() == "Enplan"
