"""Writing a plan file: the log of a citizen, or of everybody, with attached files, sealed for one receiver."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from sqlalchemy import Connection

from app.changes import signing
from app.changes.attached import address_of, part_count
from app.clock import Clock, instant
from sync.server import answerable, merging, origins, pull, readable_copy, rights, settings
from sync.server.content import EntryRow
from sync.server.database import Database
from sync.server.origins import Departure
from sync.server.own import SERVER
from sync.server.planfile import (
    ATTACHED,
    FORMAT,
    KEYS,
    READABLE,
    STREAMS,
    Address,
    EntryLine,
    KeyLine,
    Laying,
    Manifest,
    StreamLine,
)
from sync.server.sealed_file import Writer, mark_of
from sync.server.settings import Identity
from sync.server.staffing import NotDone
from sync.server.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to leave: the streams of *citizens*, or of everybody when None; for whom, and by whose word.

    `is_readable`: beside the logs go copies that people and other systems read.
    """

    citizens: tuple[str, ...] | None
    to: Address
    by: str
    is_readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a plan file holds. *late* is work kept for somebody to decide, which stays behind."""

    citizens: int
    streams: int
    files: int
    readable: int
    late: int


def name_itself(database: Database, name: str) -> Address:
    """Give the municipality the name that others know it by, unless it is empty, and return what they need to know."""

    def write(connection: Connection) -> str:
        if name:
            settings.write(connection, settings.MUNICIPALITY, name.encode())
        return (settings.read(connection, settings.MUNICIPALITY) or b"").decode()

    known = database.write(write)
    if not known:
        raise NotDone("say by --municipality what the municipality is called")
    identity = database.read(settings.identity)
    return Address(municipality=known, sealing=identity.sealing.public, signing=identity.signing.public)


def write(database: Database, target: Path, wanted: Wanted, *, clock: Clock) -> Written:
    """Write a plan file to *target*, which must not exist, whole or not at all. Raises NotDone."""
    if target.exists():
        raise NotDone("the file is there already")
    at = instant(clock.now())
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with database.reading() as connection:
                written, gone = _Leaving(connection, wanted, at=at).lay(file)
            file.flush()
            os.fsync(file.fileno())
        database.write(lambda connection: origins.note_departures(connection, gone))
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    return written


class _Leaving:
    """One snapshot on its way into a file."""

    def __init__(self, connection: Connection, wanted: Wanted, *, at: str) -> None:
        self._connection = connection
        self._wanted = wanted
        self._at = at
        self._identity: Identity = settings.identity(connection)
        self._name = (settings.read(connection, settings.MUNICIPALITY) or b"").decode()
        self._used: set[str] = set()
        self._late = 0

    def lay(self, file: BinaryIO) -> tuple[Written, list[Departure]]:
        """Write everything into *file*."""
        if not self._name:
            raise NotDone("say by `plan key --municipality` what the municipality is called")
        answerable.check(self._connection, self._wanted.by, answerable.STAFF)
        rows = self._streams()
        laying = Laying(Writer(file, to=self._wanted.to.sealing))
        for row in rows:
            laying.add(f"{STREAMS}{row.id}.jsonl", self._log(row))
        for path, content in (each for row in rows for each in self._files(row.id)):
            laying.add(path, content)
        keys = self._keys()
        for path, content in self._copies(rows, keys):
            laying.add(path, content)
        laying.add(KEYS, msgspec.json.encode(keys))
        to = mark_of(self._wanted.to.sealing)
        laying.sign(
            Manifest(
                format=FORMAT, municipality=self._name, signing=self._identity.signing.public, at=self._at,
                by=self._wanted.by, to=to, parts=laying.parts,
                origins=origins.of_streams(self._connection, [row.id for row in rows]),
            ),
            private=self._identity.signing.private,
        )  # fmt: skip
        gone = [Departure(row.id, self._at, self._wanted.by, self._wanted.to.municipality, row.version) for row in rows]
        citizens = {row.citizen for row in rows if row.citizen}
        found = [each.path.partition("/")[0] + "/" for each in laying.parts]
        return Written(
            citizens=len(citizens), streams=len(rows), files=found.count(ATTACHED), readable=found.count(READABLE),
            late=self._late,
        ), gone  # fmt: skip

    def _streams(self) -> list[Any]:
        """Return the streams that leave. Raises NotDone."""
        wanted = self._wanted.citizens
        if wanted is None:
            rows = [row for row in _ALL.all(self._connection) if moves(row.citizen, row.compartment)]
        else:
            for each in wanted:
                merging.check_whole(self._connection, each)
            rows = [row for row in _OF_CITIZENS.of(self._connection, wanted) if moves(row.citizen, row.compartment)]
            if {row.citizen for row in rows} != set(wanted):
                raise NotDone("nothing is kept of one of these citizens")
        if not rows:
            raise NotDone("there is nothing to write")
        self._late = sum(_LATE.scalar(self._connection, stream=row.id) for row in rows)
        return sorted(rows, key=lambda row: str(row.id))

    def _log(self, row: Any) -> bytes:
        head = StreamLine(
            stream=row.id, citizen=row.citizen, compartment=row.compartment, version=row.version, hash=bytes(row.hash)
        )
        entries = (self._line(each) for each in pull.rows(self._connection, row.id, after=0))
        return b"".join(msgspec.json.encode(each) + b"\n" for each in (head, *entries))

    def _line(self, row: EntryRow) -> EntryLine:
        bare = EntryLine(id=row.id, meta=bytes(row.meta), commitment=bytes(row.commitment))
        held = row.content
        if held is None:
            return bare
        self._used.add(held.key)
        return msgspec.structs.replace(
            bare, salt=held.salt, body=held.body, outcomes=held.outcomes, key=held.key, sig=held.sig
        )

    def _files(self, stream: str) -> Iterator[tuple[str, bytes]]:
        """Yield the whole files of a stream: the sealed bytes, as they came."""
        for row in _FILES.all(self._connection, stream=stream):
            if row.held == part_count(row.size):
                content = b"".join(
                    bytes(each.content) for each in _PARTS.each(self._connection, stream=stream, address=row.address)
                )
                if address_of([content]) != row.address:
                    raise NotDone("an attached file is damaged; run `check`")
                yield f"{ATTACHED}{stream}/{row.address}", content

    def _copies(self, rows: Sequence[Any], keys: Sequence[KeyLine]) -> Iterator[tuple[str, bytes]]:
        """Yield the readable copies, one citizen at a time."""
        places = {each.key: each.municipality for each in keys}
        by_citizen = sorted((row for row in rows if row.citizen), key=lambda row: (row.citizen, row.id))
        for citizen, streams in groupby(by_citizen if self._wanted.is_readable else (), lambda row: str(row.citizen)):
            yield from readable_copy.copies(self._connection, citizen, list(streams), places=places)

    def _keys(self) -> list[KeyLine]:
        """Return the keys that prove what leaves. Raises NotDone when one is not known."""
        own = self._identity.signing.public
        found = {signing.key_id(own): self._key(signing.key_id(own), device=SERVER, login="", public=own)}
        for row in _DEVICES.of(self._connection, self._used):
            found[row.key_id] = self._key(row.key_id, device=row.id, login=row.login, public=bytes(row.key))
        found |= origins.keys_of(self._connection, self._used)
        if not found.keys() >= self._used:
            raise NotDone("a signature is of no key that is known here; run `check`")
        return sorted(found[each] for each in self._used)

    def _key(self, name: str, *, device: str, login: str, public: bytes) -> KeyLine:
        return KeyLine(key=name, device=device, login=login, municipality=self._name, public=public)


def moves(citizen: str | None, compartment: str) -> bool:
    """Tell whether a stream leaves with its citizen, or with its municipality.

    What is shared with outsiders is copied anew by the receiver; what is a user's own, and who works here, stays.
    """
    if citizen is not None:
        return not compartment.startswith(rights.SHARE)
    is_common = compartment in rights.READ_ONLY and compartment != rights.DIRECTORY
    return is_common or compartment.startswith(rights.DEVICE)


_COLUMNS = "id, citizen, compartment, version, hash"
_ALL = Statement(f"SELECT {_COLUMNS} FROM stream WHERE version > 0 AND moved_to IS NULL")  # noqa: S608 - a constant, as below
_OF_CITIZENS = Statement(
    f"SELECT {_COLUMNS} FROM stream WHERE version > 0 AND moved_to IS NULL AND citizen IN :ids"  # noqa: S608
)
_FILES = Statement("SELECT address, size, held FROM attached WHERE stream = :stream ORDER BY address")
_PARTS = Statement("SELECT content FROM attached_part WHERE stream = :stream AND address = :address ORDER BY number")
_DEVICES = Statement("SELECT id, login, key_id, key FROM device WHERE key_id IN :ids")
_LATE = Statement(
    "SELECT count(*) FROM refusal WHERE stream = :stream AND code = 'not_assigned' AND settled IS NULL "
    "AND content IS NOT NULL"
)
