"""Groups, alignment and equal gaps: by keys and by the menu, one act each."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.domain.board import Axis
from app.domain.item import ItemType
from app.operations.board import add_label
from app.operations.undoing import undo
from board_desk import Desk
from ui.board.arranging import ALIGNED, Arranging, aligned, spread

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
GROUP, UNGROUP = (Qt.Key.Key_G, CTRL), (Qt.Key.Key_G, CTRL | SHIFT)
rooms = st.lists(
    st.builds(QRectF, *[st.integers(-5_000, 5_000)] * 2, *[st.integers(1, 400)] * 2), min_size=3, max_size=9
)


@pytest.fixture
def free(desk: Desk) -> Desk:
    """A board without a time axis, at 100 % with its corner in view."""
    desk.screen.model.show_axis(Axis.FREE)
    desk.wait(lambda: desk.screen.easel.view.axis is None)
    desk.screen.canvas.set_zoom(1.0)
    desk.screen.canvas.centerOn(450, 300)
    return desk


def three(desk: Desk) -> list[str]:
    """Put three cards on the board, none in line with another."""
    board = desk.view().board.id
    places = [(60.0, 40.0), (330.0, 190.0), (640.0, 420.0)]
    return [desk.add(ItemType.IDEA, f"Kort {at[0]:.0f}", board=board, at=at) for at in places]


def places(desk: Desk, ids: list[str]) -> list[tuple[float, float]]:
    """Return where cards lie in the store."""
    spots = {card.id: card.spot for card in desk.view().cards}
    return [(spots[each].x, spots[each].y) for each in ids]


def heard(desk: Desk) -> list[str]:
    told: list[str] = []
    desk.screen.told.connect(lambda words, _undo: told.append(words))
    return told


@settings(max_examples=30)
@given(rooms, st.sampled_from(list(ALIGNED)))
def test_things_in_line_share_the_edge_of_them_all(known: list[QRectF], edge: str) -> None:
    moved = [room.translated(*by) for room, by in zip(known, aligned(known, edge), strict=True)]
    shared = {
        "left": [room.left() for room in moved], "right": [room.right() for room in moved],
        "centre": [room.center().x() for room in moved], "top": [room.top() for room in moved],
        "bottom": [room.bottom() for room in moved], "middle": [room.center().y() for room in moved],
    }[edge]  # fmt: skip

    assert max(shared) - min(shared) < 1e-6


@settings(max_examples=30)
@given(rooms, st.booleans())
def test_spread_things_have_equal_gaps_and_the_outermost_stay(known: list[QRectF], is_across: bool) -> None:
    steps = spread(known, is_across=is_across)
    spans = [(room.left(), room.right()) if is_across else (room.top(), room.bottom()) for room in known]
    order = sorted(range(len(spans)), key=lambda place: sum(spans[place]))
    moved = [(spans[each][0] + sum(steps[each]), spans[each][1] + sum(steps[each])) for each in order]
    gaps = [after[0] - before[1] for before, after in pairwise(moved)]

    assert max(gaps) - min(gaps) < 1e-6
    assert abs(moved[0][0] - spans[order[0]][0]) < 1e-6
    assert abs(moved[-1][1] - spans[order[-1]][1]) < 1e-6


def test_keys_put_cards_in_line_and_spread_them_each_as_one_act(free: Desk) -> None:
    cards = three(free)
    before = places(free, cards)
    free.screen.easel.select(cards)

    free.keys((Qt.Key.Key_Left, CTRL | SHIFT))
    free.wait(lambda: {x for x, _ in places(free, cards)} == {60.0})
    undo(free.store, citizen=free.citizen)
    free.wait(lambda: free.card(cards[2]).spot.x == 640.0)
    free.keys((Qt.Key.Key_H, CTRL | SHIFT))
    free.wait(lambda: places(free, cards)[1] == (350.0, 190.0))
    undo(free.store, citizen=free.citizen)

    assert places(free, cards) == before


def test_a_group_is_chosen_and_moved_as_one_until_it_is_dissolved(free: Desk) -> None:
    one, two, three_ = cards = three(free)
    label = add_label(free.store, citizen=free.citizen, board=free.view().board.id, at=(60, 300), text="Nu")
    free.wait(lambda: label in free.screen.easel.scene.labels)
    free.screen.easel.select([one, two, label])

    free.keys(GROUP)
    free.wait(lambda: free.view().labels[0].group is not None)
    free.wait(lambda: free.card(two).placement.group is not None)  # type: ignore[union-attr]
    free.screen.easel.select([])
    QTest.mouseClick(free.screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=free.middle(one))
    chosen = set(free.screen.easel.selected)
    free.drag(free.middle(one), free.middle(one) + QPoint(30, 20))
    free.wait(lambda: places(free, cards) == [(90.0, 60.0), (360.0, 210.0), (640.0, 420.0)])

    assert chosen == {one, two, label}
    assert (free.view().labels[0].x, free.view().labels[0].y) == (90.0, 320.0)
    free.wait(lambda: free.card(two).spot.x == 360.0)
    free.keys(UNGROUP)
    free.wait(lambda: free.view().labels[0].group is None)
    free.wait(lambda: free.card(two).placement.group is None)  # type: ignore[union-attr]
    free.screen.easel.select([])
    QTest.mouseClick(free.screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=free.middle(one))
    assert free.screen.easel.selected == {one}
    undo(free.store, citizen=free.citizen)
    assert len({free.view().labels[0].group, *groups(free, [one, two])}) == 1
    assert groups(free, [three_]) == [None]


def groups(desk: Desk, ids: list[str]) -> list[str | None]:
    """Return the groups that cards are in, in the store."""
    found = {card.id: card.placement for card in desk.view().cards}
    return [placement.group if placement is not None else None for placement in map(found.get, ids)]


def test_a_press_on_one_of_a_chosen_group_chooses_it_alone(free: Desk) -> None:
    one, two, _three = three(free)
    free.screen.easel.select([one, two])
    free.keys(GROUP)
    free.wait(lambda: None not in groups(free, [one, two]))
    free.wait(lambda: free.card(one).placement.group is not None)  # type: ignore[union-attr]

    QTest.mouseClick(free.screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=free.middle(one))

    assert free.screen.easel.selected == {one}


def test_second_ones_of_a_group_are_a_group_of_their_own(free: Desk) -> None:
    one, two, _three = three(free)
    free.screen.easel.select([one, two])
    free.keys(GROUP)
    free.wait(lambda: free.card(one).placement.group is not None)  # type: ignore[union-attr]

    free.keys((Qt.Key.Key_D, CTRL))
    free.wait(lambda: len(free.view().cards) == 5)
    new = [card.id for card in free.view().cards if card.id not in (one, two, _three)]

    assert len(set(groups(free, new))) == 1
    assert set(groups(free, new)).isdisjoint({None, *groups(free, [one])})


def test_on_a_time_axis_nothing_is_put_in_line_that_lies_by_its_date(desk: Desk) -> None:
    goals = [desk.add(ItemType.GOAL, f"Mål {day}", due=f"2026-12-{day}") for day in (10, 20)]
    told = heard(desk)
    desk.screen.easel.select(goals)

    desk.keys((Qt.Key.Key_Left, CTRL | SHIFT))

    assert told == ["På en tidsakse ligger kortene efter dato. Her kan kun det, der er tegnet, rettes ind."]
    assert [desk.item(each).due for each in goals] == ["2026-12-10", "2026-12-20"]


def test_the_menu_offers_what_the_number_of_chosen_things_allows(free: Desk) -> None:
    cards = three(free)
    free.screen.easel.select(cards[:2])

    menu = free.screen.part(Arranging).open_menu()
    enabled = {line.text() for line in menu.actions() if line.isEnabled() and line.text()}
    next(line for line in menu.actions() if line.text() == "Ret ind foroven").trigger()
    menu.close()
    free.wait(lambda: places(free, cards) == [(60.0, 40.0), (330.0, 40.0), (640.0, 420.0)])

    assert isinstance(menu, QMenu)
    assert "Lige store mellemrum, vandret" not in enabled
    assert {"Saml i en gruppe", "Ret ind foroven"} <= enabled
