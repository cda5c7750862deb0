"""The board by keyboard alone."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from board_desk import TODAY, Desk
from ui.board.keys import BOARD_KEYS, act_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


def test_a_plan_is_written_connected_and_agreed_without_a_mouse(desk: Desk) -> None:
    desk.keys(Qt.Key.Key_N, "Jeg vil have ro", Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.screen.easel.view.cards) == 1)
    desk.keys(Qt.Key.Key_N, "Et job på 15 timer", Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.screen.easel.view.cards) == 2)
    wish, goal = [item.id for item in desk.items()]

    desk.screen.show_item(wish)
    desk.keys(Qt.Key.Key_K, Qt.Key.Key_Down, Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.view().links) == 1)
    desk.keys((Qt.Key.Key_Return, CTRL))
    desk.wait(lambda: desk.item(wish).agreed_at is not None)

    assert (desk.view().links[0].source, desk.view().links[0].target) == (wish, goal)


def test_shift_enter_makes_the_card_that_follows_and_connects_it(desk: Desk) -> None:
    wish = desk.add(ItemType.WISH, "Ro", life_area=LifeArea.WORK)
    desk.screen.show_item(wish)

    desk.keys((Qt.Key.Key_Return, SHIFT), "Et job", Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.view().links) == 1)

    goal = desk.item(desk.view().links[0].target)
    assert (goal.type, goal.title, goal.life_area) == (ItemType.GOAL, "Et job", LifeArea.WORK)


def test_alt_and_arrows_move_a_goal_by_a_day_and_a_life_area(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-15", life_area=LifeArea.HOME)
    desk.screen.show_item(goal)

    desk.keys((Qt.Key.Key_Right, ALT))
    desk.wait(lambda: desk.card(goal).item.due == "2026-12-16")  # type: ignore[attr-defined]
    desk.keys((Qt.Key.Key_Down, ALT))
    desk.wait(lambda: desk.item(goal).life_area is LifeArea.WORK)

    assert desk.item(goal).due == "2026-12-16"


def test_a_goal_without_a_date_gets_today_by_alt_and_arrow(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", life_area=LifeArea.HOME)
    desk.screen.show_item(goal)

    desk.keys((Qt.Key.Key_Right, ALT))

    desk.wait(lambda: desk.item(goal).due == TODAY.isoformat())


def test_arrows_go_to_the_nearest_card_and_tab_in_reading_order(desk: Desk) -> None:
    near, far, below = (
        desk.add(ItemType.GOAL, "Nær", due=(TODAY + timedelta(days=60)).isoformat(), life_area=LifeArea.HOME),
        desk.add(ItemType.GOAL, "Fjern", due=(TODAY + timedelta(days=120)).isoformat(), life_area=LifeArea.HOME),
        desk.add(ItemType.GOAL, "Under", due=(TODAY + timedelta(days=60)).isoformat(), life_area=LifeArea.WORK),
    )
    visited = []
    desk.screen.show_item(near)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab, Qt.Key.Key_Tab):
        desk.keys(key)
        visited.append(desk.screen.canvas.board.stage.focused)

    assert visited == [far, near, below, near, far, below]


def test_tab_leaves_the_board_after_the_last_card(desk: Desk) -> None:
    only = desk.add(ItemType.GOAL, "Job")
    desk.screen.show_item(only)

    assert desk.screen.canvas.hasFocus()
    desk.keys(Qt.Key.Key_Tab)

    assert not desk.screen.canvas.hasFocus()


def test_letters_choose_the_tools_and_escape_puts_them_away(desk: Desk) -> None:
    easel, chosen = desk.screen.easel, []
    for key in (Qt.Key.Key_M, Qt.Key.Key_H, Qt.Key.Key_T, Qt.Key.Key_V):
        desk.keys(key)
        chosen.append(desk.screen.canvas.tool.id if desk.screen.canvas.tool else "")
    desk.keys(Qt.Key.Key_B, Qt.Key.Key_Escape)

    assert chosen == ["card", "pen", "label", "select"]
    assert desk.screen.canvas.tool is easel.tools["select"]


def test_a_tool_taken_by_its_letter_is_used_by_enter(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2027-01-01", life_area=LifeArea.WORK)
    desk.screen.show_item(goal)

    desk.keys(Qt.Key.Key_A, Qt.Key.Key_Return, "Ringe til banken", Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.items()) == 2)
    desk.keys(Qt.Key.Key_T, Qt.Key.Key_Return, "Husk bussen", Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.view().labels) == 1)

    promise = next(each for each in desk.items() if each.id != goal)
    assert (promise.type, promise.title, promise.life_area) == (ItemType.AGREEMENT, "Ringe til banken", LifeArea.WORK)
    assert desk.screen.canvas.tool is desk.screen.easel.tools["select"]
    assert getattr(promise, "due", "") is None


def test_a_letter_typed_into_a_card_is_no_tool(desk: Desk) -> None:
    desk.keys(Qt.Key.Key_N, "mhv k", Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.items()) == 1)

    assert desk.items()[0].title == "mhv k"
    assert desk.screen.canvas.tool is desk.screen.easel.tools["select"]


def test_zoom_keys_zoom_fit_and_return(desk: Desk) -> None:
    desk.add(ItemType.GOAL, "Job", due="2029-01-01")
    canvas, zooms = desk.screen.canvas, []
    for key in ("+", "-", "1", "0"):
        QTest.keyClicks(canvas, key)
        zooms.append(round(canvas.zoom, 3))

    assert zooms[0] == 1.2
    assert zooms[1] == 1.0
    assert zooms[2] < 1.0
    assert zooms[3] == 1.0


def test_undo_says_what_was_undone_and_when_there_is_no_more(desk: Desk) -> None:
    desk.add(ItemType.GOAL, "Job")
    told: list[str] = []
    desk.screen.told.connect(lambda words, _undo: told.append(words))

    desk.keys((Qt.Key.Key_Z, CTRL))
    desk.wait(lambda: desk.items() == [])
    desk.keys((Qt.Key.Key_Y, CTRL))
    desk.wait(lambda: len(told) == 2)

    assert told == ["Fortrudt: Tilføj til planen.", "Gentaget: Tilføj til planen."]


def test_duplicating_writes_a_second_card_with_the_same_words(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2027-01-01")
    desk.screen.show_item(goal)

    desk.keys((Qt.Key.Key_D, CTRL))
    desk.wait(lambda: len(desk.items()) == 2)

    assert {item.title for item in desk.items()} == {"Job"}


def test_f8_asks_for_the_table(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.screen.table_wanted):
        desk.keys(Qt.Key.Key_F8)


def test_d_and_r_put_the_cursor_in_date_and_responsible(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2027-01-01")
    desk.screen.show_item(goal)

    desk.keys(Qt.Key.Key_D)
    date_field = desk.screen.focusWidget()
    desk.screen.canvas.setFocus()
    desk.keys(Qt.Key.Key_R)
    who_field = desk.screen.focusWidget()

    assert date_field is not None
    assert who_field is not None
    assert (date_field.accessibleName(), who_field.accessibleName()) == ("Frist", "Ansvarlig")


@pytest.mark.parametrize("key", BOARD_KEYS, ids=lambda each: each.key)
def test_every_key_of_the_table_is_understood_and_does_something(desk: Desk, key: object) -> None:
    act = key.act  # type: ignore[attr-defined]

    assert act in ("next", "previous") or desk.screen.do(act)


def test_keys_are_told_apart_by_their_sign_and_modifiers() -> None:
    assert act_of(pressed(Qt.Key.Key_Ooblique, text="ø")) == "card wish"
    assert act_of(pressed(Qt.Key.Key_E, text="e")) == "card meeting"
    assert act_of(pressed(Qt.Key.Key_2, SHIFT, text='"')) == "fit selection"
    assert act_of(pressed(Qt.Key.Key_D, CTRL)) == "duplicate"
    assert act_of(pressed(Qt.Key.Key_Right, ALT | SHIFT)) == "month on"
    assert act_of(pressed(Qt.Key.Key_Backtab, SHIFT)) == "previous"
    assert act_of(pressed(Qt.Key.Key_F11)) is None


def test_no_key_stands_for_two_acts() -> None:
    keys = [each.key for each in BOARD_KEYS]

    assert len(keys) == len(set(keys))
