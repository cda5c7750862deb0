"""«Meld tabt enhed» in the settings: a real other device is reported, closed, and what it held is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.operations.citizens import add_citizen
from app.store.opened import Opened
from builders import NOON
from profiles import PASSPHRASE
from servers import SERVER_PASSWORD, Serving, a_server
from sync.client.link import DeviceLost
from sync.client.once import sync_once
from ui.__main__ import _access, join, start_exchange
from ui.front import Joining
from ui.screens.lost_device import LostDeviceCard
from ui.session import Session
from windows import a_main_window, a_session, settled


@pytest.fixture
def serving() -> Iterator[Serving]:
    with a_server(clock=FixedClock(NOON)) as running:
        running.user("bo", password=SERVER_PASSWORD)
        yield running


def joined(serving: Serving, folder: Path) -> Opened:
    wanted = Joining(
        folder=folder, address=serving.address, login="bo", password=SERVER_PASSWORD, passphrase=PASSPHRASE
    )
    return join(wanted, serving.office.clock)


@pytest.fixture
def lost(serving: Serving, tmp_path: Path) -> Iterator[Opened]:
    """Another device of the same user, with one citizen on it."""
    opened = joined(serving, tmp_path / "lost")
    add_citizen(opened.store, given="Karen", family="Krog")
    access = _access(opened)
    sync_once(opened.store, access)
    access.close()
    yield opened
    opened.close()


@pytest.fixture
def session(serving: Serving, tmp_path: Path, look: None) -> Iterator[Session]:
    opened = Session(joined(serving, tmp_path / "profile"), start_exchange=start_exchange)
    yield opened
    opened.close()
    opened.deleteLater()


def shown(card: LostDeviceCard) -> str:
    return " ".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def press(card: LostDeviceCard, words: str) -> None:
    next(each for each in card.findChildren(QPushButton) if each.text() == words).click()


def test_a_device_is_reported_and_wiped_at_its_next_contact(
    qtbot: QtBot, lost: Opened, session: Session, tmp_path: Path
) -> None:
    window = a_main_window(qtbot, session, tmp_path)
    window.show_screen("settings")
    settled(qtbot, session)
    card = window.findChild(LostDeviceCard)
    assert card is not None
    press(card, "Vis mine enheder")
    qtbot.waitUntil(lambda: "sidst set" in shown(card), timeout=10_000)
    press(card, "Meld tabt")
    qtbot.waitUntil(lambda: "Skriv hvorfor." in shown(card), timeout=10_000)
    card.findChildren(QLineEdit)[0].setText("Glemt i toget")
    press(card, "Meld tabt")
    qtbot.waitUntil(lambda: "planer for 1 borgere" in shown(card), timeout=10_000)
    qtbot.waitUntil(lambda: "meldt tabt, ikke slettet endnu" in shown(card), timeout=10_000)
    press(card, "Kopiér udkast til anmeldelse")

    access = _access(lost)
    with pytest.raises(DeviceLost):
        sync_once(lost.store, access)
    access.close()
    press(card, "Vis mine enheder")
    qtbot.waitUntil(lambda: "meldt tabt og slettet" in shown(card), timeout=10_000)
    assert "Glemt i toget" in QGuiApplication.clipboard().text()


def test_without_a_server_there_is_nothing_to_report(qtbot: QtBot, tmp_path: Path, look: None) -> None:
    with a_session(tmp_path) as session:
        window = a_main_window(qtbot, session, tmp_path)
        window.show_screen("settings")
        settled(qtbot, session)
        card = window.findChild(LostDeviceCard)

        assert card is not None
        assert not card.isVisible()
