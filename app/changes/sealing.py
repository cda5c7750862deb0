"""Sealing bytes to a public key, so that only the holder of the private key reads them (HPKE, RFC 9180).

X25519, HKDF-SHA256 and AES-256-GCM. Sealing proves nothing about who sealed; signatures do that.
"""

from dataclasses import dataclass, field
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

KEY_LENGTH = 32  # bytes, of the public and of the private key

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class SealBroken(ValueError):
    """The seal is another key's, was made for another purpose, or its bytes were changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingPair:
    """A raw private key and the raw public key that seals to it, 32 bytes each."""

    private: bytes = field(repr=False)
    public: bytes


def new_pair() -> SealingPair:
    """Draw a new pair."""
    return pair_of(X25519PrivateKey.generate().private_bytes_raw())


def pair_of(private: bytes) -> SealingPair:
    """Return the pair of a raw *private* key."""
    public = X25519PrivateKey.from_private_bytes(private).public_key()
    return SealingPair(private=private, public=public.public_bytes_raw())


def seal(public: bytes, info: bytes, plaintext: bytes) -> bytes:
    """Seal *plaintext* to *public*; it opens only with the same *info*, which names the purpose.

    Adds 48 bytes and takes about 0.13 ms. Raises ValueError for a key of a wrong length.
    """
    return _SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(public), info)


def unseal(private: bytes, info: bytes, sealed: bytes) -> bytes:
    """Return what was sealed with *info* to the public key of *private*; raises SealBroken."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info)
    except InvalidTag as error:
        raise SealBroken("not sealed to this key for this purpose") from error


def outbox_info(change_id: str, *, device: str) -> bytes:
    """Return what ties a sealed change to the change id and the device that stand beside it in clear."""
    return b"enplan-outbox-1" + UUID(change_id).bytes + UUID(device).bytes


def read_public(content: bytes) -> bytes:
    """Return the raw public key in a file's *content*: PEM, or the 32 bytes themselves.

    Raises ValueError when it is no X25519 public key.
    """
    if len(content) == KEY_LENGTH:
        return content
    key = serialization.load_pem_public_key(content)
    if not isinstance(key, X25519PublicKey):
        raise ValueError("the key is not for X25519")  # noqa: TRY004 - the file's content is wrong, not its type
    return key.public_bytes_raw()


def read_private(content: bytes, *, password: bytes | None = None) -> bytes:
    """Return the raw private key in a file's *content*: PEM, perhaps under a *password*, or the 32 bytes.

    Raises ValueError when it is no X25519 private key or the password is wrong, TypeError when the file
    needs a password and got none, or the reverse.
    """
    if len(content) == KEY_LENGTH:
        return content
    key = serialization.load_pem_private_key(content, password)
    if not isinstance(key, X25519PrivateKey):
        raise ValueError("the key is not for X25519")  # noqa: TRY004 - as above
    return key.private_bytes_raw()
