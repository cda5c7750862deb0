"""Instants as XML writes them."""

from datetime import datetime

from sync.server.vouched import NotBelieved


def instant_of(told: str, *, wrong: str) -> datetime:
    """Return an instant with its zone; raises NotBelieved with *wrong* for anything else."""
    try:
        found = datetime.fromisoformat(told)
    except ValueError as failed:
        raise NotBelieved(wrong) from failed
    if found.tzinfo is None:
        raise NotBelieved(wrong)
    return found
