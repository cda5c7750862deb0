"""Folded boards: all titles in one view, none over another, in the order of time or of the rows."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.actor import Actor
from app.domain.board import Board
from app.domain.drawing import Frame, Ink, Label
from app.domain.goal import Goal
from app.domain.intervention import Intervention
from app.domain.item import Item
from app.domain.life_area import LifeArea
from app.queries.board import BoardView, CardView, StrokeView
from app.queries.card_size import card_height, line_widths, word_width
from app.queries.folded_board import Folded
from app.queries.folded_parts import lay, part_of
from app.queries.folded_things import PAD, Box, height_of, inset, reach_of
from app.queries.folding import folded
from app.queries.layout import Piece, Spot, freely, on_time

TODAY = date(2026, 11, 24)
SCREEN = (1_130.0, 660.0)
SIZES = (15.0, 14.0, 13.0, 12.0, 11.0)
A3_POINTS = (1_190.0 - 72.0 - 100.0, 842.0 - 72.0 - 40.0)
"""A sheet across, in points, less its margins, the names of life areas and the months."""
AREAS = tuple(LifeArea)[:5]
DAYS = st.one_of(st.none(), st.integers(-200, 500))
CARDS = st.lists(st.tuples(st.integers(0, 4), DAYS, st.integers(1, 9)), min_size=1, max_size=50)


def a_view(cards: list[tuple[Item, date | None]], *, is_timed: bool) -> BoardView:
    """Return a board as the program would lay *cards* out."""
    pieces = [
        Piece(id=item.id, area=item.life_area, day=day, is_dated=True, is_person=isinstance(item, Actor))
        for item, day in cards
    ]
    layout = on_time(pieces, lanes=AREAS, today=TODAY) if is_timed else freely(pieces, lanes=AREAS)
    return BoardView(
        board=Board(id="tavle"), citizen="borger", today=TODAY, lanes=layout.lanes, axis=layout.axis,
        cards=tuple(CardView(item, layout.spots[item.id]) for item, _ in cards),
    )  # fmt: skip


def drawn(cards: list[tuple[int, int | None, int]]) -> list[tuple[Item, date | None]]:
    """Return goals of those life areas, days from today, and numbers of words."""
    days = [None if away is None else TODAY + timedelta(days=away) for _, away, _ in cards]
    goals = [
        Goal(id=f"{place:03d}", title="Et mål " * words, life_area=AREAS[area])
        for place, (area, _, words) in enumerate(cards)
    ]
    return list(zip(goals, days, strict=True))


def sixty_two() -> list[tuple[Item, date | None]]:
    """Return 20 actors, 12 goals and 30 interventions."""
    people: list[tuple[Item, date | None]] = [
        (Actor(id=f"a{n}", title=f"Person Efternavn {n}"), None) for n in range(20)
    ]
    goals = [
        (
            Goal(id=f"g{n}", title=f"Op klokken syv fire dage om ugen {n}", life_area=AREAS[n % 5]),
            date(2027, 1 + n % 6, 15),
        )
        for n in range(12)
    ]
    aids = [
        (
            Intervention(id=f"i{n}", title=f"Bostøtte i hjemmet to gange om ugen {n}", life_area=AREAS[n % 5]),
            date(2026, 11 + n % 2, 1 + n % 27),
        )
        for n in range(30)
    ]
    return [*people, *goals, *aids]  # fmt: skip


def frames(found: Folded) -> list[tuple[float, float, float, float]]:
    """Return left, top, right and bottom of each card in pixels, from the upper left corner of the board."""
    left = min(card.spot.x for card in found.view.cards)
    left = found.view.axis.left - found.view.axis.strip if found.view.axis is not None else left
    return [
        (
            (card.spot.x - left) * found.scale, card.spot.y * found.scale,
            (card.spot.x - left + card.spot.width) * found.scale, (card.spot.y + card.spot.height) * found.scale,
        )
        for card in found.view.cards
    ]  # fmt: skip


@pytest.mark.parametrize("is_timed", [True, False])
@given(cards=CARDS)
@settings(max_examples=25)
def test_folded_cards_lie_in_the_view_and_none_over_another(
    is_timed: bool, cards: list[tuple[int, int | None, int]]
) -> None:
    found = folded(a_view(drawn(cards), is_timed=is_timed), room=SCREEN, sizes=SIZES, nameless="Uden titel")

    places = frames(found) if found is not None else []
    by = 0.01
    over = [
        (one, other)
        for one, other in combinations(places, 2)
        if max(one[0], other[0]) < min(one[2], other[2]) - by and max(one[1], other[1]) < min(one[3], other[3]) - by
    ]  # fmt: skip
    assert over == []
    assert max((place[2] for place in places), default=0.0) <= SCREEN[0] + 0.1
    assert max((place[3] for place in places), default=0.0) <= SCREEN[1] + 0.1
    assert len(places) in {0, len(cards)}


@pytest.mark.parametrize("is_timed", [True, False])
def test_sixty_two_titles_stand_on_a_sheet_of_a3_in_letters_of_seven_points_or_more(is_timed: bool) -> None:
    found = folded(
        a_view(sixty_two(), is_timed=is_timed), room=A3_POINTS, sizes=(11.0, 10.0, 9.0, 8.0, 7.0), nameless=""
    )

    assert found is not None
    assert len(found.view.cards) == 62
    assert found.letters >= 7.0


def test_every_title_has_room_for_its_lines() -> None:
    found = folded(a_view(sixty_two(), is_timed=True), room=SCREEN, sizes=SIZES, nameless="")
    assert found is not None

    room = {card.id: card.spot.width * found.scale - inset(found.letters) for card in found.view.cards}
    needed = {
        card.id: list(line_widths(card.item.title or "", room[card.id] / found.letters)) for card in found.view.cards
    }

    assert [each for each, lines in needed.items() if max(lines) * found.letters > room[each] + 0.01] == []
    assert [
        card.id for card in found.view.cards
        if height_of(len(needed[card.id]), found.letters) > card.spot.height * found.scale + 0.01
    ] == []  # fmt: skip


def test_where_all_happens_in_one_week_each_life_area_keeps_the_order_of_time() -> None:
    cards = drawn([(0, away % 7, 6) for away in range(45)])

    found = folded(a_view(cards, is_timed=True), room=SCREEN, sizes=SIZES, nameless="")

    assert found is not None
    assert found.view.axis is None
    days = {item.id: day for item, day in cards}
    read = sorted(found.view.cards, key=lambda card: (card.spot.y, card.spot.x))
    assert [days[card.id] for card in read] == sorted(day for day in days.values() if day)


def test_a_board_with_more_cards_than_can_be_read_is_not_folded() -> None:
    many = a_view(drawn([(0, 0, 9)] * 300), is_timed=True)

    assert folded(many, room=SCREEN, sizes=SIZES, nameless="") is None


PLACES = st.tuples(st.integers(-50, 2_500), st.integers(-50, 1_500))
SIDES = st.tuples(st.integers(40, 1_400), st.integers(40, 900))
STROKES = st.lists(st.integers(-4_000, 4_000), max_size=24)


@pytest.mark.parametrize("is_timed", [True, False])
@given(
    cards=CARDS,
    frames=st.lists(st.tuples(PLACES, SIDES), max_size=4),
    texts=st.lists(st.tuples(PLACES, st.integers(0, 9)), max_size=5),
    ink=st.lists(st.tuples(PLACES, STROKES), max_size=5),
)
@settings(max_examples=25)
def test_whatever_is_drawn_between_the_cards_is_folded_in_the_view_and_nothing_lies_over_another(
    is_timed: bool, cards: Any, frames: Any, texts: Any, ink: Any
) -> None:
    view = a_view(drawn(cards), is_timed=is_timed)
    left = view.axis.left if view.axis is not None else 0.0
    view = replace(
        view,
        frames=tuple(Frame(id=f"r{n}", title=f"Ramme {n}", x=left + x, y=float(y), width=float(w), height=float(h))
                     for n, ((x, y), (w, h)) in enumerate(frames)),
        labels=tuple(Label(id=f"t{n}", text="Et ord " * words, x=left + x, y=float(y))
                     for n, ((x, y), words) in enumerate(texts)),
        strokes=tuple(StrokeView(Ink(id=f"s{n}", stroke=(0, 0, *steps)), left + x, y)
                      for n, ((x, y), steps) in enumerate(ink)),
    )  # fmt: skip

    found = folded(view, room=SCREEN, sizes=SIZES, nameless="Uden titel")

    assert found is not None
    shown, scale = found.view, found.scale
    edge = min(card.spot.x for card in shown.cards)
    edge = min([edge, *(each.x or 0.0 for each in shown.frames), *(each.x or 0.0 for each in shown.labels)])
    edge = min([edge, *(reach_of(each).x for each in shown.strokes)])
    edge = shown.axis.left - shown.axis.strip if shown.axis is not None else edge
    rooms = [card.spot for card in shown.cards]
    rooms += [Spot(each.x or 0.0, each.y or 0.0, each.width or 0.0, found.heights[each.id]) for each in shown.labels]
    drawn_rooms = [reach_of(each) for each in shown.strokes]
    framed = [Spot(each.x or 0.0, each.y or 0.0, each.width or 0.0, each.height or 0.0) for each in shown.frames]
    assert len(shown.cards) == len(cards)
    assert {each.id for each in shown.labels} == {f"t{n}" for n, (_, words) in enumerate(texts) if words}
    assert {each.id.partition("#")[0] for each in shown.frames} == {each.id for each in view.frames}
    assert {each.id.partition("#")[0] for each in shown.strokes} == {each.id for each in view.strokes}
    by = 0.01 / scale
    assert [
        (one, other) for one, other in combinations(rooms, 2)
        if max(one.x, other.x) < min(one.x + one.width, other.x + other.width) - by
        and max(one.y, other.y) < min(one.y + one.height, other.y + other.height) - by
    ] == []  # fmt: skip
    everything = rooms + drawn_rooms + framed
    assert min((each.x - edge) * scale for each in everything) >= -PAD * 5
    assert max((each.x + each.width - edge) * scale for each in everything) <= SCREEN[0] + PAD * 5
    assert max((each.y + each.height) * scale for each in everything) <= SCREEN[1] + 0.1


def test_what_is_ringed_by_a_pen_stays_in_the_ring() -> None:
    cards = a_view(drawn([(0, None, 2)] * 3), is_timed=False).cards
    cards = tuple(replace(card, spot=Spot(400.0 * n, 300.0 * n, 196.0, 106.0)) for n, card in enumerate(cards))
    ring = Ink(id="ring", stroke=(3_800, 2_800, 2_400, 0, 0, 1_500, -2_400, 0, 0, -1_400))
    view = BoardView(board=Board(id="tavle"), citizen="", today=TODAY, cards=cards, strokes=(StrokeView(ring, 0, 0),))

    found = folded(view, room=SCREEN, sizes=SIZES, nameless="")

    assert found is not None
    room = reach_of(found.view.strokes[0])
    inside = [
        card.id for card in found.view.cards
        if room.x <= card.spot.x < room.x + room.width and room.y <= card.spot.y < room.y + room.height
    ]  # fmt: skip
    assert inside == [cards[1].id]


def test_parts_without_room_beside_each_other_go_on_in_a_further_line() -> None:
    boxes = [Box(f"{n}", Spot(300.0 * n, 0.0, 196.0, 106.0), 100.0, 20.0) for n in range(5)]
    whole = part_of(boxes)

    wide, high = lay(whole, 600.0), [box.y for box in boxes]
    narrow = lay(whole, 220.0)

    assert (wide, set(high)) == (20.0, {0.0})
    assert narrow == 64.0
    assert [(box.x, box.y) for box in boxes] == [(0.0, 0.0), (106.0, 0.0), (0.0, 22.0), (106.0, 22.0), (0.0, 44.0)]


def test_a_title_of_usual_length_leaves_a_card_as_it_is_and_a_long_one_makes_it_higher() -> None:
    heights = [card_height("ord " * count) for count in (1, 12, 40, 70)]

    assert heights[:2] == [106.0, 106.0]
    assert heights[1] < heights[2] < heights[3]
    assert card_height("ord " * 40, meeting=True) > card_height("ord " * 40)
    assert word_width("W") > word_width("i")
