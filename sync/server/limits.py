"""How much one device, one account, or one address that shows no token may ask of this process, and what is too much.

What is counted lies in memory: of several processes each counts what it is asked itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

MINUTE_S = 60.0
MOST_COUNTED = 20_000
"""Devices, accounts, addresses, tokens that are counted, each; the one that was heard longest ago is let go of."""
POLL_AGAIN_S = 5.0
NEW_TOKENS = 5
DEVICE, ACCOUNT, ADDRESS, POLLS = "device", "account", "address", "polls"


class TooMany(Exception):
    """More than is allowed; `of` names what it was counted for, `seconds` how long to wait."""

    def __init__(self, of: str, *, seconds: float) -> None:
        super().__init__(of)
        self.of = of
        self.seconds = seconds


class Who(NamedTuple):
    """Whom a token stands for."""

    device: str
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Requests a minute, all of them at once if need be, and polls that wait; 0 is no limit.

    An address is counted for what shows no token: log-ins, mostly. A token that was not seen yet counts for its address
    too, `NEW_TOKENS` times as many, since looking at one is cheap, and after a restart all of them are new.
    """

    device: int = 6_000
    account: int = 12_000
    address: int = 1_200
    device_polls: int = 8
    account_polls: int = 64


class Limiter:
    """Counts what is asked. For the thread of the requests alone."""

    def __init__(self, limits: Limits) -> None:
        self._devices = _Rates(DEVICE, a_minute=limits.device)
        self._accounts = _Rates(ACCOUNT, a_minute=limits.account)
        self._addresses = _Rates(ADDRESS, a_minute=limits.address)
        self._new_tokens = _Rates(ADDRESS, a_minute=limits.address * NEW_TOKENS)
        self._most_polls = (limits.device_polls, limits.account_polls)
        self._polls: tuple[dict[str, int], dict[str, int]] = ({}, {})
        self._known: dict[int, Who] = {}

    def count(self, token: bytes, *, address: str, now: float) -> bool:
        """Count a request at *now*, in seconds of any clock that goes on; raises TooMany, which counts nothing.

        Return whether it is known whom *token* stands for.
        """
        if not token:
            self._addresses.count(address, now=now)
            return False
        who = self._known.get(hash(token))
        if who is None:
            self._new_tokens.count(address, now=now)
            return False
        self._devices.count(who.device, now=now)
        self._accounts.count(who.account, now=now)
        return True

    def learn(self, token: bytes, who: Who) -> None:
        """Note whom a token stands for that was seen to be good."""
        _put(self._known, hash(token), who)

    @contextmanager
    def polling(self, who: Who) -> Iterator[None]:
        """Count a poll as long as it waits. Raises TooMany."""
        both = list(zip(self._polls, who, strict=True))
        counts = [waiting.get(key, 0) for waiting, key in both]
        if any(most and count >= most for most, count in zip(self._most_polls, counts, strict=True)):
            raise TooMany(POLLS, seconds=POLL_AGAIN_S)
        for waiting, key in both:
            waiting[key] = waiting.get(key, 0) + 1
        try:
            yield
        finally:
            for waiting, key in both:
                waiting[key] -= 1
                if not waiting[key]:
                    del waiting[key]


class _Rates:
    """Requests a minute of each of many.

    For each the instant is kept at which everything it asked would have been due, evenly spread; it may lie a minute
    ahead, no further (the generic cell rate algorithm).
    """

    def __init__(self, of: str, *, a_minute: int) -> None:
        self._of = of
        self._step = MINUTE_S / a_minute if a_minute else 0.0
        self._due: dict[str, float] = {}

    def count(self, key: str, *, now: float) -> None:
        if not self._step:
            return
        due = max(self._due.get(key, now), now) + self._step
        if due - now > MINUTE_S:
            raise TooMany(self._of, seconds=due - now - MINUTE_S)
        _put(self._due, key, due)


K = TypeVar("K")
V = TypeVar("V")


def _put(counted: dict[K, V], key: K, value: V) -> None:
    """Set *key* as the one heard last, and let go of the one heard longest ago where there are too many."""
    counted.pop(key, None)
    counted[key] = value
    if len(counted) > MOST_COUNTED:
        del counted[next(iter(counted))]
