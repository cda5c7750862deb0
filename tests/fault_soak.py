"""The fault soak: real devices and a real server over HTTP, two different faults at once, round after round.

`python tests/fault_soak.py --minutes 30 --output soak.jsonl`: a JSON line for each round, and 1 when one has a problem.
"""

import argparse
import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain, combinations, count, product
from pathlib import Path
from typing import Any

import fault_proxy as faults
from app.clock import FixedClock
from app.store.store import Store
from builders import NOON, a_citizen, a_goal, a_store
from exchanges import edit, titles
from fault_proxy import Befall, FaultProxy, Request, a_proxy
from offices import PASSWORD
from servers import Serving, a_server
from sync.client.access import Access
from sync.client.link import LoginNeeded, Unreachable
from sync.client.once import sync_once
from sync.protocol import MEDIA_TYPE
from sync.server import check

NETWORK: dict[str, Befall] = {
    "lost request": faults.lost_request,
    "lost answer": faults.lost_answer,
    "cut answer": faults.cut(90),
    "wrong length": faults.wrong_length(7),
    "doubled": faults.doubled,
    "doubled at once": faults.doubled_at_once,
    "500": faults.answers(500),
    "503": faults.answers(503, Retry_After="1"),
    "413": faults.answers(413, Content_Type=MEDIA_TYPE),
    "portal": faults.answers(200, body=b"<html>", Content_Type="text/html"),
}
MACHINES = ("restored server", "copied client", "wrong clock")
PAIRS = list(combinations([*NETWORK, *MACHINES], 2))
LIKELY = 0.35
"""How many of the messages a fault of the network befalls while it lasts."""
ACTS = 24
SPARE_ROUNDS = 10


@dataclass
class Device:
    """A device, behind a proxy of its own."""

    store: Store
    proxy: FaultProxy

    def tries(self, *, with_log: bool = False) -> bool:
        """Exchange once; tell whether it went well."""
        access = Access(self.store, server=self.proxy.address)
        try:
            sync_once(self.store, access, with_log=with_log)
        except (Unreachable, LoginNeeded):
            return False
        finally:
            access.close()
        return True


