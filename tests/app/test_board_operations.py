"""Putting, moving, drawing and connecting on a board, through the real store."""

from datetime import date
from typing import Any

import pytest

from app.domain.board import BOARD, Axis, Board
from app.domain.concern import CONCERN, Concern
from app.domain.item import Item, ItemType
from app.domain.life_area import LifeArea
from app.errors import UserError
from app.ids import main_board_of
from app.operations.board import (
    Move,
    add_board,
    add_frame,
    add_label,
    delete_board,
    draw_stroke,
    link_cards,
    move_cards,
    put_all_on_board,
    put_on_board,
    rename_board,
    resize_card,
    show_axis,
    take_off,
)
from app.operations.items import add_item, delete_records
from app.operations.tidying import tidy_board
from app.operations.undoing import undo
from app.queries.board import BoardView, CardView, board_view, boards
from app.queries.search import search
from app.store.store import Store
from app.texts import mark

TODAY = date(2026, 11, 24)


def seen(store: Store, citizen: str, board: str | None = None) -> BoardView:
    with store.reader() as reader:
        return board_view(reader, citizen=citizen, today=TODAY, board=board)


def card(store: Store, citizen: str, identity: str) -> CardView:
    return next(each for each in seen(store, citizen).cards if each.item.id == identity)


def item(store: Store, identity: str) -> Item:
    with store.reader() as reader:
        found = reader.record(identity)
    assert isinstance(found, Item)
    return found


def board(store: Store, identity: str) -> Board:
    with store.reader() as reader:
        found = reader.get(BOARD, identity)
    assert found is not None
    return found


def test_a_board_that_nobody_has_written_shows_every_item_of_the_plan(store: Store, citizen: str) -> None:
    ids = {add_item(store, citizen=citizen, type=each, title="Noget") for each in ItemType}

    view = seen(store, citizen)

    assert {each.item.id for each in view.cards} == ids
    assert view.board.is_main
    assert view.axis is not None


def test_dragging_along_the_axis_writes_the_date_and_no_place(store: Store, citizen: str) -> None:
    goal = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Job", due="2027-03-01")
    before = card(store, citizen, goal)

    move_cards(store, [Move(item=before.item, day="2027-04-01")], citizen=citizen, board=main_board_of(citizen))

    after = card(store, citizen, goal)
    assert after.item.due == "2027-04-01"  # type: ignore[attr-defined]
    assert after.placement is None
    assert after.spot.x > before.spot.x


def test_a_meeting_keeps_its_hour_and_length_when_its_day_is_moved(store: Store, citizen: str) -> None:
    times: dict[str, Any] = {"starts_at": "2026-12-01T13:30", "ends_at": "2026-12-01T14:15"}
    meeting = add_item(store, citizen=citizen, type=ItemType.MEETING, title="Netværksmøde", **times)

    move = Move(item=item(store, meeting), day="2026-12-08")
    move_cards(store, [move], citizen=citizen, board=main_board_of(citizen))

    moved: Any = item(store, meeting)
    assert (moved.starts_at, moved.ends_at) == ("2026-12-08T13:30", "2026-12-08T14:15")


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        (("2026-11-01", "2026-11-30"), "2027-01-28"),
        (("2026-11", "2027"), "2027"),
        (("2026-11", "2026-12"), "2027-01"),
        (("2026-11-30", "2026-11-01"), "2026-12-30"),
        ((None, "2026-11-30"), "2026-12-30"),
        (("2026-11-01", None), None),
    ],
    ids=["days", "year", "month", "already past", "no start", "no end"],
)
def test_an_intervention_lasts_as_long_as_it_did_when_its_start_is_moved(
    store: Store, citizen: str, told: tuple[str | None, str | None], ends: str | None
) -> None:
    identity = add_item(store, citizen=citizen, type=ItemType.INTERVENTION, title="Mentor", start=told[0], end=told[1])

    move_cards(
        store, [Move(item=item(store, identity), day="2026-12-30")], citizen=citizen, board=main_board_of(citizen)
    )

    moved: Any = item(store, identity)
    assert (moved.start, moved.end) == ("2026-12-30", ends)


