"""Who may read what by the server's tables alone, and a link that fails when anybody is given, or lets in, more."""

from collections.abc import Callable, Mapping

from sqlalchemy import text

import sealed_rows
from app.changes.change import decode
from app.clock import instant
from app.store.store import Store
from exchange_people import FaultyLink
from offices import CoreLink, Office
from sync.client.link import Heard, NotReadable
from sync.protocol import Log, StateHead, StateRecord, SyncAnswer, SyncRequest

OpenTo = Callable[[str], set[str]]
"""Asks which of the streams that are watched a user may read now."""


def open_to(office: Office, login: str, *, citizen: str, streams: Mapping[str, str]) -> set[str]:
    """Return those of *streams*, {stream: the area it takes, or ""}, that *login* may read at the server's instant."""
    named = {"login": login, "citizen": citizen, "now": instant(office.clock.now())}
    with office.core.database.reading() as connection:
        if connection.execute(_ASSIGNED, named).first() is None:
            return set()
        areas = connection.execute(_AREAS, named).scalar_one().split(",")
    return {stream for stream, area in streams.items() if not area or area in areas}


class _Watched(CoreLink):
    """A link whose answers are held against what the user may read when they are given."""

    watched: frozenset[str] = frozenset()
    open_to: OpenTo

    def sync(self, request: SyncRequest) -> SyncAnswer:
        closed = self._closed()
        before = self._entered(closed) if request.changes else set()
        answer = super().sync(request)
        assert not closed & {*answer.entries, *answer.heads}, "handed out what is closed"
        for sent in request.changes if closed else ():
            change, told = decode(bytes(sent.body)), answer.results.get(decode(bytes(sent.body)).id)
            is_taken = change.stream in closed and told is not None and told.version and change.id not in before
            assert not is_taken or change.redacts, "taken where nothing may be written"
        return answer

    def index(self, *, known: str, wait: int) -> Heard:
        closed = self._closed()
        heard = super().index(known=known, wait=wait)
        assert heard.index is None or not closed & {each.id for each in heard.index.streams}, "listed what is closed"
        return heard

    def state(self, stream: str) -> tuple[StateHead, list[StateRecord]]:
        told = super().state(stream)
        assert stream not in self._closed(), "told the state of what is closed"
        return told

    def log(self, stream: str, *, after: int, before: int) -> Log:
        told = super().log(stream, after=after, before=before)
        assert stream not in self._closed(), "told the log of what is closed"
        return told

    def _closed(self) -> set[str]:
        return set(self.watched - self.open_to(self._store.user))

    def _entered(self, streams: set[str]) -> set[str]:
        with self.core.database.reading() as connection:
            there = {each.id for each in connection.execute(_STREAMS).all()}
            return {each.id for one in streams & there for each in sealed_rows.entries(connection, one)}


class RightfulLink(FaultyLink, _Watched):
    """A link that loses and doubles messages, and knows what its user may not see."""

    def __init__(self, office: Office, store: Store, *, watched: frozenset[str], open_to: OpenTo) -> None:
        super().__init__(office, store)
        self.watched = watched
        self.open_to = open_to

    def knock(self) -> None:
        """Ask for everything that is closed: nothing of it may be told."""
        for stream in sorted(self._closed()):
            for ask in (self.state, self._whole_log):
                try:
                    ask(stream)
                except NotReadable:
                    continue
                raise AssertionError("told what is closed")

    def _whole_log(self, stream: str) -> Log:
        return self.log(stream, after=0, before=1 << 31)


_ASSIGNED = text(
    "SELECT 1 FROM assignment_period WHERE login = :login AND citizen = :citizen AND party = '' "
    "AND starts <= :now AND ends > :now"
)
_AREAS = text("SELECT areas FROM account WHERE login = :login")
_STREAMS = text("SELECT id FROM stream")
