"""The server's database: an embedded encrypted file by default, PostgreSQL by its URL."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, inspect, text

from sync.server import embedded, postgres, turns
from sync.server.again import Again
from sync.server.steps import STEPS
from sync.server.vault import VAULT, Vault

T = TypeVar("T")


class DatabaseTooNew(RuntimeError):
    """A newer program made the tables; nothing was touched."""


class Database:
    """One writing engine and one reading engine. An embedded file has one writer at a time, this process.

    `again` runs what is handed to `write` and `read`, and counts what the database broke off.
    """

    def __init__(self, writer: Engine, reader: Engine, *, vault: Vault, file: Path | None = None) -> None:
        self.file = file
        self.vault = vault
        self.has_one_writer = file is not None
        self.again = Again()
        self._writer = writer
        self._reader = reader
        self._one_writer = threading.Lock() if file is not None else nullcontext()
        for engine in (writer, reader):
            engine.update_execution_options(**{VAULT: vault})

    @classmethod
    def embedded(cls, folder: Path) -> "Database":
        """Open or make the encrypted file in *folder*, whose raw key lies beside it. Raises NotDurable."""
        writer, reader = embedded.engines(folder)
        return cls(writer, reader, vault=Vault.embedded(folder), file=folder / embedded.DATABASE_FILE)

    @classmethod
    def at(
        cls, url: str, *, folder: Path, keys: str = "", connections: int = postgres.CONNECTIONS
    ) -> "Database":  # fmt: skip
        """Open the database at *url* (`postgresql://…`). Raises NotReached.

        The streams' keys lie in *folder*, or in the database at *keys*, with the server's own key in *folder*.
        """
        writer, reader = postgres.engines(url, connections=connections)
        try:
            vault = Vault.at(keys, folder=folder) if keys else Vault.embedded(folder)
        except postgres.NotReached:
            writer.dispose()
            raise
        return cls(writer, reader, vault=vault)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do *work* in a write transaction of its own and return what it returns.

        Where the database breaks the transaction off for another's sake, all of *work* is done again: it must leave
        nothing behind but what it writes.
        """

        def transaction() -> T:
            with self.writing() as connection:
                return work(connection)

        return self.again.run(transaction)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do *work* on a snapshot and return what it returns; it may be done again, as with `write`."""

        def transaction() -> T:
            with self.reading() as connection:
                return work(connection)

        return self.again.run(transaction)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Hold a write transaction; committed at the end, rolled back by an exception. It is tried once."""
        with self._one_writer, self._writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Hold a snapshot. It is tried once."""
        with self._reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold back every other process that wants its turn, so that one alone makes tables and draws keys.

        A transaction on the embedded file does so by itself.
        """
        if self.has_one_writer:
            yield
            return
        with turns.turn(self._writer, self.again):
            yield

    @contextmanager
    def beside(self) -> Iterator[Connection]:
        """Hold a connection of its own, outside the pool, each of whose statements is a transaction."""
        with self._writer.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.detach()
            yield connection

    def migrate(self) -> tuple[int, int]:
        """Take the steps the database has not seen; return how many it had and has.

        Raises DatabaseTooNew and OtherVault.

        One process at a time may do so: hold a `turn`. The steps are one transaction where the database can alter
        tables in one.
        """
        if self.has_one_writer:
            embedded.use_write_ahead_log(self._writer)
        self.vault.prepare()
        with self.writing() as connection:
            found = _steps_taken(connection)
            if found > len(STEPS):
                raise DatabaseTooNew(
                    f"a newer program made the tables (step {found}, this one knows {len(STEPS)}): use that one here"
                )
            if found < len(STEPS):
                self._take_steps(connection, found)
            self.vault.belong(connection)
        return found, len(STEPS)

    def _take_steps(self, connection: Connection, found: int) -> None:
        from alembic.migration import MigrationContext  # slow to load, and most starts have no step to take
        from alembic.operations import Operations

        operations = Operations(MigrationContext.configure(connection))
        for number, step in enumerate(STEPS[found:], start=found + 1):
            step(operations, self.vault)
            connection.execute(text("INSERT INTO schema_step (number) VALUES (:n)"), {"n": number})

    def steps(self) -> tuple[int, int]:
        """Return how many steps the database has taken, and how many this program knows."""
        return self.read(_steps_taken), len(STEPS)

    def wipe(self) -> None:
        """Let the write-ahead log of an embedded file hold nothing that was removed; PostgreSQL has its own vacuum."""
        if self.has_one_writer:
            embedded.empty_write_ahead_log(self._writer)

    def copy_to(self, target: Path) -> None:
        """Write an encrypted copy of the embedded file to *target*, which must not exist."""
        embedded.copy(self._reader, target)

    def close(self) -> None:
        """Close all connections."""
        self._reader.dispose()
        self._writer.dispose()
        self.vault.close()


def _steps_taken(connection: Connection) -> int:
    if not inspect(connection).has_table("schema_step"):
        return 0
    return connection.scalar(text("SELECT max(number) FROM schema_step")) or 0
