"""The messages between client and server, and the limits both keep. Pure: no network, no storage."""

import gzip
import zlib
from base64 import b64encode
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Raw as Raw

from sync.keys import KeyMade, KeyShown

PREFIX = "/sync/v1"
MEDIA_TYPE = "application/vnd.enplan.sync+json"
PORT = 8765
SCHEMA = 1
"""`Enplan-Schema`: raised when an older program may no longer read what is sent."""
SCHEMA_HEADER = "Enplan-Schema"
CLIENT_HEADER = "Enplan-Client"

MOST_CHANGES = 500
MOST_BYTES = 1_000_000
"""Of a message, unpacked, each way."""
LARGEST_CHANGE = 256 * 1024
MOST_ANCHORS = 1_000
GZIP_FROM = 512
"""Bytes; a single change then takes a third less, ids being named several times in a message."""
LONGEST_WAIT_S = 25
TOKEN_HOURS = 12
ENTRY_OVERHEAD = 200
"""Bytes that an entry takes beside its body and outcomes, rounded up."""

READ = "read"
WRITE = "write"
FORKED = "forked"
OUTSIDE = "outside"
"""Told where the user is to log in at the municipality's provider of identities."""
ENROL = "enrol"
"""Told where a second factor is demanded of an account that has none."""
WRONG = "wrong"
"""Told beside the sorts of second factors that an account has, when one was shown and was not right."""
KEY = "key"
"""The sort of a security key."""
COPIED = "copied"
"""Told beside that a security key was not right: it counts less than it did, so somebody may have a copy of it."""

LARGEST_COUNT = 2**63 - 1
"""What a database keeps as a number."""
Count = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_COUNT)]
T = TypeVar("T")


class Anchor(msgspec.Struct, frozen=True, array_like=True):
    """A version of a stream and the chain's hash there; the newest one is the head."""

    version: Count
    hash: bytes


class SentChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """A change on its way up: its number in (device, stream) and the author's very bytes.

    `key` names the signing key, `sig` is over the bytes; bases above `ceiling` count as it.
    """

    seq: Count
    body: msgspec.Raw
    key: str = ""
    sig: bytes = b""
    ceiling: Count | None = None


