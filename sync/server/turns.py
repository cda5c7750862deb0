"""Taking turns at the start: the lock of one row, so that of several processes one alone makes tables and keys."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from sync.server.again import Again, sqlstate
from sync.server.statements import Statement

LONGEST_TURN = "10min"
_NO_SUCH_TABLE = "42P01"
_MADE_BY_ANOTHER = frozenset({"23505", "42P07", "42710"})
"""What PostgreSQL says when two make the same table at the same moment, `IF NOT EXISTS` notwithstanding: of its row in
the catalogue, of the table, of the type that goes with it."""


@contextmanager
def turn(writer: Engine, again: Again) -> Iterator[None]:
    """Wait until no other process has its turn, and hold it. A process that dies lets it go.

    The row is locked in a transaction of its own: some databases end the transaction that alters tables.
    """
    try:
        connection = again.run(lambda: _locked(writer))
    except DBAPIError as failed:
        if sqlstate(failed) != _NO_SUCH_TABLE:
            raise
        _make(writer, again)
        connection = again.run(lambda: _locked(writer))
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def _make(writer: Engine, again: Again) -> None:
    """Make the table with its row, unless another process just did."""
    try:
        again.run(lambda: _made(writer))
    except DBAPIError as failed:
        if sqlstate(failed) not in _MADE_BY_ANOTHER:
            raise


def _made(writer: Engine) -> None:
    with writer.begin() as connection:
        _TABLE.run(connection)
        _ROW.run(connection)


def _locked(writer: Engine) -> Connection:
    """Return a connection that holds the row until its transaction ends."""
    connection = writer.connect()
    try:
        _PATIENT.run(connection)
        _LOCK.run(connection)
    except BaseException:
        connection.close()
        raise
    return connection


_TABLE = Statement("CREATE TABLE IF NOT EXISTS turn (name TEXT PRIMARY KEY, holders BIGINT NOT NULL)")
_ROW = Statement("INSERT INTO turn (name, holders) VALUES ('start', 0) ON CONFLICT (name) DO NOTHING")
_PATIENT = Statement(f"SET LOCAL lock_timeout = '{LONGEST_TURN}'")
_LOCK = Statement("UPDATE turn SET holders = holders + 1 WHERE name = 'start'")
