"""The messages by which attached files go between client and server, a part at a time. Pure."""

from msgspec import Struct

MOST_ASKED = 2_000
"""Addresses in one question."""
OF_A_STREAM = 1_000_000_000
"""Sealed bytes that all files of one stream may have together."""
FALSE = "address"
"""What is told of a file whose parts are not what its address says: none of them is kept."""


class Standing(Struct, frozen=True, array_like=True):
    """How much of a file the server holds: its sealed bytes in all, 0 where it knows nothing, and the parts held."""

    size: int = 0
    held: int = 0


class StandingAsked(Struct, frozen=True):
    """Asks how much the server holds of files, by stream."""

    streams: dict[str, list[str]]


class StandingTold(Struct, frozen=True):
    """The standing of each file that was asked for; streams that the user may not read are left out."""

    streams: dict[str, dict[str, Standing]]


class PartAsked(Struct, frozen=True, kw_only=True):
    """Asks for one part, counted from 0, of a file that the server holds whole."""

    stream: str
    address: str
    number: int


class Part(Struct, frozen=True):
    """A part, and the sealed bytes of the whole file."""

    size: int
    content: bytes


class PartSent(Struct, frozen=True, kw_only=True):
    """One part of a file on its way up; the server takes it when it is the next."""

    stream: str
    address: str
    number: int
    size: int
    content: bytes
