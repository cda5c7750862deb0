"""A server that cannot prove who it is gets nothing, and the user is told why."""

import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import fault_proxy as faults
from app.clock import SystemClock
from certificates import Authority
from fault_proxy import a_proxy
from faults import Occurred
from offices import PASSWORD
from servers import Serving, a_server
from sync.client.access import Access
from sync.client.link import Unreachable
from sync.client.transport import NOT_TRUSTED, OFFLINE

Certified = Callable[[Authority, Path], ssl.SSLContext]
WRONG: dict[str, Certified] = {
    "another name": lambda ours, _folder: ours.serving(address="127.0.0.2"),
    "old": lambda ours, _folder: ours.serving(days=(-30, -1)),
    "not yet valid": lambda ours, _folder: ours.serving(days=(1, 30)),
    "another root": lambda _ours, folder: Authority(folder, now=SystemClock().now()).serving(),
}


@pytest.fixture
def server() -> Iterator[Serving]:
    with a_server() as running:
        running.user("mette", password=PASSWORD)
        yield running


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The root that this machine trusts."""
    made = Authority(tmp_path, now=SystemClock().now())
    monkeypatch.setenv("SSL_CERT_FILE", str(made.root))
    return made


def test_a_server_with_the_right_certificate_is_joined(server: Serving, ours: Authority) -> None:
    store = server.office.client("mette")
    with a_proxy(server.address, tls=ours.serving()) as proxy:
        access = Access(store, server=f"https://127.0.0.1:{proxy.port}")
        joined = access.join(login="mette", password=PASSWORD)
        access.close()

    assert joined.role == "caseworker"


@pytest.mark.parametrize("wrong", list(WRONG))
def test_a_server_with_a_wrong_certificate_is_told_nothing(
    server: Serving, ours: Authority, tmp_path: Path, wrong: str, occurred: Occurred
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    store = server.office.client("mette")
    with a_proxy(server.address, tls=WRONG[wrong](ours, elsewhere)) as proxy:
        access = Access(store, server=f"https://127.0.0.1:{proxy.port}")
        with pytest.raises(Unreachable) as refused:
            access.join(login="mette", password=PASSWORD)
        access.close()

    occurred("TLS cannot be trusted", int(refused.value.reason == NOT_TRUSTED))
    assert proxy.seen == []


def test_a_server_that_speaks_no_tls_is_told_nothing(server: Serving, ours: Authority, occurred: Occurred) -> None:
    store = server.office.client("mette")
    with a_proxy(server.address) as proxy:
        proxy.befall(faults.hangs, times=10)
        access = Access(store, server=f"https://127.0.0.1:{proxy.port}")
        with pytest.raises(Unreachable) as refused:
            access.join(login="mette", password=PASSWORD)
        access.close()

    occurred("TLS cannot be trusted", int(refused.value.reason in (NOT_TRUSTED, OFFLINE)))
    assert proxy.seen == []


def test_what_is_no_http_is_not_taken_for_a_request(server: Serving) -> None:
    with a_proxy(server.address) as proxy, socket.create_connection(("127.0.0.1", proxy.port)) as asking:
        asking.sendall(b"\x16\x03\x01 a b\r\n\r\n")
        assert asking.recv(1) == b""

    assert proxy.seen == []
