"""Where simulated caseworkers work: a server's filled folder with who logs in, and the programs that play them."""

import json
import os
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.clock import SystemClock, today
from app.demo import METTE, assignments, municipality
from app.domain.item import ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from faults import ROOT
from offices import PASSWORD, CoreLink, Office
from sync.client.once import sync_once
from sync.server import accounts
from sync.server import municipality as demo
from sync.server.rights import Role

PROGRAM = ROOT / "tests" / "caseworker.py"
SOON_S = 1_800.0
LOOKS_S = 1.0
"""Between two looks at whether a process that is waited for still lives."""
YEARS = 3
SEED = 1
SIZE = "samsoe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A server's folder, and who works there with which password."""

    data: Path
    logins: tuple[str, ...]
    password: str


def samsoe(data: Path, *, workers: int) -> Town:
    """Return the demo municipality in *data*, which is made where it is missing, and those who share most citizens."""
    if not data.exists():
        words = ("-m", "sync.server", "demo", "--data", str(data), "--size", SIZE, "--years", str(YEARS))
        subprocess.run([sys.executable, *words, "--seed", str(SEED)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return Town(data=data, logins=_most_shared(workers), password=demo.PASSWORD)


def hamlet(data: Path, *logins: str, citizens: int = 2, items: int = 4) -> Town:
    """Return a new server's folder with *logins* who all work with the same few citizens."""
    office = Office(data.parent, clock=SystemClock())
    hashed = accounts.hashed(PASSWORD)
    try:
        with office.core.database.writing() as connection:
            for login in logins:
                accounts.put(
                    connection, login=login, name=login.title(), role=Role.CASEWORKER, hashed=hashed, areas="", unit=""
                )  # fmt: skip
        store = office.client(logins[0], name="clerk")
        made = [add_citizen(store, given=f"Borger {number}", family="Holm") for number in range(citizens)]
        for citizen in made:
            for number in range(items):
                add_item(store, citizen=citizen, type=ItemType.GOAL, title=f"Mål {number}")
        sync_once(store, CoreLink(office, store))
        for login in logins[1:]:
            for citizen in made:
                office.assign(login, citizen)
    finally:
        office.close()
    return Town(data=data, logins=logins, password=PASSWORD)


def _most_shared(workers: int) -> tuple[str, ...]:
    """Return Mette and, one after another, who shares most citizens with those that were chosen before."""
    caseloads: dict[str, set[str]] = defaultdict(set)
    for each in assignments(municipality(SIZE, SEED), years=YEARS, today=today(SystemClock())):
        if each.ended is None:
            caseloads[each.login].add(each.citizen)
    chosen, known = [METTE], set(caseloads[METTE])
    while len(chosen) < workers:
        left = sorted(caseloads.keys() - set(chosen))
        following = max(left, key=lambda login: len(caseloads[login] & known))
        chosen.append(following)
        known |= caseloads[following]
    return tuple(chosen)


class Players:
    """A process that plays some caseworkers; *hear* gets each line it tells, on a thread of its own.

    With *is_cheap* guessing a passphrase costs no more than a test can afford; a connection keeps *cache_kib* of pages,
    0 for what the program itself keeps.
    """

    def __init__(
        self, folder: Path, *, seed: str, pause: float, password: str, people: Mapping[str, str],
        hear: Callable[[str], None], is_cheap: bool, cache_kib: int,
    ) -> None:  # fmt: skip
        self.logins = tuple(people)
        guesses = "cheap" if is_cheap else "dear"
        words = [str(folder), seed, str(pause), guesses, str(cache_kib), password]
        words += [f"{login}={server}" for login, server in people.items()]
        self._log = (folder / f"{seed}.log").open("a", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM), *words], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self._log, env=_environment(),
        )  # fmt: skip
        self._hear = hear
        self._told: dict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(0))
        self._reading = threading.Thread(target=self._read, name="players")
        self._reading.start()

    def say(self, words: str) -> None:
        """Let the process obey a line; one that has died obeys nothing."""
        assert self.process.stdin is not None
        with suppress(BrokenPipeError, ValueError):
            self.process.stdin.write(words + "\n")
            self.process.stdin.flush()

    def wait_until(self, told: str, *, times: int = 1) -> None:
        """Wait until the process has told *told* so often; raises RuntimeError when it has ended before."""
        for _ in range(times):
            while not self._told[told].acquire(timeout=LOOKS_S):
                if not self._reading.is_alive():
                    raise RuntimeError(f"{' '.join(self.logins)} ended before it was {told}; see {self._log.name}")

    def kill(self) -> None:
        """Kill the process -9; what it told before is heard."""
        self.process.kill()
        self.wait()

    def wait(self) -> int:
        """Return the code it ended with, when all that it told is heard."""
        code = self.process.wait(SOON_S)
        self._reading.join()
        for each in (self.process.stdin, self.process.stdout, self._log):
            with suppress(BrokenPipeError):
                if each is not None:
                    each.close()
        return code

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith("\n"):  # else the process was killed in the middle of it
                self._hear(line)
                self._told[json.loads(line)["told"]].release()


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": f"{ROOT / 'tests'}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"}


def teams(logins: Sequence[str], processes: int) -> list[tuple[str, ...]]:
    """Return *logins* shared out among *processes*."""
    return [tuple(logins[at::processes]) for at in range(processes)]
