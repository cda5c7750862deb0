"""Mødevisning: few tools, large words, nothing that is not for everyone present."""

from collections.abc import Callable

from app.domain.item import ItemType
from app.domain.record import Mark
from board_desk import Desk
from ui.board.words import spoken


def test_a_meeting_has_at_most_six_tools_and_the_rest_under_more(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(meeting=True)

    words = [button.text() for button in desk.screen.tools.buttons if button.isVisible()]
    menu = desk.screen.tools.open_more()
    rest = [action.text() for action in menu.actions() if action.text()]
    menu.close()

    assert words == ["Kort", "Aktør", "Pen", "Forbind", "Fortryd", "Zoom"]
    assert {"Ønske", "Mål", "Indsats", "Aftale", "Bekymring", "Styrke", "Møde", "Tekst", "Gentag"} <= set(rest)


def test_a_meeting_tells_no_state_of_storage(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(meeting=True)
    goal = desk.add(ItemType.GOAL, "Job")
    card = desk.card(goal)

    assert card.item.marks & Mark.PENDING
    assert "Gemt her" not in spoken(desk.screen.easel.view, card, meeting=True)


def test_hidden_items_are_not_on_the_board_nor_in_its_tree(make_desk: Callable[..., Desk]) -> None:
    main = make_desk()
    secret, goal = main.add(ItemType.CONCERN, "Hemmelig"), main.add(ItemType.GOAL, "Job")
    desk = make_desk(meeting=True, hidden=frozenset([secret]))
    desk.wait(lambda: desk.screen.easel.card(goal) is not None)

    assert desk.screen.easel.card(secret) is None
    assert desk.screen.access.order() == [goal]


def test_the_foot_is_left_out_and_zoom_is_a_tool(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(meeting=True)
    menu = desk.screen._open_zoom()
    before = desk.screen.canvas.zoom

    menu.actions()[0].trigger()
    menu.close()

    assert not desk.screen.foot.isVisible()
    assert desk.screen.canvas.zoom > before
