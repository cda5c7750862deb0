"""Mette at a server that demands a second factor, and the windows that ask her for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import FixedClock
from builders import NOON
from profiles import PASSPHRASE
from servers import SERVER_PASSWORD, Serving, a_server
from sync.server import accounts
from sync.server.policy import Policy
from ui.factor_asking import FactorAsking
from ui.front import Joining

PATIENCE_MS = 30_000


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    """A server that demands a second factor of everybody, with an account for Mette."""
    monkeypatch.setattr(accounts, "MEMORY_KIB", 64)
    with a_server(clock=FixedClock(NOON)) as running:
        running.office.core.policy = Policy(demands_factor=True)
        running.user("mette", password=SERVER_PASSWORD)
        yield running


@pytest.fixture
def asking(look: None, qapp: object) -> Iterator[FactorAsking]:
    made = FactorAsking()
    yield made
    made.give_up()
    made.deleteLater()


def joining(server: Serving, folder: Path) -> Joining:
    """Return how Mette joins *server* for the first time, from a profile in *folder*."""
    return Joining(
        folder=folder, address=server.address, login="mette", password=SERVER_PASSWORD, passphrase=PASSPHRASE
    )
