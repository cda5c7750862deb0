"""What the server says to PostgreSQL in this process, by whichever way it says it."""

import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from sync.server import statements

DIALECT = "postgresql"
LIBRARIES = ("sqlalchemy", "alembic")
TESTS = Path(__file__).parent
_heard: dict[str, None] = {}


def said() -> list[str]:
    """Return every statement so far, each once: the compiled ones, and what went by SQLAlchemy's own way."""
    return [*statements.issued.get(DIALECT, ()), *_heard]


@event.listens_for(Engine, "before_cursor_execute")
def _hear(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
    """Take note of what the server said; a test's own words, and what a library asks of the catalogue, are not its."""
    is_new = connection.dialect.name == DIALECT and statement not in _heard
    if is_new and "pg_catalog." not in statement and not _is_said_by_a_test():
        _heard[statement] = None


def _is_said_by_a_test() -> bool:
    frame = sys._getframe(2)
    while frame.f_back is not None and any(f"/{name}/" in frame.f_code.co_filename for name in LIBRARIES):
        frame = frame.f_back
    return TESTS in Path(frame.f_code.co_filename).parents
