"""While the profile is locked: what waits in its sealed outbox goes to the server; nothing is opened or fetched."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from app.errors import EnplanError
from ui.errands import Errands
from ui.front import SendLocked

AGAIN_MS = 60_000
"""So long after an attempt the next one is made."""


class LockedOutbox(QObject):
    """Sends on a thread of its own, so that whoever types the passphrase is not kept waiting by the network.

    What the server entered is taken out of the outbox on the thread that opens the profile: never both at once.
    """

    def __init__(self, folder: Path, *, send: SendLocked | None, opening: Errands, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._send = send
        self._opening = opening
        self._sending: Errands | None = None
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._deliver)

    def start(self) -> None:
        """Deliver now, and again every minute until stopped."""
        self._again.start()
        self._opening.do(partial(_has_server, self._folder), then=self._on_known, failed=_pass_over)

    def stop(self) -> None:
        """Deliver no more; what is on its way arrives."""
        self._again.stop()

    def close(self) -> None:
        """End; returns when nothing more is sent."""
        self.stop()
        if self._sending is not None:
            self._sending.close()

    def _on_known(self, has_server: bool) -> None:
        if not has_server or self._send is None:
            self.stop()
        elif self._again.isActive():
            self._deliver()

    def _deliver(self) -> None:
        if self._sending is None:
            self._sending = Errands("enplan-outbox", self)
        if self._send is not None:
            self._sending.ask(partial(self._send, self._folder), then=self._on_sent, failed=_pass_over)

    def _on_sent(self, entered: set[str]) -> None:
        if entered and self._again.isActive():
            self._opening.do(partial(_let_go, self._folder, entered), failed=_pass_over)


def _has_server(folder: Path) -> bool:
    from app.store.profile import ProfileMissing, read_facts

    try:
        return read_facts(folder).server is not None
    except ProfileMissing:
        return False


def _let_go(folder: Path, entered: set[str]) -> None:
    from app.store.journal import let_go
    from app.store.profile import Profile

    with Profile.open(folder) as profile:
        let_go(profile, entered)


def _pass_over(_error: EnplanError) -> None:
    """What did not go now goes a minute later, or with the next exchange."""
