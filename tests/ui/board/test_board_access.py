"""What a screen reader meets on the board."""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.operations.board import link_cards
from app.operations.items import delete_records, disagree
from board_desk import Desk


def board(desk: Desk) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(desk.screen.canvas)


def children(desk: Desk) -> list[QAccessibleInterface]:
    tree = board(desk)
    return [tree.child(place) for place in range(tree.childCount())]


def test_the_board_is_a_list_of_cards_in_reading_order(desk: Desk) -> None:
    desk.add(ItemType.GOAL, "Sidst", due="2027-05-01", life_area=LifeArea.HOME)
    desk.add(ItemType.GOAL, "Først", due="2027-01-01", life_area=LifeArea.HOME)
    desk.add(ItemType.GOAL, "Anden bane", due="2026-12-01", life_area=LifeArea.MONEY)

    tree = board(desk)
    names = [child.text(QAccessible.Text.Name) for child in children(desk)]

    assert tree.role() == QAccessible.Role.List
    assert tree.text(QAccessible.Text.Name) == "Tavle"
    assert tree.text(QAccessible.Text.Description) == "3 kort på tavlen"
    assert names == ["Først", "Sidst", "Anden bane"]
    assert {child.role() for child in children(desk)} == {QAccessible.Role.ListItem}


def test_a_card_says_all_that_it_shows(desk: Desk) -> None:
    actor = desk.add(ItemType.ACTOR, "Lone Aagaard")
    goal = desk.add(
        ItemType.GOAL, "Et roligt job", due="2027-05-01", life_area=LifeArea.WORK, responsible=actor, words="Uden larm."
    )
    other = desk.add(ItemType.AGREEMENT, "Jobsamtale")
    link_cards(desk.store, desk.item(other), desk.item(goal), citizen=desk.citizen)
    disagree(desk.store, desk.item(goal), words="Det er for meget")
    desk.wait(lambda: bool(desk.screen.easel.view.links) and desk.card(goal).disagreement is not None)

    described = next(
        child.text(QAccessible.Text.Description)
        for child in children(desk)
        if child.text(QAccessible.Text.Name) == "Et roligt job"
    )

    assert described == (
        "Mål. Arbejde. Frist 1. maj. Ansvarlig Lone Aagaard. Med egne ord: Uden larm. "
        "Ikke enig: Det er for meget. Gemt her. Hænger sammen med Jobsamtale."
    )


def test_a_card_tells_its_place_focus_and_selection(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-20", life_area=LifeArea.HOME)
    before = children(desk)[0].state()
    desk.screen.show_item(goal)

    after, rect = children(desk)[0].state(), children(desk)[0].rect()

    assert (bool(before.focused), bool(before.selected)) == (False, False)
    assert (bool(after.focused), bool(after.selected), bool(after.offscreen)) == (True, True, False)
    viewport = desk.screen.canvas.viewport()
    assert rect.contains(viewport.mapToGlobal(desk.middle(goal)))
    assert board(desk).childAt(rect.center().x(), rect.center().y()).text(QAccessible.Text.Name) == "Job"
    assert board(desk).focusChild().text(QAccessible.Text.Name) == "Job"


def test_cards_that_are_gone_are_gone_from_the_tree(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job")
    held = children(desk)[0]

    delete_records(desk.store, [desk.item(goal)])
    desk.wait(lambda: desk.screen.easel.card(goal) is None)

    assert board(desk).childCount() == 0
    assert desk.screen.access.cards == {}
    assert held.text(QAccessible.Text.Name) == ""


def test_a_screen_reader_can_choose_a_card_and_write_on_it(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-20")
    actions = children(desk)[0].actionInterface()

    actions.doAction("SetFocus")
    chosen = set(desk.screen.easel.selected)
    actions.doAction("Press")

    assert chosen == {goal}
    assert desk.screen.easel.is_writing


def test_the_board_keeps_its_tree_through_many_changes(desk: Desk) -> None:
    for place in range(12):
        goal = desk.add(ItemType.GOAL, f"Mål {place}")
        assert board(desk).indexOfChild(children(desk)[0]) == 0
        delete_records(desk.store, [desk.item(goal)])
        desk.wait(lambda: desk.screen.easel.view.cards == ())

    assert board(desk).childCount() == 0


def test_what_happens_is_announced(desk: Desk) -> None:
    spoken: list[str] = []
    desk.screen.access.spoken.connect(spoken.append)
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-20", life_area=LifeArea.HOME)

    desk.screen.model.set_areas([(desk.card(goal), LifeArea.WORK)])

    assert spoken == ["Flyttet til Arbejde."]


def test_every_part_of_the_screen_has_a_name(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-20")
    desk.screen.show_item(goal)
    focusable = [widget for widget in parts(desk.screen) if widget.focusPolicy().value and widget.isVisible()]

    names = [QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name) for widget in focusable]

    assert len(names) > 15
    nameless = [widget for widget, name in zip(focusable, names, strict=True) if not name]
    assert [(type(each).__name__, type(each.parent()).__name__) for each in nameless] == []


def test_every_button_is_large_enough_for_a_finger(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-20")
    desk.screen.show_item(goal)
    buttons = [widget for widget in parts(desk.screen) if hasattr(widget, "click") and widget.isVisible()]

    assert len(buttons) > 10
    assert {type(each).__name__: each.height() for each in buttons if each.height() < 44} == {}


def parts(widget: QObject) -> Iterator[QWidget]:
    for child in widget.children():
        if isinstance(child, QWidget):
            yield child
        yield from parts(child)


def test_a_reader_that_listens_meets_a_card_as_soon_as_keys_do(desk: Desk) -> None:
    QAccessible.setActive(True)
    try:
        goal = desk.add(ItemType.GOAL, "Job")
        desk.screen.show_item(goal)
    finally:
        QAccessible.setActive(False)

    assert set(desk.screen.access.cards) == {goal}


def test_what_lies_over_the_board_is_met_after_its_things(desk: Desk) -> None:
    desk.add(ItemType.GOAL, "Job")
    desk.screen.do("find")

    line = children(desk)[-1]
    said = {line.child(place).role() for place in range(line.childCount())}

    assert board(desk).indexOfChild(line) == len(children(desk)) - 1
    assert children(desk)[0].text(QAccessible.Text.Name) == "Job"
    assert QAccessible.Role.EditableText in said
