"""Attached files on the wire: sealed parts, taken and handed out one by one, and proved by their address at the end."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.changes.attached import LARGEST_SEALED, part_count, part_length
from app.clock import instant
from sync.attached import (
    FALSE,
    MOST_ASKED,
    OF_A_STREAM,
    Part,
    PartAsked,
    PartSent,
    Standing,
    StandingAsked,
    StandingTold,
)
from sync.protocol import WRITE, TooLarge, Unreadable
from sync.server import files, rights
from sync.server import log as logs
from sync.server.core import Core, NotReadable, WrongDevice
from sync.server.permits import Forbidden, NotDone
from sync.server.rights import Session
from sync.server.statements import Statement
from sync.server.vault import NoKey

logger = logging.getLogger(__name__)

_HEX = frozenset("0123456789abcdef")


def standing(core: Core, session: Session, asked: StandingAsked) -> StandingTold:
    """Return how much is held of the files that are asked for, in streams that the user may read."""
    if sum(map(len, asked.streams.values())) > MOST_ASKED:
        raise TooLarge
    now = instant(core.clock.now())

    def read(connection: Connection) -> StandingTold:
        return StandingTold(
            {
                stream: {each: _standing(connection, place, each) for each in addresses if _is_address(each)}
                for stream, addresses in asked.streams.items()
                for place in (_place(connection, stream),)
                if _may(connection, session, place, now=now) or _has_late(connection, session, place, addresses)
            }
        )

    return core.database.read(read)


def part(core: Core, session: Session, asked: PartAsked) -> Part:
    """Return one part of a whole file. Raises NotReadable, also for a part that is damaged: its file is let go of."""
    now = instant(core.clock.now())

    def read(connection: Connection) -> Any:
        if not _is_part(asked.address, asked.number) or not _may(connection, session, asked.stream, now=now):
            raise NotReadable
        row = _PART.first(connection, stream=asked.stream, address=asked.address, number=asked.number)
        if row is None or row.held < part_count(row.size):
            raise NotReadable
        return row

    row = core.database.read(read)
    if hashlib.sha256(row.content).digest() != bytes(row.digest):
        logger.error("damaged file", extra={"stream": asked.stream})
        core.database.write(lambda each: files.drop(each, asked.stream, [asked.address]))
        raise NotReadable
    return Part(row.size, bytes(row.content))


def take(core: Core, session: Session, sent: PartSent) -> Standing:
    """Take a part where it is the next one, and return what is held then; any other part changes nothing.

    When the last one has come, all of them must be what the address says, or none is kept. Raises NotReadable,
    Forbidden, NotDone and TooLarge.
    """
    _check_shape(sent)
    if not session.is_registered:
        raise WrongDevice
    now = core.clock.now()
    told = core.database.write(lambda each: _take(each, session, sent, now=now))
    if told is None:
        raise NotDone(FALSE)
    return told


def _check_shape(sent: PartSent) -> None:
    if not _is_part(sent.address, sent.number):
        raise Unreadable("address")
    if not 0 < sent.size <= LARGEST_SEALED:
        raise TooLarge
    if not sent.content or len(sent.content) != part_length(sent.size, sent.number):
        raise Unreadable("part")


def _is_part(address: str, number: int) -> bool:
    return _is_address(address) and 0 <= number < part_count(LARGEST_SEALED)


def _is_address(told: str) -> bool:
    return len(told) == 64 and _HEX.issuperset(told)


def _take(connection: Connection, session: Session, sent: PartSent, *, now: datetime) -> Standing | None:
    """Take a part under the lock of the stream's row; None when the whole is not what the address says."""
    sent = msgspec.structs.replace(sent, stream=_place(connection, sent.stream))
    _check_writable(connection, session, sent, now=instant(now))
    if _lock(connection, sent.stream) is None:
        raise NotReadable
    held = _standing(connection, sent.stream, sent.address)
    if held.size not in (0, sent.size) or held.held != sent.number:
        return held
    if not held.size:
        _begin(connection, session, sent, now=now)
    digest = hashlib.sha256(sent.content).digest()
    _ADD.run(
        connection, stream=sent.stream, address=sent.address, number=sent.number, digest=digest, content=sent.content
    )
    _GROW.run(connection, stream=sent.stream, address=sent.address)
    after = Standing(sent.size, sent.number + 1)
    is_last = after.held == part_count(sent.size)
    if is_last and files.address(connection, sent.stream, sent.address) != sent.address:
        files.drop(connection, sent.stream, [sent.address])
        return None
    return after


