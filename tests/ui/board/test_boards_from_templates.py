"""Boards from templates, as they are made by hand."""

from board_desk import Desk
from ui.board.templates import Templates


def test_a_board_from_a_template_is_shown_with_its_frames_and_can_be_undone(desk: Desk) -> None:
    told: list[tuple[str, bool]] = []
    desk.screen.told.connect(lambda words, can_be_undone: told.append((words, can_be_undone)))
    menu = desk.screen.part(Templates).open_menu()

    next(each for each in menu.actions() if each.text() == "Netværk").trigger()
    menu.close()
    desk.wait(lambda: desk.screen.easel.view.board.title == "Netværk")

    assert "Dem, jeg savner" in [each.title for each in desk.screen.easel.view.frames]
    assert told == [("Tavlen «Netværk» er lavet. Læg kort i rammerne, og ret dem til, som de skal være.", True)]
    desk.screen.undo()
    desk.wait(lambda: desk.screen.easel.view.board.is_main is True)


def test_mere_offers_templates_and_each_says_what_it_is_for(desk: Desk) -> None:
    assert ("templates", "Tavle efter skabelon …", "square") in desk.screen.part(Templates).further()
    menu = desk.screen.part(Templates).open_menu()
    told = {each.text(): each.toolTip() for each in menu.actions()}
    menu.close()

    assert told["Måltrappe"] == "Fra i dag til målet, et trin ad gangen."
