"""CPR numbers and days of any precision."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.dk import cpr as oracle

from app.domain.cpr import read_cpr
from app.domain.days import (
    first_day,
    is_over,
    last_day,
    read_day,
    read_instant,
    read_wall_time,
    show_day,
)

digits = st.builds(
    lambda day, rest: f"{day:%d%m%y}{rest}",
    st.dates(min_value=date(1858, 1, 1), max_value=date(2057, 12, 31)),
    st.text(alphabet=string.digits, min_size=4, max_size=4),
)


@given(digits)
def test_the_century_is_that_of_the_other_library(number: str) -> None:
    try:
        expected: date | None = oracle.get_birth_date(number)
    except ValueError:
        expected = None

    read = read_cpr(number)

    plain = read if read and not read.is_replacement else None
    assert (plain.birth_date if plain else None) == expected


@given(digits)
def test_the_check_sum_is_that_of_the_other_library(number: str) -> None:
    read = read_cpr(number)

    assert read is None or read.fits_modulus_11 == (oracle.checksum(number) == 0)


@pytest.mark.parametrize(
    ("told", "value", "birth"),
    [
        ("0201609995", "0201609995", date(1960, 1, 2)),
        ("020160-9995", "0201609995", date(1960, 1, 2)),
        ("0505239996", "0505239996", date(2023, 5, 5)),
        ("0211223989", "0211223989", date(1922, 11, 2)),
        ("6201609995", "6201609995", date(1960, 1, 2)),
        ("1206550VK9", "1206550VK9", date(1955, 6, 12)),
        ("120655vvk9", "120655VVK9", None),
    ],
)
def test_numbers_are_taken_by_shape_and_date(told: str, value: str, birth: date | None) -> None:
    read = read_cpr(told)

    assert read is not None
    assert (read.value, read.birth_date) == (value, birth)


@pytest.mark.parametrize("told", ["", None, "123", "3213609995", "0201609995x", "020160 999", "00000000000"])
def test_what_cannot_be_a_number_is_none(told: str | None) -> None:
    assert read_cpr(told) is None


def test_a_number_is_shown_masked() -> None:
    read = read_cpr("0201609995")

    assert read is not None
    assert (read.masked, read.written) == ("020160-••••", "020160-9995")


def test_no_official_test_number_fits_modulus_11_and_all_are_taken() -> None:
    read = [read_cpr(each) for each in ("0201609995", "0211223989", "0505239996", "1502779995")]

    assert [each.fits_modulus_11 for each in read if each] == [False] * 4


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("1974", "1974"),
        ("1974-12", "1974-12"),
        ("1974-12-05", "1974-12-05"),
        ("2016-10-31T23:30:00Z", "2016-11-01"),
        ("2013-01-01T10:30:00+00:00", "2013-01-01"),
        ("2018-10-04T08:25:05.123456789+10:00", "2018-10-04"),
        ("2026-02-30", None),
        ("1974-13", None),
        ("i går", None),
        ("", None),
        (1974, None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_a_day_keeps_the_precision_it_was_told_in(told: object, day: str | None) -> None:
    assert read_day(told) == day


def test_a_planned_time_is_danish_wall_time() -> None:
    assert read_wall_time("2026-12-10T09:00:00Z") == "2026-12-10T10:00"
    assert read_wall_time("2026-07-10T09:00:00Z") == "2026-07-10T11:00"


def test_a_past_day_is_an_instant_from_danish_midnight() -> None:
    assert read_instant("2026-12-10") == "2026-12-09T23:00:00.000Z"


def test_days_are_shown_in_danish() -> None:
    assert [show_day(each) for each in ("2026-11-24", "2026-11", "2026")] == [
        "24. november 2026",
        "november 2026",
        "2026",
    ]


def test_a_partial_day_covers_all_it_may_mean() -> None:
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert not is_over("2026", today=date(2026, 11, 23))
    assert is_over("2026-10", today=date(2026, 11, 23))


@given(st.text())
def test_any_text_is_read_or_is_no_day(told: str) -> None:
    day = read_day(told)

    assert day is None or first_day(day) <= last_day(day)
