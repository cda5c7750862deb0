"""One sync request being answered: its changes stream by stream, then what the device lacks."""

import logging
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from app.clock import instant
from app.ids import is_uuid
from sync import protocol
from sync.protocol import Anchor, Result, SyncAnswer, SyncRequest
from sync.server import holdings, pull, push, pushing, rights, settings
from sync.server import log as logs
from sync.server.content import EntryRow
from sync.server.push import Incoming, Pushed
from sync.server.rights import Rights, Session, Stream
from sync.server.vault import NoKey, SealBroken

if TYPE_CHECKING:
    from sync.server.core import Core

logger = logging.getLogger(__name__)

RESULT_BYTES = 80
"""Bytes that a result takes, rounded up."""


class OtherEpoch(Exception):
    """The message was written under another epoch than the server's, which is told."""

    def __init__(self, epoch: str) -> None:
        super().__init__()
        self.epoch = epoch


class Answering:
    """Collects the answer. `push` comes first, so that what it entered is among what `pull` hands out.

    Both raise OtherEpoch.
    """

    def __init__(self, core: "Core", session: Session, request: SyncRequest) -> None:
        self._core = core
        self._session = session
        self._request = request
        self._epoch = ""
        self._results: dict[str, Result] = {}
        self._entries: dict[str, msgspec.Raw] = {}
        self._heads: dict[str, Anchor] = {}
        self._more: list[str] = []
        self._later: dict[str, int] = {}
        self._forked: dict[str, int] = {}
        self._ended: list[str] = []
        self._taken: list[str] = []
        self._is_device_forked = False
        self._own: dict[str, set[int]] = {}
        self._fresh: dict[str, Sequence[EntryRow]] = {}

    def push(self) -> None:
        """Take the changes until one shows that the device is not alone: a transaction for each stream.

        Where the database has one writer at a time, nobody waits for another stream's row, and a single transaction
        takes them all; only when it fails is each stream tried by itself.
        """
        parted = self._by_stream()
        if len(parted) > 1 and self._core.database.has_one_writer and self._take(parted):
            return
        for stream, changes in parted.items():
            if not self._take({stream: changes}):
                self._later[stream] = push.LATER_S
            if self._is_device_forked:
                return

    def pull(self) -> SyncAnswer:
        """Return the answer with the entries of every stream that was asked for, as far as they fit."""
        cursors = {stream: anchors for stream, anchors in self._request.cursors.items() if anchors}
        room = protocol.MOST_BYTES - RESULT_BYTES * len(self._results)
        for stream, rows in self._fresh.items():
            room -= self._hand_out(stream, rows, after=cursors[stream][0], room=room)
        rest = {each: cursors[each] for each in cursors if each not in self._fresh and each not in self._forked}
        if rest or not self._epoch:
            self._core.database.read(lambda connection: self._read_anew(connection, rest, room=room))
        self._core.holdings.note(self._session.device, [*self._heads, *self._ended])
        return SyncAnswer(
            epoch=self._epoch, results=self._results, entries=self._entries, heads=self._heads, more=self._more,
            later=self._later, forked=self._forked, ended=self._ended, taken=self._taken,
            device=protocol.FORKED if self._is_device_forked else "",
        )  # fmt: skip

    def _by_stream(self) -> dict[str, list[Incoming]]:
        parted: dict[str, list[Incoming]] = {}
        for sent in self._request.changes:
            read = push.incoming(sent)
            parted.setdefault(read.stream, []).append(read)
        if not all(map(is_uuid, parted)):
            raise protocol.Unreadable("stream")
        return parted

    def _take(self, group: dict[str, list[Incoming]]) -> bool:
        """Take the changes of some streams in one transaction, or put them off when the database is busy or full.

        Tell whether either could be done.
        """
        core, device = self._core, self._session.device

        def work(connection: Connection) -> tuple[dict[str, Pushed], list[str]]:
            self._check_epoch(connection)
            taken = self._taken_of(connection, group)
            fresh = [each for each in taken if taken[each].entered and each in self._request.cursors]
            return taken, core.holdings.note_within(connection, device, fresh)

        try:
            taken, held = core.database.write(work)
        except (DBAPIError, NoKey, SealBroken) as failed:
            logger.warning("not taken", extra={"streams": list(group), "error": type(failed).__name__})
            is_busy = isinstance(failed, OperationalError)
            self._later.update(dict.fromkeys(group if is_busy else (), push.LATER_S))
            return is_busy
        core.holdings.noted(device, held)
        for stream, pushed in taken.items():
            self._note(stream, pushed)
        self._tell({stream: pushed.entered for stream, pushed in taken.items() if pushed.entered})
        told = (pushed for pushed in taken.values() if pushed.is_told or (pushed.entered and pushed.target))
        core.nudges.touch(*(pushed.place.stream.id for pushed in told if pushed.place))
        core.share(pushed.place.stream.citizen or "" for pushed in taken.values() if pushed.is_shared and pushed.place)
        return True

    def _taken_of(self, connection: Connection, group: dict[str, list[Incoming]]) -> dict[str, Pushed]:
        now = instant(self._core.clock.now())
        taken: dict[str, Pushed] = {}
        for stream, changes in group.items():
            anchors = self._request.cursors.get(stream, [])
            taken[stream] = pushing.take(
                connection, self._session, changes, anchors=anchors, identity=self._core.identity, now=now
            )
            if taken[stream].is_device_forked:
                break
        return taken

    def _tell(self, entered: dict[str, int]) -> None:
        if not entered:
            return
        self._core.nudges.touch(*entered, rights.USER + self._session.login)
        logger.info("entered", extra={"entries": entered})

    def _note(self, stream: str, pushed: Pushed) -> None:
        self._results.update(pushed.results)
        self._own[stream] = {result.version for result in pushed.results.values()}
        self._taken.extend(pushed.taken)
        self._is_device_forked = pushed.is_device_forked
        if pushed.forked is not None:
            self._forked[stream] = pushed.forked
        if pushed.is_later:
            self._later[stream] = push.LATER_S
        anchors = self._request.cursors.get(stream, [])
        log = pushed.log
        if log is not None and not log.stream.took and pushed.entered and anchors[:1] == [pushed.before]:
            self._fresh[stream] = log.entries

    def _read_anew(self, connection: Connection, cursors: dict[str, list[Anchor]], *, room: int) -> None:
        """Hand out the entries of the streams of *cursors* from the database, whatever was read of them before."""
        for told in (self._heads, self._entries, self._forked):
            for stream in cursors:
                told.pop(stream, None)
        self._ended.clear()
        self._more = [each for each in self._more if each not in cursors]
        self._check_epoch(connection)
        self._read(connection, cursors, room=room)

    def _read(self, connection: Connection, cursors: dict[str, list[Anchor]], *, room: int) -> None:
        found = pull.heads(connection, cursors)
        now = instant(self._core.clock.now())
        given = Rights(connection, self._session, [stream for stream, _ in found.values()], now=now)
        for stream, anchors in cursors.items():
            if stream in found:
                room -= self._read_stream(connection, *found[stream], given=given, anchors=anchors, room=room)
            elif anchors[0].version:
                self._forked[stream] = 0

    def _read_stream(
        self, connection: Connection, stream: Stream, head: Anchor, *, given: Rights, anchors: Sequence[Anchor],
        room: int,
    ) -> int:  # fmt: skip
        """Hand out the entries of one stream and return the bytes they take.

        That it went another way is told though the right has ended: what was sent is offered again before the purge.
        """
        newest = anchors[0]
        is_forked = newest != head and not logs.lies_on_chain(connection, stream.id, newest.version, newest.hash)
        if is_forked and not stream.is_erased:
            self._forked[stream.id] = logs.common(connection, stream.id, anchors)
        if not given.of(stream).rights:
            self._ended.append(stream.id)
            return 0
        if is_forked or (stream.took and holdings.awaits_purge(connection, self._session.device, stream.id)):
            return 0
        if newest == head:
            self._heads[stream.id] = head
            return 0
        rows = pull.rows(connection, stream.id, after=newest.version)
        try:
            return self._hand_out(stream.id, rows, after=newest, room=room)
        except (NoKey, SealBroken) as broken:
            logger.error("not opened", extra={"stream": stream.id, "error": type(broken).__name__})  # noqa: TRY400
            self._heads.pop(stream.id, None)
            self._later[stream.id] = push.LATER_S
            return 0

    def _hand_out(self, stream: str, rows: Iterable[Any], *, after: Anchor, room: int) -> int:
        """Put the entries that follow *after* into the answer and return the bytes they take."""
        if room <= 0:
            self._more.append(stream)
            return 0
        own: Collection[int] = self._own.get(stream, ())
        pulled = pull.entries(rows, after=after, own=own, at_most=room)
        self._heads[stream] = pulled.head
        if pulled.count:
            self._entries[stream] = pulled.entries
        if pulled.is_cut:
            self._more.append(stream)
        return pulled.size

    def _check_epoch(self, connection: Connection) -> None:
        self._epoch = settings.epoch(connection)
        if self._request.epoch not in ("", self._epoch):
            raise OtherEpoch(self._epoch)
