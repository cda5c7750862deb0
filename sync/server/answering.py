"""One sync request being answered: its changes stream by stream, then what the device lacks."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from app.clock import instant
from app.ids import is_uuid
from sync import protocol
from sync.protocol import Anchor, Result, SyncAnswer, SyncRequest
from sync.server import log as logs
from sync.server import pull, push, rights
from sync.server.push import Incoming, Pushed
from sync.server.rights import Session

if TYPE_CHECKING:
    from sync.server.core import Core

logger = logging.getLogger(__name__)

RESULT_BYTES = 80
"""Bytes that a result takes, rounded up."""


class Answering:
    """Collects the answer. `push` comes first, so that what it entered is among what `pull` hands out."""

    def __init__(self, core: "Core", session: Session, request: SyncRequest, *, epoch: str) -> None:
        self._core = core
        self._session = session
        self._request = request
        self._epoch = epoch
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

    def push(self) -> None:
        """Take the changes, one transaction a stream, until one shows that the device is not alone."""
        now = instant(self._core.clock.now())
        for stream, changes in self._by_stream().items():
            pushed = self._push_stream(changes, anchors=self._request.cursors.get(stream, []), now=now)
            self._note(stream, pushed)
            if pushed.is_device_forked:
                break

    def pull(self) -> SyncAnswer:
        """Return the answer with the entries of every stream that was asked for, as far as they fit."""
        room = protocol.MOST_BYTES - RESULT_BYTES * len(self._results)
        with self._core.database.reading() as connection:
            for stream, anchors in self._request.cursors.items():
                if stream not in self._forked and anchors:
                    room -= self._pull_stream(connection, stream, anchors, room=room)
        held = [each for each in self._request.cursors if each in self._heads or each in self._ended]
        self._core.hold(self._session.device, held)
        return SyncAnswer(
            epoch=self._epoch, results=self._results, entries=self._entries, heads=self._heads, more=self._more,
            later=self._later, forked=self._forked, ended=self._ended, taken=self._taken,
            device=protocol.FORKED if self._is_device_forked else "",
        )  # fmt: skip

    def _by_stream(self) -> dict[str, list[Incoming]]:
        parted: dict[str, list[Incoming]] = {}
        for sent in self._request.changes:
            read = push.incoming(sent)
            if not is_uuid(read.stream):
                raise protocol.Unreadable("stream")
            parted.setdefault(read.stream, []).append(read)
        return parted

    def _push_stream(self, changes: Sequence[Incoming], *, anchors: Sequence[Anchor], now: str) -> Pushed:
        core = self._core
        try:
            with core.database.writing() as connection:
                pushed = push.take(connection, self._session, changes, anchors=anchors, identity=core.identity, now=now)
        except OperationalError:
            logger.warning("stream busy", extra={"stream": changes[0].stream})
            return Pushed(is_later=True)
        if pushed.entered:
            core.nudges.touch(changes[0].stream, rights.USER + self._session.login)
            logger.info("entered", extra={"stream": changes[0].stream, "entries": pushed.entered})
        return pushed

    def _note(self, stream: str, pushed: Pushed) -> None:
        self._results.update(pushed.results)
        self._own[stream] = {result.version for result in pushed.results.values()}
        self._taken.extend(pushed.taken)
        self._is_device_forked = pushed.is_device_forked
        if pushed.forked is not None:
            self._forked[stream] = pushed.forked
        if pushed.is_later:
            self._later[stream] = push.LATER_S

    def _pull_stream(self, connection: Connection, stream: str, anchors: Sequence[Anchor], *, room: int) -> int:
        """Hand out the entries of one stream and return the bytes they take."""
        newest, head = anchors[0], pull.head(connection, stream)
        if head is None:
            if newest.version:
                self._forked[stream] = 0
            return 0
        found = rights.find(connection, stream)
        if found is None or not rights.right(connection, self._session, found).rights:
            self._ended.append(stream)
            return 0
        if not logs.lies_on_chain(connection, stream, newest.version, newest.hash):
            pairs = [(each.version, each.hash) for each in anchors]
            self._forked[stream] = logs.common(connection, stream, pairs)
            return 0
        if room <= 0 and head != newest:
            self._more.append(stream)
            return 0
        pulled = pull.entries(connection, stream, after=newest, own=self._own.get(stream, ()), at_most=room)
        self._heads[stream] = pulled.head
        if pulled.count:
            self._entries[stream] = pulled.entries
        if pulled.is_cut:
            self._more.append(stream)
        return pulled.size
