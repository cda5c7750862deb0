"""A lost device: it is reported, calls once more, and nothing of it is left; what was not sent is gone with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.operations.citizens import add_citizen
from app.store.opened import Opened
from builders import NOON
from faults import Occurred
from profiles import PASSPHRASE
from servers import SERVER_PASSWORD, Serving, a_server
from sync.acts import Lost
from sync.client.link import DeviceLost, LoginNeeded
from sync.client.once import sync_once
from sync.server import accounts, losses
from ui.__main__ import _access, join, start_exchange
from ui.front import Joining
from ui.program import Program
from ui.session import look_at


@pytest.fixture
def serving() -> Iterator[Serving]:
    with a_server(clock=FixedClock(NOON)) as running:
        running.user("anna", password=SERVER_PASSWORD)
        yield running


def joined(serving: Serving, folder: Path) -> Opened:
    wanted = Joining(
        folder=folder, address=serving.address, login="anna", password=SERVER_PASSWORD, passphrase=PASSPHRASE
    )
    return join(wanted, serving.office.clock)


def reported(serving: Serving, device: str) -> None:
    core = serving.office.core
    session = core.database.read(lambda each: accounts.session_of(each, login="anna", device=device))
    losses.report(core, session, Lost(device=device, reason="glemt i toget"))


def test_S24_a_lost_device_forgets_its_keys_at_contact_and_gives_the_receipt(
    serving: Serving, tmp_path: Path, occurred: Occurred
) -> None:
    folder = tmp_path / "profile"
    opened = joined(serving, folder)
    add_citizen(opened.store, given="Karen", family="Krog")
    device = opened.store.device
    reported(serving, device)
    access = _access(opened)

    with pytest.raises(DeviceLost):
        sync_once(opened.store, access)
    has_keys = opened.profile.keys_path.exists() or opened.profile.lease_path.exists()
    access.close()
    opened.close()

    told = serving.office.core.database.read(lambda each: losses.loss(each, device))
    occurred("the device is revoked", int(told.device.lost != ""))
    assert (has_keys, folder.exists()) == (False, False)
    assert told.device.wiped == "2026-11-24T12:00:00.000Z"


def test_S24_a_device_that_was_not_reported_is_never_wiped(serving: Serving, tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    opened = joined(serving, folder)
    core = serving.office.core
    core.database.write(lambda each: accounts.end(each, login="anna", at="2026-11-24T12:00:00.000Z"))
    access = _access(opened)

    with pytest.raises(LoginNeeded):
        sync_once(opened.store, access)
    access.close()
    opened.close()

    assert (folder / "keys.json").exists()


def test_a_wiping_that_was_broken_off_is_finished_at_the_next_opening(serving: Serving, tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    opened = joined(serving, folder)
    opened.close()
    (folder / "wiped").touch()
    front = look_at(folder, serving.office.clock)

    assert not folder.exists()
    assert not front.exists


def test_S24_the_window_closes_and_says_why(serving: Serving, tmp_path: Path, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QApplication

    folder = tmp_path / "profile"
    opened = joined(serving, folder)
    device = opened.store.device
    opened.close()
    reported(serving, device)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    program = Program(application, folder=folder, clock=serving.office.clock, start_exchange=start_exchange)
    program.start()
    assert program.unlock_window is not None
    program.unlock_window.passphrase_given.emit(PASSPHRASE)

    qtbot.waitUntil(lambda: not folder.exists(), timeout=15_000)
    qtbot.waitUntil(lambda: program.window is None and program.unlock_window is not None, timeout=5_000)
    program.quit()
