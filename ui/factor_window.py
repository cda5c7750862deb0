"""The window that asks for the second factor, or sets the first one up."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.texts import Text, mark, say
from ui import theme
from ui.asking_window import AskingWindow
from ui.front import FactorAnswer, FactorQuestion, NewFactor, NewKey
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.field import Field
from ui.widgets.page import scrolling
from ui.widgets.square_code import SquareCode
from ui.widgets.text import Label
from ui.widgets.tick import Tick

_GROUP = 4
_FRAME = 60
"""What the frame of a window and the bar of a desktop take of the screen's height."""
_WIDE = 1.3
"""A scale of text from which on the buttons take two rows."""
_TELEPHONE = "totp"
_WHY = mark("factor", "Skriv den kode på 6 cifre, som appen på din telefon viser nu.")
_WHY_AGAIN = mark("factor", "Det, du vil gøre, kræver en ny kode. Skriv den, som appen på din telefon viser nu.")
_LOST = mark("factor", "Har du ikke telefonen, så skriv en af dine gendannelseskoder.")
_BY_KEY = mark("factor", "Brug din sikkerhedsnøgle.")
_BY_KEY_AGAIN = mark("factor", "Det, du vil gøre, kræver, at du bruger din sikkerhedsnøgle igen.")
_LOST_KEY = mark("factor", "Har du ikke nøglen, så skriv en af dine gendannelseskoder.")
_WRONG = mark("factor", "Koden passer ikke. Vent, til appen viser en ny, og skriv den.")
_NOT_TAKEN = mark("factor", "Det blev ikke godkendt. Prøv igen.")
_NONE = mark("factor", "Skriv koden først.")
_SCAN = mark("factor", "1. Læs billedet med en godkendelsesapp på din telefon, eller skriv nøglen i appen.")
_KEEP = mark(
    "factor",
    "2. Skriv gendannelseskoderne ned, og gem dem et sikkert sted. "
    "Hver kode kan bruges én gang, hvis du mister telefonen.",
)
_SHOW = mark("factor", "3. Skriv den kode, som appen viser nu.")
_KEEP_FOR_KEY = mark(
    "factor",
    "Skriv først gendannelseskoderne ned, og gem dem et sikkert sted. "
    "Hver kode kan bruges én gang, hvis du mister nøglen.",
)
_NAME = mark("factor", "Giv nøglen et navn, så du kan kende den fra andre.")


