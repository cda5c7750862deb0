"""Cards made, written, moved and taken away on the board."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.ids import main_board_of
from app.operations.board import add_board, put_on_board
from app.operations.items import edit_record
from app.queries.board import DAY_FIELDS, board_view
from app.queries.layout import x_of
from board_desk import TODAY, Desk
from ui.board.kind_chips import KindChip
from ui.board.words import spoken


def test_a_double_click_on_empty_ground_writes_a_blank_card_into_the_plan(desk: Desk) -> None:
    QTest.mouseDClick(desk.screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(500, 60))
    desk.keys("Ring til banken", Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.view().cards) == 1)

    card = desk.view().cards[0]
    assert (card.item.type, card.item.title) == (ItemType.IDEA, "Ring til banken")
    assert card.item.life_area is LifeArea.HOME
    assert card.placement is not None


def test_an_empty_new_card_leaves_no_trace(desk: Desk) -> None:
    desk.keys(Qt.Key.Key_N, Qt.Key.Key_Escape, Qt.Key.Key_N, "   ", Qt.Key.Key_Return)

    assert desk.screen.easel.is_writing is False
    assert desk.items() == []
    assert desk.screen.canvas.board.items() == []


def test_escape_keeps_what_was_typed_on_a_new_card(desk: Desk) -> None:
    desk.keys(Qt.Key.Key_N, "Sover dårligt", Qt.Key.Key_Escape)
    desk.wait(lambda: len(desk.items()) == 1)

    assert desk.items()[0].title == "Sover dårligt"


def test_typing_on_a_new_card_is_durable_before_the_field_is_left(desk: Desk) -> None:
    desk.keys(Qt.Key.Key_N, "Sover")
    desk.wait(lambda: len(desk.items()) == 1)
    assert desk.screen.easel.is_writing

    desk.keys(" dårligt", Qt.Key.Key_Return)
    desk.wait(lambda: desk.items()[0].title == "Sover dårligt")

    assert len(desk.items()) == 1


def test_a_new_card_that_was_saved_and_emptied_again_is_gone(desk: Desk) -> None:
    desk.keys(Qt.Key.Key_N, "Ab")
    desk.wait(lambda: len(desk.items()) == 1)
    desk.keys(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, Qt.Key.Key_Return)

    desk.wait(lambda: desk.items() == [])


def test_a_card_made_in_the_plan_is_on_the_board_and_one_renamed_there_too(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Et job", due="2027-03-01")

    edit_record(desk.store, desk.item(goal), title="Et roligt job")

    desk.wait(lambda: desk.card(goal).item.title == "Et roligt job")
    assert desk.screen.canvas.board.cards[goal].view.item.title == "Et roligt job"


def test_enter_edits_the_title_in_place(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Et job")
    desk.screen.show_item(goal)

    desk.keys(Qt.Key.Key_Return, " på 15 timer", Qt.Key.Key_Escape)
    desk.wait(lambda: desk.item(goal).title == "Et job på 15 timer")


def test_a_pulled_title_never_replaces_text_under_the_cursor(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Et job")
    desk.screen.show_item(goal)
    desk.keys(Qt.Key.Key_Return, "!")

    edit_record(desk.store, desk.item(goal), words="Ro omkring mig")
    desk.wait(lambda: desk.card(goal).item.words == "Ro omkring mig")

    assert desk.screen.easel.writing.editor.toPlainText() == "Et job!"


def test_a_title_is_one_line_however_it_is_pasted(desk: Desk) -> None:
    desk.keys(Qt.Key.Key_N)
    desk.screen.easel.writing.editor.insertPlainText("To\nlinjer\tog mere")
    desk.keys(Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.items()) == 1)

    assert desk.items()[0].title == "To linjer og mere"


def test_dragging_a_goal_sideways_writes_its_date(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-15", life_area=LifeArea.WORK)
    start = desk.middle(goal)

    desk.drag(start, start + QPoint(round(31 * 4.5), 0))
    desk.wait(lambda: desk.item(goal).due == "2027-01-15")

    assert desk.item(goal).life_area is LifeArea.WORK
    desk.wait(lambda: desk.card(goal).spot.x == x_of(TODAY.replace(year=2027, month=1, day=15)))


def test_dragging_a_goal_into_another_lane_writes_its_life_area_and_keeps_its_date(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-15", life_area=LifeArea.HOME)
    work = next(lane for lane in desk.screen.easel.view.lanes if lane.area is LifeArea.WORK)
    start = desk.middle(goal)

    desk.drag(start, QPoint(start.x(), desk.point(0, work.y + 60).y()))
    desk.wait(lambda: desk.item(goal).life_area is LifeArea.WORK)

    assert desk.item(goal).due == "2026-12-15"


def test_an_undated_card_keeps_the_place_along_the_axis_that_a_hand_gave_it(desk: Desk) -> None:
    worry = desk.add(ItemType.CONCERN, "Larm", told_on="2026-11-24", life_area=LifeArea.HOME)
    start = desk.middle(worry)

    desk.drag(start, start + QPoint(200, 0))
    desk.wait(lambda: desk.card(worry).placement is not None)

    assert abs(desk.card(worry).spot.x - (x_of(TODAY) + 200)) <= 1
    assert not hasattr(desk.item(worry), DAY_FIELDS[ItemType.GOAL])


def test_a_card_dropped_where_it_was_lies_where_it_was(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-15", life_area=LifeArea.HOME)
    spot = desk.card(goal).spot
    start = desk.middle(goal)

    desk.drag(start, start + QPoint(0, 30))
    desk.wait(lambda: desk.screen.canvas.board.cards[goal].pos().y() == spot.y)

    assert desk.item(goal).due == "2026-12-15"


def test_an_actor_dropped_on_a_card_sees_to_it_and_goes_back(desk: Desk) -> None:
    actor = desk.add(ItemType.ACTOR, "Jonas", told_on="2026-11-24", life_area=LifeArea.HOME)
    goal = desk.add(ItemType.GOAL, "Job", due="2027-02-01", life_area=LifeArea.HOME)
    place = desk.card(actor).spot

    desk.drag(desk.middle(actor), desk.middle(goal))
    desk.wait(lambda: desk.item(goal).responsible == actor)

    assert desk.card(actor).spot == place
    assert desk.card(actor).placement is None


def test_a_line_drawn_from_the_edge_connects_two_cards(desk: Desk) -> None:
    one = desk.add(ItemType.WISH, "Ro", told_on="2026-11-24", life_area=LifeArea.HOME)
    other = desk.add(ItemType.GOAL, "Job", due="2027-02-01", life_area=LifeArea.HOME)
    desk.screen.show_item(one)
    spot = desk.card(one).spot

    desk.drag(desk.point(spot.x + spot.width, spot.y + spot.height / 2), desk.middle(other))
    desk.wait(lambda: len(desk.view().links) == 1)

    assert (desk.view().links[0].source, desk.view().links[0].target) == (one, other)


def test_a_line_let_go_on_empty_ground_makes_the_wish_a_goal_of_its_own(desk: Desk) -> None:
    wish = desk.add(ItemType.WISH, "Ro", told_on="2026-11-24", life_area=LifeArea.HOME)
    desk.screen.show_item(wish)
    spot = desk.card(wish).spot
    edge = desk.point(spot.x + spot.width, spot.y + spot.height / 2)

    desk.drag(edge, edge + QPoint(220, 0))
    desk.keys("Et stille sted", Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.view().links) == 1)

    goal = desk.item(desk.view().links[0].target)
    assert (goal.type, goal.title, goal.life_area) == (ItemType.GOAL, "Et stille sted", LifeArea.HOME)


def test_delete_removes_from_the_plan_and_undo_brings_it_back(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job")
    desk.screen.show_item(goal)
    told: list[tuple[str, bool]] = []
    desk.screen.told.connect(lambda words, can_be_undone: told.append((words, can_be_undone)))

    desk.keys(Qt.Key.Key_Delete)
    desk.wait(lambda: desk.items() == [])
    desk.keys((Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    desk.wait(lambda: [item.id for item in desk.items()] == [goal])

    assert told[0] == ("«Job» er slettet.", True)


def test_delete_on_another_board_takes_the_card_off_and_leaves_it_in_the_plan(make_desk) -> None:  # type: ignore[no-untyped-def]
    main: Desk = make_desk()
    goal = main.add(ItemType.GOAL, "Job")
    second = add_board(main.store, citizen=main.citizen, title="Aktørkort")
    put_on_board(main.store, main.item(goal), board=second, at=(0, 0))
    desk: Desk = make_desk(board=second)
    desk.wait(lambda: desk.screen.easel.card(goal) is not None)
    desk.screen.show_item(goal)

    desk.keys(Qt.Key.Key_Delete)
    desk.wait(lambda: desk.screen.easel.card(goal) is None)

    with desk.store.reader() as reader:
        shown = board_view(reader, citizen=desk.citizen, today=TODAY, board=main_board_of(desk.citizen))
    assert [card.item.id for card in shown.cards] == [goal]


def test_the_kind_is_given_by_one_tap_in_the_panel(desk: Desk) -> None:
    card = desk.add(ItemType.IDEA, "Et job")
    desk.screen.show_item(card)
    chips = desk.screen.panel.findChildren(KindChip)
    chip = next(each for each in chips if each.item_type is ItemType.GOAL)

    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    desk.wait(lambda: desk.item(card).type is ItemType.GOAL)

    assert desk.item(card).title == "Et job"


def test_a_resized_card_keeps_its_size(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2027-01-10", life_area=LifeArea.HOME)
    desk.screen.show_item(goal)
    spot = desk.card(goal).spot
    corner = desk.point(spot.x + spot.width, spot.y + spot.height)

    desk.drag(corner, corner + QPoint(60, 40))
    desk.wait(lambda: desk.card(goal).spot.width > spot.width + 50)

    assert abs(desk.card(goal).spot.height - spot.height - 40) <= 2


def test_the_citizens_disagreement_is_kept_in_the_citizens_words(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Fuld tid", due="2027-01-10")
    desk.screen.show_item(goal)

    desk.screen.model.disagree(desk.item(goal), "Det er for meget")
    desk.wait(lambda: desk.card(goal).disagreement is not None)

    assert desk.card(goal).disagreement.words == "Det er for meget"  # type: ignore[union-attr]


def test_a_card_that_an_act_moves_far_away_stays_in_view(desk: Desk) -> None:
    card = desk.add(ItemType.IDEA, "Noget med hunden", told_on="2027-06-01")
    desk.screen.show_item(card)
    before = desk.card(card).spot.x

    desk.screen.model.turn_into(desk.item(card), ItemType.GOAL)
    desk.wait(lambda: desk.card(card).spot.x != before)

    spot = desk.card(card).spot
    corner = desk.screen.canvas.mapFromScene(spot.x, spot.y)
    assert desk.screen.canvas.viewport().rect().contains(corner)


def test_a_card_that_somebody_else_moves_far_away_does_not_take_the_view_along(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due=TODAY.isoformat())
    desk.screen.show_item(goal)
    before = desk.screen.canvas.seen()

    edit_record(desk.store, desk.item(goal), due="2027-09-01")
    desk.wait(lambda: desk.card(goal).item.due == "2027-09-01")  # type: ignore[attr-defined]

    assert desk.screen.canvas.seen() == before


def test_a_screen_reader_hears_both_ends_of_an_intervention_as_they_are_painted(desk: Desk) -> None:
    support = desk.add(ItemType.INTERVENTION, "Praktik", start="2026-12-07", end="2027-03-01")

    assert "7. dec – 1. mar." in spoken(desk.screen.easel.view, desk.card(support))
