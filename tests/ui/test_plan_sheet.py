"""Om planen: name, follow-up and coordinator are written beside the list, and the plan is seen as it once stood."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.item import Item, ItemType
from app.domain.plan import PLAN, Plan
from app.domain.values import State
from app.ids import plan_of
from app.operations.citizens import add_citizen
from app.operations.items import add_item, delete_records, edit_record
from app.store.store import Store
from ui.main_window import MainWindow
from ui.screens.citizen_page import CitizenPage
from ui.screens.item_fields import Choice, DayEdit, TextEdit
from ui.screens.plan_sheet import PlanSheet
from ui.session import Session
from windows import a_page, done, settled


@pytest.fixture
def page(qtbot: QtBot, session: Session, window: MainWindow) -> CitizenPage:
    """The list of a plan with an actor and a goal, and «Om planen» beside it."""

    def write(store: Store) -> str:
        citizen = add_citizen(store, given="Karen", family="Holm")
        add_item(store, citizen=citizen, type=ItemType.ACTOR, title="Mette Holm")
        add_item(store, citizen=citizen, type=ItemType.GOAL, title="Op kl. 7", state=State.PLANNED)
        return citizen

    page = a_page(qtbot, session, window, str(done(qtbot, session, write)), "list")
    press(page, "Om planen")
    return page


@pytest.fixture
def sheet(page: CitizenPage) -> PlanSheet:
    """«Om planen»."""
    found = page.findChild(PlanSheet)
    assert found is not None
    return found


def press(holder: QWidget, name: str) -> None:
    button = next(each for each in holder.findChildren(QPushButton) if each.isVisible() and each.text() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def field(sheet: PlanSheet, kind: type[Any], name: str) -> Any:
    return next(each for each in sheet.findChildren(kind) if each.accessibleName() == name)


def plan(qtbot: QtBot, session: Session, citizen: str) -> Plan:
    def ask(store: Store) -> Plan | None:
        with store.reader() as reader:
            return reader.get(PLAN, plan_of(citizen))

    found = done(qtbot, session, ask)
    assert isinstance(found, Plan)
    return found


def texts(sheet: PlanSheet) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible() and label.text()]


def test_name_follow_up_and_coordinator_are_written_into_the_plan(
    qtbot: QtBot, session: Session, page: CitizenPage, sheet: PlanSheet
) -> None:
    QTest.keyClicks(field(sheet, TextEdit, "Planens navn"), "Karens vej")
    day = field(sheet, DayEdit, "Opfølgning")
    QTest.keyClicks(day, "1/3")
    QTest.keyClick(day, Qt.Key.Key_Return)
    settled(qtbot, session)
    QTest.keyClick(field(sheet, Choice, "Tovholder"), Qt.Key.Key_Down)
    settled(qtbot, session)

    found = plan(qtbot, session, page.citizen)
    assert (found.title, found.follow_up) == ("Karens vej", "2027-03-01")
    assert found.coordinator == field(sheet, Choice, "Tovholder").currentData()


def test_the_plan_is_shown_as_it_stood_on_a_day(
    qtbot: QtBot, session: Session, page: CitizenPage, sheet: PlanSheet
) -> None:
    session.clock.advance(days=3)  # type: ignore[attr-defined]

    def alter(store: Store) -> None:
        with store.reader() as reader:
            everything = [each for each in reader.everything(citizen=page.citizen) if isinstance(each, Item)]
        goal = next(each for each in everything if each.type is ItemType.GOAL)
        edit_record(store, goal, state=State.DONE, title="Op kl. 6")
        add_item(store, citizen=page.citizen, type=ItemType.WISH, title="Først senere")
        delete_records(store, [each for each in everything if each.type is ItemType.ACTOR])

    done(qtbot, session, alter)
    settled(qtbot, session)
    day = field(sheet, DayEdit, "Se planen, som den stod")
    QTest.keyClicks(day, "24/11")
    QTest.keyClick(day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Op kl. 7" in texts(sheet))

    shown = texts(sheet)
    assert shown[shown.index("Op kl. 7") + 1] == "Mål · Planlagt"
    assert "Mette Holm" in shown
    assert {"Op kl. 6", "Først senere"} & set(shown) == set()


def test_the_sheet_gives_way_to_an_item_and_is_not_at_the_table(
    qtbot: QtBot, session: Session, page: CitizenPage, sheet: PlanSheet
) -> None:
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()

    page.start_meeting()
    qtbot.waitUntil(lambda: page.is_meeting)
    settled(qtbot, session)

    assert "Om planen" not in [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
