"""«Ryd op» lays any board out so that nothing lies over anything, and takes neither size nor colour from a card."""

from collections.abc import Callable
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from app.domain.board import PLACEMENT, Board, Placement
from app.domain.drawing import Frame, Label
from app.domain.goal import Goal
from app.domain.item import ItemType
from app.ids import main_board_of
from app.operations.board import add_board, put_on_board
from app.queries.board import BoardView, CardView, board_view
from app.queries.layout import Piece, Spot, freely
from app.queries.tidying import tidied
from board_desk import TODAY, Desk
from ui import theme

PLACES = st.integers(-2_000, 2_000).map(float)
SIZES = st.tuples(st.floats(60, 700).map(round).map(float), st.floats(40, 500).map(round).map(float))
CARDS = st.lists(st.tuples(PLACES, PLACES, SIZES), min_size=1, max_size=14)
FRAMES = st.lists(st.tuples(PLACES, PLACES, SIZES), max_size=4)


def a_view(
    cards: list[tuple[float, float, tuple[float, float]]], frames: list[tuple[float, float, tuple[float, float]]]
) -> BoardView:
    """Return a free board with cards and frames at those places."""
    return BoardView(
        board=Board(id="tavle"), citizen="borger", today=date(2026, 11, 24),
        cards=tuple(CardView(Goal(id=f"{n:02d}"), Spot(x, y, *size)) for n, (x, y, size) in enumerate(cards)),
        frames=tuple(Frame(x=x, y=y, width=size[0], height=size[1]) for x, y, size in frames),
    )  # fmt: skip


def spots(view: BoardView) -> dict[str, Spot]:
    """Return where the cards of a tidied board lie."""
    sizes = {card.id: (card.spot.width, card.spot.height) for card in view.cards}
    places = {each: place or (None, None) for each, place in tidied(view).items()}
    pieces = [Piece(id=each, x=x, y=y, width=sizes[each][0], height=sizes[each][1]) for each, (x, y) in places.items()]
    return dict(freely(pieces, lanes=()).spots)


def overlapping(one: Spot, other: Spot) -> bool:
    """Tell whether two cards lie over each other."""
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


@given(CARDS, FRAMES)
@settings(max_examples=60)
def test_on_no_tidied_board_does_a_card_lie_over_another(
    cards: list[tuple[float, float, tuple[float, float]]], frames: list[tuple[float, float, tuple[float, float]]]
) -> None:
    found = spots(a_view(cards, frames))

    assert len(found) == len(cards)
    assert [pair for pair in combinations(found.values(), 2) if overlapping(*pair)] == []


@given(CARDS, FRAMES)
@settings(max_examples=30)
def test_a_tidied_board_is_tidy(
    cards: list[tuple[float, float, tuple[float, float]]], frames: list[tuple[float, float, tuple[float, float]]]
) -> None:
    found = spots(a_view(cards, frames))
    again = a_view([(spot.x, spot.y, (spot.width, spot.height)) for _, spot in sorted(found.items())], frames)

    assert [pair for pair in combinations(spots(again).values(), 2) if overlapping(*pair)] == []


def test_what_stands_in_a_frame_stays_in_it() -> None:
    view = a_view([(30.0, 60.0, (196.0, 106.0)), (40.0, 70.0, (196.0, 106.0))], [(0.0, 0.0, (500.0, 400.0))])

    assert dict(tidied(view)) == {"00": (20.0, 40.0), "01": (232.0, 40.0)}


def test_tidying_leaves_texts_on_the_board_free() -> None:
    view = a_view([(0.0, 0.0, (196.0, 106.0))], [])
    labelled = BoardView(board=view.board, citizen="", today=TODAY, cards=view.cards, labels=(Label(x=0.0, y=300.0),))

    place = tidied(labelled)["00"]

    assert place is not None
    assert place[1] >= 340.0


