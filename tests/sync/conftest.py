"""Real servers and offices for the tests of the exchange, on each engine that a server runs on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.store import Store
from builders import a_citizen, a_goal
from heard_sql import said
from offices import ENGINES, Office, an_office
from portable_sql import not_portable
from saml_asked import Asked, asked_of
from saml_provider import IdentityProvider, a_saml_provider
from servers import Serving, a_server

_KNOWN_TO_BE_PORTABLE: set[str] = set()


@pytest.fixture(autouse=True)
def _nothing_was_said_that_only_one_engine_understands() -> Iterator[None]:
    """Fail the test in which the server first says something that is not understood by every engine."""
    yield
    fresh = set(said()) - _KNOWN_TO_BE_PORTABLE
    _KNOWN_TO_BE_PORTABLE.update(fresh)
    assert {each: wrong for each in fresh if (wrong := not_portable(each))} == {}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """What the server keeps its plans in: the same test runs on each."""
    chosen: str = request.param
    return chosen


@pytest.fixture
def office(tmp_path: Path, engine: str) -> Iterator[Office]:
    """Return an office with an empty server."""
    with an_office(tmp_path, engine=engine) as made:
        yield made


@pytest.fixture
def server(engine: str) -> Iterator[Serving]:
    """Return a running server with an empty database."""
    with a_server(engine=engine) as running:
        yield running


@pytest.fixture(scope="session")
def saml_idp() -> Iterator[IdentityProvider]:
    """An identity provider that all tests of SAML share; users and servers are told to it."""
    with a_saml_provider() as running:
        yield running


@pytest.fixture(scope="session")
def asked(saml_idp: IdentityProvider) -> Asked:
    """What the identity provider has answered to a server that asked for several users."""
    return asked_of(saml_idp)


@pytest.fixture
def mette(office: Office) -> Store:
    """A caseworker's device that has been in contact."""
    office.add_user("mette")
    store = office.client("mette")
    office.sync(store)
    return store


@pytest.fixture
def citizen(mette: Store) -> str:
    """A citizen that only Mette's device knows."""
    return a_citizen(mette)


@pytest.fixture
def shared(office: Office, mette: Store, citizen: str) -> str:
    """A goal that Mette and Jonas both hold."""
    made = a_goal(mette, citizen, "mål")
    office.sync(mette)
    office.add_user("jonas")
    office.assign("jonas", citizen)
    office.sync(mette)
    return made


@pytest.fixture
def jonas(office: Office, shared: str) -> Store:
    store = office.client("jonas")
    office.sync(store)
    return store
