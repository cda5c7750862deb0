"""Vælg familie: who is family of a citizen, chosen among those this user works with, and kept in the citizen's plan."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.operations.family import add_to_family, take_from_family
from app.queries.caseload import CaseloadPage
from app.queries.family import FamilyView, Member, possible_family
from app.texts import mark, say
from ui import theme
from ui.board.family import FamilyModel
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.field import search_field
from ui.widgets.page import clear
from ui.widgets.people import PeopleList
from ui.widgets.sheet import Sheet
from ui.widgets.text import Label
from ui.window import Dialog

TITLE = mark("family", "Hvem hører til familien?")
ABOUT = mark(
    "family",
    "Vælg blandt dine borgere. Det står kun i denne plan, uden navn, og giver ingen ny adgang. Hvert opslag i de "
    "andres planer bliver skrevet i loggen.",
)
OUT = mark("family", "Tag ud: {name}")
WIDTH, HEIGHT, LIST_HEIGHT = 520, 620, 240


class FamilyDialog(Dialog):
    """Those who are chosen, each with a way out, and below them a search for more."""

    def __init__(self, desk: Desk, model: FamilyModel, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._model = model
        self._shown: tuple[Member, ...] | None = None
        self.setWindowTitle("Enplan")
        self.setAccessibleName(say(TITLE))
        self._chosen = QVBoxLayout()
        self.field = search_field(
            mark("family", "Søg i dine borgere"), mark("family", "Navn, fødselsdato eller CPR"), asked=self._search
        )
        self.people = PeopleList(mark("family", "Dine borgere"))
        self.people.setMinimumHeight(round(LIST_HEIGHT * min(1.3, theme.current().scale)))
        self.people.chosen.connect(self._add)
        self.field.returnPressed.connect(self.people.choose_current)
        self._nobody = Label(say(mark("family", "Ingen af dine borgere passer.")), kind="muted", wrap=True)
        self._nobody.hide()
        inner, acts = QVBoxLayout(), QVBoxLayout()
        inner.setSpacing(12)
        inner.addWidget(Label(say(TITLE), kind="page", wrap=True))
        inner.addWidget(Label(say(ABOUT), kind="muted", wrap=True))
        inner.addLayout(self._chosen)
        for part in (self.field, self.people, self._nobody):
            inner.addWidget(part)
        acts.addLayout(row(None, Button(mark("family", "Færdig"), kind="primary", act=self.accept)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 8, 16)
        outer.addWidget(Sheet(inner, acts))
        scale = min(1.5, theme.current().scale)
        self.setFixedWidth(round(WIDTH * scale))
        self.resize(self.width(), min(round(HEIGHT * scale), window.height() - 40))
        model.shown.connect(self._show)
        if model.family is not None:
            self._show(model.family)
        self.field.setFocus()

    def _show(self, view: FamilyView) -> None:
        members = tuple(each for each in view.members if each.relation is not None)
        self._search()
        if members == self._shown:
            return
        self._shown = members
        clear(self._chosen)
        for each in members:
            out = Button(mark("family", "Tag ud"), icon_name="x", kind="quiet", act=partial(self._take, each))
            out.setAccessibleName(say(OUT, name=each.name))
            line = QWidget()
            box = row(Label(each.label, kind="strong", wrap=True), out)
            box.setStretch(0, 1)
            line.setLayout(box)
            self._chosen.addWidget(line)

    def _search(self, _asked: str = "") -> None:
        session = self._desk.session
        query = partial(
            possible_family, citizen=self._model.citizen, login=session.user, now=session.clock.now(),
            today=self._desk.today(),
        )  # fmt: skip
        self._desk.search(query, self.field, then=self._show_people)

    def _show_people(self, page: CaseloadPage) -> None:
        self.people.rows.show_page(page)
        self.people.setVisible(bool(page.rows))
        self._nobody.setVisible(not page.rows)

    def _add(self, member: str) -> None:
        self.field.clear()
        self._desk.bridge.run(add_to_family, citizen=self._model.citizen, member=member)

    def _take(self, member: Member) -> None:
        self.field.setFocus()
        if member.relation is not None:
            self._desk.bridge.run(take_from_family, relation=member.relation)
