"""The line that narrows the list of the plan: words, kind, who is responsible, state; it is there when asked for."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain import ITEM_TYPES
from app.queries.plan_list import PEOPLE_DO_IT, PlanList
from app.queries.plan_narrowed import NOBODY, Wanted
from app.queries.words import STATES
from app.texts import mark, say
from ui import theme
from ui.screens.item_fields import Choice, call
from ui.widgets.button import Button, icon_button
from ui.widgets.field import search_field
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

FIND = mark("plan filter", "Find i planen")
ALL = mark("plan filter", "Vis hele planen")
COUNT = mark("plan filter", "{count} af {total} punkter")
NOTHING = mark("plan filter", "Intet punkt passer. Prøv med færre ord, eller vælg mindre snævert.")
_FIELD_LETTERS = 16
_BESIDE_PX = 56
"""What the edges and the arrow of a choice take beside its words."""
_Choices = list[tuple[Any, str]]


class PlanFilter(QWidget):
    """Asks from `begin` to `end`; `changed` tells that other things are `wanted`, `left` that the list has the keys."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = search_field(FIND, mark("plan filter", "Ord"), asked=self._on_changed)
        self.field.setMinimumWidth(_FIELD_LETTERS * self.field.fontMetrics().averageCharWidth())
        self.field.installEventFilter(self)
        self.kind, self.responsible, self.state = (Choice([(None, "")]) for _ in range(3))
        self.count = Label(kind="muted")
        box = FlowLayout(self, spacing=8, even=True)
        for part in (self.field, *self._choices, self.count):
            box.addWidget(part)
        box.addWidget(icon_button("x", ALL, act=self.end))
        names = (mark("plan filter", "Slags"), mark("plan filter", "Ansvarlig"), mark("plan filter", "Tilstand"))
        for choice, name in zip(self._choices, names, strict=True):
            call(choice, say(name))
            choice.given.connect(self._on_changed)
            choice.installEventFilter(self)

    @property
    def wanted(self) -> Wanted:
        """Return what is asked for, everything while the line is not there."""
        if self.isHidden():
            return Wanted()
        return Wanted(
            type=self.kind.currentData(),
            responsible=self.responsible.currentData(),
            state=self.state.currentData(),
            words=self.field.text(),
        )

    def begin(self) -> None:
        """Come up with the cursor in the words that stand there."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def end(self) -> None:
        """Ask for everything again, and go."""
        self.hide()
        with QSignalBlocker(self.field):
            self.field.clear()
        for choice in self._choices:
            choice.show_value(None)
        self.changed.emit()
        self.left.emit()

    def show_plan(self, plan: PlanList) -> None:
        """Let what the plan holds be chosen; what is chosen stays so."""
        items = [row.item for row in plan.rows]
        kinds = {each.type for each in items}
        people = {each.responsible for each in items}
        states = {each.state for each in items}
        named: _Choices = [(each.type, say(each.label)) for each in ITEM_TYPES if each.type in kinds]
        doers: _Choices = [each for each in plan.actors if each[0] in people]
        if kinds & PEOPLE_DO_IT:
            doers.append((NOBODY, say(mark("plan filter", "Ingen endnu"))))
        reached: _Choices = [(each, say(words)) for each, words in STATES.items() if each in states]
        _offer(self.kind, mark("plan filter", "Alle slags"), named)
        _offer(self.responsible, mark("plan filter", "Alle ansvarlige"), doers)
        _offer(self.state, mark("plan filter", "Alle tilstande"), reached)

    def tell(self, count: int, total: int) -> str:
        """Show how many of how many are found; return what a screen reader says of it, nothing where it is known."""
        words = say(COUNT, count=count, total=total)
        is_known = self.isHidden() or words == self.count.text()
        self.count.setText(words)
        if is_known:
            return ""
        return words if count else f"{words}. {say(NOTHING)}"

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        """Enter and Down in the words go to what was found; Esc anywhere shows the whole plan."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.end()
            return True
        if part is self.field and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
            return True
        return False

    @property
    def _choices(self) -> tuple[Choice, Choice, Choice]:
        return self.kind, self.responsible, self.state

    def _on_changed(self, _asked: object) -> None:
        self.changed.emit()


class NothingFound(QWidget):
    """Stands where the list would, and says what to do."""

    def __init__(self, whole: PlanFilter) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addWidget(Label(say(NOTHING), kind="muted", wrap=True))
        box.addWidget(Button(ALL, act=whole.end), alignment=Qt.AlignmentFlag.AlignLeft)
        box.addStretch(3)
        self.hide()


def _offer(choice: Choice, everything: str, choices: Sequence[tuple[Any, str]]) -> None:
    offered = [(None, say(everything)), *choices]
    if offered == [(choice.itemData(place), choice.itemText(place)) for place in range(choice.count())]:
        return
    chosen = choice.currentData(), choice.currentText()
    choice.clear()
    for value, words in offered if chosen[0] in [each[0] for each in offered] else [*offered, chosen]:
        choice.addItem(words, value)
    choice.show_value(chosen[0])
    choice.ensurePolished()
    choice.setMinimumWidth(
        choice.fontMetrics().horizontalAdvance(say(everything)) + round(_BESIDE_PX * theme.current().scale)
    )
