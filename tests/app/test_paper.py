"""The code on a card of paper, and where cards lie on their sheet."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.item import ItemType
from app.domain.paper import CARD, CODE_LENGTH, KINDS_ON_PAPER, SIZES, Paper, SlotCode, corner_of, slot_code, slots_of

CITIZEN = "0199c000-0000-7000-8000-000000000001"
CODES = st.builds(
    lambda sheet, slot, more, kind, paper: SlotCode(
        sheet=sheet, slot=slot, cards=min(8, slot + more), kind=kind, paper=paper
    ),
    sheet=st.integers(0, 10**9 - 1),
    slot=st.integers(1, 8),
    more=st.integers(0, 8),
    kind=st.sampled_from(KINDS_ON_PAPER),
    paper=st.sampled_from(Paper),
)


@given(code=CODES)
@settings(max_examples=100)
def test_a_code_is_read_as_it_was_written(code: SlotCode) -> None:
    assert slot_code(code.digits()) == code
    assert len(code.digits()) == CODE_LENGTH


@given(code=CODES, place=st.integers(0, CODE_LENGTH - 1), digit=st.integers(0, 9))
@settings(max_examples=100)
def test_a_digit_that_was_misread_makes_no_other_card(code: SlotCode, place: int, digit: int) -> None:
    told = code.digits()
    misread = f"{told[:place]}{digit}{told[place + 1 :]}"

    assert slot_code(misread) in (None, code)


@given(told=st.text(max_size=30))
@settings(max_examples=100)
def test_other_codes_are_left_alone(told: str) -> None:
    assert slot_code(told) is None


def test_the_code_says_nothing_of_a_person() -> None:
    one = SlotCode(sheet=482193075, slot=3, kind=ItemType.GOAL)

    assert one.digits()[3:14] == "48219307503"
    assert one.item_of(CITIZEN) != one.item_of(CITIZEN.replace("1", "2"))
    assert one.item_of(CITIZEN) == SlotCode(sheet=482193075, slot=3, kind=ItemType.GOAL).item_of(CITIZEN)


@pytest.mark.parametrize("paper", list(Paper), ids=str)
def test_all_cards_have_room_on_their_sheet(paper: Paper) -> None:
    corners = [corner_of(paper, slot) for slot in range(1, slots_of(paper) + 1)]
    wide, high = SIZES[paper]

    assert all(x >= 8 and x + CARD[0] <= wide - 8 and y + CARD[1] <= high - 8 for x, y in corners)
    assert all(one[0] + CARD[0] < other[0] or one[1] + CARD[1] < other[1] for one, other in pairwise(corners))
