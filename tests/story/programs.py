"""Real programs as processes: a server, caseworkers' programs, each from the sources it is given."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ready_programs
from app.clock import SystemClock
from app.domain.item import ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.store.opened import Opened, open_with_passphrase
from ready_programs import CLIENT, ROOT, SERVER

PASSPHRASE = "fire grønne både sejler"
PASSWORD = "otte blå heste galoperer"


def environment(packages: Path = ROOT) -> dict[str, str]:
    """Return the environment of a process that runs the sources in *packages*."""
    return os.environ | {
        "PYTHONPATH": str(packages),
        "ENPLAN_PASSPHRASE": PASSPHRASE,
        "ENPLAN_PASSWORD": PASSWORD,
        "QT_QPA_PLATFORM": "offscreen",
    }


def run(program: str, *words: str, packages: Path = ROOT, codes: Sequence[int] = (0,), script: str = "") -> Any:
    """Run *program* on the sources in *packages* to its end and return the JSON it printed."""
    done = ready_programs.run(program, *words, environment=environment(packages), packages=packages, script=script)
    assert done.returncode in codes, done.stdout + done.stderr
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


@dataclass
class Program:
    """A caseworker's program on a computer of its own."""

    folder: Path
    server: str
    user: str
    packages: Path = ROOT

    def command(self, name: str, *words: str, codes: Sequence[int] = (0,)) -> Any:
        """Run one command of the program, which ends with one of *codes*."""
        asked = (name, *words, "--profile", str(self.folder), "--json")
        return run(CLIENT, *asked, packages=self.packages, codes=codes)

    def join(self) -> None:
        self.command("init", "--server", self.server, "--user", self.user)

    def sync(self) -> Any:
        """Exchange once; 1 tells that something was refused."""
        return self.command("sync", codes=(0, 1))

    def show(self, citizen: str) -> Any:
        return self.command("show", citizen)

    def script(self, code: str, *words: str) -> Any:
        """Run *code* with the profile's folder and *words* as its arguments."""
        return run(CLIENT, str(self.folder), *words, packages=self.packages, script=code)

    def open(self) -> Opened:
        """Open the profile in this very process."""
        return open_with_passphrase(self.folder, PASSPHRASE, clock=SystemClock())


@dataclass
class Municipality:
    """Two caseworkers' programs and the server process between them."""

    data: Path
    mette: Program
    jonas: Program

    def server(self, *words: str) -> Any:
        """Run one command of the server's program."""
        return run(SERVER, *words, "--data", str(self.data), "--json")

    def shared_citizen(self) -> str:
        """Return the id of a new citizen with six goals, whom both programs hold."""
        with self.mette.open() as opened:
            citizen = add_citizen(opened.store, given="Karen", family="Holm", birth_date="1992-03-04")
            for number in range(6):
                add_item(opened.store, citizen=citizen, type=ItemType.GOAL, title=f"Mål {number}")
        self.share(citizen)
        return citizen

    def share(self, citizen: str) -> None:
        """Bring what Mette has to the server, and all of *citizen* to Jonas."""
        self.mette.sync()
        self.server("assign", "jonas", citizen)
        self.jonas.sync()


@contextmanager
def a_municipality(folder: Path, *, mettes: Path = ROOT) -> Iterator[Municipality]:
    """Hold a running server that both programs have joined; Mette's has the sources in *mettes*."""
    data = folder / "server"
    for user in ("mette", "jonas"):
        run(SERVER, "user", "add", user, "--role", "caseworker", "--data", str(data), "--json")
    serving = subprocess.Popen(
        [sys.executable, "-m", "sync.server", "serve", "--data", str(data), "--port", "0"],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert serving.stdout is not None
        address = next(word for word in serving.stdout.readline().split() if word.startswith("http"))
        mette, jonas = Program(folder / "mette", address, "mette", mettes), Program(folder / "jonas", address, "jonas")
        mette.join()
        jonas.join()
        yield Municipality(data, mette, jonas)
    finally:
        serving.terminate()
        serving.communicate(timeout=60)
