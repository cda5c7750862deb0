"""Ink: calm while it is drawn, where it was drawn when it is kept, in the colour and width that were chosen."""

from math import cos, hypot, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.drawing import Ink
from app.operations.board import encode_stroke
from board_desk import Desk
from ui.board.ink import InkOverlay
from ui.board.ink_tools import WetStroke
from ui.board.pen_row import PenRow
from ui.board.stroke import StrokeItem, points, smooth

NEAR = 1.5
"""How far a kept stroke may lie from what was drawn, in board units: half a unit left out, the rest bent."""


def wave(length: int, high: float, turns: float) -> list[tuple[float, float]]:
    """Return a line of waves, as a hand draws when it writes."""
    return [(each * 2.0, high * sin(each / length * turns * 2 * pi)) for each in range(length)]


def square(side: int) -> list[tuple[float, float]]:
    """Return a square, drawn a unit at a time."""
    return [
        *((float(each), 0.0) for each in range(side)), *((float(side), float(each)) for each in range(side)),
        *((float(side - each), float(side)) for each in range(side)),
    ]  # fmt: skip


def farthest(drawn: list[tuple[float, float]]) -> float:
    """Return how far the kept stroke lies from a point that was drawn, at most."""
    stroke, _ = encode_stroke(drawn)
    path = smooth(points(Ink(stroke=stroke)))
    kept = [path.pointAtPercent(step / 600) for step in range(601)]
    return max(min(hypot(x - at.x(), y - at.y()) for at in kept) for x, y in drawn[::5])


@settings(max_examples=5)
@given(st.integers(60, 160), st.floats(5, 60), st.floats(0.5, 3))
def test_a_kept_stroke_lies_where_it_was_drawn(length: int, high: float, turns: float) -> None:
    assert farthest(wave(length, high, turns)) < NEAR


def test_a_kept_stroke_keeps_its_corners_and_its_rounds() -> None:
    circle = [(80 * cos(each / 30), 80 * sin(each / 30)) for each in range(180)]

    assert farthest(square(90)) < NEAR
    assert farthest(circle) < NEAR


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_stroke_of_few_points_has_a_path(count: int) -> None:
    assert smooth([QPointF(each * 10, each * each) for each in range(count)]).length() > 0


def test_the_tremor_of_a_pen_is_not_drawn_and_the_stroke_ends_where_it_was_lifted(desk: Desk) -> None:
    overlay = InkOverlay(desk.screen.canvas.viewport())
    overlay.begin(Qt.GlobalColor.black, 2.5)  # type: ignore[arg-type]

    for step in range(100):
        overlay.add(QPointF(100 + step * 3, 100 + (1 if step % 2 else -1)), 0.5)
    overlay.finish(QPointF(400, 100), 0.5)
    heights = [point.y() for point in overlay.points[5:-1]]
    before = len(overlay.points)
    overlay.add(QPointF(400.5, 100.2), 0.5)

    assert max(heights) - min(heights) < 1.3
    assert overlay.points[-1] == QPointF(400, 100)
    assert len(overlay.points) == len(overlay.pressures) == before
    overlay.end()


def test_what_is_drawn_shows_at_once_up_to_the_tip(desk: Desk) -> None:
    overlay = InkOverlay(desk.screen.canvas.viewport())
    overlay.begin(Qt.GlobalColor.red, 6.0)  # type: ignore[arg-type]
    for step in range(10):
        overlay.add(QPointF(100 + step * 20, 100))

    image = overlay.grab().toImage()

    assert {image.pixelColor(x, 100).name() for x in (101, 190, 278)} == {"#ff0000"}
    overlay.end()


def test_colour_and_width_are_chosen_by_keys_and_in_the_row_beside_the_pen(desk: Desk) -> None:
    said: list[str] = []
    desk.screen.easel.said.connect(said.append)
    row = desk.screen.findChild(PenRow)
    assert isinstance(row, QWidget)
    was_shown = row.isVisible()

    desk.keys(Qt.Key.Key_C, Qt.Key.Key_W)
    is_shown = row.isVisible()
    QTest.mouseClick(row.colours[2], Qt.MouseButton.LeftButton)
    desk.drag(QPoint(500, 500), QPoint(620, 540))
    desk.wait(lambda: len(desk.view().strokes) == 1)
    desk.keys(Qt.Key.Key_Escape)

    ink = desk.view().strokes[0].ink
    assert (ink.colour, ink.width) == ("2", 5.0)
    assert said == ["Pen: Blå, Tynd", "Pen: Blå, Bred", "Pen: Grøn, Bred"]
    assert (was_shown, is_shown, row.isVisible()) == (False, True, False)


def test_a_stroke_stays_in_sight_from_the_lift_of_the_pen_and_is_there_once(desk: Desk) -> None:
    scene = desk.screen.easel.scene
    desk.keys(Qt.Key.Key_H)

    desk.drag(QPoint(500, 500), QPoint(620, 540))
    at_once = [type(each) for each in scene.items() if isinstance(each, StrokeItem)]
    desk.wait(lambda: len(scene.strokes) == 1)

    assert at_once == [WetStroke]
    assert [type(each) for each in scene.items() if isinstance(each, StrokeItem)] == [StrokeItem]


def test_a_key_takes_the_eraser(desk: Desk) -> None:
    desk.keys(Qt.Key.Key_H)
    desk.drag(QPoint(500, 500), QPoint(620, 500))
    desk.wait(lambda: len(desk.screen.easel.scene.strokes) == 1)

    desk.keys(Qt.Key.Key_X)
    desk.drag(QPoint(560, 480), QPoint(560, 520))

    desk.wait(lambda: desk.view().strokes == ())
