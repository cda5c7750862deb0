"""The wire: paths, media type, sizes, errors. Every request is read, checked and answered here and nowhere else."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync import protocol
from sync.protocol import MEDIA_TYPE, PREFIX
from sync.server.accounts import Denied, TooManyTries
from sync.server.core import Core, NotReadable, WrongDevice
from sync.server.devices import NotRegistrable
from sync.server.index import Listed
from sync.server.rights import Session

logger = logging.getLogger(__name__)

OLDEST_SCHEMA = 1
"""Programs older than this may push, and no longer read."""
STATE_BYTES = 64_000_000
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
_TROUBLES: dict[type[Exception], tuple[int, str]] = {
    protocol.Unreadable: (400, "unreadable"),
    Denied: (401, "denied"),
    WrongDevice: (403, "device"),
    NotReadable: (404, "not_readable"),
    NotRegistrable: (409, "device"),
    protocol.TooLarge: (413, "too_large"),
    TooManyTries: (429, "tries"),
}

T = TypeVar("T")
Handler = Callable[[Request], Awaitable[Response]]


def application(core: Core) -> Starlette:
    """Return the ASGI application that serves *core*."""
    wire = _Wire(core)
    routes = [
        Route("/health", wire.health),
        Route(f"{PREFIX}/streams", wire.index),
        Route(f"{PREFIX}/streams/{{stream}}/state", wire.state),
        Route(f"{PREFIX}/streams/{{stream}}/log", wire.log),
        Route(f"{PREFIX}/sync", wire.sync, methods=["POST"]),
        Route(f"{PREFIX}/session", wire.session, methods=["POST"]),
        Route(f"{PREFIX}/devices", wire.devices, methods=["POST"]),
        Route(f"{PREFIX}/devices/purged", wire.purged, methods=["POST"]),
        Route(f"{PREFIX}/sealed", wire.sealed, methods=["POST"]),
    ]
    application = Starlette(routes=routes)
    for kind in _TROUBLES:
        application.add_exception_handler(kind, _trouble)
    return application


class _Wire:
    """The handlers; each answers one path."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def health(self, request: Request) -> Response:
        """Tell that the database answers."""

        def ask() -> None:
            with self._core.database.reading() as connection:
                connection.exec_driver_sql("SELECT 1")

        await run_in_threadpool(ask)
        return Response(b'{"status":"ok"}', media_type="application/json", headers=_HEADERS)

    async def index(self, request: Request) -> Response:
        """GET /streams: at once when something differs, else when it does or the wait is over."""
        session = await self._session(request, reads=True)
        known = request.headers.get("if-none-match", "").strip('"')
        listed = await self._listed(session, known)
        seconds = _wait(request)
        if listed.index is None and seconds:
            await self._core.nudges.wait(listed.tick, keys=listed.keys, seconds=seconds)
            listed = await self._listed(session, known)
        tag = {"ETag": f'"{listed.tag}"'}
        if listed.index is None:
            return Response(status_code=304, headers=_HEADERS | tag)
        return _answer(request, protocol.encode(listed.index), headers=tag)

    async def sync(self, request: Request) -> Response:
        """POST /sync."""
        session = await self._session(request)
        asked = await _message(request, protocol.SyncRequest)
        if asked.cursors and not asked.changes:
            _check_schema(request)
        return _answer(request, protocol.encode(await run_in_threadpool(self._core.sync, session, asked)))

    async def state(self, request: Request) -> Response:
        """GET /streams/{id}/state: one line for the head, then one for each record."""
        session = await self._session(request, reads=True)
        lines = await run_in_threadpool(self._core.state, session, request.path_params["stream"])
        return _answer(request, b"".join(lines))

    async def log(self, request: Request) -> Response:
        """GET /streams/{id}/log?after=&before=."""
        session = await self._session(request, reads=True)
        after, before = _number(request, "after"), _number(request, "before")

        def ask() -> protocol.Log:
            return self._core.log(session, request.path_params["stream"], after=after, before=before)

        return _answer(request, protocol.encode(await run_in_threadpool(ask)))

    async def session(self, request: Request) -> Response:
        """POST /session: a token for a password or a device's secret."""
        asked = await _message(request, protocol.Login)
        return _answer(request, protocol.encode(await run_in_threadpool(self._core.login, asked)))

    async def devices(self, request: Request) -> Response:
        """POST /devices: register a device."""
        session = await self._session(request)
        asked = await _message(request, protocol.Registration)
        return _answer(request, protocol.encode(await run_in_threadpool(self._core.register, session, asked)))

    async def purged(self, request: Request) -> Response:
        """POST /devices/purged: the receipt of a purge, by the device that the token stands for."""
        session = await self._session(request)
        told = await _message(request, protocol.Purged)
        await run_in_threadpool(self._core.purged, session, told.streams)
        return Response(status_code=204, headers=_HEADERS)

    async def sealed(self, request: Request) -> Response:
        """POST /sealed: sealed changes, without a token."""
        asked = await _message(request, protocol.SealedRequest)
        if len(asked.changes) > protocol.MOST_CHANGES:
            raise protocol.TooLarge
        results = await run_in_threadpool(self._core.take_sealed, asked.changes)
        return _answer(request, protocol.encode(protocol.SealedAnswer(results=results)))

    async def _session(self, request: Request, *, reads: bool = False) -> Session:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Denied
        if reads:
            _check_schema(request)
        return await run_in_threadpool(self._core.session, token)

    async def _listed(self, session: Session, known: str) -> Listed:
        def ask() -> Listed:
            return self._core.index(session, known=known)

        return await run_in_threadpool(ask)


class _TooOld(Exception):
    """The program may no longer read what is sent."""


_TROUBLES[_TooOld] = (426, "too_old")


def _check_schema(request: Request) -> None:
    told = request.headers.get(protocol.SCHEMA_HEADER, str(protocol.SCHEMA))
    if not told.isdecimal() or int(told) < OLDEST_SCHEMA:
        raise _TooOld


async def _message(request: Request, shape: type[T]) -> T:
    """Read the body as *shape*, never more than agreed, packed or not."""
    if request.headers.get("content-type", "") != MEDIA_TYPE:
        raise protocol.Unreadable("media type")
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > protocol.MOST_BYTES:
            raise protocol.TooLarge
    if request.headers.get("content-encoding") == "gzip":
        return protocol.decode(protocol.unpack(bytes(content), at_most=protocol.MOST_BYTES), shape)
    return protocol.decode(bytes(content), shape)


def _answer(request: Request, content: bytes, *, headers: dict[str, str] | None = None) -> Response:
    told = _HEADERS | (headers or {})
    if "gzip" in request.headers.get("accept-encoding", ""):
        content, is_packed = protocol.pack(content)
        if is_packed:
            told["Content-Encoding"] = "gzip"
    return Response(content, media_type=MEDIA_TYPE, headers=told)


async def _trouble(request: Request, wrong: Exception) -> Response:
    status, code = next(found for kind, found in _TROUBLES.items() if isinstance(wrong, kind))
    headers = _HEADERS | ({"Retry-After": "60"} if status == 429 else {})
    logger.info("turned away", extra={"path": request.scope["route"].path, "status": status, "code": code})
    return Response(protocol.encode(protocol.Trouble(code)), status_code=status, media_type=MEDIA_TYPE, headers=headers)


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
