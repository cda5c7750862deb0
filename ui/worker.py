"""A thread that does jobs in order and says what came of each; it knows neither Qt nor the store."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import GeneratorType
from typing import Any

from app.errors import EnplanError
from app.texts import mark

logger = logging.getLogger(__name__)


class Bug(EnplanError):
    """A fault in the program itself; the traceback is in the log."""

    def __init__(self) -> None:
        super().__init__(mark("bridge", "Noget gik galt. Det, der er gemt, er der stadig. Prøv igen."))


@dataclass(slots=True)
class Job:
    """One call to make; *is_wanted* is asked right before it is made."""

    number: int
    work: Callable[[], Any]
    is_wanted: Callable[[int], bool] | None = None
    slices: Any = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: the answer or the error; one that is not the last is a slice's."""

    number: int
    answer: Any = None
    error: EnplanError | None = None
    is_last: bool = True


class Worker:
    """One thread; what was put in before `close` is done before it ends.

    A job that returns a generator is done a slice at a time, each behind what was put in meanwhile.
    """

    def __init__(self, name: str, told: Callable[[Outcome], None]) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._told = told
        self._thread = threading.Thread(target=self._work, name=name)
        self._thread.start()

    def put(self, job: Job) -> None:
        """Have *job* done after those before it."""
        self._jobs.put(job)

    def close(self) -> None:
        """Do what is left, end the thread, and return when it has ended."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        is_closing = False
        while not (is_closing and self._jobs.empty()):
            job = self._jobs.get()
            if job is None:
                is_closing = True
            elif job.is_wanted is None or job.is_wanted(job.number):
                self._do(job)

    def _do(self, job: Job) -> None:
        try:
            outcome = self._slice(job)
        except EnplanError as error:
            outcome = Outcome(job.number, error=error)
        except Exception:
            logger.exception("job failed")
            outcome = Outcome(job.number, error=Bug())
        if not outcome.is_last:
            self._jobs.put(job)
        self._told(outcome)

    def _slice(self, job: Job) -> Outcome:
        if job.slices is None:
            answer = job.work()
            if not isinstance(answer, GeneratorType):
                return Outcome(job.number, answer)
            job.slices = answer
        try:
            return Outcome(job.number, next(job.slices), is_last=False)
        except StopIteration as end:
            return Outcome(job.number, end.value)
