"""The embedded database: one encrypted file whose raw key lies beside it."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from app.page_cache import cache_kib
from sync.server import settings

KEY_FILE = "server.key"
DATABASE_FILE = "server.db"
KEY_LENGTH = 32
BUSY_MS = 20_000
CHECKPOINT_PAGES = 4_000
READERS = 8
_FULL = 2

# The driver takes bytes as they are only when told so; looking for somebody who knows better takes 20 times as long.
sqlcipher3.dbapi2.register_adapter(bytes, bytes)


class NotDurable(RuntimeError):
    """The driver does not wait for the disk: what is acknowledged could be lost with the power."""


def engines(folder: Path, *, name: str = DATABASE_FILE) -> tuple[Engine, Engine]:
    """Return a writing and a reading engine on the file *name* in *folder*, made when there is none.

    Its key is readable by its owner alone. Raises NotDurable.
    """
    key = server_key(folder)
    file = folder / name
    return _engine(file, key, is_writer=True), _engine(file, key, is_writer=False)


def use_write_ahead_log(writer: Engine) -> None:
    """Set the journal mode, which stays with the file."""
    with writer.connect() as connection:
        raw(connection).execute("PRAGMA journal_mode = WAL")


def empty_write_ahead_log(writer: Engine) -> None:
    """Move what the write-ahead log holds into the file, and let nothing that was removed stay in it."""
    with writer.connect() as connection:
        raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copy(reader: Engine, target: Path) -> None:
    """Write an encrypted copy of the file to *target*, which must not exist."""
    with reader.connect() as connection:
        raw(connection).execute("PRAGMA query_only = OFF")
        try:
            raw(connection).execute("VACUUM INTO ?", (str(target),))
        finally:
            raw(connection).execute("PRAGMA query_only = ON")


def is_of_server(file: Path, *, key: bytes) -> bool:
    """Tell whether *file* is the database of a server, and opens with *key*."""
    engine = _engine(file, key, is_writer=False)
    try:
        with engine.connect() as connection:
            return settings.read(connection, settings.EPOCH) is not None
    except DBAPIError:
        return False
    finally:
        engine.dispose()


def raw(connection: Connection) -> Any:
    """Return the driver's own connection."""
    return connection.connection.driver_connection


def server_key(folder: Path) -> bytes:
    """Return the server's raw key in *folder*, drawing it when there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / KEY_FILE
    if not path.exists():
        _draw(path)
    return path.read_bytes()


def _draw(path: Path) -> None:
    """Put a new key at *path*, whole and readable by its owner alone; of several processes one succeeds."""
    drawn = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(drawn, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_LENGTH))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(drawn, path)
    drawn.unlink()


def _engine(file: Path, key: bytes, *, is_writer: bool) -> Engine:
    def connect() -> Any:
        raw = sqlcipher3.dbapi2.connect(str(file), isolation_level=None, check_same_thread=False)
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        raw.execute(f"PRAGMA cache_size = -{cache_kib(file)}")
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
    event.listen(engine, "begin", lambda connection: raw(connection).execute(start))
    return engine
