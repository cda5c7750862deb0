"""A file sealed to one receiver's key: a line that says so, then segments that open in their order and to the end."""

import hashlib
from typing import BinaryIO

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.changes import sealing

NAME = b"ENPLAN-PLANFILE "
FORMAT = 1
SEGMENT = 1 << 20
"""Bytes of content in each segment but the last, which has fewer or as many."""
_TAG = 16
_INFO = b"enplan-planfile-1"
_LONGEST_HEAD = 4_096


class PlanfileWrong(ValueError):
    """The file cannot be used; the text says why and what to do, and names nobody."""


class _Head(msgspec.Struct, frozen=True):
    to: str
    key: bytes


def mark_of(public: bytes) -> str:
    """Return the 64 characters by which two people compare a key over the telephone: its SHA-256."""
    return hashlib.sha256(public).hexdigest()


class Writer:
    """Seals what is written into *file*; `finish` writes the last segment, without which the file does not open."""

    def __init__(self, file: BinaryIO, *, to: bytes) -> None:
        key = AESGCM.generate_key(256)
        head = _Head(to=mark_of(to), key=sealing.seal(to, _INFO, key))
        told = NAME + b"%d\n" % FORMAT + msgspec.json.encode(head) + b"\n"
        self._file = file
        self._segments = _Segments(key, told)
        self._waiting = bytearray()
        file.write(told)

    def write(self, content: bytes) -> int:
        """Seal *content*."""
        self._waiting += content
        while len(self._waiting) > SEGMENT:
            self._file.write(self._segments.sealed(bytes(self._waiting[:SEGMENT]), is_last=False))
            del self._waiting[:SEGMENT]
        return len(content)

    def finish(self) -> None:
        """Seal the end."""
        self._file.write(self._segments.sealed(bytes(self._waiting), is_last=True))
        self._waiting.clear()


class Reader:
    """Opens what was sealed to the raw *private* key. Raises PlanfileWrong, at the latest where the file ends."""

    def __init__(self, file: BinaryIO, *, private: bytes, public: bytes) -> None:
        name, line = file.readline(_LONGEST_HEAD), file.readline(_LONGEST_HEAD)
        head = _head(name, line)
        if head.to != mark_of(public):
            raise PlanfileWrong(f"the file is sealed to the key {head.to}, and this one is {mark_of(public)}")
        try:
            key = sealing.unseal(private, _INFO, head.key)
        except (sealing.SealBroken, ValueError) as wrong:
            raise PlanfileWrong(
                "the file does not open with this key: it was altered, or the key is another"
            ) from wrong
        self._file = file
        self._segments = _Segments(key, name + line)
        self._ahead = file.read(SEGMENT + _TAG)
        self._has_ended = False
        self._open = b""

    def read(self, size: int) -> bytes:
        """Return *size* bytes of content, fewer only at its end."""
        while len(self._open) < size and not self._has_ended:
            self._open += self._next()
        told, self._open = self._open[:size], self._open[size:]
        return told

    def _next(self) -> bytes:
        sealed, self._ahead = self._ahead, self._file.read(SEGMENT + _TAG)
        self._has_ended = not self._ahead
        return self._segments.opened(sealed, is_last=self._has_ended)


class _Segments:
    """Seals and opens segments by their number and whether one is the last: none can be left out, moved or added."""

    def __init__(self, key: bytes, head: bytes) -> None:
        self._cipher = AESGCM(key)
        self._head = hashlib.sha256(head).digest()
        self._number = 0

    def sealed(self, content: bytes, *, is_last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(is_last=is_last), content, self._head)

    def opened(self, sealed: bytes, *, is_last: bool) -> bytes:
        try:
            return self._cipher.decrypt(self._nonce(is_last=is_last), sealed, self._head)
        except (InvalidTag, ValueError) as wrong:
            raise PlanfileWrong("the file is cut off or was altered: have it sent again") from wrong

    def _nonce(self, *, is_last: bool) -> bytes:
        self._number += 1
        return self._number.to_bytes(11, "big") + bytes([is_last])


def _head(name: bytes, line: bytes) -> _Head:
    """Read the beginning of a file."""
    number = name.removeprefix(NAME).strip()
    if not name.startswith(NAME) or not number.isdigit():
        raise PlanfileWrong("the file is no plan file")
    if int(number) > FORMAT:
        raise PlanfileWrong(f"the file has format {int(number)}, and this program reads {FORMAT}: install a newer one")
    try:
        return msgspec.json.decode(line, type=_Head)
    except msgspec.DecodeError as wrong:
        raise PlanfileWrong("the file is cut off or was altered: have it sent again") from wrong
