"""A change with what proves whose it is: as it is sealed into the outbox and read by the server."""

import base64

import msgspec

from app.changes import signing
from app.changes.signing import SigningPair


class Signed(msgspec.Struct, frozen=True):
    """The body as its author wrote it, the id of the device's key, the signature in base64."""

    key: str
    sig: str
    body: msgspec.Raw


_signed = msgspec.json.Decoder(Signed)


def seal_payload(pair: SigningPair, body: bytes) -> bytes:
    """Return the plaintext of an outbox record: *body* signed by *pair*."""
    signature = base64.b64encode(signing.sign(pair.private, body)).decode()
    return msgspec.json.encode(Signed(key=signing.key_id(pair.public), sig=signature, body=msgspec.Raw(body)))


def read_payload(payload: bytes) -> Signed:
    """Read what `seal_payload` wrote. Raises msgspec.DecodeError."""
    return _signed.decode(payload)
