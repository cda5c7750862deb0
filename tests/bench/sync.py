"""Sync measured: 10,000 records over 40 streams pushed and pulled, one change, nothing to do. Prints one JSON line.

    python tests/bench/sync.py [--records N] [--peers DIR --python PYTHON]

The server is a process of its own, the clients' files are encrypted; the processor time of each is told apart, the
server's in hundredths of a second. With --peers, `sync/anki_sync.py` of that folder runs
on the same machine right after, by a python that has Anki installed, and the ratios are told.
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
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path[0] = str(Path(__file__).parents[1])  # this file is named as the package that it measures

from anki_beside import add_options, anki
from app.clock import SystemClock
from app.domain.goal import GOAL
from app.operations.items import edit_record
from app.store.store import Store
from builders import KEY, a_citizen
from many_goals import write_goals
from sync.client.access import Access
from sync.client.exchanger import Exchanger
from sync.client.once import sync_once

STREAMS = 40
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

    def __init__(self, folder: Path, *, records: int) -> None:
        self.folder = folder
        self.records = records
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
        self._one_change(mette, jonas)
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
            "records": self.records, "streams": STREAMS, "phases": self.phases,
            "client_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        }  # fmt: skip

    def _one_change(self, mette: tuple[Store, Access], jonas: tuple[Store, Access]) -> None:
        with mette[0].reader() as reader:
            goal = reader.all(GOAL, limit=1)[0]
        tag = jonas[1].index(known="", wait=0).tag
        edit_record(mette[0], goal, title="rettet")
        with self._phase("one_push"):
            Exchanger(*mette).push()
        with self._phase("one_pull"):
            heard = jonas[1].index(known=tag, wait=0).index
            assert heard is not None
            Exchanger(*jonas).pull(heard)

    def _client(self, login: str) -> tuple[Store, Access]:
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
        return [sys.executable, "-m", "sync.server", *words, "--data", str(self.folder / "server")]


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
    }
    found = {}
    for mine, peer in pairs.items():
        found[mine] = round(ours["phases"][mine]["seconds"] / theirs["phases"][peer]["seconds"], 2)
    bytes_of_one = ours["phases"]["one_push"]["bytes"]
    peer_bytes = theirs["phases"]["incremental_1_push"]
    found["one_push_bytes"] = round(bytes_of_one / (peer_bytes["bytes_up"] + peer_bytes["bytes_down"]), 2)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=10_000)
    add_options(parser)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="enplan-bench-") as folder:
        bench = Bench(Path(folder), records=asked.records)
        try:
            bench.run()
        finally:
            bench.stop()
    told = bench.report()
    if asked.peers is not None:
        told["anki"] = anki(asked, asked.records)
        told["ratios"] = ratios(told, told["anki"])
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
