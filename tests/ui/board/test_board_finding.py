"""What is looked for on a board is framed and gone to; what belongs to a person, or is selected, is shown at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.domain.board import Axis
from app.domain.item import ItemType
from app.operations.board import link_cards, set_responsible, show_axis
from app.queries.board import main_board
from board_desk import Desk
from ui.board.finding import Finding


def finding(desk: Desk) -> Finding:
    """Return the part of the board that finds."""
    return desk.screen.part(Finding)


def look_for(desk: Desk, words: str) -> None:
    """Press Ctrl+F and type."""
    QTest.keyClick(desk.screen.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(finding(desk).line.field, words)


def told(desk: Desk) -> str:
    """Return what the line of the search says."""
    return finding(desk).line.count.text()


def test_what_is_typed_after_ctrl_f_frames_the_cards_that_hold_every_word(desk: Desk) -> None:
    aarhus = desk.add(title="Job i Aarhus")
    desk.add(title="Bolig i Aarhus")
    noted = desk.add(title="Noget andet", note="Aarhus er langt for et job")

    look_for(desk, "aarhus JOB")

    assert desk.screen.canvas.board.stage.found == {aarhus, noted}
    assert told(desk) == "2 kort har de ord. Enter går til det næste."


def test_enter_goes_from_hit_to_hit_and_shift_enter_back(desk: Desk) -> None:
    ids = [desk.add(title=f"Mål {place}") for place in range(3)]
    look_for(desk, "mål")
    order = [card.id for card in desk.screen.easel.view.cards]
    field, stage = finding(desk).line.field, desk.screen.canvas.board.stage

    gone = []
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 4 + (Qt.KeyboardModifier.ShiftModifier,):
        QTest.keyClick(field, Qt.Key.Key_Return, modifier)
        gone.append(stage.focused)

    assert sorted(order) == sorted(ids)
    assert gone == [*order, order[0], order[2]]
    assert told(desk) == f"Kort 3 af 3: «{desk.card(order[2]).item.title}»."


def test_a_hit_that_is_out_of_view_is_brought_in_below_the_line(desk: Desk) -> None:
    far = desk.add(ItemType.GOAL, "Langt ude", due="2029-05-01")
    look_for(desk, "ude")

    QTest.keyClick(finding(desk).line.field, Qt.Key.Key_Return)

    assert desk.screen.canvas.viewport().rect().contains(desk.middle(far))
    assert not finding(desk).line.geometry().contains(desk.middle(far))


def test_what_nobody_has_written_is_told_in_words(desk: Desk) -> None:
    desk.add(title="Job")

    look_for(desk, "bolig")

    assert told(desk) == "Ingen kort har de ord."


def test_esc_ends_the_search_and_keys_mean_the_card_it_came_to(desk: Desk) -> None:
    new = desk.add(title="Job")
    look_for(desk, "job")
    field = finding(desk).line.field
    QTest.keyClick(field, Qt.Key.Key_Return)

    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert not finding(desk).line.isVisible()
    assert desk.screen.canvas.board.stage.found == frozenset()
    assert desk.screen.easel.current() == desk.card(new)
    assert desk.screen.easel.selected == {new}
    assert desk.screen.panel.isVisible()


def test_a_card_that_comes_meanwhile_is_found_too(desk: Desk) -> None:
    desk.add(title="Job A")
    look_for(desk, "job")

    new = desk.add(title="Job B")

    assert new in desk.screen.canvas.board.stage.found


def test_tab_goes_through_the_line_and_not_to_the_cards(desk: Desk) -> None:
    desk.add(title="Job")
    look_for(desk, "job")
    line = finding(desk).line

    names = []
    for _ in range(3):
        QTest.keyClick(line.focusWidget(), Qt.Key.Key_Tab)
        names.append(line.focusWidget().accessibleName())

    assert names == ["Forrige fund", "Næste fund", "Luk søgningen"]


def test_in_a_meeting_only_words_that_are_shown_are_found(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.add(title="Job", note="hemmeligt")
    shown, stage = desk.screen.easel.view, desk.screen.canvas.board.stage
    desk.screen.canvas.meeting = True

    look_for(desk, "hemmeligt")

    assert len(shown.cards) == 1
    assert stage.found == frozenset()


def free(desk: Desk) -> None:
    """Take the time axis away."""
    with desk.store.reader() as reader:
        board = main_board(reader, citizen=desk.citizen)
    show_axis(desk.store, board, citizen=desk.citizen, axis=Axis.FREE)
    desk.wait(lambda: desk.screen.easel.view.axis is None)


def a_person(desk: Desk) -> tuple[str, set[str], str]:
    """Return an actor, the cards that belong to them, and a card that does not."""
    person, other = desk.add(ItemType.ACTOR, "Mette Holm"), desk.add(title="Andet")
    aid, goal = desk.add(ItemType.INTERVENTION, "Bostøtte"), desk.add(ItemType.ACTOR, "Søster")
    set_responsible(desk.store, desk.item(aid), actor=person)
    link_cards(desk.store, desk.item(person), desk.item(goal), citizen=desk.citizen)
    free(desk)
    desk.wait(lambda: len(desk.screen.easel.view.links) == 1)
    return person, {aid, goal}, other


def test_all_that_belongs_to_a_person_is_framed_and_in_view(desk: Desk) -> None:
    person, cards, _other = a_person(desk)
    said: list[str] = []
    desk.screen.told.connect(lambda words, _undo: said.append(words))
    desk.screen.easel.select([person])

    desk.screen.do("fit person")

    seen = desk.screen.canvas.seen()
    assert desk.screen.canvas.board.stage.found == cards
    assert all(seen.contains(desk.screen.canvas.board.cards[each].frame()) for each in (person, *cards))
    assert said == ["2 kort hører til Mette Holm."]
    desk.screen.easel.select([])
    assert desk.screen.canvas.board.stage.found == frozenset()


def lines(menu: QMenu) -> list[str]:
    """Return what a menu offers, and close it."""
    found = [action.text() for action in menu.findChildren(QAction) if action.text()]
    menu.close()
    return found


def test_the_zoom_menu_offers_the_selection_and_a_selected_person(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    person, _, other = a_person(desk)
    part, tools = finding(desk), desk.screen.tools

    nothing = lines(tools.open_zoom(further=part.zooms()))
    desk.screen.easel.select([other])
    chosen = lines(tools.open_zoom(further=part.zooms()))
    desk.screen.easel.select([person])
    somebody = lines(tools.open_zoom(further=part.zooms()))

    assert nothing == ["Zoom ind", "Zoom ud", "Vis alt"]
    assert chosen == [*nothing, "Vis det valgte"]
    assert somebody == [*chosen, "Vis alt om Mette Holm"]


def test_the_selection_fills_the_view(desk: Desk) -> None:
    _, cards, other = a_person(desk)
    desk.screen.easel.select(cards)

    desk.screen.do("fit selection")

    seen = desk.screen.canvas.seen()
    assert all(seen.contains(desk.screen.canvas.board.cards[each].frame()) for each in cards)
    assert other not in desk.screen.easel.selected


def test_a_found_card_is_framed_and_another_one_is_not(desk: Desk) -> None:
    found, other = desk.add(title="Job"), desk.add(title="Bolig")
    desk.screen.show_item(found)
    desk.screen.easel.select([])
    spots = [desk.card(each).spot for each in (found, other)]

    def beside() -> list[int]:
        picture = desk.screen.canvas.viewport().grab().toImage()
        return [picture.pixel(desk.point(spot.x - 4, spot.y + 50)) for spot in spots]

    before = beside()
    look_for(desk, "job")
    after = beside()

    assert after[0] != before[0]
    assert after[1] == before[1]
