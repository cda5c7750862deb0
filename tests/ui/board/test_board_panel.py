"""What the panel beside the board does with a line and with what the citizen objects to."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.connector import CONNECTOR, Meaning
from app.domain.item import ItemType
from app.operations.items import connect, disagree
from board_desk import Desk
from ui.board.panel import TALKED_THROUGH
from ui.screens.item_fields import Choice, DayEdit
from ui.widgets.button import Button


def _meaning(desk: Desk, line: str) -> Meaning | None:
    with desk.store.reader() as reader:
        found = reader.get(CONNECTOR, line)
    assert found is not None
    return found.meaning


def _choose(choice: Choice, downs: int, key: Qt.Key = Qt.Key.Key_Down) -> None:
    choice.setFocus()
    for _ in range(downs):
        QTest.keyClick(choice, key)


def test_what_a_line_says_is_chosen_in_the_panel_and_chosen_back(desk: Desk) -> None:
    wish, goal = desk.add(ItemType.WISH, "Rolige morgener"), desk.add(ItemType.GOAL, "Op kl. 7")
    line = connect(desk.store, citizen=desk.citizen, source=wish, target=goal)
    desk.wait(lambda: bool(desk.screen.easel.view.links))
    desk.screen.easel.select([line])
    choice, close = desk.screen.panel.findChild(Choice), desk.screen.panel.findChild(Button)
    assert choice is not None
    assert close is not None
    assert close.accessibleName() == "Luk panelet"
    desk.wait(lambda: close.geometry().right() == choice.geometry().right())

    _choose(choice, 2)
    desk.wait(lambda: _meaning(desk, line) is Meaning.HINDERS)
    _choose(choice, 2, Qt.Key.Key_Up)

    desk.wait(lambda: _meaning(desk, line) is Meaning.LEADS_TO)
    assert desk.troubles == []


def test_what_the_citizen_objected_to_is_ended_by_the_citizens_word(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Fuld tid til maj")
    disagree(desk.store, desk.item(goal), words="Det er for meget")
    desk.wait(lambda: desk.card(goal).disagreement is not None)
    desk.screen.easel.select([goal])
    button = next(each for each in desk.screen.panel.findChildren(Button) if each.text() == TALKED_THROUGH)
    assert button.isVisible()

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    desk.wait(lambda: desk.card(goal).disagreement is None)
    desk.wait(lambda: not button.isVisible())


def test_enter_in_a_day_stays_in_the_panel(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Op kl. 7")
    desk.screen.easel.select([goal])
    desk.wait(lambda: desk.screen.panel.findChild(DayEdit) is not None)
    day = desk.screen.panel.findChild(DayEdit)
    assert day is not None
    day.setFocus()

    QTest.keyClicks(day, "i morgen")
    QTest.keyClick(day, Qt.Key.Key_Return)

    assert not desk.screen.easel.is_writing
