"""KeyPerson: somebody at the screen who has keys alone; where the focus is, the accessibility tree tells.

Keys are learned from the program's own list of them (F1). What has none is reached by Tab, as one does who sees where
it lies.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QKeySequence,
    QMouseEvent,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from story.person import BOARD, NotThere, Person, Role, name_of, rest
from story.ring import is_ringed

MOST_PRESSES = 25
"""What is usual is reached by so many presses of one key."""
NEAR = 6
"""So many cards away is walked to; what lies further is looked for."""
KEYS, ANYWHERE, ON_BOARD = "Taster", "Overalt", "Tavlen"
"""The list of the keys, and its themes: those of the whole window, and how those of the board begin."""
NAMES = {"Pil til højre": "Right"}
"""What the list writes in words of keys that are struck, and what Qt calls them."""
_PRESSED = frozenset({Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.ComboBox})
"""What Space presses or opens; a field only takes the cursor."""
_OF_HANDS = (QMouseEvent, QWheelEvent, QTouchEvent, QTabletEvent)
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Look = Callable[[], QAccessibleInterface | None]


class Hands(QObject):
    """Counts what only a mouse, a finger or a pen sends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.events = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count the event, and let it pass."""
        self.events += isinstance(event, _OF_HANDS)
        return False


class KeyPerson(Person):
    """Somebody without a mouse, who is not sent farther than keys go with ease."""

    def __init__(self, pictures: Path) -> None:
        super().__init__(pictures)
        application = QApplication.instance()
        assert application is not None
        self._hands = Hands(application)
        application.installEventFilter(self._hands)
        self._keys: dict[str, dict[str, str]] = {}

    # --- looking --------------------------------------------------------------------------------------------

    def focused(self) -> QAccessibleInterface:
        """Return what has the focus. Raises NotThere."""
        widget = QApplication.focusWidget()
        if widget is None:
            raise NotThere("nothing has the focus")
        each = QAccessible.queryAccessibleInterface(widget)
        part: QAccessibleInterface | None = each.focusChild()
        return each if part is None else part

    def picture(self, name: str) -> None:
        """Keep a picture, on which the ring of the focus is seen; no hand has been used until now. Raises NotThere."""
        super().picture(name)
        window, seen = self.window(), self.window().grab().toImage()
        corner = window.mapToGlobal(QPoint())
        if not any(is_ringed(seen, each.translated(-corner)) for each in self._places()):
            raise NotThere(f"on the picture {name} no ring is seen round the focus, {name_of(self.focused())}")
        if self._hands.events:
            raise NotThere(f"before {name} a hand was used {self._hands.events} times")

    def _places(self) -> Iterator[QRect]:
        """Yield where what has the focus lies, and, if that is a widget, the widgets that it fills or is framed by."""
        yield self.focused().rect()
        widget = QApplication.focusWidget() if self.focused().object() is not None else None
        while widget is not None and not widget.isWindow():
            yield QRect(widget.mapToGlobal(QPoint()), widget.size())
            widget = widget.parentWidget()

    # --- doing ----------------------------------------------------------------------------------------------

    def press(self, name: str, role: QAccessible.Role | None = None) -> None:
        """Press the key of what is called *name*, else go to it and press it."""
        look = lambda: self.find(name, role, scrolled_away=True)  # noqa: E731
        found = self.wait(look, f"«{name}» is nowhere")
        called, kind = name_of(found), found.role()  # what is found may be made anew on the way there
        key = self._key_of(called) if kind in (Role.Button, Role.CheckBox) else ""
        if key:
            self._strike(key)
        elif kind == Role.MenuItem:
            self._choose_in_menu(name)
        else:
            self._reach(name, look)
            if kind in _PRESSED:
                self.key(Qt.Key.Key_Space)
        self.acts += 1

    def hold(self, name: str, milliseconds: int) -> None:
        """Go to what is called *name*, and keep Space down."""
        self._reach(name, lambda: self.find(name))
        widget = self._keys_go_to()
        QTest.keyPress(widget, Qt.Key.Key_Space)
        rest(milliseconds)
        QTest.keyRelease(widget, Qt.Key.Key_Space)
        self.acts += 1

    def new_card(self, title: str) -> None:
        """Write a card below the current one."""
        self._to_board()
        self._strike(self._learned(ON_BOARD, "Nyt kort"))
        self.acts += 1
        self._write_card(title)

    def line_into_ground(self, source: str, title: str) -> None:
        """Write the card that follows from another."""
        self._bring_card_in(source)
        self._strike(self._learned(ON_BOARD, "Kort, der følger af dette"))
        self.acts += 1
        self._write_card(title)

    def line_to(self, source: str, target: str) -> None:
        """Take the line in the hand at a card, walk to another, and end it there."""
        self._bring_card_in(source)
        self._strike(self._learned(ON_BOARD, "Forbind"))
        self._walk_to(target)
        self.press_enter()
        self.acts += 2

    def choose_line(self, line: str, *, of: str) -> None:
        """Go from line to line of a card until the one is chosen that says *line*."""
        self._bring_card_in(of)
        key = self._learned(ON_BOARD, "Kortets næste forbindelse")
        self._press_until(Qt.Key[f"Key_{key}"], lambda: bool(self.see(line, Role.Graphic).state().selected), line)
        self.acts += 1

    def choose(self, field: str, choice: str) -> None:
        """Go to what is called *field* and choose by letters."""
        self._reach(field, lambda: self.find(field, Role.ComboBox))
        self.choose_by_letters(choice)

    def move_in_time(self, title: str) -> None:
        """Move a card a month on; one without a day comes to today first."""
        self._bring_card_in(title)
        for _ in range(1 if self.day_of(title) else 2):
            before = self.said_of(title)
            self._strike(self._learned(ON_BOARD, "En måned frem"))
            self.acts += 1
            self.until(lambda before=before: self.said_of(title) != before, f"«{title}» does not move")  # type: ignore[misc]

    def turn_into(self, kind: str, title: str) -> None:
        """Say what the chosen card is, by the letter of the kind."""
        self._to_board()
        self._strike(self._learned(ON_BOARD, kind))
        self.acts += 1
        self.is_said(title, kind)

    def ask_why(self, words: str) -> None:
        """Go through what the board tells until it tells *words*."""
        self._to_board()
        key = self._learned(ON_BOARD, "Det næste, tavlen fortæller, og hvorfor")
        self._press_until(Qt.Key[f"Key_{key}"], lambda: self.find(words, Role.StaticText) is not None, words)
        self.acts += 1

    def draw_under(self, title: str) -> None:
        """Leave it: nothing is drawn freely by keys, and what ink says can be written."""

    def tap_card(self, title: str) -> None:
        """Go to a card, which is chosen then."""
        self._bring_card_in(title)
        self.acts += 1

    def tap(self, at: QPoint) -> None:
        """Keys know no points. Raises NotThere."""
        raise NotThere("no key taps")

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Keys know no points. Raises NotThere."""
        raise NotThere("no key drags")

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where keys go: in a menu that is open, else where the focus is."""
        QTest.keyClick(self._keys_go_to(), key, modifiers)
        rest(60)

    def _keys_go_to(self) -> QWidget:
        """Return what gets the keys; a window under one that was closed is in front again, as on any desktop."""
        if QApplication.activeWindow() is None:
            self.window().activateWindow()
            rest(60)
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window()

    def scroll_to(self, name: str, role: QAccessible.Role | None = None, *, to_top: bool = False) -> None:
        """Press Tab until *name* is in view: what takes the focus brings what is round it along. Raises NotThere."""
        del to_top
        self._tab(name, lambda: self.find(name, role, scrolled_away=True), _is_in_view)

    # --- keys that the program tells of ---------------------------------------------------------------------

    def _key_of(self, button: str) -> str:
        """Return the key that the program's own list has for a button, empty when it has none."""
        return self._learned(ANYWHERE, button) or self._learned(ANYWHERE, f"{button} skærmen")

    def _learned(self, theme: str, words: str) -> str:
        """Return the first key for what *words* name in a theme of the list of keys, empty when it has none."""
        if not self._keys:
            self._learn()
        themes = [keys for name, keys in self._keys.items() if name.startswith(theme)]
        return next((keys[words] for keys in themes if words in keys), "")

    def _learn(self) -> None:
        """Read the list of the keys, which F1 opens."""
        self.key(Qt.Key.Key_F1)
        listed = self.see(KEYS, Role.List)
        theme = ""
        for place in range(listed.childCount()):
            line = listed.child(place)
            words, _, keys = name_of(line).rpartition(": ")
            if not line.state().selectable:
                theme = name_of(line)
            else:
                for each in words.split("; "):
                    self._keys.setdefault(theme, {})[each.rpartition(": ")[2]] = keys.split(", ")[0]
        self.key(Qt.Key.Key_Escape)
        self.until(lambda: self.find(KEYS, Role.List) is None, "the list of keys stays open")

    def _strike(self, key: str) -> None:
        """Press a key as the list writes it."""
        *held, last = key.split("+")
        combination = QKeySequence("+".join((*held, NAMES.get(last, last))))[0]  # type: ignore[index]  # it is a sequence, though not in the stubs
        self.key(combination.key(), combination.keyboardModifiers())

    # --- the board ------------------------------------------------------------------------------------------

    def _to_board(self) -> None:
        if not self.see(BOARD, Role.List).state().focused:
            self.key(Qt.Key.Key_1, _CTRL)
            self.until(lambda: bool(self.see(BOARD, Role.List).state().focused), "the board does not take the focus")

    def _bring_card_in(self, title: str) -> None:
        """Go to a card in reading order, or look for it when it lies far."""
        self._to_board()
        self._walk_to(title)
        if not self.card(title).state().selected:
            self._find_card(title)

    def _walk_to(self, title: str) -> None:
        """Go from card to card in reading order, unless the one wanted lies far."""
        wanted = [name_of(each) for each in self.cards()].index(name_of(self.card(title)))
        at = next((place for place, each in enumerate(self.cards()) if each.state().focused), None)
        if at is not None and abs(wanted - at) <= NEAR:
            for _ in range(abs(wanted - at)):
                self.key(Qt.Key.Key_Tab if wanted > at else Qt.Key.Key_Backtab)

    def _find_card(self, title: str) -> None:
        """Look for a card by its title; to go there is no act of its own, and what is looked for is not told again."""
        self._strike(self._learned(ON_BOARD, "Find på tavlen"))
        self.write_over(title, is_secret=True)
        self.acts -= 1
        self._press_until(Qt.Key.Key_Return, lambda: bool(self.card(title).state().focused), title)
        self.key(Qt.Key.Key_Escape)
        self.until(lambda: bool(self.card(title).state().selected), f"«{title}» is not chosen by finding it")

    # --- the way there --------------------------------------------------------------------------------------

    def _reach(self, name: str, look: Look) -> None:
        """Press Tab until what *look* finds has the focus. Raises NotThere."""
        rest(120)  # what has just been opened beside the board takes its place
        self._tab(name, look, lambda each: bool(each.state().focused))

    def _tab(self, name: str, look: Look, is_there: Callable[[QAccessibleInterface], bool]) -> None:
        """Press Tab, or Shift and Tab where that is shorter, until what is looked for *is_there*. Raises NotThere."""
        target = self.wait(look, f"«{name}» is nowhere").rect()
        is_back = self._lies_before(target)
        back = 0
        for is_backwards in (is_back, not is_back):
            for _ in range(back + MOST_PRESSES + 1):
                found = look()
                if found is not None and is_there(found):
                    return
                self._step(found.rect() if found is not None else target, is_backwards=is_backwards)
            back = MOST_PRESSES + 1
        raise NotThere(f"«{name}» is not reached by {MOST_PRESSES} presses of Tab")

    def _lies_before(self, target: QRect) -> bool:
        """Tell whether something is read before what has the focus."""
        if QApplication.focusWidget() is None:
            return False
        here = self.focused().rect()
        is_beside = target.top() < here.bottom() and here.top() < target.bottom()
        return target.right() <= here.left() if is_beside else target.bottom() <= here.top()

    def _step(self, target: QRect, *, is_backwards: bool) -> None:
        """Go to the next stop, or the one before; from the cards to the panel beside them, or past them all."""
        board = self.find(BOARD, Role.List)
        if board is not None and board.state().focused:
            if target.left() >= board.rect().right() and target.top() >= board.rect().top():
                self.key(Qt.Key.Key_F6)
                return
            self.key(Qt.Key.Key_Home if is_backwards else Qt.Key.Key_End)
        modifier = _SHIFT if is_backwards else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self._keys_go_to(), Qt.Key.Key_Tab, modifier)
        rest(15)

    def _choose_in_menu(self, name: str) -> None:
        """Go down the menu that is open, or up from its end where that is shorter, and press Enter."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        names = [each.text() for each in menu.actions()]
        place = next(place for place, each in enumerate(names) if each.startswith(name))
        wanted, key = menu.actions()[place], Qt.Key.Key_Down if 2 * place < len(names) else Qt.Key.Key_Up
        self._press_until(key, lambda: menu.activeAction() is wanted, name)
        self.key(Qt.Key.Key_Return)

    def _press_until(self, key: Qt.Key, is_so: Callable[[], bool], name: str) -> None:
        for _ in range(MOST_PRESSES):
            if is_so():
                return
            self.key(key)
        raise NotThere(f"«{name}» is not reached by {MOST_PRESSES} presses of a key")


def _is_in_view(each: QAccessibleInterface) -> bool:
    widget = each.object()
    return isinstance(widget, QWidget) and each.rect().intersects(_seen(widget))


def _seen(widget: QWidget | None) -> QRect:
    """Return what of a widget is in view, on the screen."""
    if widget is None:
        return QRect()
    seen = QRect(widget.mapToGlobal(QPoint()), widget.size())
    return seen if widget.isWindow() else seen.intersected(_seen(widget.parentWidget()))
