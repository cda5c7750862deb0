"""Where cards lie that nobody has moved."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.board import NOTE_SIZE
from app.domain.life_area import LifeArea
from app.queries.layout import (
    FOLDED_LANE,
    GAP,
    PEOPLE_COLUMNS,
    PERSON_HEIGHT,
    Layout,
    Piece,
    Spot,
    day_at,
    freely,
    on_time,
    x_of,
)

TODAY = date(2026, 11, 24)
LANES = (LifeArea.HOME, LifeArea.WORK, LifeArea.MONEY)

days = st.none() | st.integers(-400, 400).map(lambda away: TODAY + timedelta(days=away))
areas = st.none() | st.sampled_from(LifeArea)


@st.composite
def pieces(draw: st.DrawFn, *, most: int = 12) -> list[Piece]:
    count = draw(st.integers(0, most))
    return [
        Piece(
            id=f"{place:03}",
            rank=draw(st.integers(0, 9)),
            area=draw(areas),
            day=draw(days),
            is_dated=draw(st.booleans()),
            is_person=draw(st.booleans()),
            x=draw(st.none() | st.floats(-3000, 3000)),
            y=draw(st.none() | st.floats(-500, 500)),
            width=draw(st.sampled_from([120.0, 196.0, 400.0])),
            height=draw(st.sampled_from([70.0, 106.0, 300.0])),
        )
        for place in range(count)
    ]


def touching(spots: list[Spot]) -> list[tuple[Spot, Spot]]:
    return [
        (one, other)
        for one, other in combinations(spots, 2)
        if one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    ]


def laid(cards: list[Piece]) -> Layout:
    return on_time(cards, lanes=LANES, today=TODAY)


@given(pieces())
def test_no_two_cards_overlap_on_a_time_axis(cards: list[Piece]) -> None:
    assert touching(list(laid(cards).spots.values())) == []


@given(pieces())
def test_cards_placed_by_the_program_never_overlap_anything_on_a_free_board(cards: list[Piece]) -> None:
    layout = freely(cards, lanes=LANES)
    by_hand = {card.id for card in cards if card.x is not None and card.y is not None}

    placed = [spot for identity, spot in layout.spots.items() if identity not in by_hand]

    assert touching(placed) == []
    assert all(touching([spot, layout.spots[identity]]) == [] for spot in placed for identity in by_hand)


@given(pieces())
def test_a_place_made_by_hand_is_never_moved_on_a_free_board(cards: list[Piece]) -> None:
    layout = freely(cards, lanes=LANES)

    by_hand = [card for card in cards if card.x is not None and card.y is not None]
    assert [(layout.spots[card.id].x, layout.spots[card.id].y) for card in by_hand] == [
        (card.x, card.y) for card in by_hand
    ]


@given(pieces(), st.randoms(use_true_random=False))
def test_the_same_cards_in_any_order_give_the_same_picture(cards: list[Piece], chance: object) -> None:
    shuffled = list(cards)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert laid(shuffled).spots == laid(cards).spots
    assert laid(shuffled).axis == laid(cards).axis


@given(pieces())
def test_every_card_has_a_place_and_every_life_area_of_a_card_a_lane(cards: list[Piece]) -> None:
    layout = laid(cards)

    assert set(layout.spots) == {card.id for card in cards}
    assert {card.area for card in cards} | set(LANES) == {lane.area for lane in layout.lanes}


@given(pieces())
def test_every_card_lies_within_its_lane(cards: list[Piece]) -> None:
    layout = laid(cards)
    lanes = {(lane.area, lane.is_of_people): lane for lane in layout.lanes}
    lying = [(lanes[card.area, card.is_person and card.area is None], layout.spots[card.id]) for card in cards]

    assert all(lane.y < spot.y and spot.y + spot.height <= lane.y + lane.height for lane, spot in lying)


@given(pieces())
def test_a_dated_card_begins_at_its_date_and_one_without_lies_left_of_the_axis(cards: list[Piece]) -> None:
    layout = laid(cards)
    assert layout.axis is not None

    dated = [card for card in cards if card.is_dated and not (card.is_person and card.area is None)]
    assert all(layout.spots[card.id].x == x_of(card.day) for card in dated if card.day)
    assert all(
        layout.axis.left - layout.axis.strip < layout.spots[card.id].x < layout.axis.left
        for card in dated
        if card.day is None
    )


@given(st.integers(-4000, 4000))
def test_a_place_on_the_axis_reads_back_as_its_day(away: int) -> None:
    day = TODAY + timedelta(days=away)

    assert day_at(x_of(day)) == day


def test_moving_a_card_away_leaves_the_other_cards_where_they_were() -> None:
    before = freely([Piece(id=f"{place}") for place in range(9)], lanes=LANES)

    after = freely([Piece(id=f"{place}", x=5000.0 if place == 4 else None, y=0.0) for place in range(9)], lanes=LANES)

    assert {each: spot for each, spot in after.spots.items() if each != "4"} == {
        each: spot for each, spot in before.spots.items() if each != "4"
    }


def test_a_card_takes_the_first_free_row_of_its_lane() -> None:
    monday = [Piece(id=name, area=LifeArea.HOME, day=TODAY, is_dated=True) for name in "abc"]
    later = Piece(id="d", area=LifeArea.HOME, day=TODAY + timedelta(days=60), is_dated=True)

    spots = laid([*monday, later]).spots

    assert len({spots[name].y for name in "abc"}) == 3
    assert spots["d"].y == spots["a"].y
    assert spots["b"].y == spots["a"].y + spots["a"].height + GAP


def test_lanes_without_cards_are_folded_only_on_a_board_with_many_lanes() -> None:
    few = on_time([], lanes=LANES, today=TODAY)
    many = on_time([Piece(id="a", area=LifeArea.HOME)], lanes=tuple(LifeArea)[:9], today=TODAY)

    assert {lane.height for lane in few.lanes} == {162.0}
    assert {lane.height for lane in many.lanes if lane.area is not LifeArea.HOME} == {FOLDED_LANE}


def test_people_without_a_life_area_lie_beside_each_other_in_the_last_band_and_take_no_time_from_the_axis() -> None:
    people = [Piece(id=f"{place}", is_person=True, height=PERSON_HEIGHT) for place in range(PEOPLE_COLUMNS + 1)]
    helper = Piece(id="helper", is_person=True, area=LifeArea.HOME)
    layout = laid([*people, helper, Piece(id="loose")])
    last = layout.lanes[-1]

    assert [(lane.area, lane.is_of_people) for lane in layout.lanes[-2:]] == [(None, False), (None, True)]
    assert len({layout.spots[each.id].y for each in people[:PEOPLE_COLUMNS]}) == 1
    assert layout.spots[people[-1].id].x == layout.spots[people[0].id].x
    assert last.height < 2 * layout.lanes[-2].height
    assert layout.spots["helper"].y < layout.lanes[1].y
    assert layout.axis is not None
    assert layout.axis.strip == NOTE_SIZE[0] + 2 * GAP


def test_somebody_whom_a_hand_has_put_on_the_axis_stays_there_among_the_people() -> None:
    layout = laid([Piece(id="moved", is_person=True, x=x_of(TODAY)), Piece(id="other", is_person=True)])

    assert layout.spots["moved"].x == x_of(TODAY)
    assert layout.spots["other"].y > layout.spots["moved"].y
