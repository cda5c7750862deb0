"""Opening the plan of who is not on this device: in an emergency, or with the citizen present; with a purpose."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.clock import DANISH_TIME, moment
from app.domain.cpr import read_cpr
from app.errors import EnplanError
from app.texts import Text, mark, say
from ui import roles
from ui.office import Office
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.field import Field
from ui.widgets.text import Label

HOURS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to a plan: for whom, what is said and asked, and how the server is asked; `opened` is told {time}."""

    roles: frozenset[str]
    title: Text
    about: Text
    question: Text
    verb: str
    opened: Text
    ask: Callable[[Office, str, str], str]


class OpeningCard(Card):
    """Shown below a search for a whole CPR number that finds nobody on this device."""

    def __init__(self, desk: Desk, way: Way) -> None:
        super().__init__()
        self._desk, self._way = desk, way
        self._number = ""
        self._purpose = Field(way.question)
        self._trouble = Label("", kind="alarm", wrap=True)
        self._open = Button(way.verb, act=self._on_open)
        self.body.addWidget(Label(say(way.title), kind="card"))
        self.body.addWidget(Label(say(way.about), wrap=True))
        self.body.addWidget(self._purpose)
        self.body.addWidget(self._trouble)
        self.body.addLayout(row(self._open, None))
        self._trouble.hide()
        self.hide()

    def offer(self, asked: str, *, is_found: bool) -> None:
        """Show itself when *asked* is a whole number that finds nobody here, and the role may ask the server."""
        self._number = asked
        may_ask = self._desk.session.has_server and self._desk.role in self._way.roles
        self.setVisible(may_ask and not is_found and read_cpr(asked) is not None)

    def _on_open(self) -> None:
        self._open.setEnabled(False)
        self._trouble.hide()
        ask = partial(_ask, way=self._way, number=self._number, purpose=self._purpose.text())
        self._desk.session.ask_office(ask, then=self._on_opened, failed=self._refuse)

    def _on_opened(self, until: str) -> None:
        self._open.setEnabled(True)
        self._purpose.edit.clear()
        self.hide()
        time = moment(until).astimezone(DANISH_TIME).strftime("%H.%M")
        self._desk.messages.tell(say(self._way.opened, time=time))
        self._desk.session.try_now()

    def _refuse(self, error: EnplanError) -> None:
        self._open.setEnabled(True)
        self._trouble.setText(error.message())
        self._trouble.show()
        self._purpose.setFocus()


class EmergencyCard(OpeningCard):
    """Nødopslag: the plan of a citizen to whom one is not assigned, for some hours."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            Way(
                roles=roles.WRITERS,
                title=mark("emergency", "Nødopslag"),
                about=mark(
                    "emergency",
                    "Borgeren er ikke på denne pc. Er det en nødsituation, kan du åbne planen uden at være tilknyttet. "
                    "Det bliver logget med dit navn og din begrundelse, og borgerens medarbejdere og din leder kan se "
                    "det.",
                ),
                question=mark("emergency", "Hvorfor er det nødvendigt nu?"),
                verb=say(mark("emergency", "Åbn planen i {hours} timer"), hours=HOURS),
                opened=mark("emergency", "Planen hentes nu og er åben til kl. {time}. Søg igen om et øjeblik."),
                ask=_begin_emergency,
            ),
        )


class VisitCard(OpeningCard):
    """Medbetjening: what a citizen may see, while the citizen is here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            Way(
                roles=frozenset({roles.CITIZEN_SERVICE}),
                title=mark("visit", "Borgeren er her"),
                about=mark(
                    "visit",
                    "Sidder borgeren hos dig og har selv sagt sit nummer, kan I sammen se det, borgeren må se af sin "
                    "plan. Det bliver logget med dit navn og jeres ærinde og lukker af sig selv.",
                ),
                question=mark("visit", "Hvad vil borgeren have hjælp til?"),
                verb=say(mark("visit", "Åbn det, borgeren må se")),
                opened=mark("visit", "Det hentes nu og står under «Borgere» til kl. {time}."),
                ask=_begin_visit,
            ),
        )


def _ask(office: Office, *, way: Way, number: str, purpose: str) -> str:
    return way.ask(office, number, purpose)


def _begin_emergency(office: Office, number: str, purpose: str) -> str:
    return office.begin_emergency(number=number, purpose=purpose, hours=HOURS)


def _begin_visit(office: Office, number: str, purpose: str) -> str:
    return office.begin_visit(number=number, purpose=purpose)