class SyncRequest(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a device holds of its streams (newest anchor first, more only after a fork) and what it made.

    `epoch` is the one the device knows, empty before the first contact.
    """

    device: str
    epoch: str = ""
    cursors: dict[str, list[Anchor]] = {}
    changes: list[SentChange] = []


class Result(msgspec.Struct, frozen=True, array_like=True):
    """What became of a sent change: its version, or 0 and why it is refused."""

    version: int
    code: str = ""
    detail: str = ""


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """An entry of the log, as the very bytes that the chain covers.

    `body` is `null` when the device sent it in the same request. A redacted entry has its commitment in `salt`
    and nothing after it.
    """

    meta: msgspec.Raw
    salt: bytes
    body: msgspec.Raw = msgspec.Raw(b"")
    outcomes: msgspec.Raw = msgspec.Raw(b"[]")
    key: str = ""
    sig: bytes = b""

    @property
    def is_redacted(self) -> bool:
        """Tell whether only the commitment is left."""
        return not bytes(self.body)

    @property
    def is_own(self) -> bool:
        """Tell whether the body was left out because the device has it."""
        return bytes(self.body) == b"null"


class SyncAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of each change, and what has come in the streams that were asked for.

    `more` names streams cut short, `later` those that could not be done now, with seconds to wait, `forked` those
    whose anchors do not fit, with the last common version, `ended` those the device may not read.
    Each value of `entries` is a JSON list of `Entry`. `device` is "forked" when another machine poses as this one;
    `taken` are change ids that it used for something else.
    """

    epoch: str
    results: dict[str, Result] = {}
    entries: dict[str, msgspec.Raw] = {}
    heads: dict[str, Anchor] = {}
    more: list[str] = []
    later: dict[str, int] = {}
    forked: dict[str, int] = {}
    ended: list[str] = []
    device: str = ""
    taken: list[str] = []


class StreamRow(msgspec.Struct, frozen=True, array_like=True):
    """One stream of the index."""

    id: str
    citizen: str | None
    compartment: str
    version: int
    hash: bytes
    rights: str


class Ended(msgspec.Struct, frozen=True, array_like=True):
    """A right that has ended: purge the stream after the pending changes were sent, then tell."""

    stream: str
    day: str
    reason: str


class Lease(msgspec.Struct, frozen=True):
    """The key without which the profile stays closed, and until when it may be kept."""

    key: bytes
    end: str


class Index(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which streams the user may read; `whole` is false when only what differs is told.

    A whole one also has the public escrow key of a municipality that has one, which may be younger than the device.
    `moved` tells of ended streams of the device that live on in another: {stream: [the other, its citizen]}. The other
    is listed when the receipt of the purge has come.
    """

    epoch: str
    time: str
    whole: bool = True
    streams: list[StreamRow] = []
    ended: list[Ended] = []
    lease: Lease | None = None
    escrow_key: bytes | None = None
    moved: dict[str, tuple[str, str]] = {}


class StateHead(msgspec.Struct, frozen=True, array_like=True):
    """The first line of a state: the head it was read at, how many records follow, and the server's epoch."""

    version: int
    hash: bytes
    records: int
    epoch: str


class StateRecord(msgspec.Struct, frozen=True, array_like=True):
    """One line of a state: a record with its cells as the server keeps them."""

    id: str
    kind: str
    cells: msgspec.Raw


class Log(msgspec.Struct, frozen=True):
    """Entries in order, a JSON list of `Entry`, and the hash `before` the first; an older server tells no `epoch`."""

    before: bytes
    entries: msgspec.Raw
    epoch: str = ""


class Login(msgspec.Struct, frozen=True, omit_defaults=True):
    """Asks for a token, by the password or by the device's secret.

    The second factor is a `code`, which may be a recovery code, what a security `key` signed, or a `new_key`.
    """

    device: str
    login: str = ""
    password: str = ""
    secret: str = ""
    code: str = ""
    outside: "Outside | None" = None
    key: KeyShown | None = None
    new_key: KeyMade | None = None


class Outside(msgspec.Struct, frozen=True, kw_only=True):
    """What the municipality's provider of identities gave to the user's browser, and what the code was asked with."""

    state: str
    code: str
    verifier: str


class OutsideAsked(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Asks to log in at the provider; `challenge` is the SHA-256 of the verifier (RFC 7636), `redirect` on loopback.

    With `is_fresh` the provider is to ask the user anew.
    """

    device: str
    redirect: str
    challenge: str
    is_fresh: bool = False


class OutsideTold(msgspec.Struct, frozen=True, kw_only=True):
    """Where the browser goes, and by what its answer is known."""

    address: str
    state: str


class Enrolment(msgspec.Struct, frozen=True, kw_only=True):
    """What sets an authenticator program up, told once: a secret, in letters and as an address, and recovery codes."""

    secret: str
    address: str
    recovery: list[str]


class Session(msgspec.Struct, frozen=True, omit_defaults=True):
    """A token, until when, and who the server says this is."""

    token: str
    until: str
    time: str
    login: str
    name: str
    role: str
    may_create: bool = False
    lease: Lease | None = None


class Registration(msgspec.Struct, frozen=True, omit_defaults=True):
    """A new device: its id, the public key it signs with, its name, and the device id it takes over from."""

    device: str
    key: bytes
    name: str = ""
    replaces: str = ""


class Registered(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a device is given once: its secret, its lease, the server's keys, a token bound to it."""

    secret: str
    session: Session
    sealing_key: bytes
    server_key: bytes
    escrow_key: bytes | None = None


class Purged(msgspec.Struct, frozen=True):
    """The receipt of a purge."""

    streams: list[str]


class SealedChange(msgspec.Struct, frozen=True, array_like=True):
    """A change only the server can read, with the ids that stand in clear beside it."""

    change: str
    device: str
    sealed: bytes


class SealedRequest(msgspec.Struct, frozen=True):
    """Sealed changes, oldest first; they need no token."""

    changes: list[SealedChange]


class SealedAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was entered; what is not named stays with the device for its numbered push."""

    results: dict[str, Result] = {}


class Trouble(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a whole request was turned away; never about one change."""

    code: str
    detail: str = ""


class Unreadable(ValueError):
    """The bytes are not the message they should be; the text holds no content."""


class TooLarge(ValueError):
    """A message is larger than agreed, packed or unpacked."""


_encoder = msgspec.json.Encoder()
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


def encode(message: object) -> bytes:
    """Return the JSON of a message."""
    return _encoder.encode(message)


def encode_entry(meta: bytes, salt: bytes, body: bytes, *, outcomes: bytes, key: str, sig: bytes) -> bytes:
    """Return an `Entry` as JSON, made of bytes that are JSON already."""
    return b'[%b,"%b",%b,%b,"%b","%b"]' % (
        meta,
        b64encode(salt),
        body,
        outcomes,
        key.encode(),
        b64encode(sig),
    )


def encode_own(meta: bytes, salt: bytes, outcomes: bytes) -> bytes:
    """Return an `Entry` without what its author's device has: body, key and signature."""
    return b'[%b,"%b",null,%b]' % (meta, b64encode(salt), outcomes)


def encode_redacted(meta: bytes, commitment: bytes) -> bytes:
    """Return an `Entry` whose content is gone, as JSON."""
    return b'[%b,"%b"]' % (meta, b64encode(commitment))


def encode_list(parts: list[bytes]) -> msgspec.Raw:
    """Return the JSON list of *parts*, which are JSON already."""
    return msgspec.Raw(b"[" + b",".join(parts) + b"]")


def decode(content: bytes, shape: type[T]) -> T:
    """Read a message; raises Unreadable, whose text names the place and never the content."""
    decoder = _decoders.get(shape)
    if decoder is None:
        decoder = _decoders[shape] = msgspec.json.Decoder(shape)
    try:
        message: T = decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Unreadable(shape.__name__) from wrong
    return message


def pack(content: bytes) -> tuple[bytes, bool]:
    """Return *content*, compressed when that pays, and whether it was."""
    if len(content) < GZIP_FROM:
        return content, False
    return gzip.compress(content, compresslevel=1, mtime=0), True


def unpack(content: bytes, *, at_most: int) -> bytes:
    """Return what was packed; raises TooLarge before more than *at_most* bytes are made, and Unreadable."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        made = unpacker.decompress(content, at_most + 1)
    except zlib.error as wrong:
        raise Unreadable("gzip") from wrong
    if len(made) > at_most:
        raise TooLarge
    if not unpacker.eof:
        raise Unreadable("gzip")
    return made
