"""Parcel: a change as it lies in the sealed outbox, with what the server needs to take it without its device."""

import msgspec


class Parcel(msgspec.Struct, frozen=True, omit_defaults=True):
    """A change's very bytes, its signature, and the head of its stream on the device that made it.

    The head tells the server whether the bases mean what they did; bases above `ceiling` count as it.
    """

    body: msgspec.Raw
    key: str
    sig: bytes
    version: int
    hash: bytes
    ceiling: int | None = None


_parcel = msgspec.json.Decoder(Parcel)


def encode_parcel(parcel: Parcel) -> bytes:
    """Return the bytes that are sealed."""
    return msgspec.json.encode(parcel)


def decode_parcel(content: bytes) -> Parcel:
    """Read what `encode_parcel` wrote. Raises msgspec.DecodeError."""
    return _parcel.decode(content)
