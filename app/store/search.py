"""Search: people by the beginnings of words, plan texts by any three letters; folded on writing and on asking."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select

from app.domain import KINDS
from app.domain.danish import fold
from app.domain.legible import legible
from app.store.rows import decode_shown
from app.store.statements import Statement, among, listed
from app.store.tables import record, unindexed

PEOPLE_KINDS = ("citizen", "identifier", "contact_point")
SHORTEST_TEXT = 3
NAMES = ("people", "texts")
"""The index tables."""
_WORD = re.compile(r"[^\W_]+")

_TABLES = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS people USING fts5(
        name, born, number, address, content='', contentless_delete=1, prefix='1 2 3',
        tokenize='unicode61 remove_diacritics 0')""",
    "CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(text, content='', contentless_delete=1, tokenize='trigram')",
)


def prepare(connection: Connection) -> None:
    """Make the index tables when they are not there."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)


def clear(connection: Connection) -> None:
    """Drop the index, so that it can be made anew."""
    for name in NAMES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    prepare(connection)


@contextmanager
def beside(connection: Connection) -> Iterator[None]:
    """Let an empty index stand before the one in the file, in memory alone, and take it away at the end.

    SQLite looks for a table that is named without its schema among the temporary ones first: `index` fills this one.
    """
    connection.exec_driver_sql("PRAGMA temp_store = MEMORY")  # what is indexed may never reach a disk unencrypted
    for statement in _TABLES:
        connection.exec_driver_sql(statement.replace("IF NOT EXISTS ", "temp."))
    try:
        yield
    finally:
        for name in NAMES:
            connection.exec_driver_sql(f"DROP TABLE temp.{name}")


def index(connection: Connection, shown: Mapping[str, tuple[str, str | None, Mapping[str, Any]]]) -> None:
    """Take what records show into the index: *shown* is {id: (kind, citizen, fields)}."""
    texts = [
        {"id": each, "text": _text_of(kind, fields)} for each, (kind, _, fields) in shown.items() if _has_text(kind)
    ]
    _FORGET_TEXT.run_many(connection, texts)
    _TAKE_TEXT.run_many(connection, [row for row in texts if row["text"]])
    citizens = {citizen for kind, citizen, _ in shown.values() if kind in PEOPLE_KINDS and citizen}
    for citizen in citizens:
        _index_person(connection, citizen)


def later(connection: Connection, ids: Iterable[str]) -> None:
    """Note records that were pulled; `catch_up` takes them into the index."""
    noted = list(ids)
    if noted:
        _LATER.run(connection, ids=listed(noted))


def catch_up(connection: Connection, *, at_most: int) -> int:
    """Take up to *at_most* noted records into the index and return how many are left."""
    noted = listed(_NOTED.column(connection, limit=at_most))
    rows = _SHOWN.all(connection, ids=noted)
    index(connection, {row.id: (row.kind, row.citizen, decode_shown(row.shown)) for row in rows})
    _NOTED_NO_MORE.run(connection, ids=noted)
    return int(_LEFT.scalar(connection))


def forget(connection: Connection, ids: Sequence[str]) -> None:
    """Take records out of the index, before their rows go."""
    rows = [{"id": each} for each in ids]
    _FORGET_TEXT.run_many(connection, rows)
    _FORGET_PERSON.run_many(connection, rows)
    _NOTED_NO_MORE.run(connection, ids=listed(ids))


def forget_for_good(connection: Connection) -> None:
    """Write the index anew without what was taken out of it: until then its words are only marked as gone."""
    for name in NAMES:
        connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES('optimize')")


def find_people(connection: Connection, asked: str, *, limit: int) -> list[str]:
    """Return the ids of citizens whose words begin as those of *asked* do, as a telephone book has them."""
    terms = _people_terms(asked)
    if not terms:
        return []
    return _PEOPLE.column(connection, terms=terms, limit=limit)


def find_texts(connection: Connection, asked: str, *, citizen: str | None, limit: int) -> list[str]:
    """Return the ids of records that hold every word of *asked* of three letters or more, newest first."""
    words = [word for word in fold(legible(asked)).split() if len(word) >= SHORTEST_TEXT]
    if not words:
        return []
    terms = " AND ".join(_quoted(word) for word in words)
    statement = _TEXTS_OF_CITIZEN if citizen else _TEXTS
    return statement.column(connection, terms=terms, citizen=citizen, limit=limit)


def _index_person(connection: Connection, citizen: str) -> None:
    rows = _PERSON.all(connection, citizen=citizen)
    held: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        held.setdefault(row.kind, []).append(decode_shown(row.shown))
    person = next(iter(held.get("citizen", [])), None)
    _FORGET_PERSON.run(connection, id=citizen)
    if person is None:
        return
    _TAKE_PERSON.run(
        connection,
        id=citizen,
        name=fold(f"{person.get('given') or ''} {person.get('family') or ''}"),
        born=" ".join(_births(str(person.get("birth_date") or ""))),
        number=fold(" ".join(str(each.get("value") or "") for each in held.get("identifier", []))),
        address=fold(" ".join(_address(each) for each in held.get("contact_point", []))),
    )


def _births(day: str) -> list[str]:
    """Return a birth date in the ways people type it: 1985-01-31, 310185, 31011985."""
    parts = day.split("-")
    if len(parts) != len(("year", "month", "day")):
        return [part for part in parts if part]
    year, month, date = parts
    return [year, month, date, f"{date}{month}{year[2:]}", f"{date}{month}{year}"]


def _address(point: Mapping[str, Any]) -> str:
    return " ".join(str(point.get(name) or "") for name in ("value", "line", "postal_code", "city"))


def _people_terms(asked: str) -> str:
    joined = re.sub(r"(?<=\d{6})[-\s]+(?=\w{1,4}\b)", "", asked)
    return " AND ".join(f"{_quoted(word)}*" for word in _WORD.findall(fold(joined)))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _has_text(kind: str) -> bool:
    known = KINDS.get(kind)
    return known is not None and any(each.listing.searched for each in known.types)


def _text_of(kind: str, shown: Mapping[str, Any]) -> str:
    if shown.get("deleted"):
        return ""
    searched: Sequence[str] = KINDS[kind].type_of(shown).listing.searched
    return fold(" · ".join(str(shown[name]) for name in searched if shown.get(name)))


_SHOWN = Statement(
    select(record.c.id, record.c.kind, record.c.citizen, record.c.shown).where(among(record.c.id, "ids"))
)
_NOTED_NO_MORE = Statement(delete(unindexed).where(among(unindexed.c.record, "ids")))
_PERSON = Statement(
    select(record.c.kind, record.c.shown).where(
        record.c.citizen == bindparam("citizen"), record.c.kind.in_(PEOPLE_KINDS), record.c.deleted == 0
    )
)
_LATER = Statement("INSERT OR IGNORE INTO unindexed(record) SELECT value FROM json_each(:ids)")
_FORGET_TEXT = Statement("DELETE FROM texts WHERE rowid = (SELECT n FROM record WHERE id = :id)")
_TAKE_TEXT = Statement("INSERT INTO texts(rowid, text) SELECT n, :text FROM record WHERE id = :id")
_FORGET_PERSON = Statement("DELETE FROM people WHERE rowid = (SELECT n FROM record WHERE id = :id)")
_TAKE_PERSON = Statement(
    "INSERT INTO people(rowid, name, born, number, address) "
    "SELECT n, :name, :born, :number, :address FROM record WHERE id = :id"
)
# A short beginning fits most people: walking the list in its order ends as soon as enough are found.
_PEOPLE = Statement(
    "SELECT record.id FROM record INDEXED BY record_in_order WHERE record.kind = 'citizen' "
    "AND +record.n IN (SELECT rowid FROM people WHERE people MATCH :terms) ORDER BY record.sort, record.id LIMIT :limit"
)
_TEXTS = Statement(
    "SELECT record.id FROM texts JOIN record ON record.n = texts.rowid "
    "WHERE texts MATCH :terms ORDER BY texts.rowid DESC LIMIT :limit"
)
_TEXTS_OF_CITIZEN = Statement(
    "SELECT record.id FROM record WHERE record.citizen = :citizen "
    "AND +record.n IN (SELECT rowid FROM texts WHERE texts MATCH :terms "
    "AND rowid BETWEEN (SELECT min(n) FROM record WHERE citizen = :citizen) "
    "AND (SELECT max(n) FROM record WHERE citizen = :citizen)) ORDER BY record.n DESC LIMIT :limit"
)
_NOTED = Statement(select(unindexed.c.record).limit(bindparam("limit")))
_LEFT = Statement(select(func.count()).select_from(unindexed))
