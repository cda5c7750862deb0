"""Sync measured: 10,000 records over 40 streams pushed and pulled, one change and a hundred, two who write in the same.

    python tests/bench/sync.py [--records N] [--engines sqlite postgresql] [--peers DIR --python PYTHON]

The server is a process of its own, the clients' files are encrypted; the processor time of each is told apart, the
server's in hundredths of a second. `merge` is 1,000 edits of each in other fields of the same records, `rivals` in the
same field; what of them is then neither shown nor kept beside is lost. With --peers, `sync/anki_sync.py` and
`sync/limits.py` of that folder run on the same machine right before, by a python that has Anki and what the limits need
installed, and the ratios are told. One JSON line is printed for each engine.
"""

# ruff: noqa: E402 - the path must be mended before anything of the package is imported

import argparse
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

sys.path[0] = str(Path(__file__).parents[1])  # this file is named as the package that it measures

import postgres
from app.clock import SystemClock
from app.domain.goal import GOAL, Goal
from app.operations.items import edit_record
from app.store.store import Store
from builders import KEY, a_citizen
from many_goals import write_goals
from peers_beside import add_options, anki, limits
from sync.client.access import Access
from sync.client.exchanger import Exchanger
from sync.client.once import sync_once

STREAMS = 40
AT_ONCE = 1_000
Client = tuple[Store, Access]
PASSWORD = "syv svaner på søen"
WORDS = (
    "borgeren", "ønsker", "støtte", "i", "hverdagen", "og", "aftaler", "praktik", "med", "mentor", "jobcentret",
    "ringer", "om", "bolig", "økonomi", "søvn",
)  # fmt: skip


class Wire:
    """A TCP proxy on loopback that counts what passes, and the processor time in seconds that passing it on takes."""

    def __init__(self, target: int) -> None:
        self.count = 0
        self.cpu = 0.0
        self._target = target
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            client, _ = self._listening.accept()
            server = socket.create_connection(("127.0.0.1", self._target))
            for each in (client, server):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._copy, args=(client, server), daemon=True).start()
            threading.Thread(target=self._copy, args=(server, client), daemon=True).start()

    def _copy(self, source: socket.socket, sink: socket.socket) -> None:
        counted = time.thread_time()
        try:
            while data := source.recv(1 << 16):
                self.count += len(data)
                sink.sendall(data)
                self.cpu += time.thread_time() - counted
                counted = time.thread_time()
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return


