"""The window that asks for the second factor, or sets the first one up."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.texts import mark, say
from ui.front import FactorAnswer, FactorQuestion, NewFactor
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.field import Field
from ui.widgets.square_code import SquareCode
from ui.widgets.text import Label
from ui.widgets.tick import Tick

_GROUP = 4
_WIDTH = 420
_WHY = mark("factor", "Skriv den kode på 6 cifre, som appen på din telefon viser nu.")
_WHY_AGAIN = mark("factor", "Det, du vil gøre, kræver en ny kode. Skriv den, som appen på din telefon viser nu.")
_LOST = mark("factor", "Har du ikke telefonen, så skriv en af dine gendannelseskoder.")
_WRONG = mark("factor", "Koden passer ikke. Vent, til appen viser en ny, og skriv den.")
_NONE = mark("factor", "Skriv koden først.")
_SCAN = mark("factor", "1. Læs billedet med en godkendelsesapp på din telefon, eller skriv nøglen i appen.")
_KEEP = mark(
    "factor",
    "2. Skriv gendannelseskoderne ned, og gem dem et sikkert sted. "
    "Hver kode kan bruges én gang, hvis du mister telefonen.",
)
_SHOW = mark("factor", "3. Skriv den kode, som appen viser nu.")


class FactorWindow(QDialog):
    """`given` carries the FactorAnswer; `closed` tells that the user gave up."""

    given = Signal(object)
    closed = Signal()

    def __init__(self, question: FactorQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Enplan")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(_WIDTH)
        self.field = Field(mark("factor", "Kode"))
        self.new_telephone = Tick(say(mark("factor", "Jeg har fået en ny telefon")))
        self.new_telephone.setHidden(question.enrolment is not None)
        self.trouble = Label(kind="warning", wrap=True)
        self.confirm = Button(mark("factor", "Bekræft"), icon_name="shield", kind="primary", act=self._submit)
        self.confirm.setDefault(True)
        cancel = Button(mark("factor", "Fortryd"), kind="quiet", act=self.close)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(10)
        for part in self._parts(question):
            box.addWidget(part)
        for part in (self.field, self.new_telephone, self.trouble):
            box.addWidget(part)
        box.addLayout(row(self.confirm, cancel, None))
        self.trouble.hide()
        if question.was_wrong:
            self.refuse(say(_WRONG))

    def begin(self) -> None:
        """Let the code be typed at once."""
        self.raise_()
        self.field.setFocus()

    def refuse(self, words: str) -> None:
        """Say what is wrong with the code."""
        self.trouble.setText(words)
        self.trouble.setAccessibleName(words)
        self.trouble.show()

    def let_go(self) -> None:
        """Go without telling that the user gave up."""
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
        """Tell that the user gave up."""
        super().closeEvent(event)
        self.closed.emit()

    def _parts(self, question: FactorQuestion) -> list[QWidget]:
        if question.enrolment is not None:
            return _setting_up(question.enrolment)
        why = _WHY_AGAIN if question.is_repeated else _WHY
        return [
            Label(say(mark("factor", "Bekræft, at det er dig")), kind="page"),
            Label(say(why), wrap=True),
            Label(say(_LOST), kind="muted", wrap=True),
        ]

    def _submit(self) -> None:
        told = self.field.text()
        if told:
            self.confirm.setDisabled(True)
            self.given.emit(FactorAnswer(code=told, wants_new=self.new_telephone.isChecked()))
        else:
            self.refuse(say(_NONE))
            self.field.setFocus()


def _setting_up(new: NewFactor) -> list[QWidget]:
    secret = Label(" ".join(new.secret[at : at + _GROUP] for at in range(0, len(new.secret), _GROUP)), kind="strong")
    codes = Label("\n".join("   ".join(new.recovery[at : at + 2]) for at in range(0, len(new.recovery), 2)))
    for each in (secret, codes):
        each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard | _BY_MOUSE)
    return [
        Label(say(mark("factor", "Sæt to-trins-login op")), kind="page"),
        Label(say(_SCAN), wrap=True), SquareCode(new.address), secret,
        Label(say(_KEEP), wrap=True), codes,
        Label(say(_SHOW), wrap=True),
    ]  # fmt: skip


_BY_MOUSE = Qt.TextInteractionFlag.TextSelectableByMouse