def test_moving_several_cards_is_one_act_that_undo_takes_back_whole(store: Store, citizen: str) -> None:
    ids = [add_item(store, citizen=citizen, title=f"Kort {place}") for place in range(3)]
    moves = [Move(item=item(store, each), x=10.0, y=20.0, life_area=LifeArea.WORK, keeps_area=False) for each in ids]

    move_cards(store, moves, citizen=citizen, board=main_board_of(citizen))
    moved = [card(store, citizen, each).placement for each in ids]
    undo(store, citizen=citizen)

    assert all(moved)
    assert [card(store, citizen, each).placement for each in ids] == [None] * 3
    assert {item(store, each).life_area for each in ids} == {None}


def test_a_line_between_an_actor_and_a_goal_says_who_does_it(store: Store, citizen: str) -> None:
    actor = add_item(store, citizen=citizen, type=ItemType.ACTOR, title="Jonas")
    goal = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Job")

    line = link_cards(store, item(store, actor), item(store, goal), citizen=citizen)

    assert line is None
    assert item(store, goal).responsible == actor
    assert card(store, citizen, goal).responsible == "Jonas"
    assert seen(store, citizen).links == ()


def test_the_same_two_cards_are_connected_once(store: Store, citizen: str) -> None:
    one, other = (item(store, add_item(store, citizen=citizen, title=name)) for name in ("A", "B"))

    first = link_cards(store, one, other, citizen=citizen)
    second = link_cards(store, one, other, citizen=citizen)

    assert first == second
    assert [link.id for link in seen(store, citizen).links] == [first]


def test_a_line_to_a_card_in_an_area_of_its_own_lies_there_too(store: Store, citizen: str) -> None:
    with store.transact(mark("test", "Skriv"), citizen=citizen) as transaction:
        hidden = transaction.put(CONCERN, Concern(title="Kun for jobcentret"), compartment="area:job")
    shared = item(store, add_item(store, citizen=citizen, title="A"))

    line = link_cards(store, shared, item(store, hidden), citizen=citizen)

    assert line is not None
    with store.reader() as reader:
        assert reader.stream_of(line) == reader.stream_of(hidden) != shared.stream


def test_a_line_goes_with_its_card_and_comes_back_with_it(store: Store, citizen: str) -> None:
    one, other = (item(store, add_item(store, citizen=citizen, title=name)) for name in ("A", "B"))
    link_cards(store, one, other, citizen=citizen)

    delete_records(store, [other])
    without = seen(store, citizen).links
    undo(store, citizen=citizen)

    assert without == ()
    assert len(seen(store, citizen).links) == 1


def test_ink_tied_to_a_card_moves_with_it(store: Store, citizen: str) -> None:
    goal = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Job", due="2027-03-01")
    draw_stroke(store, [(0, 0), (50, 50)], citizen=citizen, board=main_board_of(citizen), item=goal)

    move = Move(item=item(store, goal), day="2027-04-01")
    move_cards(store, [move], citizen=citizen, board=main_board_of(citizen))

    spot, stroke = card(store, citizen, goal).spot, seen(store, citizen).strokes[0]
    assert (stroke.x, stroke.y) == (spot.x, spot.y)


def test_ink_frames_and_labels_are_moved_in_one_act(store: Store, citizen: str) -> None:
    board = main_board_of(citizen)
    draw_stroke(store, [(0, 0), (50, 50)], citizen=citizen, board=board)
    add_frame(store, citizen=citizen, board=board, at=(5, 5), size=(100, 80), title="Nu")
    add_label(store, citizen=citizen, board=board, at=(1, 1), text="Hjemme")
    view = seen(store, citizen)

    drawn = [view.strokes[0].ink, view.frames[0], view.labels[0]]
    move_cards(store, [], citizen=citizen, board=board, drawn=drawn, by=(10.0, -3.0))

    moved = seen(store, citizen)
    assert (moved.strokes[0].x, moved.strokes[0].y) == (10.0, -3.0)
    assert (moved.frames[0].x, moved.frames[0].y) == (15.0, 2.0)
    assert (moved.labels[0].x, moved.labels[0].y) == (11.0, -2.0)


