"""Fingers and pens on the board."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from board_desk import Desk


@pytest.fixture(scope="module")
def glass(qapp: QApplication) -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice()


def pen(kind: QPointingDevice.PointerType = QPointingDevice.PointerType.Pen) -> QPointingDevice:
    """A pen with pressure."""
    return QPointingDevice(
        "pen",
        7,
        QInputDevice.DeviceType.Stylus,
        kind,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        1,
        "seat",
        QPointingDeviceUniqueId.fromNumericId(7),
    )


def draw(desk: Desk, points: list[QPoint], device: QPointingDevice, *, pressure: float = 0.5) -> None:
    """Send what a pen sends: press, moves, release."""
    viewport = desk.screen.canvas.viewport()
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(points) - 2), QEvent.Type.TabletRelease]
    for kind, point in zip(kinds, points, strict=True):
        place = QPointF(point)
        event = QTabletEvent(
            kind, device, place, viewport.mapToGlobal(place), pressure, 0, 0, 0.0, 0.0, 0,
            Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
        )  # fmt: skip
        QApplication.sendEvent(viewport, event)


def line(start: QPoint, end: QPoint, steps: int = 8) -> list[QPoint]:
    return [start + (end - start) * step / steps for step in range(steps + 1)]


def ring(middle: QPoint, across: int, down: int) -> list[QPoint]:
    corners = [QPoint(-across, -down), QPoint(across, -down), QPoint(across, down), QPoint(-across, down)]
    return [middle + corner for corner in [*corners, corners[0]]]


def touch(desk: Desk, glass: QPointingDevice) -> Any:
    """Return what sends touches; the window is what Qt delivers them to."""
    return QTest.touchEvent(desk.screen, glass)


def on(desk: Desk, x: int, y: int) -> QPoint:
    """Return the point of the window over a pixel of the board's view."""
    return desk.screen.canvas.viewport().mapTo(desk.screen, QPoint(x, y))


def swipe(desk: Desk, glass: QPointingDevice, start: QPoint, end: QPoint) -> None:
    points = [on(desk, point.x(), point.y()) for point in line(start, end)]
    touch(desk, glass).press(0, points[0]).commit()
    for point in points[1:]:
        touch(desk, glass).move(0, point).commit()
    touch(desk, glass).release(0, points[-1]).commit()


def test_a_pen_draws_ink_with_pressure_whatever_tool_is_chosen(desk: Desk) -> None:
    draw(desk, line(QPoint(300, 400), QPoint(500, 430)), pen(), pressure=0.8)
    desk.wait(lambda: len(desk.view().strokes) == 1)

    ink = desk.view().strokes[0].ink
    assert set(ink.pressures) == {204}
    assert ink.item is None
    desk.wait(lambda: len(desk.screen.canvas.board.strokes) == 1)


