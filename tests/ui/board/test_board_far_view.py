"""What is in view is found without walking the board, and from afar the board is one picture until it differs."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QTransform
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.board import Board
from app.domain.goal import Goal
from app.queries.board import BoardView, CardView
from app.queries.layout import Spot
from ui.board.grid import Grid
from ui.board.optics import optics
from ui.board.overview import Overview

PLACES = st.floats(-3_000, 3_000)
CARDS = st.lists(st.tuples(PLACES, PLACES, st.floats(20, 900), st.floats(20, 900)), max_size=30)


def board(*rooms: tuple[float, float, float, float]) -> BoardView:
    """Return a board with a card for each of *rooms*: x, y, width, height."""
    cards = tuple(CardView(Goal(id=str(place)), Spot(*room)) for place, room in enumerate(rooms))
    return BoardView(board=Board(id="tavle"), citizen="borger", today=date(2026, 11, 24), cards=cards)


@given(CARDS, PLACES, PLACES)
@settings(max_examples=50)
def test_every_card_that_reaches_into_view_is_found(
    rooms: list[tuple[float, float, float, float]], x: float, y: float
) -> None:
    seen = QRectF(x, y, 1_600, 1_000)

    found = {thing.id for thing in Grid(board(*rooms)).within(seen)}

    assert {str(place) for place, room in enumerate(rooms) if QRectF(*room).intersects(seen)} <= found


def test_what_lies_far_from_the_view_is_left_out() -> None:
    found = [thing.id for thing in Grid(board((0, 0, 200, 130), (9_000, 0, 200, 130))).within(QRectF(0, 0, 800, 600))]

    assert found == ["0"]


def test_the_far_picture_is_kept_until_a_card_moves(qapp: QApplication) -> None:
    overview, viewport, look = Overview(), QWidget(), optics(0.1, ratio=0.1)
    viewport.resize(200, 100)
    overview.fill(board((0, 0, 400, 400)))
    transform = QTransform.fromScale(0.1, 0.1)
    ground = QColor("white")

    def painted() -> tuple[int, QColor, QColor]:
        picture = overview.picture(viewport, transform, look, lambda painter: _cover(painter, ground))
        image = picture.toImage()
        return picture.cacheKey(), image.pixelColor(20, 20), image.pixelColor(120, 20)

    before, again = painted(), painted()
    overview.card_moved("0", QRectF(1_000, 0, 400, 400))
    after = painted()

    assert before == again
    assert (before[1], before[2]) == (after[2], after[1])
    assert before[1] != ground
    assert after[1] == ground


def _cover(painter: QPainter, colour: QColor) -> None:
    painter.fillRect(QRectF(-10_000, -10_000, 20_000, 20_000), colour)
