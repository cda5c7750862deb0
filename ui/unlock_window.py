"""The first window: opens the profile, or makes one at the first start; imports nothing heavy."""

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from app.errors import EnplanError
from app.texts import mark, say
from ui import theme
from ui.front import Front
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row
from ui.widgets.field import Field
from ui.widgets.sign import Sign
from ui.widgets.text import Label
from ui.window import Window

SHORTEST_PASSPHRASE = 12  # characters; app.store.keys decides, this only says it in time
_WIDTH = 460

_GREETINGS = (
    (5, mark("unlock", "Hej")),
    (10, mark("unlock", "Godmorgen")),
    (12, mark("unlock", "God formiddag")),
    (18, mark("unlock", "God eftermiddag")),
    (24, mark("unlock", "God aften")),
)


class UnlockWindow(Window):
    """Asks for the way in and tells it by `passphrase_given`, `pin_given`, `local_wanted` and `join_wanted`.

    `renewal_wanted` carries the password to the server that a new offline access is asked for with.
    """

    passphrase_given = Signal(str)
    pin_given = Signal(str)
    local_wanted = Signal(str, str)
    join_wanted = Signal(str, str, str, str)
    renewal_wanted = Signal(str)

    def __init__(self, *, is_first: bool = False) -> None:
        super().__init__()
        self.resize(980, 720)
        self._pages = QStackedLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._pages)
        self._areas: dict[QWidget, QScrollArea] = {}
        self._page: _Unlock | _FirstStart
        self._turn_to(self._first if is_first else self._unlock)
        self._page.begin()

    def greet(self, front: Front) -> None:
        """Show what the profile is, or the first start when there is none."""
        self._turn_to(self._unlock if front.exists else self._first)
        self._page.greet(front)

    def refuse(self, error: EnplanError) -> None:
        """Say why the way in did not open, and let the user try again."""
        self._page.refuse(error.message())

    def ask_for_password(self, error: EnplanError) -> None:
        """Say that the offline access is over, and ask for what renews it."""
        self._turn_to(self._unlock)
        self._unlock.ask_for_password(error.message())

    def try_again(self) -> None:
        """Try the way in that is typed, now that the offline access is renewed."""
        self._unlock.try_again()

    def wait(self) -> None:
        """Show that the profile is being opened."""
        self._page.set_busy(True)

    @cached_property
    def _unlock(self) -> "_Unlock":
        """The page is made when it is needed: the window is to stand there at once."""
        return _Unlock(self)

    @cached_property
    def _first(self) -> "_FirstStart":
        return _FirstStart(self)

    def _turn_to(self, page: "_Unlock | _FirstStart") -> None:
        if page not in self._areas:
            self._areas[page] = _centred(page)
            self._pages.addWidget(self._areas[page])
        self._page = page
        self._pages.setCurrentWidget(self._areas[page])


