"""Signing changes with a device's own key (Ed25519), so that a copy of the log proves who wrote what.

The private key lies in the encrypted database and nowhere else; the public one is told to the server once.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PURPOSE = b"enplan-change-1"
_ID_LENGTH = 12  # bytes; 96 bits keep a second key with the same id out of reach


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningPair:
    """A raw private key and its raw public key, 32 bytes each."""

    private: bytes = field(repr=False)
    public: bytes


def new_pair() -> SigningPair:
    """Draw a new pair."""
    return pair_of(Ed25519PrivateKey.generate().private_bytes_raw())


def pair_of(private: bytes) -> SigningPair:
    """Return the pair of a raw *private* key."""
    public = Ed25519PrivateKey.from_private_bytes(private).public_key()
    return SigningPair(private=private, public=public.public_bytes_raw())


def key_id(public: bytes) -> str:
    """Return the 16 characters that name *public* on the wire: the start of its SHA-256."""
    return urlsafe_b64encode(hashlib.sha256(public).digest()[:_ID_LENGTH]).decode("ascii")


def sign(key: bytes, body: bytes) -> bytes:
    """Return the 64 bytes with which the raw private *key* stands by *body*, the change's very bytes."""
    return signer(key)(body)


def signer(key: bytes) -> Callable[[bytes], bytes]:
    """Return what signs as `sign` does, for many bodies by one key: reading the key takes as long as signing."""
    private = Ed25519PrivateKey.from_private_bytes(key)
    return lambda body: private.sign(_PURPOSE + body)


def verify(public: bytes, body: bytes, sig: bytes) -> bool:
    """Tell whether *sig* was made over *body* by the holder of *public*; malformed keys prove nothing."""
    try:
        _public_key(public).verify(sig, _PURPOSE + body)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=256)
def _public_key(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)
