"""While the zoom moves the last picture is stretched; it leaves no hole, keeps its place, and is sharp at rest."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage

from app.domain.item import ItemType
from board_desk import Desk
from ui import theme
from ui.board.gliding import Gliding

STEPS_OUT = 8


@pytest.fixture
def goals(desk: Desk) -> list[str]:
    """Some goals on the board, which stands at 100 % with the first of them in the middle."""
    made = [desk.add(ItemType.GOAL, f"Mål {place}", due=f"{2027 + place}-01-20") for place in range(4)]
    canvas = desk.screen.canvas
    canvas.set_zoom(1.0)
    spot = desk.card(made[0]).spot
    canvas.centerOn(QPointF(spot.x + spot.width / 2, spot.y + spot.height / 2))
    canvas.sharpen()
    return made


def seen(desk: Desk) -> QImage:
    """Return the view as it is painted now."""
    return desk.screen.canvas.viewport().grab().toImage()


def zoomed(desk: Desk, factor: float, *, steps: int) -> QImage:
    """Zoom step by step, each with its frame, and return the last of them."""
    frames = []
    for _ in range(steps):
        desk.screen.canvas.zoom_by(factor)
        frames.append(seen(desk))
    return frames[-1]


def is_of_goal(colour: QColor) -> bool:
    """Tell whether a pixel has about the colour of a goal's bar."""
    bar = theme.current().kind(ItemType.GOAL).text
    return abs(colour.red() - bar.red()) + abs(colour.green() - bar.green()) + abs(colour.blue() - bar.blue()) < 40


def places_of_bar(desk: Desk, identity: str, picture: QImage) -> bool:
    """Tell whether the bar at the left of a card is painted where the card lies."""
    spot = desk.card(identity).spot
    bar = desk.point(spot.x + 2.5, spot.y + spot.height * 0.7)
    return any(is_of_goal(picture.pixelColor(bar.x() + by, bar.y())) for by in (-1, 0, 1))


@pytest.mark.parametrize("factor", [1.15, 1 / 1.15])
def test_cards_lie_in_a_stretched_picture_where_they_lie(desk: Desk, goals: list[str], factor: float) -> None:
    picture = zoomed(desk, factor, steps=4)

    assert desk.screen.canvas.gliding.is_on
    assert places_of_bar(desk, goals[0], picture)


def test_what_comes_into_view_while_zooming_out_is_painted_at_once(desk: Desk, goals: list[str]) -> None:
    inside = desk.screen.canvas.viewport().rect()
    before = [each for each in goals if inside.contains(desk.middle(each))]

    picture = zoomed(desk, 1 / 1.2, steps=STEPS_OUT)

    shown = [each for each in goals if inside.contains(desk.middle(each))]
    assert len(shown) > len(before)
    assert all(places_of_bar(desk, each, picture) for each in shown)


def test_at_rest_all_is_as_sharp_as_if_the_zoom_had_jumped_there(desk: Desk, goals: list[str]) -> None:
    canvas = desk.screen.canvas
    zoomed(desk, 1 / 1.2, steps=3)
    desk.wait(lambda: not canvas.gliding.is_on)
    at_rest = seen(desk)

    canvas.set_zoom(canvas.zoom)
    canvas.sharpen()

    assert at_rest == seen(desk)


def test_a_far_zoom_in_is_painted_anew_on_the_way(desk: Desk, goals: list[str]) -> None:
    canvas = desk.screen.canvas
    canvas.set_zoom(0.4)
    last = zoomed(desk, 1.5, steps=4)

    assert isinstance(canvas.gliding, Gliding)
    assert canvas.zoom > 2
    assert places_of_bar(desk, goals[0], last)


def test_what_stands_beside_the_zoom_in_the_foot_stays_there_while_it_moves(desk: Desk, goals: list[str]) -> None:
    foot = desk.screen.foot
    zoomed(desk, 1.1, steps=8)
    before = foot.fit.geometry()

    zoomed(desk, 1 / 1.1, steps=14)

    assert foot.percent.text() == "56 %"
    assert foot.fit.geometry() == before
