"""Refusals: what the server did not accept, put away by whoever wrote it."""

from app.store import dismissal
from app.store.store import Store


def dismiss(store: Store, *, change: str) -> None:
    """«Fjern herfra»: show a refused change no more; it stays in the history."""
    dismissal.dismiss(store, change)
