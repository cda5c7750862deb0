"""Person: somebody at the screen, who acts by Qt's events and sees what the accessibility tree tells."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from legible import cut_texts, read

Role = QAccessible.Role
PATIENCE_S = 30.0
"""How long an answer may take on a busy machine before it counts as missing."""
BOARD, LIST = "Tavle", "Planen som liste"
"""The names of the two faces of the plan in the accessibility tree."""
REST_MS = 450
"""How long the screen comes to rest before a picture."""


class NotThere(AssertionError):
    """Something that the person at the screen should have seen is not there."""


class Person:
    """Somebody at the screen: looks, presses, writes; `acts` counts what the hand did."""

    def __init__(self, pictures: Path) -> None:
        QAccessible.setActive(True)
        self.acts = 0
        self.first_words = 0
        self._pictures = pictures

    # --- looking --------------------------------------------------------------------------------------------

    def window(self) -> QWidget:
        """Return the window in front."""
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()]
        front = QApplication.activeModalWidget() or QApplication.activePopupWidget() or QApplication.activeWindow()
        return front if front in shown else max(shown, key=lambda each: each.width() * each.height())

    def everything(self, *, scrolled_away: bool = False) -> Iterator[QAccessibleInterface]:
        """Yield what the accessibility tree of the window shows, with what is *scrolled_away* when asked for."""
        root = QAccessible.queryAccessibleInterface(self.window())
        waiting = [root]
        while waiting:
            each = waiting.pop()
            if not each.isValid() or (each.state().invisible and not (scrolled_away and _is_shown(each))):
                continue
            yield each
            waiting += [child for place in range(each.childCount()) if _is_there(child := each.child(place))]

    def find(
        self, name: str, role: QAccessible.Role | None = None, *, scrolled_away: bool = False
    ) -> QAccessibleInterface | None:
        """Return what is called *name* (or begins so), of a role when one is asked for; the exact name goes first."""
        everything = self.everything(scrolled_away=scrolled_away)
        found = [each for each in everything if role in (None, each.role()) and name_of(each).startswith(name)]
        found.sort(key=lambda each: name_of(each) != name)
        return found[0] if found else None

    def see(self, name: str, role: QAccessible.Role | None = None) -> QAccessibleInterface:
        """Wait for *name* and return it. Raises NotThere."""
        return self.wait(lambda: self.find(name, role), f"«{name}» is not on the screen")

    def wait(self, look: Callable[[], "QAccessibleInterface | None"], why: str) -> QAccessibleInterface:
        """Wait until *look* finds something. Raises NotThere with *why*."""
        until = monotonic() + PATIENCE_S
        while monotonic() < until:
            found = look()
            if found is not None:
                return found
            rest(40)
        raise NotThere(why)

    def cards(self) -> list[QAccessibleInterface]:
        """Return the cards of the board as a screen reader hears them."""
        board = self.find(BOARD, Role.List)
        if board is None:
            return []
        return [child for place in range(board.childCount()) if _is_there(child := board.child(place))]

    def card(self, title: str) -> QAccessibleInterface:
        """Wait for the card called *title* and return it. Raises NotThere."""
        return self.wait(
            lambda: next((each for each in self.cards() if name_of(each).startswith(title)), None),
            f"the card «{title}» is not on the board",
        )

    def said_of(self, title: str) -> str:
        """Return what a screen reader says of a card beside its title: kind, place, who, when."""
        return str(self.card(title).text(QAccessible.Text.Description))

    def has_row(self, name: str, title: str, kind: str = "") -> bool:
        """Tell whether a row of the list *name* begins with *title* and tells its kind, in view or not."""
        found = self.find(name, Role.List)
        rows = [found.child(place) for place in range(found.childCount())] if found is not None else []
        names = [name_of(each) for each in rows if _is_there(each)]
        return any(each.startswith(title) and kind in each for each in names)

    def names(self, role: QAccessible.Role) -> list[str]:
        """Return the names of everything of a role."""
        return [name_of(each) for each in self.everything() if each.role() == role]

    def picture(self, name: str) -> None:
        """Keep a picture of the window, on which no text is cut. Raises NotThere."""
        rest(REST_MS)
        self.window().grab().save(str(self._pictures / f"{name}.png"))
        cut = cut_texts(read(self.window()))
        if cut:
            raise NotThere(f"on the picture {name}: {'; '.join(cut)}")

    def read_back(self, title: str, kind: str) -> None:
        """Find what was made as a card in the tree, in the words painted on the board, and in the list.

        The eye turns the page to the list and back by the keyboard; the hand does nothing. Raises NotThere.
        """
        self.until(lambda: kind in self.said_of(title), f"«{title}» is not told as «{kind}»")
        self._bring_card_in(title)
        self.until(lambda: title in self._painted(), f"«{title}» is not painted on the board")
        self.in_list(title, kind)

    def in_list(self, title: str, kind: str, *, is_there: bool = True) -> None:
        """See that the list has a row of a kind with that title, or has none. Raises NotThere."""
        self.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        self.see(LIST, Role.List)
        self.until(lambda: self.has_row(LIST, title, kind) is is_there, f"the list is wrong about «{title}»")
        self.key(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        self.see(BOARD, Role.List)
        rest(100)

    def _painted(self) -> str:
        """Return the words of the board in the order in which they are painted."""
        board = self.see(BOARD, Role.List).object()
        texts = read(self.window()).texts
        return " ".join(each.words for each in texts if isinstance(board, QWidget) and board.isAncestorOf(each.widget))

    # --- doing ----------------------------------------------------------------------------------------------

    def press(self, name: str, role: QAccessible.Role | None = None) -> None:
        """Click what is called *name*."""
        self.scroll_to(name, role)
        found = self.see(name, role)
        rect = found.rect()
        is_box = isinstance(found.object(), QCheckBox)
        widget, at = self._under(QPoint(rect.left() + 12, rect.center().y()) if is_box else rect.center())
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
        self.acts += 1
        rest(60)

    def tick(self, name: str) -> None:
        """Tick a box and see that it is ticked; tap again where the list moved under the finger."""
        for _ in range(3):
            self.press(name, Role.CheckBox)
            rest(200)
            if self.see(name, Role.CheckBox).state().checked:
                return
        raise NotThere(f"«{name}» cannot be ticked")

    def write(self, text: str) -> None:
        """Write where the cursor stands."""
        until = monotonic() + PATIENCE_S
        while not isinstance(field := QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            if monotonic() > until:
                raise NotThere("there is no cursor to write at")
            rest(40)
        QTest.keyClicks(field, text)
        self.acts += 1

    def write_over(self, text: str) -> None:
        """Write in the place of what stands in the field with the cursor."""
        rest(300)
        QTest.keyClick(QApplication.focusWidget() or self.window(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.write(text)

    def write_file_name(self, file: Path) -> None:
        """Go to a file's folder in Qt's own dialog and write its name there, without the dialog's proposals.

        What it proposes, and what it marks while a whole path is written, is a matter of chance.
        """
        self.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "no file can be named")
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        field.setCompleter(None)  # type: ignore[arg-type]  # none is a choice, though not in the stubs
        self.write_over(str(file.parent))
        self.key(Qt.Key.Key_Return)
        self.until(lambda: field.text() == "", "the dialog has not gone to the folder")
        self.write_over(file.name)

    def choose_by_letters(self, text: str) -> None:
        """Choose in the field with the cursor by the first letters of a choice."""
        until = monotonic() + PATIENCE_S
        while not isinstance(field := QApplication.focusWidget(), QComboBox):
            if monotonic() > until:
                raise NotThere("there is nothing to choose in")
            rest(40)
        QTest.keyClicks(field, text)
        self.acts += 1
        rest(100)

    def until(self, is_so: Callable[[], bool], why: str) -> None:
        """Wait until something is so. Raises NotThere with *why*."""
        end = monotonic() + PATIENCE_S
        while not is_so():
            if monotonic() > end:
                raise NotThere(why)
            rest(40)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key; one that only ends the writing is no act of its own."""
        QTest.keyClick(QApplication.focusWidget() or self.window(), key, modifiers)
        rest(60)

    def tap_card(self, title: str) -> None:
        """Tap a card, after having moved the board so that it is in view."""
        self._bring_card_in(title)
        widget, at = self._under(self.card(title).rect().center())
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
        self.acts += 1
        rest(150)

    def tap(self, at: QPoint) -> None:
        """Tap at a point of the screen."""
        widget, inside = self._under(at)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=inside)
        self.acts += 1
        rest(120)

    def hold(self, name: str, milliseconds: int) -> None:
        """Press what is called *name* and keep it down."""
        widget, at = self._under(self.see(name).rect().center())
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=at)
        rest(milliseconds)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=at)
        self.acts += 1

    def in_view(self, title: str) -> QRect:
        """Return what is in view of a card, after having moved the board so that its middle is."""
        self._bring_card_in(title)
        board = self.see(BOARD, Role.List).rect()
        return self.card(title).rect().intersected(board.adjusted(4, 4, -4, -4))

    def free_place(self) -> QPoint:
        """Return a point of the board on the screen with room for a card, after having moved the board if need be."""
        for _ in range(20):
            board = self.see(BOARD, Role.List).rect()
            found = self._free_in(board)
            if found is not None:
                return found
            self._turn(board.center(), QPoint(-240, 0))
        raise NotThere("the board has no free place in view")

    def _free_in(self, board: QRect) -> QPoint | None:
        taken = [each.rect().adjusted(-16, -16, 16, 16) for each in self.cards()]
        for y in range(board.top() + 90, board.bottom() - 90, 30):
            for x in range(board.left() + board.width() * 2 // 5, board.right() - 120, 40):
                room = QRect(x - 105, y - 60, 210, 120)
                if not any(each.intersects(room) for each in taken):
                    return QPoint(x, y)
        return None

    def double_tap(self, at: QPoint) -> None:
        """Tap twice at a point of the screen."""
        widget, inside = self._under(at)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=inside)
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=inside)
        self.acts += 1
        rest(120)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Draw from one point of the screen to another with the button down."""
        widget, inside = self._under(start)
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=inside)
        for step in range(1, 13):
            between = start + (end - start) * step / 12
            QTest.mouseMove(widget, widget.mapFromGlobal(between))
            rest(15)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=widget.mapFromGlobal(end))
        self.acts += 1
        rest(120)

    def _under(self, at: QPoint) -> tuple[QWidget, QPoint]:
        """Return the widget under a point of the screen, and the point in it."""
        window = self.window()
        inside = window.mapFromGlobal(at)
        widget = window.childAt(inside) or window
        return widget, widget.mapFromGlobal(at)

    def _bring_card_in(self, title: str) -> None:
        """Turn the wheel over the board until the card is in view."""
        for _ in range(80):
            board = self.see(BOARD, Role.List).rect()
            middle = self.card(title).rect().center()
            if board.adjusted(20, 20, -20, -20).contains(middle):
                return
            across = 0 if board.left() + 20 < middle.x() < board.right() - 20 else board.center().x() - middle.x()
            down = 0 if board.top() + 20 < middle.y() < board.bottom() - 20 else board.center().y() - middle.y()
            self._turn(board.center(), QPoint(max(-240, min(240, across)), max(-240, min(240, down))))
        raise NotThere(f"the card «{title}» cannot be brought into view")

    def _turn(self, at: QPoint, turn: QPoint, *, target: QWidget | None = None) -> None:
        """Turn the wheel over what lies at a point, or over *target*, where the wheel's turn would end up."""
        target = target or self._under(at)[0]
        inside = target.mapFromGlobal(at)
        event = QWheelEvent(
            QPointF(inside), QPointF(target.mapToGlobal(inside)), QPoint(), turn, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target, event)
        rest(20)

    def scroll_to(self, name: str, role: QAccessible.Role | None = None, *, to_top: bool = False) -> None:
        """Turn the wheel over whatever scrolls until *name* is in view, in its upper half *to_top*. Raises NotThere."""
        for _ in range(80):
            look = partial(self.find, name, role, scrolled_away=True)
            widget = self.wait(look, f"«{name}» is nowhere").object()
            area = _scroller(widget, to_top=to_top) if isinstance(widget, QWidget) else None
            if area is None or not isinstance(widget, QWidget):
                rest(120)
                return
            view = area.viewport()
            aim = view.rect().center().y() // 3 if to_top else view.rect().center().y()
            is_below = widget.mapTo(view, widget.rect().center()).y() > aim
            at = view.mapToGlobal(view.visibleRegion().boundingRect().center())
            self._turn(at, QPoint(0, -120 if is_below else 120), target=view)
        raise NotThere(f"«{name}» cannot be scrolled to")


