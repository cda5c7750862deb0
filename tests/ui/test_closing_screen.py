"""A meeting from its beginning to its end: a record of its own, its minutes, who was there, the next one, the copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.item import ItemType
from app.domain.meeting import MEETING, PARTICIPATION, Attendance, Meeting
from app.operations.citizens import add_citizen
from app.operations.items import add_item, delete_records, disagree, edit_record
from app.queries.minutes import minutes
from app.store.store import Store
from app.texts import mark
from builders import NOON
from ui.main_window import MainWindow
from ui.screens.citizen_page import CitizenPage
from ui.screens.closing import ClosingScreen
from ui.session import Session
from windows import a_page, done, settled

TODAY = NOON.date()


@pytest.fixture
def citizen(qtbot: QtBot, session: Session) -> str:
    """A citizen with a goal and two actors from before the meeting."""

    def write(store: Store) -> str:
        made = add_citizen(store, given="Karen", family="Holm")
        add_item(store, citizen=made, type=ItemType.GOAL, title="Fra før mødet")
        for name in ("Anne", "Jonas"):
            add_item(store, citizen=made, type=ItemType.ACTOR, title=name)
        return made

    return str(done(qtbot, session, write))


@pytest.fixture
def page(qtbot: QtBot, session: Session, window: MainWindow, citizen: str) -> CitizenPage:
    """The citizen's page."""
    return a_page(qtbot, session, window, citizen, "list")


def begun(qtbot: QtBot, session: Session, page: CitizenPage) -> None:
    session.clock.advance(hours=1)  # type: ignore[attr-defined]
    page.start_meeting()
    qtbot.waitUntil(lambda: page.is_meeting)
    session.clock.advance(minutes=5)  # type: ignore[attr-defined]


def closing(qtbot: QtBot, session: Session, page: CitizenPage) -> ClosingScreen:
    page.start_meeting()
    settled(qtbot, session)
    screen = page._parts["closing"]
    assert isinstance(screen, ClosingScreen)
    return screen


def write(qtbot: QtBot, session: Session, citizen: str, title: str) -> str:
    session.clock.advance(minutes=1)  # type: ignore[attr-defined]
    return str(done(qtbot, session, add_item, citizen=citizen, type=ItemType.AGREEMENT, title=title))


def texts(screen: ClosingScreen) -> list[str]:
    return [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]