def test_a_ring_drawn_round_a_card_belongs_to_the_card(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-20", life_area=LifeArea.WORK)

    draw(desk, ring(desk.middle(goal), 120, 70), pen())
    desk.wait(lambda: len(desk.view().strokes) == 1)

    stroke = desk.view().strokes[0]
    assert stroke.ink.item == goal
    assert (stroke.x, stroke.y) == (desk.card(goal).spot.x, desk.card(goal).spot.y)


def test_the_other_end_of_the_pen_rubs_out_what_it_touches_as_one_act(desk: Desk) -> None:
    draw(desk, line(QPoint(300, 400), QPoint(500, 400)), pen())
    draw(desk, line(QPoint(300, 440), QPoint(500, 440)), pen())
    desk.wait(lambda: len(desk.screen.canvas.board.strokes) == 2)

    draw(desk, line(QPoint(400, 380), QPoint(400, 460), 16), pen(QPointingDevice.PointerType.Eraser))
    desk.wait(lambda: desk.view().strokes == ())
    desk.screen.undo()

    desk.wait(lambda: len(desk.view().strokes) == 2)


def test_a_dot_of_the_pen_on_a_card_chooses_the_card(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-20")

    draw(desk, [desk.middle(goal)] * 3, pen())

    assert desk.screen.easel.selected == {goal}
    assert desk.view().strokes == ()


def test_a_palm_is_not_heard_while_the_pen_is_near(desk: Desk, glass: QPointingDevice) -> None:
    before = desk.screen.canvas.seen()

    draw(desk, line(QPoint(300, 400), QPoint(340, 430)), pen())
    swipe(desk, glass, QPoint(600, 500), QPoint(500, 450))

    assert desk.screen.canvas.seen() == before


def test_a_card_that_the_palm_has_dragged_goes_back_when_the_pen_comes(desk: Desk, glass: QPointingDevice) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-01")
    place, start = desk.screen.easel.scene.card_item(goal).pos(), desk.middle(goal)
    touch(desk, glass).press(0, on(desk, start.x(), start.y())).commit()
    touch(desk, glass).move(0, on(desk, start.x() + 60, start.y())).commit()
    was_dragged = desk.screen.easel.scene.card_item(goal).pos() != place

    draw(desk, line(QPoint(300, 560), QPoint(340, 590)), pen())
    touch(desk, glass).release(0, on(desk, start.x() + 60, start.y())).commit()
    desk.wait(lambda: len(desk.screen.canvas.board.strokes) == 1)

    assert was_dragged
    assert desk.screen.easel.scene.card_item(goal).pos() == place
    assert desk.item(goal).due == "2026-12-01"
    assert desk.add(ItemType.IDEA, "Kom siden") in desk.screen.easel.scene.cards


def test_one_finger_on_empty_ground_pans(desk: Desk, glass: QPointingDevice) -> None:
    before = desk.screen.canvas.seen()

    swipe(desk, glass, QPoint(600, 500), QPoint(500, 450))

    after = desk.screen.canvas.seen()
    assert abs(after.left() - before.left() - 100) <= 2
    assert abs(after.top() - before.top() - 50) <= 2


def test_one_finger_on_a_card_drags_it(desk: Desk, glass: QPointingDevice) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-01", life_area=LifeArea.HOME)

    swipe(desk, glass, desk.middle(goal), desk.middle(goal) + QPoint(90, 0))

    desk.wait(lambda: desk.item(goal).due == "2026-12-21")


def test_two_taps_on_empty_ground_open_a_blank_card(desk: Desk, glass: QPointingDevice) -> None:
    for _ in range(2):
        touch(desk, glass).press(0, on(desk, 600, 300)).commit()
        touch(desk, glass).release(0, on(desk, 600, 300)).commit()

    assert desk.screen.easel.is_writing
    desk.keys("Hunden", Qt.Key.Key_Return)
    desk.wait(lambda: [item.title for item in desk.items()] == ["Hunden"])


def test_a_tool_and_a_place_are_two_taps_to_a_card(desk: Desk, glass: QPointingDevice) -> None:
    desk.screen.do("card goal")

    touch(desk, glass).press(0, on(desk, 700, 300)).commit()
    touch(desk, glass).release(0, on(desk, 700, 300)).commit()
    desk.keys("Et job", Qt.Key.Key_Return)

    desk.wait(lambda: [item.type for item in desk.items()] == [ItemType.GOAL])


def test_two_fingers_zoom_where_they_lie(desk: Desk, glass: QPointingDevice) -> None:
    canvas = desk.screen.canvas
    under = canvas.to_board(QPointF(500, 300))

    touch(desk, glass).press(0, on(desk, 450, 300)).press(1, on(desk, 550, 300)).commit()
    touch(desk, glass).move(0, on(desk, 450, 300)).move(1, on(desk, 550, 300)).commit()
    touch(desk, glass).move(0, on(desk, 400, 300)).move(1, on(desk, 600, 300)).commit()
    touch(desk, glass).release(0, on(desk, 400, 300)).release(1, on(desk, 600, 300)).commit()

    assert canvas.zoom == pytest.approx(2.0, rel=0.02)
    assert (canvas.to_view(under) - QPointF(500, 300)).manhattanLength() <= 4


def test_three_fingers_ask_to_hide_the_board(desk: Desk, glass: QPointingDevice) -> None:
    places = [on(desk, 400 + 60 * each, 300) for each in range(3)]

    with desk.qtbot.waitSignal(desk.screen.hide_wanted):
        fingers = touch(desk, glass)
        for each, place in enumerate(places):
            fingers.press(each, place)
        fingers.commit()
        moved = touch(desk, glass)
        for each, place in enumerate(places):
            moved.move(each, place + QPoint(0, 2))
        moved.commit()
    lifted = touch(desk, glass)
    for each, place in enumerate(places):
        lifted.release(each, place)
    lifted.commit()
