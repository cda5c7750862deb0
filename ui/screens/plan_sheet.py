"""Om planen: its name, follow-up and coordinator, and how it stood on another day; beside the list, for the worker."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.days import first_day
from app.domain.plan import Plan
from app.operations.history import plan_on
from app.operations.plans import edit_plan
from app.queries.past import PastPlan
from app.queries.plan_list import PlanList
from app.texts import mark, say
from ui import theme
from ui.screens.files import Files
from ui.screens.item_fields import Choice, DayEdit, FieldEdit, TextEdit, named, told
from ui.screens.protection import ProtectionPart
from ui.screens.screen import Desk
from ui.widgets.button import icon_button
from ui.widgets.card import Card, column, row
from ui.widgets.page import clear, scrolling
from ui.widgets.text import Label

WIDTH = 340


class PlanSheet(Card):
    """Shows the plan of a `PlanList`; what is written is saved as it is written."""

    closed = Signal()

    def __init__(self, desk: Desk, *, citizen: str, is_read_only: bool = False) -> None:
        super().__init__(margin=18)
        self._desk = desk
        self._citizen = citizen
        self._is_read_only = is_read_only
        self._plan: Plan | None = None
        self._people: tuple[tuple[str, str], ...] = ()
        self._title = self._field(TextEdit(lines=1, is_long=False))
        self._title.typed.connect(self._type)
        self._title.left.connect(desk.bridge.end_typing)
        self._follow_up = self._field(DayEdit(desk.today))
        self._follow_up.given.connect(partial(self._set, "follow_up"))
        self._who = QVBoxLayout()
        self._who.setSpacing(0)
        self._coordinator: FieldEdit | None = None
        self._day = DayEdit(desk.today, is_past=True)
        self._day.given.connect(self._ask_past)
        self._past = QVBoxLayout()
        self._past.setSpacing(8)
        self._lay_out()

    def show_plan(self, found: PlanList) -> None:
        """Show the plan; a field under the cursor keeps what is being written."""
        self._plan = found.plan
        if self._coordinator is None or found.actors != self._people:
            self._people = found.actors
            self._build_choice()
        if found.plan is not None and self._coordinator is not None:
            self._title.show_value(found.plan.title)
            self._follow_up.show_value(found.plan.follow_up)
            self._coordinator.show_value(found.plan.coordinator)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _field(self, edit: FieldEdit) -> FieldEdit:
        return told(edit) if self._is_read_only else edit

    def _lay_out(self) -> None:
        self.setFixedWidth(round(WIDTH * min(1.45, theme.current().scale)))
        heading = Label(say(mark("plan sheet", "Om planen")), kind="card")
        top = row(heading, icon_button("x", mark("plan sheet", "Luk panelet"), act=self.closed.emit))
        top.setStretch(0, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 14, 0)
        inner.setSpacing(14)
        self.body.addLayout(top)
        self.body.addWidget(scrolling(inner), 1)
        inner.addWidget(named(say(mark("plan sheet", "Planens navn")), self._title))
        inner.addWidget(named(say(mark("plan sheet", "Opfølgning")), self._follow_up))
        inner.addLayout(self._who)
        guarded = ProtectionPart(self._desk, citizen=self._citizen, is_read_only=self._is_read_only)
        files = Files(self._desk, citizen=self._citizen, is_read_only=self._is_read_only)
        inner.addWidget(named(say(mark("plan sheet", "Filer")), files))
        inner.addWidget(named(say(mark("plan sheet", "Navne- og adressebeskyttelse")), guarded))
        inner.addWidget(named(say(mark("plan sheet", "Se planen, som den stod")), self._day))
        inner.addLayout(self._past)
        inner.addStretch(1)
        self.setFocusProxy(self._day if self._is_read_only else self._title)

    def _build_choice(self) -> None:
        clear(self._who)
        self._coordinator = self._field(Choice([(None, "–"), *self._people]))
        self._coordinator.given.connect(partial(self._set, "coordinator"))
        self._who.addWidget(named(say(mark("plan sheet", "Tovholder")), self._coordinator))

    def _type(self, title: str | None) -> None:
        if self._plan is not None:
            self._desk.bridge.typed(self._plan, title=title)

    def _set(self, name: str, value: Any) -> None:
        if self._plan is not None:
            self._desk.bridge.run(edit_plan, plan=self._plan, **{name: value})

    def _ask_past(self, told: str | None) -> None:
        clear(self._past)
        if told is None:
            return
        day: date = first_day(told)
        self._desk.bridge.run(plan_on, then=self._show_past, citizen=self._citizen, day=day, today=self._desk.today())

    def _show_past(self, past: PastPlan) -> None:
        clear(self._past)
        if past.since:
            told = mark("plan sheet", "Historikken her på pc’en er hel fra {moment}.")
            self._past.addWidget(Label(say(told, moment=past.since.lower()), kind="muted", wrap=True))
        for each in past.items:
            line = QWidget()
            words = (Label(each.title, kind="strong", wrap=True), Label(each.about, kind="muted"))
            line.setLayout(column(*words, spacing=0))
            self._past.addWidget(line)
        if not past.items:
            self._past.addWidget(Label(say(mark("plan sheet", "Der stod intet i planen den dag.")), kind="muted"))
