"""The log of one stream while its row is locked: what is known, what is added, what the head becomes."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection

from app.changes import chain
from app.changes.cells import Cells, encode_cells
from app.changes.change import IGNORED, MERGED, RIVAL, Change, Outcomes, decode, decode_outcomes, encode_outcomes
from app.changes.fold import Stamp, fold_entry
from sync.protocol import Anchor
from sync.server.content import Content, EntryRow, open_content, read_cells, seal_cells, seal_content
from sync.server.rights import PLAN, Stream
from sync.server.statements import Statement
from sync.server.vault import NoKey, StreamKey, vault_of

_NONE = b"[]"


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A change with its very bytes and the signature over them."""

    change: Change
    body: bytes
    key: str
    sig: bytes
    ceiling: int | None = None


@dataclass(slots=True)
class Log:
    """A locked stream. `add` collects entries; `write` writes them all.

    `states`, `kinds` and `foreign` tell of the records that were loaded: their cells, their kinds, and which lie in
    another stream. `entries` is what was added since the stream was locked. `key` is None for a stream that was erased.
    """

    connection: Connection
    stream: Stream
    key: StreamKey | None
    version: int
    hash: bytes
    states: dict[str, Cells] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)
    entries: list[EntryRow] = field(default_factory=list)
    _written: int = 0
    _altered: set[str] = field(default_factory=set)

    @property
    def head(self) -> Anchor:
        """The head as it is now, in memory."""
        return Anchor(self.version, self.hash)

    @property
    def sealing(self) -> StreamKey:
        """The key that the stream's content is sealed under; raises NoKey."""
        if self.key is None:
            raise NoKey(self.stream.id)
        return self.key

    def load(self, records: Iterable[str]) -> None:
        """Take the cells of *records* into `states`; those of other streams are noted as foreign."""
        for row in _RECORDS.of(self.connection, (each for each in records if each not in self.states)):
            if row.stream != self.stream.id:
                # The citizen's own record is the one that is copied under its id into what is shared.
                if (row.id, self.stream.compartment) != (self.stream.citizen, PLAN):
                    self.foreign.add(row.id)
                continue
            self.states[row.id] = read_cells(self.sealing, row)
            self.kinds[row.id] = row.kind

    def stamp(self, signed: Signed, *, device: str) -> Stamp:
        """Return the stamp that the next entry gets."""
        return Stamp(self.version + 1, device, signed.change.at, signed.ceiling)

    def add(self, signed: Signed, outcomes: Outcomes, stamp: Stamp, *, by: str, received: str) -> int:
        """Append the entry of *stamp*, which is the next, in memory and return its version."""
        folded = fold_entry(self.states, signed.change, outcomes, stamp)
        self.states.update(folded)
        self._altered.update(folded)
        for edit in signed.change.edits:
            self.kinds.setdefault(edit.record, edit.kind)
        return self.keep(signed, outcomes, stamp, by=by, received=received)

    def keep(self, signed: Signed, outcomes: Outcomes, stamp: Stamp, *, by: str, received: str) -> int:
        """Append the entry of *stamp* without folding it: of a stream that moved there is no state any more."""
        meta = chain.encode_meta(chain.Meta(stamp.version, stamp.device, by, received, stamp.ceiling))
        told = encode_outcomes(outcomes) if outcomes else _NONE
        salt = os.urandom(chain.SALT_LENGTH)
        committed = chain.commitment(salt, signed.body, told)
        self.version, self.hash = stamp.version, chain.link(self.hash, meta, committed)
        self.entries.append(
            EntryRow(
                version=stamp.version, id=signed.change.id, meta=meta,
                content=Content(salt, signed.body, told, signed.key, signed.sig), commitment=committed, hash=self.hash,
            )
        )  # fmt: skip
        return stamp.version

    def take(self, row: EntryRow) -> None:
        """Append the next entry of a log from elsewhere, as it stands there, in memory."""
        if row.content is not None:
            told, change = chain.decode_meta(row.meta), decode(row.content.body)
            stamp = Stamp(told.version, told.device, change.at, told.ceiling)
            folded = fold_entry(self.states, change, decode_outcomes(row.content.outcomes), stamp)
            self.states.update(folded)
            self._altered.update(folded)
            for edit in change.edits:
                self.kinds.setdefault(edit.record, edit.kind)
        self.version, self.hash = row.version, row.hash
        self.entries.append(row)

    def write(self) -> None:
        """Write what was added: entries, cells, head."""
        fresh = self.entries[self._written :]
        if not fresh:
            return
        stream, key = self.stream.id, self.sealing
        _ADD_ENTRY.run_many(self.connection, [_columns(stream, key, each) for each in fresh])
        self.write_records(self._altered)
        _SET_HEAD.run(self.connection, id=stream, version=self.version, hash=self.hash)
        self._written = len(self.entries)
        self._altered.clear()

    def write_records(self, records: Iterable[str]) -> None:
        """Write the cells of *records* as they stand in `states`."""
        stream, citizen, kinds, states, key = self.stream.id, self.stream.citizen, self.kinds, self.states, self.sealing
        _PUT_RECORD.run_many(
            self.connection,
            [
                (stream, each, citizen, kinds[each], seal_cells(key, each, encode_cells(states[each])))
                for each in records
            ],
        )

    def text_at(self, record: str, name: str, version: int) -> str | None:
        """Return the confirmed text of a field as it stood at *version*, from the log."""
        for content in self._backwards(min(version, self.version)):
            found = _text_set(content, record, name) if record.encode() in content.body else None
            if found is not None:
                return found[0]
        return None

    def written_by(self, record: str, name: str, version: int, device: str) -> str | None:
        """Return the last text that *device* wrote in a field after *version*, as it wrote it; None without one."""
        for content in self._backwards(self.version, down_to=version, device=device):
            if record.encode() not in content.body:
                continue
            for edit in decode(content.body).edits:
                if edit.record == record and name in edit.set:
                    text: str | None = edit.set[name]
                    return text
        return None

    def known(self, record: str) -> bool:
        """Tell whether *record* exists in any stream of the same citizen."""
        if record in self.states:
            return True
        if self.stream.citizen is None:
            return False
        return _KNOWN.scalar(self.connection, id=record, citizen=self.stream.citizen) is not None

    def entered(self, ids: Iterable[str]) -> set[str]:
        """Return those change *ids* that the log holds."""
        return {row.id for row in _BY_IDS.of(self.connection, ids, stream=self.stream.id)}

    def _backwards(self, version: int, *, down_to: int = 0, device: str | None = None) -> Iterator[Content]:
        """Yield the content of every entry, of *device* or of all, from *version* down to the one after *down_to*."""

        def is_meant(meta: bytes) -> bool:
            return device is None or chain.decode_meta(meta).device == device

        for each in reversed(self.entries[self._written :]):
            if down_to < each.version <= version and each.content is not None and is_meant(each.meta):
                yield each.content
        for row in _BACKWARDS.each(self.connection, stream=self.stream.id, version=version, down_to=down_to):
            if row.content is not None and is_meant(bytes(row.meta)):
                yield open_content(self.sealing, row.version, row.content)


