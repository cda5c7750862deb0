"""Ahead: asking the server on a thread of its own, so that what it told before is written meanwhile."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from functools import partial
from typing import TypeVar

A = TypeVar("A")
T = TypeVar("T")


def begun(ask: Callable[[], T], *, is_waited_for: bool = False) -> Future[T]:
    """Begin to ask and return at once; the thread keeps no program from ending.

    What *is_waited_for* is asked on this thread, since nothing is to be done meanwhile.
    """
    asked: Future[T] = Future()

    def run() -> None:
        try:
            asked.set_result(ask())
        except BaseException as failed:  # raised where the answer is waited for
            asked.set_exception(failed)

    if is_waited_for:
        run()
    else:
        threading.Thread(target=run, name="sync-ask", daemon=True).start()
    return asked


def each_asked(ask: Callable[[A], T], wanted: Sequence[A]) -> Iterator[tuple[A, T]]:
    """Yield each of *wanted* with what *ask* returns for it; while one is used the next is asked, never two at once."""
    if not wanted:
        return
    coming = begun(partial(ask, wanted[0]))
    try:
        for at, each in enumerate(wanted, start=1):
            told = coming.result()
            if at < len(wanted):
                coming = begun(partial(ask, wanted[at]))
            yield each, told
    finally:
        wait((coming,))
