"""News between the processes that serve one database: what one of them committed wakes who waits at another.

News is a hint and nothing hangs on it: who misses one hears of the change when the wait is over.
"""

import contextvars
import json
import logging
import secrets
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.clock import Clock, instant
from sync.server import settings
from sync.server.database import Database
from sync.server.nudges import Nudges
from sync.server.statements import Statement

logger = logging.getLogger(__name__)

CHANNEL = "enplan"
PULSE_S = 1.0
"""Between looks at the pulse, by which the commands tell of what they wrote."""
POLL_S = 0.2
AGAIN_S = 1.0
PROBE_S = 2.0
MOST_IN_NOTE = 800
"""Marks; a note of PostgreSQL's has less than 8,000 bytes."""
MOST_AT_ONCE = 4_000
REMEMBERED = 20
"""Pieces of news in the table; who fell further behind is told that there was something."""
FORGOTTEN = timedelta(days=1)
"""The row of a process that ended."""
_ALL = "*"

News = list[int] | None
"""Marks, or None for what is not known."""


class Post(Protocol):
    """A way for news from process to process. `pause_s` is how long it may be left alone."""

    pause_s: float

    def send(self, marks: News) -> None:
        """Hand *marks* to the others."""

    def fetch(self) -> Iterable[News]:
        """Return what others sent since the last time."""

    def handle(self) -> Any:
        """Return what becomes readable when there is news, or None."""


class Bulletins:
    """The thread that passes on the news of this process and hears that of others, as long as it is entered."""

    def __init__(self, database: Database, nudges: Nudges, *, clock: Clock, has_notes: bool = True) -> None:
        self._database = database
        self._nudges = nudges
        self._clock = clock
        self._has_notes = has_notes
        self._process = secrets.token_hex(8)
        self._outgoing: deque[Sequence[int]] = deque()
        self._bell, self._rung = socket.socketpair()
        self._is_stopping = False
        self._pulse: bytes | None = None
        self._pulse_due = 0.0
        own = contextvars.copy_context()  # by which the log knows whose news it is
        self._thread = threading.Thread(target=own.run, args=(self._run,), name="bulletins")

    def __enter__(self) -> "Bulletins":
        """Begin; what is touched from now on is told, where there may be somebody to hear it."""
        self._bell.setblocking(False)
        if not self._database.has_one_writer:
            self._nudges.tell = self.tell
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        """End, with everything told."""
        self._is_stopping = True
        self._ring()
        self._thread.join()
        self._bell.close()
        self._rung.close()

    def tell(self, marks: Sequence[int]) -> None:
        """Pass *marks* on to the other processes soon; never waits."""
        self._outgoing.append(marks)
        self._ring()

    def _ring(self) -> None:
        with suppress(OSError):  # rung already, or everything has ended
            self._bell.send(b"!")

    def _run(self) -> None:
        while not self._is_stopping:
            try:
                self._listen()
            except Exception as failed:  # whatever it is, the next try may succeed
                logger.warning("no news", extra={"error": type(failed).__name__})
                self._wait(None, AGAIN_S)

    def _listen(self) -> None:
        if self._database.has_one_writer:
            self._watch()
            return
        with self._database.beside() as connection:
            post = self._post(connection)
            self._nudges.hear_all()  # whatever was told before anybody listened
            self._exchange(connection, post)

    def _watch(self) -> None:
        """Look at the pulse alone: beside the process that serves an embedded file there are only commands."""
        while not self._is_stopping:
            self._database.read(self._look_at_pulse)
            self._wait(None, PULSE_S)

    def _post(self, connection: Connection) -> Post:
        notes = Notes(connection, self._process) if self._has_notes else None
        post: Post = notes if notes is not None and notes.arrive() else Board(connection, self._process, self._clock)
        logger.info("news", extra={"by": type(post).__name__})
        return post

    def _exchange(self, connection: Connection, post: Post) -> None:
        while True:
            is_last = self._is_stopping
            self._send(post)
            self._look_at_pulse(connection)
            for marks in post.fetch():  # last: notes also come in with the answers to what is asked
                self._hear(marks)
            if is_last:
                return
            self._wait(post.handle(), post.pause_s)

    def _send(self, post: Post) -> None:
        waiting = [self._outgoing.popleft() for _ in range(len(self._outgoing))]
        marks = list({mark for each in waiting for mark in each})
        if marks:
            post.send(marks if len(marks) <= MOST_AT_ONCE else None)

    def _hear(self, marks: News) -> None:
        if marks is None:
            self._nudges.hear_all()
        else:
            self._nudges.hear(marks)

    def _look_at_pulse(self, connection: Connection) -> None:
        if time.monotonic() < self._pulse_due:
            return
        pulse = settings.read(connection, settings.PULSE)
        if self._pulse is not None and pulse != self._pulse:
            self._database.vault.forget()  # a command may have destroyed keys
            self._nudges.hear_all()
        self._pulse, self._pulse_due = pulse, time.monotonic() + PULSE_S

    def _wait(self, handle: Any, seconds: float) -> None:
        """Return when the bell was rung, when *handle* is readable, or after *seconds*."""
        if self._is_stopping:
            return
        with selectors.DefaultSelector() as selector:
            selector.register(self._rung, selectors.EVENT_READ)
            if handle is not None:
                selector.register(handle, selectors.EVENT_READ)
            ready = {key.fileobj for key, _ in selector.select(seconds)}
        if self._rung in ready:
            self._rung.recv(1_024)