def lock(connection: Connection, stream: str) -> Log | None:
    """Lock a stream's row until the transaction ends; None when there is no such stream."""
    row = _LOCK.first(connection, id=stream)
    if row is None:
        return None
    where = Stream(stream, row.citizen, row.compartment, row.moved_to, row.took)
    return Log(connection, where, key_of(connection, where), row.version, row.hash)


def key_of(connection: Connection, stream: Stream) -> StreamKey | None:
    """Return the key of *stream*; None when the stream was erased. Raises NoKey when the key is lost."""
    return None if stream.is_erased else vault_of(connection).key(stream.id)


def open_stream(connection: Connection, stream: Stream) -> Log:
    """Make an empty stream with a key of its own, unless another did just now, and lock it."""
    vault_of(connection).ensure([stream.id])
    _OPEN.run(
        connection, id=stream.id, citizen=stream.citizen, compartment=stream.compartment, hash=chain.start(stream.id)
    )
    log = lock(connection, stream.id)
    if log is None:
        raise LookupError(stream.id)
    return log


def hash_at(connection: Connection, stream: str, version: int) -> bytes | None:
    """Return the chain's hash after *version*, None above the head."""
    if version == 0:
        return chain.start(stream)
    found: bytes | None = _HASH.scalar(connection, stream=stream, version=version)
    return found


def lies_on_chain(connection: Connection, stream: str, version: int, known: bytes) -> bool:
    """Tell whether the chain had the hash *known* after *version*."""
    return hash_at(connection, stream, version) == known


def common(connection: Connection, stream: str, anchors: Sequence[Anchor]) -> int:
    """Return the newest version of *anchors* whose hash fits, 0 when none does."""
    fitting = (each.version for each in anchors if lies_on_chain(connection, stream, each.version, each.hash))
    return max(fitting, default=0)


def _columns(stream: str, key: StreamKey, row: EntryRow) -> tuple[object, ...]:
    content = None if row.content is None else seal_content(key, row.version, row.content)
    return stream, row.version, row.id, row.meta, row.commitment, row.hash, content


def _text_set(content: Content, record: str, name: str) -> tuple[str | None] | None:
    """Return (text,) when the entry gave the field its confirmed value."""
    for edit in decode(content.body).edits:
        if edit.record != record or name not in edit.set:
            continue
        for verdict in decode_outcomes(content.outcomes):
            if (verdict.record, verdict.field) != (record, name):
                continue
            if verdict.code in (RIVAL, IGNORED):
                return None
            if verdict.code == MERGED:
                return (verdict.value,)
        return (edit.set[name],)
    return None


_LOCK = Statement(
    "UPDATE stream SET version = version + 0 WHERE id = :id RETURNING version, hash, citizen, compartment, "
    "moved_to, took"
)
_OPEN = Statement(
    "INSERT INTO stream (id, citizen, compartment, version, hash) VALUES (:id, :citizen, :compartment, 0, :hash) "
    "ON CONFLICT (id) DO NOTHING"
)
_SET_HEAD = Statement("UPDATE stream SET version = :version, hash = :hash WHERE id = :id")
_HASH = Statement("SELECT hash FROM entry WHERE stream = :stream AND version = :version")
_RECORDS = Statement("SELECT stream, id, kind, cells FROM record WHERE id IN :ids")
_BY_IDS = Statement("SELECT id FROM entry WHERE stream = :stream AND id IN :ids")
_KNOWN = Statement("SELECT 1 FROM record WHERE id = :id AND citizen = :citizen LIMIT 1")
_BACKWARDS = Statement(
    "SELECT version, meta, content FROM entry WHERE stream = :stream AND version <= :version AND version > :down_to "
    "ORDER BY version DESC"
)
_ADD_ENTRY = Statement(
    "INSERT INTO entry (stream, version, id, meta, commitment, hash, content) "
    "VALUES (:stream, :version, :id, :meta, :commitment, :hash, :content)"
)
_PUT_RECORD = Statement(
    "INSERT INTO record (stream, id, citizen, kind, cells) VALUES (:stream, :id, :citizen, :kind, :cells) "
    "ON CONFLICT (stream, id) DO UPDATE SET cells = excluded.cells"
)
