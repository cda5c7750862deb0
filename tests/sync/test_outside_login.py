"""Logging in by the municipality's provider: a real provider in its own process, a real server, a browser."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import requests

from app.clock import SystemClock
from app.domain.citizen import CITIZEN
from app.ids import new_device_id
from app.store import exchange
from app.store.store import Store
from builders import a_citizen
from identity_provider import CLIENT, a_provider, browser
from offices import ENGINES, SQLITE
from second_factors import Telephone, begin_factor
from servers import SERVER_PASSWORD, Serving, a_server
from sync.acts import LossReport, Lost
from sync.client.access import Access
from sync.client.link import FactorNeeded, LoginNeeded, NotAllowed, Unreachable
from sync.client.outside import NotLoggedIn
from sync.client.transport import Transport
from sync.protocol import Login, Outside, OutsideAsked, Unreadable
from sync.server import accounts, outside, provider
from sync.server.policy import Policy
from sync.server.provider import Provider
from sync.server.rights import Role
from sync.server.statements import Statement

NOW = int(SystemClock().now().timestamp())
USERS: list[dict[str, Any]] = [
    {"sub": "u-mette", "preferred_username": "mette", "groups": ["Sagsbehandlere"], "auth_time": NOW},
    {"sub": "u-other", "preferred_username": "mette", "groups": ["Sagsbehandlere"], "auth_time": NOW},
    {"sub": "u-jonas", "preferred_username": "jonas", "groups": ["Ledere"], "auth_time": NOW},
    {"sub": "u-nobody", "preferred_username": "ingen", "groups": ["Sagsbehandlere"], "auth_time": NOW},
]
REDIRECT = "http://127.0.0.1:9/enplan"
CHALLENGE = urlsafe_b64encode(hashlib.sha256(b"a" * 43).digest()).decode().rstrip("=")
LONG_AGO = Statement("UPDATE outside_session SET vouched = '2020-01-01T00:00:00.000Z'")
NO_TOKEN = Statement("DELETE FROM token")
SEALED = Statement("SELECT content FROM outside_session")


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The embedded file, where a test does not ask for each engine."""
    chosen: str = getattr(request, "param", SQLITE)
    return chosen


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with a_provider(*USERS) as address:
        yield address


