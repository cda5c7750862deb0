"""Søg: people by name, birth date, CPR or address, and all plan texts from three letters on."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from app.domain.look_up import LookUpAct
from app.queries.caseload import CaseloadRow
from app.queries.search import Found, TextHit, search
from app.texts import mark, say
from ui.screens.emergency import EmergencyCard, VisitCard
from ui.screens.logged import Logged
from ui.screens.screen import Desk, Screen
from ui.widgets.button import Button
from ui.widgets.card import Card, inset
from ui.widgets.field import search_field
from ui.widgets.page import Page, clear
from ui.widgets.text import Label

REST_MS = 350  # words out of plans are shown, and written down as read, so long after the last key
_PURPOSE = mark("look-up", "Søgning efter ord i planerne")


class SearchScreen(Page):
    """One field, two answers: people at each key, and words in the plans once the keys rest."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(mark("search", "Søg"))
        self._desk = desk
        self._logged = Logged(desk, act=LookUpAct.SEARCH, purpose=_PURPOSE, parent=self)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._show_texts)
        self._found = Found()
        self._field = search_field(
            mark("search", "Søg efter personer og ord i planerne"),
            mark("search", "Navn, CPR, adresse – eller et ord fra en plan"),
            asked=self._ask,
        )
        self._hint = Label(kind="muted", wrap=True)
        self._people, self._texts = _Hits(), _Hits()
        for part in (self._field, self._hint):
            self.body.addLayout(inset(part))
        self._ways = (EmergencyCard(desk), VisitCard(desk))
        for below in (*self._ways, self._people, self._texts):
            self.body.addWidget(below)
        self.body.addStretch(1)
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys as soon as the page is shown."""
        super().showEvent(event)
        self._field.setFocus()
        self._field.selectAll()

    def _ask(self, _text: str = "") -> None:
        self._logged.forget()
        self._found = Found()
        self._rest.start()
        self._desk.search(search, self._field, then=self._show)

    def _show(self, found: Found) -> None:
        self._found = found
        self._people.fill(say(mark("search", "Personer")), [self._person(each) for each in found.people])
        asked = self._field.text().strip()
        hint = mark("search", "Skriv for at søge. Ord i planerne søges fra tre bogstaver.")
        nothing = mark("search", "Intet på denne pc passer. Prøv med et kortere ord.")
        is_empty = not found.people and not found.texts
        self._hint.setText(say(nothing if asked and is_empty else hint))
        self._hint.setVisible(is_empty or not asked)
        for way in self._ways:
            way.offer(asked, is_found=bool(found.people))
        self._texts.hide()
        if not self._rest.isActive():
            self._show_texts()

    def _show_texts(self) -> None:
        found = self._found.texts
        self._logged.show([each.citizen for each in found], partial(self._paint_texts, found))

    def _paint_texts(self, texts: tuple[TextHit, ...]) -> None:
        self._texts.fill(say(mark("search", "I planerne")), [self._text(each) for each in texts])

    def _person(self, person: CaseloadRow) -> Button:
        is_protected = say(mark("search", "Navne- og adressebeskyttelse")) if person.is_protected else ""
        words = " · ".join(part for part in (person.name, person.number, is_protected) if part)
        return Button(words, icon_name="user", kind="row", act=partial(self._desk.citizen_wanted.emit, person.id))

    def _text(self, hit: TextHit) -> Button:
        words = " · ".join((hit.title, hit.kind, hit.name))
        act = partial(self._desk.open_item, hit.citizen, hit.item)
        return Button(words, icon_name="file-text", kind="row", act=act)


class _Hits(Card):
    """A heading and one button a hit."""

    def __init__(self) -> None:
        super().__init__(margin=16, spacing=6)
        self._heading = Label(kind="card")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.body.addWidget(self._heading)
        self.body.addLayout(self._rows)

    def fill(self, title: str, hits: list[Button]) -> None:
        """Show *hits*; hide when there is none."""
        clear(self._rows)
        for hit in hits:
            self._rows.addWidget(hit)
        self._heading.setText(f"{title} · {len(hits)}")
        self.setVisible(bool(hits))


SEARCH = Screen(id="search", label=mark("screen", "Søg"), icon="search", make=SearchScreen)