def press(screen: ClosingScreen, name: str) -> None:
    button = next(each for each in screen.findChildren(QPushButton) if each.isVisible() and each.text() == name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def meetings(qtbot: QtBot, session: Session) -> list[Meeting]:
    def ask(store: Store) -> list[Meeting]:
        with store.reader() as reader:
            return reader.all(MEETING)

    settled(qtbot, session)
    return list(done(qtbot, session, ask))


def test_a_meeting_that_nobody_planned_is_a_record_of_its_own(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    begun(qtbot, session, page)

    held = meetings(qtbot, session)
    assert [(each.title, each.starts_at, bool(each.begun_at), each.closed_at) for each in held] == [
        ("Møde", "2026-11-24T14:00", True, None)
    ]


def test_todays_planned_meeting_is_the_one_that_begins_and_goes_on_after_a_pause(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    starts = "2026-11-24T15:00"
    planned = done(
        qtbot, session, add_item, citizen=page.citizen, type=ItemType.MEETING, title="Opfølgning", starts_at=starts
    )

    begun(qtbot, session, page)
    first = meetings(qtbot, session)
    page.end_meeting()
    begun(qtbot, session, page)

    again = meetings(qtbot, session)
    assert [each.id for each in again] == [planned]
    assert again[0].begun_at == first[0].begun_at is not None


def test_the_minutes_are_what_was_made_or_changed_during_the_meeting_in_order(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    begun(qtbot, session, page)
    write(qtbot, session, page.citizen, "Anne ringer 6.45")
    gone = write(qtbot, session, page.citizen, "Blev slettet igen")
    changed = write(qtbot, session, page.citizen, "Banken inden fredag")

    def alter(store: Store) -> None:
        with store.reader() as reader:
            item, other = reader.record(changed), reader.record(gone)
        assert item is not None
        assert other is not None
        disagree(store, item, words="Det når jeg ikke")  # type: ignore[arg-type]
        delete_records(store, [other])

    done(qtbot, session, alter)
    screen = closing(qtbot, session, page)

    shown = texts(screen)
    told = [each for each in shown if each in ("Fra før mødet", "Anne ringer 6.45", "Banken inden fredag", "Møde")]
    assert told == ["Anne ringer 6.45", "Banken inden fredag"]
    assert "Blev slettet igen" not in shown
    assert "Det er jeg ikke enig i: Det når jeg ikke" in shown


def test_an_old_item_that_was_changed_is_among_what_was_agreed_and_a_private_one_never(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    old = write(qtbot, session, page.citizen, "Gammel aftale")
    begun(qtbot, session, page)
    held = meetings(qtbot, session)[0].id

    def alter(store: Store) -> None:
        from app.domain.concern import CONCERN, Concern

        with store.reader() as reader:
            item = reader.record(old)
        assert item is not None
        edit_record(store, item, title="Ny aftale")
        with store.transact(mark("test", "Skriv"), citizen=page.citizen) as transaction:
            transaction.put(CONCERN, Concern(title="Kun for jobcentret"), compartment="area:job")

    done(qtbot, session, alter)

    def ask(store: Store) -> list[str]:
        with store.reader() as reader:
            found = minutes(reader, meeting=held, today=TODAY)
        assert found is not None
        return [each.title for each in found.outcomes]

    assert done(qtbot, session, ask) == ["Ny aftale"]


def test_a_tap_says_who_is_there(qtbot: QtBot, session: Session, page: CitizenPage) -> None:
    begun(qtbot, session, page)
    screen = closing(qtbot, session, page)

    press(screen, "Anne")
    settled(qtbot, session)
    press(screen, "Anne: til stede")
    settled(qtbot, session)
    press(screen, "Jonas")
    settled(qtbot, session)

    def ask(store: Store) -> list[Attendance]:
        with store.reader() as reader:
            return sorted(each.attendance for each in reader.all(PARTICIPATION) if each.attendance)

    assert done(qtbot, session, ask) == [Attendance.ABSENT, Attendance.PRESENT]


def test_the_next_meeting_is_written_in_one_line_and_stands_among_what_was_agreed(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    begun(qtbot, session, page)
    screen = closing(qtbot, session, page)

    QTest.keyClicks(screen._next._day, "9/12 kl. 10.00")
    QTest.keyClick(screen._next._day, Qt.Key.Key_Return)
    QTest.keyClicks(screen._next._place.edit, "Hos Karen")
    QTest.keyClick(screen._next._place.edit, Qt.Key.Key_Return)
    settled(qtbot, session)

    planned = [each for each in meetings(qtbot, session) if each.begun_at is None]
    assert [(each.starts_at, each.place) for each in planned] == [("2026-12-09T10:00", "Hos Karen")]
    assert "9. december kl. 10.00" in texts(screen)
    assert screen._next._day.text() == ""


def test_a_next_meeting_without_an_hour_is_asked_for_in_words(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    begun(qtbot, session, page)
    screen = closing(qtbot, session, page)

    press(screen, "Aftal mødet")
    settled(qtbot, session)

    assert "Skriv dag og klokkeslæt for det næste møde, fx 1/3 kl. 10.00." in texts(screen)


def test_closing_keeps_when_it_ended_and_what_stands_in_the_line_of_the_next_one(
    qtbot: QtBot, session: Session, window: MainWindow, page: CitizenPage
) -> None:
    begun(qtbot, session, page)
    screen = closing(qtbot, session, page)
    QTest.keyClicks(screen._next._day, "9/12 kl. 10.00")

    press(screen, "Afslut møde")
    qtbot.waitUntil(lambda: not page.is_meeting)

    held = meetings(qtbot, session)
    assert {(each.starts_at, bool(each.closed_at)) for each in held} == {
        ("2026-11-24T14:00", True),
        ("2026-12-09T10:00", False),
    }
    assert window._navigation.isVisible()


def test_what_was_written_at_a_meeting_can_be_undone_but_not_that_it_was_held(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    begun(qtbot, session, page)
    write(qtbot, session, page.citizen, "Skrevet ved mødet")

    for _ in range(3):
        page.undo()
        settled(qtbot, session)

    assert [bool(each.begun_at) for each in meetings(qtbot, session)] == [True]


def test_esc_goes_on_with_the_meeting(qtbot: QtBot, session: Session, page: CitizenPage) -> None:
    begun(qtbot, session, page)
    screen = closing(qtbot, session, page)

    QTest.keyClick(screen, Qt.Key.Key_Escape)

    assert page.is_meeting
    assert page._face_name == "board"


class Opener(QObject):
    """The machine's program for PDF files."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def opener() -> Iterator[Opener]:
    """What opens files, for as long as a test runs."""
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_the_citizens_copy_is_told_and_opened_on_the_page(
    qtbot: QtBot, session: Session, page: CitizenPage, tmp_path: Path, opener: Opener
) -> None:
    begun(qtbot, session, page)
    screen = closing(qtbot, session, page)
    target = tmp_path / "plan.pdf"

    page._faces.copy.write(str(target))
    qtbot.waitUntil(lambda: "Gemt som plan.pdf." in texts(screen), timeout=30_000)
    press(screen, "Åbn filen")

    assert target.read_bytes().startswith(b"%PDF")
    assert opener.opened == [str(target)]


def test_the_toast_after_a_copy_opens_it_and_in_a_meeting_there_is_none(
    qtbot: QtBot, session: Session, page: CitizenPage, tmp_path: Path, opener: Opener
) -> None:
    target, window = tmp_path / "plan.pdf", page.window()
    assert isinstance(window, MainWindow)

    page._faces.copy.write(str(target))
    qtbot.waitUntil(lambda: window._messages.text == "Gemt som plan.pdf.", timeout=30_000)
    offered = next(each for each in window.findChildren(QPushButton) if each.text() == "Åbn filen")
    assert offered.isVisible()
    QTest.mouseClick(offered, Qt.MouseButton.LeftButton)

    assert opener.opened == [str(target)]
    assert window._messages.text == ""
    begun(qtbot, session, page)
    closing(qtbot, session, page)
    page._faces.copy.write(str(tmp_path / "igen.pdf"))
    qtbot.waitUntil((tmp_path / "igen.pdf").exists, timeout=30_000)
    settled(qtbot, session)
    assert window._messages.text == ""


def test_a_file_that_is_there_is_never_overwritten_unasked(
    qtbot: QtBot, session: Session, page: CitizenPage, tmp_path: Path
) -> None:
    target = tmp_path / "plan.pdf"
    target.write_bytes(b"en anden fil")
    asked: list[str] = []

    def refuse() -> None:
        boxes = [each for each in QApplication.topLevelWidgets() if each.inherits("QMessageBox")]
        question = next(each for each in boxes if isinstance(each, QDialog))
        asked.append(str(question.property("text")))
        question.reject()

    page.copy()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.selectFile(str(target))
    QTimer.singleShot(300, refuse)
    dialog.accept()
    dialog.reject()
    settled(qtbot, session)

    assert len(asked) == 1
    assert target.read_bytes() == b"en anden fil"