class _Unlock(Card):
    """The passphrase, or the PIN where there is one."""

    def __init__(self, window: UnlockWindow) -> None:
        super().__init__(margin=36, spacing=16)
        self._window = window
        self._uses_pin = False
        self._has_pin = False
        self._place = ""
        self._greeting = Label(say(mark("unlock", "Velkommen")), kind="page")
        self.field = Field(mark("unlock", "Adgangssætning"), secret=True)
        self._server = Label(kind="muted", wrap=True)
        self.password = Field(
            mark("unlock", "Din adgangskode til serveren"), hint=mark("start", "Tom: log ind i browseren"), secret=True
        )
        self._trouble = _trouble()
        self._open = Button(mark("unlock", "Lås op"), icon_name="lock-open", kind="primary", act=self._submit)
        self._other = Button(mark("unlock", "Brug adgangssætningen"), kind="quiet", act=self._turn)
        self._other.hide()
        self._foot = Label(kind="muted", wrap=True)
        self._foot.hide()
        for each in (self.field, self.password):
            each.edit.returnPressed.connect(self._submit)
        self._show_password(is_shown=False)
        for part in (
            Sign(ink="ink"),
            self._greeting,
            self.field,
            self._server,
            self.password,
            self._trouble,
            self._open,
            self._other,
            self._foot,
        ):
            self.body.addWidget(part)

    def begin(self) -> None:
        self.field.setFocus()

    def greet(self, front: Front) -> None:
        words = next(text for hour, text in _GREETINGS if front.hour < hour)
        name = front.given_name or (front.login or "").split("@")[0]
        both = say(mark("unlock", "{greeting}, {name}"), greeting=say(words), name=name)
        self._greeting.setText(both if name else say(words))
        self._has_pin = front.has_pin
        server = mark("unlock", "Server: {server}. Bruger: {user}.")
        self._place = say(server, server=(front.server or "").split("//")[-1], user=front.login or "")
        if front.has_pin and not self._uses_pin:
            self._turn()
        if front.lease_end is not None:
            until = front.lease_end.astimezone()
            text = mark("unlock", "Offline-adgang gælder til {day}.{month}. kl. {time}.")
            self._foot.setText(say(text, day=until.day, month=until.month, time=until.strftime("%H.%M")))
            self._foot.show()

    def refuse(self, words: str) -> None:
        self.set_busy(False)
        _show_trouble(self._trouble, words)
        asked = self.password if self._asks_password else self.field
        asked.edit.selectAll()
        asked.setFocus()

    def ask_for_password(self, words: str) -> None:
        """Ask for the password to the server beside the way in, which stays as it was typed."""
        self._show_password(is_shown=True)
        self._foot.hide()
        self.refuse(words)

    def try_again(self) -> None:
        self._show_password(is_shown=False)
        self._submit()

    def set_busy(self, is_busy: bool) -> None:
        for part in (self._open, self._other, self.field, self.password):
            part.setDisabled(is_busy)
        ready = mark("unlock", "Forny og lås op") if self._asks_password else mark("unlock", "Lås op")
        self._open.setText(say(mark("unlock", "Låser op …") if is_busy else ready))
        if is_busy:
            self._trouble.hide()

    def _submit(self) -> None:
        if not self.field.raw():
            _show_trouble(self._trouble, say(mark("unlock", "Skriv din adgangssætning for at låse op.")))
            self.field.setFocus()
        elif self._asks_password:
            self._window.renewal_wanted.emit(self.password.raw())
        elif self._uses_pin:
            self._window.pin_given.emit(self.field.raw())
        else:
            self._window.passphrase_given.emit(self.field.raw())

    def _show_password(self, *, is_shown: bool) -> None:
        self._asks_password = is_shown
        self._server.setText(self._place)
        self._server.setVisible(is_shown)
        self.password.setVisible(is_shown)
        if not is_shown:
            self.password.edit.clear()

    def _turn(self) -> None:
        """Ask for the PIN instead of the passphrase, or the other way round."""
        self._uses_pin = not self._uses_pin
        asked, other = mark("unlock", "Adgangssætning"), mark("unlock", "Brug PIN-koden")
        if self._uses_pin:
            asked, other = mark("unlock", "PIN-kode"), mark("unlock", "Brug adgangssætningen")
        self.field.rename(asked)
        self._other.setText(say(other))
        self._other.setVisible(self._has_pin)
        self.field.setFocus()


