"""Lines go round the cards that lie between their ends, and two lines of one card never lie over each other."""

from collections.abc import Callable
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from app.domain.board import PLACEMENT, Axis, Placement
from app.domain.connector import CONNECTOR, Connector, Meaning
from app.domain.idea import IDEA
from app.ids import main_board_of
from app.operations.board import show_axis
from app.queries.board import main_board
from board_desk import Desk
from ui.board.link import route
from ui.board.routing import round_cards, spread

CARD = (196.0, 106.0)
PLACES = st.tuples(st.integers(-900, 900), st.integers(-700, 700))


def a_card(x: float, y: float) -> QRectF:
    """Return the frame of a card."""
    return QRectF(x, y, *CARD)


def met(path: QPainterPath, cards: list[QRectF]) -> int:
    """Return how many cards a path runs over."""
    points = [path.pointAtPercent(step / 200) for step in range(201)]
    return sum(any(card.contains(point) for point in points) for card in cards)


def test_a_line_goes_round_a_card_between_its_ends() -> None:
    source, between, target = a_card(0, 0), a_card(400, 10), a_card(800, 0)
    plain = route(source, target)

    path, tip, _ = round_cards(plain, source, target, [between])

    assert met(plain[0], [between]) == 1
    assert met(path, [between]) == 0
    assert tip == QPointF(800, 53)


def test_a_line_with_nothing_in_its_way_stays_as_it_is() -> None:
    source, target = a_card(0, 0), a_card(800, 0)
    plain = route(source, target)

    assert round_cards(plain, source, target, [a_card(400, 400)]) is plain


@given(PLACES, st.lists(PLACES, max_size=8))
@settings(max_examples=60)
def test_no_line_meets_more_cards_than_it_would_straight_on(
    end: tuple[int, int], others: list[tuple[int, int]]
) -> None:
    source, target, cards = a_card(0, 0), a_card(*end), [a_card(*each) for each in others]
    plain = route(source, target)

    path, tip, seen_from = round_cards(plain, source, target, cards)

    assert met(path, cards) <= met(plain[0], cards)
    assert target.adjusted(-1, -1, 1, 1).contains(tip)
    assert tip != seen_from


def test_lines_at_one_edge_leave_it_apart_and_within_it() -> None:
    few, many = ([spread(place, count, 106.0) for place in range(count)] for count in (2, 30))

    assert few == [-7.0, 7.0]
    assert max(map(abs, many)) < 53.0
    assert len(set(many)) == 30


def a_grid(desk: Desk, *, columns: int, rows: int, lines: int) -> None:
    """Lay cards in a grid on a free board and draw *lines* between cards drawn by chance."""
    board, chance = main_board_of(desk.citizen), Random(3)
    with desk.store.reader() as reader:
        show_axis(desk.store, main_board(reader, citizen=desk.citizen), citizen=desk.citizen, axis=Axis.FREE)
    with desk.store.transact("P", citizen=desk.citizen) as act:
        ids = [act.put(IDEA, IDEA.record(title=f"Kort {place}")) for place in range(columns * rows)]
        for place, each in enumerate(ids):
            x, y = place % columns * 260.0, place // columns * 170.0
            act.put(PLACEMENT, Placement(board=board, item=each, x=x, y=y))
        for _ in range(lines):
            source, target = chance.sample(ids, 2)
            act.put(CONNECTOR, Connector(source=source, target=target, meaning=Meaning.LEADS_TO))
    desk.wait(lambda: len(desk.screen.canvas.board.links) == lines)


def test_on_a_full_board_most_lines_find_a_way_between_the_cards(
    desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    a_grid(desk, columns=6, rows=5, lines=40)
    scene = desk.screen.canvas.board

    def crossings() -> int:
        frames = {each.id: each.frame() for each in scene.cards.values()}
        return sum(
            met(link.path, [frame for key, frame in frames.items() if key not in {link.source.id, link.target.id}])
            for link in scene.links.values()
        )

    for link in scene.links.values():
        link.follow()
    plain = crossings()
    scene.route()
    routed = crossings()

    assert routed <= plain / 4
    record_property("told", f"40 lines on 30 cards run under {routed} cards; straight on it would be {plain}")


def test_two_lines_between_the_same_cards_are_both_seen(desk: Desk) -> None:
    a_grid(desk, columns=2, rows=1, lines=1)
    scene = desk.screen.canvas.board
    link = next(iter(scene.links.values()))
    with desk.store.transact("P", citizen=desk.citizen) as act:
        act.put(CONNECTOR, Connector(source=link.source.id, target=link.target.id, meaning=Meaning.SUPPORTS))
    desk.wait(lambda: len(scene.links) == 2)

    scene.route()

    one, other = (each.path for each in scene.links.values())
    assert abs(one.pointAtPercent(0.5).y() - other.pointAtPercent(0.5).y()) >= 10.0
