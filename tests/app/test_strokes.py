"""Strokes: what a pen draws is kept small and true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.ids import main_board_of
from app.operations.board import draw_stroke, encode_stroke, simplified
from app.store.store import Store

points = st.lists(st.tuples(st.floats(-900, 900), st.floats(-900, 900)), min_size=1, max_size=60)


def test_an_empty_stroke_is_refused_in_words(store: Store, citizen: str) -> None:
    with pytest.raises(UserError, match="Tegn den igen"):
        draw_stroke(store, [], citizen=citizen, board=main_board_of(citizen))


@given(points)
def test_a_simplified_stroke_stays_within_half_a_unit_of_what_was_drawn(drawn: list[tuple[float, float]]) -> None:
    kept = simplified(drawn, 0.5)

    assert {kept[0], kept[-1]} == {0, len(drawn) - 1}
    assert all(
        min(_away(drawn[place], drawn[one], drawn[two]) for one, two in zip(kept, kept[1:] or kept, strict=False))
        <= 0.5 + 1e-6
        for place in range(len(drawn))
    )


@given(points)
def test_a_kept_stroke_reads_back_to_a_tenth_of_a_unit(drawn: list[tuple[float, float]]) -> None:
    stroke, pressures = encode_stroke(drawn, [128] * len(drawn))

    xs = [sum(stroke[0 : place + 1 : 2]) / 10 for place in range(0, len(stroke), 2)]
    assert len(pressures) == len(stroke) // 2
    assert abs(xs[0] - drawn[0][0]) <= 0.051
    assert abs(xs[-1] - drawn[-1][0]) <= 0.051


def test_a_stroke_of_any_length_is_kept_with_at_most_two_thousand_points() -> None:
    drawn = [(float(place), float(place * 7919 % 131)) for place in range(9000)]

    stroke, _ = encode_stroke(drawn)

    assert len(stroke) // 2 <= 2000


def _away(point: tuple[float, float], one: tuple[float, float], two: tuple[float, float]) -> float:
    across, down = two[0] - one[0], two[1] - one[1]
    squared = across * across + down * down
    along = ((point[0] - one[0]) * across + (point[1] - one[1]) * down) / squared if squared else 0.0
    along = max(0.0, min(1.0, along))
    return float(((point[0] - one[0] - along * across) ** 2 + (point[1] - one[1] - along * down) ** 2) ** 0.5)
