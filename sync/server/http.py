"""The wire: paths, media type, sizes, errors. Every request is read, checked and answered here and nowhere else."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sync import protocol
from sync.acts import Wiping
from sync.protocol import MEDIA_TYPE, PREFIX, SyncRequest
from sync.server import logging_in, losses, outside, posted, threads
from sync.server.accounts import Denied
from sync.server.acts_served import ACTS, Act
from sync.server.bulletins import Bulletins
from sync.server.core import Core, NotReadable, WrongDevice
from sync.server.described import Described, by_status
from sync.server.devices import NotRegistrable
from sync.server.endpoints import IN_THE_MESSAGE, endpoints
from sync.server.headers import HEADERS, bearer
from sync.server.index import Listed
from sync.server.limiting import CODE, STATUS, WHO, Limiting, again
from sync.server.limits import Limiter, Limits, TooMany, Who
from sync.server.metrics import Metrics
from sync.server.monitoring import Monitors
from sync.server.permits import FactorNeeded, Forbidden, NotDone, ProofNeeded
from sync.server.readable import has_nul
from sync.server.ready import Monitoring
from sync.server.rights import Session
from sync.server.threads import Threads
from sync.server.tries import TooManyTries
from sync.server.vouched import ProviderAway
from sync.server.watching import WAITED, Watching

logger = logging.getLogger(__name__)

OLDEST_SCHEMA = 1
"""Programs older than this may push, and no longer read."""
ROUND_S = 10
"""How late, at most, it is told that a right has begun or ended; what may be read goes by the clock itself."""
WOKEN = 2
"""Of those who waited for the same news so many are answered at a time: what others ask comes in between."""
_TROUBLES: dict[type[Exception], tuple[int, str]] = {
    protocol.Unreadable: (400, "unreadable"),
    Denied: (401, "denied"),
    ProofNeeded: (403, "proof"),
    FactorNeeded: (401, "factor"),
    WrongDevice: (403, "device"),
    Forbidden: (403, "forbidden"),
    NotReadable: (404, "not_readable"),
    NotRegistrable: (409, "device"),
    protocol.TooLarge: (413, "too_large"),
    NotDone: (422, "not_done"),
    TooManyTries: (429, "tries"),
    TooMany: (STATUS, CODE),
    OperationalError: (503, "busy"),
    NoConnectionFree: (503, "busy"),
    ProviderAway: (503, "provider"),
}
_NO_SUCH = {404: "no_path", 405: "method"}
_RETRY_AFTER = {429: "60", 503: "5"}
"""Seconds."""

T = TypeVar("T")
Handler = Callable[[Request], Awaitable[Response]]
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def application(
    core: Core, *, monitoring: Monitoring | None = None, limits: Limits | None = None, of: str = ""
) -> Starlette:  # fmt: skip
    """Return the ASGI application that serves *core*, that of the municipality *of* where there are several."""
    metrics, limiter = Metrics(of=of), Limiter(limits or Limits())
    core.database.again.tell = metrics.retried
    wire = _Wire(core, metrics, limiter)
    monitors = Monitors(core, metrics, monitoring=monitoring or Monitoring(), done=wire.done)
    described = Described(troubles=by_status(_TROUBLES))
    routes = [
        Route("/health", monitors.health),
        Route("/ready", monitors.ready),
        Route("/metrics", monitors.metrics),
        Route("/openapi.json", described.openapi),
        Route("/docs", described.docs),
        Route(f"{PREFIX}/streams", wire.index),
        Route(f"{PREFIX}/streams/{{stream}}/state", wire.state),
        Route(f"{PREFIX}/streams/{{stream}}/log", wire.log),
        Route(f"{PREFIX}/sync", wire.sync, methods=["POST"]),
        Route(f"{PREFIX}/outside/saml", wire.posted, methods=["POST"]),
        Route(f"{PREFIX}/devices", wire.devices, methods=["POST"]),
        Route(f"{PREFIX}/devices/purged", wire.purged, methods=["POST"]),
        *(Route(PREFIX + path, wire.answering(shape, work), methods=["POST"]) for path, shape, work in _BY_MESSAGE),
        *(Route(PREFIX + path, wire.answering_by_name(work), methods=["POST"]) for path, work in _BY_NAME),
        *(Route(PREFIX + act.path, wire.acting(act), methods=[act.method]) for act in ACTS),
    ]
    need_no_token = {each.path.removeprefix(PREFIX) for each in endpoints() if each.opened_by == IN_THE_MESSAGE}
    limiting = Middleware(Limiting, limiter=limiter, metrics=metrics, need_no_token=need_no_token)
    layers = [Middleware(Watching, metrics=metrics), limiting]
    application = Starlette(routes=routes, lifespan=wire.serving, middleware=layers)
    application.router.redirect_slashes = False
    for kind in _TROUBLES:
        application.add_exception_handler(kind, wire.trouble)
    answer_no_such(application)
    return application


def answer_no_such(application: Starlette) -> None:
    """Let *application* answer what it has no path or method for in the words of the exchange."""
    application.add_exception_handler(HTTPException, _no_such)


class _Wire:
    """The handlers; each answers one path. Whatever takes time is done in one go by a thread of the pool."""

    def __init__(self, core: Core, metrics: Metrics, limiter: Limiter) -> None:
        self._core = core
        self._metrics = metrics
        self._limiter = limiter
        self._threads = Threads(threads.REQUESTS, name="request")
        self._log_ins = Threads(threads.LOG_INS, name="log-in")
        self.done = self._threads.done
        self._woken = asyncio.Semaphore(WOKEN)

    @asynccontextmanager
    async def serving(self, application: Starlette) -> AsyncIterator[None]:
        """Keep the threads as long as the application serves."""
        core = self._core
        with self._threads, self._log_ins, Bulletins(core.database, core.nudges, clock=core.clock):
            rounds = asyncio.create_task(self._rounds())
            try:
                yield
            finally:
                rounds.cancel()

    async def index(self, request: Request) -> Response:
        """GET /streams: at once when something differs, else when it does or the wait is over."""
        token, known = bearer(request), request.headers.get("if-none-match", "").strip('"')
        _check_schema(request)

        def ask() -> tuple[Listed, Response]:
            listed = self._core.index(self._session(request, token), known=known)
            return listed, _listed(request, listed)

        listed, told = await self.done(ask)
        seconds = _wait(request)
        if listed.index is None and seconds:
            begun = time.perf_counter()
            with self._limiter.polling(request.scope[WHO]), self._metrics.waiting.track_inprogress():
                await self._core.nudges.wait(listed.tick, keys=listed.keys, seconds=seconds)
            request.scope[WAITED] = time.perf_counter() - begun
            async with self._woken:
                _, told = await self.done(ask)
        return told

    async def sync(self, request: Request) -> Response:
        """POST /sync."""
        token, content = bearer(request), await _content(request)

        def ask() -> Response:
            session = self._session(request, token)
            asked = _message(request, content, SyncRequest)
            if asked.cursors and not asked.changes:
                _check_schema(request)
            answer = self._core.sync(session, asked)
            self._metrics.exchanged(asked, answer)
            return _answer(request, answer)

        return await self.done(ask)

    async def state(self, request: Request) -> Response:
        """GET /streams/{id}/state: one line for the head, then one for each record."""
        token, stream = bearer(request), request.path_params["stream"]
        _check_schema(request)

        def ask() -> Response:
            lines = self._core.state(self._session(request, token), stream)
            return _packed(request, b"".join(lines))

        return await self.done(ask)

    async def log(self, request: Request) -> Response:
        """GET /streams/{id}/log?after=&before=."""
        token, stream = bearer(request), request.path_params["stream"]
        _check_schema(request)
        after, before = _number(request, "after"), _number(request, "before")

        def ask() -> Response:
            return _answer(request, self._core.log(self._session(request, token), stream, after=after, before=before))

        return await self.done(ask)

    async def devices(self, request: Request) -> Response:
        """POST /devices: register a device."""
        token, content = bearer(request), await _content(request)

        def ask() -> Response:
            session = self._session(request, token)
            return _answer(request, self._core.register(session, _message(request, content, protocol.Registration)))

        return await self.done(ask)

    async def purged(self, request: Request) -> Response:
        """POST /devices/purged: the receipt of a purge, by the device that the token stands for."""
        token, content = bearer(request), await _content(request)

        def ask() -> Response:
            session = self._session(request, token)
            self._core.purged(session, _message(request, content, protocol.Purged).streams)
            return Response(status_code=204, headers=HEADERS)

        return await self.done(ask)

    async def posted(self, request: Request) -> Response:
        """POST /outside/saml: what a provider lets the user's browser post, which is sent on to the program."""
        content = await _content(request, media=posted.MEDIA_TYPE, at_most=posted.LARGEST)
        onward = await self.done(lambda: posted.take(self._core, posted.read(content)))
        return RedirectResponse(onward, status_code=303, headers=HEADERS)

    def answering(self, shape: type[T], work: Callable[[Core, T], object]) -> Handler:
        """Return the handler of a message that needs no token."""

        async def handle(request: Request) -> Response:
            content = await _content(request)
            worked_on = self._log_ins if shape in _LOGGING_IN else self._threads
            return await worked_on.done(lambda: _answer(request, work(self._core, _message(request, content, shape))))

        return handle

    def answering_by_name(self, work: Callable[[Core, protocol.Login, str], object]) -> Handler:
        """Return the handler of a message whose answer holds for the name by which the server was reached."""

        async def handle(request: Request) -> Response:
            content, name = await _content(request), request.url.hostname or ""
            return await self._log_ins.done(
                lambda: _answer(request, work(self._core, _message(request, content, protocol.Login), name))
            )

        return handle

    def acting(self, act: Act) -> Handler:
        """Return the handler of an act."""

        async def handle(request: Request) -> Response:
            token, content = bearer(request), await _content(request) if act.shape is not None else b""

            def ask() -> Response:
                session = self._session(request, token)
                message = None if act.shape is None else _message(request, content, act.shape)
                return _answer(request, act.do(self._core, session, message))

            return await self.done(ask)

        return handle

    def _session(self, request: Request, token: str) -> Session:
        """Return whom *token* stands for; what else it asks is counted as theirs. Raises Denied."""
        session = self._core.session(token)
        request.scope[WHO] = Who(device=session.device, account=session.login)
        return session

    async def _rounds(self) -> None:
        """Do what the clock asks for, now and then, as long as the application serves."""
        while True:
            try:
                await self.done(self._core.turn)
            except Exception:
                logger.exception("no turn")
            await asyncio.sleep(ROUND_S)

    async def trouble(self, request: Request, wrong: Exception) -> Response:
        """Answer a request that is turned away."""
        status, code = next(found for kind, found in _TROUBLES.items() if isinstance(wrong, kind))
        if code == "busy":
            self._metrics.busy.inc()
        retry = again(wrong) if isinstance(wrong, TooMany) else _RETRY_AFTER.get(status, "")
        headers = HEADERS | ({"Retry-After": retry} if retry else {})
        logger.info("turned away", extra={"path": request.scope["route"].path, "status": status, "code": code})
        detail = wrong.code if isinstance(wrong, NotDone | FactorNeeded) else ""
        return _turned_away(status, code, detail, headers=headers)


