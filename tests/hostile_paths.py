"""What a client that means harm sends to every path beside the exchange of changes."""

import gzip
import hashlib
import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import msgspec

from app.ids import citizen_stream
from hostile import DEEP, ODD, Attempt, spoiled
from sync import acts, attached, protocol
from sync.keys import KeyMade, KeyShown
from sync.protocol import MEDIA_TYPE, PREFIX
from sync.server import posted
from sync.server.endpoints import Endpoint, endpoints

NOBODY = "ingen"
ADDRESS = hashlib.sha256(b"file").hexdigest()
KEY = KeyShown(id=b"id", client_data=b"{}", data=b"data", signature=b"signature")
MADE = KeyMade(name="Blå", client_data=b"{}", attestation=b"\xa0")


def elsewhere(citizen: str, *, count: int, chance: random.Random) -> Iterator[Attempt]:
    """Yield, for each path but that of the exchange, what is no message, and *count* messages with something odd."""
    for each in endpoints():
        path = each.path.removeprefix(PREFIX)
        if each.asks is not None and path != "/sync":
            yield from _to(each, path, citizen, count=count, chance=chance)
    yield from _read(citizen)


def _to(each: Endpoint, path: str, citizen: str, *, count: int, chance: random.Random) -> Iterator[Attempt]:
    media, contents = each.media, [_written(told, each.media) for told in _messages(citizen)[each.asks]]
    for content in contents:
        yield Attempt(sort=path, path=path, content=content, media=media)
    for _ in range(count):
        content = chance.choice(contents)
        odd = spoiled(content, chance) if media == MEDIA_TYPE else content + chance.choice(ODD)
        yield Attempt(sort=path, path=path, content=odd, media=media)
    for whole in (b"", b"null", contents[0][:-1], b'{"a":' * DEEP[1], contents[0] * 2):
        yield Attempt(sort=path, path=path, content=whole, media=media, is_whole=True)
    yield Attempt(sort=path, path=path, content=contents[0], media="application/json", is_whole=True)
    bomb = gzip.compress(b" " * 20_000_000)
    yield Attempt(sort=path, path=path, content=bomb, packed=True, media=media, is_whole=True)


def _written(told: object, media: str) -> bytes:
    return protocol.encode(told) if media == MEDIA_TYPE else urlencode(msgspec.to_builtins(told)).encode()


def _messages(citizen: str) -> dict[Any, list[object]]:
    """Return messages of each shape; none of them may be had, whatever else is odd in it."""
    stream = citizen_stream(citizen, "plan")
    return {
        protocol.Login: [
            protocol.Login(device="d", login=NOBODY, password="x", code="000000"),
            protocol.Login(device="d", login=NOBODY, secret="x", key=KEY),
            protocol.Login(device="d", login=NOBODY, password="x", new_key=MADE),
            protocol.Login(device="d", outside=protocol.Outside(state="s", code="c", verifier="v")),
        ],
        protocol.OutsideAsked: [protocol.OutsideAsked(device="d", redirect="http://127.0.0.1:1/", challenge="c")],
        protocol.Registration: [protocol.Registration(device="0" * 16, key=b"none", name="x")],
        protocol.Purged: [protocol.Purged(streams=[stream])],
        protocol.SealedRequest: [
            protocol.SealedRequest(changes=[protocol.SealedChange(citizen, "0" * 16, b"sealed to nobody")])
        ],
        posted.Posted: [posted.Posted(answer="PGEvPg==", state="s")],
        acts.Wiping: [acts.Wiping(device="0" * 16, secret="x", is_done=True)],
        acts.Assigning: [acts.Assigning(login=NOBODY, citizens=[citizen], reason="ferie", first_day="2026-11-24")],
        acts.Emergency: [acts.Emergency(purpose="", citizen=citizen, number="010170-0000")],
        acts.Opening: [acts.Opening(number="010170-0000", purpose="")],
        acts.Lost: [acts.Lost(device="0" * 16, reason="glemt")],
        attached.StandingAsked: [attached.StandingAsked({stream: [ADDRESS]})],
        attached.PartAsked: [attached.PartAsked(stream=stream, address=ADDRESS, number=0)],
        attached.PartSent: [attached.PartSent(stream=stream, address=ADDRESS, number=0, size=4, content=b"file")],
    }


def _read(citizen: str) -> Iterator[Attempt]:
    """Yield readings of streams that are not there, not one's own, or none at all."""
    odd = [each.hex() for each in ODD if each] + ["%00", "..%2F..%2Fsync", "0" * 5_000, citizen]
    for stream in (*odd, citizen_stream(citizen, "plan"), citizen_stream(citizen, "protected")):
        yield Attempt(sort="state", path=f"/streams/{stream}/state", content=b"", method="GET", is_whole=True)
    for told in ("", "after=0", "after=-1&before=1", "after=1&before=1e9", "after=0&before=" + "9" * 400, "after=%00"):
        path = f"/streams/{citizen_stream(citizen, 'plan')}/log?{told}"
        yield Attempt(sort="log", path=path, content=b"", method="GET", is_whole=True)
