"""Det ser borgeren: before the screen is turned, who comes and what is hidden from whom; and what the meeting shows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import ActorSort
from app.domain.item import Audience, ItemType
from app.domain.life_area import LifeArea
from app.domain.note import NOTE, Note
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.queries.plan_list import PlanRow
from app.store.store import Store
from app.texts import mark
from ui.board.board_screen import BoardScreen
from ui.main_window import MainWindow
from ui.screens.citizen_page import CitizenPage
from ui.screens.item_panel import ItemPanel
from ui.screens.plan_list import PlanListScreen
from ui.session import Session
from windows import a_page, done, settled


def written(store: Store) -> str:
    """Return a citizen with something for professionals only, something of health, a school and a note."""
    citizen = add_citizen(store, given="Karen", family="Holm")
    add_item(store, citizen=citizen, type=ItemType.CONCERN, title="Mistanke", audience=Audience.PROFESSIONALS)
    add_item(store, citizen=citizen, type=ItemType.GOAL, title="Sove om natten", life_area=LifeArea.SLEEP)
    add_item(store, citizen=citizen, type=ItemType.GOAL, title="Et job")
    add_item(
        store, citizen=citizen, type=ItemType.ACTOR, title="Skolen", sort=ActorSort.ORGANISATION, phone="87 12 34 56"
    )
    with store.transact(mark("act", "Skriv notat"), citizen=citizen) as act:
        act.put(NOTE, Note(text="Tal med psykiatrien før mødet", day="2026-11-23", author="Mette"))
    return citizen


@pytest.fixture
def page(qtbot: QtBot, session: Session, window: MainWindow) -> CitizenPage:
    """The citizen's page."""
    citizen = done(qtbot, session, written)
    session.clock.advance(minutes=30)  # type: ignore[attr-defined]
    return a_page(qtbot, session, window, citizen)


def press(holder: QWidget, name: str) -> None:
    button = next(each for each in holder.findChildren(QPushButton) if each.isVisible() and each.text() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(holder: QWidget) -> list[str]:
    return [label.text() for label in holder.findChildren(QLabel) if label.isVisible() and label.text()]


def shown(page: CitizenPage) -> list[str]:
    board = page._parts["board"]
    assert isinstance(board, BoardScreen)
    return sorted(card.item.title or "" for card in board.easel.view.cards)


def panel_of(page: CitizenPage) -> ItemPanel:
    """Choose the first item of the list, and return its panel."""
    listed = page._parts["list"]
    assert isinstance(listed, PlanListScreen)
    entries = (listed._model.entry(listed._model.index(place, 0)) for place in range(listed._model.rowCount()))
    listed.choose(next(each.item.id for each in entries if isinstance(each, PlanRow)))
    found = listed.findChild(ItemPanel)
    assert found is not None
    return found


def test_the_worker_sees_what_is_hidden_from_whom_and_why_and_the_notes(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    press(page, "Det ser borgeren")
    settled(qtbot, session)
    before = texts(page._parts["room"])
    press(page._parts["room"], "Skolen")
    qtbot.waitUntil(lambda: "Sove om natten" in texts(page._parts["room"]))

    assert "Skjult for alle: Kun for fagfolk." in before
    assert "Tal med psykiatrien før mødet" in before
    assert "Sove om natten" not in before
    why = "Skjult på grund af Skolen: Borgeren har ikke sagt ja til at dele det."
    assert why in texts(page._parts["room"])


def test_the_meeting_that_begins_shows_what_everyone_who_was_marked_may_see(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    press(page, "Det ser borgeren")
    settled(qtbot, session)
    press(page._parts["room"], "Skolen")
    qtbot.waitUntil(lambda: "Skolen: til stede" in [each.text() for each in page.findChildren(QPushButton)])

    page.start_meeting()
    qtbot.waitUntil(lambda: page.is_meeting)
    settled(qtbot, session)

    assert shown(page) == ["Et job", "Møde", "Skolen"]
    assert not any(each.text() == "Det ser borgeren" and each.isVisible() for each in page.findChildren(QPushButton))


def test_what_is_for_professionals_is_set_in_the_list_and_telephones_are_not_shown_at_the_table(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    page.show_face("list")
    settled(qtbot, session)
    worker = panel_of(page)
    assert {"audience", "note"} <= set(worker._names(ItemType.GOAL))
    assert {"phone", "email"} <= set(worker._names(ItemType.ACTOR))

    page.start_meeting()
    qtbot.waitUntil(lambda: page.is_meeting)
    settled(qtbot, session)

    table = panel_of(page)
    assert {"audience", "note", "phone", "email"} & {
        *table._names(ItemType.GOAL),
        *table._names(ItemType.ACTOR),
    } == set()
