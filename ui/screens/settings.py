"""Indstillinger: the look, the language, passphrase and PIN, and what the program is made of."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QVBoxLayout

import resources
from app.errors import EnplanError
from app.store import keys
from app.texts import Text, mark, say
from ui import language
from ui.appearance import SYSTEM
from ui.screens.lost_device import LostDeviceCard
from ui.screens.pin_settings import PinCard
from ui.screens.screen import Desk, Screen
from ui.theme import Mode
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.field import Field
from ui.widgets.page import Page
from ui.widgets.text import Label
from ui.widgets.tick import Option, Tick

_MODES: tuple[tuple[str, Text], ...] = (
    (SYSTEM, mark("settings", "Som computeren")),
    (Mode.LIGHT, mark("settings", "Lys")),
    (Mode.DARK, mark("settings", "Mørk")),
    (Mode.CONTRAST, mark("settings", "Høj kontrast")),
)
_SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
_LICENCES = ("fonts/inter/OFL.txt", "fonts/source-sans-3/OFL.txt", "icons/LICENSE")


class SettingsScreen(Page):
    """What the user may choose."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(mark("settings", "Indstillinger"))
        for part in (_Look(desk), _Passphrase(desk), PinCard(desk), LostDeviceCard(desk), _About()):
            self.body.addWidget(part)
        self.body.addStretch(1)


class _Look(Card):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._group = QButtonGroup(self)
        self.body.addWidget(Label(say(mark("settings", "Udseende")), kind="card"))
        modes = [self._choice(say(text), mode=mode) for mode, text in _MODES]
        self.body.addLayout(_flowing(modes))
        self.body.addWidget(Label(say(mark("settings", "Tekstens størrelse")), kind="strong"))
        self._sizes = QButtonGroup(self)
        sizes = [self._size(scale) for scale in _SCALES]
        self.body.addLayout(_flowing(sizes))
        calm = Tick(say(mark("settings", "Rolig skærm uden bevægelse")))
        calm.setChecked(desk.appearance.calm)
        calm.toggled.connect(self._set_calm)
        self.body.addWidget(calm)
        letters = Tick(say(mark("settings", "Bogstaver er taster på tavlen (ellers kun sammen med Alt)")))
        letters.setChecked(desk.appearance.letters)
        letters.toggled.connect(self._set_letters)
        self.body.addWidget(letters)
        self.body.addWidget(Label(say(mark("settings", "Sprog")), kind="strong"))
        self._languages = QButtonGroup(self)
        self.body.addLayout(_flowing([self._language(code, name) for code, name in language.LANGUAGES]))

    def _choice(self, text: str, *, mode: str) -> Option:
        button = Option(text)
        button.setChecked(self._desk.appearance.mode == mode)
        button.clicked.connect(partial(self._set_mode, mode))
        self._group.addButton(button)
        return button

    def _size(self, scale: float) -> Option:
        button = Option(say(mark("settings", "{percent} %"), percent=round(scale * 100)))
        button.setChecked(self._desk.appearance.scale == scale)
        button.clicked.connect(partial(self._set_scale, scale))
        self._sizes.addButton(button)
        return button

    def _language(self, code: str, name: str) -> Option:
        button = Option(name)
        button.setChecked(self._desk.appearance.language == code)
        button.clicked.connect(partial(self._set_language, code))
        self._languages.addButton(button)
        return button

    def _set_mode(self, mode: str, _checked: bool = True) -> None:
        self._desk.choose_appearance(replace(self._desk.appearance, mode=mode))

    def _set_scale(self, scale: float, _checked: bool = True) -> None:
        self._desk.choose_appearance(replace(self._desk.appearance, scale=scale))

    def _set_calm(self, is_calm: bool) -> None:
        self._desk.choose_appearance(replace(self._desk.appearance, calm=is_calm))

    def _set_letters(self, are_alone: bool) -> None:
        self._desk.choose_appearance(replace(self._desk.appearance, letters=are_alone))

    def _set_language(self, code: str, _checked: bool = True) -> None:
        self._desk.choose_appearance(replace(self._desk.appearance, language=code))


class _Passphrase(Card):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._new = Field(mark("settings", "Ny adgangssætning"), secret=True)
        self._again = Field(mark("settings", "Den nye igen"), secret=True)
        self._told = Label(kind="warning", wrap=True)
        self._told.hide()
        change = Button(mark("settings", "Skift adgangssætning"), icon_name="key", act=self._change)
        self.body.addWidget(Label(say(mark("settings", "Adgangssætning")), kind="card"))
        advice = mark("settings", "Mindst 12 tegn. En kopi af mappen, der er taget før, åbner stadig med den gamle.")
        self.body.addWidget(Label(say(advice), kind="muted", wrap=True))
        fields = row(self._new, self._again, spacing=16)
        self.body.addLayout(fields)
        self.body.addWidget(self._told)
        self.body.addLayout(row(change, None))

    def _change(self) -> None:
        if self._new.raw() != self._again.raw():
            self._tell(say(mark("settings", "De to adgangssætninger er ikke ens. Skriv dem igen.")))
            return
        session, new = self._desk.session, self._new.raw()

        def change(_store: object) -> None:
            keys.change_passphrase(session.profile, session.unlocked, new=new, clock=session.clock)

        self._desk.bridge.run(change, then=self._on_changed, failed=self._on_failed)

    def _on_changed(self, _answer: object) -> None:
        self._new.edit.clear()
        self._again.edit.clear()
        self._told.hide()
        self._desk.messages.tell(say(mark("settings", "Adgangssætningen er skiftet.")))

    def _on_failed(self, error: EnplanError) -> None:
        self._tell(error.message())

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()


class _About(Card):
    def __init__(self) -> None:
        super().__init__()
        self.body.addWidget(Label(say(mark("settings", "Om Enplan")), kind="card"))
        words = mark("settings", "Én plan for borgeren, tegnet sammen ved mødet. Fri software under EUPL-1.2.")
        self.body.addWidget(Label(say(words), wrap=True))
        self._licences = QPlainTextEdit()
        self._licences.setReadOnly(True)
        self._licences.setAccessibleName(say(mark("settings", "Licenser")))
        self._licences.setMinimumHeight(240)
        self._licences.hide()
        show = Button(mark("settings", "Vis licenser"), icon_name="file-text", act=self._show)
        self.body.addLayout(row(show, None))
        self.body.addWidget(self._licences)

    def _show(self) -> None:
        if not self._licences.toPlainText():
            self._licences.setPlainText("\n\n".join(resources.read_text(name) for name in _LICENCES))
        self._licences.setVisible(not self._licences.isVisible())


def _flowing(parts: list[Option]) -> QVBoxLayout:
    """Return *parts* beside each other for as long as there is room."""
    from PySide6.QtWidgets import QWidget

    from ui.widgets.flow import FlowLayout

    holder = QWidget()
    flow = FlowLayout(holder, spacing=16)
    for part in parts:
        flow.addWidget(part)
    box = QVBoxLayout()
    box.addWidget(holder)
    return box


SETTINGS = Screen(id="settings", label=mark("screen", "Indstillinger"), icon="settings", make=SettingsScreen)
