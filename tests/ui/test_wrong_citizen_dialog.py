"""«Forkert borger» is asked once in plain words, from the list and from the board, and says what was done."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.goal import GOAL, Goal
from app.store.store import Store
from builders import a_citizen, a_goal
from ui.screens.item_panel import ItemPanel
from ui.screens.plan_list import PlanListScreen
from ui.screens.screen import Desk
from ui.session import Session
from ui.wrong_citizen import WrongCitizenDialog
from windows import done, settled


@pytest.fixture
def item(qtbot: QtBot, session: Session) -> Goal:
    """A goal that was just written on the wrong one of two citizens."""
    wrong = done(qtbot, session, a_citizen)
    done(qtbot, session, a_citizen, given="Ib")
    made = done(qtbot, session, a_goal, citizen=wrong, title="Et roligt job")
    found = next(each for each in goals(qtbot, session) if each.id == made)
    assert isinstance(found, Goal)
    return found


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, desk: Desk, item: Goal) -> WrongCitizenDialog:
    screen = PlanListScreen(desk, citizen=item.citizen or "")
    qtbot.addWidget(screen)
    screen.show()
    made = WrongCitizenDialog(desk.bridge, item, screen)
    made.open()
    settled(qtbot, session)
    return made


def goals(qtbot: QtBot, session: Session) -> list[Goal]:
    found: list[Goal] = done(qtbot, session, _goals)
    return found


def _goals(store: Store) -> list[Goal]:
    with store.reader() as reader:
        return reader.all(GOAL)


def words(dialog: WrongCitizenDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def press(dialog: WrongCitizenDialog, name: str) -> None:
    next(each for each in dialog.findChildren(QPushButton) if each.text() == name and each.isVisible()).click()


def test_it_says_in_plain_words_what_goes_where_and_that_it_is_for_good(dialog: WrongCitizenDialog) -> None:
    told = words(dialog)

    assert "«Et roligt job» fjernes helt" in told
    assert "kan ikke fortrydes" in told
    assert "Databeskyttelsesrådgiveren" in told


def test_it_goes_and_that_is_told(qtbot: QtBot, session: Session, dialog: WrongCitizenDialog) -> None:
    press(dialog, "Fjern")
    settled(qtbot, session)

    assert goals(qtbot, session) == []
    assert "Det er fjernet her" in words(dialog)


def test_it_moves_to_whoever_is_chosen(qtbot: QtBot, session: Session, dialog: WrongCitizenDialog, item: Goal) -> None:
    choice = dialog.findChild(QComboBox)
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findText("Ib Holm"))

    press(dialog, "Fjern og flyt")
    settled(qtbot, session)

    (moved,) = goals(qtbot, session)
    assert moved.citizen not in (None, item.citizen)
    assert moved.title == "Et roligt job"


def test_keeping_it_changes_nothing(qtbot: QtBot, session: Session, dialog: WrongCitizenDialog, item: Goal) -> None:
    press(dialog, "Behold")
    settled(qtbot, session)

    assert goals(qtbot, session) == [item]


def test_the_panel_of_the_list_offers_it_and_a_meeting_does_not(qtbot: QtBot, desk: Desk) -> None:
    for in_meeting in (False, True):
        panel = ItemPanel(desk, in_meeting=in_meeting)
        qtbot.addWidget(panel)
        panel.show()
        offered = [each for each in panel.findChildren(QPushButton) if each.text() == "Forkert borger …"]
        assert [each.isVisible() for each in offered] == [not in_meeting]
