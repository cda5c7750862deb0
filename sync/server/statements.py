"""Statements: SQL as constants of a module, compiled once by SQLAlchemy and run without what it does on every call."""

from collections import namedtuple
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Dialect, text
from sqlalchemy.exc import DBAPIError

IDS = ":ids"
MOST_IDS = 512
"""Of a list in one statement; lists are filled up to a power of two, so that few statements differ."""


issued: dict[str, set[str]] = {}
"""The text of every statement this process has run, by the name of the dialect: what a database must understand."""


class _Compiled(NamedTuple):
    sql: str
    names: tuple[str, ...]


class Statement:
    """One text with :names for every database.

    Values are given by name, rows come as named tuples of the columns. A statement runs in about a tenth of the time
    that `Connection.execute` takes for itself; its errors are SQLAlchemy's and hold no values.
    """

    def __init__(self, sql: str) -> None:
        self._sql = sql
        self._compiled: dict[tuple[str, int], _Compiled] = {}
        self._row: Any = None

    def text_for(self, dialect: Dialect) -> str:
        """Return what is said to a database of *dialect*."""
        return self._compile(dialect, 1).sql

    def run(self, connection: Connection, **values: Any) -> None:
        """Run it for what it does."""
        self._cursor(connection, values)

    def run_many(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run it once for each of *rows*, whose values stand in the order of the names."""
        if not rows:
            return
        cursor = connection.connection.cursor()
        try:
            cursor.executemany(self._for(connection.dialect, 0).sql, rows)
        except connection.dialect.loaded_dbapi.Error as failed:
            raise _without_values(connection, failed) from None

    def all(self, connection: Connection, **values: Any) -> list[Any]:
        """Return all rows."""
        return list(self.each(connection, **values))

    def each(self, connection: Connection, **values: Any) -> Iterator[Any]:
        """Yield the rows as the database finds them."""
        cursor = self._cursor(connection, values)
        return map(self._shape(cursor), cursor)

    def first(self, connection: Connection, **values: Any) -> Any:
        """Return the first row, or None."""
        cursor = self._cursor(connection, values)
        found = cursor.fetchall()
        return self._shape(cursor)(found[0]) if found else None

    def scalar(self, connection: Connection, **values: Any) -> Any:
        """Return the first column of the first row, or None."""
        found = self._cursor(connection, values).fetchall()
        return found[0][0] if found else None

    def of(self, connection: Connection, ids: Iterable[str], **values: Any) -> Iterator[Any]:
        """Yield the rows for a list of any length, which the text names `:ids` after IN."""
        wanted = list(dict.fromkeys(ids))
        for at in range(0, len(wanted), MOST_IDS):
            part = wanted[at : at + MOST_IDS]
            count = 1 << (len(part) - 1).bit_length()
            part.extend(repeat(part[-1], count - len(part)))
            named = dict(zip(_names(count), part, strict=True))
            cursor = self._cursor(connection, values | named, count=count)
            yield from map(self._shape(cursor), cursor)

    def _cursor(self, connection: Connection, values: dict[str, Any], *, count: int = 0) -> Any:
        sql, names = self._for(connection.dialect, count)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(sql, [values[name] for name in names])
        except connection.dialect.loaded_dbapi.Error as failed:
            raise _without_values(connection, failed) from None
        return cursor

    def _for(self, dialect: Dialect, count: int) -> _Compiled:
        found = self._compiled.get((dialect.name, count))
        if found is None:
            found = self._compiled[dialect.name, count] = self._compile(dialect, count)
            issued.setdefault(dialect.name, set()).add(found.sql)
        return found

    def _compile(self, dialect: Dialect, count: int) -> _Compiled:
        listed = ", ".join(f":{name}" for name in _names(count))
        made: Any = text(self._sql.replace(IDS, f"({listed})")).compile(dialect=dialect)
        return _Compiled(str(made), tuple(made.positiontup))

    def _shape(self, cursor: Any) -> Any:
        """Return what makes a named row of a tuple."""
        if self._row is None:
            self._row = _row([each[0] for each in cursor.description])
        return self._row._make


def _row(columns: Sequence[str]) -> Any:
    return namedtuple("Row", columns, rename=True)


def _names(count: int) -> list[str]:
    return [f"ids_{number}" for number in range(count)]


def _without_values(connection: Connection, failed: Exception) -> DBAPIError:
    """Return the error as SQLAlchemy tells it: of its own class, and without what was asked or written.

    PostgreSQL's own words may quote a value; what is left of them is the SQLSTATE.
    """
    state = getattr(failed, "sqlstate", None)
    bare = failed if state is None else type(failed)(f"SQLSTATE {state}")
    error = connection.dialect.loaded_dbapi.Error
    return cast(DBAPIError, DBAPIError.instance(None, None, bare, error, hide_parameters=True))
