"""The log of one stream while its row is locked: what is known, what is added, what the head becomes."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, text

from app.changes import chain
from app.changes.cells import Cells, decode_cells, encode_cells
from app.changes.change import IGNORED, MERGED, RIVAL, Change, Outcomes, decode, decode_outcomes, encode_outcomes
from app.changes.fold import Stamp, fold_entry
from sync.server.database import execute_many
from sync.server.rights import Stream

AT_ONCE = 500
_NONE = b"[]"


@dataclass(slots=True, kw_only=True)
class Signed:
    """A change with its very bytes and the signature over them."""

    change: Change
    body: bytes
    key: str
    sig: bytes
    ceiling: int | None = None


@dataclass(slots=True)
class Log:
    """A locked stream. `add` collects entries; `write` writes them all."""

    connection: Connection
    stream: Stream
    version: int
    hash: bytes
    states: dict[str, Cells] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)
    _entries: list[dict[str, Any]] = field(default_factory=list)
    _altered: set[str] = field(default_factory=set)

    def load(self, records: Iterable[str]) -> None:
        """Take the cells of *records* into `states`; those of other streams are noted as foreign."""
        wanted = [each for each in dict.fromkeys(records) if each not in self.states]
        for at in range(0, len(wanted), AT_ONCE):
            for row in self.connection.execute(_RECORDS, {"ids": wanted[at : at + AT_ONCE]}):
                if row.stream != self.stream.id:
                    self.foreign.add(row.id)
                    continue
                self.states[row.id] = decode_cells(row.cells)
                self.kinds[row.id] = row.kind

    def stamp(self, signed: Signed, *, device: str) -> Stamp:
        """Return the stamp that the next entry gets."""
        return Stamp(self.version + 1, device, signed.change.at, signed.ceiling)

    def add(self, signed: Signed, outcomes: Outcomes, *, device: str, by: str, received: str) -> int:
        """Append an entry in memory and return its version."""
        stamp = self.stamp(signed, device=device)
        folded = fold_entry(self.states, signed.change, outcomes, stamp)
        self.states.update(folded)
        self._altered.update(folded)
        for edit in signed.change.edits:
            self.kinds.setdefault(edit.record, edit.kind)
        meta = chain.encode_meta(chain.Meta(stamp.version, device, by, received, signed.ceiling))
        told = encode_outcomes(outcomes) if outcomes else _NONE
        salt = os.urandom(chain.SALT_LENGTH)
        committed = chain.commitment(salt, signed.body, told)
        self.version, self.hash = stamp.version, chain.link(self.hash, meta, committed)
        self._entries.append(
            {
                "stream": self.stream.id, "version": stamp.version, "id": signed.change.id, "meta": meta, "salt": salt,
                "body": signed.body, "outcomes": told, "key": signed.key, "sig": signed.sig,
                "commitment": committed, "hash": self.hash,
            }
        )  # fmt: skip
        return stamp.version

    def write(self) -> None:
        """Write what was added: entries, cells, head."""
        if not self._entries:
            return
        execute_many(self.connection, _ADD_ENTRY, self._entries)
        execute_many(self.connection, _PUT_RECORD, [self._row(each) for each in self._altered])
        head = {"id": self.stream.id, "version": self.version, "hash": self.hash}
        self.connection.execute(_SET_HEAD, head)
        self._entries.clear()
        self._altered.clear()

    def text_at(self, record: str, name: str, version: int) -> str | None:
        """Return the confirmed text of a field as it stood at *version*, from the log."""
        before = min(version, self.version)
        fresh = [each for each in reversed(self._entries) if each["version"] <= before]
        for each in fresh:
            found = _text_set(each["body"], each["outcomes"], record, name)
            if found is not None:
                return found[0]
        named = {"stream": self.stream.id, "version": before}
        for row in self.connection.execute(_BACKWARDS, named):
            if row.body is None or record.encode() not in row.body:
                continue
            found = _text_set(row.body, row.outcomes, record, name)
            if found is not None:
                return found[0]
        return None

    def known(self, record: str) -> bool:
        """Tell whether *record* exists in any stream of the same citizen."""
        if record in self.states:
            return True
        if self.stream.citizen is None:
            return False
        return self.connection.scalar(_KNOWN, {"id": record, "citizen": self.stream.citizen}) is not None

    def entered(self, ids: Sequence[str]) -> set[str]:
        """Return those change *ids* that the log holds."""
        found: set[str] = set()
        for at in range(0, len(ids), AT_ONCE):
            named = {"stream": self.stream.id, "ids": list(ids[at : at + AT_ONCE])}
            found.update(self.connection.scalars(_BY_IDS, named))
        return found

    def _row(self, record: str) -> dict[str, Any]:
        return {
            "stream": self.stream.id, "id": record, "citizen": self.stream.citizen,
            "kind": self.kinds[record], "cells": encode_cells(self.states[record]),
        }  # fmt: skip


def lock(connection: Connection, stream: str) -> Log | None:
    """Lock a stream's row until the transaction ends; None when there is no such stream."""
    row = connection.execute(_LOCK, {"id": stream}).first()
    if row is None:
        return None
    return Log(connection, Stream(stream, row.citizen, row.compartment), row.version, bytes(row.hash))


