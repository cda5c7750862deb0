"""Who waits for news: each commit ticks, and whoever waits for that stream is told."""

import asyncio
import secrets
import threading


class Nudges:
    """Counts the commits of this process and wakes those who wait; safe to call from any thread."""

    def __init__(self) -> None:
        self._boot = secrets.token_hex(4)
        self._guard = threading.Lock()
        self._tick = 0
        self._last: dict[str, int] = {}
        self._waiting: dict[str, dict[asyncio.Future[None], asyncio.AbstractEventLoop]] = {}
        self._pulse: bytes | None = None

    @property
    def now(self) -> tuple[str, int]:
        """The mark of this counting and how far it has come. Ask before reading the database, never after."""
        with self._guard:
            return self._boot, self._tick

    def touch(self, *keys: str) -> None:
        """Tell that the streams, or the rights of the users, that *keys* name were committed."""
        with self._guard:
            self._tick += 1
            for each in keys:
                self._last[each] = self._tick
            waiting = [item for each in keys for item in self._waiting.get(each, {}).items()]
        for future, loop in waiting:
            loop.call_soon_threadsafe(_wake, future)

    def since(self, tick: int, streams: list[str]) -> list[str]:
        """Return those of *streams* that were committed after *tick*."""
        with self._guard:
            return [each for each in streams if self._last.get(each, 0) > tick]

    def observe(self, pulse: bytes | None) -> None:
        """Begin a new counting when another process has written, so that everybody is told everything."""
        with self._guard:
            if self._pulse is not None and pulse != self._pulse:
                self._boot = secrets.token_hex(4)
            self._pulse = pulse

    async def wait(self, tick: int, *, keys: list[str], seconds: float) -> None:
        """Return when one of *keys* was committed after *tick*, or after *seconds*."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        with self._guard:
            if any(self._last.get(each, 0) > tick for each in keys):
                return
            for each in keys:
                self._waiting.setdefault(each, {})[future] = loop
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return
        finally:
            self._leave(future, keys)

    def _leave(self, future: asyncio.Future[None], keys: list[str]) -> None:
        with self._guard:
            for each in keys:
                waiting = self._waiting.get(each)
                if waiting is not None:
                    waiting.pop(future, None)
                    if not waiting:
                        del self._waiting[each]


def _wake(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
