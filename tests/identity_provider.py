"""A real provider of identities for tests, in a process of its own, and a browser that logs in there.

It demands PKCE: whoever logs in by it has shown the verifier.
"""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

READY_S = 60.0
CLIENT = "enplan"
PROGRAM = Path(__file__).with_name("demanding_provider.py")


@contextmanager
def a_provider(*users: dict[str, Any], options: tuple[str, ...] = (), port: int = 0) -> Iterator[str]:
    """Hold a provider that knows *users* by their claims; its address is the issuer."""
    port = port or _free_port()
    told = [word for each in users for word in ("--user-claims", json.dumps(each))]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", str(PROGRAM), "--port", str(port), *options, *told],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=READY_S)


def browser(subject: str) -> Callable[[str], None]:
    """Return a browser whose user logs in as *subject*, and follows where that leads."""

    def browse(address: str) -> None:
        requests.post(address, data={"sub": subject}, timeout=READY_S).raise_for_status()

    return browse


def _wait(address: str) -> None:
    until = time.monotonic() + READY_S
    while True:
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=READY_S)
        except requests.ConnectionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
