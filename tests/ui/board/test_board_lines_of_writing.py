"""Written at the table: one line is a promise with owner and day, and Shift+Enter goes on to the next card."""

from datetime import timedelta

from PySide6.QtCore import Qt

from app.domain.connector import CONNECTOR
from app.domain.item import ItemType
from board_desk import TODAY, Desk

SHIFT = Qt.KeyboardModifier.ShiftModifier
FRIDAY = (TODAY + timedelta(days=(4 - TODAY.weekday()) % 7)).isoformat()


def titles(desk: Desk) -> list[str | None]:
    return [each.title for each in desk.items()]


def test_shift_and_enter_keeps_a_card_and_begins_the_next_of_the_same_kind_and_origin(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Op om morgenen")
    desk.screen.show_item(goal)

    desk.keys((Qt.Key.Key_Return, SHIFT), "Bostøtte", (Qt.Key.Key_Return, SHIFT), "Søvnskole", Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.items()) == 3)
    desk.wait(lambda: len(desk.screen.easel.view.cards) == 3)

    assert titles(desk) == ["Op om morgenen", "Bostøtte", "Søvnskole"]
    assert [each.type for each in desk.items()[1:]] == [ItemType.INTERVENTION, ItemType.INTERVENTION]
    with desk.store.reader() as reader:
        assert [each.source for each in reader.all(CONNECTOR, citizen=desk.citizen)] == [goal, goal]
    assert len(desk.screen.easel.scene.items()) == len(set(desk.screen.easel.scene.items()))
    assert not desk.screen.easel.writing.is_writing


def test_shift_and_enter_on_an_empty_card_begins_none(desk: Desk) -> None:
    desk.keys(Qt.Key.Key_N, "Et", (Qt.Key.Key_Return, SHIFT), (Qt.Key.Key_Return, SHIFT))
    desk.wait(lambda: titles(desk) == ["Et"])

    assert not desk.screen.easel.writing.is_writing


def test_shift_and_enter_on_a_card_that_stands_only_keeps_it(desk: Desk) -> None:
    card = desk.add(ItemType.GOAL, "Job")
    desk.keys(Qt.Key.Key_N, "Et", Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.items()) == 2)
    desk.screen.show_item(card)

    desk.keys(Qt.Key.Key_Return, " igen", (Qt.Key.Key_Return, SHIFT))
    desk.wait(lambda: "Job igen" in titles(desk))

    assert not desk.screen.easel.writing.is_writing


def test_an_agreement_is_written_with_owner_and_day_in_one_line_and_one_act(desk: Desk) -> None:
    mette = desk.add(ItemType.ACTOR, "Mette Holm")
    source = desk.add(ItemType.INTERVENTION, "Bostøtte")
    desk.screen.show_item(source)

    desk.keys((Qt.Key.Key_Return, SHIFT), "Mette ringer til banken inden fredag", Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.items()) == 3)
    made = desk.items()[-1]
    desk.wait(lambda: desk.item(made.id).responsible == mette)

    assert (made.type, made.title) == (ItemType.AGREEMENT, "Mette ringer til banken inden fredag")
    assert desk.item(made.id).due == FRIDAY
    desk.wait(lambda: desk.screen.easel.card(made.id) is not None)
    desk.screen.undo()
    desk.wait(lambda: len(desk.items()) == 2)


def test_a_blank_card_that_becomes_an_agreement_says_who_and_when_by_its_title(desk: Desk) -> None:
    mette = desk.add(ItemType.ACTOR, "Mette Holm")
    card = desk.add(ItemType.IDEA, "Mette ringer til banken inden fredag")
    desk.screen.show_item(card)

    desk.keys(Qt.Key.Key_A)
    desk.wait(lambda: desk.item(card).type is ItemType.AGREEMENT)

    assert (desk.item(card).responsible, desk.item(card).due) == (mette, FRIDAY)


def test_a_letter_turns_the_blank_card_that_is_chosen_into_its_kind_and_is_a_tool_otherwise(desk: Desk) -> None:
    desk.keys(Qt.Key.Key_N, "Være oppe om morgenen", Qt.Key.Key_Return)
    desk.wait(lambda: desk.screen.easel.current() is not None)

    desk.keys(Qt.Key.Key_M)
    desk.wait(lambda: desk.items()[0].type is ItemType.GOAL)
    desk.wait(lambda: desk.screen.easel.current().item.type is ItemType.GOAL)  # type: ignore[union-attr]
    desk.keys(Qt.Key.Key_M)

    assert desk.screen.canvas.tool is desk.screen.easel.tools["card"]


def test_the_panel_is_reached_by_f6_and_left_by_it(desk: Desk) -> None:
    card = desk.add(ItemType.GOAL, "Job")
    desk.screen.show_item(card)

    desk.keys(Qt.Key.Key_F6)
    assert desk.screen.panel.isAncestorOf(desk.screen.focusWidget())
    desk.screen.do("panel")

    assert desk.screen.canvas.hasFocus()
