"""Doing a transaction again that the database broke off, as a whole: serialisation failures and deadlocks."""

import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

logger = logging.getLogger(__name__)

SERIALISATION = "40001"
DEADLOCK = "40P01"
BROKEN_OFF = frozenset({SERIALISATION, DEADLOCK})
"""The SQLSTATEs of PostgreSQL, and of what speaks its protocol, that ask for the same transaction once more."""
TRIES = 8
FIRST_WAIT_S = 0.02
LONGEST_WAIT_S = 1.0

T = TypeVar("T")


class Again:
    """Runs transactions until the database takes them, `TRIES` times at most; any thread may call it.

    `counts` tells how often each SQLSTATE came; `tell` is told of each as it comes.
    """

    def __init__(self, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.counts: Counter[str] = Counter()
        self.tell: Callable[[str], None] = _nobody
        self._sleep = sleep
        self._guard = threading.Lock()

    def run(self, transaction: Callable[[], T]) -> T:
        """Return what *transaction* returns; it must leave nothing behind when it fails."""
        for attempt in range(1, TRIES):
            try:
                return transaction()
            except DBAPIError as failed:
                state = sqlstate(failed)
                if state not in BROKEN_OFF:
                    raise
                self._note(state, attempt)
            self._sleep(_wait(attempt))
        return transaction()

    def _note(self, state: str, attempt: int) -> None:
        with self._guard:
            self.counts[state] += 1
        self.tell(state)
        logger.info("again", extra={"sqlstate": state, "attempt": attempt})


def sqlstate(failed: DBAPIError) -> str:
    """Return the SQLSTATE of an error, empty where the driver tells none."""
    return getattr(failed.orig, "sqlstate", None) or ""


def _nobody(state: str) -> None:
    """Nobody counts."""


def _wait(attempt: int) -> float:
    """Return seconds, by chance between nothing and twice as long as the last time: two that collided part."""
    longest: float = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**attempt)
    return random.uniform(0, longest)  # noqa: S311 - no secret