class _TooOld(Exception):
    """The program may no longer read what is sent."""


_TROUBLES[_TooOld] = (426, "too_old")


def _sealed(core: Core, asked: protocol.SealedRequest) -> protocol.SealedAnswer:
    if len(asked.changes) > protocol.MOST_CHANGES:
        raise protocol.TooLarge
    return protocol.SealedAnswer(results=core.take_sealed(asked.changes))


_BY_MESSAGE: tuple[tuple[str, type[Any], Callable[[Core, Any], object]], ...] = (
    ("/session", protocol.Login, Core.login),
    ("/factors", protocol.Login, logging_in.begin_factor),
    ("/outside", protocol.OutsideAsked, outside.begin),
    ("/devices/wiped", Wiping, losses.wiping),
    ("/sealed", protocol.SealedRequest, _sealed),
)
"""What needs no token, since the message itself says who asks: its path, its shape and what is done with it."""
_LOGGING_IN = (protocol.Login, protocol.OutsideAsked)


_BY_NAME: tuple[tuple[str, Callable[[Core, protocol.Login, str], object]], ...] = (
    ("/keys", logging_in.begin_key),
    ("/keys/new", logging_in.begin_new_key),
)
"""The same of who logs in, by the name of the server that a security key signs for."""


def _check_schema(request: Request) -> None:
    told = request.headers.get(protocol.SCHEMA_HEADER, str(protocol.SCHEMA))
    if not told.isdecimal() or int(told) < OLDEST_SCHEMA:
        raise _TooOld