def _is_shown(each: QAccessibleInterface) -> bool:
    """Tell whether a widget is on the page that is shown, in view or not."""
    widget = each.object()
    return isinstance(widget, QWidget) and widget.isVisible()


def _scroller(widget: QWidget, *, to_top: bool) -> QAbstractScrollArea | None:
    """Return the innermost area that must scroll before *widget* is in view; None when it is."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            middle = widget.mapTo(parent.viewport(), widget.rect().center())
            bar = parent.verticalScrollBar()
            can_move = bar.maximum() > bar.minimum()
            is_seen = not parent.viewport().visibleRegion().isEmpty()
            room = parent.viewport().rect()
            if to_top and bar.value() < bar.maximum():
                room.setHeight(room.height() // 3)
            if can_move and is_seen and not room.contains(middle):
                return parent
        parent = parent.parentWidget()
    return None


def _is_there(each: object) -> bool:
    """Tell whether the tree handed out a child; its type does not say that it may hand out none."""
    return each is not None


def rest(milliseconds: int) -> None:
    """Let the program work; unlike QTest.qWait it lets other threads have Python meanwhile."""
    until = monotonic() + milliseconds / 1000
    while True:
        QApplication.processEvents()
        if monotonic() >= until:
            return
        sleep(0.005)


def name_of(each: QAccessibleInterface) -> str:
    """Return the name that a screen reader says."""
    return str(each.text(QAccessible.Text.Name))
