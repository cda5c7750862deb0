"""A proxy on loopback between a client and a server, with a script of what befalls the messages that pass it."""

import gzip
import http.client
import re
import socket
import socketserver
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

_ASKED = re.compile(rb"([A-Z]+) (\S+) HTTP/1\.[01]\r\n")
_PIECES_A_SECOND = 20
_HOP = frozenset({"connection", "transfer-encoding", "content-length", "keep-alive"})
_LONGEST_S = 120


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came: its method, path with question, headers by lower-case name, and body."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def is_push(self) -> bool:
        """Whether it brings changes."""
        return self.path.endswith("/sync") and b'"changes":[{' in self.unpacked()

    @property
    def is_poll(self) -> bool:
        """Whether it waits for something to differ."""
        return self.path.endswith("/streams") and "prefer" in self.headers

    def unpacked(self) -> bytes:
        """Return the body as it was before it was packed."""
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body


class Answer(NamedTuple):
    """An answer as it is sent: status, headers, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    def encoded(self, *, length: int | None = None) -> bytes:
        """Return its bytes, with another *length* told than it has where one is given."""
        headers = {**self.headers, "Content-Length": str(len(self.body) if length is None else length)}
        lines = [f"HTTP/1.1 {self.status} {http.client.responses.get(self.status, 'Unknown')}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


Befall = Callable[["Passing"], None]
"""What befalls a message: it sends the client what it will, or leaves the connection to be cut."""


@dataclass
class Passing:
    """A request that passes: its connection to the client, and the way to the server."""

    proxy: "FaultProxy"
    request: Request
    client: socket.socket
    is_kept: bool = False

    def asked(self) -> Answer:
        """Let the request reach the server and return what it answers."""
        return self.proxy.forward(self.request)

    def send(self, content: bytes, *, is_kept: bool = False) -> None:
        """Send bytes to the client; the connection is cut afterwards unless it is to be kept."""
        self.client.sendall(content)
        self.is_kept = is_kept

    def rest(self, seconds: float) -> None:
        """Wait, until the proxy is stopped at the latest."""
        self.proxy.stopping.wait(seconds)


def passes(passing: Passing) -> None:
    """Nothing befalls the message."""
    passing.send(passing.asked().encoded(), is_kept=True)


def lost_request(passing: Passing) -> None:
    """The request does not reach the server."""


def lost_answer(passing: Passing) -> None:
    """The server does what is asked; its answer does not reach the client."""
    passing.asked()


def cut(after: int) -> Befall:
    """The answer is cut after so many bytes; a negative number counts from its end."""

    def befall(passing: Passing) -> None:
        passing.send(passing.asked().encoded()[:after])

    return befall


def wrong_length(by: int) -> Befall:
    """The answer says it is *by* bytes longer than it is."""

    def befall(passing: Passing) -> None:
        answer = passing.asked()
        passing.send(answer.encoded(length=len(answer.body) + by))

    return befall


def doubled(passing: Passing) -> None:
    """The request reaches the server twice, one after the other."""
    passing.asked()
    passes(passing)


def doubled_at_once(passing: Passing) -> None:
    """The request reaches the server twice at the same time."""

    def ask_too() -> None:
        with suppress(OSError, http.client.HTTPException):  # the server is gone: the request reaches nobody
            passing.asked()

    second = threading.Thread(target=ask_too, name="doubled")
    second.start()
    passes(passing)
    second.join()


def kept_for_later(passing: Passing) -> None:
    """The answer is lost on the way, and comes in the place of a later one."""
    passing.proxy.kept = passing.asked()


def late(passing: Passing) -> None:
    """The request reaches the server; the client gets what was kept of an earlier one."""
    passing.asked()
    assert passing.proxy.kept is not None
    passing.send(passing.proxy.kept.encoded(), is_kept=True)


def answers(status: int, *, body: bytes = b"", **headers: str) -> Befall:
    """Somebody else answers in the server's place."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def befall(passing: Passing) -> None:
        passing.send(Answer(status, named, body).encoded())

    return befall


def hangs(passing: Passing) -> None:
    """The request reaches nobody, and nobody answers."""
    passing.rest(_LONGEST_S)


def dropped(after: float) -> Befall:
    """The connection is cut after so many seconds of waiting."""

    def befall(passing: Passing) -> None:
        passing.rest(after)

    return befall


