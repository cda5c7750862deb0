"""Programs that tests start beside themselves: a port for one, and waiting until it answers."""

import socket
import time

import requests


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def wait_for(address: str, *, seconds: float) -> None:
    """Return when something answers at *address*. Raises ConnectionError when nothing does for so many *seconds*."""
    until = time.monotonic() + seconds
    while True:
        try:
            requests.get(address, timeout=seconds)
        except requests.ConnectionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
