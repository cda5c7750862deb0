"""The layer that turns away what is too much, before anything is read of it."""

import logging
import math
import time
from collections.abc import Collection
from ipaddress import IPv6Address, ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

from sync import protocol
from sync.server.headers import HEADERS
from sync.server.limits import Limiter, TooMany, Who
from sync.server.metrics import Metrics

logger = logging.getLogger(__name__)

WHO = "enplan.who"
"""Whom the token of a request stood for, in its scope, once that was seen."""
CODE, STATUS = "too_many", 429
LOGGED_EVERY_S = 1.0
"""One who asks too much does not fill the log as well."""


class Limiting:
    """Counts every request of the exchange, and answers those that are too many.

    On the paths that *need_no_token* what stands for one is not looked at.
    """

    def __init__(self, app: ASGIApp, *, limiter: Limiter, metrics: Metrics, need_no_token: Collection[str]) -> None:
        self._app = app
        self._limiter = limiter
        self._metrics = metrics
        self._need_no_token = need_no_token
        self._logged = -math.inf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        _, is_exchange, path = scope.get("path", "").rpartition(protocol.PREFIX)
        if scope["type"] != "http" or not is_exchange:
            await self._app(scope, receive, send)
            return
        token, now = b"" if path in self._need_no_token else _token(scope), time.monotonic()
        try:
            is_known = self._limiter.count(token, address=_address(scope), now=now)
        except TooMany as wrong:
            await self._turn_away(wrong, send, now=now)
            return
        await self._app(scope, receive, send)
        who: Who | None = scope.get(WHO)
        if who is not None and not is_known:
            self._limiter.learn(token, who)

    async def _turn_away(self, wrong: TooMany, send: Send, *, now: float) -> None:
        self._metrics.limited.labels(wrong.of).inc()
        if now - self._logged >= LOGGED_EVERY_S:
            self._logged = now
            logger.info("turned away", extra={"status": STATUS, "code": CODE, "of": wrong.of})
        content = protocol.encode(protocol.Trouble(CODE))
        told = HEADERS | {
            "Content-Type": protocol.MEDIA_TYPE, "Content-Length": str(len(content)), "Retry-After": again(wrong),
        }  # fmt: skip
        headers = [(name.lower().encode(), value.encode()) for name, value in told.items()]
        await send({"type": "http.response.start", "status": STATUS, "headers": headers})
        await send({"type": "http.response.body", "body": content})


def again(wrong: TooMany) -> str:
    """Return the whole seconds to wait, for `Retry-After`."""
    return str(max(1, math.ceil(wrong.seconds)))


def _token(scope: Scope) -> bytes:
    """Return what stands for a token in the request, empty where there is none."""
    return next((value for name, value in scope["headers"] if name == b"authorization"), b"")


def _address(scope: Scope) -> str:
    """Return who connects: an IPv4 address, or the network of an IPv6 one, whose rest anybody chooses anew."""
    client = scope.get("client")
    host: str = client[0] if client else ""
    if ":" not in host:
        return host
    told = ip_address(host.partition("%")[0])
    if isinstance(told, IPv6Address) and told.ipv4_mapped is None:
        return told.packed[:8].hex()
    return host
