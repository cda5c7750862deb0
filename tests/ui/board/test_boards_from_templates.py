"""Boards from templates, as they are made by hand."""

import pytest
from PySide6.QtCore import QPointF, Qt

from app.domain.drawing import Frame
from app.domain.item import ItemType
from app.operations.board_templates import board_templates
from board_desk import Desk
from ui.board.elements import element_kind
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


def made_from(desk: Desk, title: str) -> dict[str, Frame]:
    """Make a board from a template, show it, and return its frames by their titles."""
    menu = desk.screen.part(Templates).open_menu()
    next(each for each in menu.actions() if each.text() == title).trigger()
    menu.close()
    desk.wait(lambda: desk.screen.easel.view.board.title == title)
    desk.screen.canvas.set_zoom(1.0)
    return {each.title or "": each for each in desk.screen.easel.view.frames}


def written_in(desk: Desk, frame: Frame, title: str, item_type: ItemType = ItemType.IDEA) -> ItemType:
    """Begin a card in a frame, write its title, and return what it has become."""
    desk.screen.easel.writing.new_card(item_type, QPointF(frame.x or 0, frame.y or 0) + QPointF(60, 80))
    desk.keys(title, Qt.Key.Key_Return)
    desk.wait(lambda: title in {card.item.title for card in desk.screen.easel.view.cards})
    return next(card.item.type for card in desk.screen.easel.view.cards if card.item.title == title)


@pytest.mark.parametrize(
    ("template", "kinds"),
    [
        (
            "Bekymret for, fungerer, skal ske",
            {"Det er vi bekymrede for": "concern", "Det fungerer": "strength", "Det skal ske": "intervention"},
        ),
        ("Måltrappe", {"I dag": "idea", "Første trin": "subgoal", "Mit mål": "goal"}),
    ],
    ids=["columns", "stairs"],
)
def test_a_card_begun_in_a_frame_of_a_template_is_what_the_frame_says(
    desk: Desk, template: str, kinds: dict[str, str]
) -> None:
    frames = made_from(desk, template)

    assert {title: written_in(desk, frames[title], f"Kort i {title}") for title in kinds} == kinds
    assert desk.troubles == []


def test_a_kind_that_was_chosen_stays_and_beside_the_frames_a_card_is_not_sorted(desk: Desk) -> None:
    frames = made_from(desk, "Bekymret for, fungerer, skal ske")
    beside = Frame(x=0.0, y=900.0)

    assert written_in(desk, frames["Det skal ske"], "Ringe til banken", ItemType.AGREEMENT) is ItemType.AGREEMENT
    assert written_in(desk, beside, "Noget andet") is ItemType.IDEA


def test_every_frame_of_every_template_names_a_kind_of_card_that_there_is() -> None:
    named = [part.makes for template in board_templates() for part in template.frame if part.makes is not None]

    assert len(named) >= 17
    assert {element_kind(each).record.type for each in named} == set(named)
