"""Exchanger: pushes, pulls, follows the server where it was restored, and purges. Knows no clock."""

import logging
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import wait
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

import msgspec

from app.store import backlog, exchange, moves, receiving, states
from app.store.answers import ChainBroken, Received, Result
from app.store.exchange import Batch, Outgoing
from app.store.states import Listed, State
from app.store.store import Store
from sync import protocol
from sync.client import wording
from sync.client.ahead import begun, each_asked
from sync.client.link import Link, NotReadable, TooMuch, understood
from sync.protocol import Anchor, Index, Registration, StreamRow, SyncAnswer, SyncRequest

logger = logging.getLogger(__name__)

CURSORS_AT_ONCE = 200
PUSH_BYTES = 700_000
"""Of bodies and signatures in a request; the rest of a megabyte is for what stands around them."""
NO_RIGHT = "not_assigned"
INSTALLED_TOGETHER = 1_000
"""Records of new streams in one transaction, about."""
ROUNDS = 20
"""How often one push or pull may begin anew after a fork, a new epoch or a new device id."""
MISFIT_LATER_S = 60
"""How long a stream waits whose chain does not fit; asked at once the server would say the same."""
TOO_LARGE_LATER_S = 60
"""How long a stream waits whose next change is too large to be sent alone; the others go on."""


class BeginAnew(Exception):
    """The ground has shifted (restored server, copied client): what was prepared no longer holds."""


@dataclass(slots=True)
class Report:
    """What was achieved: own changes entered and refused, entries received, streams that must wait, in seconds."""

    sent: int = 0
    received: int = 0
    refused: int = 0
    later: dict[str, int] = field(default_factory=dict)


