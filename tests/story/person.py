"""Person: somebody at the screen, who acts by Qt's events and sees what the accessibility tree tells.

Each method is one act, or some, with a meaning; how it is done with this hand stands here and nowhere in a story.
"""

from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
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

from story.eyes import BOARD, LIST, PATIENCE_S, REST_MS, Eyes, NotThere, Role, name_of, rest
from story.hands import Finger, Hand, Mouse, draw_with_pen, under, way

__all__ = ["BOARD", "LIST", "REST_MS", "NotThere", "Person", "Role", "name_of", "rest"]
_OPEN_KINDS = "Tryk for at lave kortet om."
EARLIER = 180
"""How far a card is dragged along the time axis, in pixels: more than a month."""
_CARD = QPoint(105, 60)
"""Half of what a new card takes, in pixels."""


class Person(Eyes):
    """Somebody at the screen: looks, presses, writes; `acts` counts what the hand did, `typed` keeps what it wrote."""

    def __init__(self, pictures: Path) -> None:
        super().__init__(pictures)
        self.acts = 0
        self.typed: list[str] = []
        self._hand: Hand = Mouse()

    # --- with which hand ------------------------------------------------------------------------------------

    def use_finger(self) -> None:
        """Act with a finger on the glass from now on, as people at a table do."""
        self._hand = Finger()

    def use_mouse(self) -> None:
        """Act with the mouse from now on."""
        self._hand = Mouse()

    # --- buttons and fields ---------------------------------------------------------------------------------

    def press(self, name: str, role: QAccessible.Role | None = None) -> None:
        """Press what is called *name*."""
        self.scroll_to(name, role)
        found = self.still(name, role)
        rect = found.rect()
        is_box = isinstance(found.object(), QCheckBox)
        self.tap(QPoint(rect.left() + 12, rect.center().y()) if is_box else rect.center())

    def tick(self, name: str) -> None:
        """Tick a box and see that it is ticked; tap again where the list moved under the finger."""
        for _ in range(3):
            self.press(name, Role.CheckBox)
            rest(200)
            if self.see(name, Role.CheckBox).state().checked:
                return
        raise NotThere(f"«{name}» cannot be ticked")

    def hold(self, name: str, milliseconds: int) -> None:
        """Press what is called *name* and keep it down."""
        self._hand.hold(self.window(), self.still(name).rect().center(), milliseconds)
        self.acts += 1

    def write(self, text: str, *, is_secret: bool = False) -> None:
        """Write where the cursor stands; what *is_secret* is not kept."""
        until = monotonic() + PATIENCE_S
        while not isinstance(field := QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            if monotonic() > until:
                raise NotThere("there is no cursor to write at")
            rest(40)
        QTest.keyClicks(field, text)
        self.acts += 1
        if not is_secret:
            self.typed.append(text)

    def write_over(self, text: str, *, is_secret: bool = False) -> None:
        """Write in the place of what stands in the field with the cursor."""
        rest(300)
        QTest.keyClick(QApplication.focusWidget() or self.window(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.write(text, is_secret=is_secret)

    def press_enter(self) -> None:
        """End what is written."""
        self.key(Qt.Key.Key_Return)

    def choose(self, field: str, choice: str) -> None:
        """Choose in what is called *field*."""
        self.press(field, Role.ComboBox)
        self.press(choice, Role.ListItem)

    def answer(self, question: str, text: str) -> None:
        """Write in the field called *question*, and go on."""
        self.press(question, Role.EditableText)
        self.write(text)
        self.key(Qt.Key.Key_Return)

    def tell_of(self, newcomer: str, *told: str) -> None:
        """Write in the round who else is there, and what they tell of themselves, one thing after the other."""
        for each in (newcomer, *told):
            self.write(each)
            before = QApplication.focusWidget()
            self.key(Qt.Key.Key_Return)
            self.until(lambda before=before: QApplication.focusWidget() is not before, "the next thing is not asked")  # type: ignore[misc]

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

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key; one that only ends the writing is no act of its own."""
        QTest.keyClick(QApplication.focusWidget() or self.window(), key, modifiers)
        rest(60)

    # --- the board ------------------------------------------------------------------------------------------

    def new_card(self, title: str) -> None:
        """Write a card on free ground."""
        self.double_tap(self.free_place())
        self._write_card(title)

    def line_into_ground(self, source: str, title: str) -> None:
        """Draw a line from a card, chosen before, into free ground and write there the card that follows."""
        self._choose_card(source)
        self._drag_line(source, self._free_beside(source))
        self._write_card(title)

    def line_to(self, source: str, target: str) -> None:
        """Draw a line from a card, chosen before, to another."""
        self._choose_card(source)
        self._drag_line(source, self.in_view(target).center())

    def choose_line(self, line: str, *, of: str) -> None:
        """Choose the line that says *line*, one *of* a card."""
        self._bring_card_in(of)
        self.tap(self.place_of(line))
        self.until(lambda: bool(self.see(line, Role.Graphic).state().selected), f"«{line}» cannot be chosen")

    def move_in_time(self, title: str) -> None:
        """Drag a card along the time axis, to an earlier day."""
        card = self.in_view(title).center()
        self.drag(card, card - QPoint(EARLIER, 0))

    def turn_into(self, kind: str, title: str) -> None:
        """Say what the chosen card is."""
        wanted = f"Lav om til {kind}"
        self.until(lambda: self.find(wanted) is not None or bool(self._opener()), f"«{title}» offers no other kind")
        if self.find(wanted) is None:
            self.press(self._opener())
        self.press(wanted)
        self.is_said(title, kind)

    def is_said(self, title: str, words: str) -> None:
        """Wait until a card is told with *words*. Raises NotThere."""
        self.until(lambda: words in self.said_of(title), f"«{title}» is not told as «{words}»")

    def draw_under(self, title: str) -> None:
        """Draw a line under the words of a card with the pen."""
        card = self.in_view(title)
        draw_with_pen(self.window(), way(card.bottomLeft() + QPoint(14, -28), card.bottomRight() + QPoint(-30, -26)))
        self.acts += 1
        rest(120)

    def ask_why(self, words: str) -> None:
        """Press the badge that says *words*, at the end of what is in view of it."""
        name = f"{words}. Hvorfor?"
        self._bring_card_in(name_of(self.see(name, Role.Button).parent()))
        badge = self.see(name, Role.Button).rect().intersected(self.see(BOARD, Role.List).rect())
        self.tap(QPoint(badge.right() - 12, badge.center().y() - 2))

    def tap_card(self, title: str) -> None:
        """Tap a card, after having moved the board so that it is in view."""
        self.tap(self.in_view(title).center())
        rest(60)

    def tap(self, at: QPoint) -> None:
        """Tap at a point of the screen."""
        self._hand.tap(self.window(), at)
        self.acts += 1
        rest(100)

    def double_tap(self, at: QPoint) -> None:
        """Tap twice at a point of the screen."""
        self._hand.tap_twice(self.window(), at)
        self.acts += 1
        rest(120)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Drag from one point of the screen to another."""
        self._hand.drag(self.window(), way(start, end))
        self.acts += 1
        rest(120)

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

    def read_back(self, title: str, kind: str) -> None:
        """Find what was made as a card in the tree, in the words painted on the board, and in the list.

        The eye turns the page to the list and back by the keyboard; the hand does nothing. Raises NotThere.
        """
        self.is_said(title, kind)
        self._bring_card_in(title)
        self.until(lambda: title in self.painted(), f"«{title}» is not painted on the board")
        self.in_list(title, kind)

    def told_on_board(self, title: str, kind: str, words: str) -> None:
        """See that *words* stand on a card of the board, or beside it when it is chosen. Raises NotThere."""
        self.is_said(title, kind)
        self.tap_card(title)
        self.until(lambda: words in self.reads() or words in self.painted(), f"the board does not tell «{words}»")

    def told_in_list(self, title: str, kind: str, words: str) -> None:
        """See that *words* stand in a row of the list, or beside it when it is opened there. Raises NotThere."""
        self.in_list(title, kind)
        if words != title:
            self.press("Åbn i planen")
            self.see(LIST, Role.List)
            self.until(lambda: words in self.reads(), f"the list does not tell «{words}»")
            self.key(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
            self.see(BOARD, Role.List)

    def in_list(self, title: str, kind: str, *, is_there: bool = True) -> None:
        """See that the list has a row of a kind with that title, or has none. Raises NotThere."""
        self.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        self.see(LIST, Role.List)
        self.until(lambda: self.has_row(LIST, title, kind) is is_there, f"the list is wrong about «{title}»")
        self.key(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        self.see(BOARD, Role.List)
        rest(100)

    def _write_card(self, title: str) -> None:
        """Write a card where the cursor stands; what was written last is chosen."""
        self.write(title)
        self.key(Qt.Key.Key_Return)
        self._is_chosen(title)

    def _choose_card(self, title: str) -> None:
        if not self.card(title).state().selected:
            self.tap_card(title)
            self._is_chosen(title)

    def _is_chosen(self, title: str) -> None:
        self.until(lambda: bool(self.card(title).state().selected), f"«{title}» is not chosen")

    def _drag_line(self, source: str, end: QPoint) -> None:
        card = self.card(source).rect()
        self.drag(QPoint(card.right(), card.center().y()), end)

    def _opener(self) -> str:
        """Return the name of the chip that opens the other kinds; empty when it is not on the screen."""
        return next((name for name in self.names(Role.Button) if name.endswith(_OPEN_KINDS)), "")

    def _free_in(self, board: QRect) -> QPoint | None:
        taken = [each.rect().adjusted(-16, -16, 16, 16) for each in self.cards()]
        for y in range(board.top() + 90, board.bottom() - 90, 30):
            for x in range(board.left() + board.width() * 2 // 5, board.right() - 120, 40):
                if not any(each.intersects(QRect(QPoint(x, y) - _CARD, QPoint(x, y) + _CARD)) for each in taken):
                    return QPoint(x, y)
        return None

    def _free_beside(self, title: str) -> QPoint:
        """Return a point of the board in view with room for a card to the right of it, and the card's right edge too.

        The board is moved until there is one.
        """
        for _ in range(20):
            board, card = self.see(BOARD, Role.List).rect(), self.card(title).rect()
            taken = [each.rect().adjusted(-10, -10, 10, 10) for each in self.cards()]
            rows = sorted(range(board.top() + 70, board.bottom() - 70, 20), key=lambda y: abs(y - card.center().y()))
            for y in rows if board.contains(QPoint(card.right() + 20, card.center().y())) else ():
                for x in range(card.right() + 40, board.right() - 220, 30):
                    if not any(each.intersects(QRect(x, y - 60, 215, 120)) for each in taken):
                        return QPoint(x, y)
            self._turn(board.center(), QPoint(-120, 0))
        raise NotThere(f"there is no free ground beside «{title}»")

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

    # --- scrolling ------------------------------------------------------------------------------------------

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

    def _turn(self, at: QPoint, turn: QPoint, *, target: QWidget | None = None) -> None:
        """Turn the wheel over what lies at a point, or over *target*, where the wheel's turn would end up."""
        target = target or under(self.window(), at)[0]
        inside = target.mapFromGlobal(at)
        event = QWheelEvent(
            QPointF(inside), QPointF(target.mapToGlobal(inside)), QPoint(), turn, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target, event)
        rest(20)


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
