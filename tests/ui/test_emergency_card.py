"""«Nødopslag»: a whole number that finds nobody here is asked of the server, with a purpose, in an emergency."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.changes.change import Change, Edit
from app.clock import FixedClock
from app.domain.citizen import CITIZEN as CITIZENS
from app.ids import citizen_stream
from builders import NOON
from profiles import PASSPHRASE
from raw_devices import RawDevice
from servers import SERVER_PASSWORD, Serving, a_server
from ui.__main__ import join, start_exchange
from ui.front import Joining
from ui.main_window import MainWindow
from ui.screens.emergency import EmergencyCard
from ui.session import Session
from windows import a_main_window, a_session, settled

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
PLAN = citizen_stream(CITIZEN, "plan")


@pytest.fixture
def serving() -> Iterator[Serving]:
    """A server where Anna works with Karen, and Bo with nobody."""
    with a_server(clock=FixedClock(NOON)) as running:
        running.user("bo", password=SERVER_PASSWORD)
        anna = RawDevice(running.office, "anna")
        edits = [
            Edit(record=CITIZEN, kind="citizen", set={"given": "Karen", "family": "Krog"}),
            Edit(record=anna.new_id(), kind="identifier", set={"system": "cpr", "value": "0101700000"}),
        ]
        anna.push(Change(id=anna.new_id(), stream=PLAN, at="", name="", edits=edits, open=(CITIZEN, "plan")))
        yield running


@pytest.fixture
def session(serving: Serving, tmp_path: Path, look: None) -> Iterator[Session]:
    """Bo's session."""
    wanted = Joining(
        folder=tmp_path / "profile", address=serving.address, login="bo", password=SERVER_PASSWORD,
        passphrase=PASSPHRASE,
    )  # fmt: skip
    opened = Session(join(wanted, serving.office.clock), start_exchange=start_exchange)
    yield opened
    opened.close()
    opened.deleteLater()


def searched(qtbot: QtBot, window: MainWindow, session: Session, asked: str) -> EmergencyCard:
    """Return the card after a search."""
    window.show_screen("search")
    settled(qtbot, session)
    field = next(each for each in window.findChildren(QLineEdit) if each.isVisible())
    field.setText(asked)
    settled(qtbot, session)
    found = window.findChild(EmergencyCard)
    assert found is not None
    return found


def press(card: EmergencyCard) -> None:
    next(iter(card.findChildren(QPushButton))).click()


@pytest.mark.parametrize(("asked", "is_offered"), [("010170-0000", True), ("Karen", False), ("010170", False)])
def test_it_is_offered_for_a_whole_number_that_finds_nobody(
    qtbot: QtBot, session: Session, tmp_path: Path, asked: str, is_offered: bool
) -> None:
    window = a_main_window(qtbot, session, tmp_path)

    assert searched(qtbot, window, session, asked).isVisible() is is_offered


def test_it_is_not_offered_without_a_server(qtbot: QtBot, tmp_path: Path, look: None) -> None:
    with a_session(tmp_path) as session:
        window = a_main_window(qtbot, session, tmp_path)

        assert not searched(qtbot, window, session, "010170-0000").isVisible()


def test_without_a_purpose_nothing_opens_and_it_is_said(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    card = searched(qtbot, a_main_window(qtbot, session, tmp_path), session, "010170-0000")
    press(card)

    qtbot.waitUntil(lambda: "Skriv, hvorfor du åbner planen." in _shown(card), timeout=10_000)


def test_with_a_purpose_the_plan_comes(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    card = searched(qtbot, a_main_window(qtbot, session, tmp_path), session, "010170-0000")
    card.findChildren(QLineEdit)[0].setText("Fundet hjælpeløs på gaden")
    press(card)
    names: list[str | None] = []

    def is_here() -> bool:
        session.bridge.ask(lambda reader: [each.given for each in reader.all(CITIZENS)], then=names.extend)
        return "Karen" in names

    qtbot.waitUntil(is_here, timeout=15_000)
    assert not card.isVisible()


def _shown(card: EmergencyCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