async def _content(request: Request, *, media: str = MEDIA_TYPE, at_most: int = protocol.MOST_BYTES) -> bytes:
    """Return the body as it came, never more than agreed."""
    if request.headers.get("content-type", "") != media:
        raise protocol.Unreadable("media type")
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > at_most:
            raise protocol.TooLarge
    return bytes(content)


def _message(request: Request, content: bytes, shape: type[T]) -> T:
    """Read *content* as *shape*, never more than agreed, packed or not."""
    if request.headers.get("content-encoding") == "gzip":
        content = protocol.unpack(content, at_most=protocol.MOST_BYTES)
    if shape is not SyncRequest and has_nul(content):  # in an exchange that is looked at change by change
        raise protocol.Unreadable("text")
    return protocol.decode(content, shape)


def _listed(request: Request, listed: Listed) -> Response:
    tag = {"ETag": f'"{listed.tag}"'}
    if listed.index is None:
        return Response(status_code=304, headers=HEADERS | tag)
    return _answer(request, listed.index, headers=tag)


def _answer(request: Request, message: object, *, headers: dict[str, str] | None = None) -> Response:
    return _packed(request, protocol.encode(message), headers=headers)


def _packed(request: Request, content: bytes, *, headers: dict[str, str] | None = None) -> Response:
    told = HEADERS | (headers or {})
    if "gzip" in request.headers.get("accept-encoding", ""):
        content, is_packed = protocol.pack(content)
        if is_packed:
            told["Content-Encoding"] = "gzip"
    return Response(content, media_type=MEDIA_TYPE, headers=told)


async def _no_such(request: Request, wrong: Exception) -> Response:
    """Answer what no route is for."""
    status, headers = (wrong.status_code, wrong.headers) if isinstance(wrong, HTTPException) else (404, None)
    return _turned_away(status, _NO_SUCH.get(status, "unreadable"), headers={**HEADERS, **(headers or {})})


def _turned_away(status: int, code: str, detail: str = "", *, headers: dict[str, str]) -> Response:
    told = protocol.encode(protocol.Trouble(code, detail))
    return Response(told, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def _wait(request: Request) -> float:
    """Return the seconds that `Prefer: wait=25` asks for, at most the longest wait."""
    for part in request.headers.get("prefer", "").split(","):
        name, _, value = part.strip().partition("=")
        if name == "wait" and value.isdecimal():
            return float(min(int(value), protocol.LONGEST_WAIT_S))
    return 0.0


def _number(request: Request, name: str) -> int:
    told: Any = request.query_params.get(name, "")
    if not told.isdecimal() or len(told) > 18:
        raise protocol.Unreadable(name)
    return int(told)
