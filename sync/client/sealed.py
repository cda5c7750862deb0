"""Delivering the sealed outbox without opening the database: locked, past the lease, or with a forgotten passphrase."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from app.changes.sealed_records import SealedChange as Held
from app.store.journal import open_journal, waiting
from app.store.profile import Profile, read_facts
from sync.client.link import LoginNeeded
from sync.client.transport import Transport
from sync.protocol import MOST_CHANGES, Result, SealedChange, SealedRequest

BATCH_BYTES = 600_000


def deliver(profile: Profile) -> int:
    """Send what waits in the outbox of *profile* and return how many changes the server took.

    What it did not take stays for the numbered push. Raises Unreachable.
    """
    journal = open_journal(profile)
    if journal is None or profile.facts.server is None:
        return 0
    taken = 0
    for results in _sent(profile.facts.server, list(journal.changes())):
        journal.drop(_entered(results))
        taken += len(results)
    return taken


def send_locked(folder: Path) -> set[str]:
    """Send what waits in the outbox of the profile in *folder*, and return the changes that the server entered.

    Only reads, and takes no lock: whoever unlocks the profile meanwhile is not kept waiting. What was entered is to be
    let go of by `app.store.journal.let_go`, or else by the next numbered push. Raises Unreachable.
    """
    server = read_facts(folder).server
    held = waiting(folder)
    if server is None or not held:
        return set()
    return set().union(*(_entered(results) for results in _sent(server, held)))


def _sent(server: str, changes: Sequence[Held]) -> Iterator[Mapping[str, Result]]:
    """Send in batches and yield the results of each."""
    transport = Transport(server, authorise=_no_token)
    try:
        for batch in _batches(changes):
            yield transport.sealed(SealedRequest(changes=batch)).results
    finally:
        transport.close()


def _entered(results: Mapping[str, Result]) -> set[str]:
    return {each for each, result in results.items() if result.version}


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
