"""«Meld tabt enhed»: the other devices as the server knows them; one that is lost is closed, and what it held told."""

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from app.errors import EnplanError
from app.queries.words import day_of_moment
from app.texts import mark, say
from ui.office import DeviceTold, LossTold, Office
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.field import Field
from ui.widgets.page import clear
from ui.widgets.text import Label


class LostDeviceCard(Card):
    """Hidden in a profile without a server."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._notice = ""
        words = mark(
            "lost",
            "Er en pc med Enplan blevet væk, så meld den tabt her. Den lukkes straks og sletter sit indhold, næste "
            "gang den får forbindelse. Uden forbindelse kan den kun åbnes, til offline-adgangen udløber.",
        )
        self._reason = Field(mark("lost", "Hvad er der sket?"))
        self._told = Label("", kind="warning", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._show = Button(mark("lost", "Vis mine enheder"), icon_name="monitor", act=self._ask)
        self._copy = Button(mark("lost", "Kopiér udkast til anmeldelse"), icon_name="copy", act=self._on_copy)
        self.body.addWidget(Label(say(mark("lost", "Meld tabt enhed")), kind="card"))
        self.body.addWidget(Label(say(words), kind="muted", wrap=True))
        self.body.addLayout(row(self._show, None))
        self.body.addWidget(self._reason)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._told)
        self.body.addLayout(row(self._copy, None))
        for part in (self._reason, self._told, self._copy):
            part.hide()
        self.setVisible(desk.session.has_server)

    def _ask(self) -> None:
        self._desk.session.ask_office(lambda office: office.devices(), then=self._list, failed=self._refuse)

    def _list(self, devices: list[DeviceTold]) -> None:
        clear(self._rows)
        others = [each for each in devices if each.device != self._desk.session.device]
        self._reason.setVisible(any(not each.lost for each in others))
        for each in others:
            self._rows.addLayout(row(Label(_words(each), wrap=True), None, *self._verbs(each)))
        if not others:
            self._rows.addWidget(Label(say(mark("lost", "Serveren kender ingen andre enheder.")), kind="muted"))

    def _verbs(self, device: DeviceTold) -> list[Button]:
        if device.lost:
            return []
        button = Button(mark("lost", "Meld tabt"), act=partial(self._report, device.device))
        button.setAccessibleName(say(mark("lost", "Meld tabt: {device}"), device=_words(device)))
        return [button]

    def _report(self, device: str) -> None:
        ask = partial(_report, device=device, reason=self._reason.text())
        self._desk.session.ask_office(ask, then=self._on_reported, failed=self._refuse)

    def _on_reported(self, loss: LossTold) -> None:
        self._notice = loss.notice
        told = mark(
            "lost", "Enheden er lukket. Der lå planer for {count} borgere på den, og den kan højst åbnes til {day}."
        )
        self._tell(say(told, count=len(loss.citizens), day=day_of_moment(loss.opens_until)))
        self._copy.show()
        self._ask()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._notice)
        self._desk.messages.tell(say(mark("lost", "Udkastet er kopieret.")))

    def _refuse(self, error: EnplanError) -> None:
        self._tell(error.message())

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()


def _words(device: DeviceTold) -> str:
    name = device.name or say(mark("lost", "Enhed uden navn"))
    if device.wiped:
        return say(mark("lost", "{name} · meldt tabt og slettet"), name=name)
    if device.lost:
        return say(mark("lost", "{name} · meldt tabt, ikke slettet endnu"), name=name)
    return say(mark("lost", "{name} · sidst set {day}"), name=name, day=day_of_moment(device.seen or device.since))


def _report(office: Office, *, device: str, reason: str) -> LossTold:
    return office.report_lost(device=device, reason=reason)
