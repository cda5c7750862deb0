"""The window around the plan: the corner mark, the meeting, the plain page, markers and consent on the spot."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.consent import CONSENT, Given
from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.domain.look_up import LOOK_UP, LookUpAct
from app.domain.rating import RATING
from app.domain.values import Speaker
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.store.reader import Outbox
from app.store.store import Store
from app.texts import mark
from builders import NOON
from ui.main_window import MainWindow
from ui.screens.citizen_page import CitizenPage
from ui.screens.citizens import CitizensScreen
from ui.screens.consents import ConsentsScreen
from ui.screens.item_fields import Choice
from ui.screens.life_areas import LifeAreasScreen
from ui.session import Contact, Exchanging, Session
from ui.widgets.corner import Corner
from ui.widgets.hold import HOLD_MS, HoldButton
from windows import a_page, done, settled

NUMBER = "0101851234"
TODAY = NOON.date()


def a_known_citizen(store: Store) -> str:
    citizen = add_citizen(store, given="Karen", family="Holm", cpr=NUMBER)
    add_item(store, citizen=citizen, type=ItemType.GOAL, title="Op klokken syv")
    add_item(store, citizen=citizen, type=ItemType.ACTOR, title="Jonas")
    return citizen


def a_known_page(qtbot: QtBot, session: Session, window: MainWindow, *, face: str) -> CitizenPage:
    return a_page(qtbot, session, window, done(qtbot, session, a_known_citizen), face)


def read(qtbot: QtBot, session: Session, kind: object) -> list[object]:
    def ask(store: Store) -> list[object]:
        with store.reader() as reader:
            return list(reader.all(kind))  # type: ignore[arg-type]

    settled(qtbot, session)
    return done(qtbot, session, ask)  # type: ignore[no-any-return]


def shown(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("exchanging", "pending", "words"),
    [
        (Exchanging(), 3, "Gemt her"),
        (Exchanging(contact=Contact.IDLE), 0, "Alt er modtaget"),
        (Exchanging(contact=Contact.IDLE), 2, "Gemt her (2 venter)"),
        (Exchanging(contact=Contact.FETCHING), 2, "Henter …"),
        (
            Exchanging(contact=Contact.CANNOT, reason=mark("test", "ingen forbindelse")),
            2,
            "Kan ikke sende: ingen forbindelse",
        ),
    ],
)
def test_the_corner_says_where_the_work_is(
    qtbot: QtBot, look: None, exchanging: Exchanging, pending: int, words: str
) -> None:
    corner = Corner()
    qtbot.addWidget(corner)

    corner.show_exchanging(exchanging)
    corner.show_outbox(Outbox(pending=pending, refused=0), today=TODAY)

    assert corner.text().replace("\n", " ") == words
    assert corner.accessibleName() == words


def test_the_corner_says_while_it_saves(qtbot: QtBot, look: None) -> None:
    corner = Corner()
    qtbot.addWidget(corner)

    corner.show_saving(True)

    assert corner.text() == "Gemmer …"


def test_opening_a_citizen_writes_the_look_up_first(qtbot: QtBot, session: Session, window: MainWindow) -> None:
    page = a_known_page(qtbot, session, window, face="list")

    assert [(each.act, each.subject) for each in read(qtbot, session, LOOK_UP)] == [  # type: ignore[attr-defined]
        (LookUpAct.OPEN, page.citizen)
    ]


def test_the_whole_number_is_shown_only_after_it_is_logged(qtbot: QtBot, session: Session, window: MainWindow) -> None:
    page = a_known_page(qtbot, session, window, face="list")
    masked = page._header._number.text()

    page._header._eye.click()
    settled(qtbot, session)

    assert masked == "010185-••••"
    assert page._header._number.text() == "010185-1234"
    acts = [each.act for each in read(qtbot, session, LOOK_UP)]  # type: ignore[attr-defined]
    assert acts[-1] is LookUpAct.SHOW_CPR


def test_in_a_meeting_neither_number_nor_navigation_is_on_the_screen(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    page = a_known_page(qtbot, session, window, face="list")

    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page.is_meeting)
    settled(qtbot, session)

    assert "010185" not in shown(window)
    assert not window._navigation.isVisible()
    assert window.windowTitle() == "Enplan"


def test_what_lies_in_an_administrations_own_area_is_not_shown_in_a_meeting(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    page = a_known_page(qtbot, session, window, face="list")

    def note_in_area(store: Store) -> None:
        from app.domain.concern import CONCERN, Concern

        with store.transact(mark("test", "Skriv"), citizen=page.citizen) as transaction:
            transaction.put(CONCERN, Concern(title="Kun for jobcentret"), citizen=page.citizen, compartment="area:job")

    done(qtbot, session, note_in_area)
    page.start_meeting()
    qtbot.waitUntil(lambda: page.is_meeting)
    settled(qtbot, session)
    listed = page._parts["list"]

    model = listed._model  # type: ignore[attr-defined]
    words = {model.index(place, 0).data() for place in range(model.rowCount())}
    assert "Op klokken syv" in words
    assert "Kun for jobcentret" not in words


def test_a_meeting_is_left_by_holding_for_a_second_and_one_press(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    page = a_known_page(qtbot, session, window, face="list")
    page.start_meeting()
    qtbot.waitUntil(lambda: page.is_meeting)

    QTest.mousePress(page._header._end, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._face_name == "closing")
    QTest.mouseRelease(page._header._end, Qt.MouseButton.LeftButton)
    settled(qtbot, session)
    end = next(each for each in page.findChildren(QPushButton) if each.isVisible() and each.text() == "Afslut møde")
    QTest.mouseClick(end, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_meeting)

    assert window._navigation.isVisible()


def test_a_slip_of_the_finger_leaves_no_meeting(qtbot: QtBot, look: None) -> None:
    button = HoldButton(mark("test", "Afslut"), icon_name="check")
    qtbot.addWidget(button)
    button.show()

    with qtbot.assertNotEmitted(button.held, wait=HOLD_MS + 300):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_one_key_hides_everything_and_shows_it_again(qtbot: QtBot, session: Session, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F9)
    is_hidden = window._veil.isVisible() and window._veil.geometry() == window.rect()
    QTest.keyClick(window, Qt.Key.Key_F9)

    assert is_hidden
    assert not window._veil.isVisible()


def test_both_markers_of_a_life_area_are_kept_side_by_side(qtbot: QtBot, session: Session, window: MainWindow) -> None:
    page = a_known_page(qtbot, session, window, face="areas")
    screen = page._parts["areas"]
    assert isinstance(screen, LifeAreasScreen)

    for speaker, level in ((Speaker.CITIZEN, 3), (Speaker.WORKER, 1)):
        screen._choices[LifeArea.MOOD, speaker].given.emit(level)
    settled(qtbot, session)

    found = read(qtbot, session, RATING)
    assert {(each.rater, each.level) for each in found} == {  # type: ignore[attr-defined]
        (Speaker.CITIZEN, 3),
        (Speaker.WORKER, 1),
    }
    assert screen._differences[LifeArea.MOOD].isVisible()
    choice = screen._choices[LifeArea.MOOD, Speaker.CITIZEN]
    assert isinstance(choice, Choice)
    assert choice.currentText().startswith("Svært det meste")
    assert screen._names[LifeArea.MOOD, Speaker.CITIZEN].text() == "Karen siger"


def test_a_consent_is_given_on_the_spot_for_what_is_ticked(qtbot: QtBot, session: Session, window: MainWindow) -> None:
    page = a_known_page(qtbot, session, window, face="consents")
    screen = page._parts["consents"]
    assert isinstance(screen, ConsentsScreen)

    for box in screen.findChildren(QCheckBox):
        box.setChecked(True)
    screen._form._witness.edit.setText("Anne, søster")
    screen._form._give()
    given = read(qtbot, session, CONSENT)

    assert [(len(each.items), len(each.actors), each.given, each.witness) for each in given] == [  # type: ignore[attr-defined]
        (1, 1, Given.ORAL, "Anne, søster")
    ]


def test_an_oral_consent_without_a_witness_is_not_kept_and_says_why(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    page = a_known_page(qtbot, session, window, face="consents")
    screen = page._parts["consents"]
    assert isinstance(screen, ConsentsScreen)

    for box in screen.findChildren(QCheckBox):
        box.setChecked(True)
    screen._form._give()

    assert read(qtbot, session, CONSENT) == []
    assert screen._form._trouble.text().startswith("Skriv, hvem der hørte")


def test_a_copy_for_the_citizen_is_a_pdf_whose_look_up_is_written(
    qtbot: QtBot, session: Session, window: MainWindow, tmp_path: Path
) -> None:
    page = a_known_page(qtbot, session, window, face="list")

    page._faces.copy.write(str(tmp_path / "plan.pdf"))
    qtbot.waitUntil(lambda: "Gemt som plan.pdf." in window._messages.text, timeout=30_000)

    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert LookUpAct.PRINT in [each.act for each in read(qtbot, session, LOOK_UP)]  # type: ignore[attr-defined]


def test_files_that_cannot_be_read_are_listed_with_the_reason(
    qtbot: QtBot, session: Session, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "plan.json").write_text("ikke en plan", encoding="utf-8")
    window.show_screen("citizens")
    screen = window._screens["citizens"]
    assert isinstance(screen, CitizensScreen)

    screen._show_import()
    screen._import_panel.read([tmp_path / "plan.json"])
    qtbot.waitUntil(lambda: "plan.json" in shown(window))

    assert "Afvist" in shown(window)
    assert not screen._import_panel._bar.isVisible()
