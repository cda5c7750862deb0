"""Backlog: the older log of a stream, fetched newest first until all is here, and the check of its signatures."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from app.changes import chain, signing
from app.changes.cells import Cells, decode_cells
from app.changes.change import decode, decode_outcomes
from app.changes.redaction import touched as altered_by
from app.ids import named_stream
from app.store import rows, scrubbing
from app.store.answers import ChainBroken, Entry, link
from app.store.receiving import (
    ADD,
    ENTER,
    TOUCH,
    entry_columns,
    known_numbers,
    new_columns,
    note_finding,
    show,
)
from app.store.statements import Statement
from app.store.store import Store
from app.store.tables import change, record, stream

DIRECTORY = "directory"
_SIGNED_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """The newest part of a stream's log that is not here: versions after *after* and before *before*."""

    stream: str
    after: int
    before: int


def missing(store: Store) -> Missing | None:
    """Return what to fetch next, or None when the whole log of every stream is here."""
    with store.database.reading() as connection:
        row = _INCOMPLETE.first(connection)
    return None if row is None else Missing(stream=row.id, after=0, before=row.logged_from)


def fill(store: Store, asked: Missing, *, before: bytes, entries: Sequence[Entry]) -> None:
    """Take the entries just below what is here; *before* is the hash before the first. Raises ChainBroken.

    The cells are not altered: they hold what these entries did.
    """
    with store.writing() as connection:
        held = _EDGE.first(connection, id=asked.stream)
        if held is None or held.logged_from != asked.before or not entries:
            return
        placed = _placed(entries, before=before)
        first, last = placed[0][1].version, placed[-1][1].version
        is_at_start = first != 1 or before == chain.start(asked.stream)
        if last != asked.before - 1 or placed[-1][2] != held.logged_hash or not is_at_start:
            raise ChainBroken
        gone = [meta.version for entry, meta, _ in placed if entry.body is None]
        there = scrubbing.scrub_versions(connection, asked.stream, gone) if gone else set()
        fresh = [each for each in placed if each[1].version not in there]
        redacted = _redacted_by(connection, fresh)
        if redacted:
            scrubbing.scrub_unseen(connection, asked.stream, redacted)
        _write(connection, asked.stream, held.citizen, fresh)
        _MOVE_EDGE.run(connection, of=asked.stream, first=first, before=before)


def check_signatures(store: Store) -> int:
    """Check a few signatures that were not looked at yet and return how many were; false ones become findings."""
    with store.database.reading() as connection:
        rows = _UNCHECKED.all(connection, limit=_SIGNED_AT_ONCE)
        keys = _keys(connection) if rows else {}
    for row in rows:
        public = keys.get(row.key or "")
        if public is None or not signing.verify(public, row.body, row.sig or b""):
            note_finding(store, row.stream, version=row.version or 0, problem="signature")
    if rows:
        with store.writing() as connection:
            _CHECKED.run_many(connection, [{"number": row.n} for row in rows])
    return len(rows)


def _redacted_by(connection: Connection, placed: Iterable[tuple[Entry, chain.Meta, bytes]]) -> set[str]:
    """Return what those of *placed* redact that were never here."""
    asking = {made.id: made.redacts for entry, _, _ in placed if entry.body and (made := decode(entry.body)).redacts}
    known = known_numbers(connection, asking) if asking else {}
    return {name for each, names in asking.items() if each not in known for name in names}


def _placed(entries: Sequence[Entry], *, before: bytes) -> list[tuple[Entry, chain.Meta, bytes]]:
    """Return the entries with their meta and the chain's hash after each; raises ChainBroken on a gap."""
    placed: list[tuple[Entry, chain.Meta, bytes]] = []
    linked = before
    for entry in entries:
        meta = chain.decode_meta(entry.meta)
        if placed and meta.version != placed[-1][1].version + 1:
            raise ChainBroken
        linked = link(linked, entry, entry.body)
        placed.append((entry, meta, linked))
    return placed


def _write(
    connection: Connection, identity: str, citizen: str | None, placed: Sequence[tuple[Entry, chain.Meta, bytes]]
) -> None:
    made = {meta.version: decode(entry.body) for entry, meta, _ in placed if entry.body is not None}
    known = known_numbers(connection, [each.id for each in made.values()])
    own: list[dict[str, Any]] = []
    new: list[dict[str, Any]] = []
    touches: list[dict[str, str]] = []
    uncovered: set[str] = set()
    for entry, meta, hashed in placed:
        columns = entry_columns(entry, meta, entry.body, hashed=hashed)
        each = made.get(meta.version)
        if each is not None:
            altered = altered_by(each, decode_outcomes(entry.outcomes))
            touches += [{"id": each.id, "touched": one} for one in altered]
        if each is not None and each.id in known:
            own.append({"number": known[each.id], **columns})
            uncovered |= altered_by(each, [])
        else:
            new.append(new_columns(columns, each, identity, citizen=citizen))
    for statement, values in ((ENTER, own), (ADD, new), (TOUCH, touches)):
        statement.run_many(connection, values)
    show(connection, list(rows.load(connection, uncovered).values()))


def _keys(connection: Connection) -> Mapping[str, bytes]:
    """Return the public keys that the directory names, the first one seen for each id."""
    keys: dict[str, bytes] = {}
    for stored in _DEVICES.column(connection, stream=named_stream(DIRECTORY)):
        cells: Cells = decode_cells(stored)
        key, public = cells.get("key"), cells.get("public")
        if key is not None and public is not None:
            keys.setdefault(str(key.value), base64.b64decode(str(public.value)))
    return {name: public for name, public in keys.items() if signing.key_id(public) == name}


_INCOMPLETE = Statement(
    select(stream.c.id, stream.c.logged_from)
    .where(stream.c.logged_from > 1, stream.c.ended.is_(None))
    .order_by(stream.c.id)
    .limit(1)
)
_EDGE = Statement(
    select(stream.c.logged_from, stream.c.logged_hash, stream.c.citizen).where(stream.c.id == bindparam("id"))
)
_UNCHECKED = Statement(
    "SELECT n, stream, version, body, key, sig FROM change INDEXED BY change_unchecked "
    "WHERE state = 'entered' AND checked = 0 AND own = 0 AND body IS NOT NULL LIMIT :limit"
)
_CHECKED = Statement(update(change).where(change.c.n == bindparam("number")).values(checked=1))
_DEVICES = Statement(select(record.c.cells).where(record.c.stream == bindparam("stream"), record.c.kind == "device"))
_MOVE_EDGE = Statement(
    update(stream)
    .where(stream.c.id == bindparam("of"))
    .values(logged_from=bindparam("first"), logged_hash=bindparam("before"))
)
