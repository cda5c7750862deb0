"""Store: the door to the local copy. Reads by snapshots, writes one act at a time, tells who listens."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from app.changes import signing
from app.changes.signed import Signed, seal_payload
from app.clock import Clock, instant
from app.domain.record import Record
from app.ids import Uuid7, new_device_id
from app.store import attached, history, rows, search, typing
from app.store.database import DamagedFile, Database
from app.store.edits import Fork
from app.store.journal import Journal
from app.store.migrations import migrate
from app.store.parts import Parts
from app.store.reader import Reader
from app.store.settings import all_settings, put_setting
from app.store.statements import Statement, among, listed
from app.store.tables import change, record, stream
from app.store.transaction import Owner, Touched, Transaction, Written, joined, refresh

logger = logging.getLogger(__name__)

Listener = Callable[[Touched], None]

_SIGNING_KEY = "signing_key"
_SHAPE = "shape"
_REBUILT_AT_ONCE = 2_000
_SEALED_AT_ONCE = 1_000


class Store:
    """The local copy of one profile. One thread writes at a time; any number read."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self.clock = clock
        self.new_id = Uuid7(clock)
        self.database = database
        self.journal: Journal | None = None
        self._guard = threading.RLock()
        self._is_writing = False
        self._unsealed: set[str] = set()
        self._listeners: list[Listener] = []
        self._owner = Owner(user="", device="")
        self._forks: tuple[Fork, ...] = ()
        self._signing = signing.SigningPair(private=b"", public=b"")

    @classmethod
    def create(cls, path: Path, *, key: bytes, clock: Clock, user: str, device: str | None = None) -> Self:
        """Make the file at *path* for *user* on a new device, encrypted with the raw 32-byte *key*.

        A file whose making was cut off is made whole. Raises FileExistsError when somebody's is there.
        """
        database = Database(path, key)
        try:
            migrate(database, found=database.schema(is_new=True))
            with database.writing() as connection:
                _name(connection, user=user, device=device or new_device_id())
            store = cls(database, clock=clock)
            store._begin()
        except BaseException:
            database.close()
            raise
        return store

    @classmethod
    def open(cls, path: Path, *, key: bytes, clock: Clock) -> Self:
        """Open the file at *path*.

        Raises NewerProfile, with the file untouched, and DamagedFile.
        """
        database = Database(path, key)
        try:
            found = database.schema(is_new=False)
            database.check()
            migrate(database, found=found)
            store = cls(database, clock=clock)
            store._begin()
        except BaseException:
            database.close()
            raise
        return store

    @property
    def user(self) -> str:
        """The login name of the profile's user."""
        return self._owner.user

    @property
    def device(self) -> str:
        """The id of this device."""
        return self._owner.device

    @property
    def signing_pair(self) -> signing.SigningPair:
        """The key pair this device signs its changes with."""
        return self._signing

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Hold a snapshot to ask."""
        forks = len(self._forks)  # counted first: a fork in between makes the records seem older, never newer
        with self.database.reading() as connection:
            yield Reader(connection, forks=forks)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Hold the one write transaction: for the modules of this package.

        Raises RuntimeError within another one of the same thread, which could only wait for itself.
        """
        with self._guard:
            if self._is_writing:
                raise RuntimeError("a write within a write: hand the outer transaction on")
            self._is_writing = True
            try:
                with self.database.writing() as connection:
                    yield connection
            finally:
                self._is_writing = False

    @contextmanager
    def following(self, fork: Fork) -> Iterator[Connection]:
        """Hold the write transaction in which *fork* is followed; records read before it have seen no more than common.

        They are not older than this object, so it is kept in memory alone.
        """
        with self._guard:
            with self.writing() as connection:
                yield connection
            self._forks = (*self._forks, fork)

    @contextmanager
    def transact(
        self,
        name: str,
        *,
        citizen: str | None = None,
        reason: str | None = None,
        role: str = "do",
        act: str | None = None,
        stays_open: bool = False,
    ) -> Iterator[Transaction]:
        """Write one act named *name*: everything in it is saved at its end, or nothing.

        *citizen* is whose records it makes. An act that *stays_open* takes up the typing that follows in its records.
        Transactions that name the same *act* are one step of undo.
        """
        with self.writing() as connection:
            transaction = self._transaction(connection, name, citizen=citizen, reason=reason)
            yield transaction
            ended, left = typing.end(connection, transaction.edited())
            state = "typing" if stays_open else "pending"
            written, touched = transaction.write(
                act=act or self.new_id(), role=role, state=state, is_part=act is not None
            )
            ended += [] if stays_open else written
            self._sign(connection, ended)
        transaction.changes = tuple(each.id for each in written)
        self._cut({each for several in transaction.taken_back.values() for each in several})
        self._saved([each.id for each in ended], joined([left, touched, Touched(changes=transaction.changes)]))

    @contextmanager
    def transact_in_parts(self, name: str) -> Iterator[Parts]:
        """Write one act named *name* that is too large to be collected at once: saved as a whole at its end, or not."""
        with self.writing() as connection:
            parts = Parts(
                connection,
                reader=Reader(connection, forks=len(self._forks)),
                act=self.new_id(),
                begin=partial(self._transaction, connection, name),
                sign=partial(self._sign, connection),
            )
            yield parts
        self._saved(parts.ended, parts.touched)

    def typing(self, name: str, record: Record, **fields: Any) -> str:
        """Save what is typed or dragged so far, and return the id of its change.

        One visit is one change, overwritten in place until `end_typing`; *record* is as it was when the visit began.
        """
        with self.writing() as connection:
            transaction = self._transaction(connection, name)
            written, touched = typing.save(connection, transaction, record, fields, act=self.new_id())
        if written is None:
            return ""
        self.tell(replace(touched, changes=(written.id,)))
        return written.id

    def end_typing(self, identity: str | None = None) -> None:
        """End the visit to a record, or all visits: what was typed may be sent from now on."""
        with self.writing() as connection:
            ended, left = typing.end(connection, None if identity is None else [identity])
            self._sign(connection, ended)
        changes = tuple(each.id for each in ended)
        self._saved(changes, replace(left, changes=changes))

    def undo(self, citizen: str) -> history.Undone | None:
        """Take back the last act of this device for *citizen*; None when there is nothing to take back."""
        return self._walk(citizen, history.next_undo, role="undo")

    def redo(self, citizen: str) -> history.Undone | None:
        """Do again what was undone last; None when something else was done since."""
        return self._walk(citizen, history.next_redo, role="redo")

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call *listener* after each act and pull, on the thread that wrote; returns how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, touched: Touched) -> None:
        """Tell who listens; what is saved stays saved whatever a listener breaks."""
        if touched.records or touched.changes or touched.remote:
            for listener in tuple(self._listeners):
                try:
                    listener(touched)
                except Exception:
                    logger.exception("listener_failed")

    def use_journal(self, journal: Journal | None) -> None:
        """Seal ended changes to *journal* from now on; what a crash kept out of it is appended."""
        self.journal = journal
        with self.writing() as connection:
            missing = [each for each in _WAITING.column(connection) if journal is not None and each not in journal]
        self._seal(missing)

    def put_setting(self, name: str, value: str) -> None:
        """Keep a setting of this profile."""
        with self.writing() as connection:
            put_setting(connection, name, value.encode())

    def rename_device(self, connection: Connection, device: str) -> None:
        """Go on under a new device id, after the server has told that this file is a copy."""
        put_setting(connection, "device", device.encode())
        self._owner = Owner(user=self.user, device=device)

    def index_pulled(self, *, at_most: int = 200) -> int:
        """Take a slice of what was pulled into the search; returns how many records are left."""
        with self.writing() as connection:
            return search.catch_up(connection, at_most=at_most)

    def close(self) -> None:
        """End all typing and close the file, once; it is closed even where the disk takes no more."""
        with self._guard:
            if self.database.is_closed:
                return
            try:
                self.end_typing()
            finally:
                self.database.close()

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Close the file."""
        self.close()

    def _begin(self) -> None:
        with self.writing() as connection:
            held = all_settings(connection)
            if not held.keys() >= {"user", "device", _SIGNING_KEY}:
                raise DamagedFile
            self._owner = Owner(user=held["user"].decode(), device=held["device"].decode())
            self._signing = signing.pair_of(held[_SIGNING_KEY])
            if held.get(_SHAPE, b"").decode() != rows.shape():
                _rebuild(connection)
            attached.drop_unnamed(connection)
            self._sign(connection, typing.end(connection, None)[0])

    def _transaction(
        self, connection: Connection, name: str, *, citizen: str | None = None, reason: str | None = None
    ) -> Transaction:
        return Transaction(
            connection,
            name=str(name),
            owner=self._owner,
            forks=self._forks,
            now=instant(self.clock.now()),
            new_id=self.new_id,
            citizen=citizen,
            reason=reason,
        )

    def _walk(self, citizen: str, step: history.Step, *, role: str) -> history.Undone | None:
        self.end_typing()
        with self.writing() as connection:
            turned = step(connection, citizen)
            if turned is None:
                return None
            transaction = self._transaction(connection, history.NAMES[role], reason=turned.name)
            left = history.turn_back(transaction, turned)
            written, touched = transaction.write(act=self.new_id(), role=role)
            history.mark_undone(connection, turned)
            self._sign(connection, written)
        changes = tuple(each.id for each in written)
        self._saved(changes, replace(touched, changes=changes))
        return history.Undone(name=turned.name, left=left)

    def _sign(self, connection: Connection, ended: Sequence[Written]) -> None:
        key = signing.key_id(self._signing.public)
        signed = [
            {"signed": each.id, "by": key, "signature": signing.sign(self._signing.private, each.body)}
            for each in ended
        ]
        _SIGN.run_many(connection, signed)

    def _saved(self, ended: Sequence[str], touched: Touched) -> None:
        self._seal(ended)
        self.tell(touched)

    def _cut(self, taken_back: set[str]) -> None:
        """Let neither journal nor disk hold what was taken back."""
        if not taken_back:
            return
        self._unsealed -= taken_back
        if self.journal is not None:
            self.journal.cut(*taken_back)
        self.database.fold_log()

    def _seal(self, ended: Sequence[str]) -> None:
        """Append what has ended to the journal; what the disk does not take now is tried again with the next act."""
        if self.journal is None or not ended:
            return
        with self._guard:
            self._unsealed.update(ended)
            waiting = sorted(self._unsealed)
            for at in range(0, len(waiting), _SEALED_AT_ONCE):
                some = waiting[at : at + _SEALED_AT_ONCE]
                with self.database.reading() as connection:
                    payloads = {row.id: _payload(row) for row in _TO_SEAL.all(connection, ids=listed(some))}
                try:
                    self.journal.append_all(payloads)
                except OSError:
                    logger.exception("not_sealed", extra={"changes": len(waiting) - at})
                    return
                self._unsealed.difference_update(some)


def _name(connection: Connection, *, user: str, device: str) -> None:
    """Write whose file it is and the key its changes are signed with."""
    if "user" in all_settings(connection):
        raise FileExistsError
    put_setting(connection, "user", user.encode())
    put_setting(connection, "device", device.encode())
    put_setting(connection, _SIGNING_KEY, signing.new_pair().private)


def _payload(row: Any) -> bytes:
    """Return the plaintext of an outbox record: the change, and the head of its stream here."""
    body = msgspec.Raw(row.body)
    return seal_payload(
        Signed(key=row.key, sig=row.sig, body=body, version=row.version, hash=row.hash, ceiling=row.ceiling)
    )


def _rebuild(connection: Connection) -> None:
    """Derive lists and search anew from the truth, because a record type is listed or searched otherwise now."""
    search.clear(connection)
    last = 0
    while True:
        found = _RECORDS.all(connection, last=last, limit=_REBUILT_AT_ONCE)
        if not found:
            break
        refresh(connection, [row.id for row in found])
        last = found[-1].n
    put_setting(connection, _SHAPE, rows.shape().encode())


_SIGN = Statement(
    update(change).where(change.c.id == bindparam("signed")).values(key=bindparam("by"), sig=bindparam("signature"))
)
_TO_SEAL = Statement(
    select(change.c.id, change.c.body, change.c.key, change.c.sig, change.c.ceiling, stream.c.version, stream.c.hash)
    .join(stream, stream.c.id == change.c.stream)
    .where(among(change.c.id, "ids"), change.c.sig.is_not(None))
    .order_by(change.c.n)
)
_WAITING = Statement(select(change.c.id).where(change.c.own == 1, change.c.state.in_(("pending", "sent"))))
_RECORDS = Statement(
    select(record.c.n, record.c.id).where(record.c.n > bindparam("last")).order_by(record.c.n).limit(bindparam("limit"))
)
