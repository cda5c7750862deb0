"""Rescue of attached files: those the server has never had go on in the new file, where they can still be read."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from app.changes.attached import Sealed, address_of
from app.errors import EnplanError
from app.store import attached
from app.store.database import Database
from app.store.store import Store
from app.store.tables import attached as files

T = TypeVar("T")


def carry_over(store: Store, path: Path, key: bytes) -> None:
    """Keep in *store* the files that wait in the damaged one at *path*; the server tells all others anew."""
    for where, address in _read(path, key, _waiting) or ():
        parts = _read(path, key, partial(attached.parts, where=where, address=address)) or []
        if address_of(parts) == address:
            with store.writing() as connection:
                attached.keep(connection, where, Sealed(address, b"", tuple(parts)))


def _waiting(connection: Connection) -> list[tuple[str, str]]:
    rows = connection.execute(select(files.c.stream, files.c.address).where(files.c.waits == 1))
    return [(row.stream, row.address) for row in rows]


def _read(path: Path, key: bytes, ask: Callable[[Connection], T]) -> T | None:
    """Return what a damaged file answers on a connection of its own, which has met no damaged page yet; None else."""
    database = Database(path, key)
    try:
        with suppress(SQLAlchemyError, EnplanError), database.reading() as connection:
            return ask(connection)
    finally:
        database.close()
    return None
