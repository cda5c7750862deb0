"""Measures a server that many come to at once, on each engine; prints one JSON object an engine.

    python tests/bench/crowd.py [--engines sqlite postgresql] [--real 20] [--raw 80] [--waiting 2000] [--records 8300]
                                [--peers DIR --python PYTHON]

First syncs: real clients, which keep what they get in encrypted files, and clients that only speak the protocol, all
begin in the same moment on devices that hold nothing. The references are one real client and one that only speaks,
alone, in the same run. Waiting clients: that many long polls are open when one change is pushed; told is when the
first and the last of those whom it concerns have heard of it, a team or everybody, how many others were woken in vain,
and what the server's memory grew by. With --peers, Anki's first sync of as many records, alone, comes first;
`to_anki` is how much longer one real client of ours takes alone, and the slowest of all than as many of Anki's would
one after another.
"""

# ruff: noqa: E402 - the path must be mended before anything of the package is imported

import argparse
import json
import os
import selectors
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from statistics import median
from typing import Any

sys.path[:1] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import requests

import postgres
from app.clock import SystemClock
from app.store.store import Store
from builders import KEY, a_citizen
from http_devices import HttpDevice, begin_poll
from many_goals import write_goals
from offices import PASSWORD
from peers_beside import add_options, anki
from running_server import UNLIMITED
from sync import protocol
from sync.client.access import Access
from sync.client.once import sync_once
from sync.server import staffing, upkeep
from sync.server.command import prepared
from sync.server.rights import Role

CITIZENS = 40
ELSEWHERE = 20
"""Colleagues with citizens of their own."""
IN_ONE_PROCESS = 20
"""Clients that a process plays, each on a thread of its own."""
TEAM = 20
"""Who waits for news of one citizen: those professionals who share the plan."""
WORDS = "En aftale om støtte i hverdagen, som holder, til borgeren ikke har brug for den længere. " * 2
WRITER = "mette"


