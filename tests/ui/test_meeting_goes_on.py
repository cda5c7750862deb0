"""During a meeting and at its end: agenda, round, who and when, a free time; and its minutes opened again."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import ACTOR
from app.domain.agreement import AGREEMENT
from app.domain.item import ItemType
from app.domain.life_area import LIFE_AREAS
from app.domain.meeting import MEETING, PARTICIPATION, Attendance
from app.domain.rating import RATING
from app.domain.values import Speaker
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.operations.meetings import attend, plan_meeting
from app.store.store import Store
from ui.main_window import MainWindow
from ui.screens.citizen_page import CitizenPage
from ui.screens.life_areas import LifeAreasScreen
from ui.screens.prepare import PrepareScreen
from ui.screens.round import RoundScreen
from ui.session import Session
from windows import a_page, done, settled


@pytest.fixture
def page(qtbot: QtBot, session: Session, window: MainWindow) -> CitizenPage:
    """The page of a citizen with two actors; the meeting of today has an agenda and has begun."""

    def write(store: Store) -> str:
        citizen = add_citizen(store, given="Karen", family="Holm")
        for name in ("Anne", "Jonas"):
            add_item(store, citizen=citizen, type=ItemType.ACTOR, title=name)
        add_item(
            store, citizen=citizen, type=ItemType.MEETING, title="Møde", starts_at="2026-11-24T14:00",
            agenda="Morgenen\nBanken",
        )  # fmt: skip
        return citizen

    page = a_page(qtbot, session, window, str(done(qtbot, session, write)), "list")
    page.start_meeting()
    qtbot.waitUntil(lambda: page.is_meeting)
    settled(qtbot, session)
    return page


def asked(qtbot: QtBot, session: Session, kind: Any) -> list[Any]:
    def ask(store: Store) -> list[Any]:
        with store.reader() as reader:
            return reader.all(kind)

    settled(qtbot, session)
    return list(done(qtbot, session, ask))


def press(qtbot: QtBot, session: Session, screen: QWidget, name: str) -> None:
    """Press the visible button that is called or heard as *name*."""
    buttons = [each for each in screen.findChildren(QPushButton) if each.isVisible()]
    QTest.mouseClick(
        next(each for each in buttons if name in (each.text(), each.accessibleName())), Qt.MouseButton.LeftButton
    )
    settled(qtbot, session)


def face(qtbot: QtBot, session: Session, page: CitizenPage, name: str) -> QWidget:
    page.show_face(name)
    settled(qtbot, session)
    return page._parts[name]


def test_the_round_is_one_tap_away_and_each_tells_who_what_and_how_often(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    press(qtbot, session, page, "Mødet")
    screen = page._parts["round"]
    assert isinstance(screen, RoundScreen)
    press(qtbot, session, screen, "Anne: er du med?")
    press(qtbot, session, screen, "Anne fortæller")
    for name, words in (("role", "Søster"), ("responsibility", "Ringer og vækker"), ("frequency", "Hver morgen")):
        edit = screen._lines[screen._turn or ""]._edits[name].edit
        QTest.keyClicks(edit, words)
        QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(screen._new, "Bodil")
    QTest.keyClick(screen._new, Qt.Key.Key_Return)

    told = {each.title: (each.role, each.responsibility, each.frequency) for each in asked(qtbot, session, ACTOR)}
    assert told == {
        "Anne": ("Søster", "Ringer og vækker", "Hver morgen"), "Bodil": (None, None, None), "Jonas": (None, None, None),
    }  # fmt: skip
    there = [each.attendance for each in asked(qtbot, session, PARTICIPATION)]
    assert there == [Attendance.PRESENT, Attendance.PRESENT]


def test_those_who_were_asked_are_there_by_one_tap_and_who_does_not_come_stays_away(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    for name, attendance in (("Anne", Attendance.INVITED), ("Jonas", Attendance.INVITED), ("Bo", Attendance.ABSENT)):
        done(qtbot, session, asked_to, meeting=page._faces.meeting, citizen=page.citizen, name=name, is_=attendance)
    screen = face(qtbot, session, page, "round")
    assert isinstance(screen, RoundScreen)
    press(qtbot, session, screen, "De inviterede er her")

    there = {each.actor: each.attendance for each in asked(qtbot, session, PARTICIPATION)}
    names = {each.id: each.title for each in asked(qtbot, session, ACTOR)}
    assert {names[each]: attendance for each, attendance in there.items()} == {
        "Anne": Attendance.PRESENT, "Jonas": Attendance.PRESENT, "Bo": Attendance.ABSENT,
    }  # fmt: skip
    assert not screen._all.isVisible()


def test_the_rows_of_the_round_keep_their_places_whatever_is_said_in_one(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    for name in ("Anne", "Jonas"):
        done(
            qtbot, session, asked_to,
            meeting=page._faces.meeting, citizen=page.citizen, name=name, is_=Attendance.INVITED,
        )  # fmt: skip
    owner = {each.title: each.id for each in asked(qtbot, session, ACTOR)}["Anne"]
    done(
        qtbot, session, add_item,
        citizen=page.citizen, type=ItemType.AGREEMENT, title="Ringe til banken", responsible=owner,
    )  # fmt: skip
    screen = face(qtbot, session, page, "round")
    assert isinstance(screen, RoundScreen)
    places, chips = [_places(screen)], []
    for name in ("De inviterede er her", "Anne: til stede", "Jonas: til stede"):
        press(qtbot, session, screen, name)
        places.append(_places(screen))
        chips.append(screen._lines[owner]._awaits.isVisible())

    assert places[1:] == places[:1] * 3
    assert chips == [False, True, True]


def _places(screen: RoundScreen) -> list[QRect]:
    """Return where the rows are, and in them the buttons that a hand lies on."""
    parts = [part for line in screen._lines.values() for part in (line, line._turn, line._there)]
    return [QRect(each.mapTo(screen, QPoint()), each.size()) for each in parts]


def test_two_cards_that_look_like_one_person_are_asked_about_and_become_one_by_one_tap(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    for name in ("Annette Lauridsen", "A. Lauridsen"):
        done(qtbot, session, add_item, citizen=page.citizen, type=ItemType.ACTOR, title=name, role="Læge")
    screen = face(qtbot, session, page, "round")
    assert isinstance(screen, RoundScreen)
    press(qtbot, session, screen, "Er A. Lauridsen og Annette Lauridsen den samme? Ja, saml dem")

    titles = [each.title for each in asked(qtbot, session, ACTOR)]
    assert sorted(titles) == ["Anne", "Annette Lauridsen", "Jonas"]
    assert not screen._twins.count()


def asked_to(store: Store, *, meeting: str, citizen: str, name: str, is_: Attendance) -> None:
    with store.reader() as reader:
        held = reader.get(MEETING, meeting)
        known = {each.title: each.id for each in reader.all(ACTOR, citizen=citizen)}
    actor = known.get(name) or add_item(store, citizen=citizen, type=ItemType.ACTOR, title=name)
    assert held is not None
    attend(store, meeting=held, actor=actor, attendance=is_)


def test_the_agenda_is_shown_in_the_meeting_and_ticked_off(qtbot: QtBot, session: Session, page: CitizenPage) -> None:
    screen = face(qtbot, session, page, "round")
    assert isinstance(screen, RoundScreen)
    screen._ticks[1].click()

    assert [each.covered for each in asked(qtbot, session, MEETING)] == [("Banken",)]
    assert [each.isChecked() for each in screen._ticks] == [False, True]


def test_a_promise_without_owner_or_day_is_asked_about_once_each_with_one_tap(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    done(qtbot, session, add_item, citizen=page.citizen, type=ItemType.AGREEMENT, title="Ringe til banken")
    screen = face(qtbot, session, page, "closing")
    press(qtbot, session, screen, "Ringe til banken: Karen")
    press(qtbot, session, screen, "Ringe til banken: Om en uge")

    (agreement,) = asked(qtbot, session, AGREEMENT)
    names = {each.id: each.title for each in asked(qtbot, session, ACTOR)}
    assert (names[agreement.responsible], agreement.due) == ("Karen Holm", "2026-12-01")
    assert not any(label.text() == "Hvem og hvornår?" for label in screen.findChildren(QLabel) if label.isVisible())


def test_the_next_meeting_is_one_tap_on_a_free_time(qtbot: QtBot, session: Session, page: CitizenPage) -> None:
    screen = face(qtbot, session, page, "closing")
    press(qtbot, session, screen, "Senere")
    press(qtbot, session, screen, "fredag 11. december kl. 10.00")

    assert [each.starts_at for each in asked(qtbot, session, MEETING)] == ["2026-11-24T14:00", "2026-12-11T10:00"]


def test_before_the_next_meeting_its_agenda_and_people_are_prepared_and_the_last_minutes_read(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    done(qtbot, session, add_item, citizen=page.citizen, type=ItemType.AGREEMENT, title="Ringe til banken")
    done(qtbot, session, plan_meeting, citizen=page.citizen, starts_at="2026-12-09T10:00")
    press(qtbot, session, face(qtbot, session, page, "closing"), "Afslut møde")
    qtbot.waitUntil(lambda: not page.is_meeting)
    settled(qtbot, session)

    press(qtbot, session, page, "Gør klar til møde")
    screen = page._parts["prepare"]
    assert isinstance(screen, PrepareScreen)
    settled(qtbot, session)
    QTest.keyClicks(screen._agenda, "Skolen")
    session.bridge.end_typing()
    press(qtbot, session, screen, "Anne")
    told = {each.starts_at: each.agenda for each in asked(qtbot, session, MEETING)}
    assert told == {"2026-11-24T14:00": "Morgenen\nBanken", "2026-12-09T10:00": "Skolen"}
    assert [each.attendance for each in asked(qtbot, session, PARTICIPATION)] == [Attendance.INVITED]

    press(qtbot, session, screen, "Referat: Møde, 24. november 2026")
    labels = [label for label in page._parts["minutes"].findChildren(QLabel) if label.text()]
    read = [label.text().replace("\xa0", " ") for label in labels]
    assert {"24. november 2026", "Det blev I enige om", "Ringe til banken", "9. december kl. 10.00"} <= set(read)
    assert [label.text() for label in labels if label.property("kind") == "page"] == ["Møde"]
    assert not [words for words in read if words.startswith("Møde ·")]
    press(qtbot, session, page._parts["minutes"], "Tilbage")
    assert page._face_name == "prepare"


def test_a_marker_is_set_in_large_words_one_area_at_a_time(qtbot: QtBot, session: Session, page: CitizenPage) -> None:
    screen = face(qtbot, session, page, "areas")
    assert isinstance(screen, LifeAreasScreen)
    press(qtbot, session, screen, f"Tal om {LIFE_AREAS[0].label}")
    press(qtbot, session, screen, "Karen siger: Det kan jeg ikke")
    press(qtbot, session, screen, "Jeg ser: Det går af sig selv")
    press(qtbot, session, screen, "Det næste")

    told = {(each.life_area, each.rater): each.level for each in asked(qtbot, session, RATING)}
    first, second = (each.area for each in LIFE_AREAS[:2])
    assert told == {(first, Speaker.CITIZEN): 4, (first, Speaker.WORKER): 0}
    assert screen._one.area == second
    QTest.keyClick(screen._one, Qt.Key.Key_Escape)
    assert screen._pages.currentIndex() == 0


def test_keys_go_from_area_to_area_and_stay_on_the_word_that_was_said(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    screen = face(qtbot, session, page, "areas")
    assert isinstance(screen, LifeAreasScreen)
    reached = [_press_key(key) for key in (Qt.Key.Key_Tab, *[Qt.Key.Key_PageDown] * 3, Qt.Key.Key_PageUp)]

    first, second, third = (f"Karen siger: {each.label}" for each in LIFE_AREAS[:3])
    assert reached == ["Læg billedkort", first, second, third, second]
    press(qtbot, session, screen, f"Tal om {LIFE_AREAS[0].label}")
    assert _press_key(Qt.Key.Key_Tab) == "Karen siger: Det går af sig selv"
    assert _press_key(Qt.Key.Key_Space) == "Karen siger: Det går af sig selv"
    settled(qtbot, session)
    assert _focused() == "Karen siger: Det går af sig selv"
    assert _press_key(Qt.Key.Key_Escape) == f"Tal om {LIFE_AREAS[0].label}"


def _press_key(key: Qt.Key) -> str:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)
    return _focused()


def _focused() -> str:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QComboBox | QPushButton)
    return widget.accessibleName() or str(widget.property("text"))


def test_somebody_new_tells_who_what_and_how_often_from_one_field_to_the_next(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    screen = face(qtbot, session, page, "round")
    assert isinstance(screen, RoundScreen)
    for words in ("Ali", "Konsulent", "Finder arbejde", "Hver uge"):
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return if words == "Ali" else Qt.Key.Key_Tab)
        settled(qtbot, session)

    told = {each.title: (each.role, each.responsibility, each.frequency) for each in asked(qtbot, session, ACTOR)}
    assert told["Ali"] == ("Konsulent", "Finder arbejde", "Hver uge")
