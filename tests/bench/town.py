"""Measures a server at which a whole municipality is at work; prints a JSON object for each engine and pace.

    python tests/bench/town.py [--engines sqlite postgresql] [--size herning] [--pace 1 10 …] [--seconds 180]

The shared plans, who works with them and how often they are changed are those of the municipality
(`app/demo/sizes.py`): a full plan has seven municipal professionals and 600 changes a year, a light one two and 100. A
third of all users have their programs open, each waiting for news; who hears of a change fetches it and waits again.
Pace 1 is the busiest quarter of an hour of a working day, when a third of the day's changes are sent.

The clients only speak the protocol and run beside the server on the same machine; `cores` is what the server's
process alone took of one core (the database's own processes are not in it), `told_ms` is from the beginning of a push
until its last listener holds the change.
"""

# ruff: noqa: E402 - the path must be mended before anything of the package is imported

import argparse
import json
import os
import re
import selectors
import socket
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue
from random import Random
from statistics import median, quantiles
from typing import Any, cast

sys.path[:1] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import psutil

import postgres
from app.clock import SystemClock
from app.demo.sizes import SIZES, Size
from app.ids import Uuid7, citizen_stream
from http_devices import HttpDevice, begin_poll
from offices import PASSWORD
from running_server import UNLIMITED, a_running_server
from sync import protocol
from sync.server import staffing, upkeep
from sync.server.command import prepared
from sync.server.rights import Role

FULL_TEAM, LIGHT_TEAM = 7, 2
FULL_YEAR, LIGHT_YEAR = 600, 100
"""Changes of a plan in a year."""
FILLED = 0.1
"""The share of a year's changes that stand in the log when the day begins."""
WORKING_DAYS, QUARTER_S = 220, 900
PATIENCE_S = 30.0
RESTED_S = 5.0
AT_ONCE = 16
"""Threads that play the clients."""
MEMORY_GIVEN_BACK = ("MALLOC_MMAP_THRESHOLD_", "1048576")
"""As the unit and the container set it."""
ETAG = re.compile(rb'etag: "([^"]+)"', re.IGNORECASE)
Plan = tuple[str, tuple[str, ...], int]
"""A citizen, the logins of the team, and how many changes the plan gets in a year."""


def plans_of(size: Size, chance: Random, logins: Sequence[str]) -> list[Plan]:
    """Return the shared plans of the municipality with their teams."""
    new_id = Uuid7(SystemClock())
    sorts = [(FULL_TEAM, FULL_YEAR)] * size.full + [(LIGHT_TEAM, LIGHT_YEAR)] * size.light
    return [(new_id(), tuple(chance.sample(logins, team)), changes) for team, changes in sorts]


def furnish(folder: Path, database: str, *, logins: Sequence[str], plans: Sequence[Plan]) -> None:
    """Make the accounts and say who works with whom."""
    with prepared(folder, database) as made:
        for login in logins:
            upkeep.add_user(
                made, login=login, name=login, role=Role.CASEWORKER, password=PASSWORD, areas="", clock=SystemClock()
            )
        for citizen, team, _ in plans:
            staffing.assign(made, logins=team, citizens=[citizen], clock=SystemClock())


class Program:
    """What a user has open: it writes, waits for news, and fetches what concerns it."""

    def __init__(self, address: str, login: str) -> None:
        self.login = login
        self._device, self._address = HttpDevice(address, login), address
        self._guard = threading.Lock()
        self._known, told = self._device.index(address)
        self._device.hold(told)

    def write(self, citizen: str) -> int:
        """Push one change of the plan of *citizen*; return its version."""
        with self._guard:
            answer = self._device.push(self._address, [self._device.change(citizen)])
        (result,) = answer.results.values()
        assert result.version, result
        return result.version

    def wait(self) -> socket.socket:
        """Begin to wait for news; the socket can be read when there are some."""
        poll = begin_poll(self._address, token=self._device.token, known=self._known)
        poll.settimeout(PATIENCE_S)
        return poll

    def hear(self, poll: socket.socket) -> dict[str, int]:
        """Fetch what *poll* told of; return the versions that are held now."""
        with poll, poll.makefile("rb") as answer:
            head, _, body = answer.read().partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            assert head.startswith(b"HTTP/1.1 304"), head
            return {}
        found = ETAG.search(head)
        assert found is not None
        self._known = found[1].decode()
        told = protocol.decode(body, protocol.Index)
        with self._guard:
            return self._device.fetch(self._address, [row.id for row in told.streams])


