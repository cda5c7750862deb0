"""JSON of any size, read in pieces: the members of a root object, and the elements of its `entry` list one by one."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO

import msgspec

from app.errors import UserError
from app.texts import mark

CHUNK = 1 << 18
LARGEST_VALUE = 64 << 20
"""Bytes in one resource; more in one piece is no plan."""
DEEPEST = 100
"""Levels of nesting; FHIR needs about twenty."""

_SPACE = re.compile(rb"[ \t\r\n]*")
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_SCALAR = re.compile(rb"[^\s,\]}\[{\":]+")
_BRACKET = re.compile(rb'(?:[^"{}\[\]]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+([{}\[\]])', re.DOTALL)

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")

_canonical = msgspec.json.Encoder(order="deterministic", decimal_format="number")


class Unreadable(UserError):
    """The file cannot be taken in; nothing of it was."""


BROKEN = mark("intake", "Filen er ikke gyldig JSON. Hent den igen fra det andet system.")
CUT_SHORT = mark("intake", "Filen slutter midt i indholdet. Hent den igen fra det andet system.")
EMPTY = mark("intake", "Filen er tom. Hent den igen fra det andet system.")
TOO_DEEP = mark("intake", "Filen er bygget i flere lag, end der kan læses. Bed afsenderen om en ny.")
TOO_LARGE = mark("intake", "En oplysning i filen er for stor til at blive læst. Bed afsenderen om at dele den.")
TWICE = mark("intake", "Filen har samme felt to gange, så indholdet er tvetydigt. Bed afsenderen om en ny.")
NOT_UTF8 = mark("intake", "Filen er ikke gemt som UTF-8. Gem den som UTF-8, og prøv igen.")


class Document:
    """One pass over a file: what its root objects hold.

    `header` has the texts among the members of the first root object (None for other members), `entries` how many
    elements its `entry` list had; both are whole when `elements` has ended.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.header: dict[str, str | None] = {}
        self.entries = 0
        self._buffer = _Buffer(stream)

    def elements(self) -> Iterator[bytes]:
        """Yield the elements of the root's `entry` list. Raises Unreadable."""
        buffer = self._buffer
        buffer.expect(b"{")
        if buffer.peek() == b"}":
            buffer.take()
            return
        while True:
            name = str(decoded(buffer.string()))
            buffer.expect(b":")
            if name in self.header or (name == "entry" and self.entries):
                raise Unreadable(TWICE)
            if name == "entry" and buffer.peek() in (b"[", b"{"):
                yield from self._entry()
            else:
                value = decoded(buffer.value())
                self.header[name] = value if isinstance(value, str) else None
            if not buffer.goes_on(b"}"):
                return

    def more(self) -> bool:
        """Tell whether anything but space follows the root object."""
        return self._buffer.peek() != b""

    def roots(self) -> Iterator[bytes]:
        """Yield the root objects of a file whole: one, or one a line."""
        while self._buffer.peek():
            if self._buffer.peek() != b"{":
                raise Unreadable(BROKEN)
            yield self._buffer.value()

    def _entry(self) -> Iterator[bytes]:
        buffer = self._buffer
        if buffer.peek() == b"{":  # one object where a list belongs
            self.entries += 1
            yield buffer.value()
            return
        buffer.expect(b"[")
        if buffer.peek() == b"]":
            buffer.take()
            return
        while True:
            self.entries += 1
            yield buffer.value()
            if not buffer.goes_on(b"]"):
                return


