"""What can be done from the keyboard anywhere in the window: one line an act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.texts import Text, mark


@dataclass(frozen=True, slots=True)
class Act:
    """An act of the window: its id, what it does, and its keys."""

    id: str
    label: Text
    keys: tuple[str, ...]


ACTS: tuple[Act, ...] = (
    Act("lock", mark("act of the window", "Lås skærmen"), ("Ctrl+L",)),
    Act("hide", mark("act of the window", "Skjul alt"), ("F9",)),
    Act("search", mark("act of the window", "Søg"), ("Ctrl+K",)),
    Act("undo", mark("act of the window", "Fortryd"), ("Ctrl+Z",)),
    Act("redo", mark("act of the window", "Gentag"), ("Ctrl+Y", "Ctrl+Shift+Z")),
    Act("face 1", mark("act of the window", "Tavle"), ("Ctrl+1",)),
    Act("face 2", mark("act of the window", "Liste"), ("Ctrl+2",)),
    Act("face 3", mark("act of the window", "Livsområder"), ("Ctrl+3",)),
    Act("face 4", mark("act of the window", "Samtykke"), ("Ctrl+4",)),
    Act("face 5", mark("act of the window", "Gør klar til møde; i mødet: Mødet"), ("Ctrl+5",)),
    Act("copy", mark("act of the window", "Giv borgeren en kopi"), ("Ctrl+Shift+A",)),
    Act("keys", mark("act of the window", "Vis tasterne"), ("F1",)),
    Act("meeting", mark("act of the window", "Start møde"), ("F5",)),
)


def install(window: QWidget, doers: Mapping[str, Callable[[], object]]) -> None:
    """Let the keys of each act of *doers* work everywhere in *window*."""
    for act in ACTS:
        if act.id in doers:
            for keys in act.keys:
                shortcut = QShortcut(QKeySequence(keys), window)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
                shortcut.activated.connect(_called(doers[act.id]))


def _called(act: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        act()

    return call
