"""The server without its wire: every request as a method, each doing its work in transactions of its own."""

import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from app.clock import Clock, instant
from sync import protocol
from sync.protocol import Login, Registered, Registration, Result, SealedChange, SyncAnswer, SyncRequest
from sync.server import accounts, devices, directory, index, pull, rights, sealed, settings
from sync.server.accounts import Denied, Tries
from sync.server.answering import Answering, OtherEpoch
from sync.server.database import Database
from sync.server.index import Listed
from sync.server.nudges import Nudges
from sync.server.rights import Session

logger = logging.getLogger(__name__)


class WrongDevice(Exception):
    """The message names another device than the token, or one that is not registered."""


class NotReadable(Exception):
    """The stream does not exist for this user."""


class _NotTaken(Exception):
    """A sealed change waits for its device: the transaction is rolled back."""


class Core:
    """The server's work on one database. Any thread may call it."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        """Bring the tables of *database* up to date and read the server's keys."""
        self.database = database
        self.clock = clock
        self.nudges = Nudges()
        self._tries = Tries()
        self._held: set[tuple[str, str]] = set()
        self._guard = threading.Lock()
        database.migrate()
        with database.writing() as connection:
            settings.prepare(connection)
            self.identity = settings.identity(connection)
            directory.begin(connection, self.identity, now=clock.now())

    def session(self, token: str) -> Session:
        """Return whom *token* stands for; raises Denied."""
        with self.database.reading() as connection:
            return accounts.session_by_token(connection, token, now=self.clock.now())

    def login(self, asked: Login) -> protocol.Session:
        """Give a token for a password or a device's secret; raises Denied or TooManyTries."""
        now = self.clock.now()
        self._tries.check(asked.login or asked.device, now=now)
        try:
            with self.database.reading() as connection:
                login = self._known(connection, asked)
                session = accounts.session_of(connection, login=login, device=asked.device)
        except Denied:
            self._tries.note(asked.login or asked.device, now=now)
            raise
        with self.database.writing() as connection:
            return self._session(connection, session, now=now)

    def register(self, session: Session, asked: Registration) -> Registered:
        """Register a device for the session's user; raises NotRegistrable."""
        now = self.clock.now()
        with self.database.writing() as connection:
            secret = devices.register(connection, session, asked, identity=self.identity, now=now)
            known = accounts.session_of(connection, login=session.login, device=asked.device)
            told = self._session(connection, known, now=now)
            escrow = settings.read(connection, settings.ESCROW)  # an administrator may have set it since the start
        self.nudges.touch(directory.STREAM)
        logger.info("registered", extra={"device": asked.device})
        return Registered(
            secret=secret, session=told, sealing_key=self.identity.sealing.public,
            server_key=self.identity.signing.public, escrow_key=escrow,
        )  # fmt: skip

    def index(self, session: Session, *, known: str) -> Listed:
        """Return the index, or what differs from the one whose ETag is *known*; renews the lease."""
        now = self.clock.now()
        with self.database.reading() as connection:
            listed = index.read(connection, session, self.nudges, known=known, now=instant(now))
            if listed.index is None:
                return listed
            lease = devices.lease(connection, session, now=now)
            escrow = settings.read(connection, settings.ESCROW) if listed.index.whole and lease is not None else None
        return replace(listed, index=msgspec.structs.replace(listed.index, lease=lease, escrow_key=escrow))

    def sync(self, session: Session, request: SyncRequest) -> SyncAnswer:
        """Take changes and hand out what the device lacks.

        Raises WrongDevice and Unreadable.
        """
        if request.device != session.device or not session.is_registered:
            raise WrongDevice
        if len(request.changes) > protocol.MOST_CHANGES:
            raise protocol.TooLarge
        answering = Answering(self, session, request)
        try:
            answering.push()
            return answering.pull()
        except OtherEpoch as met:
            return SyncAnswer(epoch=met.epoch)

    def state(self, session: Session, stream: str) -> Iterator[bytes]:
        """Yield the lines of a stream's state; raises NotReadable."""
        with self.database.reading() as connection:
            self._check_readable(connection, session, stream)
            lines = list(pull.state(connection, stream))
        self.hold(session.device, [stream])
        return iter(lines)

    def log(self, session: Session, stream: str, *, after: int, before: int) -> protocol.Log:
        """Return entries between *after* and *before*, the newest when they are too many; raises NotReadable."""
        with self.database.reading() as connection:
            self._check_readable(connection, session, stream)
            return pull.log(connection, stream, after=after, before=before)

    def purged(self, session: Session, streams: Sequence[str]) -> None:
        """Note that the session's device has purged *streams*."""
        with self.database.writing() as connection:
            index.purged(connection, session.device, list(streams), at=instant(self.clock.now()))
        with self._guard:
            self._held -= {(session.device, each) for each in streams}
        logger.info("purged", extra={"device": session.device, "streams": len(streams)})

    def take_sealed(self, changes: Sequence[SealedChange]) -> dict[str, Result]:
        """Enter sealed changes in order and return what became of them; those not named stay with their device."""
        now = instant(self.clock.now())
        results: dict[str, Result] = {}
        for each in changes:
            result = self._take_sealed(each, now=now)
            if result is not None:
                results[each.change] = result
        return results

    def _take_sealed(self, each: SealedChange, *, now: str) -> Result | None:
        try:
            with self.database.writing() as connection:
                stream, result = self._enter_sealed(connection, each, now=now)
        except _NotTaken:
            return None
        self.nudges.touch(stream)
        return result

    def _enter_sealed(self, connection: Connection, each: SealedChange, *, now: str) -> tuple[str, Result]:
        opened = sealed.opened(connection, each, identity=self.identity)
        result = sealed.take(connection, opened, identity=self.identity, now=now) if opened else None
        if opened is None or result is None:
            raise _NotTaken
        return opened.incoming.stream, result

    def hold(self, device: str, streams: Sequence[str]) -> None:
        """Note that *device* was given *streams*; asked again it costs nothing."""
        fresh = self.unheld(device, streams)
        if fresh:
            with self.database.writing() as connection:
                index.hold(connection, device, fresh)
            self.held(device, fresh)

    def unheld(self, device: str, streams: Sequence[str]) -> list[str]:
        """Return those of *streams* of which it is not noted that *device* was given them."""
        with self._guard:
            return [each for each in streams if (device, each) not in self._held]

    def held(self, device: str, streams: Sequence[str]) -> None:
        """Know from now on that it was noted that *device* was given *streams*."""
        with self._guard:
            self._held |= {(device, each) for each in streams}

    def _known(self, connection: Connection, asked: Login) -> str:
        if asked.secret:
            return accounts.check_secret(connection, device=asked.device, secret=asked.secret)
        accounts.check_password(connection, login=asked.login, password=asked.password)
        return asked.login

    def _session(self, connection: Connection, session: Session, *, now: datetime) -> protocol.Session:
        token, until = accounts.new_token(connection, login=session.login, device=session.device, now=now)
        return protocol.Session(
            token=token, until=until, time=instant(now), login=session.login, name=session.name,
            role=session.role.value, may_create=session.role in rights.CREATORS,
            lease=devices.lease(connection, session, now=now),
        )  # fmt: skip

    def _check_readable(self, connection: Connection, session: Session, stream: str) -> None:
        found = rights.find(connection, stream)
        if found is None or not rights.right(connection, session, found).rights:
            raise NotReadable
