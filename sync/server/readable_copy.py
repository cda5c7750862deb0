"""Readable copies in a plan file: the one place where the server has the core write documents (adr/0020)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from app.changes import chain
from app.changes.attached import part_count
from app.changes.change import decode, decode_outcomes
from app.changes.fold import Stamp
from app.errors import EnvironmentTrouble
from sync.server import pull
from sync.server.content import EntryRow
from sync.server.planfile import READABLE
from sync.server.staffing import NotDone
from sync.server.statements import Statement

if TYPE_CHECKING:
    from app.export.readable import Entry, PlanStream


def copies(
    connection: Connection, citizen: str, rows: Sequence[Any], *, places: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that people and other systems read of *citizen*, whose streams are *rows*.

    *places* are the municipalities in which the keys signed. Raises NotDone.
    """
    try:
        from app.export.readable import readable_copies
    except ModuleNotFoundError as missing:
        raise NotDone(f"{missing.name} is not installed here: install it, or say --without-readable") from missing
    try:
        streams = [_stream(connection, row, places) for row in rows]
        for name, content in readable_copies(citizen, streams, files=partial(_parts, connection)):
            yield f"{READABLE}{citizen}/{name}", content
    except EnvironmentTrouble as wrong:
        raise NotDone("a plan cannot be written as PDF here: install Enplan anew, or say --without-readable") from wrong


def _stream(connection: Connection, row: Any, places: Mapping[str, str]) -> "PlanStream":
    from app.export.readable import PlanStream

    received = ""
    entries = []
    for each in pull.rows(connection, row.id, after=0):
        meta = chain.decode_meta(each.meta)
        received = max(received, meta.received)
        if each.content is not None:
            entries.append(_entry(each, meta, places))
    return PlanStream(
        id=row.id, compartment=row.compartment, version=row.version, hash=bytes(row.hash), received=received,
        entries=entries,
    )  # fmt: skip


def _entry(row: EntryRow, meta: chain.Meta, places: Mapping[str, str]) -> "Entry":
    from app.export.readable import Entry

    held = row.content
    assert held is not None  # noqa: S101 - the caller has seen it
    change = decode(held.body)
    return Entry(
        change=change,
        outcomes=decode_outcomes(held.outcomes),
        stamp=Stamp(meta.version, meta.device, change.at, meta.ceiling),
        received=meta.received,
        author=f"{meta.by} ({places[held.key]})" if meta.by else "",
    )


def _parts(connection: Connection, stream: str, address: str) -> list[bytes]:
    """Return the sealed parts of an attached file, none of one that is not here whole."""
    row = _FILE.first(connection, stream=stream, address=address)
    if row is None or row.held != part_count(row.size):
        return []
    return [bytes(each.content) for each in _PARTS.each(connection, stream=stream, address=address)]


_FILE = Statement("SELECT size, held FROM attached WHERE stream = :stream AND address = :address")
_PARTS = Statement("SELECT content FROM attached_part WHERE stream = :stream AND address = :address ORDER BY number")
