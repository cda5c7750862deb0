"""Statements: constants of a module, compiled once by SQLAlchemy and run without what it does on every call."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Executable, bindparam, func, select, text
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.exc import DBAPIError
from sqlcipher3.dbapi2 import Error

_DIALECT = SQLiteDialect(paramstyle="qmark")


class _Compiled(NamedTuple):
    """The SQL, the names of its values in order, and the values that stand in the statement itself."""

    sql: str
    names: tuple[str, ...]
    constants: Mapping[str, Any]


class Statement:
    """One statement of SQLAlchemy, with `bindparam`s for what differs from call to call, or a text with :names.

    Values are given by name, rows come as named tuples of the columns: texts, integers and bytes, as the driver takes
    and gives them. Its errors are SQLAlchemy's and hold no values.
    """

    def __init__(self, made: Executable | str) -> None:
        self._made: Any = text(made) if isinstance(made, str) else made
        self._row: Any = None

    def run(self, connection: Connection, **values: Any) -> int:
        """Run it for what it does; return the number of the row that it inserted, if it did."""
        cursor, _ = self._asked(connection, values)
        number: int = cursor.lastrowid
        return number

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it once for each of *rows*; each has every value that it binds."""
        if not rows:
            return
        sql, _, constants = self._compiled
        whole = [{**row, **constants} for row in rows] if constants else rows
        cursor: Any = connection.connection.cursor()
        try:
            cursor.executemany(sql, map(self._values_of, whole))
        except Error as failed:
            raise _without_values(sql, failed) from failed

    def all(self, connection: Connection, **values: Any) -> list[Any]:
        """Return all rows."""
        cursor, found = self._asked(connection, values)
        return list(map(self._shape(cursor), found))

    def tuples(self, connection: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Return all rows without the names of their columns: for very many of them."""
        return self._asked(connection, values)[1]

    def first(self, connection: Connection, **values: Any) -> Any:
        """Return the first row, or None."""
        cursor, found = self._asked(connection, values)
        return self._shape(cursor)(found[0]) if found else None

    def scalar(self, connection: Connection, **values: Any) -> Any:
        """Return the first column of the first row, or None."""
        _, found = self._asked(connection, values)
        return found[0][0] if found else None

    def column(self, connection: Connection, **values: Any) -> list[Any]:
        """Return the first column of all rows."""
        _, found = self._asked(connection, values)
        return [row[0] for row in found]

    def _asked(self, connection: Connection, values: Mapping[str, Any]) -> tuple[Any, list[Any]]:
        """Run it and return the cursor, with all rows: what is read half would hold the snapshot."""
        sql, names, constants = self._compiled
        whole = {**values, **constants}
        cursor: Any = connection.connection.cursor()
        try:
            cursor.execute(sql, [whole[name] for name in names])
            return cursor, cursor.fetchall()
        except Error as failed:
            raise _without_values(sql, failed) from failed

    @cached_property
    def _compiled(self) -> _Compiled:
        compiled = self._made.compile(dialect=_DIALECT)
        asked = {name for name, bind in compiled.binds.items() if bind.required}
        whole = compiled.construct_expanded_state(dict.fromkeys(asked))
        constants = {name: value for name, value in whole.parameters.items() if name not in asked}
        constants |= {column.key: column.default.arg for column in getattr(compiled, "insert_prefetch", ())}
        return _Compiled(whole.statement, tuple(whole.positiontup), constants)

    @cached_property
    def _values_of(self) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
        """What takes the values out of a row in the order of the names."""
        names = self._compiled.names
        return itemgetter(*names) if len(names) > 1 else lambda row: [row[name] for name in names]

    def _shape(self, cursor: Any) -> Any:
        """Return what makes a named row of a tuple."""
        if self._row is None:
            self._row = _row([each[0] for each in cursor.description])
        return self._row._make


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return that *column* is one of the values bound as *name*, a `listed`: one statement for any number of them."""
    return column.in_(select(func.json_each(bindparam(name)).table_valued("value").c.value))


def listed(values: Iterable[str | int]) -> str:
    """Return *values* as `among` takes them."""
    return msgspec.json.encode(list(values)).decode()


def _row(columns: Sequence[str]) -> Any:
    return namedtuple("Row", columns, rename=True)


def _without_values(sql: str, failed: Exception) -> BaseException:
    """Return the error as SQLAlchemy tells it, of its own class, with the statement and without what it was given."""
    return DBAPIError.instance(sql, None, failed, Error, hide_parameters=True)
