"""Ledelse og drift: who works with whom in the team leader's unit; citizens are given, taken back and stood in for."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from app.clock import danish_day, moment
from app.domain.days import show_day
from app.errors import EnplanError
from app.texts import mark, say
from ui import roles
from ui.office import CitizenTold, Office, TeamTold, WorkerTold
from ui.screens.item_fields import Choice, DayEdit, call, named
from ui.screens.oversight import CountsCard, EmergenciesCard
from ui.screens.screen import Desk, Screen
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.field import Field
from ui.widgets.page import Page, clear
from ui.widgets.text import Label
from ui.widgets.tick import Tick

_WORKER = mark("team", "Hvem skal have dem?")
_SORTS = {
    "substitute": mark("team", "vikar"),
    "emergency": mark("team", "nødopslag"),
}


class TeamScreen(Page):
    """The team: a card for each worker, and above them what is to be done with the citizens that are ticked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(mark("team", "Ledelse og drift"))
        self._desk = desk
        self._days: dict[str, str] = {}
        self._ticks: list[tuple[Tick, str, CitizenTold]] = []
        self._trouble = Label("", kind="alarm", wrap=True)
        self._trouble.hide()
        self._worker = Choice([])
        self._reason = Field(mark("team", "Hvorfor? Det bliver gemt sammen med ændringen."))
        self._first, self._last = DayEdit(desk.today), DayEdit(desk.today)
        for name, field in (("first_day", self._first), ("last_day", self._last)):
            field.given.connect(partial(self._on_day, name))
        self._give = Button(mark("team", "Giv de valgte"), kind="primary", act=self._on_give)
        self._take = Button(mark("team", "Tag de valgte tilbage"), act=self._on_take)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self.body.addWidget(self._panel())
        self.body.addLayout(self._cards)
        self._oversight = (EmergenciesCard(desk), CountsCard(desk))
        for each in self._oversight:
            self.body.addWidget(each)
        self.body.addStretch(1)
        self._count()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the server anew."""
        super().showEvent(event)
        self._reload()
        for each in self._oversight:
            each.reload()

    def show_team(self, team: TeamTold) -> None:
        """Show who works with whom."""
        self._trouble.hide()
        self._ticks.clear()
        clear(self._cards)
        self.heading.setText(say(mark("team", "Ledelse og drift · {unit}"), unit=team.unit))
        chosen = self._worker.currentData()
        self._worker.clear()
        for each in team.workers:
            self._worker.addItem(each.name, each.login)
        self._worker.show_value(chosen)
        if team.unassigned:
            nobody = say(mark("team", "Uden nogen tilknyttet · {count}"), count=len(team.unassigned))
            self._cards.addWidget(self._card(nobody, "", team.unassigned))
        for each in team.workers:
            self._cards.addWidget(self._worker_card(each))
        self._count()

    def _panel(self) -> Card:
        card = Card()
        card.body.addWidget(Label(say(mark("team", "Sæt hak ved borgerne, og vælg, hvad der skal ske.")), wrap=True))
        holder = named(say(_WORKER), self._worker)
        call(self._worker, say(_WORKER))
        first = named(say(mark("team", "Fra (ellers straks)")), self._first)
        last = named(say(mark("team", "Til og med (kun for en vikar)")), self._last)
        card.body.addWidget(holder)
        card.body.addLayout(row(first, last, spacing=16))
        card.body.addWidget(self._reason)
        card.body.addWidget(self._trouble)
        card.body.addLayout(row(self._give, self._take, None))
        return card

    def _worker_card(self, worker: WorkerTold) -> Card:
        title = say(mark("team", "{name} · {count} borgere"), name=worker.name, count=len(worker.citizens))
        return self._card(title, worker.login, worker.citizens)

    def _card(self, title: str, login: str, citizens: Sequence[CitizenTold]) -> Card:
        card = Card(spacing=6)
        card.body.addWidget(Label(title, kind="card", wrap=True))
        for each in citizens:
            tick = Tick(_words(each))
            tick.setAccessibleName(say(mark("team", "{citizen}, hos {worker}"), citizen=_words(each), worker=title))
            tick.toggled.connect(self._count)
            self._ticks.append((tick, login, each))
            card.body.addWidget(tick)
        return card

    def _chosen(self) -> list[tuple[str, CitizenTold]]:
        return [(login, told) for tick, login, told in self._ticks if tick.isChecked()]

    def _count(self, _checked: bool = False) -> None:
        chosen = self._chosen()
        self._give.setEnabled(bool(chosen))
        self._take.setEnabled(any(login for login, _ in chosen))

    def _on_day(self, name: str, day: object) -> None:
        self._days[name] = str(day or "")

    def _on_give(self) -> None:
        citizens = list(dict.fromkeys(told.citizen for _, told in self._chosen()))
        login, reason = self._worker.currentData() or "", self._reason.text()
        first, last = (self._days.get(name, "") for name in ("first_day", "last_day"))
        self._ask(partial(_give, login=login, citizens=citizens, reason=reason, first_day=first, last_day=last))

    def _on_take(self) -> None:
        of: dict[str, list[str]] = {}
        for login, told in self._chosen():
            if login:
                of.setdefault(login, []).append(told.citizen)
        self._ask(partial(_take_back, of=of, reason=self._reason.text()))

    def _ask(self, work: Callable[[Office], int]) -> None:
        for each in (self._give, self._take):
            each.setEnabled(False)
        self._desk.session.ask_office(work, then=self._on_done, failed=self._refuse)

    def _on_done(self, count: int) -> None:
        self._desk.messages.tell(say(mark("team", "{count} ændret. De berørte får besked af sig selv."), count=count))
        self._reload()

    def _reload(self) -> None:
        self._desk.session.ask_office(_team, then=self.show_team, failed=self._refuse)

    def _refuse(self, error: EnplanError) -> None:
        self._trouble.setText(error.message())
        self._trouble.show()
        self._count()


def _words(told: CitizenTold) -> str:
    sort = _SORTS.get(told.sort)
    parts = [told.name] if sort is None else [told.name, say(sort)]
    if told.starts:
        parts.append(say(mark("team", "fra {day}"), day=_day(told.starts)))
    if told.ends:
        # A day that is named is the last whole one.
        parts.append(say(mark("team", "til {day}"), day=_day(told.ends, before=timedelta(seconds=1))))
    return " · ".join(parts)


def _day(at: str, *, before: timedelta = timedelta(0)) -> str:
    return show_day(danish_day(moment(at) - before).isoformat())


def _team(office: Office) -> TeamTold:
    return office.team()


def _give(office: Office, *, login: str, citizens: list[str], reason: str, first_day: str, last_day: str) -> int:
    return office.give(login=login, citizens=citizens, reason=reason, first_day=first_day, last_day=last_day)


def _take_back(office: Office, *, of: dict[str, list[str]], reason: str) -> int:
    return sum(office.take_back(login=login, citizens=citizens, reason=reason) for login, citizens in of.items())


TEAM = Screen(
    id="team", label=mark("screen", "Ledelse og drift"), icon="users", make=TeamScreen, roles=frozenset({roles.MANAGER})
)
