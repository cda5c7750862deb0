"""Taking a plan file: everything in it is proved before anything is written, and all of it is written, or nothing."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.changes import signing
from app.changes.attached import part_count, part_length
from app.changes.change import decode
from app.clock import Clock, instant
from sync.server import answerable, directory, files, origins, people, register, settings
from sync.server import log as logs
from sync.server.database import Database
from sync.server.own import SERVER
from sync.server.plan_proof import Seen, looked_through, read_log
from sync.server.planfile import (
    ATTACHED,
    STREAMS,
    Address,
    Envelope,
    KeyLine,
    Origin,
    Sealed,
    StreamLine,
    examined,
    parts,
)
from sync.server.rights import Role, Session, Stream
from sync.server.sealed_file import PlanfileWrong
from sync.server.settings import Identity
from sync.server.staffing import NotDone
from sync.server.statements import Statement
from sync.server.vault import vault_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came: how much, and from where."""

    municipality: str
    citizens: int
    streams: int
    files: int


_HERE_ALREADY = "one of the plans is here already"


def take(database: Database, sealed: Sealed, *, sender: Address, by: str, clock: Clock) -> Taken:
    """Take the plan file of *sender*; return what came. Raises PlanfileWrong, and then nothing is written."""
    envelope = examined(sealed, sender=sender)
    seen = looked_through(sealed, envelope)
    now = clock.now()

    def write(connection: Connection) -> None:
        _check_fits(connection, envelope, seen, by=by)
        database.vault.ensure(seen.streams)
        _Arriving(connection, envelope, now=now).write(sealed, by=by)

    database.write(write)
    return Taken(
        municipality=sender.municipality, citizens=len(seen.citizens), streams=len(seen.streams), files=seen.files
    )


def _check_fits(connection: Connection, envelope: Envelope, seen: Seen, *, by: str) -> None:
    """See that nothing of what came is here, or was erased here. Raises PlanfileWrong."""
    _check_person(connection, by)
    vault = vault_of(connection)
    if any(register.is_erased(vault, each) for each in seen.citizens):
        raise PlanfileWrong("one of the citizens was erased here")
    is_here = any(True for _ in _CITIZENS.of(connection, seen.citizens))
    if is_here or any(True for _ in _STREAMS.of(connection, seen.streams)):
        raise PlanfileWrong(_HERE_ALREADY)
    if any(True for _ in _RECORDS.of(connection, seen.records)):
        raise PlanfileWrong("a record of the file stands in another plan here")
    known = {row.id: bytes(row.key) for row in _DEVICES.of(connection, [each.device for each in envelope.keys])}
    if any(known.get(each.device, each.public) != each.public for each in envelope.keys):
        raise PlanfileWrong("the file names a device of this municipality")


def _check_person(connection: Connection, login: str) -> None:
    try:
        answerable.check(connection, login, answerable.STAFF)
    except NotDone as wrong:
        raise PlanfileWrong(str(wrong)) from wrong


class _Arriving:
    """A file that is written into the database, in one transaction."""

    def __init__(self, connection: Connection, envelope: Envelope, *, now: datetime) -> None:
        self._connection = connection
        self._envelope = envelope
        self._now = now
        self._identity: Identity = settings.identity(connection)
        self._keys = {each.key: each for each in envelope.keys}

    def write(self, sealed: Sealed, *, by: str) -> None:
        """Write all of it."""
        heads: list[StreamLine] = []
        for part, content in parts(sealed, self._envelope):
            if part.path.startswith(STREAMS):
                heads.append(self._write_stream(content))
            elif part.path.startswith(ATTACHED):
                self._write_file(part.path, content)
        self._write_keys()
        origins.keep(self._connection, list(self._moves(heads, by=by)))
        settings.beat(self._connection)

    def _write_stream(self, content: bytes) -> StreamLine:
        stream = read_log(content)
        head = stream.head
        log = logs.open_stream(self._connection, Stream(head.stream, head.citizen, head.compartment))
        if log.version:
            raise PlanfileWrong(_HERE_ALREADY)  # somebody was quicker
        watchers: dict[str, people.Watcher] = {}
        for row in stream.rows:
            log.take(row)
            if row.content is not None:
                author = self._keys[row.content.key]
                watcher = watchers.setdefault(author.key, people.Watcher(log, _somebody(author)))
                watcher.entered(decode(row.content.body))
        log.write()
        for each in watchers.values():
            each.write()
        return head

    def _write_file(self, path: str, content: bytes) -> None:
        stream, _, address = path.removeprefix(ATTACHED).partition("/")
        size, count = len(content), part_count(len(content))
        _BEGIN.run(
            self._connection, stream=stream, address=address, size=size, held=count, device=SERVER,
            at=instant(self._now), due=instant(self._now + files.KEPT),
        )  # fmt: skip
        at = 0
        for number in range(count):
            piece = content[at : at + part_length(size, number)]
            at += len(piece)
            digest = hashlib.sha256(piece).digest()
            _ADD.run(self._connection, stream=stream, address=address, number=number, digest=digest, content=piece)

    def _write_keys(self) -> None:
        """Keep the keys of elsewhere, and tell those who read the plans whose they are."""
        connection, identity = self._connection, self._identity
        own = {row.key_id for row in _KEYS.of(connection, self._keys)}
        own.add(signing.key_id(identity.signing.public))
        foreign = [each for each in self._envelope.keys if each.key not in own]
        origins.keep_keys(connection, foreign)
        for each in foreign:
            directory.write_foreign_key(connection, identity, each, now=self._now)

    def _moves(self, heads: list[StreamLine], *, by: str) -> Iterator[Origin]:
        told = self._envelope.manifest
        yield from told.origins
        for each in heads:
            yield Origin(
                stream=each.stream, version=each.version, municipality=told.municipality, signing=told.signing,
                at=told.at, by=told.by, received=instant(self._now), received_by=by,
            )  # fmt: skip


def _somebody(key: KeyLine) -> Session:
    """Return who wrote elsewhere: nobody who has any right here."""
    return Session(login=key.user, name="", role=Role.ADMINISTRATOR, areas=frozenset(), device=key.device)


_CITIZENS = Statement("SELECT id FROM stream WHERE citizen IN :ids")
_STREAMS = Statement("SELECT id FROM stream WHERE id IN :ids")
_RECORDS = Statement("SELECT id FROM record WHERE id IN :ids")
_DEVICES = Statement("SELECT id, key FROM device WHERE id IN :ids")
_KEYS = Statement("SELECT key_id FROM device WHERE key_id IN :ids")
_BEGIN = Statement(
    "INSERT INTO attached (stream, address, size, held, device, at, due) "
    "VALUES (:stream, :address, :size, :held, :device, :at, :due)"
)
_ADD = Statement(
    "INSERT INTO attached_part (stream, address, number, digest, content) "
    "VALUES (:stream, :address, :number, :digest, :content)"
)
