"""What the server says to its database is understood by every engine it may run on: proved on what it really says."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.dialects.postgresql import psycopg

import sync.server
from heard_sql import said
from portable_sql import NOT_PORTABLE, not_portable
from postgres import cluster
from sync.server.database import Database
from sync.server.statements import Statement

EXAMPLES = {
    "sequences, which are neither dense nor ordered everywhere": "CREATE TABLE a (id BIGSERIAL)",
    "advisory locks": "SELECT pg_advisory_xact_lock(1)",
    "locking reads": "SELECT id FROM stream WHERE id = :id FOR UPDATE",
    "triggers and stored procedures": "CREATE TRIGGER a BEFORE INSERT ON entry EXECUTE FUNCTION b()",
    "deferrable and exclusion constraints": "ALTER TABLE a ADD CONSTRAINT b CHECK (c > 0) DEFERRABLE",
    "unique or foreign keys, which may leave out the shard": "CREATE UNIQUE INDEX a ON entry (id)",
    "times and ids from the database": "INSERT INTO token (until) VALUES (now())",
    "array and JSON operators": "SELECT cells->>'title' FROM record",
    "partial indexes": "CREATE INDEX a ON entry (stream) WHERE body IS NULL",
    "expression indexes": "CREATE INDEX a ON citizen (lower(name))",
    "generated columns": "CREATE TABLE a (b INT, c INT GENERATED ALWAYS AS (b) STORED)",
    "writes that read other rows": "INSERT INTO entry (stream) SELECT stream FROM entry",
    "paging by offset": "SELECT id FROM stream ORDER BY id LIMIT 10 OFFSET 20",
    "isolation by command": "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
    "matching and picking of one engine's own": "SELECT id FROM citizen WHERE name ILIKE :name",
    "notes as more than a hint": "NOTIFY enplan",
}


def every_statement() -> Iterator[tuple[str, Statement]]:
    """Yield every statement that a module of the server keeps, with its name."""
    for found in pkgutil.iter_modules(sync.server.__path__, "sync.server."):
        if not found.name.endswith("__main__"):
            for name, each in vars(importlib.import_module(found.name)).items():
                if isinstance(each, Statement):
                    yield f"{found.name.rpartition('.')[2]}.{name}", each


EVERY_STATEMENT = dict(every_statement())


@pytest.mark.parametrize("name", NOT_PORTABLE)
def test_what_is_looked_for_is_found(name: str) -> None:
    assert name in not_portable(EXAMPLES[name])


def test_a_word_in_a_text_is_no_construct() -> None:
    assert not_portable("SELECT value FROM setting WHERE name = 'now() FOR UPDATE'") == []


def test_no_statement_that_the_server_keeps_is_of_one_engine_alone(
    record_property: Callable[[str, object], None],
) -> None:
    dialect = psycopg.dialect(paramstyle="format")  # type: ignore[no-untyped-call]
    texts = {name: each.text_for(dialect) for name, each in EVERY_STATEMENT.items()}

    record_property("told", f"{len(texts)} statements")
    assert len(texts) > 80
    assert {name: wrong for name, text in texts.items() if (wrong := not_portable(text))} == {}


def test_the_tables_are_made_in_words_that_every_engine_knows(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    database = Database.at(cluster().url(cluster().empty()), folder=tmp_path)
    with database.turn():
        database.migrate()
    database.close()

    making = [each for each in said() if each.lstrip().startswith(("CREATE", "ALTER", "DROP"))]

    record_property("told", f"{len(making)} statements make the tables, {len(said())} were said so far")
    assert len(making) > 20
    assert {each: wrong for each in making if (wrong := not_portable(each))} == {}
