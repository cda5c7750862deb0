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
    """An entry with its place in the chain; `is_own` when its content is known from the request.

    Of a redacted one there is no `change`; `id` is then that of the request, where it was in it.
    """

    entry: Entry
    meta: chain.Meta
    body: bytes | None
    hash: bytes
    id: str
    change: Change | None
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
    own = {each.version: name for name, each in received.results.items() if name in received.sent}
    found: list[Linked] = []
    last, hashed = version, before
    for entry in received.entries:
        meta = chain.decode_meta(entry.meta)
        if meta.version <= version:
            continue
        if meta.version != last + 1:
            return []
        name = own.get(meta.version, "")
        body = None if entry.commitment is not None else entry.body or received.sent.get(name)
        if body is None and entry.commitment is None:
            raise ContentLacking
        last, hashed = meta.version, link(hashed, entry, body)
        found.append(_linked(entry, meta, body, hashed, name=name, stream=received.stream))
    if found and (last, hashed) != received.head:
        raise ChainBroken
    return found


def _linked(entry: Entry, meta: chain.Meta, body: bytes | None, hashed: bytes, *, name: str, stream: str) -> Linked:
    if body is None:
        return Linked(entry, meta, None, hashed, name or f"{stream}:{meta.version}", None, [], False)
    made, outcomes = decode(body), decode_outcomes(entry.outcomes)
    return Linked(entry, meta, body, hashed, made.id, made, outcomes, entry.body is None)


def link(before: bytes, entry: Entry, body: bytes | None) -> bytes:
    """Return the chain's hash after *entry*, whose content is *body* unless it was redacted."""
    committed = entry.commitment
    if committed is None:
        committed = chain.commitment(entry.salt, body or b"", entry.outcomes)
    return chain.link(before, entry.meta, committed)
