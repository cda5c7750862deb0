"""The server's core measured alone: CPU time a change, pushed and pulled in batches, and of one change.

    python tests/bench/server.py [--records N] [--database URL] [--profile FILE]

No network and no client: what is told in microseconds is what the server itself spends, from the bytes of a request to
the bytes of its answer. `after_harm` alone goes over HTTP: how soon a good request is answered right after one that
means harm. One JSON line is printed. `--profile` writes what cProfile saw of the push and the pull.
"""

# ruff: noqa: E402 - the path must be mended before anything of the package is imported

import argparse
import cProfile
import gc
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import msgspec
import requests

sys.path[0] = str(Path(__file__).parents[1])  # this file is named as the package that it measures

from app.changes import chain, signing
from app.changes.change import Change, Edit, encode
from app.clock import SystemClock, instant
from app.ids import Uuid7, citizen_stream, new_device_id
from hostile import Hostile
from http_devices import HttpDevice
from running_server import UNLIMITED, a_running_server, furnish
from sync import protocol
from sync.protocol import Anchor, Registration, SentChange, SyncAnswer, SyncRequest
from sync.server import accounts, assignments
from sync.server.assignments import Given
from sync.server.core import Core
from sync.server.database import Database
from sync.server.rights import Role, Session

STREAMS = 40
ONE_BY_ONE = 50
REFERENCES = 20_000
HARMFUL = 500
"""Messages with something odd in some place, beside those that are harmful by design."""
WORDS = (
    "borgeren", "ønsker", "støtte", "i", "hverdagen", "og", "aftaler", "praktik", "med", "mentor", "jobcentret",
    "ringer", "om", "bolig", "økonomi", "søvn",
)  # fmt: skip


class Device:
    """A registered device that says what it is told to, and keeps the heads it was answered."""

    def __init__(self, core: Core, login: str) -> None:
        self.core = core
        self.login = login
        self.device = new_device_id()
        self.pair = signing.new_pair()
        self.heads: dict[str, Anchor] = {}
        self.seqs: dict[str, int] = {}
        with core.database.writing() as connection:
            accounts.put(
                connection, login=login, name=login, role=Role.CASEWORKER, hashed="", areas="", unit=""
            )  # fmt: skip
        core.register(self.session(), Registration(device=self.device, key=self.pair.public))

    def session(self) -> Session:
        """Return whom a token would stand for."""
        with self.core.database.reading() as connection:
            return accounts.session_of(connection, login=self.login, device=self.device)

    def request(self, changes: Sequence[Change], streams: Sequence[str]) -> bytes:
        """Return the bytes of a request that sends *changes* and asks for *streams*."""
        cursors = {each: [self.heads.get(each, Anchor(0, chain.start(each)))] for each in streams}
        sent = [self._sent(each) for each in changes]
        return protocol.encode(SyncRequest(device=self.device, cursors=cursors, changes=sent))

    def _sent(self, change: Change) -> SentChange:
        body = encode(change)
        self.seqs[change.stream] = self.seqs.get(change.stream, 0) + 1
        return SentChange(
            seq=self.seqs[change.stream], body=msgspec.Raw(body), key=signing.key_id(self.pair.public),
            sig=signing.sign(self.pair.private, body),
        )  # fmt: skip

    def keep(self, answer: bytes) -> SyncAnswer:
        """Take note of the heads told."""
        told = protocol.decode(answer, SyncAnswer)
        self.heads.update(told.heads)
        return told


