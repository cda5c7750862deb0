"""Ledelse og drift for those who read no plan there: emergencies to be controlled, and counts of units."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import EnplanError
from app.queries.caseload import names_here
from app.queries.words import day_of_moment
from app.texts import Text, mark, say
from ui import roles
from ui.office import CountTold, EmergencyTold, Office
from ui.screens.screen import Desk, Screen
from ui.widgets.button import Button
from ui.widgets.card import Card, column
from ui.widgets.page import Page, clear
from ui.widgets.text import Label

SHOWN = 20
"""So many emergencies are shown before somebody asks for the others."""


class OversightCard(Card):
    """Rows that the server is asked for, there for the roles that it answers."""

    def __init__(
        self, desk: Desk, *, title: Text, about: Text, for_roles: frozenset[str], ask: Callable[[Office], Any],
    ) -> None:  # fmt: skip
        super().__init__(spacing=8)
        self.desk = desk
        self._roles, self._office = for_roles, ask
        self._trouble = Label("", kind="alarm", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addWidget(Label(say(title), kind="card"))
        self.body.addWidget(Label(say(about), kind="muted", wrap=True))
        self.body.addWidget(self._trouble)
        self.body.addLayout(self._rows)
        self._trouble.hide()
        self.hide()

    def ask(self, show: Callable[[Any], None]) -> None:
        """Ask the server anew where the role may, and hand *show* the answer."""
        is_theirs = self.desk.role in self._roles
        self.setVisible(is_theirs)
        if is_theirs:
            self.desk.session.ask_office(self._office, then=show, failed=self._refuse)

    def fill(self, rows: Sequence[QWidget], *, nothing: Text) -> None:
        """Show *rows*, or the words *nothing*."""
        self._trouble.hide()
        clear(self._rows)
        for each in rows or [Label(say(nothing), kind="muted", wrap=True)]:
            self._rows.addWidget(each)

    def _refuse(self, error: EnplanError) -> None:
        self._trouble.setText(error.message())
        self._trouble.show()


class EmergenciesCard(OversightCard):
    """Plans that were opened in an emergency: by whom, when, why."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, for_roles=roles.OVERSEERS, ask=_emergencies, title=mark("oversight", "Nødopslag det seneste år"),
            about=mark("oversight", "Planer, der er åbnet uden tilknytning. Undrer grunden, så spørg den, der åbnede."),
        )  # fmt: skip
        self._told: Sequence[EmergencyTold] = ()
        self._names: dict[str, str] = {}

    def reload(self) -> None:
        """Ask the server anew."""
        self.ask(self._on_told)

    def _on_told(self, told: Sequence[EmergencyTold]) -> None:
        self._told = told
        citizens = {each.citizen for each in told}
        self.desk.bridge.ask(names_here, then=self._on_names, citizens=citizens)

    def _on_names(self, names: dict[str, str]) -> None:
        self._names = names
        self._show(SHOWN)

    def _show(self, most: int) -> None:
        rows: list[QWidget] = [self._row(each) for each in self._told[:most]]
        if len(self._told) > most:
            words = say(mark("oversight", "Vis alle {count}"), count=len(self._told))
            rows.append(Button(words, act=partial(self._show, len(self._told))))
        self.fill(rows, nothing=mark("oversight", "Ingen har åbnet en plan med nødopslag."))

    def _row(self, told: EmergencyTold) -> QWidget:
        day = day_of_moment(told.since)
        who = say(mark("oversight", "{name} · {day}"), name=told.name, day=day)
        whose = self._names.get(told.citizen) or say(mark("oversight", "borger {id}"), id=told.citizen)
        held = QWidget()
        held.setLayout(
            column(
                Label(who, kind="strong", wrap=True), Label(told.purpose, wrap=True),
                Label(whose, kind="muted", wrap=True), spacing=2,
            )
        )  # fmt: skip
        return held


class CountsCard(OversightCard):
    """How many citizens and workers each unit has."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, for_roles=roles.COUNTERS, ask=_counts, title=mark("oversight", "Enhederne i tal"),
            about=mark("oversight", "Borgere, som nogen arbejder med, og medarbejdere. Tal under 5 vises ikke."),
        )  # fmt: skip

    def reload(self) -> None:
        """Ask the server anew."""
        self.ask(self._show)

    def _show(self, told: Sequence[CountTold]) -> None:
        words = mark("oversight", "{unit} · {citizens} borgere · {workers} medarbejdere")
        rows = [
            Label(say(words, unit=each.name, citizens=_count(each.citizens), workers=_count(each.workers)), wrap=True)
            for each in told
        ]
        self.fill(rows, nothing=mark("oversight", "Der er ingen enheder endnu."))


class OversightScreen(Page):
    """What a role may know without reading plans."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(mark("oversight", "Ledelse og drift"))
        self._cards = (CountsCard(desk), EmergenciesCard(desk))
        for each in self._cards:
            self.body.addWidget(each)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the server anew."""
        super().showEvent(event)
        for each in self._cards:
            each.reload()


def _count(count: int | None) -> str:
    return say(mark("oversight", "under 5")) if count is None else str(count)


def _emergencies(office: Office) -> Sequence[EmergencyTold]:
    return office.emergencies()


def _counts(office: Office) -> Sequence[CountTold]:
    return office.counts()


OVERSIGHT = Screen(
    id="oversight", label=mark("screen", "Ledelse og drift"), icon="users", make=OversightScreen,
    roles=roles.COUNTERS - {roles.MANAGER},
)  # fmt: skip
