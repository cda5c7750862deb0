"""Copies: what every printed copy of a plan carries, and finding it again in the history later."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from app.changes import chain
from app.ids import citizen_stream
from app.store.records import Records
from app.store.store import Store
from app.store.tables import change, stream
from app.store.transaction import PLAN

SHORTEST_HASH = 12
"""Hexadecimal digits of a hash that a person must give: 48 bits."""
_MOST_PATHS = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which state of a plan a copy shows.

    `plan` is the id of the plan's stream. `waiting` own changes lie over `version`; `hash` (32 bytes) is that of the
    stream's head, led on over their bytes.
    """

    plan: str
    version: int
    waiting: int
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a copy's hash stands in the history: at a received version, and so many changes of one device after it."""

    version: int
    waiting: int = 0


def edition(reader: Records, *, citizen: str) -> Edition:
    """Return which state of the plan of *citizen* the snapshot shows."""
    plan = citizen_stream(citizen, PLAN)
    head = reader.head(plan)
    bodies = reader.waiting(plan)
    state = head.hash if head else chain.start(plan)
    for body in bodies:
        state = _led_on(state, body)
    return Edition(plan=plan, version=head.version if head else 0, waiting=len(bodies), hash=state)


def find_copy(store: Store, *, plan: str, printed: str) -> Found | None:
    """Return where the history of the stream *plan* contains the hash *printed* on a copy; None where it does not.

    *printed* is the hash in hexadecimal, or its first twelve digits or more; spaces and case do not count. Reads the
    whole log of the stream. A copy whose changes were redacted since is found only by its received version.
    """
    wanted = "".join(printed.split()).lower()
    if len(wanted) < SHORTEST_HASH:
        return None
    with store.database.reading() as connection:
        for found, state in _states(connection, plan):
            if state.hex().startswith(wanted):
                return found
    return None


def _states(connection: Connection, plan: str) -> Iterator[tuple[Found, bytes]]:
    """Yield every state that a copy of *plan* may have shown."""
    head = connection.execute(_HEAD, {"stream": plan}).first()
    if head is None:
        return
    hashes = {head.version: head.hash}
    before = chain.start(plan) if head.logged_from <= 1 else head.logged_hash
    if before is not None:
        hashes |= dict(_received(connection, plan, before=before, version=max(head.logged_from, 1) - 1))
    for version, state in hashes.items():
        yield Found(version=version), state
        for path in _later(connection, plan, version):
            yield from _paths(version, state, path)


def _received(connection: Connection, plan: str, *, before: bytes, version: int) -> Iterator[tuple[int, bytes]]:
    yield version, before
    state = before
    for row in connection.execute(ENTRIES, {"stream": plan}):
        state = linked(state, row)
        yield row.version, state


def linked(before: bytes, row: Any) -> bytes:
    """Return the chain's hash after the entry in *row* of `ENTRIES`; redaction leaves the commitment alone."""
    committed = row.commitment
    if committed is None:
        committed = chain.commitment(row.salt or b"", row.body or b"", row.outcomes or b"")
    return chain.link(before, row.meta or b"", committed)


def _later(connection: Connection, plan: str, version: int) -> Iterable[list[tuple[bytes, bool]]]:
    """Return, for each device, its changes that were not received at *version*, with whether each was refused."""
    paths: dict[str, list[tuple[bytes, bool]]] = {}
    for row in connection.execute(_LATER, {"stream": plan, "version": version}):
        device = "" if row.own or not row.meta else chain.decode_meta(row.meta).device
        paths.setdefault(device, []).append((row.body, row.state == "refused"))
    return paths.values()


def _paths(version: int, start: bytes, path: list[tuple[bytes, bool]]) -> Iterator[tuple[Found, bytes]]:
    """Yield the states along one device's changes; a refused one may have lain over the plan or not."""
    states = {start: 0}
    for body, may_be_absent in path:
        led = {_led_on(state, body): count + 1 for state, count in states.items()}
        for state, count in led.items():
            yield Found(version=version, waiting=count), state
        states = {**states, **led} if may_be_absent and len(states) < _MOST_PATHS else led


def _led_on(state: bytes, body: bytes) -> bytes:
    return hashlib.sha256(state + hashlib.sha256(body).digest()).digest()


_HEAD = select(stream.c.version, stream.c.hash, stream.c.logged_from, stream.c.logged_hash).where(
    stream.c.id == bindparam("stream")
)
ENTRIES = (
    select(change.c.id, change.c.version, change.c.meta, change.c.body, change.c.salt)
    .add_columns(change.c.outcomes, change.c.commitment, change.c.hash)
    .where(change.c.stream == bindparam("stream"), change.c.state == "entered")
    .order_by(change.c.version)
)
"""The log of a stream as far as it is here, in the order of the chain."""
_LATER = (
    select(change.c.body, change.c.state, change.c.own, change.c.meta)
    .where(change.c.stream == bindparam("stream"), change.c.body.is_not(None))
    .where(change.c.version.is_(None) | (change.c.version > bindparam("version")))
    .order_by(change.c.n)
)