class Notes:
    """LISTEN and NOTIFY, where the database has them: news is there in a millisecond."""

    pause_s = PULSE_S

    def __init__(self, connection: Connection, process: str) -> None:
        self._connection = connection
        self._driver: Any = connection.connection.dbapi_connection
        self._process = process

    def arrive(self) -> bool:
        """Listen, and tell whether a note to oneself arrives: some databases take the words and do nothing."""
        try:
            _LISTEN.run(self._connection)
            self._note("")
        except DBAPIError:
            return False
        return any(True for _ in self._driver.notifies(timeout=PROBE_S, stop_after=1))

    def send(self, marks: News) -> None:
        """Send *marks* in notes of the size that is allowed."""
        if marks is None:
            self._note(_ALL)
            return
        for at in range(0, len(marks), MOST_IN_NOTE):
            self._note(",".join(f"{each:x}" for each in marks[at : at + MOST_IN_NOTE]))

    def fetch(self) -> Iterable[News]:
        """Return the notes of others."""
        for note in self._driver.notifies(timeout=0):
            process, _, told = note.payload.partition(" ")
            if process != self._process and told:
                yield None if told == _ALL else [int(each, 16) for each in told.split(",")]

    def handle(self) -> Any:
        """Return the connection's socket."""
        return self._driver.fileno()

    def _note(self, told: str) -> None:
        _NOTIFY.run(self._connection, channel=CHANNEL, note=f"{self._process} {told}")


class Board:
    """A table where each process has one row with its newest pieces of news; the others read it five times a second."""

    pause_s = POLL_S

    def __init__(self, connection: Connection, process: str, clock: Clock) -> None:
        self._connection = connection
        self._process = process
        self._clock = clock
        self._own: deque[tuple[int, News]] = deque(maxlen=REMEMBERED)
        self._number = 0
        _FORGET.run(connection, before=instant(clock.now() - FORGOTTEN))
        self._seen: dict[str, int] = {row.process: row.number for row in _BULLETINS.each(connection)}

    def send(self, marks: News) -> None:
        """Write *marks* into the own row."""
        self._number += 1
        self._own.append((self._number, marks))
        _WRITE.run(
            self._connection, process=self._process, number=self._number, news=json.dumps(list(self._own)),
            at=instant(self._clock.now()),
        )  # fmt: skip

    def fetch(self) -> Iterable[News]:
        """Return what is new in the rows of others."""
        for row in _BULLETINS.all(self._connection):
            seen = self._seen.get(row.process, 0)
            if row.process == self._process or row.number <= seen:
                continue
            self._seen[row.process] = row.number
            told: list[tuple[int, News]] = json.loads(row.news)
            yield from (marks for number, marks in told if number > seen)
            if told[0][0] > seen + 1:
                yield None

    def handle(self) -> Any:
        """Nothing tells when there is news."""
        return None


_LISTEN = Statement(f"LISTEN {CHANNEL}")
_NOTIFY = Statement("SELECT pg_notify(:channel, :note)")
_BULLETINS = Statement("SELECT process, number, news FROM bulletin")
_FORGET = Statement("DELETE FROM bulletin WHERE at < :before")
_WRITE = Statement(
    "INSERT INTO bulletin (process, number, news, at) VALUES (:process, :number, :news, :at) "
    "ON CONFLICT (process) DO UPDATE SET number = excluded.number, news = excluded.news, at = excluded.at"
)