class Exchanger:
    """Works on one store through one link. Each step leaves the store whole, so it may be killed at any moment."""

    def __init__(self, store: Store, link: Link, *, name: str = "") -> None:
        self._store = store
        self._link = link
        self._name = name
        self._rows: dict[str, StreamRow] = {}
        self._at_most = protocol.MOST_CHANGES
        self._is_too_much = False
        self._lacking: set[str] = set()
        self.report = Report()

    def begin(self) -> None:
        """Finish what a crash cut off: a new device id that the server has not heard of."""
        with self._store.reader() as reader:
            known = reader.setting(exchange.REGISTERED)
        if known != self._store.device:
            self._register(replaces=known or "")

    def push(self, *, but_not: Collection[str] = ()) -> None:
        """Send what waits until nothing does, leaving streams in *but_not* and those the server puts off.

        Raises TooMuch at the end when a change was too large to be sent alone.
        """
        self._is_too_much = False
        for _ in range(ROUNDS):
            try:
                while self._push_some({*but_not, *self.report.later}):
                    self._fetch_lacking()
            except BeginAnew:
                continue
            break
        if self._is_too_much:
            raise TooMuch

    def pull(self, index: Index) -> None:
        """Bring every stream of *index* up to date, and note ended rights."""
        self.hear(index)
        for _ in range(ROUNDS):
            try:
                self._pull_new()
                self._compare(self._behind(is_whole=index.whole))
            except BeginAnew:
                continue
            return

    def hear(self, index: Index) -> None:
        """Take note of an index, whole or what differs."""
        exchange.meet_epoch(self._store, index.epoch)
        if index.whole:
            self._rows.clear()
        self._rows.update({row.id: row for row in index.streams})
        states.list_streams(self._store, [wording.listed(row) for row in index.streams])
        held = {each.stream for each in exchange.cursors(self._store)}
        for old, (_, citizen) in index.moved.items():
            moves.note(self._store, old, survivor=citizen)
        for each in index.ended:
            if each.stream in held:
                states.end_right(self._store, each.stream, why=f"{each.day} {each.reason}")
        gone = [each.stream for each in index.ended if each.stream not in held]
        if gone:
            self._link.purged(gone)

    def settle(self) -> None:
        """After a restore: compare every stream held here, offer again what was sent, and only then call it settled."""
        if exchange.is_settled(self._store):
            return
        for _ in range(ROUNDS):
            try:
                self._compare([each.stream for each in exchange.cursors(self._store)])
            except BeginAnew:
                continue
            break
        else:
            return
        self.push()
        if exchange.unanswered(self._store) == 0:
            exchange.settle_epoch(self._store, self._epoch())

    def purge(self) -> list[str]:
        """Purge the streams whose right has ended, once what waited in them was answered; return them."""
        if not exchange.is_settled(self._store):
            return []
        gone = [each for each, is_answered in states.ended(self._store).items() if is_answered]
        for each in gone:
            states.purge(self._store, each)
        if gone:
            self._link.purged(gone)
        return gone

    def fill_backlog(self) -> bool:
        """Fetch a piece of older log; tell whether there is more. One of a server put back may not fit at first."""
        asked = backlog.missing(self._store)
        if asked is None:
            return False
        try:
            told = self._link.log(asked.stream, after=asked.after, before=asked.before)
            if told.epoch and exchange.meet_epoch(self._store, told.epoch):
                return False
            with understood():
                backlog.fill(self._store, asked, before=told.before, entries=wording.entries(bytes(told.entries)))
        except (NotReadable, ChainBroken) as met:
            if isinstance(met, ChainBroken) and exchange.is_settled(self._store):
                self._alarm(asked.stream, "chain")
            return False
        return True

    def _push_some(self, but_not: Collection[str]) -> bool:
        """Send batch after batch while all goes well; tell whether to begin again with what is left.

        A server that answers nothing of a batch is not asked again in this round.
        """
        batch = self._outgoing(but_not)
        if not batch.changes:
            return False
        try:
            return self._push_from(batch, but_not)
        except TooMuch:
            return True

    def _push_from(self, batch: Batch, but_not: Collection[str]) -> bool:
        """Send *batch* and what follows: while the server works on one, the answer before is written here.

        The next one is sent when every change before it is answered, since a number left out means a copied client.
        Streams of which nothing could be taken wait: what is sent of them stays unanswered here.
        """
        request = self._request({each.stream for each in batch.changes}, changes=batch.changes)
        coming = begun(partial(self._link.sync, request), is_waited_for=batch.is_all)
        try:
            while not batch.is_all:
                following = self._outgoing({*but_not, *self.report.later, *self._lacking}, after=batch)
                answer = coming.result()
                if not following.changes or not self._is_plain(request, answer, batch):
                    break
                before, sent = request, batch
                batch, request = following, self._request_after(answer, following)
                coming = begun(partial(self._link.sync, request))
                self._apply(before, answer, sent.changes)
            answer = coming.result()
        except TooMuch:
            self._send_less(batch)
            raise
        finally:
            wait((coming,))
        self._at_most = protocol.MOST_CHANGES
        self._apply(request, answer, batch.changes)
        if batch.is_all and answer.results.keys() >= {each.id for each in batch.changes}:
            return False
        return any(each.id in answer.results or each.stream in self.report.later for each in batch.changes)

    def _send_less(self, batch: Batch) -> None:
        """Halve what is sent at once; the stream of a single change that is too large waits."""
        if len(batch.changes) > 1:
            self._at_most = len(batch.changes) // 2
            return
        self._is_too_much = True
        self.report.later[batch.changes[0].stream] = TOO_LARGE_LATER_S

    def _outgoing(self, but_not: Collection[str], *, after: Batch = exchange.NOTHING) -> Batch:
        return exchange.outgoing(
            self._store, at_most=self._at_most, most_bytes=PUSH_BYTES, but_not=but_not, after=after
        )

    def _is_plain(self, request: SyncRequest, answer: SyncAnswer, batch: Batch) -> bool:
        """Tell whether everything sent is answered and nothing else has happened."""
        is_whole = answer.results.keys() >= {each.id for each in batch.changes}
        return is_whole and answer.epoch == request.epoch and not (answer.device or answer.forked or answer.ended)

    def _request_after(self, answer: SyncAnswer, batch: Batch) -> SyncRequest:
        """Return the request for *batch* that is sent before *answer* is written: its heads are known already."""
        streams = {each.stream for each in batch.changes}
        request = self._request(streams, changes=batch.changes)
        heads = {stream: [head] for stream, head in answer.heads.items() if stream in streams}
        return msgspec.structs.replace(request, cursors={**request.cursors, **heads})

    def _pull_new(self) -> None:
        """Fetch the streams that are not here as a whole; while some are written the next is fetched."""
        held = {each.stream for each in exchange.cursors(self._store)}
        new = [row for row in self._rows.values() if row.id not in held]
        together: list[tuple[Listed, State]] = []
        for row, state in each_asked(self._state_of, new):
            if state is None:
                self._rows.pop(row.id, None)
                continue
            together.append((wording.listed(row), state))
            if sum(len(each.records) for _, each in together) >= INSTALLED_TOGETHER:
                self._install(together)
                together = []
        self._install(together)

    def _state_of(self, row: StreamRow) -> State | None:
        try:
            return wording.state(*self._link.state(row.id))
        except NotReadable:
            return None

    def _install(self, together: Sequence[tuple[Listed, State]]) -> None:
        if together:
            with understood():
                states.install(self._store, together)
            self.report.received += sum(len(each.records) for _, each in together)

    def _behind(self, *, is_whole: bool) -> list[str]:
        """Return the streams whose head here is not the listed one.

        Those that a whole index does not list are among them: the server may have the receipt of their purge from
        another machine, or from this one before it was copied, and then says only to who asks that the right has ended.
        """
        rows = {row.id: (row.version, row.hash) for row in self._rows.values()}
        here = {each.stream: each for each in exchange.cursors(self._store)}
        unlisted = [each for each, held in here.items() if each not in rows and held.version and held.ended is None]
        behind = [each for each, head in rows.items() if each in here and (here[each].version, here[each].hash) != head]
        return [*behind, *(unlisted if is_whole else ())]

    def _compare(self, streams: Sequence[str]) -> None:
        """Bring *streams* up to date, as many requests as it takes."""
        waiting = list(streams)
        while waiting:
            some, waiting = waiting[:CURSORS_AT_ONCE], waiting[CURSORS_AT_ONCE:]
            request = self._request(some)
            answer = self._link.sync(request)
            self._apply(request, answer, ())
            waiting += answer.more if answer.entries else []
        self._fetch_lacking()

    def _request(self, streams: Collection[str], *, changes: Sequence[Outgoing] = ()) -> SyncRequest:
        here = exchange.standing(self._store, streams)
        cursors = {stream: [Anchor(*head)] for stream, head in here.heads.items()}
        sent = [wording.sent_change(each) for each in changes]
        return SyncRequest(device=self._store.device, epoch=here.epoch, cursors=cursors, changes=sent)

    def _apply(self, request: SyncRequest, answer: SyncAnswer, batch: Sequence[Outgoing]) -> None:
        """Take an answer into the store; raises BeginAnew when what was prepared no longer holds.

        An answer that comes late, after the device got another id or the server another epoch, is not taken.
        """
        epoch = self._epoch()
        if request.device != self._store.device or request.epoch != epoch:
            raise BeginAnew
        if answer.epoch != epoch and exchange.meet_epoch(self._store, answer.epoch):
            raise BeginAnew
        if answer.device == protocol.FORKED:
            self._part_from_copy(answer.taken)
            raise BeginAnew
        self._take(request, answer, batch)
        for stream in answer.ended:
            states.end_right(self._store, stream, why=NO_RIGHT)
        forked = [stream for stream in answer.forked if stream in request.cursors]
        for stream in forked:
            self._follow_fork(stream)
        if forked:
            raise BeginAnew

    def _take(self, request: SyncRequest, answer: SyncAnswer, batch: Sequence[Outgoing]) -> None:
        """Take results and entries of all streams; those of which nothing could be taken are looked at later."""
        with understood():
            left = receiving.receive(self._store, self._received(request, answer, batch))
        for stream in left.broken:
            self._alarm(stream, "chain")
        self.report.later.update(dict.fromkeys(left.broken, MISFIT_LATER_S))
        self._lacking.update(left.lacking)
        self.report.sent += sum(1 for told in answer.results.values() if told.version)
        self.report.refused += sum(1 for told in answer.results.values() if not told.version)
        self.report.later.update(answer.later)

    def _received(self, request: SyncRequest, answer: SyncAnswer, batch: Sequence[Outgoing]) -> Iterable[Received]:
        """Yield what is told of each stream."""
        results: dict[str, dict[str, Result]] = {}
        sent: dict[str, dict[str, bytes]] = {}
        for each, change in zip(batch, request.changes, strict=False):
            told = answer.results.get(each.id)
            if told is not None:
                results.setdefault(each.stream, {})[each.id] = wording.result(told)
                sent.setdefault(each.stream, {})[each.id] = bytes(change.body)
        for stream in {**results, **answer.heads}:
            head, raw = answer.heads.get(stream), answer.entries.get(stream)
            entries = wording.entries(bytes(raw)) if raw is not None else []
            self.report.received += sum(1 for entry in entries if entry.body is not None)
            yield Received(
                stream=stream, entries=entries, head=None if head is None else (head.version, head.hash),
                results=results.get(stream, {}), sent=sent.get(stream, {}),
            )  # fmt: skip

    def _fetch_lacking(self) -> None:
        """Fetch the state of streams with an entry whose content is not to be had.

        One that may not be read any more is purged as a whole.
        """
        while self._lacking:
            stream = self._lacking.pop()
            with suppress(NotReadable), understood():
                states.install(self._store, [(self._listed(stream), wording.state(*self._link.state(stream)))])

    def _part_from_copy(self, taken: Collection[str]) -> None:
        """Go on under a new device id; what the server took meanwhile is sent again and known by its id."""
        before = self._store.device
        exchange.part_from_copy(self._store, taken=taken)
        self._register(replaces=before)

    def _follow_fork(self, stream: str) -> None:
        """Find the last common version, fetch the state, and send own changes above it again.

        A server that was restored says so by a new epoch; one that was not has another past than it had: an alarm.
        """
        anchors = [Anchor(version, known) for version, known in exchange.anchors(self._store, stream)]
        request = SyncRequest(device=self._store.device, epoch=self._epoch(), cursors={stream: anchors})
        answer = self._link.sync(request)
        if stream not in answer.forked:
            return
        listed = self._listed(stream)
        state = self._state_or_nothing(stream)
        if exchange.is_settled(self._store):
            self._alarm(stream, "fork")
        before = self._store.device
        with understood():
            states.fork(self._store, listed, state, common=answer.forked[stream])
        self._register(replaces=before)
        logger.warning("forked", extra={"stream": stream, "common": answer.forked[stream]})

    def _state_or_nothing(self, stream: str) -> states.State:
        """Return the server's state, an empty one when the server has lost the stream; raises BeginAnew."""
        try:
            head, records = self._link.state(stream)
        except NotReadable:
            return states.nothing(stream)
        if head.epoch != self._epoch():
            exchange.meet_epoch(self._store, head.epoch)
            raise BeginAnew
        return wording.state(head, records)

    def _listed(self, stream: str) -> Listed:
        return states.listed(self._store, stream)

    def _epoch(self) -> str:
        return exchange.known_epoch(self._store)

    def _register(self, *, replaces: str) -> None:
        asked = Registration(
            device=self._store.device, key=self._store.signing_pair.public, name=self._name, replaces=replaces
        )
        self._link.register(asked)
        self._store.put_setting(exchange.REGISTERED, self._store.device)

    def _alarm(self, stream: str, problem: str) -> None:
        version = next((each.version for each in exchange.cursors(self._store) if each.stream == stream), 0)
        receiving.note_finding(self._store, stream, version=version, problem=problem)
        logger.error("alarm", extra={"stream": stream, "problem": problem})
