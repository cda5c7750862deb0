"""Who waits for news: each commit ticks, and whoever waits for that stream is told."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Sequence
from zlib import crc32

Marks = Iterable[int]


class Nudges:
    """Counts the news this process hears of and wakes those who wait for it; safe to call from any thread.

    What is touched here is also told to `tell`, which carries it to other processes; what they tell comes by `hear`.
    Streams and users are known by short marks: two that share one wake each other in vain, and nothing worse.
    """

    def __init__(self) -> None:
        self.tell: Callable[[Sequence[int]], None] = _nobody
        self._guard = threading.Lock()
        self._tick = 0
        self._all = 0
        self._last: dict[int, int] = {}
        self._waiting: dict[int, dict[asyncio.Future[None], asyncio.AbstractEventLoop]] = {}

    @property
    def tick(self) -> int:
        """How far the counting has come. Ask before reading the database, never after."""
        with self._guard:
            return self._tick

    def touch(self, *keys: str) -> None:
        """Tell that the streams, or the rights of the users, that *keys* name were committed here."""
        marks = _marks(keys)
        self.hear(marks)
        self.tell(marks)

    def hear(self, marks: Marks) -> None:
        """Take note of what was committed anywhere."""
        with self._guard:
            self._tick += 1
            told = list(marks)
            self._last.update(dict.fromkeys(told, self._tick))
            waiting = [item for each in told for item in self._waiting.get(each, {}).items()]
        _wake(waiting)

    def hear_all(self) -> None:
        """Wake everybody: something was committed, and what it was is not known."""
        with self._guard:
            self._tick += 1
            self._all = self._tick
            waiting = [item for each in self._waiting.values() for item in each.items()]
        _wake(waiting)

    async def wait(self, tick: int, *, keys: Sequence[str], seconds: float) -> None:
        """Return when one of *keys* was committed after *tick*, or after *seconds*."""
        marks = _marks(keys)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        with self._guard:
            if self._all > tick or any(self._last.get(each, 0) > tick for each in marks):
                return
            for each in marks:
                self._waiting.setdefault(each, {})[future] = loop
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return
        finally:
            self._leave(future, marks)

    def _leave(self, future: asyncio.Future[None], marks: Marks) -> None:
        with self._guard:
            for each in marks:
                waiting = self._waiting.get(each)
                if waiting is not None:
                    waiting.pop(future, None)
                    if not waiting:
                        del self._waiting[each]


def _marks(keys: Iterable[str]) -> list[int]:
    return [crc32(each.encode()) for each in keys]


def _wake(waiting: Iterable[tuple[asyncio.Future[None], asyncio.AbstractEventLoop]]) -> None:
    for future, loop in dict(waiting).items():
        loop.call_soon_threadsafe(_done, future)


def _done(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _nobody(marks: Sequence[int]) -> None:
    """There is no other process."""
