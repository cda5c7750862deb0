"""Samtykke: what was talked of last stands first, the rest when it is asked for, and only the page scrolls."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.domain.item import ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.store.store import Store
from ui.screens.consents import LISTED, ConsentsScreen
from ui.screens.screen import Desk
from ui.session import Session
from windows import done, settled

GOALS = [f"Mål {number}" for number in range(LISTED + 3)]


def a_citizen(store: Store, *, given: str, clock: FixedClock) -> str:
    citizen = add_citizen(store, given=given, family="Holm")
    for title in GOALS:
        clock.advance(minutes=1)
        add_item(store, citizen=citizen, type=ItemType.GOAL, title=title)
    add_item(store, citizen=citizen, type=ItemType.ACTOR, title="Jonas")
    return citizen


def shown(qtbot: QtBot, session: Session, desk: Desk, *, given: str) -> ConsentsScreen:
    clock = session.clock
    assert isinstance(clock, FixedClock)
    citizen = done(qtbot, session, partial(a_citizen, given=given, clock=clock))
    screen = ConsentsScreen(desk, citizen=citizen)
    qtbot.addWidget(screen)
    screen.resize(1152, 600)
    screen.show()
    settled(qtbot, session)
    return screen


def boxes(screen: ConsentsScreen) -> list[str]:
    return [each.text() for each in screen.findChildren(QCheckBox) if each.isVisible()]


def test_the_newest_items_are_there_to_tick_and_the_rest_when_asked_for(
    qtbot: QtBot, session: Session, desk: Desk
) -> None:
    screen = shown(qtbot, session, desk, given="Karen Marie")
    more = next(each for each in screen.findChildren(QPushButton) if each.text() == f"Vis alle {len(GOALS)}")

    assert boxes(screen) == [*GOALS[: -LISTED - 1 : -1], "Jonas"]
    more.click()

    assert boxes(screen) == [*reversed(GOALS), "Jonas"]
    assert not more.isVisible()


def test_the_citizen_says_yes_by_name_and_only_the_page_scrolls(qtbot: QtBot, session: Session, desk: Desk) -> None:
    named, unnamed = (shown(qtbot, session, desk, given=given) for given in ("Karen Marie", " "))

    assert "Karen siger ja" in [each.text() for each in named.findChildren(QPushButton)]
    assert "Borgeren siger ja" in [each.text() for each in unnamed.findChildren(QPushButton)]
    assert len(named.findChildren(QScrollArea)) == 1
