"""Verify: does the file still hold what was written, and does everything in it follow from the log."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.exc import DatabaseError

from app.changes import chain, signing
from app.changes.cells import Cells, encode_cells
from app.changes.change import decode, decode_outcomes
from app.changes.fold import Stamp, fold_entry
from app.store import attached, backlog, rows, search
from app.store.copies import ENTRIES, linked
from app.store.rows import decode_shown
from app.store.store import Store
from app.store.tables import change, finding, record, stream

AT_ONCE = 500


class Check(StrEnum):
    """What is looked at."""

    PAGES = "pages"
    """The pages of the file are those that were written, and hang together."""
    CHAIN = "chain"
    """Every entry follows from the one before it, up to the head, without a gap."""
    CELLS = "cells"
    """What is confirmed is what the log makes it."""
    SHOWN = "shown"
    """What is shown is what is confirmed with the own changes laid over it."""
    LISTS = "lists"
    """The columns that lists and calendars use say what the records say."""
    SEARCH = "search"
    """The search finds what the records say."""
    ATTACHED = "attached"
    """Attached files are the bytes that were attached."""
    SIGNATURES = "signatures"
    """This device's own changes bear its signature, and those from elsewhere that of the device they name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What does not hold: which check, and which stream, record or change it is about."""

    check: Check
    about: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found, and how much was looked at; `partial` streams have only a part of their log here."""

    findings: tuple[Finding, ...]
    streams: int
    changes: int
    records: int
    partial: int

    @property
    def is_sound(self) -> bool:
        """Tell whether all holds."""
        return not self.findings


def verify(store: Store) -> Verdict:
    """Look through the whole file of *store*; takes half a minute for 100,000 records. Alters nothing that is shown.

    Records that were pulled are taken into the search first, and signatures that nobody looked at are checked. A file
    whose pages are damaged is looked at no further.
    """
    store.database.renew_readers()  # one that has searched before would take what was written since for damage
    with store.database.reading() as connection:
        found = list(_pages(connection))
    if not found:
        while store.index_pulled():
            continue
        while backlog.check_signatures(store):
            continue
        with store.database.reading() as connection:
            for check in (_chains, _cells, _shown, _attached, _false_signatures):
                found += check(connection)
            found += _own_signatures(connection, store.signing_pair.public)
        found += _search(store)
    with store.database.reading() as connection:
        return Verdict(findings=tuple(found), **_counts(connection))


def _pages(connection: Connection) -> Iterator[Finding]:
    for pragma, sound in (("cipher_integrity_check", ()), ("quick_check", ("ok",))):
        try:
            told = tuple(str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {pragma}"))
        except DatabaseError:
            told = ("unreadable",)
        if told != sound:
            yield from (Finding(check=Check.PAGES, about="", detail=each) for each in told)
            return


def _chains(connection: Connection) -> Iterator[Finding]:
    for row in connection.execute(_STREAMS).all():
        before = chain.start(row.id) if row.logged_from <= 1 else row.logged_hash
        fault = None if before is None else _broken(connection, row, before)
        if fault is not None:
            yield Finding(check=Check.CHAIN, about=row.id, detail=fault)


def _broken(connection: Connection, held: Any, before: bytes) -> str | None:
    """Return where the chain of a stream breaks; None when it leads to the head."""
    version, state = max(held.logged_from, 1) - 1, before
    for entry in connection.execute(ENTRIES, {"stream": held.id}):
        if entry.version <= version:
            continue
        state = linked(state, entry)
        if entry.version != version + 1 or not _is_told_by_meta(entry) or entry.hash not in (None, state):
            return str(entry.version)
        version = entry.version
    return None if (version, state) == (held.version, held.hash) else str(version)


def _is_told_by_meta(entry: Any) -> bool:
    try:
        return chain.decode_meta(entry.meta or b"").version == int(entry.version)
    except msgspec.DecodeError:
        return False


def _cells(connection: Connection) -> Iterator[Finding]:
    """Fold each log that is here from its first entry, and compare."""
    for held in connection.execute(_STREAMS).all():
        if held.logged_from > 1:
            continue
        try:
            folded = _folded(connection, held.id)
        except (msgspec.DecodeError, KeyError):
            yield Finding(check=Check.CELLS, about=held.id)
            continue
        for row in connection.execute(_CELLS, {"stream": held.id}):
            if encode_cells(folded.pop(row.id, {})) != row.cells:
                yield Finding(check=Check.CELLS, about=row.id)
        yield from (Finding(check=Check.CELLS, about=each) for each, cells in folded.items() if cells)


def _folded(connection: Connection, identity: str) -> dict[str, Cells]:
    """Return what is left of the log makes of each record."""
    states: dict[str, Cells] = {}
    for entry in connection.execute(ENTRIES, {"stream": identity}):
        if entry.body is None:
            continue
        made, meta = decode(entry.body), chain.decode_meta(entry.meta or b"")
        stamp = Stamp(meta.version, meta.device, made.at, meta.ceiling)
        states.update(fold_entry(states, made, decode_outcomes(entry.outcomes), stamp))
    return states


def _shown(connection: Connection) -> Iterator[Finding]:
    for stored in _slices(connection):
        loaded = rows.load(connection, [row.id for row in stored])
        for row in stored:
            held = loaded[row.id]
            if decode_shown(row.shown) != held.shown() or row.marks != int(held.marks()):
                yield Finding(check=Check.SHOWN, about=row.id)
            columns = rows.derived(row.kind, decode_shown(row.shown))
            if any(getattr(row, name) != value for name, value in columns.items()):
                yield Finding(check=Check.LISTS, about=row.id)


def _slices(connection: Connection) -> Iterator[list[Any]]:
    last = 0
    while found := list(connection.execute(_RECORDS, {"last": last, "limit": AT_ONCE})):
        yield found
        last = found[-1].n


def _attached(connection: Connection) -> Iterator[Finding]:
    for each in attached.false_ones(connection):
        yield Finding(check=Check.ATTACHED, about=each.stream, detail=each.address)


def _own_signatures(connection: Connection, public: bytes) -> Iterator[Finding]:
    key = signing.key_id(public)
    for row in connection.execute(_OWN):
        if row.key != key or not signing.verify(public, row.body, row.sig or b""):
            yield Finding(check=Check.SIGNATURES, about=row.id)


def _false_signatures(connection: Connection) -> Iterator[Finding]:
    """Return what was found false when it came from the server."""
    for row in connection.execute(select(finding.c.stream, finding.c.version, finding.c.problem)):
        check = Check.SIGNATURES if row.problem == "signature" else Check.CHAIN
        yield Finding(check=check, about=row.stream, detail=str(row.version))


def _search(store: Store) -> Iterator[Finding]:
    """Index every record anew beside the file, and compare word by word with what is there."""
    with store.writing() as connection, search.beside(connection):
        for stored in _slices(connection):
            search.index(connection, {row.id: (row.kind, row.citizen, decode_shown(row.shown)) for row in stored})
        differing = [
            name for name in search.NAMES if _words(connection, name, "temp") != _words(connection, name, "main")
        ]
    return (Finding(check=Check.SEARCH, about=name) for name in differing)


def _words(connection: Connection, name: str, schema: str) -> str:
    """Return a digest of the words of an index, how often each stands in it, and which records it knows."""
    digest = hashlib.sha256()
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab('{schema}', '{name}', 'row')")
    for statement in ("SELECT term, doc, cnt FROM temp.words", f"SELECT rowid FROM {schema}.{name} ORDER BY rowid"):  # noqa: S608
        for row in connection.exec_driver_sql(statement):
            digest.update(repr(tuple(row)).encode())
    connection.exec_driver_sql("DROP TABLE temp.words")
    return digest.hexdigest()


def _counts(connection: Connection) -> dict[str, int]:
    def count(statement: Any) -> int:
        return connection.scalar(select(func.count()).select_from(statement)) or 0

    partial = select(stream.c.id).where(stream.c.logged_from > 1).subquery()
    return {"streams": count(stream), "changes": count(change), "records": count(record), "partial": count(partial)}


_STREAMS = select(stream.c.id, stream.c.version, stream.c.hash, stream.c.logged_from, stream.c.logged_hash)
_CELLS = select(record.c.id, record.c.cells).where(record.c.stream == bindparam("stream"))
_RECORDS = select(record).where(record.c.n > bindparam("last")).order_by(record.c.n).limit(bindparam("limit"))
_OWN = select(change.c.id, change.c.body, change.c.key, change.c.sig).where(
    change.c.own == 1, change.c.state != "typing", change.c.body.is_not(None)
)
