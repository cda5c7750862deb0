"""What «Søg» and «I dag» show of a plan opens its card, in the face where plans were last looked at."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.agreement import AGREEMENT
from app.domain.item import ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item, disagree
from app.store.store import Store
from ui.board.board_screen import BoardScreen
from ui.main_window import MainWindow
from ui.screens.item_fields import TextEdit
from ui.screens.plan_list import PlanListScreen
from ui.screens.search import SearchScreen
from ui.session import Session
from windows import WAIT_MS, a_page, done, settled

TODAY = "2026-11-24"
TITLE = "Ringe til banken"


def written(store: Store) -> tuple[str, str]:
    """Write a plan whose agreement of today lies below what a board shows at first, and return whose and which."""
    karen = add_citizen(store, given="Karen", family="Holm")
    for number in range(12):
        add_item(store, citizen=karen, type=ItemType.GOAL, title=f"Mål {number}")
    bank = add_item(store, citizen=karen, type=ItemType.AGREEMENT, title=TITLE, due=TODAY)
    with store.reader() as reader:
        item = reader.get(AGREEMENT, bank)
    assert item is not None
    disagree(store, item=item, words="Det kan jeg ikke overskue")
    return karen, bank


class Desktop:
    """The main window over that plan."""

    def __init__(self, qtbot: QtBot, session: Session, window: MainWindow) -> None:
        self.qtbot, self.session, self.window = qtbot, session, window
        self.karen, self.bank = done(qtbot, session, written)
        settled(qtbot, session)

    def press(self, name: str, by: Callable[[QPushButton], None]) -> None:
        """Press the row or button that is read so, and wait for what it opens."""
        buttons = [each for each in self.window.findChildren(QPushButton) if each.isVisible()]
        by(next(each for each in buttons if name in (each.text(), each.accessibleName())))
        self.qtbot.waitUntil(lambda: self.window.page is not None, timeout=WAIT_MS)
        for _ in range(2):
            settled(self.qtbot, self.session)

    def find(self, words: str) -> None:
        """Search in «Søg» until it has found something."""
        self.window.show_screen("search")
        screen = self.window.findChild(SearchScreen)
        assert screen is not None
        screen._field.setText(words)
        self.qtbot.waitUntil(lambda: bool(screen._texts.findChildren(QPushButton)), timeout=WAIT_MS)

    def look(self, face: str) -> None:
        """Look at the plan in a face."""
        a_page(self.qtbot, self.session, self.window, self.karen, face)

    @property
    def shown(self) -> BoardScreen | PlanListScreen:
        """The face that is shown."""
        assert self.window.page is not None
        part = self.window.page._stack.currentWidget()
        assert isinstance(part, BoardScreen | PlanListScreen)
        return part


@pytest.fixture
def desktop(qtbot: QtBot, session: Session, window: MainWindow) -> Desktop:
    """The main window over a plan."""
    return Desktop(qtbot, session, window)


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def enter(button: QPushButton) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def is_chosen_on(board: BoardScreen, item: str) -> bool:
    """Tell whether a card is chosen, in view, and in the panel."""
    card = board.easel.card(item)
    assert card is not None
    spot = QRectF(card.spot.x, card.spot.y, card.spot.width, card.spot.height)
    is_in_view = board.canvas.seen().contains(spot)
    return board.easel.selected == {item} and is_in_view and board.panel.isVisible()


def test_a_row_of_the_day_opens_its_card(desktop: Desktop) -> None:
    desktop.press(f"Åbn: {TITLE}, Karen Holm", enter)

    assert isinstance(desktop.shown, BoardScreen)
    assert is_chosen_on(desktop.shown, desktop.bank)


def test_what_is_found_opens_in_the_list_where_plans_were_looked_at_there(desktop: Desktop) -> None:
    desktop.look("list")
    desktop.find("banken")

    desktop.press(f"{TITLE} · Aftale · Karen Holm", click)

    shown = desktop.shown
    assert isinstance(shown, PlanListScreen)
    assert TITLE in [each.toPlainText() for each in shown._panel.findChildren(TextEdit) if each.isVisible()]


def test_what_somebody_said_of_an_item_opens_the_card_of_that_item(desktop: Desktop) -> None:
    desktop.find("overskue")

    desktop.press("Det kan jeg ikke overskue · Det er jeg ikke enig i · Karen Holm", enter)

    assert isinstance(desktop.shown, BoardScreen)
    assert is_chosen_on(desktop.shown, desktop.bank)
