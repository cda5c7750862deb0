"""Where the opened store meets Qt: operations on the one writer thread, queries on the reader."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from app.errors import EnplanError
from app.texts import mark
from ui.errands import Errands, Failed, Then

if TYPE_CHECKING:  # the store brings SQLAlchemy, which may not be loaded before the first window is shown
    from app.domain.record import Record
    from app.store.store import Store

TYPING_REST_MS = 400  # typing is durable so long after the last key
TYPING_LONGEST_MS = 2_000  # and at least this often
VISIT_REST_MS = 10_000  # a visit to a field ends after so long without a key

_TYPED = mark("act", "Ret tekst")


class Bridge(QObject):
    """Runs operations and queries of one opened store off the Qt thread and brings the answers home.

    All of it is called on the Qt thread. `changed` carries what a transaction touched, own or pulled;
    `trouble` an error nobody asked to hear; `saving` tells whether something typed is not yet durable.
    """

    changed = Signal(object)
    trouble = Signal(object)
    saving = Signal(bool)
    _touched = Signal(object)

    def __init__(self, store: "Store", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._writes = Errands("enplan-writer", self)
        self._reads = Errands("enplan-reader", self)
        self._writes.trouble.connect(self.trouble)
        self._reads.trouble.connect(self.trouble)
        self._typing = _Typing(self._write, self)
        self._typing.saving.connect(self.saving)
        self._typing.trouble.connect(self.trouble)
        self._touched.connect(self.changed, Qt.ConnectionType.QueuedConnection)
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
        work = partial(operation, self._store, **arguments)
        self._writes.do(work, then=then, failed=failed, step=step)

    def ask(self, query: Callable[..., Any], *, then: Then, failed: Failed | None = None, **arguments: Any) -> None:
        """Run `query(reader, **arguments)` on the reader thread and hand the answer to *then*.

        A question is dropped when the same *then* has asked again, an answer when its widget is gone.
        """
        self._reads.ask(partial(self._read, query, arguments), then=then, failed=failed)

    def typed(self, record: "Record", **fields: Any) -> None:
        """Keep what stands in a field while it is written: durable soon, one change for the whole visit."""
        self._typing.typed(record, fields)

    def hold(self, keeper: QObject) -> None:
        """Know that *keeper* holds something typed that has no record yet: it is not durable until it lets go."""
        self._typing.hold(keeper)

    def let_go(self, keeper: QObject) -> None:
        """Know that *keeper* holds nothing any more: its text is saved, or was given up."""
        self._typing.let_go(id(keeper))

    def end_typing(self, identity: str | None = None) -> None:
        """End the visit to a field; what was typed is on its way to the disk.

        With *identity* that record's visit alone, though nothing of it was typed here: its making may have begun it.
        """
        self._typing.end(identity)

    @property
    def is_saving(self) -> bool:
        """Whether something typed is not yet durable."""
        return self._typing.is_saving

    def close(self) -> None:
        """Write all that is waiting and end both threads; returns when nothing more will be written."""
        self._typing.end()
        self._writes.close()
        self._reads.close()
        self._unlisten()

    def _write(self, work: Callable[["Store"], Any], then: Then | None, failed: Failed | None) -> None:
        self._writes.do(partial(work, self._store), then=then, failed=failed)

    def _read(self, query: Callable[..., Any], arguments: dict[str, Any]) -> Any:
        with self._store.reader() as reader:
            return query(reader, **arguments)


class _Typing(QObject):
    """What stands in the field under the cursor and is not durable yet."""

    saving = Signal(bool)
    trouble = Signal(object)

    def __init__(self, write: Callable[..., None], parent: QObject) -> None:
        super().__init__(parent)
        self._write = write
        self._record: Record | None = None
        self._fields: dict[str, Any] = {}
        self._writing = 0
        self._keepers: set[int] = set()
        self._rest = self._timer(TYPING_REST_MS, self.flush)
        self._longest = self._timer(TYPING_LONGEST_MS, self.flush)
        self._visit = self._timer(VISIT_REST_MS, self.end)

    @property
    def is_saving(self) -> bool:
        return bool(self._fields) or self._writing > 0 or bool(self._keepers)

    def hold(self, keeper: QObject) -> None:
        if id(keeper) in self._keepers:
            return
        if not self.is_saving:
            self.saving.emit(True)
        self._keepers.add(id(keeper))
        keeper.destroyed.connect(partial(self.let_go, id(keeper)))  # it may go with its page and tell nobody

    def let_go(self, keeper: int, _gone: object = None) -> None:
        if keeper not in self._keepers:
            return
        self._keepers.remove(keeper)
        if isValid(self) and not self.is_saving:
            self.saving.emit(False)

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
        self._write(lambda store: store.typing(_TYPED, record, **fields), self._on_written, self._on_failed)

    def end(self, identity: str | None = None) -> None:
        visited = identity
        if self._record is not None and identity in (None, self._record.id):
            self.flush()
            self._visit.stop()
            visited, self._record = self._record.id, None
        if visited is not None:
            self._write(lambda store: store.end_typing(visited), None, None)

    def _on_written(self, _answer: object) -> None:
        self._writing -= 1
        if not self.is_saving:
            self.saving.emit(False)

    def _on_failed(self, error: EnplanError) -> None:
        self._on_written(None)
        self.trouble.emit(error)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(act)
        return timer
