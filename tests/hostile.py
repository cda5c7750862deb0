"""A client that means harm: every message a server should never get, from somebody who has an account and a device."""

import gzip
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import requests
from msgspec.structs import replace

from app.changes import chain, signing
from app.changes.change import Change, Edit, encode
from app.ids import citizen_stream, new_device_id
from http_devices import HttpDevice
from sync import protocol
from sync.protocol import MEDIA_TYPE, PREFIX

PATIENCE_S = 60.0
ODD: tuple[bytes, ...] = (
    b"null", b"true", b"0", b"-1", b"9223372036854775807", b"9223372036854775808", b"-9223372036854775809",
    b"1" * 400, b"1e400", b"-0.0", b"0.1", b"NaN", b'""', b'"\\u0000"', b'"a\\u0000b"', b'"\\ud800"', b'"\xff\xfe"',
    b'"' + b"x" * 10_000 + b'"', '"ø😀\u202e"'.encode(), b"[]", b"{}", b"[[]]", b'{"":null}', b"[null]",
    b'"2026-13-45T99:99:99.999Z"', b'"../../etc/passwd"', b'"\' OR 1=1 --"', b'{"' + b"k" * 5_000 + b'":1}',
)  # fmt: skip
"""JSON, and what only looks like it, for any place of a message."""
DEEP = (1_000, 50_000, 400_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One message; `is_whole` when it must be turned away as a whole."""

    sort: str
    content: bytes
    path: str = "/sync"
    packed: bool = False
    media: str = MEDIA_TYPE
    is_whole: bool = False
    method: str = "POST"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the server said: the status, the code of a refusal, and the message."""

    status: int
    code: str
    told: Any


class Hostile:
    """The device of *login*, which speaks over one connection."""

    def __init__(self, address: str, login: str, *, victim: str, seed: int) -> None:
        self.device = HttpDevice(address, login)
        self.chance = random.Random(seed)
        self._address = address
        self.victim = self._victim = victim
        self._session = requests.Session()
        self._session.trust_env = False
        self._own = self.device.new_id()
        self._seqs = {self._own: 0, victim: 0}

    def close(self) -> None:
        """End the connection."""
        self._session.close()

    def send(self, attempt: Attempt) -> Heard:
        """Send one message."""
        headers = {"Content-Type": attempt.media, "Authorization": f"Bearer {self.device.token}"}
        headers |= {"Content-Encoding": "gzip"} if attempt.packed else {}
        url = self._address + PREFIX + attempt.path
        answer = self._session.request(attempt.method, url, data=attempt.content, headers=headers, timeout=PATIENCE_S)
        told = msgspec.json.decode(answer.content.decode()) if answer.content else {}
        code = told.get("code", "") if isinstance(told, dict) else ""
        return Heard(status=answer.status_code, code=code, told=told)

    def good(self) -> int:
        """Send what any program sends all day, and return the status."""
        asked = {"Authorization": f"Bearer {self.device.token}"}
        return self._session.get(f"{self._address}{PREFIX}/streams", headers=asked, timeout=PATIENCE_S).status_code

    def attempts(self, count: int) -> Iterator[Attempt]:
        """Yield what nobody may write: every sort of it once, then *count* times anything odd in any place."""
        yield from self._shapeless()
        yield from self._counted()
        yield from self._bombs()
        yield from self._forged()
        for _ in range(count):
            yield Attempt(sort="wrong types", content=spoiled(self._message(self._change()), self.chance))

    def odd(self, *, is_own: bool) -> Heard:
        """Write to the own citizen's plan, or the victim's, something odd, numbered and signed as it must be."""
        citizen = self._own if is_own else self._victim
        begins = is_own and not self._seqs[citizen]
        change = self._change(citizen, opens=begins)
        body = encode(change) if begins else spoiled(encode(change), self.chance)
        heard = self.send(Attempt(sort="odd", content=self._message(change, body=body, seq=self._seqs[citizen] + 1)))
        self._seqs[citizen] += bool(results_of(heard))
        return heard

    def replay(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Write something good, then send the very same message again; return both results."""
        content = self._message(self._change(self._own), seq=self._seqs[self._own] + 1)
        first, again = (results_of(self.send(Attempt(sort="replay", content=content))) for _ in range(2))
        self._seqs[self._own] += 1
        return first, again

    @property
    def own_plan(self) -> str:
        """The stream that the device may write."""
        return citizen_stream(self._own, "plan")

    def _change(self, citizen: str = "", *, opens: bool = False) -> Change:
        edit = Edit(record=self.device.new_id(), kind="item", set={"type": "goal", "title": "mål", "note": "ord"})
        where = citizen or self._victim
        return Change(
            id=self.device.new_id(), stream=citizen_stream(where, "plan"), at="2026-11-24T12:00:00.000Z", name="Ret",
            edits=[edit], open=(where, "plan") if opens else None,
        )  # fmt: skip

    def _message(self, change: Change, *, body: bytes = b"", seq: int = 1, **other: Any) -> bytes:
        content = body or encode(change)
        sent = protocol.SentChange(
            seq=seq, body=msgspec.Raw(content), key=signing.key_id(self.device._pair.public),
            sig=signing.sign(self.device._pair.private, content),
        )  # fmt: skip
        heads = self.device._heads.get(change.stream, protocol.Anchor(0, chain.start(change.stream)))
        asked = {"device": self.device.id, "cursors": {change.stream: [heads]}, "changes": [sent]}
        return protocol.encode(asked | other)

    def _shapeless(self) -> Iterator[Attempt]:
        good = self._message(self._change())
        for content in (
            b"",
            b"{",
            b"null",
            b"[]",
            good[:-1],
            good + b"x",
            b"\xef\xbb\xbf" + good,
            good * 2,
            bytes(500),
        ):
            yield Attempt(sort="shapeless", content=content, is_whole=True)
        for media in ("", "application/json", f"{MEDIA_TYPE}; charset=latin-1", "text/html"):
            yield Attempt(sort="media", content=good, media=media, is_whole=True)
        for depth in DEEP:
            yield Attempt(sort="deep", content=b'{"device":' + b"[" * depth, is_whole=True)
            yield Attempt(sort="deep", content=b'{"cursors":' + b'{"a":' * (depth // 2), is_whole=True)
            for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
                value = opening * (depth // 8) + b"1" + closing * (depth // 8)
                body = encode(self._change()).replace(b'"ord"', value)
                yield Attempt(sort="deep", content=self._message(self._change(), body=body))

    def _counted(self) -> Iterator[Attempt]:
        change = self._change()
        many = [msgspec.json.decode(self._message(change))["changes"][0]] * (protocol.MOST_CHANGES + 1)
        ids = [self.device.new_id() for _ in range(9_000)]
        yield Attempt(sort="counts", content=self._message(change, changes=many), is_whole=True)
        for anchors in ([], [protocol.Anchor(1, b"")]):
            cursors = dict.fromkeys(ids, anchors)
            yield Attempt(sort="counts", content=self._message(change, changes=[], cursors=cursors))
        cursors = {change.stream: [protocol.Anchor(each, bytes(32)) for each in range(15_000)]}
        yield Attempt(sort="counts", content=self._message(change, changes=[], cursors=cursors), is_whole=True)
        yield Attempt(sort="counts", content=b'{"cursors":{' + b'"a":[],' * 120_000 + b'"b":[]}}', is_whole=True)
        for much in self._much(change, ids):
            yield Attempt(sort="counts", content=self._message(change, body=encode(much)))
        yield Attempt(sort="counts", content=b" " * (protocol.MOST_BYTES + 1), is_whole=True)
        yield Attempt(sort="counts", path="/devices/purged", content=protocol.encode({"streams": ids}))

    def _much(self, change: Change, ids: list[str]) -> Iterator[Change]:
        """Yield changes with as many of everything as fit."""
        fields = {f"felt{each}": each for each in range(12_000)}
        edits = [Edit(record=each, kind="item", set={"title": "x"}) for each in ids[:2_500]]
        yield replace(change, edits=edits)
        yield replace(change, edits=[Edit(record=ids[0], kind="item", set=fields)])
        yield replace(change, needs=[(ids[0], "x", 1)] * 4_000)
        yield replace(change, edits=[], redacts=ids[:6_000])

    def _bombs(self) -> Iterator[Attempt]:
        zeros = gzip.compress(b" " * 100_000_000)
        good = gzip.compress(self._message(self._change()))
        for content in (zeros, gzip.compress(zeros), good[:-9], good[20:], b"\x1f\x8b", good[:-1] + b"x", b""):
            yield Attempt(sort="bombs", content=content, packed=True, is_whole=True)
        yield Attempt(sort="bombs", content=gzip.compress(b"[" * 900_000), packed=True, is_whole=True)

    def _forged(self) -> Iterator[Attempt]:
        change, stranger = self._change(), signing.new_pair()
        for device in (new_device_id(), "", "x" * 10_000, "\x00"):
            yield Attempt(sort="foreign ids", content=self._message(change, device=device), is_whole=True)
        for stream in ("", "nej", "\x00", change.id, "A" * 36, citizen_stream(self._victim, "protected")):
            foreign = replace(change, stream=stream)
            yield Attempt(sort="foreign ids", content=self._message(change, body=encode(foreign)))
        opened = replace(change, open=(self._victim, "plan"), stream=self.device.new_id())
        yield Attempt(sort="foreign ids", content=self._message(change, body=encode(opened)))
        for seq in (0, -1, 2, 2**31, 2**63 - 1, 2**63, 2**80):
            yield Attempt(sort="forged numbers", content=self._message(change, seq=seq))
        for ceiling in (-1, 2**63, 2**80):
            yield Attempt(sort="forged numbers", content=self._ceilinged(change, ceiling))
        for version in (1, -1, 2**63, 2**80):
            cursors = {change.stream: [protocol.Anchor(version, bytes(32))]}
            yield Attempt(sort="forged anchors", content=self._message(change, cursors=cursors))
        sealed = protocol.SealedChange(change.id, self.device.id, encode(change))
        for count in (1, protocol.MOST_CHANGES + 1):
            content = protocol.encode(protocol.SealedRequest([sealed] * count))
            yield Attempt(sort="forged authors", path="/sealed", content=content, is_whole=count > 1)
        sent = protocol.SentChange(1, msgspec.Raw(encode(change)), signing.key_id(stranger.public), bytes(64))
        yield Attempt(sort="forged authors", content=self._message(change, changes=[sent]))

    def _ceilinged(self, change: Change, ceiling: int) -> bytes:
        sent = protocol.SentChange(seq=1, body=msgspec.Raw(encode(change)), ceiling=ceiling)
        return self._message(change, changes=[sent])


def results_of(heard: Heard) -> dict[str, Any]:
    """Return what became of each change, nothing when the message was turned away."""
    found: dict[str, Any] = heard.told.get("results", {}) if isinstance(heard.told, dict) else {}
    return found


def accepted(heard: Heard) -> list[str]:
    """Return the changes that were entered."""
    return [identity for identity, result in results_of(heard).items() if result[0]]


def spoiled(content: bytes, chance: random.Random) -> bytes:
    """Return a JSON text with something odd in one place: a value, a member, a name, or some bytes."""
    how: Callable[[bytes, random.Random], bytes] = chance.choice((_replaced, _replaced, _replaced, _left_out, _bytes))
    return how(content, chance)


def _replaced(content: bytes, chance: random.Random) -> bytes:
    mark = "\u0001odd\u0001"
    told = msgspec.json.decode(content)
    where = chance.choice(list(_places(told)))
    where[0][where[1]] = mark
    return msgspec.json.encode(told).replace(msgspec.json.encode(mark), chance.choice(ODD))


def _left_out(content: bytes, chance: random.Random) -> bytes:
    told = msgspec.json.decode(content)
    holder, key = chance.choice(list(_places(told)))
    del holder[key]
    return msgspec.json.encode(told)


def _bytes(content: bytes, chance: random.Random) -> bytes:
    at, made = chance.randrange(len(content)), bytearray(content)
    made[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(4))
    return bytes(made)


def _places(told: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place of a JSON value: what holds it, and its name or number there."""
    names = told.keys() if isinstance(told, dict) else range(len(told)) if isinstance(told, list) else ()
    for name in names:
        yield told, name
        yield from _places(told[name])
