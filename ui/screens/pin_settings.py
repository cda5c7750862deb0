"""The PIN: a short way in on this machine, chosen and removed where the machine keeps secrets."""

from dataclasses import dataclass

from app.errors import EnplanError
from app.store import keyring_secret, pin
from app.store.store import Store
from app.texts import mark, say
from ui.screens.screen import Desk
from ui.session import Session
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.field import Field
from ui.widgets.text import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class PinState:
    """Whether there can be a PIN here, and whether there is one."""

    has_keyring: bool
    has_pin: bool


class PinCard(Card):
    """«Vælg PIN» and «Fjern PIN»; without a keyring it says in words why there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._about = Label(kind="muted", wrap=True)
        self._new = Field(mark("settings", "Ny PIN-kode"), secret=True)
        self._again = Field(mark("settings", "PIN-koden igen"), secret=True)
        self._trouble = Label(kind="warning", wrap=True)
        self._set = Button(mark("settings", "Vælg PIN"), icon_name="key", act=self._choose)
        self._remove = Button(mark("settings", "Fjern PIN"), icon_name="trash-2", act=self._take_away)
        self._again.edit.returnPressed.connect(self._choose)
        self.body.addWidget(Label(say(mark("settings", "PIN-kode")), kind="card"))
        self.body.addWidget(self._about)
        self.body.addLayout(row(self._new, self._again, spacing=16))
        self.body.addWidget(self._trouble)
        self.body.addLayout(row(self._set, self._remove, None))
        for part in (self._new, self._again, self._trouble, self._set, self._remove):
            part.hide()
        self._ask()

    def _ask(self, _answer: object = None) -> None:
        """Look at keyring and profile off the Qt thread: a keyring may take its time."""
        self._desk.bridge.run(_state, then=self._show, session=self._desk.session)

    def _show(self, state: PinState) -> None:
        has_pin = mark("settings", "Du kan låse op med en PIN-kode på denne pc. Ti forkerte forsøg fjerner den.")
        no_pin = mark("settings", "En PIN-kode på 6 til 12 cifre er en kortere vej ind på denne pc.")
        words = say(has_pin if state.has_pin else no_pin)
        self._about.setText(words if state.has_keyring else pin.NoKeyring().message())
        for part in (self._new, self._again, self._set):
            part.setVisible(state.has_keyring)
        self._remove.setVisible(state.has_pin)

    def _choose(self) -> None:
        if self._new.raw() != self._again.raw():
            self._tell(say(mark("settings", "De to PIN-koder er ikke ens. Skriv dem igen.")))
            return
        session, code = self._desk.session, self._new.raw()

        def choose(_store: Store) -> None:
            pin.set_pin(session.profile, session.unlocked, pin=code, clock=session.clock)

        self._set.setDisabled(True)
        self._desk.bridge.run(choose, then=self._on_chosen, failed=self._on_failed)

    def _take_away(self) -> None:
        session = self._desk.session

        def remove(_store: Store) -> None:
            pin.remove_pin(session.profile)

        self._desk.bridge.run(remove, then=self._on_removed, failed=self._on_failed)

    def _on_chosen(self, _answer: object) -> None:
        self._done(say(mark("settings", "PIN-koden er valgt.")))

    def _on_removed(self, _answer: object) -> None:
        self._done(say(mark("settings", "PIN-koden er fjernet.")))

    def _done(self, words: str) -> None:
        self._set.setEnabled(True)
        self._new.edit.clear()
        self._again.edit.clear()
        self._trouble.hide()
        self._desk.messages.tell(words)
        self._ask()

    def _on_failed(self, error: EnplanError) -> None:
        self._set.setEnabled(True)
        self._tell(error.message())

    def _tell(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.show()


def _state(_store: Store, *, session: Session) -> PinState:
    return PinState(has_keyring=keyring_secret.available(), has_pin=pin.tries_left(session.profile) > 0)
