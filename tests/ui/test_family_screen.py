"""Familie on the screen: plans beside each other, each look-up written, everything written in the plan of its lane."""

from collections.abc import Sequence
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain import ITEM_TYPES
from app.domain.board import PLACEMENT
from app.domain.item import Item, ItemType
from app.domain.look_up import LOOK_UP, LookUpAct
from app.operations.citizens import add_citizen
from app.operations.family import add_to_family
from app.operations.items import add_item
from app.store.store import Store
from ui.board.board_screen import BoardScreen
from ui.board.family_door import FamilyDoor
from ui.main_window import MainWindow
from ui.screens.citizen_page import CitizenPage
from ui.screens.family import PURPOSE, FamilyScreen
from ui.screens.family_list import FamilyList
from ui.screens.item_fields import DayEdit, TextEdit
from ui.screens.plan_list import PlanListScreen
from ui.session import Session
from windows import a_page, done, settled

People = tuple[str, str]
Part = TypeVar("Part", bound=QWidget)


def written(store: Store) -> People:
    """Write a mother and her daughter, who have a meeting at the same time, and return whose plans they are."""
    karen = add_citizen(store, given="Karen", family="Holm")
    emma = add_citizen(store, given="Emma", family="Holm")
    add_item(store, citizen=karen, type=ItemType.AGREEMENT, title="Ringe til banken", due="2026-12-01")
    add_item(store, citizen=karen, type=ItemType.MEETING, title="Jobsamtale", starts_at="2026-12-03T10:00")
    add_item(store, citizen=emma, type=ItemType.MEETING, title="Samtale på skolen", starts_at="2026-12-03T10:30")
    return karen, emma


class Page:
    """A citizen's page on which the family is shown, and what is behind it."""

    def __init__(self, qtbot: QtBot, session: Session, window: MainWindow, people: People) -> None:
        self.qtbot, self.session, self.window = qtbot, session, window
        self.karen, self.emma = people

    @property
    def page(self) -> CitizenPage:
        """Return the page."""
        assert self.window.page is not None
        return self.window.page

    @property
    def screen(self) -> FamilyScreen:
        """Return the family on it."""
        part = self.page._parts["family"]
        assert isinstance(part, FamilyScreen)
        return part

    def settle(self) -> None:
        """Wait until all is written and shown."""
        for _ in range(2):
            settled(self.qtbot, self.session)

    def show(self) -> "Page":
        """Open the mother's page at the family."""
        a_page(self.qtbot, self.session, self.window, self.karen, "family")
        self.settle()
        return self

    def titles(self) -> set[str | None]:
        """Return what is on the board."""
        return {each.item.title for each in self.screen.easel.view.cards}

    def card(self, title: str) -> str:
        """Return the id of a card by its title."""
        return next(each.id for each in self.screen.easel.view.cards if each.item.title == title)

    def items(self, citizen: str) -> list[Item]:
        """Return the items of a plan as they stand."""
        found: list[Item] = done(self.qtbot, self.session, _items, citizen=citizen)
        return found

    def middle(self, title: str) -> QPoint:
        """Return the pixel over the middle of a card."""
        card = self.screen.easel.card(self.card(title))
        assert card is not None
        spot = card.spot
        return self.screen.canvas.to_view(QPointF(spot.x + spot.width / 2, spot.y + spot.height / 2)).toPoint()

    def drag(self, start: QPoint, by: QPoint) -> None:
        """Drag the mouse over the view."""
        viewport = self.screen.canvas.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 5):
            QTest.mouseMove(viewport, start + by * step / 4)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + by)
        self.settle()

    def type(self, *keys: str | Qt.Key) -> None:
        """Press keys where the board has its cursor."""
        for key in keys:
            editor = self.screen.easel.writing.editor
            target = editor if editor.is_open else self.screen.canvas
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            else:
                QTest.keyClick(target, key)
        self.settle()


def _items(store: Store, *, citizen: str) -> Sequence[Item]:
    with store.reader() as reader:
        return reader.all(*ITEM_TYPES, citizen=citizen)


def _opened(store: Store, *, citizen: str) -> list[str]:
    with store.reader() as reader:
        return [each.purpose or "" for each in reader.all(LOOK_UP, parent=citizen) if each.act is LookUpAct.OPEN]


@pytest.fixture
def alone(qtbot: QtBot, session: Session, window: MainWindow) -> Page:
    """The mother's page, where nobody is family yet."""
    return Page(qtbot, session, window, done(qtbot, session, written)).show()


@pytest.fixture
def family(qtbot: QtBot, session: Session, window: MainWindow) -> Page:
    """The mother's page with the daughter beside her."""
    people: People = done(qtbot, session, written)
    done(qtbot, session, add_to_family, citizen=people[0], member=people[1])
    return Page(qtbot, session, window, people).show()


def buttons(holder: QWidget) -> list[str]:
    return [each.text() for each in holder.findChildren(QPushButton) if each.isVisible()]


