"""Guides: what is dragged comes into line with what is near, and only then are lines shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.board import Axis
from app.domain.item import ItemType
from board_desk import Desk
from ui.board.guides import Others, snapped

REACH = 6.0
room = st.builds(QRectF, *[st.integers(-500, 500)] * 2, *[st.integers(20, 300)] * 2)


@settings(max_examples=40)
@given(room, st.lists(room, max_size=8))
def test_nothing_goes_farther_than_it_reaches_and_a_second_look_finds_it_in_line(
    moving: QRectF, others: list[QRectF]
) -> None:
    snap = snapped(moving, Others.of(others), REACH)
    again = snapped(moving.translated(snap.by), Others.of(others), REACH)

    assert max(abs(snap.by.x()), abs(snap.by.y())) <= REACH
    assert again.by.manhattanLength() < 1e-9


@pytest.mark.parametrize(
    ("moving", "by", "line"),
    [
        (QRectF(104, 300, 200, 100), QPointF(-4, 0), QLineF(100, 0, 100, 400)),
        (QRectF(303, 300, 50, 100), QPointF(-3, 0), QLineF(300, 0, 300, 400)),
        (QRectF(152, 300, 100, 50), QPointF(-2, 0), QLineF(200, 0, 200, 350)),
        (QRectF(400, 97, 50, 180), QPointF(0, 3), QLineF(100, 100, 450, 100)),
        (QRectF(112, 300, 160, 100), QPointF(), None),
    ],
    ids=["left edges", "edge to edge", "middles", "bottom to top", "too far"],
)
def test_a_thing_comes_into_line_with_another(moving: QRectF, by: QPointF, line: QLineF | None) -> None:
    snap = snapped(moving, Others.of([QRectF(100, 0, 200, 100)]), REACH)

    assert snap.by == by
    assert (line in snap.lines) is (line is not None)


@pytest.mark.parametrize(
    ("moving", "by"),
    [(QRectF(404, 15, 60, 50), -4.0), (QRectF(-163, 15, 60, 50), 3.0), (QRectF(132, 15, 40, 50), -2.0)],
    ids=["after two", "before two", "between two"],
)
def test_a_thing_comes_to_equal_gaps(moving: QRectF, by: float) -> None:
    snap = snapped(moving, Others.of([QRectF(0, 0, 100, 100), QRectF(200, 5, 100, 103)]), REACH)

    assert snap.by.x() == by
    level = [line for line in snap.lines if line.y1() == line.y2() == moving.center().y()]
    assert len({round(line.length(), 6) for line in level}) == 1
    assert len(level) == 2


def hold(desk: Desk, identity: str, by: QPoint, modifiers: Qt.KeyboardModifier) -> QPoint:
    """Take a card, drag it by some pixels with keys held, and return where the pointer is."""
    viewport, start = desk.screen.canvas.viewport(), desk.middle(identity)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for place in (start + by / 2, start + by):
        at = QPointF(place)
        event = QMouseEvent(
            QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton,
            modifiers,
        )  # fmt: skip
        QApplication.sendEvent(viewport, event)
    return start + by


def painted(desk: Desk, place: QPointF) -> str:
    """Return the colour of the view at a place on the board."""
    return desk.screen.canvas.viewport().grab().toImage().pixelColor(desk.point(place.x(), place.y())).name()


def test_a_dragged_card_comes_into_line_unless_ctrl_is_held_and_lines_show_it_while_it_is_dragged(desk: Desk) -> None:
    desk.screen.model.show_axis(Axis.FREE)
    desk.wait(lambda: desk.screen.easel.view.axis is None)
    desk.screen.canvas.set_zoom(1.0)
    desk.screen.canvas.centerOn(450, 300)
    board = desk.view().board.id
    desk.add(ItemType.IDEA, "Ligger", board=board, at=(100, 100))
    card = desk.add(ItemType.IDEA, "Flyttes", board=board, at=(500, 400))
    between = QPointF(100, 300)
    before = painted(desk, between)

    hold(desk, card, QPoint(-396, 0), Qt.KeyboardModifier.ControlModifier)
    loose = desk.screen.easel.scene.cards[card].x()
    desk.keys(Qt.Key.Key_Escape)
    end = hold(desk, card, QPoint(-396, 0), Qt.KeyboardModifier.NoModifier)
    during = painted(desk, between)
    QTest.mouseRelease(desk.screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=end)
    desk.wait(lambda: desk.card(card).spot.x == 100.0)

    assert loose == 104.0
    assert during != before
    assert painted(desk, between) == before


def test_on_a_time_axis_a_card_goes_to_its_day_and_to_nothing_else(desk: Desk) -> None:
    desk.add(ItemType.GOAL, "Ligger", due="2026-12-01")
    card = desk.add(ItemType.GOAL, "Flyttes", due="2026-12-20")
    start = desk.screen.easel.scene.cards[card].x()

    end = hold(desk, card, QPoint(-84, 0), Qt.KeyboardModifier.NoModifier)
    dragged = desk.screen.easel.scene.cards[card].x()
    QTest.mouseRelease(desk.screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=end)
    desk.wait(lambda: desk.item(card).due == "2026-12-01")

    assert dragged == start - 84 / desk.screen.canvas.scale_
