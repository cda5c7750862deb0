"""Answers: what the server tells of a stream, checked link by link before anything of it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.changes import chain
from app.changes.change import Change, Outcomes, decode, decode_outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as the very bytes the chain covers. `body` is None when it is one's own and was not sent back.

    A redacted entry has only `meta` and `commitment`.
    """

    meta: bytes
    salt: bytes = b""
    body: bytes | None = None
    outcomes: bytes = b"[]"
    key: str = ""
    sig: bytes = b""
    commitment: bytes | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an own change: its version, or 0 and why it was refused."""

    version: int
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What an answer tells of one stream: entries in order, the head they lead to, results of own changes.

    `sent` is what the request held, {change id: body}: entries of it come without their content.
    """

    stream: str
    entries: Sequence[Entry] = ()
    head: tuple[int, bytes] | None = None
    results: Mapping[str, Result] = field(default_factory=dict)
    sent: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Linked:
    """An entry with its place in the chain; `is_own` when its content is known from the request."""

    entry: Entry
    meta: chain.Meta
    body: bytes
    hash: bytes
    change: Change
    outcomes: Outcomes
    is_own: bool


class ChainBroken(Exception):
    """The entries do not lead to the head they should."""


class ContentLacking(Exception):
    """The content of an entry is not to be had, so the cells cannot be folded from it."""


def linked(received: Received, *, version: int, before: bytes) -> list[Linked]:
    """Return the entries that follow *version*, whose hash is *before*; none when there is a gap between.

    Raises ChainBroken and ContentLacking.
    """
    own = {each.version: received.sent[name] for name, each in received.results.items() if name in received.sent}
    found: list[Linked] = []
    last, hashed = version, before
    for entry in received.entries:
        meta = chain.decode_meta(entry.meta)
        if meta.version <= version:
            continue
        if meta.version != last + 1:
            return []
        body = entry.body if entry.body is not None else own.get(meta.version)
        if body is None:
            raise ContentLacking
        last, hashed = meta.version, link(hashed, entry, body)
        outcomes = decode_outcomes(entry.outcomes)
        found.append(Linked(entry, meta, body, hashed, decode(body), outcomes, entry.body is None))
    if found and (last, hashed) != received.head:
        raise ChainBroken
    return found


def link(before: bytes, entry: Entry, body: bytes | None) -> bytes:
    """Return the chain's hash after *entry*, whose content is *body* unless it was redacted."""
    committed = entry.commitment
    if committed is None:
        committed = chain.commitment(entry.salt, body or b"", entry.outcomes)
    return chain.link(before, entry.meta, committed)
