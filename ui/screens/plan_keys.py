"""The keys of the list of the plan: one line a key; the list and the screen of keys read the same table."""

from dataclasses import dataclass

from PySide6.QtCore import Qt

from app.texts import Text, mark


@dataclass(frozen=True, slots=True)
class ListKey:
    """A key as it is written, Qt's keys for it, the act it stands for, and what the act is called."""

    key: str
    pressed: tuple[Qt.Key, ...]
    act: str
    label: Text


FIND_KEY = "Ctrl+F"
LIST_KEYS: tuple[ListKey, ...] = (
    ListKey("Enter", (Qt.Key.Key_Return, Qt.Key.Key_Enter), "open", mark("list key", "Nyt punkt, eller til panelet")),
    ListKey("F2", (Qt.Key.Key_F2,), "write", mark("list key", "Skriv titlen om")),
    ListKey("Space", (Qt.Key.Key_Space,), "tick", mark("list key", "Gjort, eller ikke gjort")),
    ListKey("Delete", (Qt.Key.Key_Delete,), "delete", mark("list key", "Slet punktet")),
    ListKey(FIND_KEY, (), "find", mark("list key", "Find i planen")),
)  # fmt: skip
_ACTS = {int(pressed): each.act for each in LIST_KEYS for pressed in each.pressed}


def list_act(key: int) -> str | None:
    """Return the act that a key stands for in the list, None for a key that has none."""
    return _ACTS.get(key)
