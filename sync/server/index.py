"""The index: which streams a user may read, what has come in them, which rights have ended."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256

from sqlalchemy import Connection

from app.clock import danish_day, moment
from sync.protocol import Ended, Index, StreamRow
from sync.server import assignments, rights, settings
from sync.server.rights import Readable, Rights, Session, Stream
from sync.server.statements import Statement

MOST_GROUPS = 64
"""Of streams whose heads the ETag tells apart; up to that many streams each is a group of its own."""
NO_RIGHT = "not_assigned"
"""Why a right is gone of which nobody said when it ended."""
_HEAD_MARK = 6
"""Letters of six bits: one change in 10^10 goes unseen until the next."""
_HEAD_MARK_BYTES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An index with its ETag; `index` is None when nothing differs from what the device knows."""

    tag: str
    tick: int
    keys: list[str]
    index: Index | None


def read(connection: Connection, session: Session, *, known: str, tick: int, now: str) -> Listed:
    """Return the index, or what differs from the one whose ETag is *known*.

    The ETag holds marks of what it stands for, so any process can tell what differs, also one that started since.
    *tick* tells how far the process had heard news before the database was read.
    """
    listed = rights.readable(connection, session, now=now)
    ended, moved = _ended(connection, session, {each.stream.id for each in listed}, now=now)
    if moved:
        awaited = {target for target, _ in moved.values()}
        listed = [each for each in listed if each.stream.id not in awaited]
    epoch = settings.epoch(connection)
    escrow = settings.read(connection, settings.ESCROW)
    mark, heads = _mark([epoch, (escrow or b"").hex()], listed, ended), _marks(listed)
    keys = [rights.USER + session.login, *(each.stream.id for each in listed)]
    known_mark, _, known_heads = known.partition(".")
    is_whole = known_mark != mark
    fresh = listed if is_whole else _differing(listed, heads, known_heads)
    told = Index(
        epoch=epoch, time=now, whole=is_whole, streams=[_row(each) for each in fresh], ended=ended,
        escrow_key=escrow if is_whole else None, moved=moved,
    )  # fmt: skip
    return Listed(tag=f"{mark}.{heads}", tick=tick, keys=keys, index=told if is_whole or fresh else None)


def _row(each: Readable) -> StreamRow:
    stream = each.stream
    return StreamRow(stream.id, stream.citizen, stream.compartment, each.version, each.hash, each.rights)


def _marks(listed: Sequence[Readable]) -> str:
    """Return a mark for each group of streams; the first group has the first stream and each `MOST_GROUPS`th after."""
    groups = (listed[at::MOST_GROUPS] for at in range(min(MOST_GROUPS, len(listed))))
    return "".join(_head_mark(b"".join(each.hash for each in group)) for group in groups)


def _head_mark(heads: bytes) -> str:
    return urlsafe_b64encode(blake2b(heads, digest_size=_HEAD_MARK_BYTES).digest()).decode()[:_HEAD_MARK]


def _differing(listed: Sequence[Readable], heads: str, known: str) -> list[Readable]:
    """Return the streams of those groups whose mark is not the one that is known."""
    starts = range(0, len(heads), _HEAD_MARK)
    groups = [at // _HEAD_MARK for at in starts if heads[at : at + _HEAD_MARK] != known[at : at + _HEAD_MARK]]
    return [each for group in groups for each in listed[group::MOST_GROUPS]]


def _ended(
    connection: Connection, session: Session, readable: set[str], *, now: str
) -> tuple[list[Ended], dict[str, tuple[str, str]]]:
    """Streams that the device holds and its user may no longer read, and where those of them are that moved."""
    rows = _HELD.each(connection, device=session.device)
    held = [
        Stream(row.stream, row.citizen, row.compartment, row.moved_to) for row in rows if row.stream not in readable
    ]
    given = Rights(connection, session, held, now=now)
    gone = [each for each in held if not given.of(each).rights]
    citizens = [each.citizen for each in gone if each.citizen is not None]
    ends = assignments.last_ends(connection, session.login, citizens) if citizens else {}
    ended = [Ended(each.id, *_end(ends.get(each.citizen or ""), now=now)) for each in gone]
    return ended, _moved(connection, gone, readable)


def _moved(connection: Connection, gone: Sequence[Stream], readable: set[str]) -> dict[str, tuple[str, str]]:
    """Return where those of *gone* live on that the user may read there."""
    moved = {each.id: rights.find(connection, each.moved_to) for each in gone if each.moved_to in readable}
    return {each: (target.id, target.citizen or "") for each, target in moved.items() if target is not None}


def _end(told: tuple[str, str] | None, *, now: str) -> tuple[str, str]:
    """Return the Danish day and the reason; a right that goes on, but not to this stream, has neither."""
    if told is None or told[0] > now:
        return "", NO_RIGHT
    return danish_day(moment(told[0])).isoformat(), told[1]


def _mark(municipality: Sequence[str], listed: Sequence[Readable], ended: Sequence[Ended]) -> str:
    told = [*municipality, *(each.stream.id + each.rights for each in listed), *(each.stream + "-" for each in ended)]
    return sha256("".join(told).encode()).hexdigest()[:16]


_HELD = Statement(
    "SELECT holding.stream, stream.citizen, stream.compartment, stream.moved_to "
    "FROM holding JOIN stream ON stream.id = holding.stream "
    "WHERE holding.device = :device ORDER BY holding.stream"
)