class FactorWindow(AskingWindow):
    """`given` carries the FactorAnswer; `closed` tells that the user gave up."""

    given = Signal(object)

    def __init__(self, question: FactorQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names_key = question.new_key is not None
        self.field = Field(_asked(question))
        self.new_telephone = Tick(say(mark("factor", "Jeg har fået en ny telefon")))
        self.new_key = Tick(say(mark("factor", "Jeg vil sætte en ny sikkerhedsnøgle op")))
        done = mark("factor", "Fortsæt") if self._names_key else mark("factor", "Bekræft")
        self.confirm = Button(done, icon_name="shield", kind="primary", act=self._submit)
        self.confirm.setDefault(True)
        self.use_key = Button(mark("factor", "Brug sikkerhedsnøgle"), icon_name="key", act=self._use_key)
        self.instead = Button(mark("factor", "Brug en sikkerhedsnøgle i stedet"), icon_name="key", act=self._begin_key)
        cancel = Button(mark("factor", "Fortryd"), kind="quiet", act=self.close)
        box = self.box
        self._told = told = QVBoxLayout()
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(10)
        for part in self._parts(question):
            told.addWidget(part)
        self._scrolled = scrolling(told)
        box.addWidget(self._scrolled)
        for part in (self.field, self.new_telephone, self.new_key, self.trouble):
            box.addWidget(part)
        if theme.current().scale > _WIDE:
            box.addLayout(row(self.use_key, self.instead, None))
            box.addLayout(row(self.confirm, cancel, None))
        else:
            box.addLayout(row(self.confirm, self.use_key, self.instead, cancel, None))
        self._choose(question)

    def begin(self) -> None:
        """Let the code be typed at once, or the key be used."""
        self._fit()
        self.raise_()
        (self.use_key if self.use_key.isDefault() else self.field).setFocus()

    def _fit(self) -> None:
        """Take the size of what is said, as far as the screen goes; what is beyond it scrolls.

        By itself Qt opens no window beyond two thirds of the screen.
        """
        margins = self.box.contentsMargins()
        sides = margins.left() + margins.right()
        width = max(self.width(), self.box.sizeHint().width(), self._told.minimumSize().width() + sides)
        told = self._told.totalHeightForWidth(width - sides)
        whole = self._whole_height(width, told=told)
        beyond = max(0, whole - self.screen().availableGeometry().height() + _FRAME)
        bar = self._scrolled.verticalScrollBar().sizeHint().width() if beyond else 0
        self.resize(width + bar, self._whole_height(width + bar, told=told - beyond))

    def _whole_height(self, width: int, *, told: int) -> int:
        """Return how high the window must be where what is told gets *told* pixels."""
        self._scrolled.setFixedHeight(told)
        self.box.activate()
        return max(self.box.totalHeightForWidth(width), self.box.totalSizeHint().height())

    def _parts(self, question: FactorQuestion) -> list[QWidget]:
        if question.new_key is not None:
            return _naming(question.new_key)
        if question.enrolment is not None:
            return _setting_up(question.enrolment)
        why, lost = _reasons(question)
        return [
            Label(say(mark("factor", "Bekræft, at det er dig")), kind="page"),
            Label(say(why), wrap=True),
            Label(say(lost), kind="muted", wrap=True),
        ]

    def _choose(self, question: FactorQuestion) -> None:
        """Show what fits the question, and what was the matter with the last answer."""
        is_asked = question.enrolment is None and question.new_key is None
        for tick, other in ((self.new_telephone, self.new_key), (self.new_key, self.new_telephone)):
            tick.setVisible(is_asked)
            tick.toggled.connect(lambda is_on, other=other: other.setChecked(other.isChecked() and not is_on))
        self.use_key.setVisible(is_asked and question.has_key)
        self.instead.setVisible(question.enrolment is not None and not question.ways)
        if _is_by_key(question):
            self.use_key.set_kind("primary")
            self.use_key.setDefault(True)
            self.field.edit.textChanged.connect(lambda text: (self.confirm if text else self.use_key).setDefault(True))
            self.confirm.set_kind("plain")
        self.trouble.hide()
        if question.was_wrong:
            self.refuse(say(_NOT_TAKEN if question.has_key else _WRONG))
        elif question.trouble:
            self.refuse(question.trouble)

    def _submit(self) -> None:
        told = self.field.text()
        if self._names_key:
            self._answer(FactorAnswer(name=told))
        elif told:
            self._answer(self._with_ticks(FactorAnswer(code=told)))
        else:
            self.refuse(say(_NONE))
            self.field.setFocus()

    def _use_key(self) -> None:
        self._answer(self._with_ticks(FactorAnswer(by_key=True)))

    def _begin_key(self) -> None:
        self._answer(FactorAnswer(wants_key=True))

    def _with_ticks(self, answer: FactorAnswer) -> FactorAnswer:
        return replace(answer, wants_new=self.new_telephone.isChecked(), wants_key=self.new_key.isChecked())

    def _answer(self, answer: FactorAnswer) -> None:
        for each in (self.confirm, self.use_key, self.instead):
            each.setDisabled(True)
        self.given.emit(answer)


def _is_by_key(question: FactorQuestion) -> bool:
    """Tell whether a key is all the user has."""
    return question.has_key and _TELEPHONE not in question.ways


def _asked(question: FactorQuestion) -> Text:
    if question.new_key is not None:
        return mark("factor", "Nøglens navn")
    return mark("factor", "Gendannelseskode") if _is_by_key(question) else mark("factor", "Kode")


def _reasons(question: FactorQuestion) -> tuple[Text, Text]:
    if _is_by_key(question):
        return (_BY_KEY_AGAIN if question.is_repeated else _BY_KEY), _LOST_KEY
    return (_WHY_AGAIN if question.is_repeated else _WHY), _LOST


def _setting_up(new: NewFactor) -> list[QWidget]:
    secret = _copied(" ".join(new.secret[at : at + _GROUP] for at in range(0, len(new.secret), _GROUP)), kind="strong")
    return [
        Label(say(mark("factor", "Sæt to-trins-login op")), kind="page"),
        Label(say(_SCAN), wrap=True), SquareCode(new.address), secret,
        Label(say(_KEEP), wrap=True), _codes(new.recovery),
        Label(say(_SHOW), wrap=True),
    ]  # fmt: skip


def _naming(new: NewKey) -> list[QWidget]:
    first = [Label(say(_KEEP_FOR_KEY), wrap=True), _codes(new.recovery)] if new.recovery else []
    return [
        Label(say(mark("factor", "Sæt en sikkerhedsnøgle op")), kind="page"),
        *first,
        Label(say(_NAME), wrap=True),
    ]


def _codes(recovery: Sequence[str]) -> Label:
    return _copied("\n".join("   ".join(recovery[at : at + 2]) for at in range(0, len(recovery), 2)))


def _copied(words: str, *, kind: str = "") -> Label:
    """Return words that can be marked and copied."""
    made = Label(words, kind=kind)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard | _BY_MOUSE)
    return made


_BY_MOUSE = Qt.TextInteractionFlag.TextSelectableByMouse
