"""Several municipalities in one process, each an application of its own: they share the socket and nothing else."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, replace

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app.clock import Clock
from sync.server import embedded, http, settings
from sync.server.core import Core
from sync.server.headers import HEADERS
from sync.server.limits import Limits
from sync.server.log_lines import MUNICIPALITY
from sync.server.places import NotPlaces, Place
from sync.server.policy import Policy
from sync.server.ready import OK, Monitoring

BELOW = "/k/"
"""Before the name of a municipality, in the address of one of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A municipality with the core that works on its database."""

    place: Place
    core: Core


@contextmanager
def opened(
    places: Sequence[Place], *, connections: int, policy: Policy, clock: Clock
) -> Iterator[tuple[Served, ...]]:  # fmt: skip
    """Hold the cores of *places*, with today's tables. Raises NotPlaces when two of them have anything in common."""
    with ExitStack() as stack:
        served = []
        for each in places:
            database = each.open(connections=connections)
            stack.callback(database.close)
            served.append(Served(place=each, core=Core(database, clock=clock, policy=policy)))
        _check_apart(served)
        yield tuple(served)


def application(served: Sequence[Served], *, monitoring: Monitoring, limits: Limits | None = None) -> Starlette:
    """Return the ASGI application of one municipality without a name, or of several below their names."""
    apart = {each.place.name: _of_one(each, monitoring, limits) for each in served}
    if "" in apart:
        return apart[""]
    mounted = [Mount(BELOW + name, app=_Named(each, name)) for name, each in apart.items()]
    whole = Starlette(routes=[Route("/health", _health), *mounted], lifespan=_together(apart))
    whole.router.redirect_slashes = False
    http.answer_no_such(whole)
    return whole


def _of_one(served: Served, monitoring: Monitoring, limits: Limits | None) -> Starlette:
    own = replace(monitoring, folder=served.place.folder)
    return http.application(served.core, monitoring=own, limits=limits, of=served.place.name)


def let_go(served: Sequence[Served]) -> None:
    """Answer everybody who waits for news."""
    for each in served:
        each.core.nudges.hear_all()


class _Named:
    """Lets what is logged for a request say which municipality it is for."""

    def __init__(self, app: ASGIApp, name: str) -> None:
        self._app = app
        self._name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        MUNICIPALITY.set(self._name)
        await self._app(scope, receive, send)


def _together(apart: Mapping[str, Starlette]) -> http.Lifespan:
    """Return what begins and ends all of the applications; those below another are not begun by themselves."""

    @asynccontextmanager
    async def serving(whole: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for name, each in apart.items():
                before = MUNICIPALITY.set(name)
                await stack.enter_async_context(each.router.lifespan_context(each))
                MUNICIPALITY.reset(before)
            yield

    return serving


async def _health(request: Request) -> Response:
    return JSONResponse({"status": OK}, headers=HEADERS)


def _check_apart(served: Sequence[Served]) -> None:
    """Raise NotPlaces when two municipalities have a database, a key or the keys of their streams in common."""
    seen: dict[tuple[str, bytes], str] = {}
    for each in served:
        for mark in _marks(each):
            other = seen.setdefault(mark, each.place.name)
            if other != each.place.name:
                raise NotPlaces(f"{other} and {each.place.name} have the same {mark[0]}: each must have its own")


def _marks(served: Served) -> Iterator[tuple[str, bytes]]:
    yield "database", served.core.identity.signing.public
    yield "database of keys", served.core.database.read(lambda each: settings.read(each, settings.VAULT)) or b""
    yield embedded.KEY_FILE, embedded.server_key(served.place.folder)
