"""Rewriting a server's log behind the devices' backs: by whoever may write to its file and has no device's key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from app.changes import chain
from app.changes.cells import Cells, encode_cells
from app.changes.change import Edit, decode, decode_outcomes, encode
from app.changes.fold import Stamp, fold_entry
from app.ids import new_device_id
from sealed_rows import entries, key_of
from sync.server.content import Content, seal_cells, seal_content
from sync.server.database import Database

ADD = (
    "INSERT INTO entry (stream, version, id, meta, commitment, hash, content) "
    "VALUES (:stream, :version, :id, :meta, :commitment, :hash, :content)"
)
PUT = "INSERT INTO record (stream, id, citizen, kind, cells) VALUES (:stream, :id, :citizen, :kind, :cells)"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One entry as the file holds it."""

    id: str
    meta: bytes
    salt: bytes
    body: bytes
    outcomes: bytes
    key: str
    sig: bytes


Rewriting = Callable[[list[Row]], list[Row]]


def changed(log: list[Row]) -> list[Row]:
    """Return *log* with other words in its last entry."""
    return [*log[:-1], replace(log[-1], body=log[-1].body.replace("mål".encode(), b"hul"))]


def judged_otherwise(log: list[Row]) -> list[Row]:
    """Return *log* where what the last entry set was passed over."""
    edit = decode(log[-1].body).edits[0]
    verdicts = [[edit.record, name, "ignored"] for name in edit.set]
    return [*log[:-1], replace(log[-1], outcomes=msgspec.json.encode(verdicts))]


def dropped(log: list[Row]) -> list[Row]:
    """Return *log* without its last entry but one."""
    return [*log[:-2], log[-1]]


def inserted(log: list[Row]) -> list[Row]:
    """Return *log* with an entry that nobody wrote before its last, under the name and signature of another."""
    last = decode(log[-1].body)
    edit = Edit(record=last.edits[0].record, kind="item", set={"note": "det har ingen skrevet"})
    made = msgspec.structs.replace(last, id=new_device_id(), edits=[edit])
    return [*log[:-1], replace(log[-1], id=made.id, body=encode(made)), log[-1]]


def reordered(log: list[Row]) -> list[Row]:
    """Return *log* with its last two entries the other way round."""
    return [*log[:-2], log[-1], log[-2]]


def truncated(log: list[Row]) -> list[Row]:
    """Return *log* without its last entry."""
    return log[:-1]


def rewrite(database: Database, stream: str, rewriting: Rewriting) -> None:
    """Rewrite the log of *stream* as a whole: versions, chain, head and state follow, signatures cannot."""
    with database.writing() as connection:
        log = _log(connection, stream)
        _put(connection, stream, rewriting(log))


def overwrite(database: Database, stream: str, *alterations: Callable[[Connection, str], None]) -> None:
    """Alter rows of the log of *stream* and nothing else."""
    with database.writing() as connection:
        for alter in alterations:
            alter(connection, stream)


def _log(connection: Connection, stream: str) -> list[Row]:
    return [
        Row(id=row.id, meta=row.meta, **msgspec.structs.asdict(row.content))
        for row in entries(connection, stream)
        if row.content is not None
    ]


def _put(connection: Connection, stream: str, log: Sequence[Row]) -> None:
    key = key_of(connection, stream)
    state, cells, kinds = chain.start(stream), dict[str, Cells](), dict[str, str]()
    rows: list[dict[str, Any]] = []
    for version, row in enumerate(log, start=1):
        told = msgspec.structs.replace(chain.decode_meta(row.meta), version=version)
        meta, committed = chain.encode_meta(told), chain.commitment(row.salt, row.body, row.outcomes)
        state = chain.link(state, meta, committed)
        made = decode(row.body)
        cells |= fold_entry(cells, made, decode_outcomes(row.outcomes), Stamp(version, told.device, made.at))
        kinds |= {edit.record: edit.kind for edit in made.edits}
        sealed = seal_content(key, version, Content(row.salt, row.body, row.outcomes, row.key, row.sig))
        rows.append({
            "stream": stream, "version": version, "id": row.id, "meta": meta, "commitment": committed, "hash": state,
            "content": sealed,
        })  # fmt: skip
    named = {"stream": stream, "version": len(log), "hash": state}
    connection.execute(text("DELETE FROM entry WHERE stream = :stream"), named)
    connection.execute(text(ADD), rows)
    connection.execute(text("UPDATE stream SET version = :version, hash = :hash WHERE id = :stream"), named)
    citizen = connection.execute(text("SELECT citizen FROM stream WHERE id = :stream"), named).scalar_one()
    connection.execute(text("DELETE FROM record WHERE stream = :stream"), named)
    held = [
        {
            "stream": stream, "id": each, "citizen": citizen, "kind": kinds[each],
            "cells": seal_cells(key, each, encode_cells(found)),
        }
        for each, found in cells.items()
    ]  # fmt: skip
    connection.execute(text(PUT), held)
