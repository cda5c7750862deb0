"""What can be done from the keyboard anywhere in the window, or on a page of it: one line an act."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.texts import Text, mark


@dataclass(frozen=True, slots=True)
class Act:
    """An act of the window or a page: its id, what it does, and its keys."""

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


AREA_ACTS: tuple[Act, ...] = (
    Act("area on", mark("act of life areas", "Næste livsområde"), ("PgDown",)),
    Act("area back", mark("act of life areas", "Forrige livsområde"), ("PgUp",)),
)


def install(
    part: QWidget,
    doers: Mapping[str, Callable[[], object]],
    *,
    acts: Sequence[Act] = ACTS,
    within: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> None:
    """Let the keys of each of *acts* that *doers* has work everywhere in the window of *part*, or *within* it."""
    for act in acts:
        if act.id in doers:
            for keys in act.keys:
                shortcut = QShortcut(QKeySequence(keys), part)
                shortcut.setContext(within)
                shortcut.activated.connect(_called(doers[act.id]))


def _called(act: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        act()

    return call
