"""Wraps of the data key: how a passphrase, a PIN or the municipality's key holds it. No file is touched.

The key of a wrap is HKDF(base ‖ lease key), where the base is Argon2id(passphrase), or for a PIN
HKDF(Argon2id(PIN) ‖ keyring secret). So the secrets nest: whoever lacks one of them has nothing to guess at.
The base is also kept sealed under the data key, so that whoever has opened the profile in one way can move
every wrap to another lease key.
"""

import secrets
import threading
import unicodedata
from collections.abc import Mapping
from typing import Annotated, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.changes import sealing
from app.store.lease import key_id

KEY_LENGTH = 32  # bytes, of every key here

_NONCE_LENGTH = 12
_SALT_LENGTH = 16
# OpenSSL's threads for the lanes are few: of two derivations at a time one is refused, or both wait for ever.
_ONE_AT_A_TIME = threading.Lock()


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one guess costs: Argon2id's memory in KiB, passes over it, and lanes.

    The upper bounds keep a file that was tampered with from exhausting the machine.
    """

    memory: Annotated[int, msgspec.Meta(ge=8, le=4 * 1024 * 1024)]
    passes: Annotated[int, msgspec.Meta(ge=1, le=100)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=64)]

    def __post_init__(self) -> None:
        if self.memory < 8 * self.lanes:
            raise ValueError("Argon2 needs 8 KiB of memory a lane")


# The second recommended option of RFC 9106, section 4.
DEFAULT_COST = Cost(memory=64 * 1024, passes=3, lanes=4)


class SecretWrap(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """The data key under something a person knows; *lease* names the lease key that it also takes."""

    number: int
    salt: Annotated[bytes, msgspec.Meta(min_length=_SALT_LENGTH, max_length=_SALT_LENGTH)]
    cost: Cost
    lease: str | None
    sealed: bytes
    base: bytes


class PassphraseWrap(SecretWrap, frozen=True, kw_only=True, tag="passphrase"):
    """Opened by the passphrase."""


class PinWrap(SecretWrap, frozen=True, kw_only=True, tag="pin"):
    """Opened by the PIN together with a secret in the machine's keyring; *tries* since it last opened."""

    tries: int = 0


class EscrowWrap(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="escrow"):
    """Opened by the municipality's private key; no lease binds it."""

    number: int
    public: bytes
    sealed: bytes


SecretKind = TypeVar("SecretKind", bound=SecretWrap)


class WrapClosed(Exception):
    """The secret is wrong, or the wrap was tampered with."""


def new_data_key() -> bytes:
    """Draw the key that encrypts the profile's database for life."""
    return secrets.token_bytes(KEY_LENGTH)


def new_salt() -> bytes:
    """Draw a salt."""
    return secrets.token_bytes(_SALT_LENGTH)


def stretched(secret: str, *, salt: bytes, cost: Cost) -> bytes:
    """Return Argon2id of *secret*, which is brought to NFC first; takes about 0.2 s at the default cost."""
    written = unicodedata.normalize("NFC", secret).encode("utf-8", "surrogatepass")
    argon2id = Argon2id(salt=salt, length=KEY_LENGTH, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    with _ONE_AT_A_TIME:
        return argon2id.derive(written)


def mixed(stretched_pin: bytes, *, keyring_secret: bytes) -> bytes:
    """Return the base of a PIN wrap."""
    return _derived(stretched_pin + keyring_secret, purpose=b"enplan-pin-1")


def sealed_wrap(
    kind: type[SecretKind],
    data_key: bytes,
    *,
    number: int,
    base: bytes,
    salt: bytes,
    cost: Cost,
    lease_key: bytes | None,
) -> SecretKind:
    """Return *data_key* under *base* and the *lease_key*, if there is one."""
    empty = kind(number=number, salt=salt, cost=cost, lease=None, sealed=b"", base=b"")
    kept = _encrypted(_base_key(data_key), base, associated=_name(empty))
    return _bound(msgspec.structs.replace(empty, base=kept), data_key, base=base, lease_key=lease_key)


def moved(wrap: SecretKind, data_key: bytes, *, lease_key: bytes | None) -> SecretKind:
    """Return *wrap* under another lease key; the person's secret is not needed, the *data_key* is."""
    base = _decrypted(_base_key(data_key), wrap.base, associated=_name(wrap))
    return _bound(wrap, data_key, base=base, lease_key=lease_key)


def has_lease_key(wrap: SecretWrap, lease_keys: Mapping[str, bytes]) -> bool:
    """Tell whether *wrap* can be opened with one of the *lease_keys*, given by id, or needs none."""
    return wrap.lease is None or wrap.lease in lease_keys


def opened(wrap: SecretWrap, *, base: bytes, lease_keys: Mapping[str, bytes]) -> bytes:
    """Return the data key; raises WrapClosed."""
    lease_key = b"" if wrap.lease is None else lease_keys[wrap.lease]
    return _decrypted(_wrap_key(base, lease_key), wrap.sealed, associated=_full_name(wrap))


def escrow_wrap(data_key: bytes, *, number: int, public: bytes) -> EscrowWrap:
    """Return *data_key* sealed to the municipality's raw *public* key."""
    return EscrowWrap(number=number, public=public, sealed=sealing.seal(public, _escrow_info(number), data_key))


def opened_escrow(wrap: EscrowWrap, private: bytes) -> bytes:
    """Return the data key; raises WrapClosed."""
    try:
        return sealing.unseal(private, _escrow_info(wrap.number), wrap.sealed)
    except sealing.SealBroken as error:
        raise WrapClosed from error


def _bound(wrap: SecretKind, data_key: bytes, *, base: bytes, lease_key: bytes | None) -> SecretKind:
    lease = None if lease_key is None else key_id(lease_key)
    wrap = msgspec.structs.replace(wrap, lease=lease)
    sealed = _encrypted(_wrap_key(base, lease_key or b""), data_key, associated=_full_name(wrap))
    return msgspec.structs.replace(wrap, sealed=sealed)


def _wrap_key(base: bytes, lease_key: bytes) -> bytes:
    return _derived(base + lease_key, purpose=b"enplan-wrap-1")


def _base_key(data_key: bytes) -> bytes:
    return _derived(data_key, purpose=b"enplan-base-1")


def _derived(material: bytes, *, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=None, info=purpose).derive(material)


def _name(wrap: SecretWrap) -> bytes:
    return f"{wrap.__struct_config__.tag} {wrap.number}".encode()


def _full_name(wrap: SecretWrap) -> bytes:
    return _name(wrap) + f" {wrap.lease or ''}".encode()


def _escrow_info(number: int) -> bytes:
    return f"enplan-escrow-1 {number}".encode()


def _encrypted(key: bytes, plaintext: bytes, *, associated: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_LENGTH)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, associated)


def _decrypted(key: bytes, sealed: bytes, *, associated: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_LENGTH], sealed[_NONCE_LENGTH:], associated)
    except (InvalidTag, ValueError) as error:
        raise WrapClosed from error
