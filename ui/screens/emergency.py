"""Nødopslag: opening the plan of a citizen to whom one is not assigned, with a purpose and for some hours."""

from functools import partial

from app.clock import DANISH_TIME, moment
from app.domain.cpr import read_cpr
from app.errors import EnplanError
from app.texts import mark, say
from ui.office import Office
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.field import Field
from ui.widgets.text import Label

HOURS = 8


class EmergencyCard(Card):
    """Shown below a search for a whole CPR number that finds nobody on this device."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._number = ""
        self._purpose = Field(mark("emergency", "Hvorfor er det nødvendigt nu?"))
        self._trouble = Label("", kind="alarm", wrap=True)
        self._open = Button(say(mark("emergency", "Åbn planen i {hours} timer"), hours=HOURS), act=self._on_open)
        words = mark(
            "emergency",
            "Borgeren er ikke på denne pc. Er det en nødsituation, kan du åbne planen uden at være tilknyttet. "
            "Det bliver logget med dit navn og din begrundelse, og borgerens medarbejdere og din leder kan se det.",
        )
        self.body.addWidget(Label(say(mark("emergency", "Nødopslag")), kind="card"))
        self.body.addWidget(Label(say(words), wrap=True))
        self.body.addWidget(self._purpose)
        self.body.addWidget(self._trouble)
        self.body.addLayout(row(self._open, None))
        self._trouble.hide()
        self.hide()

    def offer(self, asked: str, *, is_found: bool) -> None:
        """Show itself when *asked* is a whole number that finds nobody here, and there is a server to ask."""
        self._number = asked
        self.setVisible(not is_found and read_cpr(asked) is not None and self._desk.session.has_server)

    def _on_open(self) -> None:
        self._open.setEnabled(False)
        self._trouble.hide()
        ask = partial(_begin, number=self._number, purpose=self._purpose.text())
        self._desk.session.ask_office(ask, then=self._on_opened, failed=self._refuse)

    def _on_opened(self, until: str) -> None:
        self._open.setEnabled(True)
        self._purpose.edit.clear()
        self.hide()
        time = moment(until).astimezone(DANISH_TIME).strftime("%H.%M")
        told = mark("emergency", "Planen hentes nu og er åben til kl. {time}. Søg igen om et øjeblik.")
        self._desk.messages.tell(say(told, time=time))
        self._desk.session.try_now()

    def _refuse(self, error: EnplanError) -> None:
        self._open.setEnabled(True)
        self._trouble.setText(error.message())
        self._trouble.show()
        self._purpose.setFocus()


def _begin(office: Office, *, number: str, purpose: str) -> str:
    return office.begin_emergency(number=number, purpose=purpose, hours=HOURS)
