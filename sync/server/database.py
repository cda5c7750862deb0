"""The server's database: an embedded encrypted file by default, PostgreSQL by its URL."""

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import sqlcipher3
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.pool import QueuePool

from sync.server.steps import STEPS

KEY_FILE = "server.key"
DATABASE_FILE = "server.db"
KEY_LENGTH = 32
CACHE_KIB = 65_536
BUSY_MS = 20_000
CHECKPOINT_PAGES = 4_000
READERS = 8
_FULL = 2

# The driver takes bytes as they are only when told so; looking for somebody who knows better takes 20 times as long.
sqlcipher3.dbapi2.register_adapter(bytes, bytes)


class DatabaseTooNew(RuntimeError):
    """A newer program made the tables; nothing was touched."""


class NotDurable(RuntimeError):
    """The driver does not wait for the disk: what is acknowledged could be lost with the power."""


class Database:
    """One writing engine and one reading engine. An embedded file has one writer at a time, this process."""

    def __init__(self, writer: Engine, reader: Engine, *, file: Path | None = None) -> None:
        self.file = file
        self.has_one_writer = file is not None
        self._writer = writer
        self._reader = reader
        self._one_writer = threading.Lock() if file is not None else nullcontext()

    @classmethod
    def embedded(cls, folder: Path) -> "Database":
        """Open or make the encrypted file in *folder*, whose raw key lies beside it, readable by its owner alone.

        Raises NotDurable.
        """
        folder.mkdir(parents=True, exist_ok=True)
        key = _key(folder / KEY_FILE)
        file = folder / DATABASE_FILE
        return cls(
            _embedded(file, key, is_writer=True),
            _embedded(file, key, is_writer=False),
            file=file,
        )

    @classmethod
    def at(cls, url: str) -> "Database":
        """Open the database at *url* (`postgresql://…`): read committed for writers, a snapshot for readers."""
        engine = create_engine(url, pool_size=READERS, pool_pre_ping=True, hide_parameters=True, paramstyle="format")
        return cls(engine, engine.execution_options(isolation_level="REPEATABLE READ"))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Hold a write transaction; committed at the end, rolled back by an exception."""
        with self._one_writer, self._writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Hold a snapshot."""
        with self._reader.connect() as connection, connection.begin():
            yield connection

    def migrate(self) -> None:
        """Take the steps the database has not seen, in one transaction. Raises DatabaseTooNew."""
        self._use_write_ahead_log()
        with self.writing() as connection:
            found = _steps_taken(connection)
            if found > len(STEPS):
                raise DatabaseTooNew
            operations = Operations(MigrationContext.configure(connection))
            for number, step in enumerate(STEPS[found:], start=found + 1):
                step(operations)
                connection.execute(text("INSERT INTO schema_step (number) VALUES (:n)"), {"n": number})

    def copy_to(self, target: Path) -> None:
        """Write an encrypted copy of the embedded file to *target*, which must not exist."""
        with self._reader.connect() as connection:
            _raw(connection).execute("PRAGMA query_only = OFF")
            try:
                _raw(connection).execute("VACUUM INTO ?", (str(target),))
            finally:
                _raw(connection).execute("PRAGMA query_only = ON")

    def close(self) -> None:
        """Close all connections."""
        self._reader.dispose()
        self._writer.dispose()

    def _use_write_ahead_log(self) -> None:
        if self.file is None:
            return
        with self._writer.connect() as connection:
            _raw(connection).execute("PRAGMA journal_mode = WAL")


def _key(path: Path) -> bytes:
    """Return the raw key in *path*, drawing it when there is none."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_LENGTH))
            file.flush()
            os.fsync(file.fileno())
    return path.read_bytes()


def _embedded(file: Path, key: bytes, *, is_writer: bool) -> Engine:
    def connect() -> Any:
        raw = sqlcipher3.dbapi2.connect(str(file), isolation_level=None, check_same_thread=False)
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        raw.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        raw.execute("PRAGMA synchronous = FULL")
        if raw.execute("PRAGMA synchronous").fetchone()[0] != _FULL:
            raise NotDurable
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        if not is_writer:
            raw.execute("PRAGMA query_only = ON")
        return raw

    engine = create_engine(
        "sqlite://",
        hide_parameters=True,  # an error that is logged must not carry plan text
        module=sqlcipher3.dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=1 if is_writer else READERS,
        max_overflow=0 if is_writer else READERS,
        pool_use_lifo=True,  # the one used last has decrypted most of what is asked for
    )
    start = "BEGIN IMMEDIATE" if is_writer else "BEGIN"
    event.listen(engine, "begin", lambda connection: _raw(connection).execute(start))
    return engine


def _steps_taken(connection: Connection) -> int:
    if not inspect(connection).has_table("schema_step"):
        return 0
    return connection.scalar(text("SELECT max(number) FROM schema_step")) or 0


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection
