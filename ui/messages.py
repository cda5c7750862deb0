"""What the program says to the user: one line at the foot of the window, with «Fortryd» where that helps."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.errors import EnplanError
from app.texts import Text, mark, say
from ui import theme
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.text import Label

SHOWN_MS = 8_000
FOOT = 72
"""How high over the foot of the window a message stands: the buttons down there stay in view."""

Act = Callable[[], object]
Offer = tuple[Text, Act]
"""What can be done next: its name on the button, and the act."""


class Messages(QObject):
    """Shows one message at a time over *window*; in a meeting only troubles are shown.

    `spoken` carries what a screen reader is told.
    """

    spoken = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.is_quiet = False
        self._window = window
        self._toast = _Toast(window)

    def turn_meeting(self, is_on: bool) -> None:
        """Be quiet in a meeting, and have its letters."""
        self.is_quiet = is_on
        theme.dress(self._toast)

    def tell(self, text: str, *, undo: Act | None = None, offer: Offer | None = None, is_said: bool = False) -> None:
        """Say what has happened; *undo* takes it back, an *offer* goes on with it: what it is called, and the act.

        In a meeting nothing is shown, and a screen reader still says it, unless it *is_said* already.
        """
        if not self.is_quiet:
            self._toast.show_text(text, undo=undo, offer=offer)
        if not is_said:
            self.announce(text)

    def trouble(self, error: EnplanError) -> None:
        """Say what went wrong, in the words of the error."""
        self._toast.show_text(error.message())
        self.announce(error.message())

    @property
    def text(self) -> str:
        """Return what is shown now, empty when nothing is."""
        return self._toast.text if self._toast.isVisible() else ""

    def announce(self, text: str) -> None:
        """Let a screen reader say *text*: of the window, since what is hidden is not heard."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, text))
        self.spoken.emit(text)


class _Toast(QFrame):
    """A dark line at the foot of the window that goes by itself; it never takes the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("Toast")
        self._words = Label(wrap=True)
        self._undo = Button(mark("toast", "Fortryd"), icon_name="undo", kind="toast", act=self._on_undo)
        self._go_on = Button(kind="toast", act=self._on_go_on)
        self._act: Act | None = None
        self._offer: Offer | None = None
        line = row(self._words, self._go_on, self._undo, spacing=12)
        line.setStretch(0, 1)
        line.setContentsMargins(16, 4, 8, 4)
        self.setLayout(line)
        self._line = line
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def show_text(self, text: str, *, undo: Act | None = None, offer: Offer | None = None) -> None:
        self._words.setText(text)
        self._act, self._offer = undo, offer
        self._undo.setVisible(undo is not None)
        self._go_on.setText(say(offer[0]) if offer else "")
        self._go_on.setVisible(offer is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        window = self._window
        wanted = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 48
        wanted += sum(part.sizeHint().width() + 12 for part in (self._go_on, self._undo) if not part.isHidden())
        width = min(wanted, window.width() - 48, round(640 * theme.current().scale))
        height = max(theme.current().row(), self._line.heightForWidth(width))
        self.setGeometry((window.width() - width) // 2, window.height() - height - FOOT, width, height)

    def _on_undo(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    def _on_go_on(self) -> None:
        self.hide()
        if self._offer is not None:
            self._offer[1]()
