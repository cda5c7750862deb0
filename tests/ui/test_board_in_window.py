"""The board in the window: what it asks for, the page and the window do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.item import ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.store.store import Store
from ui.board.board_screen import BoardScreen
from ui.main_window import MainWindow
from ui.screens.citizen_page import CitizenPage
from ui.screens.plan_list import PlanListScreen
from ui.session import Session
from windows import a_page, done, settled


def a_citizen_with_a_goal(store: Store) -> tuple[str, str]:
    citizen = add_citizen(store, given="Karen", family="Holm")
    return citizen, add_item(store, citizen=citizen, type=ItemType.GOAL, title="Op klokken syv")


@pytest.fixture
def goal(qtbot: QtBot, session: Session, window: MainWindow) -> str:
    """A goal whose citizen's board is shown."""
    citizen, made = done(qtbot, session, a_citizen_with_a_goal)
    a_page(qtbot, session, window, citizen)
    return str(made)


@pytest.fixture
def page(goal: str, window: MainWindow) -> CitizenPage:
    """The citizen's page."""
    assert window.page is not None
    return window.page


@pytest.fixture
def board(page: CitizenPage) -> BoardScreen:
    """The board of the page."""
    part = page._parts["board"]
    assert isinstance(part, BoardScreen)
    return part


def test_the_boards_twin_is_the_list_of_the_same_plan(page: CitizenPage, board: BoardScreen) -> None:
    QTest.keyClick(board.canvas, Qt.Key.Key_F8)

    assert isinstance(page._stack.currentWidget(), PlanListScreen)


def test_a_card_is_shown_in_the_list_at_its_row(
    qtbot: QtBot, session: Session, page: CitizenPage, board: BoardScreen, goal: str
) -> None:
    board.easel.plan_wanted.emit(goal)
    settled(qtbot, session)

    listed = page._stack.currentWidget()
    assert isinstance(listed, PlanListScreen)
    assert listed._view.currentIndex().data() == "Op klokken syv"


def test_the_hand_that_hides_the_board_hides_the_whole_window(window: MainWindow, board: BoardScreen) -> None:
    board.canvas.hide_wanted.emit()

    assert window._veil.isVisible()


def test_what_the_board_has_done_is_told_and_taken_back_from_the_same_line(
    qtbot: QtBot, session: Session, window: MainWindow, board: BoardScreen
) -> None:
    board.easel.select([next(iter(board.easel.view.cards)).item.id])
    board.do("delete")
    settled(qtbot, session)
    told = window._messages.text
    without = board.easel.view.cards
    window._messages._toast._undo.click()
    settled(qtbot, session)

    assert told != ""
    assert without == ()
    assert [each.item.title for each in board.easel.view.cards] == ["Op klokken syv"]


def test_f6_goes_to_the_panel_after_the_list_was_looked_at(
    qtbot: QtBot, session: Session, page: CitizenPage, board: BoardScreen, goal: str
) -> None:
    board.show_item(goal)
    for name in ("list", "board"):
        page.show_face(name)
        settled(qtbot, session)

    QTest.keyClick(board.canvas, Qt.Key.Key_F6)

    focused = QApplication.focusWidget()
    assert focused is not None
    assert board.panel.isAncestorOf(focused)


def test_f6_goes_to_the_panel_of_a_card_of_another_kind_than_the_one_before(board: BoardScreen, goal: str) -> None:
    board.show_item(goal)
    board.panel.chips.show_type(ItemType.WISH)
    QApplication.processEvents()

    QTest.keyClick(board.canvas, Qt.Key.Key_F6)

    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.isVisible()
    assert focused.accessibleName().startswith("Ønske")