class Bench:
    """One core, an author and a reader."""

    def __init__(self, database: Database, *, records: int, profile: cProfile.Profile | None) -> None:
        self.core = Core(database, clock=SystemClock())
        self.new_id = Uuid7(SystemClock())
        self.citizens = [self.new_id() for _ in range(STREAMS)]
        self.records = records
        self.profile = profile
        self.spent: dict[str, list[float]] = {}

    def run(self) -> None:
        """Measure everything."""
        author, reader = Device(self.core, "mette"), Device(self.core, "jonas")
        gc.freeze()  # as the server does
        self._open(author)
        self._push(author, [self._change(number) for number in range(self.records)])
        with self.core.database.writing() as connection:
            for citizen in self.citizens:
                now = SystemClock().now()
                given = Given(login="jonas", citizen=citizen, starts=instant(now))
                assignments.give(connection, given, now=now, is_told=True)
        self._pull(reader)
        for number in range(0, self.records, self.records // ONE_BY_ONE):
            self._one(author, reader, self._change(number))

    def told(self) -> dict[str, float]:
        """Return microseconds of CPU and of time, for each change or for each request, and how fast the machine is."""
        counts = {"push": self.records, "pull": self.records, "one_push": ONE_BY_ONE, "one_pull": ONE_BY_ONE}
        told: dict[str, float] = {"reference_us": round(reference(), 2)}
        for name, count in counts.items():
            told[f"{name}_cpu_us"], told[f"{name}_us"] = (round(each / count * 1e6, 1) for each in self.spent[name])
        return told

    def _push(self, author: Device, changes: list[Change]) -> None:
        for at in range(0, len(changes), protocol.MOST_CHANGES):
            batch = changes[at : at + protocol.MOST_CHANGES]
            told = self._ask(author, "push", changes=batch, streams=list(dict.fromkeys(each.stream for each in batch)))
            assert len(told.results) == len(batch)
            assert all(each.version for each in told.results.values())

    def _pull(self, reader: Device) -> None:
        wanted = [citizen_stream(each, "plan") for each in self.citizens]
        while wanted:
            wanted = self._ask(reader, "pull", streams=wanted).more
        assert sum(each.version for each in reader.heads.values()) >= self.records

    def _one(self, author: Device, reader: Device, change: Change) -> None:
        self._ask(author, "one_push", changes=[change], streams=[change.stream])
        assert self._ask(reader, "one_pull", streams=[change.stream]).entries

    def _ask(self, device: Device, name: str, *, streams: list[str], changes: Sequence[Change] = ()) -> SyncAnswer:
        """Send a request, and count what the server spends from its bytes to those of the answer."""
        request = device.request(changes, streams)
        spent = self.spent.setdefault(name, [0.0, 0.0])
        if self.profile is not None:
            self.profile.enable()
        cpu, wall = time.process_time(), time.perf_counter()
        answer = protocol.encode(self.core.sync(device.session(), protocol.decode(request, SyncRequest)))
        spent[0] += time.process_time() - cpu
        spent[1] += time.perf_counter() - wall
        if self.profile is not None:
            self.profile.disable()
        return device.keep(answer)

    def _open(self, author: Device) -> None:
        for citizen in self.citizens:
            edit = Edit(record=citizen, kind="citizen", set={"given": "Ida", "family": "Prøve"})
            change = self._act(citizen, edit, opens=True)
            self._ask(author, "open", changes=[change], streams=[change.stream])

    def _change(self, number: int) -> Change:
        text = " ".join(WORDS[(number * step) % len(WORDS)] for step in range(3, 27))
        fields = {"type": "goal", "title": f"Mål {number}: {text[:30]}", "note": text[:160]}
        citizen = self.citizens[number * STREAMS // self.records]
        return self._act(citizen, Edit(record=self.new_id(), kind="item", set=fields), opens=False)

    def _act(self, citizen: str, edit: Edit, *, opens: bool) -> Change:
        return Change(
            id=self.new_id(), stream=citizen_stream(citizen, "plan"), at=instant(SystemClock().now()),
            name="Tilføj mål", edits=[edit], open=(citizen, "plan") if opens else None,
        )  # fmt: skip


def after_harm(folder: Path) -> dict[str, float]:
    """Return what a good request takes, in ms: before any harm (median), and right after each harmful message.

    Over HTTP, to a server in a process of its own, whose highest memory is told, too.
    """
    furnish(folder, "mette", "ond")
    with a_running_server(folder, *UNLIMITED) as running:
        victim = HttpDevice(running.address, "mette")
        citizen = victim.new_id()
        victim.push(running.address, [victim.change(citizen, opens=True)])
        hostile = Hostile(running.address, "ond", victim=citizen, seed=1)
        before = [_good_ms(hostile) for _ in range(ONE_BY_ONE)]
        after: list[float] = []
        for attempt in hostile.attempts(HARMFUL):
            hostile.send(attempt)
            after.append(_good_ms(hostile))
        hostile.close()
        told = {"good_ms": median(before), "median_ms": median(after), "slowest_ms": max(after)}
        return {name: round(ms, 1) for name, ms in told.items()} | {"peak_mb": round(running.peak_megabytes(), 1)}


def _good_ms(hostile: Hostile) -> float:
    begun = time.perf_counter()
    assert hostile.good() == requests.codes.ok
    return (time.perf_counter() - begun) * 1_000


def reference() -> float:
    """Return the CPU microseconds of a fixed piece of work: to compare runs under another load."""
    message = {"title": "Mål", "note": "x" * 160, "numbers": list(range(20))}
    begun = time.process_time()
    for _ in range(REFERENCES):
        content = msgspec.json.encode(message)
        hashlib.sha256(content).digest()
        msgspec.json.decode(content)
        sum(number * 2 for number in range(20))
    return (time.process_time() - begun) / REFERENCES * 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--database")
    parser.add_argument("--profile")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="enplan-bench-") as folder:
        database = (
            Database.at(asked.database, folder=Path(folder)) if asked.database else Database.embedded(Path(folder))
        )
        profile = cProfile.Profile() if asked.profile else None
        bench = Bench(database, records=asked.records, profile=profile)
        bench.run()
        if profile is not None:
            profile.dump_stats(asked.profile)
        database.close()
        harm = after_harm(Path(folder) / "attacked")
    sys.stdout.write(json.dumps({"records": asked.records, **bench.told(), "after_harm": harm}) + "\n")


if __name__ == "__main__":
    main()
