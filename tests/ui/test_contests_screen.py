"""Two versions of one field stand side by side and are settled by one key; nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.goal import GOAL
from app.operations.items import edit_record
from app.store.store import Store
from builders import a_citizen, a_goal
from offices import Office, an_office, copy_furnished, furnished, goal, open_client
from sync.server import upkeep
from sync.server.rights import Role
from ui.screens.contests import ContestsScreen
from ui.screens.screen import Desk
from ui.session import Session
from ui.widgets.text import Label
from windows import a_desk, a_session, settled


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A server and two colleagues of whom both have written the title of one goal."""
    copy_furnished(tmp_path)
    with an_office(tmp_path) as made:
        yield made


@pytest.fixture
def contested(office: Office) -> Store:
    """The local copy of the colleague who came last."""
    mette, jonas = open_client(office, "mette"), open_client(office, "jonas")
    first = furnished().goals[0]
    edit_record(mette, goal(mette, first), title="Job på 15 timer")
    edit_record(jonas, goal(jonas, first), title="Job på 20 timer")
    office.sync(mette)
    office.sync(jonas)
    return jonas


@pytest.fixture
def session(contested: Store, tmp_path: Path, look: None) -> Iterator[Session]:
    """The session of the one who came last."""
    with a_session(tmp_path, store=contested) as opened:
        yield opened


@pytest.fixture
def screen(qtbot: QtBot, session: Session, tmp_path: Path) -> Iterator[ContestsScreen]:
    """The page that settles."""
    with a_desk(qtbot, session, tmp_path) as desk:
        yield _shown(qtbot, session, desk)


def _shown(qtbot: QtBot, session: Session, desk: Desk, *, citizen: str | None = None) -> ContestsScreen:
    made = ContestsScreen(desk, citizen=citizen or furnished().citizen)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.begin()
    settled(qtbot, session)
    return made


def words(screen: ContestsScreen) -> list[str]:
    return [label.text() for label in screen.findChildren(Label) if label.isVisible()]


def test_a_colleague_is_named_where_the_directory_knows_the_device(qtbot: QtBot, tmp_path: Path, look: None) -> None:
    with an_office(tmp_path) as office:
        jonas, mette = (_a_colleague(office, *who) for who in (("jonas", "Jonas Nørgaard"), ("mette", "Mette Lund")))
        citizen = a_citizen(mette)
        made = a_goal(mette, citizen)
        office.sync(mette)
        office.assign("jonas", citizen)
        office.sync(jonas)
        edit_record(jonas, goal(jonas, made), title="Job på 20 timer")
        edit_record(mette, goal(mette, made), title="Job på 15 timer")
        office.sync(jonas)
        office.sync(mette)
        with a_session(tmp_path, store=mette) as session, a_desk(qtbot, session, tmp_path) as desk:
            shown = words(_shown(qtbot, session, desk, citizen=citizen))

    assert [text for text in shown if text.startswith("Jonas")] == ["Jonas N., i dag 13.00"]
    assert [text for text in shown if text.startswith("Din")] == ["Din, i dag 13.00"]


def _a_colleague(office: Office, login: str, name: str) -> Store:
    upkeep.add_user(
        office.core.database, login=login, name=name, role=Role.CASEWORKER, password="syv svaner på søen", areas="",
        clock=office.clock,
    )  # fmt: skip
    store = office.client(login)
    office.sync(store)
    return store


def title(store: Store) -> str | None:
    return goal(store, furnished().goals[0]).title


def test_both_versions_stand_side_by_side_with_who_wrote_them(screen: ContestsScreen) -> None:
    shown = words(screen)

    assert {"Job på 15 timer", "Job på 20 timer", "Forskel 1 af 1"} <= set(shown)
    assert [text for text in shown if text.startswith(("Din", "En kollega"))] != []
    assert [button.text() for button in screen._acts] == [
        "Brug denne  (1)",
        "Behold min  (2)",
        "Begge  (3)",
        "Skriv ny  (4)",
    ]


def test_the_key_of_the_colleagues_version_lets_it_stand(
    qtbot: QtBot, session: Session, contested: Store, screen: ContestsScreen
) -> None:
    QTest.keyClick(screen, Qt.Key.Key_1)
    settled(qtbot, session)

    assert title(contested) == "Job på 15 timer"
    assert "Alt er afgjort." in words(screen)


def test_the_key_of_ones_own_version_lets_it_stand(
    qtbot: QtBot, session: Session, contested: Store, screen: ContestsScreen
) -> None:
    QTest.keyClick(screen, Qt.Key.Key_2)
    settled(qtbot, session)

    assert title(contested) == "Job på 20 timer"
    assert "Alt er afgjort." in words(screen)


def test_both_may_stand_as_two_goals(qtbot: QtBot, session: Session, contested: Store, screen: ContestsScreen) -> None:
    QTest.keyClick(screen, Qt.Key.Key_3)
    settled(qtbot, session)

    with contested.reader() as reader:
        titles = {each.title for each in reader.all(GOAL)}
    assert {"Job på 15 timer", "Job på 20 timer"} <= titles


def test_a_third_wording_may_be_written_instead(
    qtbot: QtBot, session: Session, contested: Store, screen: ContestsScreen
) -> None:
    QTest.keyClick(screen, Qt.Key.Key_4)
    field = screen.findChild(QPlainTextEdit)
    assert field is not None
    field.setPlainText("Job på 15 til 20 timer")
    screen._keep.click()
    settled(qtbot, session)

    assert title(contested) == "Job på 15 til 20 timer"


def test_what_is_put_off_waits_and_is_not_settled(
    qtbot: QtBot, session: Session, contested: Store, screen: ContestsScreen
) -> None:
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    settled(qtbot, session)

    assert "Resten venter på dig under «I dag»." in words(screen)
    with contested.reader() as reader:
        assert len(reader.contested()) == 1
