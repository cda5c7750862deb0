"""A row of the list is as high as what stands on it: a title of one to three lines, and what is told below it."""

import pytest

from app.domain.goal import Goal
from app.queries.plan_list import PlanRow
from ui.screens.row_measure import RowMeasure
from ui.theme import Theme

WIDTH = 800


def a_row(title: str, *, depth: int = 0, shared: tuple[str, ...] = ()) -> PlanRow:
    return PlanRow(item=Goal(id="goal", title=title), depth=depth, shared=shared)


@pytest.fixture
def measure(look: None) -> RowMeasure:
    return RowMeasure(Theme())


@pytest.mark.parametrize(
    ("title", "lines"),
    [("", 1), ("Et roligt job", 1), ("Et roligt job " * 7, 2), ("Ro\nog orden", 2), ("Et roligt job " * 40, 3)],
)
def test_a_title_takes_the_lines_it_needs_three_at_most(measure: RowMeasure, title: str, lines: int) -> None:
    assert measure.title_lines(a_row(title), WIDTH) == lines


def test_a_title_that_just_fits_takes_a_line_more_where_it_stands_beneath_another(measure: RowMeasure) -> None:
    rows = ["ro " * count for count in range(1, 99)]
    fits = [each for each in rows if measure.title_lines(a_row(each), WIDTH) == 1][-1]

    assert [measure.title_lines(a_row(fits, depth=depth), WIDTH) for depth in (0, 1)] == [1, 2]


def test_many_with_whom_an_item_is_shared_stand_beneath_its_kind(measure: RowMeasure) -> None:
    few, many = (a_row("Ro", shared=("Victor Kirk",) * count) for count in (2, 9))

    assert [measure.about_lines(each, WIDTH) for each in (few, many)] == [1, 3]
    assert measure.height(many, WIDTH) - measure.height(few, WIDTH) == 2 * measure.about_line


def test_larger_text_takes_higher_rows(measure: RowMeasure) -> None:
    row = a_row("Et roligt job")

    assert RowMeasure(Theme(scale=2.0)).height(row, WIDTH) >= 2 * measure.height(row, WIDTH) - 2
