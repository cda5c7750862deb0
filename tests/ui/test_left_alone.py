"""What a change does not alter stays as it is on the screen: the same rows, painted once, and the same parts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain import ITEM_TYPES
from app.domain.item import Item, ItemType
from app.domain.record import Record
from app.operations.citizens import add_citizen
from app.operations.items import add_item, connect, edit_record
from app.operations.meetings import begin_meeting
from app.queries.caseload import CaseloadPage, CaseloadRow
from app.queries.sameness import says_same
from app.store.store import Store
from builders import NOON
from ui.screens.closing import ClosingScreen
from ui.screens.item_fields import Choice, FieldEdit
from ui.screens.plan_list import PlanListScreen
from ui.screens.plan_model import PlanModel
from ui.screens.prepare import PrepareScreen
from ui.screens.round import RoundScreen
from ui.screens.screen import Desk
from ui.screens.today import TodayScreen
from ui.session import Session
from ui.widgets.altered_rows import tell_altered
from ui.widgets.people import PeopleModel
from windows import done, settled

TODAY = NOON.date()
GOAL, TOLD = "Eget værelse", "Ringe til banken"


@dataclass(frozen=True)
class Plan:
    """Whose plan it is, its meeting that has begun, and its items by title."""

    citizen: str
    meeting: str
    items: dict[str, str]


def written(store: Store) -> Plan:
    """Write a plan with a line, two cards of one person, something new, and a meeting that has begun."""
    karen = add_citizen(store, given="Karen", family="Holm")
    said = [(ItemType.GOAL, GOAL), (ItemType.ACTOR, "Mette Lund"), (ItemType.ACTOR, "Mette"), (ItemType.WISH, "Et job")]
    items = {title: add_item(store, citizen=karen, type=kind, title=title) for kind, title in said}
    meeting = begin_meeting(store, citizen=karen)
    items[TOLD] = add_item(store, citizen=karen, type=ItemType.AGREEMENT, title=TOLD)
    connect(store, citizen=karen, source=items[TOLD], target=items[GOAL])
    return Plan(karen, meeting, items)


def record(store: Store, *, identity: str) -> Item:
    with store.reader() as reader:
        items: Sequence[Item] = reader.all(*ITEM_TYPES)
    return next(each for each in items if each.id == identity)


def later(value: Any) -> Any:
    """Return the same as it is read after something else has come in from the server."""
    if isinstance(value, tuple):
        return tuple(map(later, value))
    if isinstance(value, Record):
        return msgspec.structs.replace(value, seen=value.seen + 1)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(value, **{each.name: later(getattr(value, each.name)) for each in fields(value)})


def told_by(model: QAbstractListModel) -> list[str]:
    """Return a list that says which rows a model tells as altered, and when it tells all."""
    told: list[str] = []

    def on_changed(first: QModelIndex, last: QModelIndex) -> None:
        told.extend(str(model.index(place, 0).data()) for place in range(first.row(), last.row() + 1))

    model.dataChanged.connect(on_changed)
    model.modelReset.connect(lambda: told.append("all"))
    return told


Made = Callable[[Desk, Plan], QWidget]
SCREENS: dict[str, Made] = {
    "list": lambda desk, plan: PlanListScreen(desk, citizen=plan.citizen),
    "list that is read": lambda desk, plan: PlanListScreen(desk, citizen=plan.citizen, is_read_only=True),
    "round": lambda desk, plan: RoundScreen(desk, citizen=plan.citizen, meeting=plan.meeting),
    "closing": lambda desk, plan: ClosingScreen(desk, meeting=plan.meeting),
    "prepare": lambda desk, plan: PrepareScreen(desk, citizen=plan.citizen),
}


def shown(qtbot: QtBot, session: Session, screen: QWidget) -> Any:
    qtbot.addWidget(screen)
    screen.resize(1152, 768)
    screen.show()
    settled(qtbot, session)
    return screen


@pytest.mark.parametrize("name", SCREENS)
def test_what_says_the_same_when_it_is_read_again_is_not_made_anew(
    qtbot: QtBot, session: Session, desk: Desk, name: str
) -> None:
    plan = done(qtbot, session, written)
    screen = shown(qtbot, session, SCREENS[name](desk, plan))
    getattr(screen, "choose", len)(plan.items[TOLD])
    settled(qtbot, session)
    before = screen.findChildren(QWidget)
    told = [told_by(each) for each in screen.findChildren(PlanModel)]

    screen._show(later(screen._plan if "list" in name else screen._found))
    settled(qtbot, session)

    assert [each for each in screen.findChildren(QWidget) if each not in before] == []
    assert told in ([], [[]])


def test_of_the_list_the_row_alone_is_told_that_says_something_else(qtbot: QtBot, session: Session, desk: Desk) -> None:
    plan = done(qtbot, session, written)
    screen = shown(qtbot, session, PlanListScreen(desk, citizen=plan.citizen))
    told = told_by(screen._model)
    goal = done(qtbot, session, record, identity=plan.items[GOAL])

    done(qtbot, session, edit_record, record=goal, note="Taler om det igen")
    settled(qtbot, session)

    assert told == [GOAL]


def test_the_list_stays_where_it_was_scrolled_to_when_a_change_comes_in(
    qtbot: QtBot, session: Session, desk: Desk
) -> None:
    plan = done(qtbot, session, written)
    screen = shown(qtbot, session, PlanListScreen(desk, citizen=plan.citizen))
    screen.resize(1152, 400)
    screen.choose(plan.items["Et job"])
    bar = screen._view.verticalScrollBar()
    bar.setValue(bar.maximum())
    goal = done(qtbot, session, record, identity=plan.items[GOAL])

    done(qtbot, session, edit_record, record=goal, note="Taler om det igen")
    settled(qtbot, session)

    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()


def test_somebody_new_is_offered_and_the_fields_of_the_panel_stay(qtbot: QtBot, session: Session, desk: Desk) -> None:
    plan = done(qtbot, session, written)
    screen = shown(qtbot, session, PlanListScreen(desk, citizen=plan.citizen))
    screen.choose(plan.items[TOLD])
    edits: dict[str, FieldEdit] = dict(screen._panel._edits)

    done(qtbot, session, add_item, citizen=plan.citizen, type=ItemType.ACTOR, title="Bo Friis")
    settled(qtbot, session)

    assert screen._panel._edits == edits
    people = screen._panel._edits["responsible"]
    assert isinstance(people, Choice)
    assert people.findText("Bo Friis") > 0


def test_of_the_day_the_list_alone_is_made_anew_that_says_something_else(
    qtbot: QtBot, session: Session, desk: Desk
) -> None:
    plan = done(qtbot, session, written)
    told = done(qtbot, session, record, identity=plan.items[TOLD])
    done(qtbot, session, edit_record, record=told, due=TODAY.isoformat())
    screen = shown(qtbot, session, TodayScreen(desk))
    meetings, waiting = screen._meetings.findChildren(QWidget), screen._waiting.findChildren(QWidget)

    goal = done(qtbot, session, record, identity=plan.items[GOAL])
    done(qtbot, session, edit_record, record=goal, title="Egen lejlighed")
    settled(qtbot, session)
    untouched = screen._waiting.findChildren(QWidget) == waiting
    done(qtbot, session, edit_record, record=told, title="Skrive til banken")
    settled(qtbot, session)

    assert untouched
    assert screen._waiting.findChildren(QWidget) != waiting
    assert screen._meetings.findChildren(QWidget) == meetings


def test_of_mine_borgere_the_row_alone_is_told_whose_name_is_another() -> None:
    rows = tuple(CaseloadRow(id=each, name=each.title(), initials="", number="", address="") for each in ("bo", "eva"))
    model = PeopleModel()
    model.show_page(CaseloadPage(rows=rows))
    told = told_by(model)

    model.show_page(CaseloadPage(rows=(rows[0], replace(rows[1], name="Eva Lind"))))
    model.show_page(CaseloadPage(rows=rows[:1]))

    assert told == ["Eva Lind", "all"]


def test_what_is_told_apart_is_what_is_said_and_not_when_it_was_read() -> None:
    goal = Item(id="a", title="Et job", seen=3)

    assert says_same((goal, "x"), (msgspec.structs.replace(goal, seen=9), "x"))
    assert not says_same((goal, "x"), (msgspec.structs.replace(goal, title="To job", seen=9), "x"))
    assert not says_same((goal,), (goal, goal))
    assert not says_same(None, ())


def test_a_row_too_few_is_no_row_that_says_something_else() -> None:
    with pytest.raises(ValueError, match="shorter"):
        tell_altered(PeopleModel(), ["a"], [])
