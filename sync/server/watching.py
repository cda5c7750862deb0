"""What surrounds every request: an id, a count, a line in the log, and an answer when something fails."""

import contextvars
import logging
import secrets
import time
from collections.abc import Callable
from typing import TypeVar

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync import protocol
from sync.server.log_lines import REQUEST
from sync.server.metrics import UNKNOWN, Metrics

logger = logging.getLogger(__name__)

HEADER = b"x-request-id"
WAITED = "enplan.waited"
"""Seconds a request waited for news, in its scope."""
GONE = 499
"""The status that is counted when the client went away before it had sent everything."""
METHODS = frozenset({"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"})

T = TypeVar("T")


class Watching:
    """The outermost layer. What nobody foresaw is told in the log by its class and place, and answered with 500."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        identity = secrets.token_hex(8)
        REQUEST.set(identity)
        begun, status = time.perf_counter(), 0

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER, identity.encode())]
            await send(message)

        try:
            await self._app(scope, receive, told)
        except ClientDisconnect:
            status = GONE
        except Exception:
            logger.exception("failed")
            if not status:
                await _tell_failure(told)
            status = 500
        self._note(scope, status, seconds=time.perf_counter() - begun)

    def _note(self, scope: Scope, status: int, *, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", UNKNOWN)
        method = scope["method"] if scope["method"] in METHODS else UNKNOWN
        worked = seconds - scope.get(WAITED, 0.0)
        self._metrics.requests.labels(route, method, str(status)).inc()
        self._metrics.seconds.labels(route).observe(worked)
        logger.debug("answered", extra={"route": route, "status": status, "ms": round(worked * 1_000, 1)})


def carried(work: Callable[[], T]) -> Callable[[], T]:
    """Return *work* to be done by a thread that knows which request it is for."""
    context = contextvars.copy_context()
    return lambda: context.run(work)


async def _tell_failure(send: Send) -> None:
    content = protocol.encode(protocol.Trouble("failed"))
    headers = [(b"content-type", protocol.MEDIA_TYPE.encode()), (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": content})
