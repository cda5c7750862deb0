"""The threads that requests are worked on, all begun with the server: a later one would keep its memory later, too."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier
from typing import TypeVar

from sync.server.watching import carried

REQUESTS = 8
"""Requests that are worked on at a time; those who wait for news take none. Each thread keeps memory of its own."""
LOG_INS = 2
"""Log-ins at a time: a password takes 19 MiB, of which each thread may keep twice as much."""

T = TypeVar("T")


class Threads:
    """Some threads, which run as long as this is entered."""

    def __init__(self, count: int, *, name: str) -> None:
        self._count = count
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=name)

    def __enter__(self) -> "Threads":
        """Begin all of them."""
        all_there = Barrier(self._count)
        wait([self._pool.submit(all_there.wait) for _ in range(self._count)])
        return self

    def __exit__(self, *raised: object) -> None:
        """End, with everything done."""
        self._pool.shutdown()

    async def done(self, work: Callable[[], T]) -> T:
        """Do *work* in one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, carried(work))
