"""Servers as processes of their own, and a client that exchanges with one as far as it answers."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.store.store import Store
from faults import ROOT
from offices import PASSWORD
from sync.client.access import Access
from sync.client.link import Unreachable
from sync.client.once import sync_once


@contextmanager
def serving(data: Path, *program: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Hold a server process on *data*, its address, and let it end."""
    words = [sys.executable, *program, "serve", "--port", "0", "--data", str(data)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT)])}
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.terminate()
            process.wait(60)


def tries(store: Store, address: str, *, joins: bool = False) -> bool:
    """Exchange once; tell whether the server answered to the end."""
    access = Access(store, server=address)
    try:
        if joins:
            access.join(login="mette", password=PASSWORD)
        sync_once(store, access)
    except Unreachable:
        return False
    finally:
        access.close()
    return True