class _FirstStart(Card):
    """The first start on this machine: a profile of one's own, or a server's."""

    def __init__(self, window: UnlockWindow) -> None:
        super().__init__(margin=36, spacing=14)
        self._window = window
        self._joins = False
        self._local = Button(mark("start", "Kun på denne pc"), act=lambda: self._choose(joins=False))
        self._server = Button(mark("start", "Min kommunes server"), act=lambda: self._choose(joins=True))
        for choice in (self._local, self._server):
            choice.setCheckable(True)
        self._address = Field(mark("start", "Serverens adresse"), hint=mark("start", "https://enplan.kommune.dk"))
        self._user = Field(mark("start", "Dit navn"))
        self._password = Field(
            mark("start", "Din adgangskode til serveren"), hint=mark("start", "Tom: log ind i browseren"), secret=True
        )
        self._passphrase = Field(mark("start", "Adgangssætning til denne pc"), secret=True)
        self._again = Field(mark("start", "Adgangssætningen igen"), secret=True)
        self._trouble = _trouble()
        self._make = Button(mark("start", "Kom i gang"), kind="primary", act=self._submit)
        advice = mark(
            "start",
            "Mindst 12 tegn – gerne tre-fire ord, du kan huske. Den låser dine planer på denne pc, "
            "og ingen kan læse dem uden.",
        )
        self.body.addWidget(Sign(ink="ink"))
        self.body.addWidget(Label(say(mark("start", "Velkommen til Enplan")), kind="page"))
        self.body.addWidget(Label(say(mark("start", "Hvor skal dine planer ligge?"))))
        choices = QWidget()
        choices.setLayout(row(self._local, self._server))
        self.body.addWidget(choices)
        for field in (self._address, self._user, self._password, self._passphrase, self._again):
            self.body.addWidget(field)
            field.edit.returnPressed.connect(self._submit)
        for part in (Label(say(advice), kind="muted", wrap=True), self._trouble, self._make):
            self.body.addWidget(part)
        self._choose(joins=False)

    def begin(self) -> None:
        self._user.setFocus()

    def greet(self, _front: Front) -> None:
        self.begin()

    def refuse(self, words: str) -> None:
        self.set_busy(False)
        _show_trouble(self._trouble, words)

    def set_busy(self, is_busy: bool) -> None:
        self._make.setDisabled(is_busy)
        if is_busy:
            self._trouble.hide()

    def _choose(self, *, joins: bool) -> None:
        self._joins = joins
        self._local.setChecked(not joins)
        self._server.setChecked(joins)
        self._address.setVisible(joins)
        self._password.setVisible(joins)
        self._user.rename(mark("start", "Dit brugernavn") if joins else mark("start", "Dit navn"))

    def _submit(self) -> None:
        wrong = self._wrong()
        if wrong:
            self.refuse(wrong)
        elif self._joins:
            self._window.join_wanted.emit(
                self._address.text(), self._user.text(), self._password.raw(), self._passphrase.raw()
            )
        else:
            self._window.local_wanted.emit(self._user.text(), self._passphrase.raw())

    def _wrong(self) -> str:
        """Return what is missing, in words; empty when nothing is."""
        if self._joins and not self._address.text():
            return say(mark("start", "Skriv serverens adresse. Du får den af din kommune."))
        if not self._user.text():
            return say(mark("start", "Skriv dit navn, så andre kan se, hvem der har skrevet."))
        if len(self._passphrase.raw()) < SHORTEST_PASSPHRASE:
            return say(mark("start", "Adgangssætningen er for kort. Skriv mindst 12 tegn."))
        if self._passphrase.raw() != self._again.raw():
            return say(mark("start", "De to adgangssætninger er ikke ens. Skriv dem igen."))
        return ""


def _trouble() -> Label:
    label = Label(kind="warning", wrap=True)
    label.hide()
    return label


def _show_trouble(label: Label, words: str) -> None:
    label.setText(words)
    label.setAccessibleName(words)
    label.show()


def _centred(page: QWidget) -> QScrollArea:
    """Return *page* in the middle of a field that scrolls when the window is small."""
    middle = QWidget()
    middle.setObjectName("Page")
    page.setFixedWidth(round(_WIDTH * min(1.6, theme.current().scale)))
    box = column(None, None)
    box.insertLayout(1, row(None, page, None))
    box.setContentsMargins(0, 24, 0, 24)
    middle.setLayout(box)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(middle)
    return area
