"""Days as a Danish sentence has them."""

from datetime import date

from app.texts import Text, mark, say

MONTHS: tuple[Text, ...] = (
    mark("month", "jan"), mark("month", "feb"), mark("month", "mar"), mark("month", "apr"),
    mark("month", "maj"), mark("month", "jun"), mark("month", "jul"), mark("month", "aug"),
    mark("month", "sep"), mark("month", "okt"), mark("month", "nov"), mark("month", "dec"),
)  # fmt: skip
FULL_MONTHS: tuple[Text, ...] = (
    mark("month", "januar"), mark("month", "februar"), mark("month", "marts"), mark("month", "april"),
    mark("month", "maj"), mark("month", "juni"), mark("month", "juli"), mark("month", "august"),
    mark("month", "september"), mark("month", "oktober"), mark("month", "november"), mark("month", "december"),
)  # fmt: skip
_FAR_DAYS = 270

_DAY = mark("date", "{day}. {month}")
_DAY_OF_YEAR = mark("date", "{day}. {month} {year}")
_AT = mark("date", "{day} kl. {hour}.{minute}")
_TODAY = mark("date", "i dag")
_MONTH_OF_YEAR = mark("date", "{month} {year}")


def short_day(day: date, today: date) -> str:
    """Return «1. maj», with the year when it lies far from *today*; today itself is «i dag»."""
    if day == today:
        return say(_TODAY)
    text = _DAY if abs((day - today).days) <= _FAR_DAYS else _DAY_OF_YEAR
    return say(text, day=day.day, month=say(MONTHS[day.month - 1]), year=day.year)


def long_day(day: date) -> str:
    """Return «1. februar 2027»."""
    return say(_DAY_OF_YEAR, day=day.day, month=say(FULL_MONTHS[day.month - 1]), year=day.year)


def told_day(told: str, today: date) -> str:
    """Return a day as short as it was told: «2026», «dec 2026», «1. dec», «1. dec kl. 10.00».

    What no calendar has is returned as it stands.
    """
    try:
        return _told(told, today)
    except ValueError:
        return told


def _told(told: str, today: date) -> str:
    if len(told) == len("2026"):
        return told
    if len(told) == len("2026-12"):
        month = date.fromisoformat(told + "-01").month
        return say(_MONTH_OF_YEAR, month=say(MONTHS[month - 1]), year=told[:4])
    day = short_day(date.fromisoformat(told[:10]), today)
    if len(told) < len("2026-12-01T10:00"):
        return day
    return say(_AT, day=day, hour=told[11:13].lstrip("0") or "0", minute=told[14:16])
