"""Borgere: «Mine borgere» with search as one types, a new citizen, and files brought in."""

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from app.queries.caseload import CaseloadPage, caseload
from app.texts import mark, say
from ui import roles
from ui.screens.import_files import ImportPanel
from ui.screens.new_citizen import NewCitizenPanel
from ui.screens.screen import Desk, Screen
from ui.widgets.button import Button
from ui.widgets.card import Card, inset
from ui.widgets.field import search_field
from ui.widgets.page import Page
from ui.widgets.people import PeopleList
from ui.widgets.text import Label

Panel = TypeVar("Panel", NewCitizenPanel, ImportPanel)


class CitizensScreen(Page):
    """The citizens on this device."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._bring = Button(mark("citizens", "Hent fra fil"), icon_name="file-up", act=self._show_import)
        self._new = Button(mark("citizens", "Ny borger"), icon_name="user-plus", kind="primary", act=self._show_new)
        super().__init__(mark("citizens", "Mine borgere"), self._bring, self._new, scrolls=False)
        self._field = search_field(
            mark("citizens", "Søg i mine borgere"),
            mark("citizens", "Navn, fødselsdato, CPR eller adresse"),
            asked=self._reload,
        )
        self._field.installEventFilter(self)
        self._field.returnPressed.connect(self._choose)
        self._count = Label(kind="muted")
        self._list = PeopleList(mark("citizens", "Mine borgere"))
        self._list.rows.more_wanted.connect(self._fetch_more)
        self._list.chosen.connect(desk.citizen_wanted)
        self._nothing = Label(kind="muted", wrap=True)
        self._panels = QStackedWidget()
        sheet = Card(margin=8, spacing=4)
        sheet.body.addWidget(self._list, 1)
        sheet.body.addWidget(self._nothing)
        self._panels.addWidget(sheet)
        self.body.addLayout(inset(self._field))
        self.body.addLayout(inset(self._count))
        self.body.addWidget(self._panels, 1)
        desk.bridge.changed.connect(self._on_changed)
        desk.role_changed.connect(self._show_ways)
        self._show_ways()
        self._reload()

    @cached_property
    def _new_panel(self) -> NewCitizenPanel:
        """Where a new citizen is written; made when one is first wanted."""
        return self._joined(NewCitizenPanel(self._desk))

    @cached_property
    def _import_panel(self) -> ImportPanel:
        """Where files are read; made when one is first to be."""
        return self._joined(ImportPanel(self._desk))

    def _joined(self, panel: Panel) -> Panel:
        panel.closed.connect(self._show_list)
        self._panels.addWidget(panel)
        return panel

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys as soon as the page is shown."""
        super().showEvent(event)
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys walk the list while the cursor stays in the search field."""
        is_arrow = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if watched is self._field and event.type() is QEvent.Type.KeyPress and is_arrow:
            self._list.setFocus()
            self._list.setCurrentIndex(self._list.rows.index(0, 0))
            return True
        return super().eventFilter(watched, event)

    def _reload(self, _asked: str = "") -> None:
        self._desk.search(caseload, self._field, then=self._show_page)

    def _fetch_more(self, after: tuple[str, str]) -> None:
        self._desk.bridge.ask(caseload, then=self._list.rows.add_page, after=after)

    def _on_changed(self, touched: object) -> None:
        if {"citizen", "identifier", "contact_point"} & set(getattr(touched, "kinds", ())):
            self._reload()

    def _show_ways(self) -> None:
        """Offer new citizens and files to whom the server would take them from."""
        self._new.setVisible(self._desk.may_create)
        self._bring.setVisible(roles.is_offered(self._desk.role, roles.WRITERS))

    def _show_page(self, page: CaseloadPage) -> None:
        self._list.rows.show_page(page)
        asked = self._field.text().strip()
        count = page.total if page.total is not None else len(page.rows)
        found = mark("citizens", "{count} fundet på denne pc") if asked else mark("citizens", "{count} på denne pc")
        self._count.setText(say(found, count=count))
        self._list.setVisible(bool(page.rows))
        self._nothing.setVisible(not page.rows)
        first = mark("citizens", "Her er ingen borgere endnu. Vælg «Ny borger», eller hent dem fra en fil.")
        nobody = first if self._desk.may_create else mark("citizens", "Her er ingen borgere.")
        nothing = mark("citizens", "Ingen på denne pc passer. Prøv med færre bogstaver.")
        self._nothing.setText(say(nothing if asked else nobody))

    def _choose(self) -> None:
        self._list.choose_current()

    def _show_list(self) -> None:
        self._panels.setCurrentIndex(0)
        self._field.setFocus()

    def _show_new(self) -> None:
        self._new_panel.begin(self._field.text().strip())
        self._panels.setCurrentWidget(self._new_panel)

    def _show_import(self) -> None:
        self._panels.setCurrentWidget(self._import_panel)
        self._import_panel.begin()


CITIZENS = Screen(id="citizens", label=mark("screen", "Borgere"), icon="users-round", make=CitizensScreen)