def slow(rate: int, *, stall: float = 0.0) -> Befall:
    """The answer trickles at *rate* bytes a second, and stalls once in its middle."""

    def befall(passing: Passing) -> None:
        content = passing.asked().encoded()
        step = max(1, rate // _PIECES_A_SECOND)
        for at in range(0, len(content), step):
            passing.send(content[at : at + step], is_kept=True)
            passing.rest(1 / _PIECES_A_SECOND)
            if at <= len(content) // 2 < at + step:
                passing.rest(stall)

    return befall


@dataclass
class Rule:
    """What befalls the requests that it *concerns*, so many *times*."""

    name: str
    befall: Befall
    concerns: Callable[[Request], bool]
    times: int


@dataclass
class FaultProxy:
    """Passes on to `upstream`; `met` counts the faults by name, `seen` notes when each request came."""

    upstream: str
    met: Counter[str] = field(default_factory=Counter)
    seen: list[tuple[float, Request]] = field(default_factory=list)
    kept: Answer | None = None
    stopping: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    _rules: list[Rule] = field(default_factory=list)
    _open: set[socket.socket] = field(default_factory=set)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def address(self) -> str:
        """Return where a client finds it in plain HTTP."""
        return f"http://127.0.0.1:{self.port}"

    def befall(
        self, fault: Befall, *, name: str = "", on: Callable[[Request], bool] = lambda _: True, times: int = 1
    ) -> None:
        """Let *fault* befall the next requests that it is *on*, so many *times*; faults stand in line."""
        with self._guard:
            if times:
                self._rules.append(Rule(name or getattr(fault, "__name__", "fault"), fault, on, times))

    def heal(self) -> None:
        """Let all pass from now on."""
        with self._guard:
            self._rules.clear()

    def times(self, of: Callable[[Request], bool]) -> list[float]:
        """Return when such requests came, in seconds of a clock that only goes on."""
        with self._guard:
            return [at for at, request in self.seen if of(request)]

    def forward(self, request: Request) -> Answer:
        """Let *request* reach the server."""
        parts = urlsplit(self.upstream)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_LONGEST_S)
        connection.connect()
        with self._stoppable(connection.sock), closing(connection):
            headers = {name: value for name, value in request.headers.items() if name not in _HOP}
            connection.request(request.method, request.path, body=request.body or None, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            kept = {name: value for name, value in answer.getheaders() if name.lower() not in _HOP}
            return Answer(answer.status, kept, body)

    def serve(self, client: socket.socket) -> None:
        """Serve one connection until it is cut."""
        is_cut = suppress(OSError, http.client.HTTPException, ValueError)
        with self._stoppable(client), client, client.makefile("rb") as reading, is_cut:
            while not self.stopping.is_set():
                request = _read(reading)
                if request is None:
                    return
                passing = Passing(self, request, client)
                self._fate_of(request)(passing)
                if not passing.is_kept:
                    return

    def stop(self) -> None:
        """Break off what waits."""
        self.stopping.set()
        self.cut_off()

    def cut_off(self) -> None:
        """Cut every connection that is open."""
        with self._guard:
            waiting = list(self._open)
        for each in waiting:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def _stoppable(self, connection: socket.socket) -> Iterator[None]:
        """Let *connection* be broken off when the proxy is stopped."""
        with self._guard:
            self._open.add(connection)
        try:
            yield
        finally:
            with self._guard:
                self._open.discard(connection)

    def _fate_of(self, request: Request) -> Befall:
        with self._guard:
            self.seen.append((time.monotonic(), request))
            rule = next((each for each in self._rules if each.concerns(request)), None)
            if rule is None:
                return passes
            self.met[rule.name] += 1
            rule.times -= 1
            if not rule.times:
                self._rules.remove(rule)
            return rule.befall


@contextmanager
def a_proxy(upstream: str, *, tls: ssl.SSLContext | None = None) -> Iterator[FaultProxy]:
    """Hold a proxy to *upstream* on a free port; with *tls* it speaks that to its clients."""
    proxy = FaultProxy(upstream)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            if tls is None:
                proxy.serve(self.request)
                return
            with suppress(OSError):
                proxy.serve(tls.wrap_socket(self.request, server_side=True))

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = False

    with Server(("127.0.0.1", 0), Handler) as listening:
        proxy.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, name="proxy")
        thread.start()
        try:
            yield proxy
        finally:
            proxy.stop()
            listening.shutdown()
            thread.join()


def _read(reading: BinaryIO) -> Request | None:
    """Read one request; None at the end of the connection, and where something else than HTTP is spoken."""
    asked = _ASKED.fullmatch(reading.readline())
    if asked is None:
        return None
    method, path = (each.decode("ascii") for each in asked.groups())
    lines = iter(lambda: reading.readline().rstrip(b"\r\n").decode("latin-1"), "")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = reading.read(int(headers.get("content-length", "0")))
    return Request(method, path, headers, body)