@dataclass
class Round:
    """One round: a few devices with one plan, and two faults."""

    server: Serving
    chance: random.Random
    faults: tuple[str, ...]
    stack: ExitStack
    devices: list[Device] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    backup: Path | None = None

    def play(self) -> list[str]:
        """Write and exchange under both faults, let all meet without, and return what is wrong then."""
        self._begin()
        self._infect()
        for number in range(ACTS):
            self._act(number)
        self._heal()
        return self._judge()

    def _begin(self) -> None:
        clock = FixedClock(NOON + timedelta(days=3_650)) if "wrong clock" in self.faults else None
        mette = self._device("mette", clock=clock)
        citizen = a_citizen(mette.store)
        self.goals = [a_goal(mette.store, citizen, f"mål {number}") for number in range(4)]
        mette.tries()
        jonas = self._device("jonas")
        self.server.office.assign("jonas", citizen)
        for device in (jonas, mette):
            device.tries()
        self.backup = self.server.office.backup()

    def _device(self, login: str, *, clock: FixedClock | None = None) -> Device:
        self.server.user(login, password=PASSWORD)
        office = self.server.office
        store = office.keep(a_store(office.folder, clock=clock or office.clock, user=login, name=f"{login}.db"))
        return self._behind_proxy(store, joins=True)

    def _behind_proxy(self, store: Store, *, joins: bool) -> Device:
        device = Device(store, self.stack.enter_context(a_proxy(self.server.address)))
        if joins:
            access = Access(store, server=device.proxy.address)
            access.join(login=store.user, password=PASSWORD)
            access.close()
        self.devices.append(device)
        return device

    def _infect(self) -> None:
        """Let each fault of the network befall every device once for certain, and then by chance."""
        for name, device in product(sorted(NETWORK.keys() & set(self.faults)), self.devices):
            device.proxy.befall(NETWORK[name], name=name, on=_is_message)
        for name, device in product(sorted(NETWORK.keys() & set(self.faults)), self.devices):
            device.proxy.befall(NETWORK[name], name=name, on=self._is_befallen, times=10_000)

    def _is_befallen(self, request: Request) -> bool:
        return _is_message(request) and self.chance.random() < LIKELY

    def _act(self, number: int) -> None:
        device = self.chance.choice(self.devices)
        edit(device.store, self.chance.choice(self.goals), title=f"titel {number}")
        device.tries()
        if number == ACTS // 3 and "restored server" in self.faults:
            self._restore()
        if number == ACTS // 2 and "copied client" in self.faults:
            self._copy()

    def _restore(self) -> None:
        assert self.backup is not None
        self.server.stop()
        self.server.office.restore(self.backup)
        self.server.start()
        for device in self.devices:
            device.proxy.upstream = self.server.address
        self.met["restored server"] += 1

    def _copy(self) -> None:
        copy = self.server.office.copy_of(self.chance.choice(self.devices).store, name="kopi")
        self._behind_proxy(copy, joins=False)
        self.met["copied client"] += 1

    def _heal(self) -> None:
        for device in self.devices:
            device.proxy.heal()
            self.met.update({name: number for name, number in device.proxy.met.items() if name in self.faults})
        if "wrong clock" in self.faults:
            self.met["wrong clock"] += 1

    def _judge(self) -> list[str]:
        for _ in range(SPARE_ROUNDS):
            is_well = [device.tries(with_log=True) for device in self.devices]
            if all(is_well) and len({self._shown(device) for device in self.devices}) == 1:
                break
        found = [str(each) for each in self._server_findings()]
        found += ["devices differ"] if len({self._shown(device) for device in self.devices}) != 1 else []
        for device in self.devices:
            with device.store.reader() as reader:
                states = {each.state for each in reader.changes(limit=10_000)}
            found += [f"left {state}" for state in sorted(states - {"entered"})]
        return found + [f"{name} never occurred" for name in self.faults if not self.met[name]]

    def _server_findings(self) -> list[object]:
        with self.server.office.core.database.reading() as connection:
            return list(check.check(connection))

    def _shown(self, device: Device) -> str:
        return json.dumps([titles(device.store, each) for each in self.goals])


def _is_message(request: Request) -> bool:
    return request.path.endswith("/sync")


def rounds(*, seed: int) -> Iterator[dict[str, Any]]:
    """Play rounds for ever, every pair of faults as often as the others; yield what came of each."""
    order = random.Random(seed)
    for number, pair in enumerate(chain.from_iterable(order.sample(PAIRS, len(PAIRS)) for _ in count())):
        yield played(pair, seed=seed * 100_000 + number)


def played(pair: tuple[str, ...], *, seed: int) -> dict[str, Any]:
    """Play one round and return its line."""
    began = time.perf_counter()
    with a_server() as server, ExitStack() as stack:
        made = Round(server, random.Random(seed), pair, stack)
        try:
            problems = made.play()
        except Exception:
            problems = [traceback.format_exc()]
    return {
        "seed": seed, "faults": list(pair), "occurred": dict(made.met), "problems": problems,
        "seconds": round(time.perf_counter() - began, 2),
    }  # fmt: skip


def main(words: list[str], tell: Callable[[str], object] = sys.stdout.write) -> int:
    """Soak for so many minutes; return 1 when a round had a problem."""
    parser = argparse.ArgumentParser(description="Two different faults at once, round after round.")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--output", type=Path, required=True, help="a file of JSON lines")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    until = time.perf_counter() + asked.minutes * 60
    total, wrong = 0, 0
    with asked.output.open("a", encoding="utf-8") as file:
        for line in rounds(seed=asked.seed):
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            total, wrong = total + 1, wrong + bool(line["problems"])
            if time.perf_counter() >= until:
                break
    tell(f"{total} rounds, {wrong} with a problem; see {asked.output}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
