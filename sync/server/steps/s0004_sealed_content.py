"""Step 4: what people wrote is sealed under a key of its stream; the columns that held it in clear go."""

from typing import TYPE_CHECKING, Any, Protocol

import msgspec
import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

PAGE = 500


class Vault(Protocol):
    """Where the keys are."""

    def sealing(self, stream: str, place: bytes, content: bytes) -> bytes:
        """Seal *content* of *stream*."""
        ...

    def hidden(self, told: bytes) -> bytes:
        """Hide what is only ever compared."""
        ...


def sealed_content(op: "Operations", vault: Vault) -> None:
    """Seal entries, records, refusals and what citizens are searched by, in place."""
    for table in ("entry", "refusal", "citizen"):
        op.add_column(table, sa.Column("content", sa.LargeBinary))
    op.add_column("citizen", sa.Column("stream", sa.Text))
    connection = op.get_bind()
    for work in (_entries, _records, _refusals, _citizens):
        work(connection, vault)
    op.drop_index("citizen_by_name", "citizen")
    for table, columns in _GONE.items():
        for column in columns:
            op.drop_column(table, column)


def _entries(connection: sa.Connection, vault: Vault) -> None:
    update = sa.text("UPDATE entry SET content = :content WHERE stream = :stream AND version = :version")
    for stream in connection.execute(sa.text("SELECT id FROM stream")).scalars().all():
        after = 0
        while rows := connection.execute(_ENTRIES, {"stream": stream, "after": after, "page": PAGE}).all():
            after = rows[-1].version
            sealed = [
                {
                    "content": vault.sealing(stream, b"entry" + row.version.to_bytes(8, "big"), _pack(_content(row))),
                    "stream": stream,
                    "version": row.version,
                }
                for row in rows
                if row.body is not None
            ]
            if sealed:
                connection.execute(update, sealed)


def _content(row: Any) -> list[Any]:
    return [bytes(row.salt), bytes(row.body), bytes(row.outcomes), row.key or "", bytes(row.sig or b"")]


def _records(connection: sa.Connection, vault: Vault) -> None:
    update = sa.text("UPDATE record SET cells = :cells WHERE stream = :stream AND id = :id")
    stream, after = "", ""
    while rows := connection.execute(_RECORDS, {"stream": stream, "after": after, "page": PAGE}).all():
        stream, after = rows[-1].stream, rows[-1].id
        sealed = [
            {
                "cells": vault.sealing(row.stream, b"record" + row.id.encode(), bytes(row.cells)),
                "stream": row.stream,
                "id": row.id,
            }
            for row in rows
        ]
        connection.execute(update, sealed)


def _refusals(connection: sa.Connection, vault: Vault) -> None:
    update = sa.text("UPDATE refusal SET content = :content WHERE stream = :stream AND id = :id")
    for row in connection.execute(sa.text("SELECT stream, id, digest, body, key, sig FROM refusal")).all():
        kept = [bytes(row.digest), *(None if each is None else each for each in (row.body, row.key, row.sig))]
        content = vault.sealing(row.stream, b"refusal" + row.id.encode(), _pack(kept))
        connection.execute(update, {"content": content, "stream": row.stream, "id": row.id})


def _citizens(connection: sa.Connection, vault: Vault) -> None:
    update = sa.text("UPDATE citizen SET content = :content, stream = :stream, number = :number WHERE id = :id")
    for row in connection.execute(_CITIZENS).all():
        number = None if row.number is None else vault.hidden(bytes(row.number))
        content = vault.sealing(row.stream, b"citizen" + row.id.encode(), _pack([row.name, row.born]))
        connection.execute(update, {"content": content, "stream": row.stream, "number": number, "id": row.id})


_GONE = {
    "entry": ("salt", "body", "outcomes", "key", "sig"),
    "refusal": ("digest", "body", "key", "sig"),
    "citizen": ("name", "born"),
}
_pack = msgspec.msgpack.encode
_ENTRIES = sa.text(
    "SELECT version, salt, body, outcomes, key, sig FROM entry "
    "WHERE stream = :stream AND version > :after ORDER BY version LIMIT :page"
)
_RECORDS = sa.text(
    "SELECT stream, id, cells FROM record WHERE stream > :stream OR (stream = :stream AND id > :after) "
    "ORDER BY stream, id LIMIT :page"
)
_CITIZENS = sa.text(
    "SELECT citizen.id, citizen.name, citizen.born, citizen.number, stream.id AS stream FROM citizen "
    "JOIN stream ON stream.citizen = citizen.id AND stream.compartment = 'plan'"
)
