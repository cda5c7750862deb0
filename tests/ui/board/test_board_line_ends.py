"""Lines led to other cards, by mouse and by keys, and who sees to what as a quiet line."""

import pytest
from PySide6.QtCore import Qt

from app.domain.board import Axis
from app.domain.connector import Meaning
from app.domain.item import ItemType
from app.operations.items import connect
from app.operations.undoing import undo
from board_desk import Desk
from ui.board.doers import doers
from ui.board.grips import grips


@pytest.fixture
def free(desk: Desk) -> Desk:
    """A board without a time axis, at 100 % with its corner in view."""
    desk.screen.model.show_axis(Axis.FREE)
    desk.wait(lambda: desk.screen.easel.view.axis is None)
    desk.screen.canvas.set_zoom(1.0)
    desk.screen.canvas.centerOn(450, 250)
    return desk


def joined(desk: Desk) -> tuple[str, str, str, str]:
    """Put three cards on the board, a line from the first to the second, and return their ids and the line's."""
    board = desk.view().board.id
    places = ((60, 60), (400, 60), (400, 320))
    one, two, three = (desk.add(ItemType.IDEA, f"Kort {at[1]}", board=board, at=at) for at in places)
    line = connect(desk.store, citizen=desk.citizen, source=one, target=two, meaning=Meaning.SUPPORTS)
    desk.wait(lambda: line in desk.screen.easel.scene.links)
    return one, two, three, line


def lines(desk: Desk) -> list[tuple[str, str, Meaning | None]]:
    return [(link.source, link.target, link.connector.meaning) for link in desk.view().links]


def done(desk: Desk, chosen: list[str]) -> list[tuple[str, str]]:
    """Return who is shown to see to what while some cards are chosen."""
    desk.screen.easel.select(chosen)
    return [(person.id, card.id) for person, card in doers(desk.screen.easel.scene)]


def test_the_end_of_a_line_is_dragged_to_another_card_and_keeps_its_meaning_in_one_act(free: Desk) -> None:
    one, two, three, line = joined(free)
    free.screen.easel.select([line])
    place = grips(free.screen.easel)[1].place

    free.drag(free.point(place.x(), place.y()), free.middle(three))
    free.wait(lambda: lines(free) == [(one, three, Meaning.SUPPORTS)])
    undo(free.store, citizen=free.citizen)

    assert lines(free) == [(one, two, Meaning.SUPPORTS)]


def test_the_beginning_of_a_line_is_dragged_and_on_empty_ground_it_stays_as_it_was(free: Desk) -> None:
    one, two, three, line = joined(free)
    free.screen.easel.select([line])
    place = grips(free.screen.easel)[0].place

    free.drag(free.point(place.x(), place.y()), free.point(200, 450))
    unchanged = lines(free)
    free.drag(free.point(place.x(), place.y()), free.middle(three))
    free.wait(lambda: lines(free) == [(three, two, Meaning.SUPPORTS)])

    assert unchanged == [(one, two, Meaning.SUPPORTS)]


def test_a_line_is_led_to_another_card_by_keys_alone(free: Desk) -> None:
    one, _two, three, line = joined(free)
    said: list[str] = []
    free.screen.easel.said.connect(said.append)
    free.screen.easel.select([one])

    free.keys(Qt.Key.Key_U)
    chosen = set(free.screen.easel.selected)
    free.keys(Qt.Key.Key_K, Qt.Key.Key_Down, Qt.Key.Key_Return)
    free.wait(lambda: lines(free) == [(one, three, Meaning.SUPPORTS)])

    assert chosen == {line}
    assert said[0] == "«Kort 60» støtter «Kort 60»."


def test_a_line_led_to_where_one_stands_becomes_that_one(free: Desk) -> None:
    one, _two, three, line = joined(free)
    connect(free.store, citizen=free.citizen, source=one, target=three)
    free.wait(lambda: len(free.screen.easel.view.links) == 2)
    free.screen.easel.select([line])

    place = grips(free.screen.easel)[1].place
    free.drag(free.point(place.x(), place.y()), free.middle(three))

    free.wait(lambda: lines(free) == [(one, three, Meaning.LEADS_TO)])


def test_of_two_lines_that_lie_close_the_nearer_one_is_taken(free: Desk) -> None:
    one, _two, three, _line = joined(free)
    connect(free.store, citizen=free.citizen, source=one, target=three)
    free.wait(lambda: len(free.screen.easel.scene.links) == 2)
    scene = free.screen.easel.scene

    taken = [scene.drawn_at(each.path.pointAtPercent(0.15)) for each in scene.links.values()]

    assert taken == list(scene.links.values())


def test_the_word_of_a_short_line_stands_beside_it_over_others_clear_of_the_points_at_its_ends(free: Desk) -> None:
    board, scene, canvas = free.view().board.id, free.screen.easel.scene, free.screen.canvas
    one = free.add(ItemType.IDEA, "Beholde lejligheden", board=board, at=(60, 60))
    below = scene.cards[one].frame().bottom() + 16
    two = free.add(ItemType.IDEA, "Op kl. 7", board=board, at=(60, below))
    line = connect(free.store, citizen=free.citizen, source=one, target=two, meaning=Meaning.HINDERS)
    quiet = connect(free.store, citizen=free.citizen, source=two, target=one, meaning=Meaning.LEADS_TO)
    free.wait(lambda: {line, quiet} <= scene.links.keys())
    free.screen.easel.select([line])

    room = scene.links[line].word_room()
    image = canvas.grab().toImage()
    rims = [canvas.mapFromScene(room.left() + 3, room.center().y() + by) for by in (0, 6)]

    assert room.left() - max(grip.place.x() for grip in grips(free.screen.easel)) >= canvas.handle_radius()
    assert {image.pixel(rim) for rim in rims} == {scene.stage.optics.theme.colour("ground").rgb()}
    assert scene.links[line].boundingRect().contains(room)
    assert scene.links[line].zValue() > scene.links[quiet].zValue()


def test_who_sees_to_a_card_is_shown_as_a_line_while_either_is_chosen(free: Desk) -> None:
    board = free.view().board.id
    person = free.add(ItemType.ACTOR, "Bo", board=board, at=(60, 60))
    goal = free.add(ItemType.GOAL, "Job", board=board, at=(400, 60), responsible=person)
    other = free.add(ItemType.GOAL, "Bolig", board=board, at=(400, 320), responsible=person)

    assert done(free, []) == []
    assert done(free, [goal]) == [(person, goal)]
    assert done(free, [person]) == [(person, goal), (person, other)]
    assert done(free, [goal, other]) == []
