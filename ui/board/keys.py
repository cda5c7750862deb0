"""The keyboard of the board: one line a key; the screen of keys (F1) and the board read the same table."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.domain.item import ItemType
from app.texts import Text, mark
from ui.board.elements import ELEMENT_KINDS
from ui.single_keys import are_alone

_CTRL, _SHIFT, _ALT = "Ctrl+", "Shift+", "Alt+"


@dataclass(frozen=True, slots=True)
class BoardKey:
    """A key as it is written, the act it stands for, and what the act is called."""

    key: str
    act: str
    label: Text


_FIXED: tuple[BoardKey, ...] = (
    BoardKey("V", "tool select", mark("board key", "Vælg")),
    BoardKey("N", "new", mark("board key", "Nyt kort")),
    BoardKey("K", "tool connect", mark("board key", "Forbind")),
    BoardKey("H", "tool pen", mark("board key", "Pen")),
    BoardKey("C", "pen colour", mark("board key", "Pennens næste farve")),
    BoardKey("W", "pen width", mark("board key", "Tynd eller bred pen")),
    BoardKey("X", "tool rub", mark("board key", "Viskelæder")),
    BoardKey("T", "tool label", mark("board key", "Tekst")),
    BoardKey("Enter", "enter", mark("board key", "Skriv på kortet")),
    BoardKey("F2", "enter", mark("board key", "Skriv på kortet")),
    BoardKey("Shift+Enter", "child", mark("board key", "Kort, der følger af dette")),
    BoardKey("Ctrl+Enter", "agree", mark("board key", "Vi er enige")),
    BoardKey("Left", "left", mark("board key", "Nærmeste kort til venstre")),
    BoardKey("Right", "right", mark("board key", "Nærmeste kort til højre")),
    BoardKey("Up", "up", mark("board key", "Nærmeste kort over")),
    BoardKey("Down", "down", mark("board key", "Nærmeste kort under")),
    BoardKey("Alt+Left", "day back", mark("board key", "En dag tilbage")),
    BoardKey("Alt+Right", "day on", mark("board key", "En dag frem")),
    BoardKey("Alt+Up", "row up", mark("board key", "En række op")),
    BoardKey("Alt+Down", "row down", mark("board key", "En række ned")),
    BoardKey("Alt+Shift+Left", "month back", mark("board key", "En måned tilbage")),
    BoardKey("Alt+Shift+Right", "month on", mark("board key", "En måned frem")),
    BoardKey("Alt+Shift+Up", "lane up", mark("board key", "Livsområdet over")),
    BoardKey("Alt+Shift+Down", "lane down", mark("board key", "Livsområdet under")),
    BoardKey("Shift+Left", "also left", mark("board key", "Vælg også kortet til venstre")),
    BoardKey("Shift+Right", "also right", mark("board key", "Vælg også kortet til højre")),
    BoardKey("Shift+Up", "also up", mark("board key", "Vælg også kortet over")),
    BoardKey("Shift+Down", "also down", mark("board key", "Vælg også kortet under")),
    BoardKey("Ctrl+Right", "wider", mark("board key", "Bredere; en indsats en dag længere")),
    BoardKey("Ctrl+Left", "narrower", mark("board key", "Smallere; en indsats en dag kortere")),
    BoardKey("Ctrl+Down", "taller", mark("board key", "Højere")),
    BoardKey("Ctrl+Up", "lower", mark("board key", "Lavere")),
    BoardKey("F", "frame", mark("board key", "Ramme om det valgte")),
    BoardKey("Ctrl+G", "group", mark("board key", "Saml i en gruppe")),
    BoardKey("Ctrl+Shift+G", "ungroup", mark("board key", "Opløs gruppen")),
    BoardKey("Ctrl+Shift+R", "arrange", mark("board key", "Ret ind og saml …")),
    BoardKey("Ctrl+Shift+Left", "align left", mark("board key", "Ret ind til venstre")),
    BoardKey("Ctrl+Shift+Right", "align right", mark("board key", "Ret ind til højre")),
    BoardKey("Ctrl+Shift+Up", "align top", mark("board key", "Ret ind foroven")),
    BoardKey("Ctrl+Shift+Down", "align bottom", mark("board key", "Ret ind forneden")),
    BoardKey("Ctrl+Shift+C", "align centre", mark("board key", "Ret ind på midten, lodret linje")),
    BoardKey("Ctrl+Shift+M", "align middle", mark("board key", "Ret ind på midten, vandret linje")),
    BoardKey("Ctrl+Shift+H", "spread across", mark("board key", "Lige store mellemrum, vandret")),
    BoardKey("Ctrl+Shift+L", "spread down", mark("board key", "Lige store mellemrum, lodret")),
    BoardKey("Tab", "next", mark("board key", "Næste kort")),
    BoardKey("Shift+Tab", "previous", mark("board key", "Forrige kort")),
    BoardKey("Home", "first", mark("board key", "Første kort")),
    BoardKey("End", "last", mark("board key", "Sidste kort")),
    BoardKey("G", "follow", mark("board key", "Følg forbindelsen")),
    BoardKey("U", "next line", mark("board key", "Kortets næste forbindelse; K fører den et andet sted hen")),
    BoardKey("PgDown", "next drawn", mark("board key", "Næste ramme, tekst, streg eller forbindelse")),
    BoardKey("PgUp", "previous drawn", mark("board key", "Forrige ramme, tekst, streg eller forbindelse")),
    BoardKey("J", "previous new", mark("board key", "Forrige nye")),
    BoardKey("L", "next new", mark("board key", "Næste nye")),
    BoardKey("O", "next badge", mark("board key", "Det næste, tavlen fortæller, og hvorfor")),
    BoardKey("Y", "news", mark("board key", "Nyt siden sidst")),
    BoardKey("Ctrl+H", "past", mark("board key", "Tavlen, som den stod på en dag")),
    BoardKey("D", "field day", mark("board key", "Dato")),
    BoardKey("R", "field responsible", mark("board key", "Hvem gør det")),
    BoardKey("Q", "field measure", mark("board key", "Det næste, målet mangler at sige")),
    BoardKey("F6", "panel", mark("board key", "Til panelet og tilbage")),
    BoardKey("Delete", "delete", mark("board key", "Slet")),
    BoardKey("Backspace", "delete", mark("board key", "Slet")),
    BoardKey("Ctrl+D", "duplicate", mark("board key", "Lav en kopi")),
    BoardKey("Ctrl+C", "copy", mark("board key", "Kopiér")),
    BoardKey("Ctrl+X", "cut", mark("board key", "Klip ud")),
    BoardKey("Ctrl+V", "paste", mark("board key", "Sæt ind")),
    BoardKey("Ctrl+A", "all", mark("board key", "Vælg alle kort")),
    BoardKey("Ctrl+Alt+A", "everything", mark("board key", "Vælg alt, også det tegnede")),
    BoardKey("Ctrl+Z", "undo", mark("board key", "Fortryd")),
    BoardKey("Ctrl+Y", "redo", mark("board key", "Gentag")),
    BoardKey("Ctrl+Shift+Z", "redo", mark("board key", "Gentag")),
    BoardKey("+", "zoom in", mark("board key", "Zoom ind")),
    BoardKey("-", "zoom out", mark("board key", "Zoom ud")),
    BoardKey("0", "zoom 100", mark("board key", "100 %")),
    BoardKey("1", "fit", mark("board key", "Vis alt")),
    BoardKey("Shift+2", "fit selection", mark("board key", "Vis det valgte")),
    BoardKey("Ctrl+F", "find", mark("board key", "Find på tavlen")),
    BoardKey("F8", "table", mark("board key", "Vis som tabel")),
    BoardKey("Esc", "leave", mark("board key", "Slip værktøj og valg")),
)

BOARD_KEYS: tuple[BoardKey, ...] = _FIXED + tuple(
    BoardKey(kind.key, f"card {kind.type}", kind.label)
    for kind in ELEMENT_KINDS
    if kind.key and kind.type is not ItemType.IDEA
)

_READING = frozenset(
    (
        "enter", "all", "follow", "first", "last", "previous new", "next new", "zoom in", "zoom out", "zoom 100", "fit",
        "fit selection", "find", "next drawn", "previous drawn", "fit person", "table", "leave", "boards", "only new",
        "panel",
        "next badge", "news", "past",
    )
)  # fmt: skip
_ACTS = {each.key: each.act for each in BOARD_KEYS}
_NAMED: dict[int, str] = {
    int(Qt.Key.Key_Return): "Enter", int(Qt.Key.Key_Enter): "Enter", int(Qt.Key.Key_F2): "F2",
    int(Qt.Key.Key_Left): "Left", int(Qt.Key.Key_Right): "Right", int(Qt.Key.Key_Up): "Up",
    int(Qt.Key.Key_Down): "Down", int(Qt.Key.Key_Tab): "Tab", int(Qt.Key.Key_Home): "Home",
    int(Qt.Key.Key_End): "End", int(Qt.Key.Key_Delete): "Delete", int(Qt.Key.Key_Backspace): "Backspace",
    int(Qt.Key.Key_PageDown): "PgDown", int(Qt.Key.Key_PageUp): "PgUp",
    int(Qt.Key.Key_F8): "F8", int(Qt.Key.Key_F6): "F6", int(Qt.Key.Key_Escape): "Esc", int(Qt.Key.Key_Plus): "+",
    int(Qt.Key.Key_Minus): "-", int(Qt.Key.Key_Equal): "+",
}  # fmt: skip


def shown_key(key: str) -> str:
    """Return a key as it is pressed now."""
    return key if are_alone() or not _is_sign(key) else _ALT + key


def act_of(event: QKeyEvent) -> str | None:
    """Return the act that a key stands for on the board, None for a key that has none."""
    key = written(event)
    if are_alone():
        return _ACTS.get(key)
    if _is_sign(key):
        return None
    plain = key.removeprefix(_ALT)
    return _ACTS.get(plain if _is_sign(plain) else key)


def _is_sign(key: str) -> bool:
    return len(key) == 1 or key == "Shift+2"


def is_reading(act: str) -> bool:
    """Tell whether an act alters nothing, so that a board that is only read has it too."""
    return act in _READING or act.partition(" ")[0] in ("left", "right", "up", "down", "board")


def written(event: QKeyEvent) -> str:
    """Return a key as the table writes it; letters and digits by the sign on the key, whatever the layout."""
    modifiers = event.modifiers()
    if event.key() == Qt.Key.Key_Backtab:
        return "Shift+Tab"
    ctrl = _CTRL if modifiers & Qt.KeyboardModifier.ControlModifier else ""
    alt = _ALT if modifiers & Qt.KeyboardModifier.AltModifier else ""
    shift = _SHIFT if modifiers & Qt.KeyboardModifier.ShiftModifier else ""
    named = _NAMED.get(int(event.key()))
    if named in ("+", "-"):
        return ctrl + alt + named
    if named is not None:
        return ctrl + alt + shift + named
    if shift and not ctrl and (event.key() == Qt.Key.Key_2 or event.text() == '"'):
        return "Shift+2"
    return ctrl + alt + (shift if ctrl else "") + _sign(event)


def _sign(event: QKeyEvent) -> str:
    if int(event.key()) == int(Qt.Key.Key_Ooblique) or event.text().lower() == "ø":
        return "Ø"
    return chr(event.key()) if 0x20 < int(event.key()) < 0x7F else event.text().upper()
