"""A real provider of identities for tests, in a process of its own, and a browser that logs in there.

It demands PKCE: whoever logs in by it has shown the verifier.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from awaited import free_port, wait_for

READY_S = 60.0
CLIENT = "enplan"
PROGRAM = Path(__file__).with_name("demanding_provider.py")


@contextmanager
def a_provider(*users: dict[str, Any], options: tuple[str, ...] = (), port: int = 0) -> Iterator[str]:
    """Hold a provider that knows *users* by their claims; its address is the issuer."""
    port = port or free_port()
    told = [word for each in users for word in ("--user-claims", json.dumps(each))]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", str(PROGRAM), "--port", str(port), *options, *told],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/.well-known/openid-configuration", seconds=READY_S)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=READY_S)


def browser(subject: str) -> Callable[[str], None]:
    """Return a browser whose user logs in as *subject*, and follows where that leads."""

    def browse(address: str) -> None:
        requests.post(address, data={"sub": subject}, timeout=READY_S).raise_for_status()

    return browse