class Day:
    """A working day of *programs* at *plans*: who wrote what when, and when each who listens held it."""

    def __init__(self, programs: dict[str, Program], plans: Sequence[Plan], chance: Random) -> None:
        self._programs, self._chance = programs, chance
        self._plans = [each for each in plans if programs.keys() & set(each[1])]
        self._weights = [changes for _, _, changes in self._plans]
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._begun_polls: SimpleQueue[tuple[Program, socket.socket]] = SimpleQueue()
        self._ends = threading.Event()
        self._heard = time.monotonic()
        self._hearing = threading.Thread(target=self._hear_all)
        self.written: list[tuple[str, str, int, float, float]] = []
        """By whom, in which stream, its version, begun and done, in seconds of one clock."""
        self.held: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
        """What each had fetched of a stream, and when."""

    def __enter__(self) -> "Day":
        for each in self._programs.values():
            self._begun_polls.put((each, each.wait()))
        self._hearing.start()
        while time.monotonic() < self._heard + RESTED_S:  # what the others' first log-ins told is fetched
            time.sleep(0.1)
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._hearing.join()
        self._pool.shutdown()

    def pass_for(self, seconds: float, *, rate: float) -> None:
        """Let changes be written by chance, *rate* a second, and all who listen hear of the last one."""
        begun = due = time.monotonic()
        acts = []
        while (due := due + self._chance.expovariate(rate)) < begun + seconds:
            time.sleep(max(0.0, due - time.monotonic()))
            acts.append(self._pool.submit(self._write, due))
        for each in acts:
            each.result()
        while any(at is None for at in self.told_at()) and time.monotonic() < begun + seconds + PATIENCE_S:
            time.sleep(0.1)

    def told_at(self) -> list[float | None]:
        """Return after how many seconds the last who listens held each change, None where somebody never did."""
        return [self._last(stream, version, begun, by=by) for by, stream, version, begun, _ in list(self.written)]

    def forget(self) -> None:
        """Begin to count anew."""
        self.written.clear()
        self.held.clear()

    def _write(self, due: float) -> None:
        ((citizen, team, _),) = self._chance.choices(self._plans, self._weights)
        by = self._chance.choice([each for each in team if each in self._programs])
        version = self._programs[by].write(citizen)
        self.written.append((by, citizen_stream(citizen, "plan"), version, due, time.monotonic()))

    def _last(self, stream: str, version: int, begun: float, *, by: str) -> float | None:
        last = begun
        for login in self._listeners[stream] - {by}:
            at = next((at for held, at in list(self.held[login, stream]) if held >= version), None)
            if at is None:
                return None
            last = max(last, at)
        return last - begun

    @cached_property
    def _listeners(self) -> dict[str, set[str]]:
        return {citizen_stream(citizen, "plan"): self._programs.keys() & set(team) for citizen, team, _ in self._plans}

    def _hear_all(self) -> None:
        with selectors.DefaultSelector() as waiting:
            while not self._ends.is_set():
                while not self._begun_polls.empty():
                    program, poll = self._begun_polls.get()
                    waiting.register(poll, selectors.EVENT_READ, program)
                for key, _ in waiting.select(timeout=0.01):
                    waiting.unregister(key.fileobj)
                    self._pool.submit(self._hear, key.data, cast(socket.socket, key.fileobj))
            for key in list(waiting.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]

    def _hear(self, program: Program, poll: socket.socket) -> None:
        self._heard = time.monotonic()
        for stream, version in program.hear(poll).items():
            self.held[program.login, stream].append((version, time.monotonic()))
        self._begun_polls.put((program, program.wait()))


def fill(address: str, plans: Sequence[Plan]) -> int:
    """Write what stands in the log when the day begins; return how many changes that are."""
    by_writer: dict[str, list[Plan]] = defaultdict(list)
    for each in plans:
        by_writer[each[1][0]].append(each)

    def write(login: str) -> int:
        device, count = HttpDevice(address, login), 0
        for citizen, _, changes in by_writer[login]:
            made = [device.change(citizen, opens=not number) for number in range(int(changes * FILLED))]
            device.push(address, made)
            count += len(made)
        return count

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(write, by_writer))


def measure(folder: Path, told: argparse.Namespace, *, database: str) -> Iterator[dict[str, Any]]:
    """Yield what the server came to at each pace."""
    size, chance = SIZES[told.size], Random(told.seed)
    logins = [f"user{number}" for number in range(size.users)]
    plans = plans_of(size, chance, logins)
    data = folder / "server"
    furnish(data, database, logins=logins, plans=plans)
    with a_running_server(data, *UNLIMITED, *(("--database", database) if database else ())) as server:
        entries = fill(server.address, plans)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            awake = list(pool.map(lambda login: Program(server.address, login), logins[: size.users // 3]))
        process = psutil.Process(server.process.pid)
        with Day({each.login: each for each in awake}, plans, chance) as day:
            for pace in told.pace:
                rate = pace * sum(changes for *_, changes in plans) / WORKING_DAYS / 3 / QUARTER_S
                day.forget()
                before, begun = sum(process.cpu_times()[:2]), time.monotonic()
                day.pass_for(told.seconds, rate=rate)
                lasted, spent = time.monotonic() - begun, sum(process.cpu_times()[:2]) - before
                yield {
                    "size": size.name, "accounts": size.users, "plans": len(plans), "entries": entries,
                    "waiting": len(awake), "pace": pace, "changes_a_second": round(rate, 2),
                    "changes": len(day.written), "cores": round(spent / lasted, 3),
                    "memory_mb": round(process.memory_info().rss / 1e6, 1),
                    "file_mb": round(sum(each.stat().st_size for each in data.rglob("*") if each.is_file()) / 1e6, 1),
                    "push_ms": _spread([done - due for *_, due, done in day.written]),
                    "told_ms": _spread([at for at in day.told_at() if at is not None]),
                    "never_told": sum(at is None for at in day.told_at()),
                }  # fmt: skip


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    cuts = quantiles(seconds, n=100, method="inclusive")
    return {"median": round(median(seconds) * 1e3), "p99": round(cuts[98] * 1e3), "most": round(max(seconds) * 1e3)}


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--engines", nargs="+", choices=("sqlite", "postgresql"), default=("sqlite", "postgresql"))
    parser.add_argument("--size", choices=sorted(SIZES), default="herning")
    parser.add_argument("--pace", nargs="+", type=float, default=(1.0, 10.0))
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    os.environ.setdefault(*MEMORY_GIVEN_BACK)
    for engine in told.engines:
        asked = postgres.a_database() if engine == "postgresql" else nullcontext("")
        with asked as database, tempfile.TemporaryDirectory(prefix="enplan-bench-") as folder:
            for found in measure(Path(folder), told, database=database):
                sys.stdout.write(json.dumps({"engine": engine} | found) + "\n")
                sys.stdout.flush()
    if "postgresql" in told.engines:
        postgres.stop()


if __name__ == "__main__":
    main()
