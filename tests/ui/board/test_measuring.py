"""A chosen goal asks for what it lacks, one thing at a time; each answer is in the plan as it is written."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.domain.item import ItemType
from app.operations.undoing import undo
from board_desk import Desk
from ui.board.measuring import Measuring
from ui.screens.item_fields import DayEdit, TextEdit
from ui.widgets.button import Button

LEFT = Qt.MouseButton.LeftButton
HOW, WHO, WHEN = "Hvordan kan vi se, at det lykkes?", "Hvem lægger mærke til det?", "Hvornår ser vi efter?"


def line(desk: Desk) -> Measuring:
    found = desk.screen.panel.findChild(Measuring)
    assert isinstance(found, Measuring)
    return found


def asked(desk: Desk) -> list[str]:
    """Return the question that is seen."""
    return [each.text() for each in line(desk).findChildren(QLabel) if each.isVisible()]


def answer(desk: Desk) -> QWidget:
    """Return the field that is seen."""
    kinds = (TextEdit, DayEdit)
    return next(each for kind in kinds for each in line(desk).findChildren(kind) if each.isVisible())


def offered(desk: Desk) -> dict[str, Button]:
    return {each.text(): each for each in line(desk).findChildren(Button) if each.isVisible()}


def told(desk: Desk, goal: str) -> tuple[Any, ...]:
    item = desk.item(goal)
    return item.sign, item.witness, item.due


def test_by_keys_a_goal_is_asked_thrice_and_each_answer_is_written_as_it_is_typed(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Op om morgenen")
    desk.screen.easel.select([goal])
    desk.keys(Qt.Key.Key_Q)
    assert asked(desk) == [HOW]

    QTest.keyClicks(answer(desk), "Oppe kl. 7 fire dage om ugen")
    desk.wait(lambda: told(desk, goal)[0] == "Oppe kl. 7 fire dage om ugen")
    assert asked(desk) == [HOW]
    QTest.keyClick(answer(desk), Qt.Key.Key_Return)
    assert asked(desk) == [WHO]
    assert answer(desk).hasFocus()
    QTest.keyClicks(answer(desk), "Min søster")
    QTest.keyClick(answer(desk), Qt.Key.Key_Return)
    assert asked(desk) == [WHEN]
    QTest.keyClicks(answer(desk), "1/3")
    QTest.keyClick(answer(desk), Qt.Key.Key_Return)

    desk.wait(lambda: told(desk, goal) == ("Oppe kl. 7 fire dage om ugen", "Min søster", "2027-03-01"))
    assert asked(desk) == []
    assert line(desk).isHidden()
    assert desk.troubles == []


def test_by_taps_who_sees_it_and_when_are_chosen_among_what_the_plan_knows(desk: Desk) -> None:
    desk.add(ItemType.ACTOR, "Jonas Friis")
    goal = desk.add(ItemType.GOAL, "Op om morgenen", sign="Oppe kl. 7")
    desk.screen.easel.select([goal])

    assert asked(desk) == [WHO]
    QTest.mouseClick(offered(desk)["Jonas Friis"], LEFT)
    desk.wait(lambda: told(desk, goal)[1] == "Jonas Friis")
    assert asked(desk) == [WHEN]
    QTest.mouseClick(offered(desk)["Om tre måneder"], LEFT)

    desk.wait(lambda: told(desk, goal) == ("Oppe kl. 7", "Jonas Friis", "2027-02-24"))
    assert line(desk).isHidden()


def test_each_question_is_left_out_by_not_now_and_nothing_is_written(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Op om morgenen")
    desk.screen.easel.select([goal])
    for question in (HOW, WHO, WHEN):
        assert asked(desk) == [question]
        QTest.mouseClick(offered(desk)["Ikke nu"], LEFT)

    assert line(desk).isHidden()
    desk.screen.easel.select([])
    desk.screen.easel.select([goal])
    assert line(desk).isHidden()
    assert told(desk, goal) == (None, None, None)


def test_an_answer_is_one_act_of_undo_and_then_the_goal_asks_again(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Op om morgenen", sign="Oppe kl. 7", witness="Anne")
    desk.screen.easel.select([goal])
    QTest.mouseClick(offered(desk)["Om en måned"], LEFT)
    desk.wait(lambda: desk.card(goal).item.due == "2026-12-24")  # type: ignore[attr-defined]

    undo(desk.store, citizen=desk.citizen)

    desk.wait(lambda: told(desk, goal)[2] is None)
    desk.wait(lambda: asked(desk) == [WHEN])


def test_what_is_told_stands_in_a_field_and_what_is_not_is_no_form(desk: Desk) -> None:
    bare = desk.add(ItemType.GOAL, "Op om morgenen")
    whole = desk.add(ItemType.GOAL, "Passe sit job", sign="Mødt hver dag", witness="Anne", due="2027-03-01")
    desk.screen.easel.select([bare])
    panel = desk.screen.panel
    shown = {name for name, edit in panel._edits.items() if edit.isVisible()}
    assert shown & {"sign", "witness"} == set()

    desk.screen.easel.select([whole])
    desk.wait(lambda: panel._edits["due"].isVisible())
    shown = {name for name, edit in panel._edits.items() if edit.isVisible()}
    assert shown >= {"sign", "witness", "due"}
    assert line(desk).isHidden()


def test_only_goals_are_asked(desk: Desk) -> None:
    wish = desk.add(ItemType.WISH, "Rolige morgener")
    desk.screen.easel.select([wish])

    assert line(desk).isHidden()
    assert line(desk).findChildren(QLineEdit) == []