class Served:
    """A server process with a plan of *records* and *logins* who may all read it."""

    def __init__(self, folder: Path, *, database: str, logins: Sequence[str], records: int) -> None:
        self.folder = folder
        self._data, self._database = folder / "server", database
        with prepared(self._data, database) as prepared_one:
            for login in (WRITER, *logins, *(f"away{number}" for number in range(ELSEWHERE))):
                upkeep.add_user(
                    prepared_one, login=login, name=login, role=Role.CASEWORKER, password=PASSWORD, areas="",
                    clock=SystemClock(),
                )  # fmt: skip
        words = ["serve", "--port", "0", "--data", str(self._data), *UNLIMITED]
        words += ["--database", database] if database else []
        self.others = [f"away{number}" for number in range(ELSEWHERE)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sync.server", *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()
        self._fill(records, logins)

    def memory_mb(self) -> float:
        """Return the server's resident memory, 0 where nothing tells."""
        told = Path(f"/proc/{self._process.pid}/statm")
        return int(told.read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6 if told.exists() else 0.0

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()

    def _fill(self, records: int, logins: Sequence[str]) -> None:
        with a_client(self.folder / "writer.db", self.address, WRITER) as (store, access):
            citizens = [a_citizen(store, given=f"Borger {number}") for number in range(CITIZENS)]
            write_goals(store, citizens, count=records, note=lambda number: WORDS[number % 20 :])
            sync_once(store, access)
        with prepared(self._data, self._database) as database:
            staffing.assign(database, logins=logins, citizens=citizens, clock=SystemClock())
            staffing.assign(database, logins=self.others, citizens=citizens[1:], clock=SystemClock())
        self.citizen = citizens[0]


@contextmanager
def a_client(file: Path, address: str, login: str) -> Iterator[tuple[Store, Access]]:
    """Hold a real client on a device of its own, joined."""
    store = Store.create(file, key=KEY, clock=SystemClock(), user=login)
    access = Access(store, server=address)
    try:
        access.join(login=login, password=PASSWORD)
        yield store, access
    finally:
        access.close()
        store.close()


def play(kind: str, address: str, folder: Path, logins: Sequence[str]) -> None:
    """Be some clients: say when all have logged in, wait for a line, print the seconds that each first sync took."""
    ready, begin = threading.Barrier(len(logins) + 1), threading.Event()
    taken: list[float] = []

    def real(login: str) -> None:
        with a_client(folder / f"{login}.db", address, login) as (store, access):
            ready.wait()
            begin.wait()
            begun = time.monotonic()
            sync_once(store, access)
            taken.append(time.monotonic() - begun)

    def raw(login: str) -> None:
        device = HttpDevice(address, login)
        ready.wait()
        begin.wait()
        begun = time.monotonic()
        first_sync(device, address)
        taken.append(time.monotonic() - begun)

    played = [threading.Thread(target=real if kind == "real" else raw, args=(login,)) for login in logins]
    for each in played:
        each.start()
    ready.wait()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    begin.set()
    for each in played:
        each.join()
    sys.stdout.write(json.dumps(taken) + "\n")


def first_sync(device: HttpDevice, address: str) -> int:
    """Ask for what a new device asks for; return how many bytes came."""
    _, index = device.index(address)
    assert index is not None
    headers = {"Authorization": f"Bearer {device.token}", "Accept-Encoding": "gzip"}
    with requests.Session() as session:
        answers = [
            session.get(f"{address}{protocol.PREFIX}/streams/{row.id}/state", headers=headers, timeout=600)
            for row in index.streams
        ]
    return sum(len(each.content) for each in answers)


def first_syncs(served: Served, *, real: Sequence[str], raw: Sequence[str]) -> dict[str, list[float]]:
    """Return the seconds that each took, by kind, when all began in the same moment."""
    programs = [
        (kind, _player(served, kind, logins[at : at + IN_ONE_PROCESS]))
        for kind, logins in (("real", real), ("raw", raw))
        for at in range(0, len(logins), IN_ONE_PROCESS)
    ]
    for _, program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for _, program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    taken: dict[str, list[float]] = {"real": [], "raw": []}
    for kind, program in programs:
        taken[kind] += json.loads(program.communicate()[0])
    return taken


def _player(served: Served, kind: str, logins: Sequence[str]) -> "subprocess.Popen[str]":
    words = [sys.executable, str(Path(__file__)), "--play", kind, served.address, str(served.folder), *logins]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def waiting(served: Served, *, count: int, concerned: int, login: str) -> dict[str, float]:
    """Return when the first, the last and the middle of *concerned* long polls heard of one change, in milliseconds.

    The rest of *count* are those of colleagues who may not read what is changed, and are not woken.
    """
    device = HttpDevice(served.address, login)
    others = [HttpDevice(served.address, each) for each in served.others]
    before = served.memory_mb()
    polls = _poll(served.address, [device] * concerned)
    idle = _poll(served.address, [others[number % len(others)] for number in range(count - concerned)])
    for each in (polls, idle):
        while each.select(timeout=2.0):  # a poll that was answered already does not wait
            raise RuntimeError("a poll did not wait")
    device.index(served.address)  # answered after all that asked before, so that the push meets nobody on the way in
    grown = served.memory_mb() - before
    pushed = 0.0
    begun = time.monotonic()

    def push() -> None:
        nonlocal pushed
        device.push(served.address, [device.change(served.citizen)])
        pushed = time.monotonic() - begun

    pushing = threading.Thread(target=push)
    pushing.start()
    heard = list(_answers(polls, concerned, begun))
    pushing.join()
    in_vain = len(idle.select(timeout=0))
    _close(idle)
    return {
        "waiting": count, "concerned": concerned, "push_ms": round(pushed * 1e3), "first_ms": round(heard[0] * 1e3),
        "median_ms": round(median(heard) * 1e3), "last_ms": round(heard[-1] * 1e3), "woken_in_vain": in_vain,
        "server_grew_mb": round(grown, 1),
    }  # fmt: skip


def _poll(address: str, devices: Sequence[HttpDevice]) -> selectors.DefaultSelector:
    """Open a long poll for each of *devices*."""
    known = {each.id: each.index(address)[0] for each in set(devices)}
    polls = selectors.DefaultSelector()
    for each in devices:
        poll = begin_poll(address, token=each.token, known=known[each.id])
        polls.register(poll, selectors.EVENT_READ)
    return polls


def _close(polls: selectors.BaseSelector) -> None:
    for key in list(polls.get_map().values()):
        assert isinstance(key.fileobj, socket.socket)
        key.fileobj.close()
    polls.close()


def _answers(polls: selectors.BaseSelector, count: int, begun: float) -> Iterator[float]:
    """Yield when each poll was answered, in seconds after *begun*."""
    for _ in range(count):
        key, _ready = polls.select(timeout=60)[0]
        assert isinstance(key.fileobj, socket.socket)
        assert key.fileobj.recv(1 << 16).startswith(b"HTTP/1.1 200")
        polls.unregister(key.fileobj)
        key.fileobj.close()
        yield time.monotonic() - begun


def measure(folder: Path, told: argparse.Namespace, *, database: str) -> dict[str, Any]:
    """Return what one engine came to."""
    real = [f"real{number}" for number in range(told.real)]
    raw = [f"raw{number}" for number in range(told.raw)]
    served = Served(folder, database=database, logins=[*real, *raw, "alone", "alone2"], records=told.records)
    try:
        alone = first_syncs(served, real=["alone"], raw=["alone2"])
        taken = first_syncs(served, real=real, raw=raw)
        found = {
            "records": told.records, "real": told.real, "raw": told.raw, "waiting": told.waiting,
            "alone_s": {kind: round(max(each), 2) for kind, each in alone.items()},
            "slowest_s": {kind: round(max(each), 2) for kind, each in taken.items() if each},
            "median_s": {kind: round(median(each), 2) for kind, each in taken.items() if each},
            "server_mb": round(served.memory_mb(), 1),
        }  # fmt: skip
        return found | {
            "told_a_team": waiting(served, count=told.waiting, concerned=TEAM, login="alone"),
            "told_everybody": waiting(served, count=told.waiting, concerned=told.waiting, login="alone"),
        }
    finally:
        served.stop()


def to_anki(found: dict[str, Any], alone: float) -> dict[str, float]:
    """Return what was found divided by what Anki's client took *alone*, in seconds."""
    slowest = max(found["slowest_s"].values()) / (found["real"] + found["raw"])
    return {"alone": round(found["alone_s"]["real"] / alone, 2), "slowest_of_all": round(slowest / alone, 2)}


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--engines", nargs="+", choices=("sqlite", "postgresql"), default=("sqlite", "postgresql"))
    parser.add_argument("--real", type=int, default=20)
    parser.add_argument("--raw", type=int, default=80)
    parser.add_argument("--waiting", type=int, default=2_000)
    parser.add_argument("--records", type=int, default=8_300)
    parser.add_argument("--play", nargs="+", help=argparse.SUPPRESS)
    add_options(parser)
    told = parser.parse_args()
    if told.play:
        kind, address, folder, *logins = told.play
        play(kind, address, Path(folder), logins)
        return
    alone = anki(told, told.records)["phases"]["initial_pull"]["seconds"] if told.peers else None
    for engine in told.engines:
        asked = postgres.a_database() if engine == "postgresql" else nullcontext("")
        with asked as database, tempfile.TemporaryDirectory(prefix="enplan-bench-") as folder:
            found = measure(Path(folder), told, database=database)
        beside = {"anki_alone_s": alone, "to_anki": to_anki(found, alone)} if alone else {}
        sys.stdout.write(json.dumps({"engine": engine} | found | beside) + "\n")
    if "postgresql" in told.engines:
        postgres.stop()


if __name__ == "__main__":
    main()
