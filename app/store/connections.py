"""Connections: those of one engine, which stay open between transactions: opening one costs more than asking it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine


class Connections:
    """Connections of *engine*, which has no pool of its own; any thread may hold one, up to *kept* wait for the next.

    The one used last comes first: it has decrypted most of what is asked for.
    """

    def __init__(self, engine: Engine, *, kept: int) -> None:
        self._engine = engine
        self._kept = kept
        self._waiting: list[Connection] = []

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Hold a connection in a transaction; it is committed at the end and rolled back by an exception."""
        with self.held() as connection, connection.begin():
            yield connection

    @contextmanager
    def held(self) -> Iterator[Connection]:
        """Hold a connection outside any transaction; one that a statement has begun is rolled back."""
        waiting = self._waiting
        try:
            connection = waiting.pop()
        except IndexError:
            connection = self._engine.connect()
        try:
            yield connection
        finally:
            connection.rollback()
            if waiting is self._waiting and len(waiting) < self._kept and _is_clean(connection):
                waiting.append(connection)
            else:
                connection.close()

    def close(self) -> None:
        """Close those that wait, and the others as they are let go of; whoever asks later gets a new one."""
        waiting, self._waiting = self._waiting, []
        for connection in waiting:
            connection.close()


def raw(connection: Connection) -> Any:
    """Return the driver's own connection, for what must run outside a transaction or a hundred times a second."""
    return connection.connection.driver_connection


def _is_clean(connection: Connection) -> bool:
    """Tell whether nothing is left of what was done: a transaction that could not be ended is not handed on."""
    return not (connection.invalidated or raw(connection).in_transaction)
