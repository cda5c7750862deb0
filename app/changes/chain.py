"""The hash chain of a stream: every entry commits to its body, its outcomes and all entries before it."""

import hashlib
from struct import Struct
from uuid import UUID

import msgspec

HASH_LENGTH = 32
SALT_LENGTH = 16


class Meta(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """What the server adds to a change: its version, who sent it, when it came, and the ceiling of its bases."""

    version: int
    device: str
    by: str
    received: str
    ceiling: int | None = None


_meta = msgspec.json.Decoder(Meta)


def encode_meta(meta: Meta) -> bytes:
    """Return the bytes of *meta* as the chain covers them."""
    return msgspec.json.encode(meta)


def decode_meta(stored: bytes) -> Meta:
    """Read what `encode_meta` wrote."""
    return _meta.decode(stored)


def start(stream: str) -> bytes:
    """Return the hash before the first entry of *stream*."""
    identity = UUID(stream).bytes
    return hashlib.sha256(_LENGTH(len(identity)) + identity).digest()


def commitment(salt: bytes, body: bytes, outcomes: bytes) -> bytes:
    """Return what stays of an entry's content when the content itself is redacted."""
    return _digest(salt, body, outcomes)


def link(before: bytes, meta: bytes, committed: bytes) -> bytes:
    """Return the hash of the entry that follows the one whose hash is *before*."""
    return _digest(before, meta, committed)


def _digest(one: bytes, two: bytes, three: bytes) -> bytes:
    """SHA-256 over the parts, each led by its length, so that no two lists of parts look alike."""
    lengths = _LENGTHS(len(one), len(two), len(three))
    return hashlib.sha256(b"".join((lengths[:8], one, lengths[8:16], two, lengths[16:], three))).digest()


_LENGTH = Struct(">Q").pack
_LENGTHS = Struct(">QQQ").pack
