"""The only place that reads the clock; everything else is handed a Clock or a day."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

DANISH_TIME = ZoneInfo("Europe/Copenhagen")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the instant as an aware UTC datetime."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the instant as an aware UTC datetime."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands until it is moved: for tests, the tour and generated histories."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant that the clock stands at."""
        return self._now

    def set(self, now: datetime) -> None:
        """Move to *now*, forward or back."""
        self._now = now.astimezone(UTC)

    def advance(self, **parts: float) -> None:
        """Move forward by `timedelta(**parts)`."""
        self._now += timedelta(**parts)


def instant(moment: datetime) -> str:
    """Write an aware *moment* as `2026-11-24T09:00:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(written: str) -> datetime:
    """Read what `instant` wrote."""
    return datetime.fromisoformat(written)


def milliseconds(written: str) -> int:
    """Return an instant as ids hold it, in milliseconds since 1970."""
    return round(moment(written).timestamp() * 1000)


def danish_day(at: datetime) -> date:
    """Return the Danish calendar day of an aware instant, on any machine."""
    return at.astimezone(DANISH_TIME).date()


def begins(day: date) -> datetime:
    """Return the instant at which a Danish calendar day begins."""
    return datetime.combine(day, time(), DANISH_TIME)


def today(clock: Clock) -> date:
    """Return the Danish calendar day that *clock* stands at."""
    return danish_day(clock.now())
