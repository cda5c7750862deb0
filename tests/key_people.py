"""People with security keys at hand, who log in over HTTP."""

import threading
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import msgspec
import pytest
from fido2.ctap2.base import Ctap2
from fido2.webauthn import CollectedClientData

from app.clock import FixedClock
from app.ids import new_device_id
from offices import SQLITE
from servers import SERVER_PASSWORD, Serving, a_server
from software_key import Hand, Port, SoftwareKey
from sync.client import security_keys
from sync.client.link import FactorNeeded
from sync.client.transport import Transport
from sync.keys import KeyChallenge, KeyMade, KeyShown
from sync.protocol import Login, Session
from sync.server import accounts, factors, threads
from sync.server import security_keys as kept
from sync.server.policy import Policy

_numbers = count(1)


class Person:
    """Somebody who logs in as *login* from a device, over HTTP, with keys at hand."""

    def __init__(self, server: Serving, login: str, port: Port) -> None:
        self.login, self.server, self.port = login, server, port
        self.device = new_device_id()
        self.clock = server.office.clock
        self.hand = Hand()
        self.transport = Transport(server.address, authorise=lambda is_refused: "")
        server.user(login, password=SERVER_PASSWORD)

    @property
    def asked(self) -> Login:
        return Login(device=self.device, login=self.login, password=SERVER_PASSWORD)

    def enrol(self, key: SoftwareKey, name: str = "Blå", *, before: SoftwareKey | None = None) -> KeyChallenge:
        """Set *key* up, showing the one *before* it, and return what the server told."""
        wanted = self.asked if before is None else msgspec.structs.replace(self.asked, key=self.sign(before))
        challenge = self.transport.begin_new_key(wanted)
        self.transport.login(msgspec.structs.replace(self.asked, new_key=self.make(key, challenge, name)))
        self.wait(seconds=1)
        return challenge

    def make(self, key: SoftwareKey, challenge: KeyChallenge, name: str = "Blå") -> KeyMade:
        self.hold(key)
        return security_keys.make(
            challenge, name=name, server=self.server.address, person=self.hand, stop=threading.Event()
        )

    def sign(self, key: SoftwareKey, challenge: KeyChallenge | None = None) -> KeyShown:
        self.hold(key)
        asked = challenge or self.transport.begin_key(self.asked)
        return security_keys.show(asked, server=self.server.address, person=self.hand, stop=threading.Event())

    def hold(self, key: SoftwareKey) -> None:
        self.port.take_out()
        self.port.plug(key)

    def log_in(self, shown: KeyShown | None = None, *, code: str = "") -> Session:
        return self.transport.login(msgspec.structs.replace(self.asked, key=shown, code=code))

    def needed(self, shown: KeyShown | None = None, *, code: str = "") -> FactorNeeded:
        with pytest.raises(FactorNeeded) as told:
            self.log_in(shown, code=code)
        return told.value

    def told(self) -> factors.Told:
        return self.server.office.core.database.read(
            lambda each: factors.told(each, self.login, names=kept.names(each, self.login))
        )

    def wait(self, **passed: float) -> None:
        assert isinstance(self.clock, FixedClock)
        self.clock.advance(**passed)


def signed_at(
    key: SoftwareKey, asked: KeyChallenge, *, origin: str, host: str, options: dict[str, bool] | None = None
) -> KeyShown:
    """Let *key* sign for whoever asks at *origin*, as a program would that does not look whom it talks to."""
    client_data = CollectedClientData.create("webauthn.get", asked.challenge, origin)
    allowed: list[Mapping[str, Any]] = [{"type": "public-key", "id": each} for each in asked.keys]
    told = Ctap2(key).get_assertion(host, client_data.hash, allowed, options=options)
    return KeyShown(
        id=asked.keys[0], client_data=bytes(client_data), data=bytes(told.auth_data), signature=told.signature
    )


@pytest.fixture(scope="module")
def shared() -> Iterator[Serving]:
    """A server on the embedded file for all tests of a module: each has people of its own.

    One thread answers and one lets in, which a test may not leave behind.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threads, "REQUESTS", 1)
        patch.setattr(threads, "LOG_INS", 1)
        with a_server(engine=SQLITE) as running:
            yield running


@pytest.fixture
def server(engine: str, shared: Serving, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    """A running server, on which a password costs little: what it costs is measured elsewhere."""
    monkeypatch.setattr(accounts, "MEMORY_KIB", 64)
    if engine == SQLITE:
        shared.office.core.policy = Policy()
        yield shared
        return
    with a_server(engine=engine) as running:
        yield running


@pytest.fixture
def anna(server: Serving, port: Port) -> Iterator[Person]:
    """Somebody with an account and no factor."""
    person = Person(server, f"anna{next(_numbers)}", port)
    yield person
    person.transport.close()


@pytest.fixture
def bo(server: Serving, port: Port) -> Iterator[Person]:
    """Somebody else."""
    person = Person(server, f"bo{next(_numbers)}", port)
    yield person
    person.transport.close()
