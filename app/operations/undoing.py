"""Taking back and doing again, through the same history that everything else is kept in."""

from app.store.history import Undone
from app.store.store import Store


def undo(store: Store, *, citizen: str) -> Undone | None:
    """Take back this device's last act for *citizen*; what somebody has altered since is left and named."""
    return store.undo(citizen)


def redo(store: Store, *, citizen: str) -> Undone | None:
    """Do again what was taken back last."""
    return store.redo(citizen)
