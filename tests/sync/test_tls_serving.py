"""The server's own TLS: what it speaks, what it does not, and a whole exchange over it."""

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from app.clock import SystemClock
from builders import a_citizen, a_goal, a_store
from certificates import Authority
from offices import PASSWORD
from running_server import a_running_server, furnish
from sync.client.access import Access
from sync.client.once import sync_once


class Encrypted(NamedTuple):
    """A server with a certificate of a root of its own."""

    address: str
    root: Path

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encrypted]:
    folder = tmp_path_factory.mktemp("tls")
    authority = Authority(folder, now=SystemClock().now())
    authority.serving()
    furnish(folder / "server", "mette")
    file = str(folder / "server.pem")
    with a_running_server(folder / "server", "--certificate", file, "--certificate-key", file) as server:
        yield Encrypted(server.address, authority.root)


def spoken(encrypted: Encrypted, version: ssl.TLSVersion) -> str | None:
    """Return the version that is agreed on when nothing but *version* is offered."""
    context = ssl.create_default_context(cafile=str(encrypted.root))
    context.minimum_version = context.maximum_version = version
    with (
        socket.create_connection(("127.0.0.1", encrypted.port), timeout=30) as plain,
        context.wrap_socket(plain, server_hostname="127.0.0.1") as wrapped,
    ):
        return wrapped.version()


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_what_is_current_is_spoken(encrypted: Encrypted, version: ssl.TLSVersion) -> None:
    assert spoken(encrypted, version) == version.name.replace("_", ".")


def test_what_is_outdated_is_not_spoken(encrypted: Encrypted) -> None:
    context = ssl.create_default_context(cafile=str(encrypted.root))
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.minimum_version = ssl.TLSVersion.TLSv1
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1

    with (
        socket.create_connection(("127.0.0.1", encrypted.port), timeout=30) as plain,
        pytest.raises(ssl.SSLError, match=r"(?i)protocol|version|alert|closed"),
    ):
        context.wrap_socket(plain, server_hostname="127.0.0.1")


def test_what_is_said_in_clear_is_not_answered(encrypted: Encrypted) -> None:
    with socket.create_connection(("127.0.0.1", encrypted.port), timeout=30) as plain:
        plain.sendall(b"GET /health HTTP/1.1\r\nHost: plan\r\n\r\n")
        said = b""
        try:
            said = plain.recv(1_000)
        except ConnectionResetError:
            said = b""

    assert b"HTTP" not in said


def test_a_program_exchanges_over_it(encrypted: Encrypted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(encrypted.root))
    store = a_store(tmp_path, clock=SystemClock(), user="mette")
    access = Access(store, server=encrypted.address)
    access.join(login="mette", password=PASSWORD)
    a_goal(store, a_citizen(store))

    report = sync_once(store, access)

    assert (report.sent, report.refused, report.later) == (2, 0, 0)
    access.close()
    store.close()
