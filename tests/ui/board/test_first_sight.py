"""What is seen of a board when it opens: cards, never an empty place beside them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.operations.items import add_item
from board_desk import TODAY, Desk
from ui.board.first_sight import first_sight

ROOM = QSizeF(800, 500)
HOME = QPointF(0, 0)


def frame(x: float, y: float) -> QRectF:
    return QRectF(x, y, 196, 106)


def seen(frames: list[QRectF]) -> int:
    view = QRectF(first_sight(frames, room=ROOM, home=HOME), ROOM)
    return sum(view.contains(each) for each in frames)


def in_view(desk: Desk) -> int:
    canvas = desk.screen.canvas
    return sum(canvas.seen().contains(each.frame()) for each in canvas.board.cards.values())


def test_a_board_begins_at_home_while_there_is_nothing_on_it() -> None:
    assert first_sight([], room=ROOM, home=HOME) == HOME


def test_a_board_begins_at_home_as_long_as_cards_are_there() -> None:
    frames = [frame(20, 20), frame(300, 20), frame(3_000, 20), frame(3_000, 200), frame(3_200, 20)]

    assert first_sight(frames, room=ROOM, home=HOME) == HOME


def test_a_board_begins_where_most_cards_are_when_home_has_but_one() -> None:
    frames = [frame(20, 20), *(frame(3_000 + x, 2_000 + y) for x in (0, 220, 440) for y in (0, 120, 240))]

    assert seen(frames) == 9


@given(places=st.lists(st.tuples(st.integers(-9_000, 9_000), st.integers(0, 9_000)), min_size=1, max_size=30))
def test_wherever_the_cards_are_one_is_in_view(places: list[tuple[int, int]]) -> None:
    assert seen([frame(x, y) for x, y in places]) >= 1


@given(
    places=st.lists(
        st.tuples(
            st.integers(-9_000, 9_000), st.integers(0, 9_000), st.sampled_from([196, 420]), st.sampled_from([106, 230])
        ),
        min_size=1,
        max_size=20,
    ),
    room=st.sampled_from([QSizeF(150, 80), QSizeF(196, 106), QSizeF(210, 300), QSizeF(300, 120)]),
)
def test_in_a_view_smaller_than_a_card_a_card_begins(places: list[tuple[int, int, int, int]], room: QSizeF) -> None:
    frames = [QRectF(*place) for place in places]

    view = QRectF(first_sight(frames, room=room, home=QPointF(-20_000, -20_000)), room)

    assert any(view.contains(each.topLeft()) for each in frames)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_plan_with_one_card_near_today_opens_where_its_cards_are(
    make_desk: Callable[..., Desk], scale: float
) -> None:
    first = make_desk()
    add_item(first.store, citizen=first.citizen, type=ItemType.IDEA, title="Alene", life_area=LifeArea.DAYS)
    for place in range(30):
        add_item(
            first.store,
            citizen=first.citizen,
            type=ItemType.GOAL,
            title=f"Mål {place}",
            life_area=LifeArea.WORK,
            due=(TODAY + timedelta(days=500 + place)).isoformat(),
        )

    again = make_desk(scale=scale)
    again.wait(lambda: len(again.view().cards) == 31 and bool(again.screen.canvas.board.cards))

    assert again.screen.canvas.zoom == 1.0
    assert in_view(again) >= (3 if scale == 1.0 else 1)
