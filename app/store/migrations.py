"""Bringing the tables of the truth to the shape this program knows."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from app.store.database import Database, use_write_ahead_log
from app.store.steps import STEPS
from app.store.tables import APPLICATION_ID

if TYPE_CHECKING:
    from alembic.operations import Operations


def migrate(database: Database, *, found: int) -> None:
    """Take the steps that the file has not seen; a copy of an older file is kept beside it meanwhile.

    All steps run in one transaction: a kill leaves the file as it was.
    """
    if found == len(STEPS):
        return
    if found:
        _keep_copy(database)
    else:
        use_write_ahead_log(database)
    with database.writing() as connection:
        for number, step in enumerate(STEPS[found:], start=found + 1):
            step(_operations(connection))
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def copy_path(database: Database) -> Path:
    """Return where the copy lies that was taken before the last migration."""
    return database.path.with_suffix(".before")


def _keep_copy(database: Database) -> None:
    copy = copy_path(database)
    copy.unlink(missing_ok=True)
    database.copy_to(copy)


def _operations(connection: Connection) -> "Operations":
    from alembic.migration import MigrationContext  # slow to load, and most starts have no step to take
    from alembic.operations import Operations

    return Operations(MigrationContext.configure(connection))
