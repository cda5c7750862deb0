"""Attached: the bytes of a file, sealed under a key of their own in parts that are kept, sent and proved one by one.

A key seals one content and nothing else, so the nonce is the part's number and whether it is the last: a part that is
missing, doubled, moved or cut off does not open. The address is the SHA-256 of the sealed bytes: whoever has no key can
prove them, and equal files have nothing in common.
"""

import hashlib
import secrets
from collections.abc import Iterable
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PART = 256 * 1024
"""Bytes of a sealed part; the last one is shorter."""
LARGEST = 25_000_000
"""Bytes of a file, at most."""
_TAG = 16
_PLAIN = PART - _TAG
_KEY_LENGTH = 32
_PURPOSE = b"enplan-attached-1"


class Broken(ValueError):
    """The parts are not those that were sealed under this key."""


class Sealed(NamedTuple):
    """A sealed content: its address, the key that opens it, its parts in order."""

    address: str
    key: bytes
    parts: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Sealed bytes."""
        return sum(map(len, self.parts))


def seal(content: bytes) -> Sealed:
    """Return *content* sealed under a new key; takes about 1 ms a megabyte. Raises ValueError for no bytes at all."""
    if not content:
        raise ValueError("nothing to seal")
    key = secrets.token_bytes(_KEY_LENGTH)
    cipher = AESGCM(key)
    plain = [content[at : at + _PLAIN] for at in range(0, len(content), _PLAIN)]
    parts = tuple(
        cipher.encrypt(_nonce(number, is_last=number == len(plain) - 1), each, _PURPOSE)
        for number, each in enumerate(plain)
    )
    return Sealed(address_of(parts), key, parts)


def unsealed(key: bytes, parts: Iterable[bytes]) -> bytes:
    """Return what was sealed under *key*; raises Broken unless *parts* are all of it, in order and unharmed."""
    cipher = AESGCM(key)
    held = list(parts)
    if not held:
        raise Broken("nothing to open")
    try:
        return b"".join(
            cipher.decrypt(_nonce(number, is_last=number == len(held) - 1), each, _PURPOSE)
            for number, each in enumerate(held)
        )
    except (InvalidTag, ValueError) as wrong:
        raise Broken("a part is not the one that was sealed") from wrong


def address_of(parts: Iterable[bytes]) -> str:
    """Return the address of sealed *parts*: 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for each in parts:
        digest.update(each)
    return digest.hexdigest()


def sealed_size(size: int) -> int:
    """Return how many sealed bytes a content of *size* bytes has."""
    return size + -(-size // _PLAIN) * _TAG


def part_count(sealed: int) -> int:
    """Return in how many parts *sealed* bytes lie."""
    return -(-sealed // PART)


def part_length(sealed: int, number: int) -> int:
    """Return the bytes of part *number*, counted from 0, of *sealed* bytes; 0 where there is none."""
    return max(0, min(PART, sealed - number * PART)) if number >= 0 else 0


LARGEST_SEALED = sealed_size(LARGEST)


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(8, "big") + int(is_last).to_bytes(4, "big")
