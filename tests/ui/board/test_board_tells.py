"""What the board tells: badges on cards, why they are there, what settles them; none of it at a meeting."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.connector import Meaning
from app.domain.item import ItemType
from app.domain.values import State
from app.operations.items import connect
from app.operations.meetings import begin_meeting
from app.queries.tells.tell import TellKind
from board_desk import Desk
from ui.board.badges import BadgeLayer
from ui.board.telling import Telling


def telling(desk: Desk) -> Telling:
    return desk.screen.part(Telling)


def layer(desk: Desk) -> BadgeLayer:
    return telling(desk).badges


def badged(desk: Desk, count: int) -> list[str]:
    """Wait until the board bears *count* badges, and return their cards."""
    desk.wait(lambda: len(layer(desk).items) == count)
    return list(layer(desk).items)


def an_overdue(desk: Desk, title: str = "Ringe til banken", **fields: Any) -> str:
    actor = desk.add(ItemType.ACTOR, f"Anne {title}")
    return desk.add(ItemType.AGREEMENT, title, due="2026-11-20", responsible=actor, **fields)


def press_badge(desk: Desk, card: str) -> None:
    place = layer(desk).place(card).center().toPoint()
    QTest.mouseClick(desk.screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)


def button(desk: Desk, words: str) -> QPushButton:
    (found,) = [each for each in telling(desk).popover.findChildren(QPushButton)
                if each.text() == words and each.isVisible()]  # fmt: skip
    return found


def test_a_badge_says_in_words_what_is_wrong_and_its_press_says_why(desk: Desk) -> None:
    late = an_overdue(desk)
    assert badged(desk, 1) == [late]
    assert layer(desk).items[late].badge.words == "Over fristen"

    press_badge(desk, late)

    popover = telling(desk).popover
    assert popover.isVisible()
    assert popover.accessibleName() == "Over fristen"
    assert desk.screen.easel.selected == set()
    shown = [each.text() for each in popover.findChildren(QPushButton) if each.isVisible()]
    assert shown == ["", "Marker som holdt", "Ikke holdt", "Ikke nu"]


def test_what_settles_it_is_done_by_one_press_and_taken_back_by_undo(desk: Desk) -> None:
    late = an_overdue(desk)
    badged(desk, 1)
    press_badge(desk, late)

    QTest.mouseClick(button(desk, "Marker som holdt"), Qt.MouseButton.LeftButton)

    desk.wait(lambda: desk.item(late).state is State.DONE)
    assert badged(desk, 0) == []
    desk.screen.undo()
    assert badged(desk, 1) == [late]
    assert desk.item(late).state is None


def test_everything_is_done_by_keys(desk: Desk) -> None:
    late = an_overdue(desk)
    nobodys = desk.add(ItemType.AGREEMENT, "Skrive")
    badged(desk, 2)
    spoken: list[str] = []
    desk.screen.access.spoken.connect(spoken.append)

    desk.keys(Qt.Key.Key_O)
    assert desk.screen.easel.scene.stage.focused == late
    assert spoken[-1].startswith("Over fristen: «Ringe til banken». Fristen var 20. november 2026.")
    QTest.keyClick(telling(desk).popover.focusWidget(), Qt.Key.Key_O)
    assert desk.screen.easel.scene.stage.focused == nobodys
    QTest.keyClick(telling(desk).popover.focusWidget(), Qt.Key.Key_N)
    assert len(desk.items()) == 3
    QTest.keyClick(telling(desk).popover.focusWidget(), Qt.Key.Key_Return)

    assert not telling(desk).popover.isVisible()
    desk.wait(lambda: desk.screen.panel.isVisible())
    assert desk.screen.easel.selected == {nobodys}
    assert desk.screen.panel.isAncestorOf(desk.screen.focusWidget())


def test_esc_closes_and_keys_mean_the_board_again(desk: Desk) -> None:
    an_overdue(desk)
    badged(desk, 1)
    desk.keys(Qt.Key.Key_O)

    QTest.keyClick(telling(desk).popover.focusWidget(), Qt.Key.Key_Escape)

    assert not telling(desk).popover.isVisible()
    assert desk.screen.canvas.hasFocus()
    assert desk.screen.easel.scene.stage.found == frozenset()


def test_not_now_is_quiet_until_something_changes(desk: Desk) -> None:
    late = an_overdue(desk)
    badged(desk, 1)
    press_badge(desk, late)

    QTest.mouseClick(button(desk, "Ikke nu"), Qt.MouseButton.LeftButton)
    assert badged(desk, 0) == []
    desk.screen.model.edit(desk.item(late), due="2026-11-21")

    assert badged(desk, 1) == [late]


def test_two_goals_that_work_against_each_other_are_framed_together_and_talked_through(desk: Desk) -> None:
    work, home = desk.add(ItemType.GOAL, "Job om aftenen"), desk.add(ItemType.GOAL, "Være hjemme")
    connect(desk.store, citizen=desk.citizen, source=work, target=home, meaning=Meaning.HINDERS)
    assert badged(desk, 1) == [work]

    press_badge(desk, work)
    assert desk.screen.easel.scene.stage.found == {work, home}
    QTest.mouseClick(button(desk, "Det er talt igennem"), Qt.MouseButton.LeftButton)

    assert badged(desk, 0) == []
    assert desk.screen.easel.view.links[0].connector.meaning is Meaning.RELATES


def test_three_badges_are_on_the_board_and_the_foot_counts_the_rest(desk: Desk) -> None:
    for place in range(5):
        desk.add(ItemType.AGREEMENT, f"Aftale {place}")

    badged(desk, 3)
    desk.wait(lambda: bool(desk.screen.foot.told.text()))

    assert desk.screen.foot.told.text() == "2 mere i «Gør klar til møde»"
    assert not desk.screen.foot.told.isHidden()


def test_at_a_meeting_and_on_a_board_that_is_only_read_nothing_is_told(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    late = an_overdue(desk)
    badged(desk, 1)
    held = begin_meeting(desk.store, citizen=desk.citizen)
    others = [make_desk(held=held), make_desk(is_read_only=True)]

    for other in others:
        other.wait(partial(other.screen.easel.scene.shown_cards.__contains__, late))
        telling(other).ask()
        other.qtbot.wait(400)
        other.screen.do("next badge")

    assert [telling(other).badges.items for other in others] == [{}, {}]
    assert [telling(other).further() for other in others] == [[], []]
    assert not any(telling(other).popover.isVisible() for other in others)


def test_a_badge_is_a_button_in_its_card_for_a_screen_reader(desk: Desk) -> None:
    late = an_overdue(desk)
    badged(desk, 1)
    card = desk.screen.access.card(late)

    (count, badge) = card.childCount(), card.child(0)
    assert count == 1
    assert badge is not None
    assert badge.role() == QAccessible.Role.Button
    assert badge.text(QAccessible.Text.Name) == "Over fristen. Hvorfor?"
    assert card.indexOfChild(badge) == 0
    badge.actionInterface().doAction("Press")

    assert telling(desk).popover.isVisible()


@pytest.mark.parametrize("zoom", [0.3, 0.6, 1.0, 2.0])
def test_a_badge_is_as_large_on_the_screen_at_every_zoom(desk: Desk, zoom: float) -> None:
    late = an_overdue(desk)
    badged(desk, 1)

    desk.screen.canvas.set_zoom(zoom)
    desk.screen.canvas.bring_in(desk.screen.canvas.board.cards[late].frame())

    place = layer(desk).place(late)
    assert place.height() >= 24
    assert (place.width() > place.height()) is (zoom >= 0.6)
    assert layer(desk).at(QPointF(place.center())) == late
    spoken = desk.screen.access.card(late).child(0)
    assert spoken is not None
    corner = desk.screen.canvas.viewport().mapToGlobal(QPoint())
    assert spoken.rect().translated(-corner) == place.toRect()


def test_a_folded_card_shows_the_icon_of_its_badge(desk: Desk) -> None:
    late = an_overdue(desk)
    for place in range(40):
        desk.add(ItemType.IDEA, f"Tanke nummer {place}")
    badged(desk, 1)
    desk.screen.easel.fit()

    item = layer(desk).items[late]
    assert desk.screen.canvas.folding.is_folded
    assert item.is_brief
    assert item.frame.width() == item.frame.height()
    assert telling(desk).found.tells[0].kind is TellKind.OVERDUE