class Bench:
    """Two clients, a server process, and what was measured."""

    def __init__(self, folder: Path, *, records: int, database: str) -> None:
        self.folder = folder
        self.records = records
        self.lost: dict[str, int] = {}
        self._database = database
        self.phases: dict[str, dict[str, float]] = {}
        environment = os.environ | {"ENPLAN_PASSWORD": PASSWORD}
        for login in ("mette", "jonas"):
            self._server("user", "add", login, "--role", "caseworker", environment=environment)
        self._process = subprocess.Popen(
            self._command("serve", "--port", "0"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        address = self._process.stdout.readline().strip()
        self.wire = Wire(int(address.rpartition(":")[2]))
        self.address = f"http://127.0.0.1:{self.wire.port}"

    def run(self) -> None:
        """Measure everything."""
        mette, jonas = self._client("mette"), self._client("jonas")
        citizens = [a_citizen(mette[0], given=f"Borger {number}") for number in range(STREAMS)]
        sync_once(*mette)
        write_goals(mette[0], citizens, count=self.records, note=_note)
        (self.folder / "ids").write_text("\n".join(citizens))
        with self._phase("push"):
            Exchanger(*mette).push()
        self._server("assign", "jonas", str(self.folder / "ids"))
        heard = jonas[1].index(known="", wait=0).index
        assert heard is not None
        with self._phase("pull"):
            Exchanger(*jonas).pull(heard)
        for name, number in (("one", 1), ("hundred", 100)):
            self._some_changes(mette, jonas, name, number)
        self._at_once(mette, jonas, "merge", fields=("title", "sign"))
        self._at_once(mette, jonas, "rivals", fields=("witness", "witness"))
        with self._phase("nothing"):
            mette[1].index(known=mette[1].index(known="", wait=0).tag, wait=0)
        for store, access in (mette, jonas):
            access.close()
            store.close()

    def stop(self) -> None:
        """End the server."""
        self._process.terminate()
        self._process.wait()

    def report(self) -> dict[str, Any]:
        """Return what was measured."""
        return {
            "records": self.records, "streams": STREAMS, "phases": self.phases, "lost": self.lost,
            "client_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        }  # fmt: skip

    def _some_changes(self, mette: Client, jonas: Client, name: str, number: int) -> None:
        tag = jonas[1].index(known="", wait=0).tag
        for goal in _goals(mette[0], number):
            edit_record(mette[0], goal, title=f"rettet {name}")
        with self._phase(f"{name}_push"):
            Exchanger(*mette).push()
        with self._phase(f"{name}_pull"):
            _fetch(*jonas, known=tag)

    def _at_once(self, mette: Client, jonas: Client, name: str, *, fields: tuple[str, str]) -> None:
        """Let both write in the same records before either hears of it, and count what is gone for anybody."""
        words = ("Mettes", "Jonas'")
        for (store, _), field, word in zip((mette, jonas), fields, words, strict=True):
            for goal in _goals(store, AT_ONCE):
                edit_record(store, goal, **{field: f"{word} {name}"})
        with self._phase(name):
            for each in (mette, jonas, mette):
                Exchanger(*each).push()
                _fetch(*each)
        self.lost[name] = sum(
            f"{word} {name}" not in _kept(store, goal, field)
            for store, _ in (mette, jonas)
            for goal in _goals(store, AT_ONCE)
            for field, word in zip(fields, words, strict=True)
        )

    def _client(self, login: str) -> Client:
        store = Store.create(self.folder / f"{login}.db", key=KEY, clock=SystemClock(), user=login)
        access = Access(store, server=self.address)
        access.join(login=login, password=PASSWORD)
        sync_once(store, access)
        return store, access

    @contextmanager
    def _phase(self, name: str) -> Iterator[None]:
        """Measure what is done meanwhile; the processor times of client and server overlap."""
        before, begun = self._counted(), time.perf_counter()
        yield
        seconds = time.perf_counter() - begun
        client, server, passed = (after - first for after, first in zip(self._counted(), before, strict=True))
        self.phases[name] = {
            "seconds": round(seconds, 4), "client_cpu": round(client, 4), "server_cpu": round(server, 4),
            "bytes": int(passed),
        }  # fmt: skip

    def _counted(self) -> tuple[float, float, float]:
        """Return the processor time of client and server in seconds, and the bytes between them."""
        return time.process_time() - self.wire.cpu, cpu_of(self._process.pid), self.wire.count

    def _server(self, *words: str, environment: dict[str, str] | None = None) -> None:
        subprocess.run(self._command(*words), check=True, env=environment, stdout=subprocess.DEVNULL)

    def _command(self, *words: str) -> list[str]:
        where = ["--data", str(self.folder / "server"), *(["--database", self._database] if self._database else [])]
        return [sys.executable, "-m", "sync.server", *words, *where]


def _fetch(store: Store, access: Access, *, known: str = "") -> None:
    """Hear what differs from what is *known*, and fetch it."""
    heard = access.index(known=known, wait=0).index
    assert heard is not None
    Exchanger(store, access).pull(heard)


def _goals(store: Store, number: int) -> list[Goal]:
    """Return so many goals, all when there are fewer."""
    with store.reader() as reader:
        return reader.all(GOAL, limit=number)


def _kept(store: Store, goal: Goal, field: str) -> set[str]:
    """Return what is shown in a field, and what is kept beside it."""
    with store.reader() as reader:
        beside = [rival.value for each in reader.rivals(goal.id) if each.field == field for rival in each.rivals]
    return {str(each) for each in (getattr(goal, field), *beside)}


def _note(number: int) -> str:
    return " ".join(WORDS[(number * step) % len(WORDS)] for step in range(3, 27))[:160]


def cpu_of(process: int) -> float:
    """Return the processor time in seconds that another process has used, 0 where nothing tells."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    user, system = told.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def ratios(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, float]:
    """Return ours divided by theirs."""
    pairs = {
        "push": "initial_push",
        "pull": "initial_pull",
        "one_push": "incremental_1_push",
        "one_pull": "incremental_1_pull",
        "hundred_push": "incremental_100_push",
        "hundred_pull": "incremental_100_pull",
        "merge": "merge_1000",
    }
    found = {}
    for mine, peer in pairs.items():
        found[mine] = round(ours["phases"][mine]["seconds"] / theirs["phases"][peer]["seconds"], 2)
    bytes_of_one = ours["phases"]["one_push"]["bytes"]
    peer_bytes = theirs["phases"]["incremental_1_push"]
    found["one_push_bytes"] = round(bytes_of_one / (peer_bytes["bytes_up"] + peer_bytes["bytes_down"]), 2)
    return found


def to_limits(ours: dict[str, Any], machine: dict[str, Any]) -> dict[str, float]:
    """Return ours divided by the least that the machine takes for as many records.

    That is: making JSON of them, one request with all of it, one transaction that is flushed to the disk, and back.
    """
    taken = {name: phase["seconds"] for name, phase in machine["phases"].items()}
    stored = taken["sqlite_insert_one_transaction_full"]
    least = {
        "push": taken["encode_msgspec_json"] + taken["requests_post_all"] + stored,
        "pull": taken["requests_get_all"] + taken["decode_msgspec_json_typed"] + stored,
    }
    return {name: round(ours["phases"][name]["seconds"] / seconds, 2) for name, seconds in least.items()}


def measured(engine: str, records: int) -> dict[str, Any]:
    """Measure everything on *engine*."""
    asked = postgres.a_database() if engine == "postgresql" else nullcontext("")
    with asked as database, tempfile.TemporaryDirectory(prefix="enplan-bench-") as folder:
        bench = Bench(Path(folder), records=records, database=database)
        try:
            bench.run()
        finally:
            bench.stop()
    return bench.report()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--engines", nargs="+", choices=("sqlite", "postgresql"), default=("sqlite", "postgresql"))
    add_options(parser)
    asked = parser.parse_args()
    beside = {} if asked.peers is None else {"anki": anki(asked, asked.records), "limits": limits(asked, asked.records)}
    for engine in asked.engines:
        told = {"engine": engine} | measured(engine, asked.records)
        if beside:
            told |= {"ratios": ratios(told, beside["anki"]), "to_limits": to_limits(told, beside["limits"])}
        sys.stdout.write(json.dumps(told | beside) + "\n")
    if "postgresql" in asked.engines:
        postgres.stop()


if __name__ == "__main__":
    main()
