"""Samtykke: what was talked of last stands first, the rest when it is asked for, and only the page scrolls."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.domain.item import ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.store.store import Store
from ui.screens.consents import LISTED, ConsentsScreen
from ui.screens.screen import Desk
from ui.session import Session
from ui.widgets.signature import SignedName
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


def as_read(screen: ConsentsScreen) -> list[str]:
    """Return what stands in the list of what may be shared, from the top."""
    ticks = screen._form._items
    found: list[QLabel | QCheckBox] = [*ticks.findChildren(QLabel), *ticks.findChildren(QCheckBox)]
    parts = [each for each in found if each.isVisible() and each.text()]
    return [each.text() for each in sorted(parts, key=lambda each: each.mapTo(screen, QPoint()).y())]


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


def test_a_signature_is_kept_with_the_consent_and_what_is_shared_now_is_shown_and_heard(
    qtbot: QtBot, session: Session, desk: Desk
) -> None:
    screen = shown(qtbot, session, desk, given="Karen")
    heard: list[str] = []
    desk.messages.spoken.connect(heard.append)
    form = screen._form
    grey = {each.accessibleDescription() for each in screen.findChildren(QCheckBox) if each.text() in GOALS}
    assert grey == {"Ikke delt endnu"}
    newest = GOALS[: -LISTED - 1 : -1]
    assert as_read(screen) == ["Hvad må deles?", "Ikke delt endnu", *newest]
    for name in (GOALS[-1], "Jonas"):
        next(each for each in screen.findChildren(QCheckBox) if each.text() == name).click()
    assert not form._signature.isVisible()
    form._written.click()
    for begin, end in (((20, 60), (80, 30)), ((100, 60), (160, 40))):
        QTest.mousePress(form._signature, Qt.MouseButton.LeftButton, pos=QPoint(*begin))
        QTest.mouseMove(form._signature, QPoint(*end))
        QTest.mouseRelease(form._signature, Qt.MouseButton.LeftButton, pos=QPoint(*end))
    form._yes.click()
    settled(qtbot, session)

    words = f"Nu delt med Jonas: {GOALS[-1]}."
    assert (heard, screen._told.text(), screen._told.isVisible()) == ([words], words, True)
    assert form._signature.strokes == []
    jonas = [each.accessibleDescription() for each in screen.findChildren(QCheckBox) if each.text() == GOALS[-1]]
    assert jonas == ["Delt med Jonas"]
    assert as_read(screen) == ["Hvad må deles?", "Ikke delt endnu", *newest[1:], "Delt med Jonas", newest[0]]
    signed = screen.findChild(SignedName)
    assert signed is not None
    assert signed._strokes == [[(20.0, 60.0), (80.0, 30.0)], [(100.0, 60.0), (160.0, 40.0)]]
    next(each for each in screen.findChildren(QPushButton) if each.text() == "Træk tilbage").click()
    settled(qtbot, session)
    assert heard[1:] == [f"Jonas må ikke mere se: {GOALS[-1]}."]
    assert "Delt med Jonas" not in [each.accessibleDescription() for each in screen.findChildren(QCheckBox)]


def test_how_long_and_who_heard_it_are_one_tap_each(qtbot: QtBot, session: Session, desk: Desk) -> None:
    screen = shown(qtbot, session, desk, given="Karen")
    screen._form._show_heard(("Jonas", "Anne"))
    for name in ("Et halvt år", "Anne hørte det"):
        next(each for each in screen.findChildren(QPushButton) if name in (each.text(), each.accessibleName())).click()

    assert screen._form._day == (desk.today() + timedelta(days=182)).isoformat()
    assert screen._form._witness.text() == "Anne"
