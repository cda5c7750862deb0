"""What watches the server asks: whether it lives, whether it can work, and its figures."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sync.server import ready
from sync.server.accounts import Denied
from sync.server.core import Core
from sync.server.headers import HEADERS, bearer
from sync.server.metrics import MEDIA_TYPE, Metrics
from sync.server.permits import Forbidden
from sync.server.ready import OK, Monitoring

PATIENCE_S = 5.0
"""A server that does not know by then how it is, is not ready."""
_PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""What a proxy adds: behind it, this machine's own address is nobody's in particular."""

Doing = Callable[[Callable[[], Any]], Awaitable[Any]]


class Monitors:
    """The handlers. *done* does what takes time in a thread."""

    def __init__(self, core: Core, metrics: Metrics, *, monitoring: Monitoring, done: Doing) -> None:
        self._core = core
        self._metrics = metrics
        self._monitoring = monitoring
        self._done = done

    async def health(self, request: Request) -> Response:
        """GET /health: the process answers."""
        return _json({"status": OK})

    async def ready(self, request: Request) -> Response:
        """GET /ready: it can do its work, part by part."""
        try:
            asked = self._done(lambda: ready.parts(self._core, self._monitoring))
            parts = await asyncio.wait_for(asked, PATIENCE_S)
        except TimeoutError:
            parts = {"database": "slow"}
        is_ready = set(parts.values()) == {OK}
        return _json({"status": "ready" if is_ready else "not ready", "parts": parts}, status=200 if is_ready else 503)

    async def metrics(self, request: Request) -> Response:
        """GET /metrics: the figures, for this machine or whoever has the token."""
        self._check(request)
        text = await self._done(lambda: self._metrics.text(ready.state(self._core, self._monitoring)))
        return Response(text, media_type=MEDIA_TYPE, headers=HEADERS)

    def _check(self, request: Request) -> None:
        token = self._monitoring.token
        if token and not hmac.compare_digest(bearer(request).encode(), token.encode()):
            raise Denied
        if not token and not _is_local(request):
            raise Forbidden


def _is_local(request: Request) -> bool:
    """Tell whether a program of this machine asks, and asks itself."""
    if request.client is None or any(name in request.headers for name in _PASSED_ON):
        return False
    return ip_address(request.client.host).is_loopback


def _json(told: dict[str, Any], *, status: int = 200) -> Response:
    return Response(json.dumps(told), status_code=status, media_type="application/json", headers=HEADERS)
