"""What was written last is chosen, however slow the machine; what the hand chooses meanwhile stays chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.item import ItemType
from app.store.transaction import Touched
from board_desk import Desk


@contextmanager
def nothing_is_read(desk: Desk) -> Iterator[None]:
    """Keep the thread that reads for the board busy."""
    is_over = Event()

    def read(_reader: Any) -> None:
        is_over.wait(10)

    desk.screen.model.bridge.ask(read, then=lambda _answer: None)
    try:
        yield
    finally:
        is_over.set()


@contextmanager
def answers_are_late(desk: Desk) -> Iterator[None]:
    """Let the board show what was written before the one who wrote it hears that it was."""
    is_over = Event()

    def wait(_touched: Touched) -> None:
        is_over.wait(10)

    unlisten = desk.store.listen(wait)
    try:
        yield
    finally:
        is_over.set()
        unlisten()


def test_a_card_that_is_left_before_the_board_shows_it_is_chosen(desk: Desk) -> None:
    with nothing_is_read(desk):
        desk.keys(Qt.Key.Key_N, "Op kl. 7")
        desk.wait(lambda: len(desk.items()) == 1)
        desk.qtbot.wait(100)
        desk.keys(Qt.Key.Key_Return)

    desk.wait(lambda: desk.screen.easel.selected == {desk.items()[0].id})


def test_a_card_that_the_board_shows_before_the_answer_comes_is_chosen_with_the_answer(desk: Desk) -> None:
    with answers_are_late(desk):
        desk.keys(Qt.Key.Key_N, "Op kl. 7", Qt.Key.Key_Return)
        desk.wait(lambda: len(desk.screen.easel.view.cards) == 1)
        before = set(desk.screen.easel.selected)

    with nothing_is_read(desk):
        desk.wait(lambda: desk.screen.easel.selected == {desk.items()[0].id})
    assert before == set()


def test_what_is_pressed_while_a_new_card_is_on_its_way_stays_chosen(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Et job")
    desk.screen.show_item(goal)
    desk.screen.easel.select([])

    desk.keys(Qt.Key.Key_N, "Op kl. 7")
    there = desk.screen.canvas.viewport().mapTo(desk.screen, desk.middle(goal))
    QTest.mouseClick(desk.screen.windowHandle(), Qt.MouseButton.LeftButton, pos=there)
    desk.wait(lambda: len(desk.screen.easel.view.cards) == 2)
    desk.qtbot.wait(100)

    assert desk.screen.easel.selected == {goal}


def test_the_next_card_keeps_the_cursor_when_the_one_before_it_comes(desk: Desk) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    with nothing_is_read(desk):
        desk.keys(Qt.Key.Key_N, "Op kl. 7")
        desk.wait(lambda: len(desk.items()) == 1)
        desk.qtbot.wait(100)
        desk.keys((Qt.Key.Key_Return, shift), "Sove")
    desk.wait(lambda: len(desk.screen.easel.view.cards) == 2)

    assert desk.screen.easel.is_writing
    desk.keys(" om natten", Qt.Key.Key_Return)
    desk.wait(lambda: [each.title for each in desk.items()] == ["Op kl. 7", "Sove om natten"])
    desk.wait(lambda: desk.screen.easel.selected == {desk.items()[1].id})
