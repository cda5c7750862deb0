"""Many rows through one statement, without what SQLAlchemy does for each of them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Executable, bindparam, func, select
from sqlalchemy.dialects.sqlite.base import SQLiteDialect


def execute_many(connection: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run *statement*, a constant of a module, once for each of *rows*; all have every value it binds, two at least."""
    if not rows:
        return
    sql, names, constants = _compiled(statement)
    values = itemgetter(*names)
    whole = [{**constants, **row} for row in rows] if constants else rows
    connection.exec_driver_sql(sql, [values(row) for row in whole])


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return that *column* is one of the values bound as *name*, a `listed`: one statement for any number of them."""
    return column.in_(select(func.json_each(bindparam(name)).table_valued("value").c.value))


def listed(values: Iterable[str | int]) -> str:
    """Return *values* as `among` takes them."""
    return msgspec.json.encode(list(values)).decode()


@lru_cache(maxsize=64)
def _compiled(statement: Any) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    """Return the SQL, the names of its values in order, and those that stand in the statement itself."""
    compiled = statement.compile(dialect=SQLiteDialect(paramstyle="qmark"))
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    return str(compiled), tuple(compiled.positiontup), constants
