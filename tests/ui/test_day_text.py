"""Days are understood as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.day_text import parse_day

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1/3", "2027-03-01"),
        ("24/11", "2026-11-24"),
        ("1.3.2028", "2028-03-01"),
        ("1/3-28", "2028-03-01"),
        ("1. marts", "2027-03-01"),
        ("1. marts 2029", "2029-03-01"),
        ("24. november 2026", "2026-11-24"),
        ("24 October 2027", "2027-10-24"),
        ("May 2027", "2027-05"),
        ("marts", "2027-03"),
        ("december 2026", "2026-12"),
        ("2027", "2027"),
        ("2027-03-01", "2027-03-01"),
        ("+6u", "2027-01-05"),
        ("+3d", "2026-11-27"),
        ("+2 måneder", "2027-01-24"),
        ("+1å", "2027-11-24"),
        ("I morgen", "2026-11-25"),
        ("31/2", None),
        ("2027-02-31", None),
        ("på fredag engang", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_it_is_written(written: str, meant: str | None) -> None:
    assert parse_day(written, today=TODAY) == meant


@given(st.integers(0, 364))
def test_a_day_without_a_year_is_the_next_one_from_today_on(ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)

    assert parse_day(f"{day.day}/{day.month}", today=TODAY) == day.isoformat()


@given(st.text(max_size=20))
def test_nothing_written_is_ever_more_than_not_understood(written: str) -> None:
    parse_day(written, today=TODAY)
