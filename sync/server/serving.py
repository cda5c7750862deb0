"""Running the server: a socket first, so that the address is known, then uvicorn on it."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

GRACE_S = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tls:
    """The files of the server's certificate and its key, PEM."""

    certificate: Path
    key: Path


class PlainOutside(ValueError):
    """Without TLS the server answers this machine alone."""


def listen(host: str, port: int, *, tls: Tls | None) -> tuple[socket.socket, str]:
    """Return a listening socket and the address it serves; raises PlainOutside."""
    if tls is None and not ip_address(host).is_loopback:
        raise PlainOutside(host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(1_024)
    shown = f"[{host}]" if ":" in host else host
    scheme = "http" if tls is None else "https"
    return listening, f"{scheme}://{shown}:{listening.getsockname()[1]}"


def server(application: ASGIApp, *, let_go: Callable[[], None], tls: Tls | None = None) -> uvicorn.Server:
    """Return the server of *application*; `run(sockets=[…])` serves until it is told to stop.

    Then *let_go* answers those who wait for news, so that nobody's request has to be broken off.
    """
    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,  # who asks is who connects: what a header says proves nothing
        timeout_graceful_shutdown=GRACE_S,
        ssl_certfile=None if tls is None else str(tls.certificate),
        ssl_keyfile=None if tls is None else str(tls.key),
    )
    return _Server(config, let_go)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, let_go: Callable[[], None]) -> None:
        super().__init__(config)
        self._let_go = let_go

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._let_go()
        await super().shutdown(sockets)
