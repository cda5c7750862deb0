"""A caseworker's device that reaches a real server through a proxy, and what must hold when all is over."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count

from sqlalchemy import text

from app.ids import citizen_stream
from app.store import exchange, receiving
from app.store.store import Store
from builders import a_citizen, a_goal
from fault_proxy import FaultProxy, a_proxy
from offices import goal
from servers import Serving
from sync.client.access import Access
from sync.client.link import Unreachable
from sync.client.once import SyncReport, sync_once
from sync.server import check

_NUMBERS = count(1)
_LOG = text("SELECT id FROM entry WHERE stream = :stream")


@dataclass
class Field:
    """A device out in the field: `proxy` stands between it and the server."""

    server: Serving
    proxy: FaultProxy
    store: Store
    citizen: str = ""

    def begin(self, *titles: str) -> list[str]:
        """Make a citizen with goals here, which nobody else knows yet."""
        self.citizen = a_citizen(self.store)
        return [a_goal(self.store, self.citizen, title) for title in titles]

    def access(self) -> Access:
        """Return a link through the proxy."""
        return Access(self.store, server=self.proxy.address)

    def sync(self) -> SyncReport:
        """Exchange once through the proxy."""
        access = self.access()
        try:
            return sync_once(self.store, access)
        finally:
            access.close()

    def tries(self) -> Unreachable | None:
        """Exchange once through the proxy, and return what it failed of."""
        with suppress_and_keep() as kept:
            self.sync()
        return kept[0] if kept else None

    def entered(self) -> list[str]:
        """Return the ids of the changes that the server has entered in the citizen's plan."""
        with self.server.office.core.database.reading() as connection:
            stream = citizen_stream(self.citizen, "plan")
            return [row.id for row in connection.execute(_LOG, {"stream": stream})]

    def judge(self, titles: dict[str, str]) -> None:
        """See that each goal has its title on both sides, that each change is entered once, that all is whole."""
        with self.server.office.core.database.reading() as connection:
            assert list(check.check(connection)) == []
        assert set(Counter(self.entered()).values()) == {1}
        assert exchange.unanswered(self.store) == 0
        assert receiving.findings(self.store) == []
        assert {identity: goal(self.store, identity).title for identity in titles} == titles
        assert self.is_entered()

    def is_entered(self) -> bool:
        """Tell whether everything written here of the citizen is entered."""
        with self.store.reader() as reader:
            return {each.state for each in reader.changes(citizen=self.citizen)} == {"entered"}

    def new_colleague(self) -> Store:
        """Return the device of somebody else who is assigned to the citizen, straight at the server."""
        login = self.store.user + "-kollega"
        store = self.server.device(login)
        self.server.office.assign(login, self.citizen)
        self.server.sync(store)
        return store


@contextmanager
def suppress_and_keep() -> Iterator[list[Unreachable]]:
    """Keep that the server was not reached instead of raising it."""
    kept: list[Unreachable] = []
    try:
        yield kept
    except Unreachable as failed:
        kept.append(failed)


@contextmanager
def a_field(server: Serving) -> Iterator[Field]:
    """Hold a new user's device behind a proxy of its own."""
    store = server.device(f"mette{next(_NUMBERS)}")
    with a_proxy(server.address) as proxy:
        yield Field(server, proxy, store)
    with suppress(Exception):
        store.close()
