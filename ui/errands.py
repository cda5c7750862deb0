"""Work done on a thread of its own, with the answers brought to the Qt thread."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.errors import EnplanError
from ui.worker import Job, Outcome, Worker

Then = Callable[[Any], object]
Failed = Callable[[EnplanError], object]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Who waits for what came of a job; it never leaves the Qt thread, so that no widget dies on another."""

    then: Then | None = None
    failed: Failed | None = None
    step: Then | None = None
    asker: Hashable = None


class Errands(QObject):
    """One thread seen from Qt: hand it work, hear the answer; `trouble` carries what nobody asked to hear."""

    trouble = Signal(object)
    _arrived = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._waiting: dict[int, _Wanted] = {}
        self._askers: dict[Hashable, int] = {}
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._worker: Worker | None = Worker(name, self._arrived.emit)

    def do(
        self,
        work: Callable[[], Any],
        *,
        then: Then | None = None,
        failed: Failed | None = None,
        step: Then | None = None,
    ) -> None:
        """Do *work* after all that was asked before it; a generator is done a slice at a time.

        *step* hears what a generator yields, *then* what *work* returns, *failed* (else `trouble`) its error.
        Nothing is called on a widget that is gone.
        """
        self._put(work, _Wanted(then, failed, step), must=True)

    def ask(self, work: Callable[[], Any], *, then: Then, failed: Failed | None = None) -> None:
        """Do *work* unless the same *then* asks again before the answer is there."""
        asker = _asker(then)
        self._forget(self._askers.get(asker, 0))
        self._put(work, _Wanted(then, failed, asker=asker), must=False)
        self._askers[asker] = self._number

    def close(self) -> None:
        """Do what `do` was given, answer nobody, end the thread; returns when it has ended."""
        if self._worker is None:
            return
        self._waiting.clear()
        self._askers.clear()
        self._worker.close()
        self._worker = None

    def _put(self, work: Callable[[], Any], wanted: _Wanted, *, must: bool) -> None:
        if self._worker is None:
            return
        self._number += 1
        self._waiting[self._number] = wanted
        self._worker.put(Job(self._number, work, is_wanted=None if must else self._waiting.__contains__))

    def _forget(self, number: int) -> None:
        wanted = self._waiting.pop(number, None)
        if wanted is not None and wanted.asker is not None:
            del self._askers[wanted.asker]

    def _on_arrived(self, outcome: Outcome) -> None:
        wanted = self._waiting.get(outcome.number)
        if wanted is None:
            return
        if outcome.is_last:
            self._forget(outcome.number)
        if outcome.error is None:
            _call(wanted.then if outcome.is_last else wanted.step, outcome.answer)
        elif wanted.failed is not None:
            _call(wanted.failed, outcome.error)
        else:
            self.trouble.emit(outcome.error)


def _asker(then: Then) -> Hashable:
    """Return who asks: the same method of the same object is one asker, everything else its own."""
    owner = getattr(then, "__self__", None)
    return (id(owner), then.__name__) if owner is not None else id(then)


def _call(wanted: Then | None, answer: Any) -> None:
    """Call *wanted* unless the widget it belongs to is gone."""
    owner = getattr(wanted, "__self__", None)
    if wanted is not None and (not isinstance(owner, QObject) or isValid(owner)):
        wanted(answer)
