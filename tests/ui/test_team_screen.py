"""«Ledelse og drift»: a team leader gives citizens to workers and takes them back; nobody else sees the door."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.changes.change import Change, Edit
from app.clock import FixedClock
from app.ids import citizen_stream
from builders import NOON
from profiles import PASSPHRASE
from raw_devices import RawDevice
from servers import SERVER_PASSWORD, Serving, a_server
from sync.server import staffing, upkeep
from sync.server.rights import Role
from ui.__main__ import join, start_exchange
from ui.front import Joining
from ui.main_window import MainWindow
from ui.screens.team import TeamScreen
from ui.session import Session
from ui.widgets.tick import Tick
from windows import a_main_window, settled

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
PLAN = citizen_stream(CITIZEN, "plan")


@pytest.fixture
def serving() -> Iterator[Serving]:
    """A server with a unit of two caseworkers and a leader; Anna works with Karen."""
    with a_server(clock=FixedClock(NOON)) as running:
        database = running.office.core.database
        staffing.put_unit(database, unit="stoette", name="Bostøtten", part_of="")
        for login, role in (("anna", Role.CASEWORKER), ("bo", Role.CASEWORKER), ("lone", Role.MANAGER)):
            upkeep.add_user(
                database, login=login, name=login.title(), role=role, password=SERVER_PASSWORD, areas="",
                clock=running.office.clock, unit="stoette",
            )  # fmt: skip
        anna = RawDevice(running.office, "anna")
        karen = Edit(record=CITIZEN, kind="citizen", set={"given": "Karen", "family": "Krog"})
        anna.push(Change(id=anna.new_id(), stream=PLAN, at="", name="", edits=[karen], open=(CITIZEN, "plan")))
        yield running


def session_of(serving: Serving, folder: Path, login: str) -> Session:
    wanted = Joining(
        folder=folder, address=serving.address, login=login, password=SERVER_PASSWORD, passphrase=PASSPHRASE
    )
    return Session(join(wanted, serving.office.clock), start_exchange=start_exchange)


@pytest.fixture
def session(serving: Serving, tmp_path: Path, look: None) -> Iterator[Session]:
    """The leader's session."""
    opened = session_of(serving, tmp_path / "profile", "lone")
    yield opened
    opened.close()
    opened.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, session: Session, tmp_path: Path) -> MainWindow:
    made = a_main_window(qtbot, session, tmp_path)
    settled(qtbot, session)
    return made


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> TeamScreen:
    """The screen, with the team on it."""
    entry(window).click()
    made = window.findChild(TeamScreen)
    assert made is not None
    qtbot.waitUntil(lambda: bool(made.findChildren(Tick)), timeout=10_000)
    return made


def entry(window: MainWindow) -> QPushButton:
    return next(each for each in window.findChildren(QPushButton) if each.text() == "Ledelse og drift")


def shown(screen: TeamScreen) -> list[str]:
    return [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]


def press(screen: TeamScreen, words: str) -> None:
    next(each for each in screen.findChildren(QPushButton) if each.text() == words).click()


def fill(screen: TeamScreen, *, worker: str = "Bo", reason: str = "ferie") -> None:
    screen._worker.setCurrentText(worker)
    named = {each.accessibleName(): each for each in screen.findChildren(QLineEdit)}
    named["Hvorfor? Det bliver gemt sammen med ændringen."].setText(reason)


def test_the_door_is_there_for_a_team_leader(window: MainWindow) -> None:
    assert entry(window).isVisible()


def test_the_door_is_not_there_for_anybody_else(qtbot: QtBot, serving: Serving, tmp_path: Path, look: None) -> None:
    other = session_of(serving, tmp_path / "other", "bo")
    made = a_main_window(qtbot, other, tmp_path)
    settled(qtbot, other)
    is_seen = entry(made).isVisible()
    other.close()
    other.deleteLater()

    assert not is_seen


def test_the_team_is_shown_with_its_citizens(screen: TeamScreen) -> None:
    assert {"Ledelse og drift · Bostøtten", "Anna · 1 borgere", "Bo · 0 borgere"} <= set(shown(screen))
    assert [each.text() for each in screen.findChildren(Tick)] == ["Karen Krog"]


def test_a_ticked_citizen_is_given_to_a_colleague(qtbot: QtBot, screen: TeamScreen) -> None:
    QTest.keyClick(screen.findChildren(Tick)[0], Qt.Key.Key_Space)
    fill(screen)
    press(screen, "Giv de valgte")

    qtbot.waitUntil(lambda: "Bo · 1 borgere" in shown(screen), timeout=10_000)
    assert "Anna · 1 borgere" in shown(screen)


def test_a_ticked_citizen_is_taken_back_and_stands_without_anybody(qtbot: QtBot, screen: TeamScreen) -> None:
    screen.findChildren(Tick)[0].setChecked(True)
    fill(screen, reason="ny opgave")
    press(screen, "Tag de valgte tilbage")

    qtbot.waitUntil(lambda: "Uden nogen tilknyttet · 1" in shown(screen), timeout=10_000)
    assert "Anna · 0 borgere" in shown(screen)


def test_a_substitute_is_told_by_the_last_day(qtbot: QtBot, screen: TeamScreen) -> None:
    screen.findChildren(Tick)[0].setChecked(True)
    fill(screen)
    screen._last.given.emit("2026-12-01")
    press(screen, "Giv de valgte")

    qtbot.waitUntil(lambda: "Bo · 1 borgere" in shown(screen), timeout=10_000)
    assert "Karen Krog · vikar · til 1. december 2026" in [each.text() for each in screen.findChildren(Tick)]


def test_without_a_reason_nothing_is_changed_and_it_is_said(qtbot: QtBot, screen: TeamScreen) -> None:
    screen.findChildren(Tick)[0].setChecked(True)
    fill(screen, reason="")
    press(screen, "Giv de valgte")

    qtbot.waitUntil(lambda: "Skriv hvorfor." in shown(screen), timeout=10_000)
    assert "Bo · 0 borgere" in shown(screen)


def test_nothing_can_be_pressed_before_something_is_ticked(screen: TeamScreen) -> None:
    verbs = [each for each in screen.findChildren(QPushButton) if "valgte" in each.text()]

    assert [each.isEnabled() for each in verbs] == [False, False]


def test_a_substitute_may_begin_on_a_later_day(qtbot: QtBot, screen: TeamScreen) -> None:
    screen.findChildren(Tick)[0].setChecked(True)
    fill(screen)
    screen._first.given.emit("2026-11-30")
    screen._last.given.emit("2026-12-01")
    press(screen, "Giv de valgte")

    told = "Karen Krog · vikar · fra 30. november 2026 · til 1. december 2026"
    qtbot.waitUntil(lambda: told in [each.text() for each in screen.findChildren(Tick)], timeout=10_000)
