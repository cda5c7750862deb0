"""What a screen reader hears of the fields in which one of several is chosen, over all screens."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.item import ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item, connect
from app.store.store import Store
from ui.board.board_screen import BoardScreen
from ui.main_window import MainWindow
from ui.screens import LEADING, SCREENS
from ui.screens.screen import Desk, Screen
from ui.session import Session
from windows import a_page, done, settled

NAME, LABEL = QAccessible.Text.Name, QAccessible.RelationFlag.Label


def tree(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield what the accessibility tree of *widget* holds."""
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        each = waiting.pop()
        if each.isValid():
            yield each
            waiting += [each.child(place) for place in range(each.childCount())]


def choices(widget: QWidget) -> list[tuple[str, str]]:
    """Return for each field to choose in what is heard before its value, and the name it has for other systems."""
    found = [each for each in tree(widget) if each.role() == QAccessible.Role.ComboBox]
    return [(_label(each), each.object().accessibleName()) for each in found]  # type: ignore[attr-defined]


def _label(choice: QAccessibleInterface) -> str:
    labels = [other.text(NAME) for other, relation in choice.relations() if relation == LABEL]
    return str(labels[0]) if labels else ""


def a_plan(store: Store) -> tuple[str, str, str]:
    citizen = add_citizen(store, given="Karen", family="Holm")
    goal = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Op kl. 7")
    wish = add_item(store, citizen=citizen, type=ItemType.WISH, title="Rolige morgener")
    return citizen, goal, connect(store, citizen=citizen, source=wish, target=goal)


@pytest.mark.parametrize("screen", [*SCREENS, *LEADING], ids=lambda screen: screen.id)
def test_every_choice_of_every_screen_is_heard_by_its_name(
    qtbot: QtBot, session: Session, desk: Desk, screen: Screen
) -> None:
    widget = screen.make(desk)
    qtbot.addWidget(widget)
    widget.show()
    settled(qtbot, session)

    assert [each for each in choices(widget) if not each[0] or each[0] != each[1]] == []


@pytest.mark.parametrize(("face", "count"), [("list", 11), ("areas", 40), ("consents", 0), ("contests", 0)])
def test_every_choice_of_every_face_is_heard_by_its_name(
    qtbot: QtBot, session: Session, window: MainWindow, face: str, count: int
) -> None:
    citizen, goal, _ = done(qtbot, session, a_plan)
    shown = a_page(qtbot, session, window, citizen, face)._parts[face]
    for opened in ("_begin_to_find", "_show_sheet"):  # what a list makes when it is first wanted
        getattr(shown, opened, int)()
    getattr(shown, "choose", len)(goal)
    settled(qtbot, session)

    heard = choices(shown)

    assert len(heard) == count
    assert [each for each in heard if not each[0] or each[0] != each[1]] == []


def test_every_choice_beside_the_board_is_heard_by_its_name(qtbot: QtBot, session: Session, window: MainWindow) -> None:
    citizen, goal, line = done(qtbot, session, a_plan)
    board = a_page(qtbot, session, window, citizen)._parts["board"]
    assert isinstance(board, BoardScreen)

    board.easel.select([goal])
    beside_a_card = choices(board)
    board.easel.select([line])
    beside_a_line = choices(board)

    assert sorted(beside_a_card) == [("Ansvarlig", "Ansvarlig"), ("Livsområde", "Livsområde")]
    assert ("Forbindelsen siger", "Forbindelsen siger") in beside_a_line