def open_stream(connection: Connection, stream: Stream) -> Log:
    """Make an empty stream, unless another did just now, and lock it."""
    values = {
        "id": stream.id, "citizen": stream.citizen, "compartment": stream.compartment,
        "hash": chain.start(stream.id),
    }  # fmt: skip
    connection.execute(_OPEN, values)
    log = lock(connection, stream.id)
    if log is None:
        raise LookupError(stream.id)
    return log


def hash_at(connection: Connection, stream: str, version: int) -> bytes | None:
    """Return the chain's hash after *version*, None above the head."""
    if version == 0:
        return chain.start(stream)
    found = connection.scalar(_HASH, {"stream": stream, "version": version})
    return None if found is None else bytes(found)


def lies_on_chain(connection: Connection, stream: str, version: int, known: bytes) -> bool:
    """Tell whether the chain had the hash *known* after *version*."""
    return hash_at(connection, stream, version) == known


def common(connection: Connection, stream: str, anchors: Sequence[tuple[int, bytes]]) -> int:
    """Return the newest version of *anchors* whose hash fits, 0 when none does."""
    fitting = (version for version, known in anchors if lies_on_chain(connection, stream, version, known))
    return max(fitting, default=0)


def _text_set(body: bytes, outcomes: bytes, record: str, name: str) -> tuple[str | None] | None:
    """Return (text,) when the entry gave the field its confirmed value."""
    for edit in decode(body).edits:
        if edit.record != record or name not in edit.set:
            continue
        for verdict in decode_outcomes(outcomes):
            if (verdict.record, verdict.field) != (record, name):
                continue
            if verdict.code in (RIVAL, IGNORED):
                return None
            if verdict.code == MERGED:
                return (verdict.value,)
        return (edit.set[name],)
    return None


_LOCK = text("UPDATE stream SET version = version + 0 WHERE id = :id RETURNING version, hash, citizen, compartment")
_OPEN = text(
    "INSERT INTO stream (id, citizen, compartment, version, hash) VALUES (:id, :citizen, :compartment, 0, :hash) "
    "ON CONFLICT (id) DO NOTHING"
)
_SET_HEAD = text("UPDATE stream SET version = :version, hash = :hash WHERE id = :id")
_HASH = text("SELECT hash FROM entry WHERE stream = :stream AND version = :version")
_RECORDS = text("SELECT stream, id, kind, cells FROM record WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
_BY_IDS = text("SELECT id FROM entry WHERE stream = :stream AND id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
_KNOWN = text("SELECT 1 FROM record WHERE id = :id AND citizen = :citizen LIMIT 1")
_BACKWARDS = text(
    "SELECT body, outcomes FROM entry WHERE stream = :stream AND version <= :version ORDER BY version DESC"
)
_ADD_ENTRY = text(
    "INSERT INTO entry (stream, version, id, meta, salt, body, outcomes, key, sig, commitment, hash) "
    "VALUES (:stream, :version, :id, :meta, :salt, :body, :outcomes, :key, :sig, :commitment, :hash)"
)
_PUT_RECORD = text(
    "INSERT INTO record (stream, id, citizen, kind, cells) VALUES (:stream, :id, :citizen, :kind, :cells) "
    "ON CONFLICT (stream, id) DO UPDATE SET cells = excluded.cells"
)
