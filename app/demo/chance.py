"""Chance: all that is random in made-up data, drawn from a seed and a path: the same seed gives the same bytes."""

import random
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from app.clock import DANISH_TIME

T = TypeVar("T")

_SUNDAY = 6


class Chance:
    """Random draws for one part of the data; *path* tells it apart from every other part of the same seed."""

    def __init__(self, seed: int, *path: object) -> None:
        written = "/".join(str(each) for each in (seed, *path))
        self._random = random.Random(written)  # noqa: S311 - made-up data must come out alike, not be unguessable

    def one(self, choices: Sequence[T]) -> T:
        """Return one of *choices*."""
        return choices[int(self._random.random() * len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Return *count* different ones of *choices* (all when there are fewer), in their own order."""
        if count >= len(choices):
            return list(choices)
        kept = sorted(self._random.sample(range(len(choices)), max(0, count)))
        return [choices[each] for each in kept]

    def mixed(self, things: Sequence[T]) -> list[T]:
        """Return *things* in another order."""
        return self._random.sample(list(things), len(things))

    def number(self, low: int, high: int) -> int:
        """Return a whole number from *low* to *high*, both possible."""
        return low + int(self._random.random() * (high - low + 1))

    def share(self, low: float, high: float) -> float:
        """Return a number from *low* to *high*."""
        return low + self._random.random() * (high - low)

    def happens(self, share: float) -> bool:
        """Tell whether something happens that does so in *share* (0 to 1) of the cases."""
        return self._random.random() < share

    def id_at(self, at: datetime) -> str:
        """Return a UUIDv7 as it would have been made at *at*."""
        bits = self._random.getrandbits(74)
        high = int(at.timestamp() * 1000) << 16 | 0x7000 | bits & 0xFFF
        return str(uuid.UUID(int=high << 64 | 0b10 << 62 | bits >> 12))

    def device_id(self) -> str:
        """Return a UUIDv4."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def working_time(self, day: date) -> datetime:
        """Return an instant in the working hours of *day*, or of the working day before."""
        minute = self.number(8 * 60, 15 * 60 + 20)
        local = datetime.combine(working_day(day), time(minute // 60, minute % 60), tzinfo=DANISH_TIME)
        return local.astimezone(UTC) + timedelta(milliseconds=self.number(0, 59_999))


def working_day(day: date) -> date:
    """Return *day*, or the Friday before a Saturday or Sunday."""
    return day - timedelta(days=max(0, day.weekday() - (_SUNDAY - 2)))


def at_danish_time(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the UTC instant at which Danish clocks show *hour*:*minute* on *day*."""
    return datetime.combine(day, time(hour, minute), tzinfo=DANISH_TIME).astimezone(UTC)
