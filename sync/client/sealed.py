"""Delivering the sealed outbox without opening the database: locked, past the lease, or with a forgotten passphrase."""

from collections.abc import Sequence

from app.changes.sealed_records import SealedChange as Held
from app.store.journal import open_journal
from app.store.profile import Profile
from sync.client.link import LoginNeeded
from sync.client.transport import Transport
from sync.protocol import MOST_CHANGES, SealedChange, SealedRequest

BATCH_BYTES = 600_000


def deliver(profile: Profile, *, server: str | None = None) -> int:
    """Send what waits in the outbox of *profile* and return how many changes the server took.

    What it did not take stays for the numbered push. Raises Unreachable.
    """
    address = server or profile.facts.server
    journal = open_journal(profile)
    if journal is None or address is None:
        return 0
    transport = Transport(address, authorise=_no_token)
    taken = 0
    try:
        for batch in _batches(list(journal.changes())):
            results = transport.sealed(SealedRequest(changes=batch)).results
            journal.drop({each for each, result in results.items() if result.version})
            taken += len(results)
    finally:
        transport.close()
    return taken


def _batches(changes: Sequence[Held]) -> list[list[SealedChange]]:
    batches: list[list[SealedChange]] = [[]]
    size = 0
    for each in changes:
        change = SealedChange(each.change_id, each.device, each.sealed)
        size += len(change.sealed) * 4 // 3
        if len(batches[-1]) >= MOST_CHANGES or (batches[-1] and size > BATCH_BYTES):
            batches.append([])
            size = len(change.sealed) * 4 // 3
        batches[-1].append(change)
    return [batch for batch in batches if batch]


def _no_token(is_refused: bool) -> str:
    raise LoginNeeded
