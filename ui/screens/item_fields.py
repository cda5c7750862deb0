"""Fields of the item panel. Each shows a value and tells what is `typed`, what is `given` and when it is `left`."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.queries.words import day_in_words
from app.texts import mark, say
from ui import theme
from ui.icons import pixmap
from ui.widgets.day_text import parse_day
from ui.widgets.text import Label

_TIME = re.compile(r"(.*?)\s*(?:(?:kl\.?|at)\s*)?(\d{1,2})[.:](\d{2})")


class TextEdit(QPlainTextEdit):
    """Text that grows with what is written; a title stays one paragraph."""

    typed = Signal(object)
    given = Signal(object)
    left = Signal()

    def __init__(self, *, lines: int, is_long: bool) -> None:
        super().__init__()
        self._lines = lines
        self._is_long = is_long
        self._is_showing = False
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._on_changed)
        self._fit()

    def show_value(self, value: Any) -> None:
        """Show *value*, unless somebody is writing here."""
        text = str(value or "")
        if self.hasFocus() or text == self.toPlainText():
            return
        self._is_showing = True
        self.setPlainText(text)
        self._is_showing = False
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field is left."""
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep a title on one line: Enter leaves it, as Esc does."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not self._is_long:
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the height of what is written, at least its lines."""
        return QSize(120, self._height())

    def _height(self) -> int:
        shown = max(self._lines, int(self.document().size().height()))
        margins = 2 * int(self.document().documentMargin()) + 16
        return max(theme.current().size("touch"), shown * self.fontMetrics().lineSpacing() + margins)

    def _fit(self) -> None:
        self.setFixedHeight(self._height())

    def _on_changed(self) -> None:
        self._fit()
        if not self._is_showing:
            self.typed.emit(self.toPlainText().strip() or None)


class DayEdit(QLineEdit):
    """A day, written as people write it; `1/3`, `+6u` and `i morgen` are understood.

    One that *is_past* never lies ahead.
    """

    typed = Signal(object)
    given = Signal(object)
    left = Signal()

    def __init__(self, today: Callable[[], date], *, has_time: bool = False, is_past: bool = False) -> None:
        super().__init__()
        self._today = today
        self._has_time = has_time
        self._is_past = is_past
        self._value: str | None = None
        hint = mark("day", "fx 1/3 kl. 10.00") if has_time else mark("day", "fx 1/3, +6u, i morgen")
        self.setPlaceholderText(say(mark("day", "fx 1/10 eller 1. maj 2025") if is_past else hint))
        self.editingFinished.connect(self._on_finished)

    def show_value(self, value: Any) -> None:
        """Show a day, unless somebody is writing here."""
        if self.hasFocus():
            return
        self._value = value
        self.setText(day_in_words(value) if value else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter in the field: on the board it would go on to the card, and begin to write there."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def _on_finished(self) -> None:
        text = self.text().strip()
        value = self._read(text) if text else None
        if text and value is None:
            self.setText(day_in_words(self._value) if self._value else "")
            return
        if value != self._value:
            self._value = value
            self.given.emit(value)
        self.setText(day_in_words(value) if value else "")

    def _read(self, text: str) -> str | None:
        if not self._has_time:
            day = parse_day(text, today=self._today())
            return _not_after(day, self._today()) if day and self._is_past else day
        match = _TIME.fullmatch(text)
        day = parse_day(match[1] if match else text, today=self._today())
        if day is None or len(day) < len("2026-11-24"):
            return None
        hour, minute = (int(match[2]), int(match[3])) if match else (0, 0)
        return f"{day}T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _not_after(day: str, today: date) -> str:
    """Return *day*, or the same day of the last year that has it before *today*: what has been is not to come."""
    while day > today.isoformat()[: len(day)]:
        day = f"{int(day[:4]) - 1}{day[4:]}"
    return day


class Choice(QComboBox):
    """One of several; the first stands for nothing chosen."""

    typed = Signal(object)
    given = Signal(object)
    left = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self.offer(choices)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._on_activated)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer *choices*; what is chosen stays so, and a list that is open is left alone where nothing is new."""
        if list(choices) != [(self.itemData(place), self.itemText(place)) for place in range(self.count())]:
            chosen = self.currentData()
            self.clear()
            for value, words in choices:
                self.addItem(words, value)
            self.show_value(chosen)

    def show_value(self, value: Any) -> None:
        """Choose *value*."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow that says there is more to choose."""
        super().paintEvent(event)
        size = theme.current().size("icon_small")
        painter = QPainter(self)
        place = (self.width() - size - 12, (self.height() - size) // 2)
        painter.drawPixmap(*place, pixmap("chevron-down", theme.current().colour("muted"), size=size))
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll; a wheel must not choose."""
        event.ignore()

    def _on_activated(self, place: int) -> None:
        self.given.emit(self.itemData(place))


class Told(Label):
    """What stands in a field that is only read; `words` says a value, and what has no words takes its name along."""

    typed = Signal(object)
    given = Signal(object)
    left = Signal()

    def __init__(self, words: Callable[[Any], str]) -> None:
        super().__init__(wrap=True)
        self._words = words
        self.holder: QWidget | None = None
        """What holds this and its name."""

    def show_value(self, value: Any) -> None:
        """Show *value*."""
        words = self._words(value)
        self.setText(words)
        (self.holder or self).setVisible(bool(words))


FieldEdit = TextEdit | DayEdit | Choice | Told


def told(edit: FieldEdit) -> Told:
    """Return what shows the values of *edit*, which is not used, and lets nobody write."""
    edit.deleteLater()
    if isinstance(edit, DayEdit):
        return Told(lambda value: day_in_words(value) if value else "")
    if isinstance(edit, Choice):
        known = {edit.itemData(place): edit.itemText(place) for place in range(edit.count())}
        return Told(lambda value: known.get(value, "").strip("–"))
    return Told(lambda value: str(value or ""))


def call(choice: FieldEdit, name: str, *, label: Label | None = None) -> None:
    """Let a screen reader say what *choice* is about: on Linux it hears a label's name, and of the choice its value.

    Without a *label* on the screen, one that is only heard is made.
    """
    choice.setAccessibleName(name)
    heard = label or Label(name)
    if label is None:
        heard.setParent(choice.parentWidget())
        heard.hide()
    heard.setAccessibleName(name)
    heard.setBuddy(choice)


def named(name: str, edit: QWidget) -> QWidget:
    """Return *edit* with its name above it."""
    edit.setAccessibleName(name)
    holder = QWidget()
    if isinstance(edit, Told):
        edit.holder = holder
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    label = Label(name, kind="muted")
    label.setBuddy(edit)
    box.addWidget(label)
    box.addWidget(edit)
    holder.setFocusProxy(edit)
    return holder
