"""The plan as a list: written on in place, ticked, deleted and taken back, by keyboard as by hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.goal import GOAL
from app.domain.item import ItemType
from app.domain.values import State
from app.operations.items import add_item, edit_record
from app.queries.plan_list import PlanRow
from app.store.reader import Reader
from app.texts import say
from builders import a_citizen, a_goal
from ui.screens.item_fields import Choice, TextEdit
from ui.screens.item_panel import ItemPanel
from ui.screens.plan_filter import NOTHING, NothingFound, PlanFilter
from ui.screens.plan_list import PlanListScreen
from ui.screens.plan_model import NewLine, PlanModel
from ui.screens.screen import Desk
from ui.session import Session
from windows import done, settled


@pytest.fixture
def screen(qtbot: QtBot, session: Session, desk: Desk) -> PlanListScreen:
    """The list of a citizen with one goal."""
    citizen = done(qtbot, session, a_citizen)
    done(qtbot, session, a_goal, citizen=citizen, title="Et roligt job")
    made = PlanListScreen(desk, citizen=citizen)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    settled(qtbot, session)
    return made


def rows(screen: PlanListScreen) -> list[str | None]:
    shown = model(screen)
    entries = [shown.entry(shown.index(place, 0)) for place in range(shown.rowCount())]
    return [entry.item.title for entry in entries if isinstance(entry, PlanRow)]


def view(screen: PlanListScreen) -> QListView:
    found = screen.findChild(QListView, "Rows")
    assert isinstance(found, QListView)
    return found


def model(screen: PlanListScreen) -> PlanModel:
    found = view(screen).model()
    assert isinstance(found, PlanModel)
    return found


def goals(reader: Reader) -> list[tuple[str | None, State | None, bool]]:
    return [(goal.title, goal.state, goal.deleted) for goal in reader.all(GOAL, deleted=True)]


def asked(qtbot: QtBot, session: Session) -> list[tuple[str | None, State | None, bool]]:
    settled(qtbot, session)
    return done(qtbot, session, _goals)  # type: ignore[no-any-return]


def _goals(store: object) -> list[tuple[str | None, State | None, bool]]:
    with store.reader() as reader:  # type: ignore[attr-defined]
        return goals(reader)


def editor(screen: PlanListScreen) -> QLineEdit:
    found = view(screen).viewport().findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def write_new(screen: PlanListScreen, group: str) -> QLineEdit:
    index = model(screen).new_line(group)
    view(screen).setCurrentIndex(index)
    QTest.keyClick(view(screen), Qt.Key.Key_Return)
    return editor(screen)


def choose_goal(screen: PlanListScreen) -> None:
    shown = model(screen)
    indexes = [shown.index(place, 0) for place in range(shown.rowCount())]
    view(screen).setCurrentIndex(next(each for each in indexes if isinstance(shown.entry(each), PlanRow)))


def test_a_goal_written_on_the_line_at_the_foot_is_in_the_plan(
    qtbot: QtBot, session: Session, screen: PlanListScreen
) -> None:
    line = write_new(screen, ItemType.GOAL)
    QTest.keyClicks(line, "Op klokken syv")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert ("Op klokken syv", None, False) in asked(qtbot, session)


def test_enter_goes_on_with_another_line_of_the_same_kind(
    qtbot: QtBot, session: Session, screen: PlanListScreen
) -> None:
    line = write_new(screen, ItemType.GOAL)
    QTest.keyClicks(line, "Op klokken syv")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settled(qtbot, session)
    entry = model(screen).entry(view(screen).currentIndex())

    assert isinstance(entry, NewLine)
    assert entry.group.adds is ItemType.GOAL
    assert editor(screen).text() == ""


def test_escape_keeps_what_was_written_as_enter_does(qtbot: QtBot, session: Session, screen: PlanListScreen) -> None:
    line = write_new(screen, ItemType.WISH)
    QTest.keyClicks(line, "Sove om natten")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    settled(qtbot, session)

    assert "Sove om natten" in rows(screen)


def test_an_empty_line_writes_nothing(qtbot: QtBot, session: Session, screen: PlanListScreen) -> None:
    line = write_new(screen, ItemType.GOAL)
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert asked(qtbot, session) == [("Et roligt job", None, False)]


def test_a_title_is_edited_in_place_and_kept_as_it_is_typed(
    qtbot: QtBot, session: Session, screen: PlanListScreen
) -> None:
    choose_goal(screen)
    view(screen).edit(view(screen).currentIndex())
    line = editor(screen)
    line.selectAll()
    QTest.keyClicks(line, "Et job med ro")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert asked(qtbot, session) == [("Et job med ro", None, False)]


def test_a_change_from_elsewhere_never_moves_the_line_under_the_cursor(
    qtbot: QtBot, session: Session, screen: PlanListScreen
) -> None:
    line = write_new(screen, ItemType.GOAL)
    QTest.keyClicks(line, "Halvt skr")

    done(qtbot, session, add_item, citizen=screen._citizen, type=ItemType.WISH, title="Et ønske imens")
    settled(qtbot, session)

    assert editor(screen).text() == "Halvt skr"
    QTest.keyClick(line, Qt.Key.Key_Escape)
    settled(qtbot, session)
    assert rows(screen) == ["Et ønske imens", "Et roligt job", "Halvt skr"]


def test_space_ticks_a_goal_as_done_and_takes_the_tick_away(
    qtbot: QtBot, session: Session, screen: PlanListScreen
) -> None:
    choose_goal(screen)

    QTest.keyClick(view(screen), Qt.Key.Key_Space)
    ticked = asked(qtbot, session)
    QTest.keyClick(view(screen), Qt.Key.Key_Space)

    assert ticked == [("Et roligt job", State.DONE, False)]
    assert asked(qtbot, session) == [("Et roligt job", State.ACTIVE, False)]


def test_a_deleted_goal_comes_back_by_the_word_in_the_message(
    qtbot: QtBot, session: Session, desk: Desk, screen: PlanListScreen
) -> None:
    choose_goal(screen)
    QTest.keyClick(view(screen), Qt.Key.Key_Delete)
    gone = asked(qtbot, session)
    told = desk.messages._toast
    told._undo.click()

    assert gone == [("Et roligt job", None, True)]
    assert told.text == "Punktet er slettet."
    assert asked(qtbot, session) == [("Et roligt job", None, False)]


def test_the_panel_shows_a_colleagues_change_but_not_in_the_field_that_is_written_in(
    qtbot: QtBot, session: Session, screen: PlanListScreen
) -> None:
    choose_goal(screen)
    settled(qtbot, session)
    panel = screen.findChild(ItemPanel)
    assert panel is not None
    title, sign = panel._edits["title"], panel._edits["sign"]
    screen.window().activateWindow()
    title.setFocus()
    qtbot.waitUntil(title.hasFocus)
    QTest.keyClicks(title, "!")

    def elsewhere(store: object) -> None:
        with store.reader() as reader:  # type: ignore[attr-defined]
            goal = reader.all(GOAL)[0]
        edit_record(store, goal, sign="Jeg møder op")  # type: ignore[arg-type]

    done(qtbot, session, elsewhere)
    settled(qtbot, session)

    assert "!" in title.toPlainText()  # type: ignore[union-attr]
    assert sign.toPlainText() == "Jeg møder op"  # type: ignore[union-attr]


def test_enter_on_the_first_item_that_is_chosen_writes_on_in_its_title(
    qtbot: QtBot, session: Session, screen: PlanListScreen
) -> None:
    screen.window().activateWindow()
    choose_goal(screen)
    QTest.keyClick(view(screen), Qt.Key.Key_Return)
    written = screen.focusWidget()
    assert isinstance(written, TextEdit)
    QTest.keyClicks(written, "Hej ")
    QTest.keyClick(written, Qt.Key.Key_Return)

    assert (written.accessibleName(), asked(qtbot, session)[0][0]) == ("Titel", "Hej Et roligt job")


def test_what_came_in_before_anything_was_chosen_is_known_beside_it(
    qtbot: QtBot, session: Session, screen: PlanListScreen
) -> None:
    done(qtbot, session, add_item, citizen=screen._citizen, type=ItemType.ACTOR, title="Jonas")
    done(qtbot, session, add_item, citizen=screen._citizen, type=ItemType.STRENGTH, title="Humor")
    settled(qtbot, session)
    choose_goal(screen)
    offered = {each.accessibleName(): choices(each) for each in screen.findChildren(Choice) if each.isVisible()}

    assert offered["Ansvarlig"] == ["–", "Jonas"]
    assert offered["Med hvad?"] == ["–", "Humor"]


def choices(choice: Choice) -> list[str]:
    return [choice.itemText(place) for place in range(choice.count())]


def test_the_plan_is_told_of_although_that_was_asked_for_before_it_was_read(
    qtbot: QtBot, session: Session, desk: Desk, screen: PlanListScreen
) -> None:
    made = PlanListScreen(desk, citizen=screen._citizen)
    qtbot.addWidget(made)
    made.show()
    made._about.click()
    made._find.click()
    settled(qtbot, session)

    assert "Tovholder" in [each.accessibleName() for each in made.findChildren(Choice) if each.isVisible()]
    assert asked_for(made, "").count.text() == "1 af 1 punkter"


def asked_for(screen: PlanListScreen, words: str) -> PlanFilter:
    """Press Ctrl+F and type."""
    QTest.keyClick(view(screen), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = screen.findChild(PlanFilter)
    assert line is not None
    QTest.keyClicks(line.field, words)
    return line


def test_ctrl_f_narrows_the_list_and_says_how_many_of_how_many(
    qtbot: QtBot, session: Session, desk: Desk, screen: PlanListScreen
) -> None:
    done(qtbot, session, add_item, citizen=screen._citizen, type=ItemType.WISH, title="Sove om natten")
    settled(qtbot, session)
    heard: list[str] = []
    desk.messages.spoken.connect(heard.append)
    line = asked_for(screen, "sove")

    assert rows(screen) == ["Sove om natten"]
    assert not model(screen).new_line(ItemType.WISH).isValid()
    assert line.count.text() == heard[-1] == "1 af 2 punkter"
    QTest.keyClick(line.field, Qt.Key.Key_Escape)
    assert rows(screen) == ["Sove om natten", "Et roligt job"]
    assert line.isHidden()
    assert line.wanted.is_everything


def test_where_nothing_fits_the_list_says_what_to_do_and_one_press_does_it(desk: Desk, screen: PlanListScreen) -> None:
    heard: list[str] = []
    desk.messages.spoken.connect(heard.append)
    asked_for(screen, "zebra")
    nothing = screen.findChild(NothingFound)
    assert nothing is not None

    assert (nothing.isVisible(), view(screen).isVisible()) == (True, False)
    assert heard[-1] == f"0 af 1 punkter. {say(NOTHING)}"
    nothing.findChildren(QPushButton)[0].click()
    assert rows(screen) == ["Et roligt job"]


def test_kind_and_state_are_chosen_from_what_the_plan_holds(
    qtbot: QtBot, session: Session, screen: PlanListScreen
) -> None:
    done(qtbot, session, add_item, citizen=screen._citizen, type=ItemType.WISH, title="Sove", state=State.DONE)
    settled(qtbot, session)
    line = asked_for(screen, "")

    assert (choices(line.kind), line.count.text()) == (["Alle slags", "Ønske", "Mål"], "2 af 2 punkter")
    line.state.setCurrentIndex(1)
    line.state.activated.emit(1)
    assert rows(screen) == ["Sove"]


def test_a_title_that_is_written_away_from_what_is_looked_for_stays_while_it_is_written(
    qtbot: QtBot, session: Session, screen: PlanListScreen
) -> None:
    line = asked_for(screen, "job")
    QTest.keyClick(line.field, Qt.Key.Key_Down)
    assert view(screen).hasFocus()
    choose_goal(screen)
    goal = model(screen).entry(view(screen).currentIndex())
    assert isinstance(goal, PlanRow)
    done(qtbot, session, edit_record, record=goal.item, title="Arbejde")
    settled(qtbot, session)

    assert rows(screen) == ["Arbejde"]
    QTest.keyClicks(line.field, " nu")
    assert rows(screen) == []


def test_an_item_that_another_face_asks_for_is_shown_although_it_was_filtered_out(
    qtbot: QtBot, session: Session, screen: PlanListScreen
) -> None:
    wish = done(qtbot, session, add_item, citizen=screen._citizen, type=ItemType.WISH, title="Sove")
    settled(qtbot, session)
    asked_for(screen, "job")
    screen.choose(wish)

    assert rows(screen) == ["Sove", "Et roligt job"]
