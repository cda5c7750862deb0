"""What the program offers by role: a visit, counts, emergencies; and nothing that the server would refuse."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.changes.change import Change, Edit
from app.clock import FixedClock
from app.domain.item import Audience
from app.ids import citizen_stream
from builders import NOON
from profiles import PASSPHRASE
from raw_devices import RawDevice
from servers import SERVER_PASSWORD, Serving, a_server
from sync.acts import Emergency
from sync.server import staffing, upkeep, visits
from sync.server.rights import Role
from ui.__main__ import join, start_exchange
from ui.front import Joining
from ui.main_window import MainWindow
from ui.screens.emergency import EmergencyCard, VisitCard
from ui.screens.oversight import CountsCard, EmergenciesCard
from ui.session import Session
from windows import a_main_window, settled

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
PLAN = citizen_stream(CITIZEN, "plan")
NUMBER = "010170-0000"
Open = Callable[[str], MainWindow]


@pytest.fixture
def serving() -> Iterator[Serving]:
    """A server where Anna works with Karen, and Bo has opened Karen's plan in an emergency."""
    roles = {
        "anna": Role.CASEWORKER, "bo": Role.CASEWORKER, "lone": Role.MANAGER, "ditte": Role.AUDITOR,
        "maja": Role.CITIZEN_SERVICE, "ole": Role.ADMINISTRATIVE,
    }  # fmt: skip
    with a_server(clock=FixedClock(NOON)) as running:
        database = running.office.core.database
        staffing.put_unit(database, unit="stoette", name="Bostøtten", part_of="")
        for login, role in roles.items():
            upkeep.add_user(
                database, login=login, name=login.title(), role=role, password=SERVER_PASSWORD, areas="",
                clock=running.office.clock, unit="stoette",
            )  # fmt: skip
        _write(RawDevice(running.office, "anna"))
        asked = Emergency(citizen=CITIZEN, purpose="Fundet hjælpeløs på gaden")
        visits.begin_emergency(running.office.core, RawDevice(running.office, "bo").session(), asked)
        yield running


def _write(anna: RawDevice) -> None:
    told = {"type": "goal", "audience": Audience.PROFESSIONALS, "title": "Kun for fagfolk"}
    edits = [
        Edit(record=CITIZEN, kind="citizen", set={"given": "Karen", "family": "Krog", "protected": True}),
        Edit(record=anna.new_id(), kind="identifier", set={"system": "cpr", "value": NUMBER.replace("-", "")}),
        Edit(record=anna.new_id(), kind="item", set={"type": "goal", "title": "Ud hver dag"}),
        Edit(record=anna.new_id(), kind="item", set=told),
    ]
    anna.push(Change(id=anna.new_id(), stream=PLAN, at="", name="", edits=edits, open=(CITIZEN, "plan")))


@pytest.fixture
def window_of(qtbot: QtBot, serving: Serving, tmp_path: Path, look: None) -> Iterator[Open]:
    """Open the window of a user."""
    opened: list[Session] = []

    def open_for(login: str) -> MainWindow:
        wanted = Joining(
            folder=tmp_path / login, address=serving.address, login=login, password=SERVER_PASSWORD,
            passphrase=PASSPHRASE,
        )  # fmt: skip
        opened.append(Session(join(wanted, serving.office.clock), start_exchange=start_exchange))
        made = a_main_window(qtbot, opened[-1], tmp_path)
        qtbot.waitUntil(lambda: made.desk.role is not None)
        settled(qtbot, opened[-1])
        return made

    yield open_for
    for each in opened:
        each.close()
        each.deleteLater()


def searched(qtbot: QtBot, window: MainWindow, asked: str) -> None:
    window.show_screen("search")
    next(each for each in window.findChildren(QLineEdit) if each.isVisible()).setText(asked)
    settled(qtbot, window.desk.session)


def the(window: MainWindow, kind: type[QWidget]) -> QWidget:
    found = window.findChild(kind)
    assert isinstance(found, QWidget)
    return found


def shown(part: QWidget) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel) if label.isVisible()]


