"""The mark in the corner: whether all is received, and a small window that says what waits and why."""

from datetime import date
from textwrap import wrap

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.clock import instant
from app.errors import EnplanError
from app.queries.words import moment_in_words
from app.store.reader import Outbox
from app.texts import Text, mark, say
from ui.session import Contact, Exchanging
from ui.theme import mark_icon
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.field import Field
from ui.widgets.text import Label

_RECEIVED = mark("corner", "Alt er modtaget")
_HERE = mark("corner", "Gemt her ({count} venter)")
_ALL_HERE = mark("corner", "Gemt her")
_FETCHING = mark("corner", "Henter …")
_CANNOT = mark("corner", "Kan ikke sende: {reason}")
_SAVING = mark("mark", "Gemmer …")
_SAVED = frozenset({"saved_here", "waiting", "received"})
"""The marks that say that everything is on the disk."""
_LETTERS = 21
"""Letters to a line: what the navigation has room for."""
_NO_REASON = mark("corner", "ingen forbindelse")


class Corner(Button):
    """A button with the mark; a press opens the small window."""

    try_wanted = Signal()
    login_wanted = Signal(str)
    refusals_wanted = Signal()
    vouched = Signal(object)
    """The ids of changes, when the words that they are saved have been painted."""

    def __init__(self) -> None:
        super().__init__(kind="navigation", icon_name=mark_icon("received"))
        self._outbox = Outbox(pending=0, refused=0)
        self._exchanging = Exchanging()
        self._is_saving = False
        self._saved: tuple[str, ...] = ()
        self._today = date.min
        self._details: _Details | None = None
        self.clicked.connect(self._open)
        self._show()

    def show_outbox(self, outbox: Outbox, *, today: date) -> None:
        """Show what waits for the server."""
        self._outbox = outbox
        self._today = today
        self._show()

    def show_exchanging(self, exchanging: Exchanging) -> None:
        """Show how it stands with the server."""
        self._exchanging = exchanging
        self._show()

    def vouch(self, changes: tuple[str, ...]) -> None:
        """Answer for *changes*, which the disk has: the next time it is painted that all is saved."""
        self._saved += changes
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark, then tell what it has answered for."""
        super().paintEvent(event)
        if self._saved and self._words()[1] in _SAVED:
            vouched, self._saved = self._saved, ()
            self.vouched.emit(vouched)

    def refuse_login(self, error: EnplanError) -> None:
        """Say why the password did not open the way; it can be tried again."""
        if self._details is not None and isValid(self._details):
            self._details.refuse(error.message())

    def end_login(self) -> None:
        """Let the small window go: the server knows the user again."""
        if self._details is not None and isValid(self._details):
            self._details.close()

    def show_saving(self, is_saving: bool) -> None:
        """Show that something typed is not yet on the disk."""
        self._is_saving = is_saving
        self._show()

    def _show(self) -> None:
        text, icon = self._words()
        self.setText("\n".join(wrap(text, _LETTERS)))
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.set_icon(mark_icon(icon))

    def _words(self) -> tuple[str, str]:
        if self._is_saving:
            return say(_SAVING), "saving"
        if self._exchanging.contact is Contact.NONE:
            return say(_ALL_HERE), "saved_here"
        if self._exchanging.contact is Contact.FETCHING:
            return say(_FETCHING), "fetching"
        if self._exchanging.contact is Contact.CANNOT:
            return say(_CANNOT, reason=say(self._exchanging.reason or _NO_REASON)), "cannot_send"
        if self._outbox.pending:
            return say(_HERE, count=self._outbox.pending), "waiting"
        return say(_RECEIVED), "received"

    def _open(self) -> None:
        has_server = self._exchanging.contact is not Contact.NONE
        asks = self._exchanging.is_login_needed
        self._details = popup = _Details(self.window(), self._lines(), can_try=has_server and not asks, asks=asks)
        popup.try_wanted.connect(self.try_wanted)
        popup.login_wanted.connect(self.login_wanted)
        popup.refusals_wanted.connect(self.refusals_wanted)
        popup.offer_refusals(is_offered=self._outbox.refused > 0)
        popup.place_above(self.mapToGlobal(QPoint(0, -8)))
        popup.show()

    def _lines(self) -> list[Text | str]:
        lines: list[Text | str] = [self._words()[0]]
        if self._exchanging.contact is Contact.NONE:
            lines.append(say(mark("corner", "Denne profil har ingen server. Alt ligger krypteret på denne pc.")))
            return lines
        lines.append(say(mark("corner", "I udbakken: {count}"), count=self._outbox.pending))
        if self._outbox.refused:
            refused = mark("corner", "Ikke godkendt: {count}. De står under «Venter på dig».")
            lines.append(say(refused, count=self._outbox.refused))
        last = self._exchanging.last_contact
        when = moment_in_words(instant(last), today=self._today) if last else say(mark("corner", "aldrig"))
        lines.append(say(mark("corner", "Sidste forbindelse: {when}"), when=when.lower()))
        return lines


class _Details(QFrame):
    """The small window over the mark; it goes when something else is touched, unless it asks for the password."""

    try_wanted = Signal()
    login_wanted = Signal(str)
    refusals_wanted = Signal()

    def __init__(self, window: QWidget, lines: list[Text | str], *, can_try: bool, asks: bool) -> None:
        super().__init__(window, Qt.WindowType.Dialog if asks else Qt.WindowType.Popup)
        self.setWindowTitle("Enplan")
        self.setObjectName("Popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(say(mark("corner", "Forbindelsen til serveren")))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(8)
        for place, line in enumerate(lines):
            box.addWidget(Label(str(line), kind="" if place else "card", wrap=True))
        self.setMinimumWidth(340)
        self._foot = QPoint()
        self._password = Field(
            mark("corner", "Din adgangskode til serveren"), hint=mark("start", "Tom: log ind i browseren"), secret=True
        )
        self._trouble = Label(kind="warning", wrap=True)
        self._log_in = Button(mark("corner", "Log ind igen"), icon_name="key", kind="primary", act=self._on_log_in)
        self._password.edit.returnPressed.connect(self._on_log_in)
        for part in (self._password, self._trouble, self._log_in):
            part.setVisible(asks and part is not self._trouble)
            box.addWidget(part)
        if asks:
            self._password.setFocus()
        self._why = Button(mark("corner", "Se hvorfor"), icon_name="circle-help", act=self._on_why)
        self._why.hide()
        box.addWidget(self._why)
        if can_try:
            box.addLayout(row(Button(mark("corner", "Prøv nu"), icon_name="refresh-cw", act=self._on_try), None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def offer_refusals(self, *, is_offered: bool) -> None:
        """Offer to show why changes were not accepted."""
        self._why.setVisible(is_offered)

    def place_above(self, foot: QPoint) -> None:
        """Stand on the point *foot* of the screen."""
        self._foot = foot
        self.adjustSize()
        self.move(foot - QPoint(0, self.height()))

    def refuse(self, words: str) -> None:
        """Say why the password did not help."""
        self._log_in.setEnabled(True)
        self._trouble.setText(words)
        self._trouble.show()
        self.place_above(self._foot)
        self._password.edit.selectAll()
        self._password.setFocus()

    def _on_log_in(self) -> None:
        self._log_in.setDisabled(True)
        self._trouble.hide()
        self.login_wanted.emit(self._password.raw())

    def _on_why(self) -> None:
        self.refusals_wanted.emit()
        self.close()

    def _on_try(self) -> None:
        self.try_wanted.emit()
        self.close()
