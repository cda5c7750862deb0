"""What is in view is found without walking the board, and from afar the board is one picture until it differs."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.board import Board
from app.domain.connector import Connector
from app.domain.drawing import Ink
from app.domain.goal import Goal
from app.domain.wish import Wish
from app.queries.board import BoardView, CardView, LinkView, StrokeView, difference, kept
from app.queries.layout import Spot
from ui.board.grid import Grid, Nearing
from ui.board.laid import Laid
from ui.board.optics import optics
from ui.board.overview import Overview

PLACES = st.floats(-3_000, 3_000)
NAMES = "abcd"
Things = tuple[dict[str, tuple[int, int]], set[str], set[str]]
BOARDS = st.tuples(
    st.dictionaries(st.sampled_from(NAMES), st.tuples(st.integers(0, 1_800), st.integers(0, 1_800))),
    st.sets(st.sampled_from(NAMES)),
    st.sets(st.sampled_from(NAMES)),
)
CARDS = st.lists(st.tuples(PLACES, PLACES, st.floats(20, 900), st.floats(20, 900)), max_size=30)


def board(*rooms: tuple[float, float, float, float]) -> BoardView:
    """Return a board with a card for each of *rooms*: x, y, width, height."""
    cards = tuple(CardView(Goal(id=str(place)), Spot(*room)) for place, room in enumerate(rooms))
    return BoardView(board=Board(id="tavle"), citizen="borger", today=date(2026, 11, 24), cards=cards)


@given(CARDS, st.lists(st.tuples(PLACES, PLACES), min_size=1, max_size=3))
@settings(max_examples=50)
def test_every_card_that_reaches_into_a_view_that_goes_about_is_found_once(
    rooms: list[tuple[float, float, float, float]], corners: list[tuple[float, float]]
) -> None:
    nearing, found = Nearing(Grid(board(*rooms))), list[str]()

    for x, y in corners:
        seen = QRectF(x, y, 1_600, 1_000)
        found += [thing.id for thing in nearing.things(seen)]
        assert {str(place) for place, room in enumerate(rooms) if QRectF(*room).intersects(seen)} <= set(found)

    assert len(found) == len(set(found))


def test_what_lies_far_from_the_view_is_left_out() -> None:
    grid = Grid(board((0, 0, 200, 130), (9_000, 0, 200, 130)))

    assert [thing.id for thing in Nearing(grid).things(QRectF(0, 0, 800, 600))] == ["0"]


def test_the_far_picture_is_kept_until_a_card_moves(qapp: QApplication) -> None:
    overview, viewport, look = Overview(), QWidget(), optics(0.1, ratio=0.1)
    viewport.resize(200, 100)
    list(overview.filling(Laid(board((0, 0, 400, 400)))))
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


@given(st.lists(BOARDS, min_size=2, max_size=4), st.data())
@settings(max_examples=40)
def test_a_far_view_that_followed_change_by_change_is_one_made_anew(
    qapp: QApplication, boards: list[Things], data: st.DataObject
) -> None:
    overview, shown = Overview(), _board_of(*boards[0])
    list(overview.filling(Laid(shown)))
    for things in boards[1:]:
        before, shown = shown, kept(shown, _board_of(*things))
        if before.cards:
            overview.card_moved(data.draw(st.sampled_from(before.cards)).id, QRectF(0, 0, 300, 300))
        waiting = overview.filling(Laid(shown), difference(before, shown))
        if data.draw(st.booleans()):  # else the next comes before this one is taken in
            list(waiting)

    list(overview.filling(Laid(shown), frozenset()))

    anew = Overview()
    list(anew.filling(Laid(shown)))
    assert _painted(overview) == _painted(anew)


def _board_of(places: dict[str, tuple[int, int]], wishes: set[str], inked: set[str]) -> BoardView:
    """Return a board with cards at *places*, a line from each to the next, and ink under some."""
    cards = tuple(
        CardView((Wish if name in wishes else Goal)(id=name), Spot(x, y, 190.0, 118.0))
        for name, (x, y) in places.items()
    )
    pairs = zip(places, list(places)[1:], strict=False)
    links = tuple(LinkView(Connector(id=one + other, source=one, target=other), one, other) for one, other in pairs)
    ink = tuple(
        StrokeView(Ink(id=f"streg {name}", stroke=(0, 0, 900, 900)), *places[name]) for name in places if name in inked
    )
    return replace(board(), cards=cards, links=links, strokes=ink)


def _painted(overview: Overview) -> QImage:
    picture = QImage(200, 200, QImage.Format.Format_RGB32)
    picture.fill(0)
    painter = QPainter(picture)
    painter.scale(0.1, 0.1)
    overview.paint(painter, optics(0.1, ratio=0.1))
    painter.end()
    return picture


def _cover(painter: QPainter, colour: QColor) -> None:
    painter.fillRect(QRectF(-10_000, -10_000, 20_000, 20_000), colour)