def test_the_family_is_chosen_in_a_dialog_and_its_look_up_written_before_it_is_shown(alone: Page) -> None:
    dialog = alone.screen.choose_family()
    alone.settle()
    before = done(alone.qtbot, alone.session, _opened, citizen=alone.emma)

    QTest.keyClicks(dialog.field, "Emma")
    alone.settle()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    alone.settle()
    after = done(alone.qtbot, alone.session, _opened, citizen=alone.emma)
    dialog.accept()

    assert (before, after) == ([], [str(PURPOSE)])
    assert [each.name for each in alone.screen.easel.view.lanes] == ["Karen Holm", "Emma Holm"]
    assert "Samtale på skolen" in alone.titles()


def test_nobody_chosen_asks_who_belongs_to_the_family(alone: Page) -> None:
    words = " ".join(each.text() for each in alone.screen.findChildren(QLabel) if each.isVisible())

    assert "Vælg, hvem der hører til familien." in words
    assert alone.titles() == {"Ringe til banken", "Jobsamtale"}


def test_somebody_is_taken_out_of_the_family_in_the_dialog(family: Page) -> None:
    dialog = family.screen.choose_family()
    out = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Tag ud")

    assert out.accessibleName() == "Tag ud: Emma Holm"
    QTest.mouseClick(out, Qt.MouseButton.LeftButton)
    family.settle()
    dialog.accept()

    assert family.titles() == {"Ringe til banken", "Jobsamtale"}


def test_a_card_begun_in_a_lane_is_written_in_that_plan_and_has_no_place_of_its_own(family: Page) -> None:
    lane = family.screen.easel.view.lanes[1]
    ground = family.screen.canvas.to_view(QPointF(family.screen.easel.today_x() - 60, lane.y + 40)).toPoint()

    QTest.mouseDClick(family.screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=ground)
    family.type("Cykle til skole", Qt.Key.Key_Return)

    assert "Cykle til skole" in [each.title for each in family.items(family.emma)]
    assert "Cykle til skole" not in [each.title for each in family.items(family.karen)]
    assert done(family.qtbot, family.session, _placed, citizen=family.emma) == 0


def _placed(store: Store, *, citizen: str) -> int:
    with store.reader() as reader:
        return len(reader.all(PLACEMENT, citizen=citizen))


def test_a_key_begins_a_card_of_its_kind_beside_the_chosen_one_in_the_same_plan(family: Page) -> None:
    family.screen.easel.select([family.card("Samtale på skolen")])

    family.type("A", "Tale med læreren", Qt.Key.Key_Return)

    (made,) = (each for each in family.items(family.emma) if each.title == "Tale med læreren")
    assert (made.type, getattr(made, "due", None)) == (ItemType.AGREEMENT, "2026-12-03")


def test_a_card_is_dragged_to_another_day_and_never_into_another_plan(family: Page) -> None:
    told: list[str] = []
    family.screen.told.connect(lambda words, _can_be_undone: told.append(words))
    week = QPoint(round(7 * 4.5 * family.screen.canvas.scale_), 0)

    family.drag(family.middle("Ringe til banken"), week)
    family.drag(family.middle("Ringe til banken"), QPoint(0, 330))

    (moved,) = (each for each in family.items(family.karen) if each.title == "Ringe til banken")
    assert getattr(moved, "due", None) == "2026-12-08"
    assert told == ["Flyttet til 8. december 2026, Karen Holm.", "Kortet bliver i planen hos Karen Holm."]
    assert "Ringe til banken" not in [each.title for each in family.items(family.emma)]


