"""Logging in by SAML 2.0: a real identity provider in its own process, a real server, a browser between them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
from sqlalchemy import Connection

from app.clock import SystemClock
from app.domain.citizen import CITIZEN
from app.store.store import Store
from builders import a_citizen
from offices import an_office
from saml_people import SECRET, Begun, code_of, know
from saml_provider import (
    IdentityProvider,
    browser,
)
from servers import Serving, a_server
from sync.acts import LossReport, Lost
from sync.client import outside as client_outside
from sync.client.access import Access
from sync.client.link import FactorNeeded, LoginNeeded, ProofNeeded
from sync.client.outside import NotLoggedIn
from sync.server import accounts, outside_accounts, posted, provider, serving, several
from sync.server.accounts import Denied
from sync.server.places import Place
from sync.server.policy import Policy
from sync.server.provider import Provider
from sync.server.ready import Monitoring
from sync.server.rights import Role, Session
from sync.server.several import Served
from sync.server.statements import Statement
from sync.server.vouched import Granted, Vouched

LONG_AGO = Statement("UPDATE outside_session SET vouched = '2020-01-01T00:00:00.000Z'")
NO_TOKEN = Statement("DELETE FROM token")
WAITING = Statement("SELECT content FROM challenge WHERE id = :id")


@pytest.fixture
def server(saml_idp: IdentityProvider, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    """A server that knows the provider, and lets its caseworkers in."""
    monkeypatch.setattr(accounts, "MEMORY_KIB", 64)
    with a_server(clock=SystemClock()) as running:
        know(running, saml_idp)
        yield running


class Desk:
    """A device whose user has a browser."""

    def __init__(self, server: Serving, browse: Callable[[str], object]) -> None:
        self.server = server
        self.store: Store = server.office.client("mette", name=f"mette-{id(browse)}")
        self.access = Access(self.store, server=server.address, browse=browse)

    def join(self) -> str:
        return self.access.join(login="mette", password="").role

    def sync(self) -> int:
        """Exchange once with a token drawn anew."""
        self.server.office.core.database.write(NO_TOKEN.run)
        return self.server.sync(self.store).sent


@pytest.fixture
def desk(server: Serving) -> Iterator[Callable[[str], Desk]]:
    made: list[Desk] = []

    def a_desk(user: str) -> Desk:
        made.append(Desk(server, browser(user)))
        return made[-1]

    yield a_desk
    for each in made:
        each.access.close()


def test_L24_who_logs_in_at_the_provider_needs_no_password_here(desk: Callable[[str], Desk]) -> None:
    mette, again = desk("mette"), desk("sealed")
    a_citizen(mette.store)

    assert (mette.join(), again.join()) == ("caseworker", "caseworker")
    assert mette.sync() == 1


@pytest.mark.parametrize("user", ["elsewhere", "unknown"])
def test_L28_who_has_no_role_or_no_account_is_not_let_in(desk: Callable[[str], Desk], user: str) -> None:
    with pytest.raises(LoginNeeded):
        desk(user).join()


def test_L24_a_name_that_the_provider_has_given_to_another_opens_nothing(desk: Callable[[str], Desk]) -> None:
    desk("mette").join()

    with pytest.raises(LoginNeeded):
        desk("another").join()


def test_L24_a_refusal_at_the_provider_is_told_in_words(desk: Callable[[str], Desk]) -> None:
    with pytest.raises(NotLoggedIn):
        desk("nobody").join()


def test_L24_what_the_provider_did_not_sign_is_told_as_a_refusal_and_by_its_kind_in_the_log(
    server: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    def bent(form: dict[str, str]) -> dict[str, str]:
        return {**form, "SAMLResponse": form["SAMLResponse"][:-200]}

    with pytest.raises(NotLoggedIn):
        Desk(server, browser("mette", change=bent)).join()

    told = [each for each in caplog.records if each.getMessage() == "not believed"]
    assert [vars(each)["code"] for each in told] == ["xml"]


def test_L29_a_log_in_of_a_low_level_is_not_enough_where_a_second_factor_is_demanded(
    server: Serving, desk: Callable[[str], Desk]
) -> None:
    assert desk("weak").join() == "caseworker"
    server.office.core.policy = Policy(demands_factor=True)

    with pytest.raises(LoginNeeded):
        desk("weak").join()


def test_L29_what_asks_for_a_fresh_proof_asks_the_provider_for_a_new_log_in(
    server: Serving, desk: Callable[[str], Desk]
) -> None:
    server.office.core.policy = Policy(demands_factor=True, fresh=timedelta(minutes=15))
    mette, stubborn = desk("mette"), desk("stubborn")
    mette.join()
    stubborn.join()

    with pytest.raises(ProofNeeded):  # it did not ask, and says when it last has
        stubborn.access.act("/devices/lost", LossReport, message=Lost(device=mette.store.device, reason="væk"))
    told = mette.access.act("/devices/lost", LossReport, message=Lost(device=stubborn.store.device, reason="væk"))

    assert told.device.login == "mette"


def test_L30_after_some_hours_the_user_logs_in_anew_and_nothing_is_lost(
    server: Serving, desk: Callable[[str], Desk]
) -> None:
    mette = desk("mette")
    mette.join()
    citizen = a_citizen(mette.store)
    server.office.core.database.write(LONG_AGO.run)
    with pytest.raises(FactorNeeded) as asked:
        mette.sync()

    mette.join()

    with mette.store.reader() as reader:
        assert reader.get(CITIZEN, citizen) is not None
    assert asked.value.ways == {"outside"}
    assert mette.sync() == 1


def test_L30_a_provider_that_is_away_keeps_nobody_from_work_within_those_hours(
    server: Serving, desk: Callable[[str], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    mette = desk("mette")
    mette.join()
    a_citizen(mette.store)
    monkeypatch.setattr(client_outside, "PATIENCE_S", 0.2)
    database = server.office.core.database
    told = database.read(provider.read)
    assert told is not None
    assert told.saml is not None
    away = msgspec.structs.replace(told, saml=msgspec.structs.replace(told.saml, sso="http://127.0.0.1:1/sso"))
    database.write(lambda each: provider.put(each, away, secret=SECRET))

    with pytest.raises(NotLoggedIn):
        Desk(server, lambda address: _unreachable(address)).join()
    assert mette.sync() == 1


def _unreachable(address: str) -> None:
    with pytest.raises(requests.ConnectionError):
        requests.get(address, timeout=30)


@pytest.fixture
def begun(server: Serving) -> Iterator[Begun]:
    made = Begun(server)
    yield made
    made.transport.close()


def test_L27_an_answer_is_taken_once(begun: Begun) -> None:
    first, again = begun.post(), begun.post()

    assert (first.status_code, again.status_code, again.json()["code"]) == (303, 401, "denied")
    with pytest.raises(LoginNeeded):  # and the second bearer has ended the log-in
        begun.transport.login(begun.shown(code=code_of(first)))


@pytest.mark.parametrize(
    "stolen", [{"verifier": "x"}, {"device": "0" * 8}, {"code": "x"}], ids=["verifier", "device", "code"]
)
def test_L27_a_code_is_good_for_the_device_that_began_and_once(begun: Begun, stolen: dict[str, str]) -> None:
    code = code_of(begun.post())

    with pytest.raises(LoginNeeded):
        begun.transport.login(begun.shown(**{"code": code, **stolen}))
    with pytest.raises(LoginNeeded):
        begun.transport.login(begun.shown(code=code))


def test_L27_what_the_provider_said_waits_sealed(server: Serving, begun: Begun) -> None:
    code = code_of(begun.post())

    with server.office.core.database.reading() as connection:
        (row,) = WAITING.all(connection, id=begun.state)
    assert b"mette" not in bytes(row.content)
    assert code.encode() not in bytes(row.content)
    assert begun.transport.login(begun.shown(code=code)).login == "mette"


def test_L27_a_code_that_came_by_another_way_is_none(begun: Begun) -> None:
    with pytest.raises(LoginNeeded):
        begun.transport.login(begun.shown(code="x"))


FORMS: dict[str, tuple[dict[str, Any], tuple[int, str]]] = {
    "too large": ({"data": {"SAMLResponse": "A" * posted.LARGEST}}, (413, "too_large")),
    "of another state": ({"data": {"SAMLResponse": "A", "RelayState": "x"}}, (401, "denied")),
    "without a state": ({"data": {"SAMLResponse": "A"}}, (400, "unreadable")),
    "with a state that is none": ({"data": {"SAMLResponse": "A", "RelayState": "\0"}}, (400, "unreadable")),
    "with many fields": ({"data": {f"a{each}": "1" for each in range(99)}}, (400, "unreadable")),
    "of another media type": ({"headers": {"Content-Type": "text/plain"}}, (400, "unreadable")),
    "of no letters": ({"data": b"\xff", "headers": {"Content-Type": posted.MEDIA_TYPE}}, (400, "unreadable")),
}


def test_L27_a_form_that_is_none_is_turned_away_by_a_listed_code(begun: Begun) -> None:
    sent = {name: begun.post(**more) for name, (more, _) in FORMS.items()}

    found = {name: (each.status_code, each.json()["code"]) for name, each in sent.items()}
    assert found == {name: wanted for name, (_, wanted) in FORMS.items()}


HELD: dict[str, tuple[Granted, bool]] = {
    "no limit": (Granted(Role.CASEWORKER), True),
    "the unit": (Granted(Role.CASEWORKER, units=("nord",)), True),
    "the unit above": (Granted(Role.CASEWORKER, units=("social",)), True),
    "one of two units": (Granted(Role.CASEWORKER, units=("job", "social")), True),
    "another unit": (Granted(Role.CASEWORKER, units=("job",)), False),
    "the number": (Granted(Role.CASEWORKER, kle=("27.36",)), True),
    "the main group": (Granted(Role.CASEWORKER, kle=("27",)), True),
    "a narrower number": (Granted(Role.CASEWORKER, kle=("27.36.04",)), False),
    "another number": (Granted(Role.CASEWORKER, kle=("32",)), False),
    "unit and another number": (Granted(Role.CASEWORKER, units=("nord",), kle=("32",)), False),
    "another role": (Granted(Role.MANAGER), False),
}


def test_L28_a_role_counts_where_the_account_is_limited_to_no_more(server: Serving) -> None:
    with server.office.core.database.reading() as connection:
        told = provider.read(connection)
        session = accounts.session_of(connection, login="mette", device="x")
        assert told is not None

        found = {name: is_let_in(connection, told, granted, session) for name, (granted, _) in HELD.items()}
        unlimited = replace(session, within="", kle=())
        wider = [is_let_in(connection, told, granted, unlimited) for granted, _ in HELD.values()]

    assert found == {name: wanted for name, (_, wanted) in HELD.items()}
    assert wider == [name == "no limit" for name in HELD]


def is_let_in(connection: Connection, told: Provider, granted: Granted, session: Session) -> bool:
    try:
        outside_accounts.check_role(connection, told, Vouched(subject="s", granted=(granted,)), session=session)
    except Denied:
        return False
    return True


def test_M11_what_one_municipality_asked_is_answered_to_no_other(saml_idp: IdentityProvider, tmp_path: Path) -> None:
    with ExitStack() as stack:
        names = ("favrskov", "norddjurs")
        offices = [stack.enter_context(an_office(tmp_path / each, clock=SystemClock())) for each in names]
        served = [
            Served(place=Place(name=name, folder=each.folder / "server"), core=each.core)
            for name, each in zip(names, offices, strict=True)
        ]
        listening, address = serving.listen("127.0.0.1", 0, tls=None)
        whole = several.application(served, monitoring=Monitoring())
        program = serving.server(whole, let_go=lambda: several.let_go(served))
        thread = threading.Thread(target=program.run, kwargs={"sockets": [listening]})
        thread.start()
        stack.callback(thread.join)
        stack.callback(lambda: setattr(program, "should_exit", True))
        here, there = (Serving(each) for each in offices)
        here.address, there.address = (f"{address}/k/{each}" for each in names)
        know(here, saml_idp)
        know(there, saml_idp)
        ours, theirs = Begun(here), Begun(there)

        elsewhere = requests.post(theirs.to, data=ours.form, timeout=30, allow_redirects=False)
        mixed = theirs.post(data={**theirs.form, "SAMLResponse": ours.form["SAMLResponse"]})
        code = code_of(ours.post())
        with pytest.raises(LoginNeeded):
            theirs.transport.login(ours.shown(code=code))
        login = ours.transport.login(ours.shown(code=code)).login
        ours.transport.close()
        theirs.transport.close()

    assert (elsewhere.status_code, elsewhere.json()["code"]) == (401, "denied")
    assert "error=access_denied" in mixed.headers["Location"]
    assert login == "mette"
