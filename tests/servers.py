"""A real server on a free loopback port, in a thread of its own, and clients that reach it over HTTP."""

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from app.clock import Clock, FixedClock
from app.store.store import Store
from awaited import wait_for
from builders import NOON
from offices import SQLITE, Office
from sync.client.access import Access
from sync.client.once import SyncReport, sync_once
from sync.server import accounts, serving
from sync.server.http import application

SERVER_PASSWORD = "syv svaner på søen"
LITTLE_KIB = 64
"""What a guess at a password costs beside these tests; what it costs everybody else has a test of its own."""


class Serving:
    """An office whose server answers at `address`."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.address = ""
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self, *, port: int = 0) -> None:
        listening, self.address = serving.listen("127.0.0.1", port, tls=None)
        self._server = serving.server(application(self.office.core), let_go=self.office.core.nudges.hear_all)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listening]}, name="server")
        self._thread.start()
        wait_for(f"{self.address}/health", seconds=20)  # whose threads no test may leave behind

    def stop(self) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._server.should_exit = True
        self._thread.join(10)

    def user(self, login: str, *, password: str) -> None:
        """Make an account that can log in."""
        from sync.server import upkeep
        from sync.server.rights import Role

        upkeep.add_user(
            self.office.core.database, login=login, name=login.title(), role=Role.CASEWORKER, password=password,
            areas="", clock=self.office.clock,
        )  # fmt: skip

    def device(self, login: str) -> Store:
        """Return the device of a new user who has joined."""
        self.user(login, password=SERVER_PASSWORD)
        store = self.office.client(login)
        access = self.access(store)
        access.join(login=login, password=SERVER_PASSWORD)
        access.close()
        return store

    def access(self, store: Store) -> Access:
        return Access(store, server=self.address)

    def sync(self, store: Store, *, with_log: bool = False) -> SyncReport:
        """Exchange once over HTTP."""
        access = self.access(store)
        try:
            return sync_once(store, access, with_log=with_log)
        finally:
            access.close()


@contextmanager
def a_server(*, clock: Clock | None = None, engine: str = SQLITE) -> Iterator[Serving]:
    """Hold a running server with an empty database, at a cost of guessing that tests can afford."""
    folder = Path(tempfile.mkdtemp(prefix="enplan-server-"))
    office = Office(folder, clock=clock or FixedClock(NOON), engine=engine)
    serving_it = Serving(office)
    serving_it.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "MEMORY_KIB", LITTLE_KIB)
        try:
            yield serving_it
        finally:
            serving_it.stop()
            office.close()
            shutil.rmtree(folder, ignore_errors=True)
