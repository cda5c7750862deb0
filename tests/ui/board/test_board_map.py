"""The small map is there when the board is larger than the view, shows where the view stands, and takes one there."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from app.domain.item import ItemType
from board_desk import Desk
from ui import theme
from ui.board.overview import BoardMap


def a_wide_board(desk: Desk) -> tuple[str, str]:
    """Write a goal soon and one in some years, and return them when the map has come."""
    near = desk.add(ItemType.GOAL, "Snart", due="2026-12-20")
    far = desk.add(ItemType.GOAL, "Om nogle år", due="2029-12-20")
    desk.wait(lambda: desk.screen.map.isVisible())
    desk.wait(lambda: colours(desk.screen.map) >= {theme.current().kind(ItemType.GOAL).text.rgb()})
    return near, far


def colours(small: BoardMap) -> set[int]:
    """Return all colours that the map shows."""
    picture = small.grab().toImage()
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}


def in_view(desk: Desk, identity: str) -> bool:
    """Tell whether the middle of a card is in view."""
    return desk.screen.canvas.viewport().rect().contains(desk.middle(identity))


def test_a_board_that_is_seen_whole_needs_no_map(desk: Desk) -> None:
    desk.add(ItemType.GOAL, "Snart", due="2026-12-20")
    desk.screen.do("fit")
    desk.qtbot.wait(400)

    assert not desk.screen.map.isVisible()


def test_a_press_on_the_map_goes_there(desk: Desk) -> None:
    near, far = a_wide_board(desk)
    before = in_view(desk, near), in_view(desk, far)
    small = desk.screen.map

    QTest.mouseClick(small, Qt.MouseButton.LeftButton, pos=place_of(small, desk, far))

    assert before == (True, False)
    assert (in_view(desk, near), in_view(desk, far)) == (False, True)


def test_the_view_follows_a_drag_on_the_map(desk: Desk) -> None:
    near, far = a_wide_board(desk)
    small = desk.screen.map
    QTest.mousePress(small, Qt.MouseButton.LeftButton, pos=place_of(small, desk, far))

    QTest.mouseMove(small, place_of(small, desk, near))
    followed = in_view(desk, near)
    QTest.mouseRelease(small, Qt.MouseButton.LeftButton, pos=place_of(small, desk, near))

    assert followed


def test_the_map_gives_way_to_a_folded_board_and_comes_again(desk: Desk) -> None:
    a_wide_board(desk)

    desk.screen.do("fit")
    desk.qtbot.wait(400)
    gone = not desk.screen.map.isVisible()
    desk.screen.do("zoom 100")
    desk.wait(lambda: desk.screen.map.isVisible())

    assert gone


def place_of(small: BoardMap, desk: Desk, identity: str) -> QPoint:
    """Return where on the map the middle of a card is."""
    spot = desk.card(identity).spot
    return small.transform().map(QPointF(spot.x + spot.width / 2, spot.y + spot.height / 2)).toPoint()
