"""The messages about security keys, which are part of the exchange: what one is to sign, and what it signed."""

import msgspec


class KeyShown(msgspec.Struct, frozen=True, kw_only=True):
    """What a security key of the account signed (WebAuthn): which credential it was, and the bytes of the assertion."""

    id: bytes
    client_data: bytes
    data: bytes
    signature: bytes


class KeyMade(msgspec.Struct, frozen=True, kw_only=True):
    """What a new security key made (WebAuthn), and the name that its owner gives it."""

    name: str
    client_data: bytes
    attestation: bytes


class KeyChallenge(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What a security key is to sign, for the server's name `host`; `keys` are the credentials that the account has.

    For a new key `user` says, in no words, whose it is, and `recovery` are codes where the account has none.
    """

    challenge: bytes
    host: str
    keys: list[bytes] = []
    user: bytes = b""
    recovery: list[str] = []