@pytest.fixture
def server(engine: str, issuer: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    """A server that knows the provider, and lets its caseworkers in."""
    monkeypatch.setattr(accounts, "MEMORY_KIB", 64)
    with a_server(clock=SystemClock(), engine=engine) as running:
        know(running, issuer)
        for login in ("mette", "jonas"):
            running.user(login, password=SERVER_PASSWORD)
        yield running


def know(server: Serving, issuer: str, *, is_strong: bool = True) -> None:
    roles = {"Sagsbehandlere": Role.CASEWORKER, "Ledere": Role.MANAGER}
    made = Provider(issuer=issuer, client=CLIENT, roles_claim="groups", roles=roles, is_strong=is_strong)
    server.office.core.database.write(lambda each: provider.put(each, made, secret="hemmelig"))


class Desk:
    """A device whose user has a browser."""

    def __init__(self, server: Serving, login: str, browse: Callable[[str], object]) -> None:
        self.server = server
        self.login = login
        self.store: Store = server.office.client(login, name=f"{login}-{id(browse)}")
        self.access = Access(self.store, server=server.address, browse=browse)

    def join(self) -> str:
        return self.access.join(login=self.login, password="").role

    def sync(self) -> int:
        """Exchange once with a token drawn anew."""
        self.server.office.core.database.write(NO_TOKEN.run)
        return self.server.sync(self.store).sent


@pytest.fixture
def desk(server: Serving) -> Iterator[Callable[[str, str], Desk]]:
    made: list[Desk] = []

    def a_desk(login: str, subject: str) -> Desk:
        made.append(Desk(server, login, browser(subject)))
        return made[-1]

    yield a_desk
    for each in made:
        each.access.close()


def test_L11_who_logs_in_at_the_provider_needs_no_password_here(desk: Callable[[str, str], Desk]) -> None:
    mette = desk("mette", "u-mette")
    a_citizen(mette.store)

    assert mette.join() == "caseworker"
    assert mette.sync() == 1


@pytest.mark.parametrize(
    ("login", "subject"),
    [("jonas", "u-jonas"), ("ingen", "u-nobody"), ("jonas", "u-mette")],
    ids=["a role that the provider's words do not stand for", "no account", "another's account"],
)
def test_L12_the_provider_says_who_it_is_and_never_what_one_may(
    desk: Callable[[str, str], Desk], login: str, subject: str
) -> None:
    with pytest.raises(LoginNeeded):
        desk(login, subject).join()


def test_L12_a_name_that_the_provider_has_given_to_another_opens_nothing(desk: Callable[[str, str], Desk]) -> None:
    desk("mette", "u-mette").join()

    with pytest.raises(LoginNeeded):
        desk("mette", "u-other").join()


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_L13_a_device_is_vouched_for_anew_without_asking_its_user(
    server: Serving, desk: Callable[[str, str], Desk]
) -> None:
    mette = desk("mette", "u-mette")
    mette.join()
    a_citizen(mette.store)
    server.office.core.database.write(LONG_AGO.run)

    assert mette.sync() == 1


def test_L13_what_the_provider_takes_back_ends_the_exchange_and_nothing_is_lost(
    server: Serving, desk: Callable[[str, str], Desk]
) -> None:
    mette = desk("mette", "u-mette")
    mette.join()
    citizen = a_citizen(mette.store)
    database = server.office.core.database
    wrong = database.write(lambda each: provider.seal(each, mette.store.device.encode(), b"taken back"))
    database.write(lambda each: TAKEN_BACK.run(each, content=wrong))
    with pytest.raises(FactorNeeded) as asked:
        mette.sync()
    waiting = mette.store.reader

    mette.join()

    with waiting() as reader:
        assert reader.get(CITIZEN, citizen) is not None
    assert asked.value.ways == {"outside"}
    assert mette.sync() == 1


TAKEN_BACK = Statement("UPDATE outside_session SET content = :content, vouched = '2020-01-01T00:00:00.000Z'")


def test_L13_a_provider_that_is_away_is_no_reason_to_ask_the_user(
    server: Serving, desk: Callable[[str, str], Desk]
) -> None:
    mette = desk("mette", "u-mette")
    mette.join()
    a_citizen(mette.store)
    database = server.office.core.database
    database.write(LONG_AGO.run)
    core = server.office.core
    held = core._conversation
    assert held is not None
    held._told = {**held._told, "token_endpoint": "http://127.0.0.1:1/"}
    with pytest.raises(Unreachable):
        mette.sync()
    core._conversation = None

    assert mette.sync() == 1


def test_L13_a_provider_that_is_no_more_asks_for_the_password(
    server: Serving, desk: Callable[[str, str], Desk]
) -> None:
    mette = desk("mette", "u-mette")
    mette.join()
    a_citizen(mette.store)
    server.office.core.database.write(provider.remove)
    with pytest.raises(FactorNeeded):
        mette.sync()

    with pytest.raises(LoginNeeded):
        mette.join()
    mette.access.join(login="mette", password=SERVER_PASSWORD)

    assert mette.sync() == 1


def test_L14_keys_that_the_provider_has_changed_are_fetched(server: Serving) -> None:
    with a_provider(*USERS) as first:
        know(server, first)
        one = Desk(server, "mette", browser("u-mette"))
        one.join()
        one.access.close()
        port = int(first.rpartition(":")[2])
    with a_provider(*USERS, port=port) as second:
        two = Desk(server, "mette", browser("u-mette"))

        assert (second, two.join()) == (first, "caseworker")
        two.access.close()


def test_L15_what_asks_for_a_fresh_proof_asks_at_the_provider(
    server: Serving, desk: Callable[[str, str], Desk]
) -> None:
    server.office.core.policy = Policy(demands_factor=True, fresh=timedelta(seconds=0))
    mette = desk("mette", "u-mette")
    mette.join()
    report = Lost(device=mette.store.device, reason="væk")
    with pytest.raises(Exception, match="outside"):
        mette.access.act("/devices/lost", LossReport, message=report)
    server.office.core.policy = Policy(demands_factor=True, fresh=timedelta(days=1))

    assert mette.access.act("/devices/lost", LossReport, message=report).device.login == "mette"


def test_L15_a_provider_that_asks_for_no_second_factor_is_not_enough_where_one_is_demanded(
    server: Serving, issuer: str, desk: Callable[[str, str], Desk]
) -> None:
    know(server, issuer, is_strong=False)
    server.office.core.policy = Policy(demands_factor=True)

    with pytest.raises(LoginNeeded):
        desk("mette", "u-mette").join()


def test_L15_who_has_a_second_factor_here_does_not_go_round_it_by_the_provider(
    server: Serving, issuer: str, desk: Callable[[str, str], Desk]
) -> None:
    mette = desk("mette", "u-mette")
    mette.join()
    told = begin_factor(mette.access, login="mette")
    code = Telephone(told, clock=server.office.clock).code()
    server.office.core.login(Login(device=new_device_id(), login="mette", password=SERVER_PASSWORD, code=code))
    know(server, issuer, is_strong=False)

    with pytest.raises(LoginNeeded):
        mette.join()
    with mette.store.reader() as reader:
        secret = reader.setting(exchange.SECRET) or ""
    transport = Transport(server.address, authorise=lambda is_refused: "")
    with pytest.raises(FactorNeeded):
        transport.begin_factor(Login(device=mette.store.device, secret=secret))
    transport.close()


@pytest.mark.parametrize(
    ("verifier", "status"), [("a" * 43, 200), ("b" * 43, 400), ("", 400)], ids=["the right one", "another", "none"]
)
def test_L11_the_provider_gives_nothing_for_a_code_without_the_verifier_it_was_asked_for_with(
    issuer: str, verifier: str, status: int
) -> None:
    asked = {
        "client_id": CLIENT, "response_type": "code", "redirect_uri": REDIRECT, "scope": "openid", "state": "s",
        "nonce": verifier or "n", "code_challenge": CHALLENGE, "code_challenge_method": "S256",
    }  # fmt: skip
    sent_back = requests.post(
        f"{issuer}/oauth2/authorize", params=asked, data={"sub": "u-mette"}, timeout=60, allow_redirects=False
    )
    code = parse_qs(urlsplit(sent_back.headers["Location"]).query)["code"][0]
    told = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": verifier}

    answer = requests.post(f"{issuer}/oauth2/token", data=told, auth=(CLIENT, "hemmelig"), timeout=60)

    assert answer.status_code == status


def test_L11_the_provider_asks_nobody_without_a_challenge(issuer: str) -> None:
    asked = {"client_id": CLIENT, "response_type": "code", "redirect_uri": REDIRECT, "scope": "openid", "state": "s"}

    answer = requests.post(
        f"{issuer}/oauth2/authorize", params=asked, data={"sub": "u-mette"}, timeout=60, allow_redirects=False
    )

    assert "code=" not in answer.headers.get("Location", "")


def test_L16_a_code_is_taken_from_who_began_and_once(server: Serving, issuer: str) -> None:
    transport = Transport(server.address, authorise=lambda is_refused: "")
    device = Desk(server, "mette", print).store.device
    asked = OutsideAsked(device=device, redirect="http://127.0.0.1:9/enplan", challenge="x")
    state = transport.begin_outside(asked).state
    shown = Login(device=asked.device, login="mette", outside=Outside(state=state, code="c", verifier="v"))

    with pytest.raises(LoginNeeded):
        transport.login(shown)
    with pytest.raises(LoginNeeded):
        transport.login(shown)
    transport.close()


@pytest.mark.parametrize(
    "redirect",
    ["http://127.0.0.1.evil.example:9/", "https://evil.example/", "http://[", "http://127.0.0.1:9@evil.example/", ""],
)
def test_L16_the_browser_is_sent_back_to_the_users_own_machine_alone(server: Serving, redirect: str) -> None:
    with pytest.raises(Unreadable):
        outside.begin(server.office.core, OutsideAsked(device=new_device_id(), redirect=redirect, challenge="x"))


def test_L16_the_answer_of_another_page_is_no_answer(server: Serving) -> None:
    def stranger(address: str) -> None:
        redirect = address.partition("redirect_uri=")[2].partition("&")[0]
        browser_at(redirect, "code=abc&state=other")

    with pytest.raises(LoginNeeded):
        Desk(server, "mette", stranger).join()


def test_L16_a_refusal_in_the_browser_is_told_in_words(server: Serving) -> None:
    def refusing(address: str) -> None:
        redirect = address.partition("redirect_uri=")[2].partition("&")[0]
        state = address.partition("state=")[2].partition("&")[0]
        browser_at(redirect, f"error=access_denied&state={state}")

    with pytest.raises(NotLoggedIn):
        Desk(server, "mette", refusing).join()


def browser_at(redirect: str, query: str) -> None:
    requests.get(f"{unquote(redirect)}?{query}", timeout=30).raise_for_status()


def test_L17_what_the_provider_gave_lies_sealed(server: Serving, desk: Callable[[str, str], Desk]) -> None:
    mette = desk("mette", "u-mette")
    mette.join()

    with server.office.core.database.reading() as connection:
        (row,) = SEALED.all(connection)
        opened = provider.unseal(connection, mette.store.device.encode(), bytes(row.content))
        kept = provider.secret(connection)

    assert len(opened) > 20
    assert opened not in bytes(row.content)
    assert kept == "hemmelig"


def test_a_role_may_still_forbid_what_the_provider_allows(server: Serving, desk: Callable[[str, str], Desk]) -> None:
    mette = desk("mette", "u-mette")
    mette.join()

    with pytest.raises(NotAllowed):
        mette.access.act("/emergencies", LossReport)
