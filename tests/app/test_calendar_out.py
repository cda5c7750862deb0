"""What goes home on the citizen's own telephone: readable there, and without names of others."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.domain.actor import Actor
from app.domain.meeting import Meeting
from app.export.calendar import calendar_file, contact_card, event

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_a_meeting_is_said_in_universal_time_with_summer_and_winter_right() -> None:
    winter = event(Meeting(starts_at="2026-12-09T10:00", place="Torvet 4, 2. sal"))
    summer = event(Meeting(starts_at="2027-06-09T10:00", ends_at="2027-06-09T11:30"))

    assert "DTSTART:20261209T090000Z\r\nDTEND:20261209T100000Z" in winter
    assert "LOCATION:Torvet 4\\, 2. sal" in winter
    assert "DTSTART:20270609T080000Z\r\nDTEND:20270609T093000Z" in summer


def test_a_meeting_without_an_hour_takes_a_day_and_one_without_a_day_is_nothing() -> None:
    assert "DTSTART;VALUE=DATE:20261209" in event(Meeting(starts_at="2026-12-09T00:00"))
    assert event(Meeting()) == ""


def test_the_title_of_the_meeting_which_may_name_others_is_not_told() -> None:
    assert "Ali" not in event(Meeting(title="Møde med Ali og psykiatrien", starts_at="2026-12-09T10:00"))


@given(st.text(max_size=200))
def test_a_calendar_file_has_short_lines_whatever_the_place_is_called(place: str) -> None:
    made = Meeting(id="0193a1b2-0000-7000-8000-000000000001", starts_at="2026-12-09T10:00", place=place)
    content = calendar_file(made, now=NOW)

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    lines = unfolded(content)
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert f"UID:{made.id}" in lines


def test_the_contact_is_a_card_with_what_is_known() -> None:
    card = contact_card(Actor(title="Mette Dahl", phone="87 12 34 56", organisation="Job; Social"))

    assert card.split("\r\n")[2:] == [
        "N:Dahl;Mette;;;", "FN:Mette Dahl", "ORG:Job\\; Social", "TEL:87 12 34 56", "END:VCARD",
    ]  # fmt: skip
