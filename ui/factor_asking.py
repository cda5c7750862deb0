"""Asking for the second factor: a question of the thread that talks to the server, shown in a window of its own."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from app.errors import UserError
from app.texts import mark
from ui.factor_window import FactorWindow
from ui.front import FactorAnswer, FactorQuestion
from ui.key_window import KeyWindow


class GivenUp(UserError):
    """The user closed the window."""

    def __init__(self) -> None:
        super().__init__(mark("factor", "Du fortrød. Prøv igen, når du har din kode."))


class FactorAsking(QObject):
    """Called on any thread but Qt's it shows the window, and waits for what the user writes there."""

    _wanted = Signal(object)
    _key_wanted = Signal()
    _touch_wanted = Signal()
    _pin_wanted = Signal(bool)
    _not_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window: FactorWindow | None = None
        self.key_window: KeyWindow | None = None
        self._answers: queue.SimpleQueue[FactorAnswer | None] = queue.SimpleQueue()
        self._pins: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._one_at_a_time = threading.Lock()
        self._is_waiting = False
        self._has_given_up = False
        self._put_away: Callable[[], None] | None = None
        for signal, slot in (
            (self._wanted, self._show),
            (self._key_wanted, self._show_key),
            (self._touch_wanted, self._ask_touch),
            (self._pin_wanted, self._ask_pin),
            (self._not_wanted, self._close),
        ):
            signal.connect(slot, Qt.ConnectionType.QueuedConnection)

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

    @contextmanager
    def holding(self, put_away: Callable[[], None]) -> Iterator["FactorAsking"]:
        """Ask for a security key meanwhile; *put_away* is called when the user does not want to use it.

        Raises GivenUp at its end when nobody can be asked any more.
        """
        with self._one_at_a_time:
            self._has_given_up = False
            self._pins = queue.SimpleQueue()
            self._put_away = put_away
            self._key_wanted.emit()
            try:
                yield self
            finally:
                self._put_away = None
                self._pins.put(None)
                self._not_wanted.emit()
                if self._has_given_up:
                    raise GivenUp

    def touch(self) -> None:
        """Say that the key waits to be touched."""
        self._touch_wanted.emit()

    def pin(self, *, was_wrong: bool) -> str | None:
        """Return the PIN of the key; None when the user gives up."""
        self._pin_wanted.emit(was_wrong)
        return self._pins.get()

    def give_up(self) -> None:
        """Let whoever waits go on without an answer."""
        if self._is_waiting:
            self._answers.put(None)
        self._has_given_up = True
        self._put_key_away()

    def _put_key_away(self) -> None:
        """Let whoever waits for a key go on without it."""
        put_away = self._put_away
        if put_away is not None:
            put_away()
            self._pins.put(None)

    def _show(self, question: FactorQuestion) -> None:
        """Show the question, unless nobody waits for its answer any more."""
        if not self._is_waiting:
            return
        self.window = FactorWindow(question, QApplication.activeWindow())
        self.window.given.connect(self._answers.put)
        self.window.closed.connect(self.give_up)
        self.window.show()
        self.window.begin()

    def _show_key(self) -> None:
        """Ask for the key, unless nobody waits for it any more."""
        if self._put_away is None:
            return
        self.key_window = KeyWindow(QApplication.activeWindow())
        self.key_window.pin_given.connect(self._pins.put)
        self.key_window.closed.connect(self._put_key_away)
        self.key_window.show()
        self.key_window.begin()

    def _ask_touch(self) -> None:
        if self.key_window is not None:
            self.key_window.ask_touch()

    def _ask_pin(self, was_wrong: bool) -> None:
        if self.key_window is not None:
            self.key_window.ask_pin(was_wrong)

    def _close(self) -> None:
        """Close what was answered: the next question comes in a window of its own."""
        if self.window is not None:
            self.window.let_go()
            self.window = None
        if self.key_window is not None:
            self.key_window.let_go()
            self.key_window = None
