"""What of an entry, a record, a refusal and a citizen is sealed under the stream's key, and how it is laid out."""

from typing import Any, NamedTuple

import msgspec

from app.changes.cells import Cells, decode_cells
from sync.server.vault import StreamKey


class Content(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What goes when an entry is redacted."""

    salt: bytes
    body: bytes
    outcomes: bytes
    key: str
    sig: bytes


class EntryRow(NamedTuple):
    """An entry as the chain covers it; `content` is None once it is redacted."""

    version: int
    id: str
    meta: bytes
    content: Content | None
    commitment: bytes
    hash: bytes


class Refused(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is kept of a refused change: the digest of its body, and, in quarantine, all of it.

    `ceiling` is what its bases count as at most; what was kept before there was one has none.
    """

    digest: bytes
    body: bytes | None = None
    key: str | None = None
    sig: bytes | None = None
    ceiling: int | None = None


class Person(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a citizen is searched by: folded name and birth date."""

    name: str
    born: str


def seal_content(key: StreamKey, version: int, content: Content) -> bytes:
    """Return the `content` column of an entry."""
    return key.seal(_entry(version), _pack(content))


def open_entry(key: StreamKey | None, row: Any) -> EntryRow:
    """Return a row of `entry` opened; raises SealBroken. A row whose content is gone needs no key."""
    content = None if row.content is None or key is None else open_content(key, row.version, row.content)
    return EntryRow(row.version, row.id, row.meta, content, row.commitment, row.hash)


def open_content(key: StreamKey, version: int, sealed: bytes) -> Content:
    """Return the content of an entry; raises SealBroken."""
    return _content.decode(key.open(_entry(version), sealed))


def body_of(key: StreamKey | None, row: Any) -> bytes | None:
    """Return the body of an entry; None when it is gone."""
    return None if key is None or row.content is None else open_content(key, row.version, row.content).body


def digest_of(key: StreamKey | None, row: Any) -> bytes | None:
    """Return the digest of a refused change's body; None when it is gone."""
    return None if key is None or row.content is None else open_refused(key, row.id, row.content).digest


def seal_cells(key: StreamKey, record: str, cells: bytes) -> bytes:
    """Return the `cells` column of a record."""
    return key.seal(b"record" + record.encode(), cells)


def open_cells(key: StreamKey, record: str, sealed: bytes) -> bytes:
    """Return the cells of a record as they are sent; raises SealBroken."""
    return key.open(b"record" + record.encode(), sealed)


def read_cells(key: StreamKey, row: Any) -> Cells:
    """Return a row of `record` opened and read; raises SealBroken."""
    return decode_cells(open_cells(key, row.id, row.cells))


def seal_refused(key: StreamKey, change: str, refused: Refused) -> bytes:
    """Return the `content` column of a refusal."""
    return key.seal(b"refusal" + change.encode(), _pack(refused))


def open_refused(key: StreamKey, change: str, sealed: bytes) -> Refused:
    """Return what is kept of a refused change; raises SealBroken."""
    return _refused.decode(key.open(b"refusal" + change.encode(), sealed))


def seal_person(key: StreamKey, citizen: str, person: Person) -> bytes:
    """Return the `content` column of a citizen; *key* is that of the citizen's plan."""
    return key.seal(b"citizen" + citizen.encode(), _pack(person))


def open_person(key: StreamKey, citizen: str, sealed: bytes) -> Person:
    """Return what a citizen is searched by; raises SealBroken."""
    return _person.decode(key.open(b"citizen" + citizen.encode(), sealed))


def _entry(version: int) -> bytes:
    return b"entry" + version.to_bytes(8, "big")


_pack = msgspec.msgpack.Encoder().encode
_content = msgspec.msgpack.Decoder(Content)
_refused = msgspec.msgpack.Decoder(Refused)
_person = msgspec.msgpack.Decoder(Person)
