"""Opening the encrypted file: one key, one driver, durable writes."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool

from app.errors import EnvironmentTrouble, UserError
from app.page_cache import cache_kib
from app.store.connections import Connections, raw
from app.store.tables import APPLICATION_ID, SCHEMA
from app.texts import mark

READERS = 4
"""That stay open; more are opened while more are asked."""
LOG_PAGES = 8_000
"""Pages of 4 KiB in the write-ahead log before it is folded: what several transactions write is folded once."""
BUSY_MS = 10_000
CHECKED_S = 0.06
"""How long the file is looked through when it is opened: some 10 MB. What lies beyond is checked as it is read."""
_STEPS_A_LOOK = 1_000
_FULL = 2

# The driver takes bytes as they are only when told so; looking for somebody who knows better takes 20 times as long.
sqlcipher3.dbapi2.register_adapter(bytes, bytes)


class NewerProfile(UserError):
    """The file was written by a newer program; it is left untouched."""

    def __init__(self) -> None:
        super().__init__(
            mark(
                "store",
                "Data på denne pc er gemt af en nyere udgave af Enplan. Opdatér Enplan, og åbn igen; intet er ændret.",
            )
        )


class DamagedFile(EnvironmentTrouble):
    """The file cannot be read with the right key."""

    def __init__(self) -> None:
        super().__init__(
            mark(
                "store",
                "Filen med data på denne pc er beskadiget. Lås op igen; hjælper det ikke, så hent profilens mappe fra "
                "en sikkerhedskopi.",
            )
        )


class Closed(EnvironmentTrouble):
    """The file was closed, by a lock or at the end: a question that comes late does not open it again."""

    def __init__(self) -> None:
        super().__init__(mark("store", "Data på denne pc er låst. Lås op, og prøv igen."))


class Database:
    """The encrypted file of a profile: a writing engine with one connection, and read-only ones beside it."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open or make the file at *path* with the raw 32-byte *key*.

        Raises NewerProfile and DamagedFile.
        """
        self.path = Path(path)
        self.is_closed = False
        self._writer = _engine(self.path, key, query_only=False)
        self._readers = _engine(self.path, key, query_only=True)
        self._write = Connections(self._writer, kept=1)
        self._read = Connections(self._readers, kept=READERS)

    def writing(self) -> AbstractContextManager[Connection]:
        """Hold the one write transaction; it is committed at the end and rolled back by an exception."""
        return self._transaction(self._write)

    def reading(self) -> AbstractContextManager[Connection]:
        """Hold a snapshot of the file."""
        return self._transaction(self._read)

    def schema(self, *, is_new: bool) -> int:
        """Return the version of the file's tables, 0 for a new file.

        Raises NewerProfile when a newer program wrote it, DamagedFile when it cannot be read.
        """
        try:
            with _trouble(), self._write.held() as connection:  # rolled back: to commit would write to an empty file
                found: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
                owner: int = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        except DatabaseError as damaged:
            raise DamagedFile from damaged
        if found > SCHEMA or owner not in (0, APPLICATION_ID):
            raise NewerProfile
        if found == 0 and not is_new:
            raise DamagedFile
        return found

    def check(self) -> None:
        """Look the pages through, as many as time allows; all of them when a damaged one was met since the last time.

        Raises DamagedFile.
        """
        suspected = suspicion(self.path)
        until = float("inf") if suspected.exists() else time.perf_counter() + CHECKED_S
        with self._readers.connect() as connection:  # what it remembers of the file is not what will be asked for
            driver = raw(connection)
            driver.set_progress_handler(lambda: time.perf_counter() > until, _STEPS_A_LOOK)
            try:
                told = [row[0] for row in driver.execute("PRAGMA quick_check(1)")]
            except sqlcipher3.dbapi2.OperationalError:
                return
            except sqlcipher3.dbapi2.DatabaseError as damaged:
                raise DamagedFile from damaged
        if told != ["ok"]:
            raise DamagedFile
        suspected.unlink(missing_ok=True)

    @contextmanager
    def _transaction(self, connections: Connections) -> Iterator[Connection]:
        """Hold a transaction; that a damaged page was met is noted, so that the next opening looks through all."""
        if self.is_closed:
            raise Closed
        try:
            with _trouble(), connections.transaction() as connection:
                yield connection
        except DamagedFile:
            with suppress(OSError):
                suspicion(self.path).touch()
            raise

    def copy_to(self, target: Path) -> None:
        """Write an encrypted copy of the whole file to *target*, which must not exist."""
        with _trouble(), self._write.held() as connection:
            raw(connection).execute("VACUUM INTO ?", (str(target),))

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file and empty it, so that it holds nothing that was removed."""
        with self._write.held() as connection:
            raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def renew_readers(self) -> None:
        """Let go of the reading connections that nobody holds, with what they remember of the file."""
        self._read.close()

    def close(self) -> None:
        """Close all connections; the write-ahead log is folded into the file."""
        self.is_closed = True
        self._read.close()
        self._write.close()


