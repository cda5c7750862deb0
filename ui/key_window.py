"""The window that waits for a security key: plugged in, unlocked by its PIN, touched."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.texts import Text, mark, say
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.field import Field
from ui.widgets.text import Label

_WIDTH = 420
_PLUG = mark("key", "Sæt nøglen i, og rør ved den.")
_TOUCH = mark("key", "Rør ved nøglen nu. På mange nøgler blinker det sted, du skal røre ved.")
_PIN = mark("key", "Nøglen er beskyttet med en PIN-kode. Skriv den her.")
_WRONG = mark("key", "PIN-koden er forkert. Prøv igen. Efter nogle forsøg låser nøglen.")
_NONE = mark("key", "Skriv PIN-koden først.")


class KeyWindow(QDialog):
    """`pin_given` carries the PIN; `closed` tells that the user put the key away."""

    pin_given = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Enplan")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(_WIDTH)
        self.words = Label(wrap=True)
        self.field = Field(mark("key", "Nøglens PIN-kode"), secret=True)
        self.trouble = Label(kind="warning", wrap=True)
        self.confirm = Button(mark("key", "Fortsæt"), icon_name="key", kind="primary", act=self._submit)
        self.confirm.setDefault(True)
        self.cancel = Button(mark("key", "Fortryd"), kind="quiet", act=self.close)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(10)
        box.addWidget(Label(say(mark("key", "Sikkerhedsnøgle")), kind="page"))
        for part in (self.words, self.field, self.trouble):
            box.addWidget(part)
        box.addLayout(row(self.confirm, self.cancel, None))
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
            self._refuse(_WRONG)
        self.field.setFocus()

    def let_go(self) -> None:
        """Go without telling that the user put the key away."""
        self.blockSignals(True)
        self.close()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by Esc, as by the button."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user put the key away."""
        super().closeEvent(event)
        self.closed.emit()

    def _ask_for(self, words: Text, *, with_pin: bool = False) -> None:
        self.words.setText(say(words))
        self.words.setAccessibleName(say(words))
        self.field.edit.clear()
        for part in (self.field, self.confirm):
            part.setVisible(with_pin)
        self.trouble.hide()
        self.adjustSize()

    def _refuse(self, words: Text) -> None:
        self.trouble.setText(say(words))
        self.trouble.setAccessibleName(say(words))
        self.trouble.show()
        self.adjustSize()

    def _submit(self) -> None:
        told = self.field.raw()
        if told:
            self._ask_for(_PLUG)
            self.pin_given.emit(told)
        else:
            self._refuse(_NONE)
            self.field.setFocus()
