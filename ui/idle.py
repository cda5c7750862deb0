"""Rest: locks the window when nobody has touched it or the machine slept, and tidies memory at rest."""

import gc
from datetime import timedelta

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputEvent

from app.clock import Clock

LOCK_AFTER_MS = 10 * 60_000
MEETING_LOCK_AFTER_MS = 90 * 60_000
_LOOK_MS = 5_000
_SLEPT = timedelta(minutes=1)  # between two looks: no timer runs while the machine sleeps
REST_MS = 2_000
_LONG_REST_MS = 60_000

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class Idle(QObject):
    """Watches the application's events; `lock_due` tells that nobody is there.

    Few desktops tell Qt that the machine goes to sleep, so a gap between two looks counts as sleep too.
    """

    lock_due = Signal()

    def __init__(self, application: QGuiApplication, *, clock: Clock) -> None:
        super().__init__(application)
        self._clock = clock
        self._looked_at = clock.now()
        self._is_settled = False
        self.lock_after_ms = LOCK_AFTER_MS
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        application.installEventFilter(self)
        application.applicationStateChanged.connect(self._on_state)

    def start(self) -> None:
        """Begin to count; cyclic garbage is collected only at rest, for inside Qt's dispatch it stalls and crashes.

        What is loaded already is set aside: the first rest has the window alone to look through.
        """
        self._since.restart()
        self._looked_at = self._clock.now()
        self._timer.start()
        self._is_settled = False
        gc.disable()
        gc.freeze()

    def stop(self) -> None:
        """Count no more; what was set aside may be garbage now."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin anew at every touch."""
        if isinstance(event, QInputEvent) and event.type() in _TOUCHES:  # the type of every event would cost more
            self._since.restart()
        return False

    def look(self) -> None:
        """Lock or tidy, by how long it has been."""
        rest = self._since.elapsed()
        before, self._looked_at = self._looked_at, self._clock.now()
        if rest >= self.lock_after_ms or self._looked_at - before > _SLEPT:
            self._since.restart()
            self.lock_due.emit()
        elif rest >= _LONG_REST_MS:
            gc.collect()
        elif rest >= REST_MS:
            self._tidy()

    def _tidy(self) -> None:
        """Collect a little; at the first rest everything, and set aside what stays for the whole session."""
        if self._is_settled:
            gc.collect(1)
            return
        gc.collect()
        gc.freeze()
        self._is_settled = True

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Lock at once where the machine tells that it goes to sleep."""
        if state is Qt.ApplicationState.ApplicationSuspended and self._timer.isActive():
            self.lock_due.emit()
