"""Acts that ask for a fresh second factor: which they are, what the server says, and that the client can go on."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.store.store import Store
from offices import ENGINES, SQLITE
from second_factors import Telephone, begin_factor, half_a_minute
from servers import SERVER_PASSWORD, Serving
from sync.acts import Devices, LossReport, Lost
from sync.client.access import Access
from sync.client.link import FactorNeeded, ProofNeeded
from sync.server import accounts
from sync.server.acts_served import ACTS
from sync.server.policy import Policy

NEEDS_PROOF = {
    "GET /team": False,
    "POST /assignments": True,
    "GET /emergencies": False,
    "POST /emergencies": True,
    "POST /visits": False,
    "GET /counts": False,
    "GET /devices": False,
    "POST /attached": False,
    "POST /attached/part": False,
    "POST /attached/take": False,
    "POST /devices/lost": True,
}
"""Written by hand: an act that is not here fails the test, so that somebody has thought of it."""


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The embedded file, where a test does not ask for each engine."""
    chosen: str = getattr(request, "param", SQLITE)
    return chosen


@pytest.fixture(autouse=True)
def _hashing_costs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a password costs is measured elsewhere."""
    monkeypatch.setattr(accounts, "MEMORY_KIB", 64)


class Desk:
    """Anna's device, registered with a second factor an hour ago."""

    def __init__(self, server: Serving) -> None:
        self.server = server
        self.clock = server.office.clock
        server.office.core.policy = Policy(demands_factor=True)
        server.user("anna", password=SERVER_PASSWORD)
        self.store: Store = server.office.client("anna")
        self.access: Access = server.access(self.store)
        told = begin_factor(self.access, login="anna")
        self.phone = Telephone(told, clock=self.clock)
        self.access.join(login="anna", password=SERVER_PASSWORD, code=self.phone.code())
        for _ in range(120):
            half_a_minute(self.clock)

    def report(self) -> LossReport:
        return self.access.act("/devices/lost", LossReport, message=Lost(device=self.store.device, reason="væk"))


@pytest.fixture
def desk(server: Serving) -> Iterator[Desk]:
    made = Desk(server)
    yield made
    made.access.close()


def test_L10_every_act_says_whether_it_asks_for_a_fresh_proof() -> None:
    assert {f"{each.method} {each.path}": each.needs_proof for each in ACTS} == NEEDS_PROOF


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_L10_an_act_that_asks_for_a_fresh_proof_is_done_after_it_and_not_before(desk: Desk) -> None:
    seen = desk.access.act("/devices", Devices)
    with pytest.raises(ProofNeeded) as asked:
        desk.report()

    desk.access.prove(desk.phone.code())

    assert asked.value.ways == {"totp"}
    assert desk.report().device.device == seen.rows[0].device


def test_L10_a_proof_is_fresh_for_as_long_as_the_server_says(desk: Desk) -> None:
    desk.access.prove(desk.phone.code())
    desk.server.office.core.policy = Policy(demands_factor=True, fresh=timedelta(seconds=29))
    half_a_minute(desk.clock)

    with pytest.raises(ProofNeeded):
        desk.report()


def test_L10_a_wrong_code_proves_nothing(desk: Desk) -> None:
    with pytest.raises(FactorNeeded) as told:
        desk.access.prove("000000")
    with pytest.raises(ProofNeeded):
        desk.report()

    assert told.value.is_wrong


def test_L10_where_no_factor_is_demanded_who_has_none_is_not_asked(server: Serving) -> None:
    server.user("bo", password=SERVER_PASSWORD)
    store = server.office.client("bo")
    access = server.access(store)
    access.join(login="bo", password=SERVER_PASSWORD)

    told = access.act("/devices/lost", LossReport, message=Lost(device=store.device, reason="væk"))
    access.close()

    assert told.device.login == "bo"
