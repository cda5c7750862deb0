"""Anki's own sync on as many records, and what the machine allows, run right beside a measurement of ours.

Both by a python that has Anki installed, and msgspec, orjson, requests and zstandard.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take the folder of the peers, and the python."""
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--python", default=os.environ.get("ENPLAN_ANKI_PYTHON", sys.executable))


def anki(asked: argparse.Namespace, records: int) -> dict[str, Any]:
    """Run it on *records* and return its report."""
    return _told(asked, "anki_sync.py", records)


def limits(asked: argparse.Namespace, records: int) -> dict[str, Any]:
    """Return what the machine itself takes for *records*: a database, encoders, loopback."""
    return _told(asked, "limits.py", records)


def _told(asked: argparse.Namespace, script: str, records: int) -> dict[str, Any]:
    command = [asked.python, script, str(records)]
    ran = subprocess.run(command, cwd=asked.peers / "sync", capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return told
