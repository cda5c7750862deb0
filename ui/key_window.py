"""The window that waits for a security key: plugged in, unlocked by its PIN, touched."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.texts import Text, mark, say
from ui.asking_window import AskingWindow
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.field import Field
from ui.widgets.text import Label

_PLUG = mark("key", "Sæt nøglen i, og rør ved den.")
_TOUCH = mark("key", "Rør ved nøglen nu. På mange nøgler blinker det sted, du skal røre ved.")
_PIN = mark("key", "Nøglen er beskyttet med en PIN-kode. Skriv den her.")
_WRONG = mark("key", "PIN-koden er forkert. Prøv igen. Efter nogle forsøg låser nøglen.")
_NONE = mark("key", "Skriv PIN-koden først.")


class KeyWindow(AskingWindow):
    """`pin_given` carries the PIN; `closed` tells that the user put the key away."""

    pin_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label(wrap=True)
        self.field = Field(mark("key", "Nøglens PIN-kode"), secret=True)
        self.confirm = Button(mark("key", "Fortsæt"), icon_name="key", kind="primary", act=self._submit)
        self.confirm.setDefault(True)
        self.cancel = Button(mark("key", "Fortryd"), kind="quiet", act=self.close)
        self.box.addWidget(Label(say(mark("key", "Sikkerhedsnøgle")), kind="page"))
        for part in (self.words, self.field, self.trouble):
            self.box.addWidget(part)
        self.box.addLayout(row(self.confirm, self.cancel, None))
        self._ask_for(_PLUG)

    def begin(self) -> None:
        """Come forward."""
        self.raise_()
        self.cancel.setFocus()

    def ask_touch(self) -> None:
        """Say that the key waits to be touched."""
        self._ask_for(_TOUCH)
        self.cancel.setFocus()

    def ask_pin(self, was_wrong: bool) -> None:
        """Ask for the key's PIN."""
        self._ask_for(_PIN, with_pin=True)
        if was_wrong:
            self.refuse(say(_WRONG))
        self.field.setFocus()

    def _ask_for(self, words: Text, *, with_pin: bool = False) -> None:
        self.words.setText(say(words))
        self.words.setAccessibleName(say(words))
        self.field.edit.clear()
        for part in (self.field, self.confirm):
            part.setVisible(with_pin)
        self.trouble.hide()
        self.adjustSize()

    def refuse(self, words: str) -> None:
        """Say what is wrong with the PIN."""
        super().refuse(words)
        self.adjustSize()

    def _submit(self) -> None:
        told = self.field.raw()
        if told:
            self._ask_for(_PLUG)
            self.pin_given.emit(told)
        else:
            self.refuse(say(_NONE))
            self.field.setFocus()
