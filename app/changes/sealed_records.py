"""The bytes of a sealed outbox: records appended one after another, read without any key.

The file begins with `HEADER`. A record is

    mark 4 | kind 1 | length 4 | change id 16 | device id 16 | payload | CRC-32 4

with the length of the payload and a check sum over all before it, numbers big-endian. A record of the kind
`DROPPED` has no device; its payload is the ids of changes whose earlier records no longer count.
A record that was torn by a crash or spoiled on disk is passed over: the mark finds the next one.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

FORMAT = 1
HEADER = b"ENPLAN\x00" + bytes([FORMAT])

_MARK = b"\xabEP\xcd"
_SEALED = 1
_DROPPED = 2
_HEAD = struct.Struct(">4sBI16s16s")
_CRC = struct.Struct(">I")
_NOBODY = bytes(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedChange:
    """A change that only the server can read; its id and the device that made it stand in clear."""

    change_id: str
    device: str
    sealed: bytes

    def encoded(self) -> bytes:
        """Return the record's bytes."""
        return _record(_SEALED, UUID(self.change_id).bytes, UUID(self.device).bytes, self.sealed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Changes whose earlier records no longer count."""

    change_ids: Sequence[str]

    def encoded(self) -> bytes:
        """Return the record's bytes."""
        ids = b"".join(UUID(change_id).bytes for change_id in self.change_ids)
        return _record(_DROPPED, _NOBODY, _NOBODY, ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A whole record and the bytes of the file, from *start* to *end*, that it fills."""

    record: SealedChange | Dropped
    start: int
    end: int


def format_of(content: bytes) -> int | None:
    """Return the format that the file was written in, or None when its header is torn or foreign."""
    is_ours = len(content) >= len(HEADER) and content.startswith(HEADER[:-1])
    return content[len(HEADER) - 1] if is_ours else None


def records(content: bytes) -> Iterator[Placed]:
    """Yield the whole records of a file's *content* in order, passing over what is torn or spoiled."""
    at = content.find(_MARK, len(HEADER))
    while at != -1:
        placed = _read(content, at)
        if placed is not None:
            yield placed
        at = content.find(_MARK, at + 1 if placed is None else placed.end)


def waiting(content: bytes) -> list[SealedChange]:
    """Return the changes in a file's *content* that were not dropped, oldest first, each id once."""
    kept: dict[str, SealedChange] = {}
    for placed in records(content):
        record = placed.record
        if isinstance(record, SealedChange):
            kept[record.change_id] = record
            continue
        for change_id in record.change_ids:
            kept.pop(change_id, None)
    return list(kept.values())


def _record(kind: int, change_id: bytes, device: bytes, payload: bytes) -> bytes:
    head = _HEAD.pack(_MARK, kind, len(payload), change_id, device)
    return head + payload + _CRC.pack(zlib.crc32(payload, zlib.crc32(head)))


def _read(content: bytes, start: int) -> Placed | None:
    body = start + _HEAD.size
    if body > len(content):
        return None
    _, kind, length, change_id, device = _HEAD.unpack_from(content, start)
    end = body + length + _CRC.size
    if end > len(content):
        return None
    (checked,) = _CRC.unpack_from(content, end - _CRC.size)
    if zlib.crc32(memoryview(content)[start : end - _CRC.size]) != checked:
        return None
    record = _decoded(kind, change_id, device, content[body : body + length])
    return None if record is None else Placed(record=record, start=start, end=end)


def _decoded(kind: int, change_id: bytes, device: bytes, payload: bytes) -> SealedChange | Dropped | None:
    if kind == _SEALED:
        return SealedChange(change_id=str(UUID(bytes=change_id)), device=str(UUID(bytes=device)), sealed=payload)
    if kind == _DROPPED and len(payload) % 16 == 0:
        ids = [str(UUID(bytes=payload[at : at + 16])) for at in range(0, len(payload), 16)]
        return Dropped(change_ids=ids)
    return None