def second_board(desk: Desk, count: int) -> list[str]:
    """Turn to a further board with *count* cards in a heap, one of them large and green."""
    ids = [desk.add(ItemType.IDEA, f"Kort {place}") for place in range(count)]
    board = add_board(desk.store, citizen=desk.citizen, title="Netværk")
    for each in ids:
        put_on_board(desk.store, desk.item(each), board=board, at=(50.0, 50.0))
    with desk.store.reader() as reader:
        first = next(each for each in reader.all(PLACEMENT, parent=board) if each.item == ids[0])
    with desk.store.transact("Prøve", citizen=desk.citizen) as act:
        act.edit(first, width=320.0, height=200.0, colour="green")
    desk.screen.model.turn_to(board)
    desk.wait(lambda: desk.screen.model.view is not None and desk.screen.easel.view.board.id == board)
    desk.wait(lambda: len(desk.screen.canvas.board.cards) == count)
    return ids


def heap(desk: Desk) -> list[tuple[Spot, Spot]]:
    """Return the pairs of cards on the screen that lie over each other."""
    return [
        pair for pair in combinations([card.spot for card in desk.screen.easel.view.cards], 2) if overlapping(*pair)
    ]


def test_a_further_board_is_tidied_with_sizes_and_colours_kept_and_put_back_by_one_undo(desk: Desk) -> None:
    ids = second_board(desk, 5)
    before = {each: desk.card(each).spot for each in ids}

    desk.screen.do("tidy")
    desk.wait(lambda: heap(desk) == [])
    placement = desk.card(ids[0]).placement

    assert placement is not None
    assert (placement.width, placement.height, placement.colour) == (320.0, 200.0, "green")
    desk.screen.undo()
    desk.wait(lambda: {each: desk.card(each).spot for each in ids} == before)


def test_on_a_calm_screen_cards_are_in_their_new_places_at_once(desk: Desk) -> None:
    ids = second_board(desk, 4)

    desk.screen.do("tidy")
    desk.wait(lambda: heap(desk) == [])

    shown = [desk.screen.canvas.board.cards[each].pos() for each in ids]
    assert shown == [QPointF(desk.card(each).spot.x, desk.card(each).spot.y) for each in ids]


def test_cards_go_to_their_new_places_before_ones_eyes(desk: Desk, qapp: QApplication) -> None:
    ids = second_board(desk, 4)
    theme.apply(qapp, theme.Theme(calm=False))
    card = desk.screen.canvas.board.cards[ids[3]]
    seen: list[QPointF] = []
    desk.screen.model.shown.connect(lambda _view: seen.append(card.pos()))

    desk.screen.do("tidy")
    desk.wait(lambda: heap(desk) == [])
    end = QPointF(desk.card(ids[3]).spot.x, desk.card(ids[3]).spot.y)
    desk.wait(lambda: card.pos() == end)

    assert seen[0] == QPointF(50.0, 50.0)
    assert end != QPointF(50.0, 50.0)


def test_a_board_that_is_tidy_is_told_of_in_words(desk: Desk) -> None:
    desk.add(ItemType.IDEA, "Kort")
    told: list[tuple[str, bool]] = []
    desk.screen.told.connect(lambda words, undo: told.append((words, undo)))

    desk.screen.do("tidy")
    desk.wait(lambda: told != [])

    assert told == [("Alle kort ligger allerede på deres plads.", False)]


def test_cards_that_this_screen_may_not_show_stay_where_they_are(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    kept, hidden = desk.add(ItemType.IDEA, "A"), desk.add(ItemType.IDEA, "B")
    board = main_board_of(desk.citizen)
    with desk.store.transact("Prøve", citizen=desk.citizen) as act:
        for each in (kept, hidden):
            act.put(PLACEMENT, Placement(board=board, item=each, x=900.0, y=900.0))
    with desk.store.reader() as reader:
        view = board_view(reader, citizen=desk.citizen, today=TODAY, hidden=frozenset({hidden}))

    assert list(tidied(view)) == [kept]
