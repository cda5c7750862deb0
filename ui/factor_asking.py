"""Asking for the second factor: a question of the thread that talks to the server, shown in a window of its own."""

import queue
import threading

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from app.errors import UserError
from app.texts import mark
from ui.factor_window import FactorWindow
from ui.front import FactorAnswer, FactorQuestion


class GivenUp(UserError):
    """The user closed the window."""

    def __init__(self) -> None:
        super().__init__(mark("factor", "Du fortrød. Prøv igen, når du har din kode."))


class FactorAsking(QObject):
    """Called on any thread but Qt's it shows the window, and waits for what the user writes there."""

    _wanted = Signal(object)
    _not_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window: FactorWindow | None = None
        self._answers: queue.SimpleQueue[FactorAnswer | None] = queue.SimpleQueue()
        self._one_at_a_time = threading.Lock()
        self._is_waiting = False
        self._wanted.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._not_wanted.connect(self._close, Qt.ConnectionType.QueuedConnection)

    def __call__(self, question: FactorQuestion) -> FactorAnswer:
        """Return what the user writes. Raises GivenUp."""
        with self._one_at_a_time:
            self._answers = queue.SimpleQueue()
            self._is_waiting = True
            self._wanted.emit(question)
            told = self._answers.get()
            self._is_waiting = False
            self._not_wanted.emit()
        if told is None:
            raise GivenUp
        return told

    def give_up(self) -> None:
        """Let whoever waits go on without an answer."""
        if self._is_waiting:
            self._answers.put(None)

    def _show(self, question: FactorQuestion) -> None:
        """Show the question, unless nobody waits for its answer any more."""
        if not self._is_waiting:
            return
        self.window = FactorWindow(question, QApplication.activeWindow())
        self.window.given.connect(self._answers.put)
        self.window.closed.connect(self.give_up)
        self.window.show()
        self.window.begin()

    def _close(self) -> None:
        if self.window is not None:
            self.window.let_go()
            self.window = None
