"""Weekly hours as people write them: read where days and hours are plain, and nothing guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.weekly import Hours, weekly_hours


@pytest.mark.parametrize(
    ("told", "days", "begins", "ends"),
    [
        ("Tirsdag og torsdag kl. 9-12", (1, 3), 540, 720),
        ("mandage 10.00–12.30", (0,), 600, 750),
        ("Hverdage kl. 7:45 til 8:15", (0, 1, 2, 3, 4), 465, 495),
        ("hver dag kl 6-7", (0, 1, 2, 3, 4, 5, 6), 360, 420),
        ("mandag til onsdag, 13-15", (0, 1, 2), 780, 900),
    ],
)
def test_days_and_hours_are_read(told: str, days: tuple[int, ...], begins: int, ends: int) -> None:
    assert weekly_hours(told) == tuple(Hours(day, begins, ends) for day in days)


@pytest.mark.parametrize(
    "told",
    ["2 gange om ugen", "mandag", "kl. 9-12", "mandag 2-3 timer", "hver anden mandag kl. 9-12", "mandag kl. 12-9",
     "mandag kl. 9-10 og tirsdag kl. 13-14", ""],
)  # fmt: skip
def test_what_is_in_doubt_is_not_guessed(told: str) -> None:
    assert weekly_hours(told) == ()


def test_hours_meet_where_a_minute_is_common() -> None:
    morning = Hours(0, 480, 660)
    assert morning.meets(Hours(0, 600, 720))
    assert not morning.meets(Hours(0, 660, 720))
    assert not morning.meets(Hours(1, 480, 660))


@given(st.text(max_size=60))
def test_any_text_is_read_or_left(told: str) -> None:
    assert all(0 <= each.weekday < 7 and each.begins < each.ends <= 1_440 for each in weekly_hours(told))