def test_a_day_is_given_by_keys_and_taken_back_in_the_plan_of_the_chosen_card(family: Page) -> None:
    family.screen.easel.select([family.card("Ringe til banken")])
    QTest.keyClick(family.screen.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    family.settle()
    family.screen.easel.select([family.card("Samtale på skolen")])
    QTest.keyClick(family.screen.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    family.settle()

    family.page.undo()
    family.settle()

    days = {each.title: getattr(each, "starts_at", None) for each in family.items(family.emma)}
    due = [getattr(each, "due", None) for each in family.items(family.karen) if each.title == "Ringe til banken"]
    assert (days, due) == ({"Samtale på skolen": "2026-12-03T10:30"}, ["2026-12-02"])
    family.page.redo()
    family.settle()
    days = {each.title: getattr(each, "starts_at", None) for each in family.items(family.emma)}
    assert days == {"Samtale på skolen": "2026-12-04T10:30"}


def test_a_screen_reader_hears_whose_plan_a_card_is_in_and_whose_the_lanes_are(family: Page) -> None:
    card = family.screen.access.card(family.card("Samtale på skolen"))

    assert "Emma Holm." in card.text(QAccessible.Text.Description)
    assert family.screen.lanes.accessibleDescription() == "Karen Holm, Emma Holm"


def test_what_takes_the_same_time_is_gone_through_and_said(family: Page) -> None:
    heard: list[str] = []
    family.screen.access.spoken.connect(heard.append)

    assert "På samme tid: 1" in buttons(family.screen)
    QTest.keyClick(family.screen.canvas, Qt.Key.Key_O)

    assert family.screen.easel.selected == {family.card("Jobsamtale"), family.card("Samtale på skolen")}
    assert heard == [
        "På samme tid 3. december 2026 kl. 10.30: «Jobsamtale» (Karen Holm) og «Samtale på skolen» (Emma Holm)."
    ]


def test_no_line_no_size_no_copy_and_no_deletion_is_offered_where_plans_lie_beside_each_other(family: Page) -> None:
    family.screen.easel.select([family.card("Jobsamtale")])

    assert family.screen.canvas.handled_card() is None
    assert set(family.screen.easel.tools) == {"select"}
    offered = ("tool connect", "tool pen", "copy", "paste", "delete", "frame", "agree", "child", "lane down")
    assert [each for each in offered if family.screen.do(each)] == []


def test_the_list_holds_the_same_cards_and_days_and_titles_are_written_there_in_their_own_plans(family: Page) -> None:
    QTest.keyClick(family.screen.canvas, Qt.Key.Key_F8)
    family.settle()
    shown = family.screen.list
    day = named(shown, DayEdit, "Dato: Samtale på skolen, Emma Holm")
    day.setFocus()
    day.selectAll()
    QTest.keyClicks(day, "4/12 kl. 9.00")
    QTest.keyClick(day, Qt.Key.Key_Return)
    family.settle()
    title = named(shown, TextEdit, "Titel: Ringe til banken, Karen Holm")
    title.setFocus()
    QTest.keyClicks(title, "!")
    title.clearFocus()
    new = named(shown, QLineEdit, "Nyt kort hos Emma Holm")
    QTest.keyClicks(new, "Ny cykel")
    QTest.keyClick(new, Qt.Key.Key_Return)
    family.settle()

    emma = {each.title: getattr(each, "starts_at", None) for each in family.items(family.emma)}
    assert emma == {"Samtale på skolen": "2026-12-04T09:00", "Ny cykel": None}
    assert "!Ringe til banken" in {each.title for each in family.items(family.karen)}
    texts = {each.toPlainText() for each in shown.findChildren(TextEdit) if each.isVisible()}
    assert texts == family.titles()


def test_the_list_goes_by_day_and_hour(family: Page) -> None:
    early = {"title": "Tidligt", "starts_at": "2026-12-03T08:00"}
    done(family.qtbot, family.session, add_item, citizen=family.emma, type=ItemType.MEETING, **early)
    family.screen.show_as("list")
    family.settle()

    days = [each.text() for each in family.screen.list.findChildren(DayEdit) if "Emma" in each.accessibleName()]
    assert days == ["3. december 2026 kl. 08.00", "3. december 2026 kl. 10.30"]


def named(holder: FamilyList, kind: type[Part], name: str) -> Part:
    return next(each for each in holder.findChildren(kind) if each.accessibleName() == name)


def test_a_card_is_opened_in_its_own_plan(family: Page) -> None:
    family.screen.easel.select([family.card("Samtale på skolen")])
    opened = next(each for each in family.screen.findChildren(QPushButton) if each.text() == "Åbn i planen")

    QTest.mouseClick(opened, Qt.MouseButton.LeftButton)
    family.qtbot.waitUntil(lambda: family.window.page is not None and family.window.page.citizen == family.emma)
    family.settle()
    page = family.window.page
    assert page is not None
    shown = page._stack.currentWidget()
    assert isinstance(shown, PlanListScreen)
    titles = [each.toPlainText() for each in shown.findChildren(TextEdit) if each.isVisible()]
    assert "Samtale på skolen" in titles


def test_a_meeting_takes_the_family_away_and_no_way_leads_there(family: Page) -> None:
    family.page.start_meeting()
    family.settle()
    family.page.show_face("family")
    family.settle()

    board = family.page._parts["board"]
    assert isinstance(board, BoardScreen)
    assert "family" not in family.page._parts
    assert {each.item.citizen for each in board.easel.view.cards} == {family.karen}
    assert board.part(FamilyDoor).further() == []
    assert not [each for each in family.page.findChildren(QLabel) if "Emma" in each.text() and each.isVisible()]
    assert family.page.findChildren(FamilyScreen) == []


def test_the_board_leads_to_the_family(family: Page) -> None:
    family.page.show_face("board")
    family.settle()
    board = family.page._parts["board"]
    assert isinstance(board, BoardScreen)

    assert ("family", "Familie …", "users-round") in board.part(FamilyDoor).further()
    board.do("family")
    assert family.screen.isVisible()


def test_what_a_colleague_writes_in_the_plan_of_a_member_comes_on_the_board(family: Page) -> None:
    done(family.qtbot, family.session, add_item, citizen=family.emma, type=ItemType.WISH, title="En hund")
    family.settle()

    assert "En hund" in family.titles()
