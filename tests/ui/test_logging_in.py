"""Joining a server and giving it the password again: a real server, a real profile, the window's own words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.changes import sealing
from app.clock import FixedClock
from app.domain.citizen import CITIZEN
from app.operations.citizens import add_citizen
from app.store import escrow, key_file
from app.store.opened import Opened
from app.store.profile import Profile
from builders import NOON
from profiles import OTHER_PASSPHRASE, PASSPHRASE
from servers import SERVER_PASSWORD, Serving
from sync.server import settings, upkeep
from ui.__main__ import _sync, join, start_exchange
from ui.front import Joining
from ui.main_window import MainWindow
from ui.session import Contact, Session
from ui.widgets.corner import Corner, _Details
from windows import a_main_window, settled

PATIENCE_MS = 60_000


def joined(server: Serving, folder: Path) -> Opened:
    wanted = Joining(
        folder=folder, address=server.address, login="mette", password=SERVER_PASSWORD, passphrase=PASSPHRASE
    )
    return join(wanted, FixedClock(NOON))


@pytest.fixture
def session(server: Serving, tmp_path: Path, look: None, qapp: object) -> Iterator[Session]:
    """A session whose device secret the server has forgotten."""
    opened = joined(server, tmp_path / "profile")
    add_citizen(opened.store, given="Karen", family="Holm")
    with server.office.core.database.writing() as connection:
        connection.exec_driver_sql("UPDATE device SET secret = x'00'")
    made = Session(opened, start_exchange=start_exchange)
    yield made
    made.close()
    made.deleteLater()


def asked(qtbot: QtBot, session: Session, window: MainWindow) -> _Details:
    """Open the small window once the server has asked for the password."""
    qtbot.waitUntil(lambda: session.exchanging.is_login_needed, timeout=PATIENCE_MS)
    corner = window.findChild(Corner)
    assert corner is not None
    settled(qtbot, session)
    corner.click()
    details = corner._details
    assert details is not None
    return details


def give(details: _Details, password: str) -> None:
    details._password.edit.clear()
    QTest.keyClicks(details._password.edit, password)
    QTest.keyClick(details._password.edit, Qt.Key.Key_Return)


def test_the_password_given_again_lets_the_exchange_go_on(
    qtbot: QtBot, server: Serving, session: Session, tmp_path: Path
) -> None:
    window = a_main_window(qtbot, session, tmp_path)
    details = asked(qtbot, session, window)
    told = [label.text() for label in details.findChildren(QLabel) if label.isVisible()]

    give(details, SERVER_PASSWORD)
    qtbot.waitUntil(lambda: not session.exchanging.is_login_needed, timeout=PATIENCE_MS)

    assert "Kan ikke sende: log ind på serveren igen" in told
    qtbot.waitUntil(lambda: "Du er logget ind igen." in window._messages.text, timeout=PATIENCE_MS)
    other = server.office.client("mette", name="other")
    access = server.access(other)
    access.join(login="mette", password=SERVER_PASSWORD)
    access.close()
    server.sync(other)
    with other.reader() as reader:
        assert [each.given for each in reader.all(CITIZEN)] == ["Karen"]


def test_a_wrong_password_is_told_in_words_and_may_be_tried_again(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    window = a_main_window(qtbot, session, tmp_path)
    details = asked(qtbot, session, window)

    give(details, "noget helt andet")
    qtbot.waitUntil(lambda: details._trouble.isVisible(), timeout=PATIENCE_MS)

    assert details._trouble.text() == "Serveren kender ikke brugernavnet eller adgangskoden. Ret dem, og prøv igen."
    assert details._log_in.isEnabled()
    details.close()


def test_a_profile_that_joins_lies_under_the_municipalitys_own_key_too(server: Serving, tmp_path: Path) -> None:
    pair = sealing.new_pair()
    core = server.office.core
    with core.database.writing() as connection:
        settings.write(connection, settings.ESCROW, pair.public)
        core.identity = settings.identity(connection)

    with joined(server, tmp_path / "profile") as opened:
        made = opened.unlocked
    with Profile.open(tmp_path / "profile") as profile:
        recovered = escrow.recover(profile, pair.private, new_passphrase=OTHER_PASSPHRASE, clock=FixedClock(NOON))

    assert recovered == made


def test_a_profile_that_joined_before_the_key_was_set_lies_under_it_after_its_next_contact(
    server: Serving, tmp_path: Path
) -> None:
    pair = sealing.new_pair()
    pem = pem_of(pair.public)

    with joined(server, tmp_path / "profile") as opened:
        made = opened.unlocked
        before = key_file.load(opened.profile).escrow
        upkeep.set_escrow(server.office.core.database, pem)
        _sync(opened, None)
    with Profile.open(tmp_path / "profile") as profile:
        recovered = escrow.recover(profile, pair.private, new_passphrase=OTHER_PASSPHRASE, clock=FixedClock(NOON))

    assert before is None
    assert recovered == made


def test_an_open_window_hears_of_the_key_by_itself(qtbot: QtBot, server: Serving, tmp_path: Path, look: None) -> None:
    pair = sealing.new_pair()
    opened = joined(server, tmp_path / "profile")
    session = Session(opened, start_exchange=start_exchange)
    qtbot.waitUntil(lambda: session.exchanging.contact is Contact.IDLE, timeout=PATIENCE_MS)

    upkeep.set_escrow(server.office.core.database, pem_of(pair.public))
    qtbot.waitUntil(lambda: key_file.load(opened.profile).escrow is not None, timeout=60_000)
    session.close()
    session.deleteLater()

    held = key_file.load(opened.profile).escrow
    assert held is not None
    assert held.public == pair.public


def pem_of(public: bytes) -> bytes:
    key = X25519PublicKey.from_public_bytes(public)
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