class _Buffer:
    """What has been read and not yet used; never more than one value and a chunk."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = bytearray()
        self._at = 0
        self._is_read = False

    def peek(self) -> bytes:
        """Return the next character that is not space; nothing at the end."""
        while True:
            self._at = _end(_SPACE, self._held, self._at)
            if self._at < len(self._held):
                return bytes(self._held[self._at : self._at + 1])
            if not self._fill():
                return b""

    def take(self) -> bytes:
        """Step over the next character and return it."""
        found = self.peek()
        if not found:
            raise Unreadable(CUT_SHORT)
        self._at += 1
        return found

    def expect(self, wanted: bytes) -> None:
        """Step over *wanted*."""
        if self.take() != wanted:
            raise Unreadable(BROKEN)

    def goes_on(self, closing: bytes) -> bool:
        """Step over a comma or *closing*; tell whether it was the comma."""
        found = self.take()
        if found not in (b",", closing):
            raise Unreadable(BROKEN)
        return found == b","

    def string(self) -> bytes:
        """Return the string that comes next, with its quotes."""
        if self.peek() != b'"':
            raise Unreadable(BROKEN if self.peek() else CUT_SHORT)
        return self._matched(_STRING)

    def value(self) -> bytes:
        """Return the value that comes next, whole."""
        head = self.peek()
        if head == b'"':
            return self._matched(_STRING)
        if head in (b"{", b"["):
            return self._nested()
        return self._bare()

    def _matched(self, pattern: re.Pattern[bytes]) -> bytes:
        while True:
            match = pattern.match(self._held, self._at)
            if match is not None:
                return self._cut(match.end())
            if not self._fill():
                raise Unreadable(CUT_SHORT)

    def _bare(self) -> bytes:
        while True:
            end = _end(_SCALAR, self._held, self._at)
            if end < len(self._held) or not self._fill():
                break
        if end == self._at:
            raise Unreadable(BROKEN if self.peek() else CUT_SHORT)
        return self._cut(end)

    def _nested(self) -> bytes:
        depth, done, match_next = 0, 0, _BRACKET.match  # anchored: a search would look again from every character
        while True:
            match = match_next(self._held, self._at + done)
            if match is None:
                if not self._fill():
                    raise Unreadable(CUT_SHORT)
                continue
            done = match.end() - self._at
            depth += 1 if match[1] in b"{[" else -1
            if depth > DEEPEST:
                raise Unreadable(TOO_DEEP)
            if depth == 0:
                return self._cut(match.end())

    def _cut(self, end: int) -> bytes:
        found = bytes(self._held[self._at : end])
        self._at = end
        return found

    def _fill(self) -> bool:
        """Read on; twice as much as is held, so that a long value is not searched again and again."""
        if self._is_read:
            return False
        del self._held[: self._at]
        self._at = 0
        if len(self._held) > LARGEST_VALUE:
            raise Unreadable(TOO_LARGE)
        chunk = self._stream.read(max(CHUNK, len(self._held)))
        self._is_read = not chunk
        self._held += chunk
        return bool(chunk)


def decoded(raw: bytes) -> Any:
    """Return the value that *raw* writes; decimals keep their digits. Raises Unreadable."""
    try:
        value = json.loads(
            raw.decode(), object_pairs_hook=_once, parse_constant=_no_number, parse_float=Decimal, parse_int=_whole
        )
    except UnicodeDecodeError as wrong:
        raise Unreadable(NOT_UTF8) from wrong
    except RecursionError as wrong:
        raise Unreadable(TOO_DEEP) from wrong
    except (ValueError, InvalidOperation) as wrong:
        raise Unreadable(BROKEN) from wrong
    if _SURROGATE.search(raw):
        canonical(value)  # half a character, as `\\ud83d` alone, can be kept nowhere
    return value


def canonical(value: Any) -> str:
    """Return *value* as JSON in one form: keys sorted, no space, digits as they were. Raises Unreadable."""
    try:
        return _canonical.encode(value).decode()
    except UnicodeEncodeError as wrong:
        raise Unreadable(NOT_UTF8) from wrong


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable(TWICE)
    return found


def _no_number(_name: str) -> Any:
    raise Unreadable(BROKEN)


def _whole(digits: str) -> int | Decimal:
    """A number of thousands of digits is kept as it is written; as an int it would take seconds."""
    return int(digits) if len(digits) < 19 else Decimal(digits)


def _end(pattern: re.Pattern[bytes], held: bytearray, at: int) -> int:
    match = pattern.match(held, at)
    return match.end() if match else at
