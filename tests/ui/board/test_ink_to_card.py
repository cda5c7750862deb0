"""What was drawn by hand becomes a card by two taps: on the ink, and on what it is."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from app.domain.board import Axis
from app.domain.drawing import INK
from app.domain.item import ItemType
from app.operations.board import draw_stroke
from board_desk import Desk
from ui.board.ink_to_card import InkToCard
from ui.board.kind_chips import KindChip

CIRCLE = [(300.0, 200.0), (360.0, 170.0), (420.0, 200.0), (360.0, 240.0), (300.0, 200.0)]


def drawn(desk: Desk) -> str:
    """Draw on empty ground and return the stroke's id."""
    draw_stroke(desk.store, CIRCLE, citizen=desk.citizen, board=desk.screen.easel.model.board_id, colour="0", width=2.5)
    desk.wait(lambda: len(desk.screen.easel.view.strokes) == 1)
    return desk.screen.easel.view.strokes[0].ink.id


def chips(desk: Desk) -> list[KindChip]:
    part = desk.screen.part(InkToCard)
    return part.chips.findChildren(KindChip) if part.chips.isVisibleTo(desk.screen) else []


def test_ink_that_is_chosen_becomes_a_card_of_the_kind_that_is_tapped_and_goes_with_it(desk: Desk) -> None:
    desk.screen.model.show_axis(Axis.FREE)
    desk.wait(lambda: desk.screen.easel.view.axis is None)
    stroke = drawn(desk)
    place = desk.screen.easel.scene.strokes[stroke].sceneBoundingRect()
    desk.screen.easel.select([stroke])

    next(each for each in chips(desk) if each.item_type is ItemType.GOAL).click()
    desk.wait(lambda: [each.type for each in desk.items()] == [ItemType.GOAL])
    desk.wait(lambda: desk.screen.easel.view.strokes[0].ink.item is not None)
    goal = desk.items()[0]
    desk.wait(lambda: desk.screen.easel.selected == {goal.id})

    assert desk.screen.easel.view.strokes[0].ink.item == goal.id
    after = desk.screen.easel.scene.strokes[stroke].sceneBoundingRect()
    assert (after.x(), after.y()) == pytest.approx((place.x(), place.y()), abs=0.02)
    assert chips(desk) == []


def test_one_undo_takes_the_card_away_and_leaves_the_ink_where_it_was(desk: Desk) -> None:
    stroke = drawn(desk)
    desk.screen.easel.select([stroke])
    desk.screen.do("ink to card")
    desk.wait(lambda: len(desk.items()) == 1)

    desk.screen.undo()
    desk.wait(lambda: desk.items() == [])

    with desk.store.reader() as reader:
        ink = reader.all(INK, citizen=desk.citizen)
    assert [(each.id, each.item, each.dx, each.dy) for each in ink] == [(stroke, None, None, None)]


def test_the_kinds_are_offered_for_ink_alone(desk: Desk) -> None:
    stroke = drawn(desk)
    goal = desk.add(ItemType.GOAL, "Op kl. 7")
    desk.wait(lambda: goal in desk.screen.easel.scene.shown_cards)

    desk.screen.easel.select([stroke, goal])
    with_a_card = chips(desk), desk.screen.part(InkToCard).further()
    desk.screen.easel.select([stroke])

    assert with_a_card == ([], [])
    assert [each.accessibleName() for each in chips(desk)][:1] != []
    assert [words for _, words, _ in desk.screen.part(InkToCard).further()] == ["Lav et kort af tegningen"]


def test_the_chips_lie_within_the_view_also_for_ink_at_its_edge(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    stroke = drawn(desk)
    desk.screen.easel.canvas.centerOn(QPointF(360, -1000))
    desk.screen.easel.select([stroke])

    view = desk.screen.easel.canvas.viewport().rect()
    assert view.contains(desk.screen.part(InkToCard).chips.geometry())


def test_a_stroke_over_a_card_that_is_not_written_yet_is_kept(desk: Desk) -> None:
    desk.screen.do("new")
    desk.keys("Op kl. 7", Qt.Key.Key_Return)
    desk.screen.do("tool pen")
    room = desk.screen.canvas.viewport().rect().center()

    desk.drag(room - QPoint(40, 10), room + QPoint(40, 10))
    desk.wait(lambda: len(desk.screen.easel.view.strokes) == 1)

    assert desk.troubles == []