def _engine(path: Path, key: bytes, *, query_only: bool) -> Engine:
    def connect() -> Any:
        opened = sqlcipher3.dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        opened.execute("PRAGMA cipher_log_level = NONE")
        opened.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        opened.execute(f"PRAGMA cache_size = -{cache_kib(path, reads_plans=query_only)}")
        opened.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        opened.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
        opened.execute("PRAGMA synchronous = FULL")
        if opened.execute("PRAGMA synchronous").fetchone()[0] != _FULL:
            raise EnvironmentTrouble(
                mark("store", "Disken kan ikke love, at det gemte bliver. Kontakt jeres it-afdeling.")
            )
        if query_only:
            opened.execute("PRAGMA query_only = ON")
        return opened

    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=connect,
        poolclass=NullPool,
        hide_parameters=True,  # an error that is logged must not carry plan text
    )
    start = "BEGIN" if query_only else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: raw(connection).execute(start))
    return engine


def suspicion(path: Path) -> Path:
    """Return the mark that stands beside a database in which a damaged page was met."""
    return path.with_suffix(".suspect")


def damaged(path: Path) -> Path:
    """Return where a database lies that was found damaged at *path*, and kept."""
    return path.with_suffix(".damaged")


def forget_damaged(path: Path) -> None:
    """Remove the damaged file that was kept beside the database at *path*."""
    remove_file(damaged(path))


def remove_file(path: Path) -> None:
    """Remove the database file at *path* with what SQLite keeps beside it; that it is not there is no error."""
    for name in ("", "-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)


def use_write_ahead_log(database: Database) -> None:
    """Switch a new file to write-ahead logging; the file remembers it."""
    with database._write.held() as connection:  # noqa: SLF001 - the pragma must run outside a transaction
        raw(connection).execute("PRAGMA journal_mode = WAL")


@contextmanager
def _trouble() -> Iterator[None]:
    """Turn a full disk or a locked file into words; what was being written is rolled back by then."""
    try:
        yield
    except (OperationalError, sqlcipher3.dbapi2.OperationalError) as failed:
        reason = str(getattr(failed, "orig", failed)).lower()
        if "full" in reason:
            raise EnvironmentTrouble(
                mark("store", "Disken er fuld, så det sidste er ikke gemt. Gør plads på disken, og prøv igen.")
            ) from failed
        if "locked" in reason or "busy" in reason:
            raise EnvironmentTrouble(
                mark(
                    "store",
                    "Et andet program holder fast i Enplans data. Vent lidt, og prøv igen; det sidste er ikke gemt.",
                )
            ) from failed
        if "i/o" in reason or "unable to open" in reason or "readonly" in reason:
            raise EnvironmentTrouble(
                mark(
                    "store",
                    "Enplan kan ikke skrive til disken. Det sidste er ikke gemt; kontakt jeres it-afdeling.",
                )
            ) from failed
        raise
    except (DatabaseError, sqlcipher3.dbapi2.DatabaseError) as failed:
        reason = str(getattr(failed, "orig", failed)).lower()
        if "malformed" in reason or "not a database" in reason:
            raise DamagedFile from failed
        raise
