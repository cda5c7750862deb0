"""The frame round a page or a board that has the keys itself: seen by who goes by keys, and by nobody else."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.item import ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.store.store import Store
from ui import theme
from ui.board.board_screen import BoardScreen
from ui.main_window import MainWindow
from ui.screens.citizen_page import CitizenPage
from ui.session import Session
from ui.widgets.focus_frame import FocusFrame
from windows import a_page, done, settled

FREE = QPoint(12, 12)


def a_citizen(store: Store) -> str:
    citizen = add_citizen(store, given="Karen", family="Holm")
    add_item(store, citizen=citizen, type=ItemType.GOAL, title="Op klokken syv")
    return citizen


@pytest.fixture
def page(qtbot: QtBot, session: Session, window: MainWindow) -> CitizenPage:
    """The page of a citizen with a goal, at the board."""
    page = a_page(qtbot, session, window, done(qtbot, session, a_citizen))
    window.activateWindow()
    return page


@pytest.fixture
def board(qtbot: QtBot, page: CitizenPage) -> BoardScreen:
    """The board, which has the keys."""
    found = page.findChild(BoardScreen)
    assert found is not None
    qtbot.waitUntil(found.canvas.hasFocus)
    return found


def is_ringed(part: QWidget) -> bool:
    """Tell whether the innermost frame round *part* is painted on each of its sides."""
    frame = part.parentWidget()
    while not isinstance(frame, FocusFrame):
        assert frame is not None
        frame = frame.parentWidget()
    picture, edge = frame.grab().toImage(), frame.rect().adjusted(1, 1, -1, -1)
    middle = edge.center()
    sides = [QPoint(edge.left(), middle.y()), QPoint(edge.right(), middle.y()), QPoint(middle.x(), edge.top())]
    colours = {picture.pixelColor(each).name() for each in (*sides, QPoint(middle.x(), edge.bottom()))}
    return colours == {theme.current().colour("focus").name()}


def test_a_board_on_which_nothing_is_chosen_is_framed_while_it_has_the_keys(board: BoardScreen) -> None:
    bare = is_ringed(board.canvas)

    QTest.keyClick(board.canvas, Qt.Key.Key_Tab)
    chosen = is_ringed(board.canvas)
    QTest.keyClick(board.canvas, Qt.Key.Key_Escape)
    bare_again = is_ringed(board.canvas)
    board.tools.setFocus()

    assert (bare, chosen, bare_again, is_ringed(board.canvas)) == (True, False, True, False)


def test_a_hand_on_the_board_needs_no_frame_until_a_key_is_pressed_again(board: BoardScreen) -> None:
    QTest.mouseClick(board.canvas.viewport(), Qt.MouseButton.LeftButton, pos=FREE)
    by_hand = is_ringed(board.canvas)

    QTest.keyClick(board.canvas, Qt.Key.Key_Plus)

    assert (by_hand, is_ringed(board.canvas)) == (False, True)


@pytest.mark.parametrize("name", ["prepare", "room", "areas", "consents"])
def test_a_page_that_keys_turned_to_is_framed_until_they_go_into_it(
    qtbot: QtBot, session: Session, page: CitizenPage, board: BoardScreen, name: str
) -> None:
    page.show_face(name)
    settled(qtbot, session)
    shown = page.window().focusWidget()
    assert shown is not None
    turned_to = is_ringed(shown)

    QTest.keyClick(shown, Qt.Key.Key_Tab)

    assert (turned_to, shown.hasFocus(), is_ringed(shown)) == (True, False, False)
