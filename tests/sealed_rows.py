"""Rows of a server's tables in clear, and altered by somebody who has the keys: for tests."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, text

from sync.server import content
from sync.server.content import Content, Person, Refused
from sync.server.vault import StreamKey, vault_of

LOG = "SELECT version, id, meta, content, commitment, hash FROM entry WHERE stream = :stream ORDER BY version"


class Written(NamedTuple):
    """An entry whose content is held."""

    version: int
    id: str
    meta: bytes
    body: bytes
    outcomes: bytes


def key_of(connection: Connection, stream: str) -> StreamKey:
    return vault_of(connection).key(stream)


def entries(connection: Connection, stream: str) -> list[content.EntryRow]:
    """Return every entry of *stream* in clear."""
    key = key_of(connection, stream)
    return [content.open_entry(key, row) for row in connection.execute(text(LOG), {"stream": stream}).all()]


def written(connection: Connection, stream: str) -> list[Written]:
    """Return the entries of *stream* whose content was not redacted."""
    return [
        Written(row.version, row.id, row.meta, row.content.body, row.content.outcomes)
        for row in entries(connection, stream)
        if row.content is not None
    ]


def cells(connection: Connection, stream: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield (record, kind, cells as they are sent) of *stream*."""
    key = key_of(connection, stream)
    for row in connection.execute(
        text("SELECT id, kind, cells FROM record WHERE stream = :stream"), {"stream": stream}
    ).all():
        yield row.id, row.kind, content.open_cells(key, row.id, row.cells)


def refusals(connection: Connection) -> list[Refused]:
    """Return what is kept of every refusal."""
    rows = connection.execute(text("SELECT stream, id, content FROM refusal WHERE content IS NOT NULL")).all()
    return [content.open_refused(key_of(connection, row.stream), row.id, row.content) for row in rows]


def people(connection: Connection) -> list[Person]:
    """Return what every citizen is searched by."""
    rows = connection.execute(text("SELECT id, stream, content FROM citizen WHERE content IS NOT NULL")).all()
    return [content.open_person(key_of(connection, row.stream), row.id, row.content) for row in rows]


def alter_entry(connection: Connection, stream: str, version: int, altered: Callable[[Content], Content]) -> None:
    """Put *altered* content in the place of an entry's, sealed anew, and leave the chain as it is."""
    held = content_of(connection, stream, version)
    sealed = content.seal_content(key_of(connection, stream), version, altered(held))
    named = {"content": sealed, "stream": stream, "version": version}
    connection.execute(text("UPDATE entry SET content = :content WHERE stream = :stream AND version = :version"), named)


def move_entry(connection: Connection, stream: str, version: int, *, to: int) -> None:
    """Give an entry another version, its content sealed for its new place."""
    held = content_of(connection, stream, version)
    sealed = content.seal_content(key_of(connection, stream), to, held)
    named = {"content": sealed, "stream": stream, "version": version, "to": to}
    where = "WHERE stream = :stream AND version = :version"
    connection.execute(text(f"UPDATE entry SET version = :to, content = :content {where}"), named)  # noqa: S608


def copy_entry(connection: Connection, stream: str, version: int, *, to: int) -> None:
    """Let an entry stand a second time at another version, under another id."""
    held = content_of(connection, stream, version)
    named = {"stream": stream, "version": version, "to": to}
    copied = "SELECT stream, :to, id || 'x', meta, commitment, hash, content FROM entry"
    connection.execute(
        text(
            "INSERT INTO entry (stream, version, id, meta, commitment, hash, content) "
            f"{copied} WHERE stream = :stream AND version = :version"
        ),
        named,
    )
    sealed = content.seal_content(key_of(connection, stream), to, held)
    values = {"content": sealed, "stream": stream, "version": to}
    connection.execute(
        text("UPDATE entry SET content = :content WHERE stream = :stream AND version = :version"), values
    )


def content_of(connection: Connection, stream: str, version: int) -> Content:
    """Return the content of an entry that was not redacted."""
    held = next(each.content for each in entries(connection, stream) if each.version == version)
    assert held is not None
    return held


def alter_cells(connection: Connection, stream: str, altered: Callable[[bytes], bytes]) -> None:
    """Put *altered* cells in the place of those of every record of *stream*, sealed anew."""
    key = key_of(connection, stream)
    for identity, _, told in list(cells(connection, stream)):
        named = {"cells": content.seal_cells(key, identity, altered(told)), "stream": stream, "id": identity}
        connection.execute(text("UPDATE record SET cells = :cells WHERE stream = :stream AND id = :id"), named)
