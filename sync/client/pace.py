"""Pace: when the engine acts next. Pure: handed the time and the chance."""

from collections.abc import Callable

AFTER_EDIT_S = 0.03
"""So that what one act writes goes together."""
APART_S = 0.3
"""Between the beginnings of two rounds that edits ask for, so that what is typed goes together."""
AT_LEAST_EVERY_S = 60.0
FIRST_BACK_OFF_S = 1.0
LONGEST_BACK_OFF_S = 300.0


class Pace:
    """Decides when the next round is due, on a monotonic clock in seconds; *chance* gives numbers from 0 to 1.

    After a failure it waits 1 s, then ever longer up to 5 min, each time between half and the whole of it, so that
    clients of a server that comes back do not all come at once. Only a wake-up or a network that changed cuts it short.
    """

    def __init__(self, *, now: float, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._failures = 0
        self._not_before = now
        self._due = now
        self._apart = now

    @property
    def due(self) -> float:
        """When the next round begins."""
        return max(self._due, self._not_before)

    def edited(self, now: float) -> None:
        """Something was written here: at once when nothing was sent for a while, else soon."""
        self._due = min(self._due, max(now + AFTER_EDIT_S, self._apart))

    def nudged(self, now: float) -> None:
        """Something came there: at once."""
        self._due = min(self._due, now)

    def hoped(self, now: float, *, after: float) -> None:
        """Something is on its way from elsewhere: look again *after* so many seconds."""
        self._due = min(self._due, now + after)

    def woken(self, now: float) -> None:
        """The machine woke up, the network changed, or somebody asked: at once, whatever failed before."""
        self._failures = 0
        self._due = self._not_before = now

    def begun(self, now: float) -> None:
        """A round begins: what is written or comes while it lasts is for another."""
        self._due = now + AT_LEAST_EVERY_S
        self._apart = now + APART_S

    def succeeded(self, now: float) -> None:
        """A round went well."""
        self._failures = 0
        self._not_before = now

    def failed(self, now: float, *, retry_after: float | None = None) -> None:
        """A round failed; *retry_after* is what the server asked for, in seconds."""
        whole = min(FIRST_BACK_OFF_S * 2**self._failures, LONGEST_BACK_OFF_S)
        self._failures += 1
        wait = whole * (0.5 + self._chance() / 2)
        self._not_before = now + max(wait, retry_after or 0.0)
        self._due = self._not_before
