"""Where threads meet Qt: operations on the one writer thread, queries on the reader, answers at home."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from app.errors import EnplanError
from ui.worker import Job, Outcome, Worker

if TYPE_CHECKING:  # the store brings SQLAlchemy, which may not be loaded before the first window is shown
    from app.store.store import Store

    from app.domain.record import Record

TYPING_REST_MS = 400  # typing is durable so long after the last key
TYPING_LONGEST_MS = 2_000  # and at least this often
VISIT_REST_MS = 10_000  # a visit to a field ends after so long without a key

Then = Callable[[Any], object]
Failed = Callable[[EnplanError], object]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Who waits for what came of a job; it never leaves the Qt thread, so that no widget dies on another."""

    then: Then | None = None
    failed: Failed | None = None
    step: Then | None = None
    asker: Hashable = None


class Bridge(QObject):
    """Runs operations and queries of one opened store off the Qt thread and brings the answers home.

    All of it is called on the Qt thread. `changed` carries what a transaction touched, own or pulled;
    `trouble` an error nobody asked to hear; `saving` tells whether something typed is not yet durable.
    """

    changed = Signal(object)
    trouble = Signal(object)
    saving = Signal(bool)
    _arrived = Signal(object)
    _touched = Signal(object)

    def __init__(self, store: "Store", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._number = 0
        self._waiting: dict[int, _Wanted] = {}
        self._askers: dict[Hashable, int] = {}
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._touched.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._writes: Worker | None = Worker("enplan-writer", self._arrived.emit)
        self._reads = Worker("enplan-reader", self._arrived.emit)
        self._typing = _Typing(self._write, self)
        self._typing.saving.connect(self.saving)
        self._unlisten = store.listen(self._touched.emit)

    def run(
        self,
        operation: Callable[..., Any],
        *,
        then: Then | None = None,
        failed: Failed | None = None,
        step: Then | None = None,
        **arguments: Any,
    ) -> None:
        """Run `operation(store, **arguments)` on the writer thread, after all that was asked before it.

        An operation that is a generator is run a slice at a time with other writing in between; *step* hears
        what it yields and *then* what it returns. Without *failed* an error comes by `trouble`.
        """
        self._typing.flush()
        self._write(partial(operation, **arguments), _Wanted(then, failed, step))

    def ask(
        self, query: Callable[..., Any], *, then: Then, failed: Failed | None = None, **arguments: Any
    ) -> None:
        """Run `query(reader, **arguments)` on the reader thread and hand the answer to *then*.

        A question is dropped when the same *then* has asked again, an answer when its widget is gone.
        """
        asker = _asker(then)
        self._forget(self._askers.get(asker, 0))
        number = self._expect(_Wanted(then, failed, asker=asker))
        self._askers[asker] = number
        work = partial(self._read, query, arguments)
        self._reads.put(Job(number, work, is_wanted=self._waiting.__contains__))

    def typed(self, record: "Record", **fields: Any) -> None:
        """Keep what stands in a field while it is written: durable soon, one change for the whole visit."""
        self._typing.typed(record, fields)

    def end_typing(self) -> None:
        """End the visit to a field; what was typed is on its way to the disk."""
        self._typing.end()

    @property
    def is_saving(self) -> bool:
        """Whether something typed is not yet durable."""
        return self._typing.is_saving

    def close(self) -> None:
        """Write all that is waiting and end both threads; returns when nothing more will be written."""
        if self._writes is None:
            return
        self._typing.end()
        self._waiting.clear()
        self._askers.clear()
        self._writes.close()
        self._writes = None
        self._reads.close()
        self._unlisten()

    def _write(self, work: Callable[["Store"], Any], wanted: _Wanted) -> None:
        if self._writes is not None:
            self._writes.put(Job(self._expect(wanted), partial(work, self._store)))

    def _read(self, query: Callable[..., Any], arguments: dict[str, Any]) -> Any:
        with self._store.reader() as reader:
            return query(reader, **arguments)

    def _expect(self, wanted: _Wanted) -> int:
        self._number += 1
        self._waiting[self._number] = wanted
        return self._number

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


class _Typing(QObject):
    """What stands in the field under the cursor and is not durable yet."""

    saving = Signal(bool)

    def __init__(self, write: Callable[[Callable[["Store"], Any], _Wanted], None], bridge: Bridge) -> None:
        super().__init__(bridge)
        self._write = write
        self._trouble = bridge.trouble
        self._record: Record | None = None
        self._fields: dict[str, Any] = {}
        self._writing = 0
        self._rest = self._timer(TYPING_REST_MS, self.flush)
        self._longest = self._timer(TYPING_LONGEST_MS, self.flush)
        self._visit = self._timer(VISIT_REST_MS, self.end)

    @property
    def is_saving(self) -> bool:
        return bool(self._fields) or self._writing > 0

    def typed(self, record: "Record", fields: dict[str, Any]) -> None:
        if self._record is not None and self._record.id != record.id:
            self.end()
        if not self.is_saving:
            self.saving.emit(True)
        self._record = record
        self._fields |= fields
        self._rest.start()
        self._visit.start()
        if not self._longest.isActive():
            self._longest.start()

    def flush(self) -> None:
        self._rest.stop()
        self._longest.stop()
        if self._record is None or not self._fields:
            return
        record, fields, self._fields = self._record, self._fields, {}
        self._writing += 1
        self._write(lambda store: store.typing(record, **fields), _Wanted(self._on_written, self._on_failed))

    def end(self) -> None:
        self.flush()
        self._visit.stop()
        if self._record is not None:
            visited, self._record = self._record.id, None
            self._write(lambda store: store.end_typing(visited), _Wanted())

    def _on_written(self, _answer: object) -> None:
        self._writing -= 1
        if not self.is_saving:
            self.saving.emit(False)

    def _on_failed(self, error: EnplanError) -> None:
        self._on_written(None)
        self._trouble.emit(error)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(act)
        return timer


def _asker(then: Then) -> Hashable:
    """Return who asks: the same method of the same object is one asker, everything else its own."""
    owner = getattr(then, "__self__", None)
    return (id(owner), then.__name__) if owner is not None else id(then)


def _call(wanted: Then | None, answer: Any) -> None:
    """Call *wanted* unless the widget it belongs to is gone."""
    owner = getattr(wanted, "__self__", None)
    if wanted is not None and (not isinstance(owner, QObject) or isValid(owner)):
        wanted(answer)
