"""What befalls simulated caseworkers: a plan of blows drawn from a seed, and faults of the network by chance."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import fault_proxy
from fault_proxy import Befall, FaultProxy, Passing, Request, a_proxy
from faults import ROOT
from running_server import PROGRAM as PROGRAM_OF_SERVER
from running_server import Running, a_running_server
from sync.protocol import MEDIA_TYPE

NOWHERE = "http://127.0.0.1:9"
NETWORK: Mapping[str, Befall] = {
    "lost request": fault_proxy.lost_request,
    "lost answer": fault_proxy.lost_answer,
    "cut answer": fault_proxy.cut(90),
    "wrong length": fault_proxy.wrong_length(7),
    "doubled": fault_proxy.doubled,
    "doubled at once": fault_proxy.doubled_at_once,
    "500": fault_proxy.answers(500),
    "503": fault_proxy.answers(503, Retry_After="1"),
    "413": fault_proxy.answers(413, Content_Type=MEDIA_TYPE),
    "portal": fault_proxy.answers(200, body=b"<html>", Content_Type="text/html"),
    "slow link": fault_proxy.slow(50_000, stall=0.5),
}
EVERYBODY = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Blow:
    """At so many seconds after the beginning `whom` is offline, the server is killed or a team's program is."""

    at: float
    what: str
    whom: str = EVERYBODY
    lasts: float = 1.0


OFFLINE, SERVER, PROGRAM = "offline", "server killed", "program killed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How a run goes: seconds in all, between two acts, between two looks at the memory.

    So many messages of each caseworker are befallen for `certain`, and then each with a chance of `likely` a fault.
    Where it `is_cheap`, a passphrase is stretched as little as tests can afford. A connection to a file keeps
    `cache_kib` of its pages, 0 for what the programs themselves keep.
    """

    lasts: float
    pause: float = 7.5
    looks: float = 10.0
    certain: int = 3
    is_cheap: bool = False
    cache_kib: int = 0
    likely: float = 0.004


def drawn(lasts: float, chance: Random, *, logins: Sequence[str], teams: int) -> list[Blow]:
    """Return the blows of a run: every caseworker is offline now and then, and programs are killed.

    From a quarter on the server and all teams but the first live: they have warmed up by the half, and what their
    memory grows by from then on is to be seen.
    """
    blows: list[Blow] = []
    early = lasts / 4
    for login in logins:
        longest = min(180.0, lasts / 8)
        for at in _instants(chance, every=lasts / 6, until=lasts * 0.95):
            blows.append(Blow(at=at, what=OFFLINE, whom=login, lasts=chance.uniform(longest / 6, longest)))
    for at in _instants(chance, every=early / 6, until=early):
        blows.append(Blow(at=at, what=SERVER, lasts=chance.uniform(0.5, 3.0)))
    ends = [(at, chance.randrange(teams)) for at in _instants(chance, every=early / 6, until=early)]
    ends += [(at, 0) for at in _instants(chance, every=lasts / 14, until=lasts * 0.95)]
    for at, team in ends:
        blows.append(Blow(at=at, what=PROGRAM, whom=str(team), lasts=chance.uniform(0.5, 3.0)))
    return sorted([*blows, Blow(at=lasts, what=SERVER)])


def _instants(chance: Random, *, every: float, until: float) -> Iterator[float]:
    at = chance.expovariate(1 / every)
    while at < until:
        yield at
        at += chance.expovariate(1 / every)


@dataclass
class Weather:
    """The server process, which may be killed, and a way of its own for each caseworker; `tell` hears of each fault."""

    data: Path
    tell: Callable[..., None]
    chance: Random
    rhythm: Rhythm
    stack: ExitStack
    ways: dict[str, FaultProxy] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)
    errors: list[object] = field(default_factory=list)
    """What a server has logged as an error."""
    _offline: set[str] = field(default_factory=set)
    _serving: list[Running] = field(default_factory=list)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, logins: Sequence[str]) -> None:
        """Serve, with a way of its own for each of *logins*, on which nothing befalls anybody yet."""
        self._serve()
        self.ways = {login: self.stack.enter_context(a_proxy(self._serving[-1].address)) for login in logins}

    @property
    def server(self) -> int:
        """The process that serves now."""
        return self._serving[-1].process.pid

    def infect(self) -> None:
        """Let every fault befall some message of each caseworker for certain, and from then on by chance."""
        for login, way in self.ways.items():
            for name in self.chance.sample(sorted(NETWORK), self.rhythm.certain):
                way.befall(self._noted(login, name), name=name, on=_is_message)
            for name in NETWORK:
                way.befall(self._noted(login, name), name=name, on=self._is_befallen, times=1 << 30)

    def kill_server(self, *, lasts: float) -> None:
        """Kill the server -9, and serve again after a while."""
        began = time.monotonic()
        self.errors += self._serving[-1].errors()
        self._serving[-1].process.kill()
        self._serving[-1].process.wait()
        time.sleep(lasts)
        self._serve()
        self._lead()
        self.note(EVERYBODY, SERVER, since=began)

    def end_server(self) -> None:
        """Let the server end by itself; that it breaks off who still waits for news is no error."""
        self.errors += self._serving[-1].errors()
        self._serving[-1].process.terminate()
        self._serving[-1].process.wait()

    def take_offline(self, login: str) -> None:
        """Cut all connections of a caseworker, and let no other come about."""
        self._offline.add(login)
        self._lead()
        self.ways[login].cut_off()

    def bring_back(self, login: str, *, since: float) -> None:
        """Let a caseworker reach the server again."""
        self._offline.discard(login)
        self._lead()
        self.note(login, OFFLINE, since=since)

    def heal(self) -> None:
        """Let nothing befall anybody from now on."""
        self._offline.clear()
        self._lead()
        for way in self.ways.values():
            way.heal()

    def note(self, login: str, name: str, *, since: float) -> None:
        """Keep that something befell a caseworker, from *since* until now."""
        with self._guard:
            self.met[name] += 1
        self.tell(told="fault", who=login, name=name, since=since, at=time.monotonic())

    def forget(self) -> None:
        """Let go of the requests that the ways have noted."""
        for way in self.ways.values():
            way.seen.clear()

    def _serve(self) -> None:
        kib = self.rhythm.cache_kib
        program = (str(ROOT / "tests" / "small_caches.py"), str(kib)) if kib else PROGRAM_OF_SERVER
        serving = self.stack.enter_context(a_running_server(self.data, "--log-level", "warning", program=program))
        if not serving.address:
            raise RuntimeError(serving.log.read_text(encoding="utf-8"))
        self._serving.append(serving)

    def _lead(self) -> None:
        for login, way in self.ways.items():
            way.upstream = NOWHERE if login in self._offline else self._serving[-1].address

    def _noted(self, login: str, name: str) -> Befall:
        def befall(passing: Passing) -> None:
            began = time.monotonic()
            try:
                NETWORK[name](passing)
            finally:
                self.note(login, name, since=began)

        return befall

    def _is_befallen(self, request: Request) -> bool:
        return self.chance.random() < self.rhythm.likely


def _is_message(request: Request) -> bool:
    return request.path.endswith("/sync")
