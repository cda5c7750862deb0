"""Several boards of one plan: a new one, from one to another, a card on two, and two cards that are one person."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from app.domain.board import BOARD
from app.domain.item import Item, ItemType
from app.ids import main_board_of
from app.operations.board import add_board, put_on_board
from app.operations.undoing import undo
from app.queries.board import board_view
from board_desk import TODAY, Desk
from ui.board.panel import SAME
from ui.widgets.button import Button


def offered(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def more(desk: Desk) -> QMenu:
    return desk.screen.tools.open_more(further=desk.screen.boards.further())


def titles(desk: Desk) -> list[str]:
    return sorted(card.item.title or "" for card in desk.screen.easel.view.cards)


def test_nothing_of_boards_is_shown_while_there_is_only_one(desk: Desk) -> None:
    menu = more(desk)
    words = offered(menu)
    menu.close()

    assert not desk.screen.foot.boards.isVisible()
    assert "Ny tavle" in words
    assert [each for each in words if each.startswith(("Til «", "Læg på «"))] == []


def test_a_new_board_is_named_shown_and_left_again(desk: Desk, qtbot: QtBot) -> None:
    desk.add(ItemType.GOAL, "Op kl. 7")
    choose(more(desk), "Ny tavle")
    dialog = desk.screen.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue("Netværk")
    dialog.accept()
    desk.wait(lambda: desk.screen.easel.view.board.title == "Netværk")

    assert titles(desk) == []
    assert desk.screen.foot.boards.isVisible()
    choose(desk.screen.boards.open_menu(desk.screen.foot.boards), "Planens tavle")
    desk.wait(lambda: titles(desk) == ["Op kl. 7"])
    assert desk.screen.easel.view.board.id == main_board_of(desk.citizen)


def test_a_card_is_put_on_another_board_and_stays_where_it_was(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Op kl. 7")
    board = add_board(desk.store, citizen=desk.citizen, title="Netværk")
    desk.wait(lambda: desk.screen.boards.name == "Planens tavle")
    desk.screen.easel.select([goal])

    choose(more(desk), "Læg på «Netværk»")
    desk.wait(lambda: _on(desk, board) == ["Op kl. 7"])

    assert titles(desk) == ["Op kl. 7"]
    desk.screen.do(f"board {board}")
    desk.wait(lambda: desk.screen.easel.view.board.id == board)
    assert titles(desk) == ["Op kl. 7"]


def test_what_is_written_on_another_board_is_in_the_plan_and_on_both(desk: Desk) -> None:
    board = add_board(desk.store, citizen=desk.citizen, title="Netværk")
    desk.wait(lambda: desk.screen.boards.name != "")
    desk.screen.do(f"board {board}")
    desk.wait(lambda: desk.screen.easel.view.board.id == board)

    desk.keys(Qt.Key.Key_N, "Ring til banken", Qt.Key.Key_Return)

    desk.wait(lambda: _on(desk, board) == ["Ring til banken"])
    desk.wait(lambda: [each.title for each in desk.items()] == ["Ring til banken"])


def test_several_chosen_cards_are_put_on_a_board_in_one_step(desk: Desk) -> None:
    goals = [desk.add(ItemType.GOAL, "Op kl. 7"), desk.add(ItemType.GOAL, "Ring til banken")]
    board = add_board(desk.store, citizen=desk.citizen, title="Netværk")
    desk.wait(lambda: desk.screen.boards.name == "Planens tavle")
    desk.screen.easel.select(goals)

    told = heard(desk)
    choose(more(desk), "Læg på «Netværk»")
    desk.wait(lambda: _on(desk, board) == ["Op kl. 7", "Ring til banken"])
    undo(desk.store, citizen=desk.citizen)

    assert told == [("2 kort ligger nu også på «Netværk».", True)]
    assert _on(desk, board) == []


def test_a_board_is_renamed_from_the_switcher_by_keys(desk: Desk, qtbot: QtBot) -> None:
    on_a_second_board(desk)

    by_keys(desk, "Omdøb tavlen …")
    dialog = desk.screen.findChild(QInputDialog)
    assert dialog is not None
    before = dialog.textValue()
    dialog.setTextValue("Familien")
    dialog.accept()

    desk.wait(lambda: desk.screen.boards.name == "Familien")
    assert before == "Netværk"
    desk.screen.do("undo")
    desk.wait(lambda: desk.screen.boards.name == "Netværk")


def test_a_board_is_deleted_from_the_switcher_by_keys_and_its_cards_stay(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Op kl. 7")
    board = on_a_second_board(desk)
    with desk.store.reader() as reader:
        item = reader.record(goal)
    assert isinstance(item, Item)
    put_on_board(desk.store, item, board=board)
    desk.wait(lambda: titles(desk) == ["Op kl. 7"])

    told = heard(desk)
    by_keys(desk, "Slet tavlen")

    desk.wait(lambda: desk.screen.easel.view.board.id == main_board_of(desk.citizen))
    assert told == [("Tavlen «Netværk» er slettet. Kortene står stadig i planen.", True)]
    assert [each.title for each in desk.items()] == ["Op kl. 7"]
    assert desk.troubles == []
    desk.screen.do("undo")
    desk.wait(lambda: _is_there(desk, board))
    assert _on(desk, board) == ["Op kl. 7"]


def test_the_main_board_is_renamed_but_never_deleted(desk: Desk) -> None:
    add_board(desk.store, citizen=desk.citizen, title="Netværk")
    desk.wait(lambda: desk.screen.boards.name == "Planens tavle")

    menu = desk.screen.boards.open_menu(desk.screen.foot.boards)
    words = offered(menu)
    menu.close()

    assert words == ["Netværk", "Omdøb tavlen …"]


def heard(desk: Desk) -> list[tuple[str, bool]]:
    """Return what the board tells from now on, and whether it can be undone."""
    told: list[tuple[str, bool]] = []
    desk.screen.told.connect(lambda words, can_be_undone: told.append((words, can_be_undone)))
    return told


def on_a_second_board(desk: Desk) -> str:
    """Make a board named «Netværk», turn to it and return its id."""
    board = add_board(desk.store, citizen=desk.citizen, title="Netværk")
    desk.wait(lambda: desk.screen.boards.name != "")
    desk.screen.do(f"board {board}")
    desk.wait(lambda: desk.screen.boards.name == "Netværk" and desk.screen.easel.view.board.id == board)
    return board


def by_keys(desk: Desk, words: str) -> None:
    """Open the switcher and choose from it without a mouse."""
    switcher = desk.screen.foot.boards
    QTest.keyClick(switcher, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _ in range(offered(menu).index(words) + 1):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_a_board_whose_making_is_undone_gives_way_to_the_main_board(desk: Desk) -> None:
    board = add_board(desk.store, citizen=desk.citizen, title="Netværk")
    desk.wait(lambda: desk.screen.boards.name != "")
    desk.screen.do(f"board {board}")
    desk.wait(lambda: desk.screen.easel.view.board.id == board)

    undo(desk.store, citizen=desk.citizen)

    desk.wait(lambda: desk.screen.easel.view.board.id == main_board_of(desk.citizen))
    assert desk.troubles == []


def test_two_actors_that_are_the_same_person_become_one_card(desk: Desk) -> None:
    mette, twin = desk.add(ItemType.ACTOR, "Mette Holm"), desk.add(ItemType.ACTOR, "M. Holm")
    desk.add(ItemType.GOAL, "Op kl. 7", responsible=twin)
    desk.screen.easel.select([mette])
    same = next(each for each in desk.screen.panel.findChildren(Button) if each.text() == SAME)
    QTest.mouseClick(same, Qt.MouseButton.LeftButton)
    menu = desk.screen.panel.findChild(QMenu)
    assert menu is not None

    choose(menu, "M. Holm")

    desk.wait(lambda: titles(desk) == ["Mette Holm", "Op kl. 7"])
    assert [each.responsible for each in desk.items() if each.type is ItemType.GOAL] == [mette]


def _is_there(desk: Desk, board: str) -> bool:
    with desk.store.reader() as reader:
        found = reader.get(BOARD, board)
    return found is not None and not found.deleted


def _on(desk: Desk, board: str) -> list[str | None]:
    with desk.store.reader() as reader:
        view = board_view(reader, citizen=desk.citizen, today=TODAY, board=board)
    return [card.item.title for card in view.cards]
