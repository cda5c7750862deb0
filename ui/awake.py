"""Awake: the machine neither dims its screen nor shows its screen saver while somebody holds a meeting.

The meeting's own lock and F9 hold as ever. A desktop that has no such door dims as it does.
"""

import ctypes
import os
import subprocess
import sys
from typing import Protocol

_NAME, _CONNECTION = "Enplan", "enplan-awake"
_SERVICE, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_ES_CONTINUOUS, _ES_DISPLAY_REQUIRED, _ES_SYSTEM_REQUIRED = 0x80000000, 0x00000002, 0x00000001
_CAFFEINATE = "/usr/bin/caffeinate"


class Awake(Protocol):
    """Keeps the screen on between `begin` and `end`; both may come twice."""

    def begin(self) -> None:
        """Keep the screen on."""
        ...

    def end(self) -> None:
        """Let the screen rest as the machine is set."""
        ...


class Desktop:
    """The desktops of Linux (freedesktop.org, Idle Inhibition Service).

    The wish lasts as long as the connection that it came by: no answer is waited for, and a crash ends it.
    """

    def begin(self) -> None:
        """Keep the screen on; nothing happens where there is no session bus."""
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
        if bus.isConnected():
            message = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "Inhibit")
            message.setArguments([_NAME, _NAME])
            bus.send(message)

    def end(self) -> None:
        """Let the screen rest."""
        from PySide6.QtDBus import QDBusConnection

        QDBusConnection.disconnectFromBus(_CONNECTION)


class Windows:
    """Windows: the thread that asks must be the one that lets go, here Qt's."""

    def begin(self) -> None:
        """Keep the screen on."""
        self._say(_ES_CONTINUOUS | _ES_DISPLAY_REQUIRED | _ES_SYSTEM_REQUIRED)

    def end(self) -> None:
        """Let the screen rest."""
        self._say(_ES_CONTINUOUS)

    def _say(self, state: int) -> None:
        ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint32(state))  # type: ignore[attr-defined,unused-ignore]


class Mac:
    """macOS: its own program, which ends with this one or when it is told to."""

    def __init__(self) -> None:
        self._held: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Keep the screen on."""
        if self._held is None:
            self._held = subprocess.Popen([_CAFFEINATE, "-d", "-w", str(os.getpid())])  # noqa: S603 - fixed words

    def end(self) -> None:
        """Let the screen rest."""
        if self._held is not None:
            self._held.terminate()
            self._held.wait()
            self._held = None


def awake_here() -> Awake:
    """Return what keeps the screen of this machine on."""
    doors: dict[str, type[Windows | Mac]] = {"win32": Windows, "darwin": Mac}
    return doors.get(sys.platform, Desktop)()
