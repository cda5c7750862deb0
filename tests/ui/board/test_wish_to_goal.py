"""A wish becomes goals: a line dragged from it into empty ground is a goal that the wish leads to."""

from PySide6.QtCore import QPoint, Qt

from app.domain.connector import CONNECTOR, Meaning
from app.domain.item import ItemType
from app.operations.undoing import undo
from board_desk import Desk


def lines(desk: Desk) -> list[tuple[str | None, str | None, Meaning | None]]:
    with desk.store.reader() as reader:
        return [(each.source, each.target, each.meaning) for each in reader.all(CONNECTOR, citizen=desk.citizen)]


def test_a_line_dragged_from_a_wish_into_empty_ground_is_a_goal_tied_to_it_in_one_act(desk: Desk) -> None:
    wish = desk.add(ItemType.WISH, "Være den mor, der er oppe om morgenen")
    desk.keys(Qt.Key.Key_K)
    desk.drag(desk.middle(wish), desk.middle(wish) + QPoint(40, 260))
    desk.keys("Oppe kl. 7", Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.items()) == 2)
    _, goal = desk.items()

    assert (goal.type, goal.title) == (ItemType.GOAL, "Oppe kl. 7")
    assert lines(desk) == [(wish, goal.id, Meaning.LEADS_TO)]

    undo(desk.store, citizen=desk.citizen)
    desk.wait(lambda: len(desk.items()) == 1)
    assert lines(desk) == []
    assert desk.troubles == []


def test_a_second_line_from_the_same_wish_is_a_second_goal(desk: Desk) -> None:
    wish = desk.add(ItemType.WISH, "Rolige morgener")
    for title, place in (("Oppe kl. 7", QPoint(40, 260)), ("Ro ved bordet", QPoint(330, 200))):
        desk.screen.easel.select([])
        desk.keys(Qt.Key.Key_K)
        desk.drag(desk.middle(wish), desk.middle(wish) + place)
        desk.keys(title, Qt.Key.Key_Return)
        desk.wait(lambda title=title: title in [each.title for each in desk.items()])  # type: ignore[misc]

    assert [(each.type, each.title) for each in desk.items()[1:]] == [("goal", "Oppe kl. 7"), ("goal", "Ro ved bordet")]
    assert sorted(lines(desk)) == sorted((wish, each.id, Meaning.LEADS_TO) for each in desk.items()[1:])
