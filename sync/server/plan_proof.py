"""Proving what a plan file holds: every chain, every signature, every file, and that nothing is another's."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from app.changes import chain, signing
from app.changes.attached import LARGEST_SEALED, address_of
from app.changes.change import Change, decode, decode_outcomes
from app.ids import citizen_stream, is_uuid, named_stream
from sync.server import origins, rights
from sync.server.content import Content, EntryRow
from sync.server.departing import moves
from sync.server.planfile import (
    ATTACHED,
    READABLE,
    STREAMS,
    EntryLine,
    Envelope,
    KeyLine,
    Sealed,
    StreamLine,
    lines,
    parts,
)
from sync.server.readable import is_readable
from sync.server.sealed_file import PlanfileWrong

_UNREADABLE = "a change in the file cannot be read, or is another stream's"


class Log(NamedTuple):
    """A stream whose chain leads to its head."""

    head: StreamLine
    rows: list[EntryRow]


@dataclass(slots=True)
class Seen:
    """What the file holds, as far as it was looked at."""

    streams: dict[str, StreamLine] = field(default_factory=dict)
    records: dict[str, str | None] = field(default_factory=dict)
    files: int = 0

    @property
    def citizens(self) -> set[str]:
        """The citizens whose plans came."""
        return {each.citizen for each in self.streams.values() if each.citizen is not None}


def looked_through(sealed: Sealed, envelope: Envelope) -> Seen:
    """Prove every chain, every signature and every file. Raises PlanfileWrong."""
    seen = Seen()
    keys = _public_keys(envelope.keys)
    for part, content in parts(sealed, envelope):
        if part.path.startswith(STREAMS):
            stream = read_log(content)
            _check_log(stream, keys)
            if part.path != f"{STREAMS}{stream.head.stream}.jsonl":
                raise PlanfileWrong("a stream of the file lies under another's name")
            seen.streams[stream.head.stream] = stream.head
            _note_records(seen, stream)
        elif part.path.startswith(ATTACHED):
            _check_file(part.path, content, seen)
        elif part.path.startswith(READABLE) and part.path.split("/")[1] not in seen.citizens:
            raise PlanfileWrong("the file has a readable copy of somebody whose plan is not in it")
    for each in envelope.manifest.origins:
        if each.stream not in seen.streams or not 0 < each.version <= seen.streams[each.stream].version:
            raise PlanfileWrong("the manifest tells of moves that no stream of the file can have made")
    return seen


def _public_keys(told: Collection[KeyLine]) -> dict[str, bytes]:
    if not all(origins.is_named_rightly(each) and is_uuid(each.device) for each in told):
        raise PlanfileWrong("a key in the file is not what its name says")
    return {each.key: each.public for each in told}


def read_log(content: bytes) -> Log:
    """Read a stream's part, and prove that its chain leads to its head without a gap. Raises PlanfileWrong."""
    head, told = lines(content)
    if not _is_rightly_named(head):
        raise PlanfileWrong("a stream of the file is not its citizen's")
    rows: list[EntryRow] = []
    linked = chain.start(head.stream)
    for number, each in enumerate(told, start=1):
        row = _row(each, number=number, before=linked)
        linked = row.hash
        rows.append(row)
    if (len(rows), linked) != (head.version, head.hash):
        raise PlanfileWrong("the log of a stream does not lead to its head")
    return Log(head, rows)


def _check_log(log: Log, keys: dict[str, bytes]) -> None:
    """See that every change of a log is signed, can be read, and belongs there."""
    for row in log.rows:
        if not is_uuid(row.id):
            raise PlanfileWrong(_UNREADABLE)
        if row.content is not None:
            _check_content(log.head.stream, row.id, row.content, keys)


def _is_rightly_named(head: StreamLine) -> bool:
    if head.citizen is None:
        return moves(None, head.compartment) and head.stream == named_stream(head.compartment)
    is_known = head.compartment in (rights.PLAN, rights.PROTECTED) or head.compartment.startswith(rights.AREA)
    return is_known and is_uuid(head.citizen) and head.stream == citizen_stream(head.citizen, head.compartment)


def _row(line: EntryLine, *, number: int, before: bytes) -> EntryRow:
    try:
        version = chain.decode_meta(line.meta).version
    except msgspec.DecodeError:
        version = 0
    content = None if line.salt is None else Content(line.salt, line.body, line.outcomes, line.key, line.sig)
    is_committed = content is None or line.commitment == chain.commitment(content.salt, content.body, content.outcomes)
    if version != number or not is_committed:
        raise PlanfileWrong("the log of a stream does not lead to its head")
    return EntryRow(
        number, line.id, line.meta, content, line.commitment, chain.link(before, line.meta, line.commitment)
    )


def _check_content(stream: str, identity: str, held: Content, keys: dict[str, bytes]) -> None:
    public = keys.get(held.key)
    if public is None or not signing.verify(public, held.body, held.sig):
        raise PlanfileWrong("a change in the file does not bear the signature of its author's device")
    change = _change(held)
    if (change.stream, change.id) != (stream, identity) or not is_readable(held.body, key=held.key, sig=held.sig):
        raise PlanfileWrong(_UNREADABLE)


def _change(held: Content) -> Change:
    try:
        decode_outcomes(held.outcomes)
        return decode(held.body)
    except msgspec.DecodeError as wrong:
        raise PlanfileWrong(_UNREADABLE) from wrong


def _note_records(seen: Seen, stream: Log) -> None:
    """Note whose each record is: none can be in the plans of two."""
    changes = [_change(each.content) for each in stream.rows if each.content is not None]
    for edit in (edit for each in changes for edit in each.edits):
        if seen.records.setdefault(edit.record, stream.head.citizen) != stream.head.citizen:
            raise PlanfileWrong("a record of the file stands in the plans of two citizens")


def _check_file(path: str, content: bytes, seen: Seen) -> None:
    stream, _, address = path.removeprefix(ATTACHED).partition("/")
    if stream not in seen.streams or not 0 < len(content) <= LARGEST_SEALED or address_of([content]) != address:
        raise PlanfileWrong("an attached file is not what its address says")
    seen.files += 1
