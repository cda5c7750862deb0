"""The real server program in a process of its own, and what it wrote to its log."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.clock import SystemClock
from blank_files import lay_blank_server
from offices import PASSWORD
from sync.server import upkeep
from sync.server.core import Core
from sync.server.database import Database
from sync.server.rights import Role

SOON_S = 60.0
PROGRAM = ("-m", "sync.server")
UNLIMITED = (
    "--device-requests", "0", "--account-requests", "0", "--address-requests", "0",
    "--device-polls", "0", "--account-polls", "0",
)  # fmt: skip
"""A server that is asked without pause by few devices counts nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A program that serves at *address* from *folder*."""

    process: subprocess.Popen[str]
    address: str
    folder: Path
    log: Path

    def lines(self) -> list[dict[str, Any]]:
        """Return what it has logged so far."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def errors(self) -> list[dict[str, Any]]:
        """Return what it has logged as an error."""
        return [each for each in self.lines() if each["level"] not in {"DEBUG", "INFO", "WARNING"}]

    def peak_megabytes(self) -> float:
        """Return the most memory it has ever held (VmHWM)."""
        told = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(next(line for line in told.splitlines() if line.startswith("VmHWM")).split()[1]) / 1_000


def furnish(folder: Path, *logins: str) -> None:
    """Make a database in *folder* with accounts of that name."""
    lay_blank_server(folder)
    database = Database.embedded(folder)
    Core(database, clock=SystemClock())
    for login in logins:
        upkeep.add_user(
            database, login=login, name=login.title(), role=Role.CASEWORKER, password=PASSWORD, areas="",
            clock=SystemClock(),
        )  # fmt: skip
    database.close()


@contextmanager
def a_running_server(folder: Path, *words: str, program: Sequence[str] = PROGRAM) -> Iterator[Running]:
    """Hold the program serving *folder* on a free port; it ends with what holds it."""
    log = folder.with_suffix(".log")
    with log.open("w", encoding="utf-8") as told:
        process = subprocess.Popen(
            [sys.executable, *program, "serve", "--port", "0", "--data", str(folder), *words],
            stdout=subprocess.PIPE, stderr=told, text=True, env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
        assert process.stdout is not None
        try:
            yield Running(process=process, address=process.stdout.readline().strip(), folder=folder, log=log)
        finally:
            process.terminate()
            process.communicate(timeout=SOON_S)
