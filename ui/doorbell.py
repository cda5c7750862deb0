"""One window a profile: a second start rings, and the first window comes forward."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS = 500


class Doorbell(QObject):
    """Listens for a second start of the same profile."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_ring)

    def listen(self) -> bool:
        """Listen from now on; what a crash left behind is cleared away first."""
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _on_ring(self) -> None:
        while self._server.hasPendingConnections():
            visitor = self._server.nextPendingConnection()
            visitor.disconnected.connect(visitor.deleteLater)
            visitor.disconnectFromServer()
        self.rung.emit()


def ring(folder: Path) -> bool:
    """Ring at the window that has *folder* open; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(_ANSWER_MS):
        return False
    if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
        socket.waitForDisconnected(_ANSWER_MS)
    return True


def _name(folder: Path) -> str:
    """Return the name of the bell, which tells nothing of the folder."""
    return "enplan-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
