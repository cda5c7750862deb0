"""The plans of a family as a list: each card with its title and its day to write in, and a line for a new one."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.item import Item, ItemType
from app.operations.items import add_item
from app.queries.board import DAY_FIELDS, CardView
from app.queries.family import SHOWN, FamilyView, Member
from app.texts import mark, say
from ui.board.elements import element_kind
from ui.board.family import FamilyModel
from ui.board.model import title_of
from ui.screens.item_fields import Choice, DayEdit, TextEdit, call
from ui.widgets.button import icon_button
from ui.widgets.card import Card, row
from ui.widgets.page import clear, fill_scrolling
from ui.widgets.text import Label

NAMED = mark("family", "{part}: {title}, {name}")
TITLE, DAY = mark("family", "Titel"), mark("family", "Dato")
NEW_TITLE = mark("family", "Nyt kort hos {name}")
NEW_KIND = mark("family", "Slags, nyt kort hos {name}")
TOGETHER = mark("family", "På samme tid")
_DAY_WIDTH = 22
"""Letters that a day with its hour takes."""


class FamilyList(QWidget):
    """What is written is saved in the plan it belongs to; `open_wanted` asks for a card in its plan."""

    open_wanted = Signal(str)

    def __init__(self, model: FamilyModel, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._model = model
        self._today = today
        self._rows: dict[str, _Row] = {}
        self._shape: tuple[object, ...] = ()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        fill_scrolling(self, self._cards)

    def show_family(self, view: FamilyView) -> None:
        """Show the cards of each plan by their days; a field under the cursor keeps what is being written."""
        plans = [(each, _by_day(view, each)) for each in view.members]
        lines = tuple(each.line for each in view.clashes)
        shape = (lines, tuple((each, tuple((card.id, card.item.type) for card in cards)) for each, cards in plans))
        if shape != self._shape:
            self._shape = shape
            self._build(plans, lines)
        for _, cards in plans:
            for card in cards:
                self._rows[card.id].show_item(card.item)

    def _build(self, plans: list[tuple[Member, list[CardView]]], lines: tuple[str, ...]) -> None:
        focused = next((name for name, each in self._named_fields() if each.hasFocus()), None)
        clear(self._cards)
        self._rows = {}
        if lines:
            together = Card(margin=20)
            together.body.addWidget(Label(say(TOGETHER), kind="card"))
            for line in lines:
                together.body.addWidget(Label(line, wrap=True))
            self._cards.addWidget(together)
        for member, cards in plans:
            sheet = Card(margin=20, spacing=6)
            sheet.body.addWidget(Label(member.label, kind="card", wrap=True))
            for card in cards:
                written = self._rows[card.id] = _Row(self._model, card.item, member, today=self._today)
                written.open_wanted.connect(self.open_wanted)
                sheet.body.addWidget(written)
            sheet.body.addWidget(_NewRow(self._model, member, today=self._today))
            self._cards.addWidget(sheet)
        again = dict(self._named_fields()).get(focused or "")
        if again is not None:
            again.setFocus()

    def _named_fields(self) -> list[tuple[str, QWidget]]:
        fields = [*self.findChildren(QLineEdit), *self.findChildren(TextEdit)]
        return [(each.objectName(), each) for each in fields if each.objectName()]


class _Row(QWidget):
    """One card: its day where its kind has one, its kind, its title, and the way into its plan."""

    open_wanted = Signal(str)

    def __init__(self, model: FamilyModel, item: Item, member: Member, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._model = model
        self._item = item
        self._named = partial(say, NAMED, title=title_of(item), name=member.name)
        self._day_field = DAY_FIELDS.get(item.type)
        self._day = DayEdit(today, has_time=item.type is ItemType.MEETING)
        self._day.given.connect(self._on_day)
        self._title = TextEdit(lines=1, is_long=False)
        self._title.typed.connect(self._on_typed)
        self._title.left.connect(model.bridge.end_typing)
        self._open = icon_button("panel-right", mark("family", "Åbn i planen"), act=self._on_open)
        letters = self._day.fontMetrics()
        self._day.setFixedWidth(letters.averageCharWidth() * _DAY_WIDTH + 24)
        kind = Label(say(element_kind(item.type).label), kind="muted")
        kind.setMinimumWidth(letters.averageCharWidth() * 11)
        for part, name in ((self._day, DAY), (self._title, TITLE)):
            part.setAccessibleName(self._named(part=say(name)))
            part.setObjectName(f"{item.id} {name}")
        self._open.setAccessibleName(self._named(part=say(mark("family", "Åbn i planen"))))
        box = row(self._day, kind, self._title, self._open, spacing=10)
        box.setStretch(2, 1)
        self.setLayout(box)
        hidden = self._day.sizePolicy()
        hidden.setRetainSizeWhenHidden(True)
        self._day.setSizePolicy(hidden)
        self._day.setVisible(self._day_field is not None)

    def show_item(self, item: Item) -> None:
        """Show the card as it stands."""
        self._item = item
        self._title.show_value(item.title)
        self._day.show_value(getattr(item, self._day_field) if self._day_field else None)

    def _on_day(self, value: str | None) -> None:
        if self._day_field is not None:
            self._model.edit(self._item, **{self._day_field: value})

    def _on_typed(self, value: str | None) -> None:
        self._model.bridge.typed(self._item, title=value)

    def _on_open(self) -> None:
        self.open_wanted.emit(self._item.id)


class _NewRow(QWidget):
    """A line to write a new card on, in the plan it stands under."""

    def __init__(self, model: FamilyModel, member: Member, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._model = model
        self._member = member
        self._today = today
        kinds = [(each.type, say(each.label)) for each in SHOWN]
        self._kind = Choice(kinds)
        self._title = QLineEdit()
        self._title.setObjectName(f"{member.citizen} {TITLE}")
        self._title.setPlaceholderText(say(mark("family", "Nyt kort – Enter gemmer")))
        self._title.setAccessibleName(say(NEW_TITLE, name=member.name))
        self._title.returnPressed.connect(self._on_entered)
        box = row(self._kind, self._title, spacing=10)
        box.setStretch(1, 1)
        self.setLayout(box)
        call(self._kind, say(NEW_KIND, name=member.name))

    def _on_entered(self) -> None:
        title = self._title.text().strip()
        if not title:
            return
        self._title.clear()
        kind = ItemType(self._kind.currentData())
        said: dict[str, Any] = dict(self._model.said_in(title, kind))
        told = {"told_on": self._today().isoformat(), **said}
        self._model.run(add_item, citizen=self._member.citizen, type=kind, title=title, **told)


def _by_day(view: FamilyView, member: Member) -> list[CardView]:
    """Return a member's cards, those with a day first and by it and its hour."""
    own = [each for each in view.cards if each.item.citizen == member.citizen]
    return sorted(own, key=lambda each: (_dated(each) is None, _dated(each) or "", each.id))


def _dated(card: CardView) -> str | None:
    return getattr(card.item, DAY_FIELDS.get(card.item.type, ""), None)
