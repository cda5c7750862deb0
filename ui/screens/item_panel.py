"""The panel beside the plan: one item in full, each field to write in, and what can be done with it."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from app.domain import ITEM_TYPES
from app.domain.actor import Actor
from app.domain.item import Audience, Item, ItemType
from app.domain.life_area import LIFE_AREAS
from app.domain.values import State
from app.operations.actors import merge_actors
from app.operations.items import agree, disagree, edit_record, end_disagreement, turn_into
from app.queries.plan_list import PEOPLE_DO_IT, PlanList, PlanRow
from app.queries.shared import shared_in_words
from app.queries.words import STATES, field_in_words, item_title, moment_in_words
from app.texts import mark, say
from ui import theme
from ui.marks import mark_look
from ui.screens.files import Files
from ui.screens.item_fields import Choice, DayEdit, FieldEdit, TextEdit, call, named, told
from ui.screens.item_lines import ItemLines
from ui.screens.screen import Desk
from ui.widgets.button import Button, icon_button
from ui.widgets.card import row
from ui.widgets.page import clear
from ui.widgets.sheet import Sheet
from ui.widgets.text import Label
from ui.wrong_citizen import WRONG, WrongCitizenDialog

WIDTH = 340

_FIELDS: dict[ItemType, tuple[str, ...]] = {
    ItemType.GOAL: ("words", "sign", "witness", "due"),
    ItemType.SUBGOAL: ("words", "sign", "witness", "due"),
    ItemType.INTERVENTION: ("start", "end", "frequency", "provider"),
    ItemType.AGREEMENT: ("due", "frequency"),
    ItemType.ACTOR: ("role", "responsibility", "frequency", "organisation", "phone", "email", "is_contact"),
    ItemType.MEETING: ("starts_at", "place", "agenda"),
}
"""The fields of a kind of card beside those that all have."""
SAME = mark("item panel", "Samme person som …")
TALKED_THROUGH = mark("item panel", "Det er talt igennem")
_NOT_AT_THE_TABLE = frozenset({"phone", "email"})
"""What others at a meeting need not read of somebody."""
_DAYS = frozenset({"due", "start", "end"})
_LONG = frozenset({"note", "agenda"})


class ItemPanel(QWidget):
    """Shows a `PlanRow`; what is written is saved as it is written."""

    closed = Signal()
    delete_wanted = Signal(object)

    def __init__(self, desk: Desk, *, in_meeting: bool, is_read_only: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._row: PlanRow | None = None
        self._actors: tuple[tuple[str, str], ...] = ()
        self._in_meeting = in_meeting
        self._is_read_only = is_read_only
        self._built: tuple[str, str] | None = None
        self._edits: dict[str, FieldEdit] = {}
        self._kind = self._field(Choice([(each.type, say(each.label)) for each in ITEM_TYPES]))
        self._kind.given.connect(self._turn)
        self._fields = QVBoxLayout()
        self._further, self._acts = QVBoxLayout(), QVBoxLayout()
        self._about = Label(kind="muted", wrap=True)
        self._settled = Button(TALKED_THROUGH, icon_name="check", kind="quiet", act=self._end_disagreement)
        self._state = Label(kind="muted")
        self._words = _words_line()
        self._words.returnPressed.connect(self._say_disagreement)
        self._agree = Button(
            mark("item panel", "Vi er enige"), icon_name="thumbs-up", kind="primary", act=self._on_agree
        )
        self._differ = Button(
            mark("item panel", "Det er jeg ikke enig i"), icon_name="thumbs-down", act=self._ask_for_words
        )
        self._same = Button(SAME, icon_name="git-merge", kind="quiet", act=self._ask_who)
        self._files = None if in_meeting else Files(desk, is_read_only=is_read_only)
        self.lines = ItemLines(desk, is_read_only=is_read_only)
        self._lay_out()
        desk.bridge.saving.connect(self._show_state)

    def show_plan(self, plan: PlanList) -> None:
        """Take the names of those who can be responsible, and what an item can be joined to."""
        if plan.actors != self._actors:
            self._actors = plan.actors
            self._offer_people()
        items = (each.item for each in plan.rows if each.item.type is not ItemType.ACTOR)
        titles = ((each.id, item_title(each)) for each in items)
        self.lines.show_others(tuple((identity, title) for identity, title in titles if title))

    def show_row(self, plan_row: PlanRow) -> None:
        """Show an item; a field under the cursor keeps what is being written."""
        item = plan_row.item
        self._row = plan_row
        if self._files is not None:
            self._files.show_item(item)
        if self._built != (item.id, item.type):
            self._build(item)
        self._kind.show_value(item.type)
        for name, edit in self._edits.items():
            edit.show_value(getattr(item, name, None))
        self._about.setText(self._about_it(plan_row))
        self._about.setVisible(bool(self._about.text()))
        self._settled.setVisible(plan_row.objection is not None and not self._is_read_only)
        self.lines.show_row(plan_row)
        self._show_state()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet that the panel is."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("line"))
        painter.setBrush(look.colour("surface"))
        radius = look.radius("card")
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), radius, radius)
        painter.end()

    def _lay_out(self) -> None:
        self.setFixedWidth(round(WIDTH * min(1.3, theme.current().scale)))
        self._fields.setSpacing(14)
        self._further.setSpacing(8)
        self._acts.setSpacing(8)
        top = row(self._kind, icon_button("x", mark("item panel", "Luk panelet"), act=self.closed.emit))
        top.setStretch(0, 1)
        top.setContentsMargins(0, 0, 14, 0)
        inner = QVBoxLayout()
        inner.addLayout(self._fields, 1)
        inner.addLayout(self._further)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 4, 14)
        outer.setSpacing(12)
        outer.addLayout(top)
        outer.addWidget(Sheet(inner, self._acts), 1)
        delete = Button(mark("item panel", "Slet"), icon_name="trash-2", kind="quiet", act=self._delete)
        self._wrong = Button(WRONG, icon_name="user", kind="quiet", act=self._on_wrong)
        if self._in_meeting or self._is_read_only:
            self._wrong.hide()
        if self._is_read_only:
            delete.hide()
        for part in (self._words, self._agree, self._differ):
            self._acts.addWidget(part)
        for part in (self._same, self._wrong, delete):
            self._further.addWidget(part)
        if self._files is not None:
            self._further.insertWidget(0, self._files)
        self._further.insertWidget(0, self.lines)
        call(self._kind, say(mark("item panel", "Slags kort")))

    def _build(self, item: Item) -> None:
        for kept in (self._about, self._settled, self._state):
            self._fields.removeWidget(kept)
        clear(self._fields)
        self._edits = {}
        self._built = (item.id, item.type)
        for name in self._names(item.type):
            edit = self._field(self._edit_for(name, item))
            edit.typed.connect(partial(self._type, name))
            edit.given.connect(partial(self._set, name))
            edit.left.connect(self._desk.bridge.end_typing)
            self._edits[name] = edit
            self._fields.addWidget(named(field_in_words(name), edit))
        for kept in (self._about, self._settled, self._state):
            self._fields.addWidget(kept)
        self._fields.addStretch(1)
        self._words.hide()
        is_told = item.type not in (ItemType.ACTOR, ItemType.MEETING) and not self._is_read_only
        self._agree.setVisible(is_told)
        self._differ.setVisible(is_told)
        self._same.setVisible(item.type is ItemType.ACTOR and not self._is_read_only)
        if not self._is_read_only:
            self.setFocusProxy(self._edits["title"])

    def _offer_people(self) -> None:
        """Offer those who can be responsible now; the other fields stay, with what is being written."""
        choice = self._edits.get("responsible")
        if isinstance(choice, Choice) and self._row is not None:
            choice.offer(self._choices("responsible", self._row.item) or ())
        elif choice is not None:
            self._built = None  # told in words, which are made with the field

    def _names(self, kind: ItemType) -> list[str]:
        names = ["title", *_FIELDS.get(kind, ())]
        names += ["responsible"] if kind in PEOPLE_DO_IT else []
        names += ["state"] if kind in PEOPLE_DO_IT else []
        names += ["life_area"] if kind is not ItemType.ACTOR else []
        if self._in_meeting:
            return [each for each in names if each not in _NOT_AT_THE_TABLE]
        return [*names, "audience", "note"]

    def _field(self, edit: FieldEdit) -> FieldEdit:
        return told(edit) if self._is_read_only else edit

    def _edit_for(self, name: str, item: Item) -> FieldEdit:
        if name in _DAYS:
            return DayEdit(self._desk.today)
        if name == "starts_at":
            return DayEdit(self._desk.today, has_time=True)
        choices = self._choices(name, item)
        if choices is not None:
            return Choice(choices)
        return TextEdit(lines=3 if name in _LONG else 1, is_long=name in _LONG)

    def _choices(self, name: str, item: Item) -> list[tuple[Any, str]] | None:
        nothing: list[tuple[Any, str]] = [(None, "–")]
        if name == "responsible":
            return nothing + [each for each in self._actors if each[0] != item.id]
        if name == "state":
            return nothing + [(each, say(STATES[each])) for each in State]
        if name == "life_area":
            return nothing + [(each.area, say(each.label)) for each in LIFE_AREAS]
        if name == "audience":
            everybody = say(mark("item panel", "Alle, der deler planen"))
            return [(None, everybody), (Audience.PROFESSIONALS, say(mark("audience", "Kun fagfolk")))]
        if name == "is_contact":
            return [*nothing, (True, say(mark("item panel", "Ja, borgerens faste kontakt")))]
        return None

    def _about_it(self, plan_row: PlanRow) -> str:
        lines = []
        if plan_row.disagreement:
            lines.append(say(mark("item panel", "Ikke enig: «{words}»"), words=plan_row.disagreement))
        if plan_row.item.agreed_at:
            day = moment_in_words(plan_row.item.agreed_at, today=self._desk.today())
            lines.append(say(mark("item panel", "Vi blev enige {day}."), day=day.lower()))
        if plan_row.shared:
            lines.append(f"{shared_in_words(plan_row.shared)}.")
        return "\n".join(lines)

    def _show_state(self, _is_saving: bool = False) -> None:
        if self._row is None:
            return
        told = mark_look(self._row.item, is_saving=self._desk.bridge.is_saving)
        self._state.setText("" if self._in_meeting else say(told.text))
        self._state.setVisible(not self._in_meeting and not self._is_read_only)

    def _type(self, name: str, value: Any) -> None:
        if self._row is not None and (value is not None or name != "title"):
            self._desk.bridge.typed(self._row.item, **{name: value})

    def _set(self, name: str, value: Any) -> None:
        if self._row is not None:
            self._desk.bridge.run(edit_record, record=self._row.item, **{name: value})

    def _turn(self, kind: str) -> None:
        if self._row is not None and kind != self._row.item.type:
            self._desk.bridge.run(turn_into, item=self._row.item, type=ItemType(kind))

    def _on_agree(self) -> None:
        if self._row is not None:
            self._desk.bridge.run(agree, then=self._on_agreed, item=self._row.item)

    def _on_agreed(self, _answer: object) -> None:
        self._desk.messages.tell(say(mark("item panel", "I er enige. Det er gemt.")))

    def _ask_for_words(self) -> None:
        self._words.setVisible(not self._words.isVisible())
        self._words.setFocus()

    def _say_disagreement(self) -> None:
        if self._row is not None and self._words.text().strip():
            self._desk.bridge.run(disagree, item=self._row.item, words=self._words.text())
            self._words.clear()
            self._words.hide()

    def _ask_who(self) -> QMenu:
        """Ask which other actor is the same person."""
        menu = QMenu(self)
        kept = self._row.item if self._row is not None else None
        for identity, name in self._actors:
            if isinstance(kept, Actor) and identity != kept.id:
                menu.addAction(name).triggered.connect(partial(self._merge, kept, identity))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._same.mapToGlobal(self._same.rect().topLeft()))
        return menu

    def _merge(self, kept: Actor, gone: str, _is_checked: bool = False) -> None:
        self._desk.bridge.run(merge_actors, kept=kept, gone=gone)

    def _end_disagreement(self) -> None:
        if self._row is not None and self._row.objection is not None:
            self._desk.bridge.run(end_disagreement, disagreement=self._row.objection)

    def _on_wrong(self) -> None:
        if self._row is not None:
            WrongCitizenDialog(self._desk.bridge, self._row.item, self.window()).open()

    def _delete(self) -> None:
        if self._row is not None:
            self.delete_wanted.emit(self._row.item)


def _words_line() -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(say(mark("item panel", "Med egne ord")))
    line.setAccessibleName(say(mark("item panel", "Hvad er du ikke enig i? Skriv med egne ord")))
    line.hide()
    return line
