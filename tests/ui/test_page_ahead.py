"""The next citizen's page is made while nobody waits, and shown when somebody asks for a citizen."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.item import ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.queries.access import Access
from app.store.store import Store
from ui import theme
from ui.board.board_screen import BoardScreen
from ui.main_window import MainWindow
from ui.screens.citizen_page import CitizenPage
from ui.session import Session
from windows import a_page, done


def a_citizen(store: Store) -> str:
    karen = add_citizen(store, given="Karen", family="Holm")
    add_item(store, citizen=karen, type=ItemType.GOAL, title="Op klokken syv")
    return karen


def ahead(qtbot: QtBot, window: MainWindow) -> tuple[CitizenPage, BoardScreen]:
    """Wait until a page and its board are there that nobody has opened."""
    qtbot.waitUntil(lambda: [each.model.citizen for each in window.findChildren(BoardScreen)][-1:] == [""])
    board = window.findChildren(BoardScreen)[-1]
    page = next(each for each in window.findChildren(CitizenPage) if each.isAncestorOf(board))
    room = page.parentWidget()
    qtbot.waitUntil(lambda: room is not None and page.size() == room.size())
    return page, board


def titles(board: BoardScreen) -> list[str | None]:
    return [each.item.title for each in board.easel.view.cards]


def test_the_page_that_is_opened_is_the_one_that_was_made_ahead(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    page, board = ahead(qtbot, window)
    before = page.isVisible(), board.isVisible(), window.page

    opened = a_page(qtbot, session, window, done(qtbot, session, a_citizen))
    qtbot.waitUntil(lambda: titles(board) == ["Op klokken syv"])

    assert before == (False, False, None)
    assert opened is page
    assert [board.isVisible(), board.tools.isVisible(), board.canvas.hasFocus()] == [True] * 3


def test_each_citizen_gets_a_page_and_nothing_of_the_one_before(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    first = a_page(qtbot, session, window, done(qtbot, session, a_citizen))
    window.show_screen("citizens")
    page, board = ahead(qtbot, window)

    ali = done(qtbot, session, lambda store: add_citizen(store, given="Ali", family="Demir"))
    opened = a_page(qtbot, session, window, ali)
    qtbot.waitUntil(lambda: board.model.view is not None)

    assert opened is page is not first
    assert [board.model.citizen, titles(board)] == [ali, []]


def test_a_page_made_ahead_takes_the_look_that_was_chosen_meanwhile(
    qtbot: QtBot, qapp: QApplication, session: Session, window: MainWindow
) -> None:
    _, board = ahead(qtbot, window)
    theme.apply(qapp, theme.Theme(mode=theme.Mode.DARK, scale=2.0, calm=True))
    a_page(qtbot, session, window, done(qtbot, session, a_citizen))
    qtbot.waitUntil(lambda: titles(board) == ["Op klokken syv"])

    assert board.canvas.board.stage.optics.theme == theme.current()


def test_who_only_reads_and_who_begins_a_meeting_at_once_gets_another_board(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    karen = done(qtbot, session, a_citizen)
    page, board = ahead(qtbot, window)

    window.open_citizen(karen, begins=True)
    qtbot.waitUntil(lambda: page.is_meeting)
    qtbot.waitUntil(lambda: board not in page.findChildren(BoardScreen))
    held = page.findChildren(BoardScreen)
    window.show_screen("citizens")
    page, board = ahead(qtbot, window)
    page.open(karen, Access(is_writable=False, why="Du har adgang til at læse planen."))
    page.show_face("board")
    read = [each for each in page.findChildren(BoardScreen) if each is not board]

    assert [each.meeting for each in held] == [True]
    assert [each.easel.is_read_only for each in read] == [True]
    qtbot.waitUntil(lambda: board not in page.findChildren(BoardScreen))
