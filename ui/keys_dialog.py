"""Taster: every key of the window and its pages, by theme and by word; read from their own tables."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.texts import Text, mark, say
from ui import theme
from ui.actions import ACTS, AREA_ACTS
from ui.board.keys import BOARD_KEYS, shown_key
from ui.screens.plan_keys import LIST_KEYS
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.field import search_field
from ui.widgets.text import Label
from ui.window import Dialog

SIZE = (620, 640)
TITLE = mark("keys", "Taster")
_WINDOW, _LIST, _AREAS = mark("keys", "Overalt"), mark("keys", "I listen"), mark("keys", "I livsområderne")
_THEMES: tuple[tuple[Text, str], ...] = (
    (mark("keys", "Tavlen: kort og værktøjer"), "new child enter tool card pen agree"),
    (mark("keys", "Tavlen: gå rundt"), "left right up down next previous first last follow field panel find leave"),
    (mark("keys", "Tavlen: vælg"), "also all everything"),
    (mark("keys", "Tavlen: flyt og form"), "day month row lane wider narrower taller lower frame group ungroup"),
    (mark("keys", "Tavlen: ret ind"), "arrange align spread tidy"),
    (mark("keys", "Tavlen: slet, kopiér og fortryd"), "delete duplicate copy cut paste undo redo"),
    (mark("keys", "Tavlen: zoom"), "zoom fit"),
)  # fmt: skip
"""The themes, each with the first words of its acts."""
_OTHER = mark("keys", "Tavlen: andet")
_NAMES: dict[str, Text] = {
    "Left": mark("key name", "Pil til venstre"),
    "Right": mark("key name", "Pil til højre"),
    "Up": mark("key name", "Pil op"),
    "Down": mark("key name", "Pil ned"),
    "Space": mark("key name", "Mellemrum"),
    "PgUp": mark("key name", "Page Up"),
    "PgDown": mark("key name", "Page Down"),
}


@dataclass(frozen=True, slots=True)
class KeyLine:
    """What an act is called, its theme, and its keys as they are read."""

    theme: str
    words: str
    keys: str


def key_lines() -> list[KeyLine]:
    """Return every act that has a key, a line each, the themes one after the other."""
    window = [(say(_WINDOW), say(each.label), key) for each in ACTS for key in each.keys]
    board = [(_theme_of(each.act), say(each.label), shown_key(each.key)) for each in BOARD_KEYS]
    plan = [(say(_LIST), say(each.label), each.key) for each in LIST_KEYS]
    areas = [(say(_AREAS), say(each.label), key) for each in AREA_ACTS for key in each.keys]
    keys: dict[tuple[str, str], list[str]] = {}
    for under, words, key in (*window, *board, *plan, *areas):
        keys.setdefault((under, words), []).append(read_out(key))
    themes = [say(_WINDOW), *(say(words) for words, _acts in _THEMES), say(_OTHER), say(_LIST), say(_AREAS)]
    lines = (KeyLine(under, words, ", ".join(found)) for (under, words), found in keys.items())
    return sorted(lines, key=lambda each: themes.index(each.theme))


def read_out(key: str) -> str:
    """Return a key in words, such as «Ctrl+Pil op»."""
    parts = key.split("+") if key != "+" else [key]
    return "+".join(say(_NAMES[part]) if part in _NAMES else part for part in parts)


class KeysDialog(Dialog):
    """The keys in a list that is searched as one writes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("Enplan")
        self.setAccessibleName(say(TITLE))
        self.field = search_field(
            mark("keys", "Søg i tasterne"), mark("keys", "Hvad vil du gøre?"), asked=lambda _text: self._fill()
        )
        self.list = QListWidget()
        self.list.setAccessibleName(say(TITLE))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 20, 20, 16)
        box.setSpacing(12)
        box.addWidget(Label(say(TITLE), kind="page"))
        box.addWidget(self.field)
        box.addWidget(self.list, 1)
        box.addLayout(row(None, Button(mark("keys", "Luk"), act=self.accept)))
        scale = min(1.5, theme.current().scale)
        room = window.screen().availableGeometry()
        self.resize(min(round(SIZE[0] * scale), room.width()), min(round(SIZE[1] * scale), room.height()))
        self._fill()

    def _fill(self) -> None:
        words = self.field.text().casefold().split()
        self.list.clear()
        before = ""
        for each in key_lines():
            told = f"{each.words}: {each.keys}"
            if all(word in f"{each.theme} {told}".casefold() for word in words):
                if each.theme != before:
                    self.list.addItem(_heading(each.theme))
                self.list.addItem(told)
                before = each.theme
        if not self.list.count():
            self.list.addItem(say(mark("keys", "Ingen taster har de ord.")))


def _heading(words: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setFont(theme.current().font(weight="strong"))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item


def _theme_of(act: str) -> str:
    first = act.partition(" ")[0]
    return say(next((words for words, acts in _THEMES if first in acts.split()), _OTHER))
