"""Frames: drawn, named, resized, moved with what lies in them; and how long an intervention lasts."""

import pytest
from PySide6.QtCore import QPoint, Qt

from app.domain.board import Axis
from app.domain.item import ItemType
from app.operations.board import add_frame, add_label, draw_stroke
from app.operations.undoing import undo
from app.queries.layout import DAY_WIDTH, x_of
from board_desk import TODAY, Desk
from ui.board.grips import grips


@pytest.fixture
def free(desk: Desk) -> Desk:
    """A board without a time axis, at 100 % with its corner in view."""
    desk.screen.model.show_axis(Axis.FREE)
    desk.wait(lambda: desk.screen.easel.view.axis is None)
    desk.screen.canvas.set_zoom(1.0)
    desk.screen.canvas.centerOn(450, 250)
    return desk


def framed(desk: Desk) -> str:
    """Put a frame on the board and return its id."""
    frame = add_frame(desk.store, citizen=desk.citizen, board=desk.view().board.id, at=(100, 60), size=(400, 300))
    desk.wait(lambda: frame in desk.screen.easel.scene.frames)
    return frame


def test_a_frame_is_drawn_by_dragging_and_named_at_once(free: Desk) -> None:
    free.screen.do("tool frame")
    free.drag(free.point(100, 60), free.point(500, 360))
    free.wait(lambda: free.screen.easel.is_writing)
    free.keys("Familien", Qt.Key.Key_Return)
    free.wait(lambda: [each.title for each in free.view().frames] == ["Familien"])

    frame = free.view().frames[0]
    assert (frame.x, frame.y, frame.width, frame.height) == (100.0, 60.0, 400.0, 300.0)


def test_a_key_draws_a_frame_round_what_is_chosen(free: Desk) -> None:
    card = free.add(ItemType.IDEA, "Hunden", board=free.view().board.id, at=(300, 200))
    free.screen.easel.select([card])

    free.keys(Qt.Key.Key_F)
    free.wait(lambda: len(free.view().frames) == 1)

    frame, spot = free.view().frames[0], free.card(card).spot
    assert (frame.x or 0) < spot.x
    assert (frame.y or 0) < spot.y
    assert (frame.x or 0) + (frame.width or 0) > spot.x + spot.width


def test_a_frame_carries_what_lies_in_it_and_nothing_else_as_one_act(free: Desk) -> None:
    board, frame = free.view().board.id, framed(free)
    within = free.add(ItemType.IDEA, "I rammen", board=board, at=(150, 120))
    beside = free.add(ItemType.IDEA, "Ved siden af", board=board, at=(600, 120))
    add_label(free.store, citizen=free.citizen, board=board, at=(150, 280), text="Nu")
    draw_stroke(free.store, [(380, 150), (440, 180)], citizen=free.citizen, board=board)
    free.wait(lambda: len(free.screen.easel.scene.strokes) + len(free.screen.easel.scene.labels) == 2)

    free.drag(free.point(104, 300), free.point(134, 320))
    free.wait(lambda: free.view().frames[0].x == 130.0)
    view = free.view()

    assert {card.id: (card.spot.x, card.spot.y) for card in view.cards} == {
        within: (180.0, 140.0), beside: (600.0, 120.0),
    }  # fmt: skip
    assert (view.labels[0].x, view.labels[0].y) == (180.0, 300.0)
    assert (view.strokes[0].x, view.strokes[0].y) == (30.0, 20.0)
    assert free.screen.easel.selected == {frame}
    undo(free.store, citizen=free.citizen)
    assert {(card.spot.x, card.spot.y) for card in free.view().cards} == {(150.0, 120.0), (600.0, 120.0)}


def test_a_frame_on_a_time_axis_changes_no_date_when_it_is_moved(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-20")
    spot = desk.card(goal).spot
    frame = add_frame(
        desk.store, citizen=desk.citizen, board=desk.view().board.id, at=(spot.x - 40, spot.y - 40), size=(300, 200)
    )
    desk.wait(lambda: frame in desk.screen.easel.scene.frames)

    desk.drag(desk.point(spot.x - 36, spot.y + 60), desk.point(spot.x + 60, spot.y + 60))
    desk.wait(lambda: (desk.view().frames[0].x or 0) > spot.x)

    assert desk.item(goal).due == "2026-12-20"


def test_a_frame_is_resized_by_its_corner_and_by_keys(free: Desk) -> None:
    free.screen.easel.select([framed(free)])

    free.drag(free.point(500, 360), free.point(560, 380))
    free.wait(lambda: free.view().frames[0].width == 460.0)
    free.keys((Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier))
    free.wait(lambda: free.view().frames[0].width == 484.0)

    assert free.view().frames[0].height == 320.0


def test_the_end_of_an_intervention_is_dragged_to_a_day_but_not_before_its_start(desk: Desk) -> None:
    mentor = desk.add(ItemType.INTERVENTION, "Mentor", start="2026-12-01", end="2026-12-24")
    desk.screen.easel.select([mentor])
    place = grips(desk.screen.easel)[0].place
    end = desk.point(place.x(), place.y())

    desk.drag(end, end + QPoint(round(7 * DAY_WIDTH), 0))
    desk.wait(lambda: desk.item(mentor).end == "2026-12-31")
    desk.wait(lambda: desk.card(mentor).item.end == "2026-12-31")  # type: ignore[attr-defined]
    place = grips(desk.screen.easel)[0].place
    desk.drag(desk.point(place.x(), place.y()), desk.point(x_of(TODAY) - 90, place.y()))
    desk.wait(lambda: desk.item(mentor).end == "2026-12-01")
    undo(desk.store, citizen=desk.citizen)

    assert (desk.item(mentor).start, desk.item(mentor).end) == ("2026-12-01", "2026-12-31")


@pytest.mark.parametrize("is_touched", [False, True])
def test_the_end_of_an_intervention_is_taken_apart_from_the_corner_of_its_card(desk: Desk, is_touched: bool) -> None:
    mentor = desk.add(ItemType.INTERVENTION, "Mentor", start="2026-12-01")
    desk.screen.easel.select([mentor])
    desk.screen.canvas.is_touched = is_touched

    corner = desk.screen.easel.scene.cards[mentor].frame().bottom()

    assert grips(desk.screen.easel)[0].place.y() - corner > 2 * desk.screen.canvas.handle_radius()


def test_the_end_of_an_intervention_is_moved_by_keys(desk: Desk) -> None:
    mentor = desk.add(ItemType.INTERVENTION, "Mentor", start="2026-12-01", end="2026-12-24")
    desk.screen.easel.select([mentor])

    desk.keys((Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier))

    desk.wait(lambda: desk.item(mentor).end == "2026-12-25")
