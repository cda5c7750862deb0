"""Exchange: what the local copy hands out for the server, each step a whole transaction."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, case, exists, func, select, update

from app.changes import signing
from app.changes.change import Change, decode, encode
from app.ids import named_stream, new_device_id
from app.store import attached, late, scrubbing
from app.store.opening import OPENS
from app.store.settings import get_setting, put_setting
from app.store.statements import Statement, among, listed
from app.store.store import Store
from app.store.tables import change, stream, touch
from app.store.transaction import DEVICE

EPOCH = "epoch"
SETTLED = "settled_epoch"
"""The epoch under which everything sent before has been offered again: only then may anything be purged."""
REGISTERED = "registered_device"
"""The device id that the server knows: another than the store's until a new one has been registered."""
SECRET = "device_secret"  # noqa: S105 - the name of a setting
SERVER_KEY = "server_key"
NEWEST_ANCHORS = 400
MOST_ANCHORS = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A numbered change, ready to be sent."""

    id: str
    stream: str
    seq: int
    body: bytes
    key: str
    sig: bytes
    ceiling: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Changes to send together; `is_all` when nothing else waits."""

    changes: Sequence[Outgoing]
    is_all: bool

    def last_numbers(self) -> dict[str, int]:
        """Return the last number of each stream in it."""
        return {each.stream: each.seq for each in self.changes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a request says first: the server's epoch as it was last met, empty before, and the heads here."""

    epoch: str
    heads: Mapping[str, tuple[int, bytes]]


NOTHING = Batch(changes=(), is_all=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How far a stream has come here; `ended` says when and why the right to it ended."""

    stream: str
    version: int
    hash: bytes
    ended: str | None


def outgoing(
    store: Store, *, at_most: int, most_bytes: int, but_not: Collection[str] = (), after: Batch = NOTHING
) -> Batch:
    """Number what waits, as far as it fits, and return what the server has not answered.

    The device's own stream goes first, withdrawals of consent before all else of their stream; what is numbered
    stays so until it is answered. Streams in *but_not* wait; what is in *after* is under way already.
    """
    kept: list[Outgoing] = []
    fresh: dict[int, Outgoing] = {}
    size = 0
    is_all = True
    with store.writing() as connection:
        waiting = _waiting(connection, store.device, but_not, after=after, room=lambda: at_most - len(kept))
        for each, row, is_new in waiting:
            size += len(each.body) + len(each.sig)
            if kept and (len(kept) >= at_most or size > most_bytes):
                is_all = False
                break
            kept.append(each)
            if is_new:
                fresh[row] = each
        _number(connection, fresh)
    return Batch(changes=kept, is_all=is_all)


def cursors(store: Store) -> list[Cursor]:
    """Return the head of every stream held here."""
    with store.database.reading() as connection:
        rows = _CURSORS.all(connection)
    return [Cursor(stream=row.id, version=row.version, hash=row.hash, ended=row.ended) for row in rows]


def standing(store: Store, streams: Iterable[str]) -> Standing:
    """Return the server's epoch as it was last met, and the heads of those of *streams* that are held here."""
    with store.database.reading() as connection:
        epoch = _epoch(connection)
        heads = _HEADS.all(connection, ids=listed(streams))
    return Standing(epoch=epoch, heads={row.id: (row.version, row.hash) for row in heads})


def anchors(store: Store, identity: str) -> list[tuple[int, bytes]]:
    """Return versions of a stream with their hashes, newest first: all of late, ever fewer of old."""
    with store.database.reading() as connection:
        head = _EDGES.first(connection, id=identity)
        rows = _ANCHORS.all(connection, stream=identity, version=head.version)
    found = [(head.version, head.hash)] + [(row.version, row.hash) for row in rows]
    if head.logged_hash is not None and head.logged_from <= head.version:
        found.append((head.logged_from - 1, head.logged_hash))
    late, old = found[:NEWEST_ANCHORS], found[NEWEST_ANCHORS:]
    step = max(1, -(-len(old) // (MOST_ANCHORS - NEWEST_ANCHORS)))
    return late + old[::step]


def meet_epoch(store: Store, epoch: str) -> bool:
    """Note the server's *epoch*; tell whether it is another than before.

    Then the server was restored: what was received but does not stand in the log here yet is sent again, and so is
    late work, of which the server may know nothing any more.
    """
    if known_epoch(store) == epoch:
        return False
    with store.writing() as connection:
        known = get_setting(connection, EPOCH)
        put_setting(connection, EPOCH, epoch.encode())
        if known is None:
            put_setting(connection, SETTLED, epoch.encode())
            return False
        attached.offer_again(connection)
        late.offer_again(connection)
        for row in _RECEIVED_ABOVE.all(connection):
            _ACKED.run(connection, identity=row.stream, number=row.first - 1)
        _FORGET_RECEIVED.run(connection)
    return True


def known_epoch(store: Store) -> str:
    """Return the server's epoch as it was last met; empty before the first contact."""
    with store.database.reading() as connection:
        return _epoch(connection)


def _epoch(connection: Connection) -> str:
    return get_setting(connection, EPOCH) or ""


def settle_epoch(store: Store, epoch: str) -> None:
    """Note that under *epoch* every stream was compared and everything sent was offered again."""
    with store.writing() as connection:
        put_setting(connection, SETTLED, epoch.encode())


def is_settled(store: Store) -> bool:
    """Tell whether anything may be purged."""
    with store.database.reading() as connection:
        known = get_setting(connection, EPOCH)
        return known is not None and known == get_setting(connection, SETTLED)


def unanswered(store: Store) -> int:
    """Count own changes that the server has not answered, typing left out."""
    with store.database.reading() as connection:
        return int(_UNANSWERED.scalar(connection))


def note_registration(store: Store, *, device: str, secret: str, server_key: bytes) -> None:
    """Keep what the server gave this device when it was registered, all together."""
    with store.writing() as connection:
        put_setting(connection, REGISTERED, device.encode())
        put_setting(connection, SECRET, secret.encode())
        put_setting(connection, SERVER_KEY, server_key.hex().encode())


def part_from_copy(store: Store, *, taken: Collection[str] = ()) -> str:
    """Go on under a new random device id, which is returned: another machine poses as this one.

    What the server has not answered is numbered anew. *taken* are change ids that the other used for something else;
    they are drawn anew and signed again.
    """
    device = new_device_id()
    with store.writing() as connection:
        part_in(store, connection, device)
        draw_anew(store, connection, taken)
    return device


def draw_anew(store: Store, connection: Connection, taken: Collection[str]) -> None:
    """Give those unanswered own changes another id whose id the copy used for something else; sign them again."""
    for row in _NOT_ENTERED.all(connection, ids=listed(taken)):
        draw(store, connection, row.n, msgspec.structs.replace(decode(row.body), id=store.new_id()))


def draw(store: Store, connection: Connection, number: int, made: Change) -> None:
    """Write *made*, which has another id, in place of the own change in row *number*, signed again."""
    pair = store.signing_pair
    body = encode(made)
    signed = {"by": signing.key_id(pair.public), "signature": signing.sign(pair.private, body)}
    _DRAW_ANEW.run(connection, number=number, identity=made.id, made=body, **signed)


def part_in(store: Store, connection: Connection, device: str) -> None:
    """Begin the numbers anew under the id *device*, within a transaction."""
    for statement in (_BEGIN_NUMBERS_ANEW, _UNNUMBER_PENDING, _UNNUMBER):
        statement.run(connection)
    scrubbing.let_go(connection)
    store.rename_device(connection, device)


def _waiting(
    connection: Connection, device: str, but_not: Collection[str], *, after: Batch, room: Callable[[], int]
) -> Iterator[tuple[Outgoing, int, bool]]:
    """Yield what waits in order, with the number of its row and whether it gets its own number now.

    *room* tells for how many there is still room: no more than one beyond it is looked for.
    """
    own = named_stream(f"{DEVICE}:{device}")
    found = {row.id: row for row in _STREAMS_TO_SEND.all(connection)}
    sent = after.last_numbers()
    for identity in sorted(found, key=lambda each: (each != own, each)):
        if identity in but_not:
            continue
        last, answered = found[identity].seq, max(found[identity].acked, sent.get(identity, 0))
        for row in _numbered(connection, identity, last, answered=answered):
            yield _outgoing(row, identity, seq=row.seq), row.n, False
        statement = _PENDING if room() else _ANY_PENDING
        fresh = statement.all(connection, stream=identity, limit=room() + 1)
        for seq, row in enumerate(fresh, start=last + 1):
            yield _outgoing(row, identity, seq=seq), row.n, True


def _numbered(connection: Connection, identity: str, last: int, *, answered: int) -> Sequence[Any]:
    """Return what has a number above *answered*. What came in by another way still has to use up its number."""
    if last <= answered:
        return []
    rows = _SENT.all(connection, stream=identity, answered=answered)
    if len(rows) < last - answered:
        rows = _NUMBERED.all(connection, stream=identity, answered=answered)
    return rows


def _outgoing(row: Any, identity: str, *, seq: int) -> Outgoing:
    _, name, _, body, key, sig, ceiling = row
    return Outgoing(id=name, stream=identity, seq=seq, body=body, key=key or "", sig=sig or b"", ceiling=ceiling)


def _number(connection: Connection, fresh: Mapping[int, Outgoing]) -> None:
    _GIVE_NUMBER.run_many(connection, [{"row": row, "number": each.seq} for row, each in fresh.items()])
    last = {each.stream: each.seq for each in fresh.values()}
    _LAST_NUMBER.run_many(connection, [{"identity": each, "number": seq} for each, seq in last.items()])


_WAITS = (change.c.own == 1) & (change.c.state == "pending")
_COLUMNS = (change.c.n, change.c.id, change.c.seq, change.c.body, change.c.key, change.c.sig, change.c.ceiling)
_CURSORS = Statement(select(stream.c.id, stream.c.version, stream.c.hash, stream.c.ended))
_HEADS = Statement(select(stream.c.id, stream.c.version, stream.c.hash).where(among(stream.c.id, "ids")))
_EDGES = Statement(
    select(stream.c.version, stream.c.hash, stream.c.logged_from, stream.c.logged_hash).where(
        stream.c.id == bindparam("id")
    )
)
_ANCHORS = Statement(
    select(change.c.version, change.c.hash)
    .where(change.c.stream == bindparam("stream"), change.c.state == "entered", change.c.hash.is_not(None))
    .where(change.c.version < bindparam("version"))
    .order_by(change.c.version.desc())
)
_STREAMS_TO_SEND = Statement(
    select(stream.c.id, stream.c.seq, stream.c.acked).where(
        (stream.c.seq > stream.c.acked) | exists().where(_WAITS, change.c.stream == stream.c.id)
    )
)
_WITHDRAWAL = (func.instr(change.c.body, '"k":"consent"') > 0) & (
    (func.instr(change.c.body, '"withdrawn_at":"') > 0) | (func.instr(change.c.body, '"deleted":true') > 0)
)
_earlier, _both = change.alias(), touch.alias()
_FOLLOWS = exists().where(
    touch.c.change == change.c.n,
    _both.c.record == touch.c.record,
    _earlier.c.n == _both.c.change,
    _earlier.c.n < change.c.n,
    (_earlier.c.own == 1) & (_earlier.c.state == "pending"),
)
_IS_FIRST = case((_WITHDRAWAL, ~_FOLLOWS), else_=False)
"""Of a withdrawal; one that follows something else that waits of the same consent keeps its turn."""
_pending = select(*_COLUMNS).where(_WAITS, change.c.stream == bindparam("stream")).limit(bindparam("limit"))
_ANY_PENDING = Statement(_pending)
_PENDING = Statement(_pending.order_by(OPENS.desc(), _IS_FIRST.desc(), change.c.n))
_numbered_above = (
    select(*_COLUMNS)
    .where(change.c.stream == bindparam("stream"), change.c.own == 1, change.c.seq > bindparam("answered"))
    .where(change.c.body.is_not(None))
    .order_by(change.c.seq)
)
_NUMBERED = Statement(_numbered_above)
_SENT = Statement(_numbered_above.where(change.c.state == "sent"))
_GIVE_NUMBER = Statement("UPDATE change SET seq = :number, state = 'sent' WHERE n = :row")
_LAST_NUMBER = Statement("UPDATE stream SET seq = :number WHERE id = :identity")
_RECEIVED_ABOVE = Statement(
    select(change.c.stream, func.min(change.c.seq).label("first"))
    .where(change.c.own == 1, change.c.state == "sent", change.c.version.is_not(None))
    .group_by(change.c.stream)
)
_FORGET_RECEIVED = Statement(update(change).where(change.c.own == 1, change.c.state == "sent").values(version=None))
_UNANSWERED = Statement(
    select(func.count())
    .select_from(change.join(stream, stream.c.id == change.c.stream))
    .where(change.c.own == 1)
    .where((change.c.state == "pending") | ((change.c.state == "sent") & (change.c.seq > stream.c.acked)))
)
_UNNUMBER_PENDING = Statement(
    update(change)
    .where(change.c.own == 1, change.c.state.in_(("pending", "sent")))
    .values(seq=None, version=None, state="pending")
)
_UNNUMBER = Statement(update(change).where(change.c.seq.is_not(None)).values(seq=None))
_NOT_ENTERED = Statement(
    select(change.c.n, change.c.body).where(
        among(change.c.id, "ids"), change.c.state.in_(("typing", "pending", "sent"))
    )
)
_ACKED = Statement(update(stream).where(stream.c.id == bindparam("identity")).values(acked=bindparam("number")))
_BEGIN_NUMBERS_ANEW = Statement(update(stream).values(seq=0, acked=0))
_DRAW_ANEW = Statement(
    update(change)
    .where(change.c.n == bindparam("number"))
    .values(id=bindparam("identity"), body=bindparam("made"), key=bindparam("by"), sig=bindparam("signature"))
)
