"""Om planen: one press protects name and address, the head of the page says so, and another lifts it."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.operations.citizens import add_citizen
from ui.main_window import MainWindow
from ui.screens.plan_list import PlanListScreen
from ui.session import Session
from windows import a_main_window, a_page, done, settled

CHIP = "Navne- og adressebeskyttelse"
STANDS = "Navn og adresse er beskyttet. Adresse og telefon ses ikke i lister og nødadgang."


def opened(qtbot: QtBot, session: Session, tmp_path: Path) -> MainWindow:
    karen = done(qtbot, session, add_citizen, given="Karen", family="Holm", address="Skovvej 3")
    window = a_main_window(qtbot, session, tmp_path)
    part = a_page(qtbot, session, window, karen, "list")._parts["list"]
    assert isinstance(part, PlanListScreen)
    part._show_sheet()
    settled(qtbot, session)
    return window


def press(qtbot: QtBot, session: Session, window: MainWindow, words: str) -> list[str]:
    """Press a button of the sheet, and return what is to be read then."""
    next(each for each in window.findChildren(QPushButton) if each.text() == words and each.isVisible()).click()
    settled(qtbot, session)
    settled(qtbot, session)
    return [each.text() for each in window.findChildren(QLabel) if each.isVisible()]


def chips(window: MainWindow) -> list[str]:
    assert window.page is not None
    return [each.text() for each in window.page._header._chips.findChildren(QLabel) if each.isVisible()]


def test_protection_is_set_and_lifted_where_the_plan_is_told_of(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    window = opened(qtbot, session, tmp_path)
    before = chips(window)

    protected = press(qtbot, session, window, "Beskyt navn og adresse")
    said = chips(window)
    lifted = press(qtbot, session, window, "Ophæv beskyttelsen")

    assert (before, said, chips(window)) == ([], [CHIP], [])
    assert STANDS in protected
    assert STANDS not in lifted