def test_taking_a_card_off_a_second_board_leaves_it_in_the_plan(store: Store, citizen: str) -> None:
    goal = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Job")
    second = add_board(store, citizen=citizen, title="Aktørkort")
    put_on_board(store, item(store, goal), board=second, at=(0, 0))
    placement = seen(store, citizen, second).cards[0].placement
    assert placement is not None

    take_off(store, [placement], citizen=citizen)

    assert seen(store, citizen, second).cards == ()
    assert [each.item.id for each in seen(store, citizen).cards] == [goal]


def test_several_cards_put_on_a_board_are_one_act_and_lie_apart(store: Store, citizen: str) -> None:
    goals = [add_item(store, citizen=citizen, type=ItemType.GOAL, title=title) for title in ("Job", "Bolig", "Ro")]
    second = add_board(store, citizen=citizen, title="Netværk")
    put_on_board(store, item(store, goals[0]), board=second)

    put = put_all_on_board(store, [item(store, each) for each in goals], board=second)
    there = {(card.spot.x, card.spot.y) for card in seen(store, citizen, second).cards}
    undo(store, citizen=citizen)

    assert len(set(put)) == len(there) == 3
    assert [card.item.id for card in seen(store, citizen, second).cards] == [goals[0]]


def test_a_board_is_renamed_and_takes_its_old_name_back(store: Store, citizen: str) -> None:
    second = add_board(store, citizen=citizen, title="Aktørkort")

    rename_board(store, board(store, second), citizen=citizen, title="  Netværket ")
    renamed = board(store, second).title
    undo(store, citizen=citizen)

    assert renamed == "Netværket"
    assert board(store, second).title == "Aktørkort"


def test_the_main_board_is_named_before_anything_lies_on_it(store: Store, citizen: str) -> None:
    with store.reader() as reader:
        main = boards(reader, citizen=citizen)[0]

    rename_board(store, main, citizen=citizen, title="Karens plan")

    assert seen(store, citizen).board.title == "Karens plan"
    assert seen(store, citizen).board.is_main


def test_a_board_without_a_name_keeps_the_one_it_had(store: Store, citizen: str) -> None:
    second = add_board(store, citizen=citizen, title="Aktørkort")

    with pytest.raises(UserError, match="Giv tavlen et navn"):
        rename_board(store, board(store, second), citizen=citizen, title=" ")

    assert board(store, second).title == "Aktørkort"


def test_a_deleted_board_leaves_its_cards_in_the_plan_and_comes_back_as_it_was(store: Store, citizen: str) -> None:
    goal = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Job")
    second = add_board(store, citizen=citizen, title="Aktørkort")
    put_on_board(store, item(store, goal), board=second, at=(30, 40))
    add_label(store, citizen=citizen, board=second, at=(0, 0), text="Hvem er her?")
    before = seen(store, citizen, second)

    delete_board(store, board(store, second), citizen=citizen)
    with store.reader() as reader:
        left = [each.is_main for each in boards(reader, citizen=citizen)]
    kept = [each.item.id for each in seen(store, citizen).cards]
    undo(store, citizen=citizen)

    after = seen(store, citizen, second)
    assert left == [True]
    assert kept == [goal]
    assert [(card.item.id, card.spot) for card in after.cards] == [(card.item.id, card.spot) for card in before.cards]
    assert [each.text for each in after.labels] == ["Hvem er her?"]


