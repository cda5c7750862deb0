"""The real server program, killed right before or after its n-th commit: arguments: when, n, then its own."""

import os
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from sync.server import serving
from sync.server.__main__ import main
from sync.server.database import Database


def kill_at(when: str, number: int) -> None:
    """Let this process be killed at its commit of that *number*, counted from the first request on."""
    left = [number]
    serves: list[bool] = []
    made: Callable[..., None] = Database.__init__
    ready = serving.server

    def start(*words: Any, **named: Any) -> Any:
        serves.append(True)
        return ready(*words, **named)

    def count(*_words: Any) -> None:
        left[0] -= bool(serves)
        if left[0] == 0:
            os.kill(os.getpid(), 9)

    def begin(self: Database, *words: Any, **named: Any) -> None:
        made(self, *words, **named)
        writer = self._writer
        if when == "before":
            event.listen(writer, "commit", count)
        else:
            event.listen(writer.pool, "checkin", count)

    Database.__init__ = begin  # type: ignore[method-assign]
    serving.server = start


if __name__ == "__main__":
    kill_at(sys.argv[1], int(sys.argv[2]))
    main(sys.argv[3:])
