"""Between the words of the wire and those of the store."""

from collections.abc import Sequence

from app.store.answers import Entry, Result
from app.store.exchange import Outgoing
from app.store.states import Listed, State
from app.store.states import StateRecord as HeldRecord
from sync import protocol
from sync.protocol import SentChange, StateHead, StateRecord, StreamRow

_ENTRIES = list[protocol.Entry]


def sent_change(each: Outgoing) -> SentChange:
    """Return a numbered change as it is sent."""
    return SentChange(seq=each.seq, body=protocol.Raw(each.body), key=each.key, sig=each.sig, ceiling=each.ceiling)


def entries(raw: bytes) -> list[Entry]:
    """Read a JSON list of entries; raises Unreadable."""
    return [_entry(each) for each in protocol.decode(raw, _ENTRIES)]


def result(each: protocol.Result) -> Result:
    """Return what became of a change as the store takes it."""
    return Result(each.version, each.code, each.detail)


def listed(row: StreamRow) -> Listed:
    """Return a row of the index as the store takes it."""
    return Listed(stream=row.id, citizen=row.citizen, compartment=row.compartment, rights=row.rights)


def state(head: StateHead, records: Sequence[StateRecord]) -> State:
    """Return a stream's state as the store takes it."""
    held = [HeldRecord(each.id, each.kind, bytes(each.cells)) for each in records]
    return State(version=head.version, hash=head.hash, records=held)


def _entry(each: protocol.Entry) -> Entry:
    if each.is_redacted:
        return Entry(meta=bytes(each.meta), commitment=each.salt)
    return Entry(
        meta=bytes(each.meta), salt=each.salt, body=None if each.is_own else bytes(each.body),
        outcomes=bytes(each.outcomes), key=each.key, sig=each.sig,
    )  # fmt: skip