def test_the_main_board_is_not_deleted(store: Store, citizen: str) -> None:
    add_item(store, citizen=citizen, type=ItemType.GOAL, title="Job")

    with pytest.raises(UserError, match="Planens tavle kan ikke slettes"):
        delete_board(store, seen(store, citizen).board, citizen=citizen)

    assert len(seen(store, citizen).cards) == 1


def test_the_main_board_comes_first_among_the_boards(store: Store, citizen: str) -> None:
    second = add_board(store, citizen=citizen, title="A")

    with store.reader() as reader:
        found = [board.id for board in boards(reader, citizen=citizen)]

    assert found == [main_board_of(citizen), second]


def test_a_board_that_is_gone_is_told_in_words(store: Store, citizen: str) -> None:
    second = add_board(store, citizen=citizen, title="A")
    delete_records(store, [seen(store, citizen, second).board])

    with pytest.raises(UserError, match="Vælg en anden tavle"):
        seen(store, citizen, second)


def test_the_axis_is_taken_away_and_undo_brings_it_back(store: Store, citizen: str) -> None:
    show_axis(store, seen(store, citizen).board, citizen=citizen, axis=Axis.FREE)
    without = seen(store, citizen).axis
    undo(store, citizen=citizen)

    assert without is None
    assert seen(store, citizen).axis is not None


def test_tidying_lets_the_program_place_every_card_again(store: Store, citizen: str) -> None:
    show_axis(store, seen(store, citizen).board, citizen=citizen, axis=Axis.FREE)
    ids = [add_item(store, citizen=citizen, title=str(place)) for place in range(3)]
    before = [card(store, citizen, each).spot for each in ids]
    moves = [Move(item=item(store, each), x=4000.0, y=0.0) for each in ids]
    move_cards(store, moves, citizen=citizen, board=main_board_of(citizen))

    moved = tidy_board(store, seen(store, citizen), citizen=citizen)

    assert moved == 3
    assert [card(store, citizen, each).spot for each in ids] == before


def test_a_size_is_kept_and_a_second_resize_changes_the_same_placement(store: Store, citizen: str) -> None:
    goal = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Job", due="2027-03-01")
    board = main_board_of(citizen)
    resize_card(store, Move(item=item(store, goal), width=300.0, height=150.0), citizen=citizen, board=board)
    first = card(store, citizen, goal)

    again = Move(item=first.item, placement=first.placement, width=320.0, height=150.0)
    resize_card(store, again, citizen=citizen, board=board)

    second = card(store, citizen, goal)
    assert (second.spot.width, second.spot.height) == (320.0, 150.0)
    assert first.placement is not None
    assert second.placement is not None
    assert second.placement.id == first.placement.id


def test_hidden_items_are_neither_shown_nor_named(store: Store, citizen: str) -> None:
    actor = add_item(store, citizen=citizen, type=ItemType.ACTOR, title="Hemmelig Hansen")
    goal = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Job", responsible=actor)

    with store.reader() as reader:
        view = board_view(reader, citizen=citizen, today=TODAY, hidden=frozenset([actor]))

    assert [each.item.id for each in view.cards] == [goal]
    assert view.cards[0].responsible is None


def test_what_is_drawn_on_a_deleted_board_is_not_found_until_the_board_is_back(store: Store, citizen: str) -> None:
    second = add_board(store, citizen=citizen, title="Netværk")
    add_label(store, citizen=citizen, board=second, at=(10, 10), text="Mormor i Ringkøbing")
    add_label(store, citizen=citizen, board=main_board_of(citizen), at=(10, 10), text="Toget fra Ringkøbing")
    both = found(store, "Ringkøbing")

    delete_board(store, board(store, second), citizen=citizen)
    one = found(store, "Ringkøbing")
    undo(store, citizen=citizen)

    assert one == ["Toget fra Ringkøbing"]
    assert found(store, "Ringkøbing") == both == ["Mormor i Ringkøbing", "Toget fra Ringkøbing"]


def found(store: Store, asked: str) -> list[str]:
    with store.reader() as reader:
        return sorted(hit.title for hit in search(reader, asked=asked).texts)
