"""A change with what proves whose it is: as it is sealed into the outbox and read by the server."""

import msgspec


class Signed(msgspec.Struct, frozen=True, omit_defaults=True):
    """The body as its author wrote it, the id of the device's key, the signature.

    `version` and `hash` are the head of the change's stream where it was made: by them the server knows whether the
    bases mean what they did. Bases above `ceiling` count as it.
    """

    key: str
    sig: bytes
    body: msgspec.Raw
    version: int = 0
    hash: bytes = b""
    ceiling: int | None = None


_signed = msgspec.json.Decoder(Signed)


def seal_payload(signed: Signed) -> bytes:
    """Return the plaintext of an outbox record."""
    return msgspec.json.encode(signed)


def read_payload(payload: bytes) -> Signed:
    """Read what `seal_payload` wrote. Raises msgspec.DecodeError."""
    return _signed.decode(payload)