def _begin(connection: Connection, session: Session, sent: PartSent, *, now: datetime) -> None:
    if (_SUM.scalar(connection, stream=sent.stream) or 0) + sent.size > OF_A_STREAM:
        raise TooLarge
    _BEGIN.run(
        connection, stream=sent.stream, address=sent.address, size=sent.size, device=session.device, at=instant(now),
        due=instant(now + files.KEPT),
    )  # fmt: skip


def _lock(connection: Connection, stream: str) -> logs.Log | None:
    try:
        return logs.lock(connection, stream)
    except NoKey:
        return None


def _place(connection: Connection, stream: str) -> str:
    """Return where the files of *stream* lie: in the one that took it in, if it has moved."""
    found = rights.find(connection, stream)
    return stream if found is None else found.moved_to or stream


def _may(connection: Connection, session: Session, stream: str, *, now: str) -> str:
    found = rights.find(connection, stream)
    return "" if found is None else rights.right(connection, session, found, now=now).rights


def _check_writable(connection: Connection, session: Session, sent: PartSent, *, now: str) -> None:
    """Let through who may write the stream, and the bytes of work that came too late and is kept for another."""
    right = _may(connection, session, sent.stream, now=now)
    if right == WRITE or _has_late(connection, session, sent.stream, [sent.address]):
        return
    raise Forbidden if right else NotReadable


def _has_late(connection: Connection, session: Session, stream: str, addresses: Iterable[str]) -> bool:
    """Tell whether work of the session's device that is kept in *stream* names each of *addresses*."""
    found = rights.find(connection, stream)
    rows = [] if found is None or found.is_erased else _LATE.all(connection, stream=stream, device=session.device)
    if not rows or found is None:
        return False
    bodies = files.bodies(logs.key_of(connection, found), rows)
    return all(any(each.encode() in body for body in bodies) for each in addresses)


def _standing(connection: Connection, stream: str, address: str) -> Standing:
    row = _STANDING.first(connection, stream=stream, address=address)
    return Standing() if row is None else Standing(row.size, row.held)


_THIS = "WHERE stream = :stream AND address = :address"
_STANDING = Statement(f"SELECT size, held FROM attached {_THIS}")  # noqa: S608 - a constant, as below
_BEGIN = Statement(
    "INSERT INTO attached (stream, address, size, held, device, at, due) "
    "VALUES (:stream, :address, :size, 0, :device, :at, :due)"
)
_GROW = Statement(f"UPDATE attached SET held = held + 1 {_THIS}")  # noqa: S608
_SUM = Statement("SELECT CAST(sum(size) AS BIGINT) FROM attached WHERE stream = :stream")
_ADD = Statement(
    "INSERT INTO attached_part (stream, address, number, digest, content) "
    "VALUES (:stream, :address, :number, :digest, :content)"
)
_PART = Statement(
    "SELECT attached.size, attached.held, attached_part.digest, attached_part.content FROM attached "
    "JOIN attached_part ON attached_part.stream = attached.stream AND attached_part.address = attached.address "
    "WHERE attached.stream = :stream AND attached.address = :address AND attached_part.number = :number"
)
_LATE = Statement(
    "SELECT id, content FROM refusal WHERE stream = :stream AND device = :device AND code = 'not_assigned' "
    "AND content IS NOT NULL"
)
