"""Frames, texts, strokes and lines by keys and by ear: one among many is chosen, named, moved and deleted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface

from app.domain.connector import Meaning
from app.domain.item import ItemType
from app.operations.board import add_frame, add_label, draw_stroke, link_cards
from board_desk import Desk

ALT = Qt.KeyboardModifier.AltModifier
Role = QAccessible.Role


@pytest.fixture
def drawn_desk(desk: Desk) -> Desk:
    """A board with two cards, a line between them, a frame, a text and a stroke, from above in that order."""
    one = desk.add(ItemType.GOAL, "Job")
    other = desk.add(ItemType.GOAL, "Ro")
    link_cards(desk.store, desk.item(one), desk.item(other), citizen=desk.citizen, meaning=Meaning.SUPPORTS)
    board = desk.screen.model.board_id
    add_frame(desk.store, at=(0.0, 900.0), size=(300.0, 200.0), title="Til mødet", citizen=desk.citizen, board=board)
    add_label(desk.store, at=(0.0, 1200.0), text="Husk bussen", citizen=desk.citizen, board=board)
    draw_stroke(desk.store, [(0.0, 1500.0), (80.0, 1540.0)], citizen=desk.citizen, board=board)
    desk.wait(lambda: len(desk.screen.access.order()) == 6)
    return desk


def tree(desk: Desk) -> list[QAccessibleInterface]:
    board = QAccessible.queryAccessibleInterface(desk.screen.canvas)
    return [board.child(place) for place in range(board.childCount())]


def names(desk: Desk) -> list[str]:
    return [each.text(QAccessible.Text.Name) for each in tree(desk)]


def test_what_is_drawn_stands_in_the_tree_after_the_cards_with_a_role_of_its_own(drawn_desk: Desk) -> None:
    assert names(drawn_desk)[2:] == [
        "«Job» støtter «Ro».", "Ramme «Til mødet»", "Tekst «Husk bussen»", "Streg tegnet med pennen",
    ]  # fmt: skip
    assert [each.role() for each in tree(drawn_desk)][2:] == [
        Role.Graphic, Role.Grouping, Role.StaticText, Role.Graphic,
    ]  # fmt: skip


def test_page_down_goes_from_one_drawn_thing_to_the_next_and_says_each(drawn_desk: Desk) -> None:
    spoken: list[str] = []
    drawn_desk.screen.access.spoken.connect(spoken.append)

    drawn_desk.keys(*[Qt.Key.Key_PageDown] * 4, Qt.Key.Key_PageUp)

    assert spoken == [*names(drawn_desk)[2:], "Tekst «Husk bussen»"]
    assert drawn_desk.screen.easel.selected == {drawn_desk.view().labels[0].id}


def test_the_one_that_is_chosen_is_moved_by_keys_and_the_others_stay(drawn_desk: Desk) -> None:
    stays = drawn_desk.view().labels[0]
    before = drawn_desk.view().frames[0].y or 0.0

    drawn_desk.keys(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, (Qt.Key.Key_Down, ALT))
    drawn_desk.wait(lambda: (drawn_desk.view().frames[0].y or 0.0) > before)

    assert drawn_desk.view().labels[0] == stays


def test_the_one_that_is_chosen_is_deleted_by_keys(drawn_desk: Desk) -> None:
    drawn_desk.keys(Qt.Key.Key_PageUp, Qt.Key.Key_Delete)
    drawn_desk.wait(lambda: drawn_desk.screen.easel.view.strokes == ())

    assert (len(drawn_desk.view().labels), len(drawn_desk.view().frames), len(drawn_desk.view().links)) == (1, 1, 1)


def test_a_screen_reader_chooses_a_text_and_writes_on_it(drawn_desk: Desk) -> None:
    text = tree(drawn_desk)[4]
    text.actionInterface().doAction("SetFocus")
    chosen, focused = set(drawn_desk.screen.easel.selected), text.state().focused
    text.actionInterface().doAction("Press")

    assert (chosen, bool(focused)) == ({drawn_desk.view().labels[0].id}, True)
    assert drawn_desk.screen.easel.is_writing


def test_what_is_chosen_is_in_view_and_found_by_its_place(drawn_desk: Desk) -> None:
    drawn_desk.keys(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    text = tree(drawn_desk)[4]
    board = QAccessible.queryAccessibleInterface(drawn_desk.screen.canvas)
    middle = text.rect().center()

    assert not text.state().offscreen
    assert board.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name) == "Tekst «Husk bussen»"
    assert board.focusChild().text(QAccessible.Text.Name) == "Tekst «Husk bussen»"


def test_an_empty_board_says_that_nothing_is_drawn(desk: Desk) -> None:
    spoken: list[str] = []
    desk.screen.access.spoken.connect(spoken.append)

    desk.keys(Qt.Key.Key_PageDown)

    assert spoken == ["Der er intet tegnet på tavlen."]


def test_what_is_deleted_leaves_the_tree(drawn_desk: Desk) -> None:
    held = tree(drawn_desk)[5]
    drawn_desk.keys(Qt.Key.Key_PageUp, Qt.Key.Key_Delete)
    drawn_desk.wait(lambda: drawn_desk.screen.easel.view.strokes == ())

    assert not held.isValid()
    assert held.text(QAccessible.Text.Name) == ""
