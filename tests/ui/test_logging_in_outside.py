"""Joining and renewing by the municipality's provider: no password is written, the browser opens."""

import webbrowser
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.store.opened import Opened
from identity_provider import CLIENT, a_provider, browser
from profiles import PASSPHRASE
from servers import SERVER_PASSWORD, Serving, a_server
from sync.server import provider
from sync.server.provider import Provider
from ui.__main__ import _sync, join, renew
from ui.front import Joining


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    """A server with a provider that knows Mette, whose browser logs her in."""
    monkeypatch.setattr(webbrowser, "open", browser("u-mette"))
    with a_provider({"sub": "u-mette", "preferred_username": "mette"}) as issuer, a_server(clock=SystemClock()) as made:
        told = Provider(issuer=issuer, client=CLIENT)
        made.office.core.database.write(lambda each: provider.put(each, told, secret="hemmelig"))
        made.user("mette", password=SERVER_PASSWORD)
        yield made


def joined(server: Serving, folder: Path) -> Opened:
    wanted = Joining(folder=folder, address=server.address, login="mette", password="", passphrase=PASSPHRASE)
    return join(wanted, server.office.clock)


def test_without_a_password_the_browser_opens_and_the_profile_is_in_step(server: Serving, tmp_path: Path) -> None:
    with joined(server, tmp_path / "profile") as opened:
        before = opened.profile.facts.lease_end
        done = _sync(opened, None)
        renew(opened.profile, "")

        assert before is not None
        assert (opened.profile.facts.lease_end or before) >= before
        assert done.refused == 0
