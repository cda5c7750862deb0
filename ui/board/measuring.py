"""A goal becomes measurable: one quiet line asks for the next thing that is not told, and is gone when all is."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.goal import Goal
from app.domain.item import Item
from app.texts import Text, mark, say
from ui.screens.item_fields import DayEdit, FieldEdit, TextEdit, named
from ui.widgets.button import Button
from ui.widgets.day_text import parse_day
from ui.widgets.flow import FlowLayout
from ui.widgets.page import clear

QUESTIONS: tuple[tuple[str, Text], ...] = (
    ("sign", mark("measuring", "Hvordan kan vi se, at det lykkes?")),
    ("witness", mark("measuring", "Hvem lægger mærke til det?")),
    ("due", mark("measuring", "Hvornår ser vi efter?")),
)
"""The fields of a goal that say whether it succeeded, in the order they are asked for."""
_NOT_NOW = mark("measuring", "Ikke nu")
_AHEAD = (
    ("+1m", mark("measuring", "Om en måned")),
    ("+3m", mark("measuring", "Om tre måneder")),
    ("+6m", mark("measuring", "Om et halvt år")),
)
_MOST_PEOPLE = 4


class Measuring(QWidget):
    """Asks about one goal; `typed` and `given` carry the field and its value, `left` says that a text is whole."""

    typed = Signal(str, object)
    given = Signal(str, object)
    left = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._goal: Goal | None = None
        self._people: Sequence[str] = ()
        self.asked: str | None = None
        self._field: FieldEdit | None = None
        self._answered: set[tuple[str, str]] = set()
        """Goals and fields told here, until the plan says so too."""
        self._skipped: set[tuple[str, str]] = set()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(6)
        self.hide()

    def show_item(self, item: Item, people: Sequence[str]) -> None:
        """Ask about *item* if it is a goal; while an answer is written the question stays. *people* may be named."""
        is_same = self._goal is not None and self._goal.id == item.id
        self._goal = item if isinstance(item, Goal) else None
        self._people = people
        self._answered -= {(item.id, name) for name, _ in QUESTIONS if getattr(item, name, None) is not None}
        if not (is_same and self._field is not None and self._field.hasFocus()):
            self._ask(is_same=is_same)

    def take_focus(self) -> None:
        """Put the cursor in the answer."""
        if self._field is not None and not self.isHidden():
            self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask(self, *, is_same: bool) -> None:
        wanted = next((name for name, _ in QUESTIONS if self._is_open(name)), None)
        if is_same and wanted == self.asked:
            return
        self.asked = wanted
        clear(self._body)
        self._field = None
        self.setVisible(wanted is not None)
        if wanted is not None:
            self._show(wanted)

    def _is_open(self, name: str) -> bool:
        goal = self._goal
        if goal is None:
            return False
        return getattr(goal, name) is None and (goal.id, name) not in self._answered | self._skipped

    def _show(self, name: str) -> None:
        field = self._field = DayEdit(self._today) if name == "due" else TextEdit(lines=1, is_long=False)
        field.typed.connect(partial(self._on_typed, name))
        field.given.connect(partial(self._on_given, name))
        field.left.connect(self._on_left)
        question = named(say(dict(QUESTIONS)[name]), field)
        answers = QWidget()
        flow = FlowLayout(answers, spacing=6)
        for value, words in self._offers(name):
            button = Button(act=partial(self._on_given, name, value))
            button.setText(words)
            flow.addWidget(button)
        flow.addWidget(Button(_NOT_NOW, kind="quiet", act=partial(self._skip, name)))
        # Shown at once, so that the cursor can go there.
        for part in (question, answers):
            self._body.addWidget(part)
            part.show()

    def _offers(self, name: str) -> list[tuple[str, str]]:
        """Return answers that one tap gives: (value, words)."""
        if name == "witness":
            return [(each, each) for each in self._people[:_MOST_PEOPLE]]
        days = [(parse_day(ahead, today=self._today()), say(words)) for ahead, words in _AHEAD]
        return [(day, words) for day, words in days if day is not None] if name == "due" else []

    def _on_typed(self, name: str, value: Any) -> None:
        if self._goal is not None:
            told = (self._goal.id, name)
            self._answered = self._answered | {told} if value else self._answered - {told}
            self.typed.emit(name, value)

    def _on_given(self, name: str, value: Any) -> None:
        if self._goal is not None and value:
            self._answered |= {(self._goal.id, name)}
            self.given.emit(name, value)
            self._go_on()

    def _on_left(self) -> None:
        self.left.emit()
        self._go_on()

    def _skip(self, name: str) -> None:
        if self._goal is not None:
            self._skipped |= {(self._goal.id, name)}
            self._go_on()

    def _go_on(self) -> None:
        """Ask the next thing; whoever answered by keys goes on with them."""
        at = QApplication.focusWidget()
        before = self.asked
        goes_on = at is None or self.isAncestorOf(at)
        self._ask(is_same=True)
        if goes_on and self.asked not in (None, before):
            self.take_focus()
