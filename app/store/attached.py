"""Attached: the sealed bytes of files in the encrypted file itself, part by part, until they are whole and proved."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.changes.attached import LARGEST_SEALED, Sealed, address_of, part_count, part_length
from app.domain.attachment import ATTACHMENT
from app.store.statements import Statement
from app.store.tables import attached, attached_part, change, record, stream
from app.store.touched import Touched

if TYPE_CHECKING:  # the store itself cleans up by this module
    from app.store.store import Store

WRITE = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How much of a file is here, in parts, and how much there is; `size` is None where nobody has said yet."""

    stream: str
    address: str
    size: int | None = None
    held: int = 0
    received: bool = False
    waits: bool = False
    refusal: str | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether all of it is here."""
        return self.size is not None and self.held == part_count(self.size)


class Damaged(ValueError):
    """What came, or what lies here, is not what the address says."""


def keep(connection: Connection, where: str, sealed: Sealed) -> None:
    """Keep an own file of stream *where*, in the transaction that names it."""
    _KEEP.run(connection, stream=where, address=sealed.address, size=sealed.size, held=len(sealed.parts))
    for number, content in enumerate(sealed.parts):
        _ADD.run(connection, stream=where, address=sealed.address, number=number, content=content)


def held(connection: Connection, where: str, address: str) -> Held:
    """Return how much of a file is here."""
    row = _HELD.first(connection, of=where, at=address)
    return Held(stream=where, address=address) if row is None else _held(row)


def parts(connection: Connection, where: str, address: str) -> list[bytes]:
    """Return the parts that are here, in order."""
    return _PARTS.column(connection, of=where, at=address)


def part(store: "Store", each: Held, number: int) -> bytes | None:
    """Return one part of a file; None when it is not here any more."""
    with store.database.reading() as connection:
        content: bytes | None = _ONE_PART.scalar(connection, of=each.stream, at=each.address, number=number)
    return content


def wanted(store: "Store") -> list[Held]:
    """Return the files that records name and that are not wholly here, the latest attached first."""
    with store.database.reading() as connection:
        rows = _WANTED.all(connection)
    return [
        Held(stream=row.stream, address=row.state, size=row.size, held=row.held or 0)
        for row in rows
        if row.size is None or row.held < part_count(row.size)
    ]


def unsent(store: "Store") -> list[Held]:
    """Return the whole files that the server is not known to have, of streams that may be written; own ones first."""
    with store.database.reading() as connection:
        found = [_held(row) for row in _UNSENT.all(connection)]
    return [each for each in found if each.is_whole]


def every(store: "Store") -> list[Held]:
    """Return every file of which anything is here."""
    with store.database.reading() as connection:
        return _every(connection)


def take(store: "Store", each: Held, *, size: int, content: bytes) -> Held:
    """Take the next part of a file that comes from the server, and return how much is here then.

    A part that comes late or twice changes nothing. Raises Damaged when it is no part of that size, or when all of them
    are not what the address says: then nothing of it is kept.
    """
    if not 0 < size <= LARGEST_SEALED or len(content) != part_length(size, each.held):
        raise Damaged("size")
    is_false = False
    with store.writing() as connection:
        now = held(connection, each.stream, each.address)
        if now.is_whole or now.held != each.held or now.size not in (None, size) or not _is_here(connection, each):
            return now
        _BEGIN.run(connection, of=each.stream, at=each.address, size=size)
        _ADD.run(connection, stream=each.stream, address=each.address, number=now.held, content=content)
        _GROW.run(connection, of=each.stream, at=each.address)
        after = held(connection, each.stream, each.address)
        if after.is_whole:
            is_false = address_of(parts(connection, each.stream, each.address)) != each.address
            _RECEIVED.run(connection, of=each.stream, at=each.address, told=1)
            if is_false:
                drop(connection, each.stream, [each.address])
    if is_false:
        raise Damaged("address")
    if after.is_whole:
        store.tell(_touched(store, each))
    return after


def let_go(store: "Store", each: Held) -> None:
    """Let go of what is here of a file, so that it is fetched anew."""
    with store.writing() as connection:
        drop(connection, each.stream, [each.address])


def note_received(store: "Store", several: Iterable[Held], *, is_there: bool) -> None:
    """Note whether the server has the whole of those files; what it has once does not wait any more."""
    noted = list(several)
    if not noted:
        return
    with store.writing() as connection:
        told = [{"of": each.stream, "at": each.address, "told": int(is_there)} for each in noted]
        _RECEIVED.run_many(connection, told)
    for each in noted:
        if is_there and each.waits:
            store.tell(_touched(store, each))


def note_refused(store: "Store", each: Held, *, why: str) -> None:
    """Note that the server does not take a file, and why."""
    with store.writing() as connection:
        _REFUSED.run(connection, of=each.stream, at=each.address, why=why)


def offer_again(connection: Connection) -> None:
    """Count no file as received: another server, or one that was restored, must be asked."""
    _OFFER_AGAIN.run(connection)


def waiting(connection: Connection) -> int:
    """Count the files attached here that the server has never had."""
    return int(_WAITING.scalar(connection))


def waits_in(connection: Connection, where: str) -> bool:
    """Tell whether a file of stream *where* was attached here and is still to be sent."""
    return _WAITS_IN.scalar(connection, of=where) is not None


def is_closed(store: "Store", each: Held) -> bool:
    """Tell whether the right to the stream of a file has ended."""
    with store.database.reading() as connection:
        row = _STREAM.first(connection, of=each.stream)
    return row is not None and row.ended is not None


def drop(connection: Connection, where: str, addresses: Iterable[str]) -> None:
    """Remove files of stream *where*, so that the pages of the file do not hold them either."""
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    for address in addresses:
        for statement in _DROP:
            statement.run(connection, of=where, at=address)


def drop_all(connection: Connection, where: str) -> None:
    """Remove all files of stream *where*."""
    for statement in _DROP_ALL:
        statement.run(connection, of=where)


def drop_unnamed(connection: Connection) -> None:
    """Remove the files that no record names and no own change that somebody may still need."""
    for row in _UNNAMED.all(connection):
        if _NAMED_BY_OWN.scalar(connection, of=row.stream, at=row.address.encode()) is None:
            drop(connection, row.stream, [row.address])


def false_ones(connection: Connection) -> list[Held]:
    """Return the files whose bytes are not what their address says, or of which parts are missing."""
    return [each for each in _every(connection) if not _is_true(connection, each)]


def _every(connection: Connection) -> list[Held]:
    return [_held(row) for row in _EVERY.all(connection)]


def _is_true(connection: Connection, each: Held) -> bool:
    here = parts(connection, each.stream, each.address)
    if each.size is None or [len(one) for one in here] != [part_length(each.size, at) for at in range(each.held)]:
        return False
    return not each.is_whole or address_of(here) == each.address


def _is_here(connection: Connection, each: Held) -> bool:
    """Tell whether the stream is still here: it may have been purged while a part was under way."""
    return _STREAM.first(connection, of=each.stream) is not None


def _touched(store: "Store", each: Held) -> Touched:
    with store.database.reading() as connection:
        rows = _NAMING.all(connection, of=each.stream, at=each.address)
    return Touched(
        kinds=frozenset({ATTACHMENT.kind}), citizens=frozenset(row.citizen for row in rows if row.citizen),
        records=frozenset(row.id for row in rows), remote=True,
    )  # fmt: skip


def _held(row: Any) -> Held:
    return Held(
        stream=row.stream, address=row.address, size=row.size, held=row.held, received=bool(row.received),
        waits=bool(row.waits), refusal=row.refusal,
    )  # fmt: skip


_THIS = (attached.c.stream == bindparam("of"), attached.c.address == bindparam("at"))
_THESE = (attached_part.c.stream == bindparam("of"), attached_part.c.address == bindparam("at"))
_NAMES = (record.c.stream == attached.c.stream) & (record.c.state == attached.c.address)
_HELD = Statement(select(attached).where(*_THIS))
_EVERY = Statement(select(attached).order_by(*attached.primary_key))
_PARTS = Statement(select(attached_part.c.content).where(*_THESE).order_by(attached_part.c.number))
_ONE_PART = Statement(select(attached_part.c.content).where(*_THESE, attached_part.c.number == bindparam("number")))
_KEEP = Statement(
    insert(attached).values(
        {name: bindparam(name) for name in ("stream", "address", "size", "held")} | {"waits": 1, "received": 0}
    )
)
_ADD = Statement(
    insert(attached_part).values({name: bindparam(name) for name in ("stream", "address", "number", "content")})
)
_OFFER_AGAIN = Statement(update(attached).values(received=0, refusal=None))
_WAITS = (attached.c.waits == 1, attached.c.refusal.is_(None))
_WAITING = Statement(select(func.count()).select_from(attached).where(*_WAITS))
_WAITS_IN = Statement(select(attached.c.address).where(attached.c.stream == bindparam("of"), *_WAITS).limit(1))
_STREAM = Statement(select(stream.c.id, stream.c.ended).where(stream.c.id == bindparam("of")))
_DROP = [Statement(delete(attached_part).where(*_THESE)), Statement(delete(attached).where(*_THIS))]
_DROP_ALL = [Statement(delete(table).where(table.c.stream == bindparam("of"))) for table in (attached_part, attached)]
_BEGIN = Statement(
    upsert(attached)
    .values(stream=bindparam("of"), address=bindparam("at"), size=bindparam("size"), held=0, waits=0, received=0)
    .on_conflict_do_nothing()
)
_GROW = Statement(update(attached).where(*_THIS).values(held=attached.c.held + 1))
_RECEIVED = Statement(
    update(attached)
    .where(*_THIS)
    .values(received=bindparam("told"), waits=attached.c.waits * (1 - bindparam("told")), refusal=None)
)
_REFUSED = Statement(update(attached).where(*_THIS).values(refusal=bindparam("why")))
_WANTED = Statement(
    select(record.c.stream, record.c.state, attached.c.size, attached.c.held)
    .distinct()
    .outerjoin(attached, _NAMES)
    .join(stream, (stream.c.id == record.c.stream) & stream.c.ended.is_(None))
    .where(record.c.kind == ATTACHMENT.kind, record.c.deleted == 0, record.c.state.is_not(None))
    .order_by(record.c.day.desc(), record.c.id.desc())
)
_UNSENT = Statement(
    select(attached)
    .join(stream, stream.c.id == attached.c.stream)
    .where(attached.c.received == 0, attached.c.refusal.is_(None))
    .where((stream.c.rights == WRITE) | (attached.c.waits == 1))
    .order_by(attached.c.waits.desc(), attached.c.stream, attached.c.address)
)
_UNNAMED = Statement(
    select(attached.c.stream, attached.c.address)
    .join(stream, (stream.c.id == attached.c.stream) & (stream.c.version > 0))
    .except_(select(record.c.stream, record.c.state).where(record.c.kind == ATTACHMENT.kind))
)
"""Of streams whose state is here: what was rescued waits for it. Both lists are walked once, however long they are."""
_NAMED_BY_OWN = Statement(
    select(change.c.n)
    .where(change.c.stream == bindparam("of"), change.c.own == 1)
    .where(change.c.state.in_(("typing", "pending", "sent", "refused", "set_aside")), change.c.body.is_not(None))
    .where(func.instr(change.c.body, bindparam("at")) > 0)
    .limit(1)
)
_NAMING = Statement(
    select(record.c.id, record.c.citizen).where(
        record.c.stream == bindparam("of"), record.c.kind == ATTACHMENT.kind, record.c.state == bindparam("at")
    )
)
