"""I dag: what comes and whose plans were opened last lead to their plans."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.item import ItemType
from app.domain.look_up import LOOK_UP, LookUpAct
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.operations.look_ups import look_up
from app.store.store import Store
from ui.board.board_screen import BoardScreen
from ui.main_window import MainWindow
from ui.screens.screen import Desk
from ui.screens.today import AT_ONCE, TodayScreen
from ui.session import Session
from windows import done, settled


def shown(qtbot: QtBot, session: Session, desk: Desk) -> TodayScreen:
    screen = TodayScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1152, 768)
    screen.show()
    settled(qtbot, session)
    return screen


def a_day(store: Store) -> str:
    karen = add_citizen(store, given="Karen", family="Holm")
    add_item(store, citizen=karen, type=ItemType.AGREEMENT, title="Ringe til banken", due="2026-11-26")
    look_up(store, citizen=karen, purpose="Møde")
    return karen


def press(screen: TodayScreen, name: str) -> None:
    next(each for each in screen.findChildren(QPushButton) if name in (each.text(), each.accessibleName())).click()


def test_what_comes_and_what_was_opened_last_lead_to_the_plan(qtbot: QtBot, session: Session, desk: Desk) -> None:
    karen = done(qtbot, session, a_day)
    screen = shown(qtbot, session, desk)
    wanted: list[str] = []
    desk.citizen_wanted.connect(wanted.append)
    desk.item_wanted.connect(lambda citizen, *_item_and_face: wanted.append(citizen))

    press(screen, "Åbn: Ringe til banken, Karen Holm · 26. november")
    press(screen, "Karen Holm")

    assert wanted == [karen, karen]


def test_a_long_list_begins_at_once_and_all_of_its_rows_come_in_order(
    qtbot: QtBot, session: Session, desk: Desk
) -> None:
    titles = [f"Aftale {number:02}" for number in range(2 * AT_ONCE + AT_ONCE // 2)]

    def write(store: Store) -> None:
        karen = add_citizen(store, given="Karen", family="Holm")
        for day, title in enumerate(reversed(titles), start=25 - len(titles)):
            add_item(store, citizen=karen, type=ItemType.AGREEMENT, title=title, due=f"2026-11-{day:02}")

    done(qtbot, session, write)
    screen = TodayScreen(desk)
    qtbot.addWidget(screen)
    left: list[int] = []
    screen._waiting._rest.timeout.connect(lambda: left.append(len(screen._waiting._unmade)))
    screen.show()
    settled(qtbot, session)
    qtbot.waitUntil(lambda: len(rows(screen)) == len(titles))

    assert rows(screen) == [f"Åbn: {title}, Karen Holm" for title in titles]
    assert left == [AT_ONCE // 2, 0]


def rows(screen: TodayScreen) -> list[str]:
    buttons = [each for each in screen._waiting.findChildren(QPushButton) if each.isVisible()]
    return [each.accessibleName() for each in sorted(buttons, key=lambda each: each.mapTo(screen, QPoint()).y())]


def test_on_an_empty_day_the_lists_say_so_and_nobody_was_opened(qtbot: QtBot, session: Session, desk: Desk) -> None:
    screen = shown(qtbot, session, desk)

    assert not screen._coming.isVisible()
    assert not screen._opened.isVisible()
    done(qtbot, session, add_citizen, given="Karen", family="Holm")
    settled(qtbot, session)

    assert screen._coming.isVisible()
    assert not screen._opened.isVisible()


def test_whose_lines_the_day_shows_is_written_down_once(qtbot: QtBot, session: Session, desk: Desk) -> None:
    karen = done(qtbot, session, a_day)
    done(qtbot, session, add_citizen, given="Aage", family="Holm")
    before = done(qtbot, session, listed)
    screen = TodayScreen(desk)
    qtbot.addWidget(screen)

    screen.show()
    settled(qtbot, session)
    shown(qtbot, session, desk)

    assert before == []
    assert done(qtbot, session, listed) == [karen]
    assert "Ringe til banken" in [each.text() for each in screen.findChildren(QLabel)]


def listed(store: Store) -> list[str | None]:
    with store.reader() as reader:
        return [each.subject for each in reader.all(LOOK_UP) if each.act is LookUpAct.LIST]


def test_a_meeting_of_today_begins_by_one_tap_and_shows_what_all_may_see(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    def write(store: Store) -> str:
        karen = add_citizen(store, given="Karen", family="Holm")
        add_item(store, citizen=karen, type=ItemType.MEETING, title="Møde", starts_at="2026-11-24T14:00")
        return karen

    karen = done(qtbot, session, write)
    settled(qtbot, session)
    begin = next(
        each for each in window.findChildren(QPushButton) if each.accessibleName() == "Start møde med Karen Holm"
    )
    begin.click()
    qtbot.waitUntil(lambda: window.page is not None and window.page.is_meeting)

    assert window.page is not None
    assert window.page.citizen == karen
    page = window.page
    qtbot.waitUntil(lambda: "board" in page._parts)
    qtbot.waitUntil(lambda: [each.meeting for each in page.findChildren(BoardScreen)] == [True])