def pressed(window: QWidget, words: str) -> None:
    next(each for each in window.findChildren(QPushButton) if each.text() == words and each.isVisible()).click()


def offered(window: MainWindow) -> set[str]:
    return {each.text() for each in window.findChildren(QPushButton) if each.isVisible()}


@pytest.mark.parametrize(
    ("login", "cards"), [("anna", set()), ("maja", {VisitCard}), ("ditte", set()), ("ole", set()), ("lone", set())]
)
def test_a_number_that_finds_nobody_is_offered_what_the_role_may_ask_for(
    qtbot: QtBot, window_of: Open, login: str, cards: set[type[QWidget]]
) -> None:
    window = window_of(login)
    searched(qtbot, window, "020270-0002" if login == "anna" else NUMBER)

    found = {each for each in (EmergencyCard, VisitCard) if the(window, each).isVisible()}
    assert found == (cards or ({EmergencyCard} if login == "anna" else set()))


def test_with_the_citizen_present_what_the_citizen_may_see_is_opened_and_nothing_else(
    qtbot: QtBot, window_of: Open
) -> None:
    window = window_of("maja")
    searched(qtbot, window, NUMBER)
    card = the(window, VisitCard)
    next(iter(card.findChildren(QLineEdit))).setText("Vil se sine mål")
    pressed(window, "Åbn det, borgeren må se")
    hits: list[str] = []

    def is_here() -> bool:
        window.desk.bridge.ask(lambda reader: reader.texts("hver", limit=5), then=hits.extend)
        return bool(hits)

    qtbot.waitUntil(is_here)
    texts: list[object] = []
    window.desk.bridge.ask(lambda reader: reader.texts("fagfolk", limit=5), then=texts.append)
    qtbot.waitUntil(lambda: bool(texts))
    assert texts == [[]]
    assert not card.isVisible()


def test_without_the_errand_nothing_opens_and_it_is_said(qtbot: QtBot, window_of: Open) -> None:
    window = window_of("maja")
    searched(qtbot, window, NUMBER)
    pressed(window, "Åbn det, borgeren må se")

    qtbot.waitUntil(lambda: "Skriv, hvorfor du åbner planen." in shown(the(window, VisitCard)))


def test_an_administrative_user_sees_counts_and_no_small_ones_and_no_emergency(qtbot: QtBot, window_of: Open) -> None:
    window = window_of("ole")
    pressed(window, "Ledelse og drift")

    told = "Bostøtten · under 5 borgere · under 5 medarbejdere"
    qtbot.waitUntil(lambda: told in shown(the(window, CountsCard)))
    assert not the(window, EmergenciesCard).isVisible()


@pytest.mark.parametrize("login", ["ditte", "lone"])
def test_who_oversees_sees_who_opened_what_in_an_emergency_and_why(qtbot: QtBot, window_of: Open, login: str) -> None:
    window = window_of(login)
    pressed(window, "Ledelse og drift")

    qtbot.waitUntil(lambda: "Bo · 24. november 2026" in shown(the(window, EmergenciesCard)))
    assert {"Fundet hjælpeløs på gaden", f"borger {CITIZEN}"} <= set(shown(the(window, EmergenciesCard)))


@pytest.mark.parametrize(("login", "is_offered"), [("anna", True), ("maja", False), ("ole", False)])
def test_new_citizens_and_files_are_offered_to_whom_the_server_takes_them_from(
    window_of: Open, login: str, is_offered: bool
) -> None:
    window = window_of(login)
    window.show_screen("citizens")

    assert ({"Ny borger", "Hent fra fil"} <= offered(window)) is is_offered


def test_a_protected_citizen_is_marked_in_the_search(qtbot: QtBot, window_of: Open) -> None:
    window = window_of("anna")
    qtbot.waitUntil(lambda: _is_found(qtbot, window))


def _is_found(qtbot: QtBot, window: MainWindow) -> bool:
    searched(qtbot, window, "")
    searched(qtbot, window, "Karen")
    return "Karen Krog · 010170-•••• · Navne- og adressebeskyttelse" in offered(window)
