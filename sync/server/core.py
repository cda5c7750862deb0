"""The server without its wire: every request as a method, each doing its work in transactions of its own."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from app.clock import Clock, instant
from app.ids import is_uuid
from sync import protocol
from sync.protocol import Login, Registered, Registration, Result, SealedChange, SyncAnswer, SyncRequest
from sync.server import (
    accounts,
    assignments,
    devices,
    directory,
    files,
    index,
    logging_in,
    pull,
    rights,
    sealed,
    settings,
    sharing,
)
from sync.server.answering import Answering, OtherEpoch
from sync.server.database import Database
from sync.server.holdings import Holdings
from sync.server.index import Listed
from sync.server.nudges import Nudges
from sync.server.oidc import Conversation
from sync.server.policy import Policy
from sync.server.provider import Provider
from sync.server.rights import Session
from sync.server.settings import Identity
from sync.server.vault import NoKey

logger = logging.getLogger(__name__)


class WrongDevice(Exception):
    """The message names another device than the token, or one that is not registered."""


class NotReadable(Exception):
    """The stream does not exist for this user."""


class _NotTaken(Exception):
    """A sealed change waits for its device: the transaction is rolled back."""


class Core:
    """The server's work on one database. Any thread may call it."""

    def __init__(self, database: Database, *, clock: Clock, policy: Policy | None = None) -> None:
        """Bring the tables of *database* up to date and read the server's keys."""
        self.database = database
        self.policy = policy or Policy()
        self.clock = clock
        self.nudges = Nudges()
        self.holdings = Holdings(database)
        self._seen: dict[str, datetime] = {}
        self._conversation: Conversation | None = None
        with database.turn():
            database.migrate()
            self.identity = database.write(self._begin)

    def session(self, token: str) -> Session:
        """Return whom *token* stands for; raises Denied."""
        return self.database.read(lambda each: accounts.session_by_token(each, token, now=self.clock.now()))

    def login(self, asked: Login) -> protocol.Session:
        """Give a token for a password or a device's secret; raises Denied, FactorNeeded or TooManyTries."""
        return logging_in.log_in(self, asked)

    def conversation(self, provider: Provider, secret: str) -> Conversation:
        """Return the talk with the provider of identities, which goes on as long as the provider stays the same."""
        held = self._conversation
        if held is None or (held.provider, held.secret) != (provider, secret):
            held = self._conversation = Conversation(provider, secret=secret)
        return held

    def register(self, session: Session, asked: Registration) -> Registered:
        """Register a device for the session's user; raises NotRegistrable."""
        registered = self.database.write(lambda each: self._registered(each, session, asked))
        self.nudges.touch(directory.STREAM)
        logger.info("registered", extra={"device": asked.device})
        return registered

    def index(self, session: Session, *, known: str) -> Listed:
        """Return the index, or what differs from the one whose ETag is *known*; renews the lease."""
        self._note_contact(session)
        tick = self.nudges.tick  # before the database is read: what comes later is heard of
        return self.database.read(lambda each: self._listed(each, session, known=known, tick=tick))

    def sync(self, session: Session, request: SyncRequest) -> SyncAnswer:
        """Take changes and hand out what the device lacks.

        Raises WrongDevice and Unreadable.
        """
        if request.device != session.device or not session.is_registered:
            raise WrongDevice
        if len(request.changes) > protocol.MOST_CHANGES:
            raise protocol.TooLarge
        if not all(map(is_uuid, request.cursors)):
            raise protocol.Unreadable("stream")
        if any(len(each) > protocol.MOST_ANCHORS for each in request.cursors.values()):
            raise protocol.TooLarge
        answering = Answering(self, session, request)
        try:
            answering.push()
            return answering.pull()
        except OtherEpoch as met:
            return SyncAnswer(epoch=met.epoch)

    def state(self, session: Session, stream: str) -> Iterator[bytes]:
        """Yield the lines of a stream's state; raises NotReadable."""

        def read(connection: Connection) -> list[bytes]:
            self._check_readable(connection, session, stream)
            return list(pull.state(connection, stream))

        lines = self.database.read(read)
        self.holdings.note(session.device, [stream])
        return iter(lines)

    def log(self, session: Session, stream: str, *, after: int, before: int) -> protocol.Log:
        """Return entries between *after* and *before*, the newest when they are too many; raises NotReadable."""

        def read(connection: Connection) -> protocol.Log:
            self._check_readable(connection, session, stream)
            return pull.log(connection, stream, after=after, before=before)

        return self.database.read(read)

    def purged(self, session: Session, streams: Sequence[str]) -> None:
        """Note that the session's device has purged *streams*."""
        self.holdings.let_go(session.device, streams, at=instant(self.clock.now()))
        self.nudges.touch(rights.USER + session.login)  # what had to wait for the receipt is listed now
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
            stream, result = self.database.write(lambda connection: self._enter_sealed(connection, each, now=now))
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

    def _begin(self, connection: Connection) -> Identity:
        settings.prepare(connection)
        identity = settings.identity(connection)
        directory.begin(connection, identity, now=self.clock.now())
        return identity

    def _note_contact(self, session: Session) -> None:
        now = self.clock.now()
        seen = self._seen.get(session.device)
        if session.is_registered and (seen is None or abs(now - seen) >= devices.SEEN_EVERY):
            self._seen[session.device] = now
            self.database.write(lambda each: devices.note_seen(each, session.device, now=now))

    def share(self, citizens: Iterable[str]) -> None:
        """Bring what outsiders may see of *citizens* in step with plan and consents."""
        for citizen in citizens:
            keep = partial(sharing.keep, identity=self.identity, citizen=citizen, now=self.clock.now())
            try:
                logins = self.database.write(keep)
            except (SQLAlchemyError, NoKey) as failed:  # the next round does it
                logger.warning("not shared", extra={"error": type(failed).__name__})
                continue
            self.nudges.touch(*(rights.USER + each for each in logins))

    def turn(self) -> None:
        """Do what the clock asks for: rights that begin or end are told, though nobody calls."""
        now = self.clock.now()
        self.share(self.database.read(lambda each: sharing.due(each, now=now)))
        if self.database.read(lambda each: files.is_due(each, now=now)):
            self.database.write(lambda each: files.sweep(each, now=now))
        if not self.database.read(lambda each: assignments.is_due(each, now=now)):
            return
        self.nudges.touch(*self.database.write(lambda each: assignments.turn(each, self.identity, now=now)))

    def _registered(self, connection: Connection, session: Session, asked: Registration) -> Registered:
        now = self.clock.now()
        secret = devices.register(connection, session, asked, identity=self.identity, now=now)
        known = accounts.session_of(connection, login=session.login, device=asked.device)
        logging_in.vouch(connection, session, device=asked.device)
        return Registered(
            secret=secret, session=self.new_session(connection, replace(known, proved=session.proved), now=now),
            sealing_key=self.identity.sealing.public, server_key=self.identity.signing.public,
            escrow_key=settings.read(connection, settings.ESCROW),  # an administrator may have set it since the start
        )  # fmt: skip

    def _listed(self, connection: Connection, session: Session, *, known: str, tick: int) -> Listed:
        now = self.clock.now()
        listed = index.read(connection, session, known=known, tick=tick, now=instant(now))
        if listed.index is None:
            return listed
        lease = devices.lease(connection, session, now=now)
        return replace(listed, index=msgspec.structs.replace(listed.index, lease=lease))

    def new_session(self, connection: Connection, session: Session, *, now: datetime) -> protocol.Session:
        """Draw a token for *session* and say whom it stands for."""
        token, until = accounts.new_token(
            connection, login=session.login, device=session.device, now=now, proved=session.proved
        )
        return protocol.Session(
            token=token, until=until, time=instant(now), login=session.login, name=session.name,
            role=session.role.value, may_create=session.role in rights.CREATORS,
            lease=devices.lease(connection, session, now=now),
        )  # fmt: skip

    def _check_readable(self, connection: Connection, session: Session, stream: str) -> None:
        found = rights.find(connection, stream)
        now = instant(self.clock.now())
        if found is None or not rights.right(connection, session, found, now=now).rights:
            raise NotReadable
