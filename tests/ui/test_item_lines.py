"""Lines in the list: read, said, followed, made and removed there by keys alone, as on the board."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QListView, QWidget
from pytestqt.qtbot import QtBot

from app.domain.connector import CONNECTOR, Meaning
from app.domain.goal import GOAL
from app.domain.item import ItemType
from app.operations.items import add_item, connect, delete_records
from app.queries.plan_list import PlanRow, plan_list
from app.store.reader import Reader
from builders import NOON, a_citizen
from ui.reading_order import stops
from ui.screens.plan_list import PlanListScreen
from ui.screens.screen import Desk
from ui.session import Session
from windows import done, settled

Lines = list[tuple[str | None, Meaning | None, str | None]]


@pytest.fixture
def screen(qtbot: QtBot, session: Session, desk: Desk) -> PlanListScreen:
    """The list of a citizen with two goals, «Job» chosen."""
    citizen = done(qtbot, session, a_citizen)
    job = done(qtbot, session, add_item, citizen=citizen, type=ItemType.GOAL, title="Job")
    done(qtbot, session, add_item, citizen=citizen, type=ItemType.GOAL, title="Ro")
    made = PlanListScreen(desk, citizen=citizen)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made.choose(job)
    settled(qtbot, session)
    return made


def part(screen: PlanListScreen, name: str) -> QWidget:
    return next(each for each in stops(screen) if name in (each.accessibleName(), getattr(each, "text", str)()))


def press(screen: PlanListScreen, name: str) -> None:
    wanted = part(screen, name)
    wanted.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(wanted, Qt.Key.Key_Space)


def choose(screen: PlanListScreen, name: str, words: str) -> None:
    wanted = part(screen, name)
    assert isinstance(wanted, QComboBox)
    wanted.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(wanted, words)


def drawn(reader: Reader) -> Lines:
    titles = {each.id: each.title for each in reader.all(GOAL)}
    return [(titles[each.source or ""], each.meaning, titles[each.target or ""]) for each in reader.all(CONNECTOR)]


def told(qtbot: QtBot, session: Session) -> Lines:
    settled(qtbot, session)
    answers: list[Lines] = []
    session.bridge.ask(drawn, then=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def joined(qtbot: QtBot, session: Session, screen: PlanListScreen, meaning: Meaning) -> None:
    """Draw a line from «Job» to «Ro»."""
    ids = {row.item.title: row.item.id for row in rows(screen)}
    citizen = rows(screen)[0].item.citizen
    done(qtbot, session, connect, citizen=citizen, source=ids["Job"], target=ids["Ro"], meaning=meaning)
    settled(qtbot, session)


def rows(screen: PlanListScreen) -> list[PlanRow]:
    model = screen._model
    entries = [model.entry(model.index(place, 0)) for place in range(model.rowCount())]
    return [each for each in entries if isinstance(each, PlanRow)]


def spoken(screen: PlanListScreen) -> list[str]:
    view = screen.findChild(QListView, "Rows")
    assert view is not None
    model = view.model()
    return [
        str(model.data(model.index(place, 0), Qt.ItemDataRole.AccessibleTextRole)) for place in range(model.rowCount())
    ]


def test_a_line_is_made_by_keys_alone(qtbot: QtBot, session: Session, screen: PlanListScreen) -> None:
    choose(screen, "Ny forbindelse", "Støtter")
    choose(screen, "Med hvad?", "Ro")
    press(screen, "Forbind")

    assert told(qtbot, session) == [("Job", Meaning.SUPPORTS, "Ro")]


def test_nothing_is_joined_until_it_is_told_with_what(qtbot: QtBot, session: Session, screen: PlanListScreen) -> None:
    press(screen, "Forbind")

    assert told(qtbot, session) == []
    assert part(screen, "Med hvad?").hasFocus()


@pytest.mark.parametrize(
    ("meaning", "words"),
    [
        (Meaning.LEADS_TO, ["Fører til «Ro»", "Følger af «Job»"]),
        (Meaning.SUPPORTS, ["Støtter «Ro»", "Støttes af «Job»"]),
        (Meaning.HINDERS, ["Modarbejder «Ro»", "Modarbejdes af «Job»"]),
        (Meaning.RELATES, ["Hænger sammen med «Ro»", "Hænger sammen med «Job»"]),
    ],
)
def test_a_line_is_said_at_both_its_ends(
    qtbot: QtBot, session: Session, screen: PlanListScreen, meaning: Meaning, words: list[str]
) -> None:
    joined(qtbot, session, screen, meaning)

    assert [[each.words for each in row.lines] for row in rows(screen)] == [[each] for each in words]
    assert any(each.startswith("Job, ") and words[0] in each for each in spoken(screen))


def test_a_line_is_followed_by_keys(qtbot: QtBot, session: Session, screen: PlanListScreen) -> None:
    joined(qtbot, session, screen, Meaning.LEADS_TO)

    press(screen, "Gå til Ro")
    settled(qtbot, session)

    assert part(screen, "Gå til Job").isVisible()
    assert screen._view.hasFocus()


def test_a_line_is_removed_by_keys_and_the_items_stay(qtbot: QtBot, session: Session, screen: PlanListScreen) -> None:
    joined(qtbot, session, screen, Meaning.LEADS_TO)

    press(screen, "Fjern forbindelsen: Fører til «Ro»")

    assert told(qtbot, session) == []
    assert len(rows(screen)) == 2


def test_a_line_to_what_is_deleted_is_not_told(qtbot: QtBot, session: Session, screen: PlanListScreen) -> None:
    joined(qtbot, session, screen, Meaning.LEADS_TO)
    gone = next(row.item for row in rows(screen) if row.item.title == "Ro")

    done(qtbot, session, delete_records, records=[gone])
    settled(qtbot, session)

    assert [row.lines for row in rows(screen)] == [()]


def test_whoever_only_reads_is_told_of_lines_and_offered_no_act(
    qtbot: QtBot, session: Session, desk: Desk, screen: PlanListScreen
) -> None:
    joined(qtbot, session, screen, Meaning.LEADS_TO)
    job = rows(screen)[0].item
    read = PlanListScreen(desk, citizen=job.citizen or "", is_read_only=True)
    qtbot.addWidget(read)
    read.resize(1100, 760)
    read.show()
    read.choose(job.id)
    settled(qtbot, session)

    names = [each.accessibleName() for each in stops(read)]
    assert "Gå til Ro" in names
    assert not [each for each in names if each.startswith("Fjern") or each == "Med hvad?"]


def test_the_query_tells_lines_in_a_snapshot(qtbot: QtBot, session: Session, screen: PlanListScreen) -> None:
    joined(qtbot, session, screen, Meaning.HINDERS)
    answers: list[object] = []
    session.bridge.ask(plan_list, then=answers.append, citizen=rows(screen)[0].item.citizen, today=NOON.date())
    qtbot.waitUntil(lambda: bool(answers))

    assert "Modarbejder «Ro»" in repr(answers[0])
