"""Transport: the link over HTTPS. Nothing but the server's own media type is believed."""

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import urlsplit
from weakref import WeakSet

import requests
import truststore
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from app.texts import mark
from sync import protocol
from sync.acts import WipeOrder, Wiping
from sync.client.link import (
    NOT_UNDERSTOOD,
    FactorNeeded,
    Heard,
    LoginNeeded,
    NotAllowed,
    NotDone,
    NotReadable,
    ProgramTooOld,
    ProofNeeded,
    TooMuch,
    Unreachable,
    understood,
)
from sync.keys import KeyChallenge
from sync.protocol import (
    MEDIA_TYPE,
    PREFIX,
    Index,
    Log,
    Registered,
    Registration,
    StateHead,
    StateRecord,
    SyncAnswer,
    SyncRequest,
)

CONNECT_S = 10
STALL_S = 30
"""How long nothing may move; there is no limit to how long something may."""
RENEWALS = 2
"""How often a message is sent again with a new token; the first may run out unused, on a machine that sleeps."""
LARGEST_ANSWER = 64_000_000
NOTHING_TO_READ = (204, 304)
"""Statuses of answers without a body."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
OFFLINE = mark("sync", "der er ingen forbindelse til serveren")
NOT_TRUSTED = mark("sync", "serverens certifikat kan ikke godkendes")
PORTAL = mark("sync", "netværket svarede i serverens sted; log ind på netværket")
BUSY = mark("sync", "serveren har for travlt")
FAILING = mark("sync", "serveren fejler")

T = TypeVar("T")


class PlainAddress(ValueError):
    """The address is not https, and not this machine."""


class Transport:
    """One connection to one server. *authorise* gives the token, and another when told that the first is refused."""

    def __init__(self, server: str, *, authorise: Callable[[bool], str], version: str = "") -> None:
        """Raise PlainAddress unless *server* is https or this machine."""
        parts = urlsplit(server)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise PlainAddress(server)
        self.server = server
        self._base = server.rstrip("/") + PREFIX
        self._authorise = authorise
        self._session = requests.Session()
        self._session.trust_env = parts.hostname not in LOOPBACK
        self._sockets: WeakSet[socket.socket] = WeakSet()
        self._session.mount("https://", _Adapter(self._sockets, is_tls=True))
        self._session.mount("http://", _Adapter(self._sockets, is_tls=False))
        self._session.headers.update({
            "User-Agent": f"enplan/{version}", "Accept-Encoding": "gzip", protocol.SCHEMA_HEADER: str(protocol.SCHEMA),
        })  # fmt: skip

    def index(self, *, known: str, wait: int) -> Heard:
        """Return the index, after at most *wait* seconds when nothing differs."""
        headers = {"Prefer": f"wait={wait}"} if wait else {}
        if known:
            headers["If-None-Match"] = f'"{known}"'
        response = self._ask("GET", "/streams", headers=headers, stall=STALL_S + wait)
        if response.status_code == 304:
            return Heard(tag=known, index=None)
        return Heard(tag=response.headers.get("ETag", "").strip('"'), index=self._read(response, Index))

    def sync(self, request: SyncRequest) -> SyncAnswer:
        """Send changes and cursors."""
        return self._read(self._ask("POST", "/sync", message=request), SyncAnswer)

    def state(self, stream: str) -> tuple[StateHead, list[StateRecord]]:
        """Return a stream as a whole."""
        content = self._content(self._ask("GET", f"/streams/{stream}/state"))
        first, _, rest = content.partition(b"\n")
        with understood():
            records = protocol.decode(b"[" + rest.strip().replace(b"\n", b",") + b"]", list[StateRecord])
            head = protocol.decode(first, StateHead)
        if len(records) != head.records:
            raise Unreachable(NOT_UNDERSTOOD)
        return head, records

    def log(self, stream: str, *, after: int, before: int) -> Log:
        """Return older entries."""
        return self._read(self._ask("GET", f"/streams/{stream}/log?after={after}&before={before}"), Log)

    def purged(self, streams: list[str]) -> None:
        """Give the receipt of a purge for the device that the token stands for."""
        self._ask("POST", "/devices/purged", message=protocol.Purged(streams=streams))

    def register(self, asked: Registration) -> Registered:
        """Register a device."""
        return self._read(self._ask("POST", "/devices", message=asked), Registered)

    def login(self, asked: protocol.Login) -> protocol.Session:
        """Return a token for a password or a device's secret; raises LoginNeeded and FactorNeeded."""
        return self._read(self._ask("POST", "/session", message=asked, is_open=True), protocol.Session)

    def begin_factor(self, asked: protocol.Login) -> protocol.Enrolment:
        """Ask for a new second factor; it counts once a code was shown. Raises LoginNeeded and FactorNeeded."""
        return self._read(self._ask("POST", "/factors", message=asked, is_open=True), protocol.Enrolment)

    def begin_key(self, asked: protocol.Login) -> KeyChallenge:
        """Ask what a security key of the account is to sign. Raises LoginNeeded."""
        return self._read(self._ask("POST", "/keys", message=asked, is_open=True), KeyChallenge)

    def begin_new_key(self, asked: protocol.Login) -> KeyChallenge:
        """Ask what a new security key is to sign. Raises LoginNeeded, FactorNeeded, and NotDone when it is too many."""
        return self._read(self._ask("POST", "/keys/new", message=asked, is_open=True), KeyChallenge)

    def begin_outside(self, asked: protocol.OutsideAsked) -> protocol.OutsideTold:
        """Ask where the browser goes to log in by the municipality's provider; raises LoginNeeded where none is."""
        return self._read(self._ask("POST", "/outside", message=asked, is_open=True), protocol.OutsideTold)

    def sealed(self, asked: protocol.SealedRequest) -> protocol.SealedAnswer:
        """Deliver sealed changes; it needs no token."""
        return self._read(self._ask("POST", "/sealed", message=asked, is_open=True), protocol.SealedAnswer)

    def wiping(self, asked: Wiping) -> WipeOrder:
        """Ask whether this device was reported lost, or give the receipt; it needs no token. Raises LoginNeeded."""
        return self._read(self._ask("POST", "/devices/wiped", message=asked, is_open=True), WipeOrder)

    def act(self, path: str, shape: type[T], *, message: object = None) -> T:
        """Ask the server to do something at once, or read what it tells when there is no *message*.

        Raises NotAllowed, NotDone and NotReadable beside what every request raises.
        """
        return self._read(self._ask("GET" if message is None else "POST", path, message=message), shape)

    def interrupt(self) -> None:
        """Break off what is being waited for, from another thread; it ends as Unreachable."""
        for each in list(self._sockets):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End the connection."""
        self._session.close()

    def _ask(
        self, method: str, path: str, *, message: object = None, headers: dict[str, str] | None = None,
        stall: float = STALL_S, is_open: bool = False,
    ) -> requests.Response:  # fmt: skip
        told = dict(headers or {})
        content: bytes | None = None
        if message is not None:
            content, is_packed = protocol.pack(protocol.encode(message))
            told["Content-Type"] = MEDIA_TYPE
            if is_packed:
                told["Content-Encoding"] = "gzip"
        if not is_open:
            told["Authorization"] = f"Bearer {self._authorise(False)}"
        response = self._send(method, path, content, headers=told, stall=stall)
        for _ in range(RENEWALS):
            if response.status_code != 401 or is_open:
                break
            response.close()
            told["Authorization"] = f"Bearer {self._authorise(True)}"
            response = self._send(method, path, content, headers=told, stall=stall)
        _check(response)
        if response.status_code in NOTHING_TO_READ:
            response.raw.drain_conn()  # an answer that nobody reads to its end costs its connection
        return response

    def _send(
        self, method: str, path: str, content: bytes | None, *, headers: dict[str, str], stall: float
    ) -> requests.Response:
        try:
            return self._session.request(
                method, self._base + path, data=content, headers=headers, timeout=(CONNECT_S, stall),
                allow_redirects=False, stream=True,
            )  # fmt: skip
        except requests.exceptions.SSLError as failed:
            raise Unreachable(NOT_TRUSTED) from failed
        except requests.exceptions.RequestException as failed:
            raise Unreachable(OFFLINE) from failed

    def _read(self, response: requests.Response, shape: type[T]) -> T:
        try:
            return protocol.decode(self._content(response), shape)
        except protocol.Unreadable as wrong:
            raise Unreachable(NOT_UNDERSTOOD) from wrong

    def _content(self, response: requests.Response) -> bytes:
        """Return the whole answer; one that breaks off or never ends is none."""
        content = bytearray()
        try:
            for part in response.iter_content(1 << 16):
                content += part
                if len(content) > LARGEST_ANSWER:
                    raise Unreachable(NOT_UNDERSTOOD)
        except requests.exceptions.RequestException as failed:
            raise Unreachable(OFFLINE) from failed
        finally:
            response.close()
        return bytes(content)


class _Adapter(HTTPAdapter):
    """Trusts what the machine trusts (a municipality's own root lies in its store), and knows its open sockets."""

    def __init__(self, sockets: "WeakSet[socket.socket]", *, is_tls: bool) -> None:
        self._sockets = sockets
        self._is_tls = is_tls
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> Any:
        """Make the pool with the machine's trust."""
        if self._is_tls:
            kwargs["ssl_context"] = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        made = super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {
            "http": _noting(HTTPConnectionPool, self._sockets), "https": _noting(HTTPSConnectionPool, self._sockets),
        }  # fmt: skip
        return made


def _noting(pool: type[HTTPConnectionPool], sockets: "WeakSet[socket.socket]") -> type[HTTPConnectionPool]:
    """Return *pool* whose connections are noted in *sockets* when they are made."""

    class Noted(pool.ConnectionCls):  # type: ignore[name-defined, misc]
        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

    return type("Noting", (pool,), {"ConnectionCls": Noted})


def _check(response: requests.Response) -> None:
    """Raise what the status means; an answer that is not the server's own is the network's."""
    status = response.status_code
    is_ours = response.headers.get("Content-Type", "") == MEDIA_TYPE
    if status in NOTHING_TO_READ or (status == 200 and is_ours):
        return
    trouble = _trouble(response) if is_ours and status in (401, 403, 422) else protocol.Trouble("")
    response.close()
    if trouble.code in _TOLD:
        raise _TOLD[trouble.code](trouble.detail)
    if trouble.code == "forbidden":
        raise NotAllowed
    if status == 413:
        raise TooMuch
    if status in (429, 503):
        raise Unreachable(BUSY, retry_after=_seconds(response.headers.get("Retry-After", "")))
    if status >= 500 and status != 511:
        raise Unreachable(FAILING)
    if not is_ours:
        raise Unreachable(PORTAL)
    raise {401: LoginNeeded, 403: LoginNeeded, 404: NotReadable, 426: ProgramTooOld}.get(status, _NotUnderstood)()


_TOLD = {"factor": FactorNeeded, "proof": ProofNeeded, "not_done": NotDone}
"""Troubles whose detail says what is asked for, or what is wrong."""


def _trouble(response: requests.Response) -> protocol.Trouble:
    try:
        return protocol.decode(response.content[:1_000], protocol.Trouble)
    except (protocol.Unreadable, requests.exceptions.RequestException):
        return protocol.Trouble("")


class _NotUnderstood(Unreachable):
    def __init__(self) -> None:
        super().__init__(NOT_UNDERSTOOD)


def _seconds(told: str) -> float | None:
    return float(told) if told.isdecimal() else None
