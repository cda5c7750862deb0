"""When the screen is turned back: one quiet field for professionals, and one question about the ink."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.board import BOARD
from app.domain.drawing import INK
from app.domain.note import NOTE
from app.ids import main_board_of
from app.operations.board import draw_stroke
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.operations.meetings import close_meeting
from app.operations.undoing import undo
from app.queries.board import board_view
from app.queries.meetings import meeting_start
from app.store.store import Store
from builders import NOON
from ui.main_window import MainWindow
from ui.screens.after_meeting import AfterMeeting
from ui.screens.citizen_page import CitizenPage
from ui.session import Session
from windows import a_page, done, settled

TODAY = NOON.date()
STROKE = [(0.0, 0.0), (40.0, 30.0), (90.0, 10.0)]


@pytest.fixture
def page(qtbot: QtBot, session: Session, window: MainWindow) -> CitizenPage:
    """A citizen's page with a goal and an old stroke, in a meeting."""

    def write(store: Store) -> str:
        citizen = add_citizen(store, given="Karen", family="Holm")
        add_item(store, citizen=citizen, title="Op kl. 7")
        draw_stroke(store, STROKE, citizen=citizen, board=main_board_of(citizen))
        return citizen

    page = a_page(qtbot, session, window, str(done(qtbot, session, write)))
    session.clock.advance(hours=1)  # type: ignore[attr-defined]
    page.start_meeting()
    qtbot.waitUntil(lambda: page.is_meeting)
    session.clock.advance(minutes=5)  # type: ignore[attr-defined]
    return page


def closed(qtbot: QtBot, session: Session, page: CitizenPage) -> AfterMeeting:
    """End the meeting by the button on its last page, and return the line that follows."""
    page.start_meeting()
    settled(qtbot, session)
    press(page, "Afslut møde")
    qtbot.waitUntil(lambda: not page.is_meeting)
    settled(qtbot, session)
    line = page.findChild(AfterMeeting)
    assert line is not None
    return line


def drawn(qtbot: QtBot, session: Session, page: CitizenPage) -> None:
    """Draw a stroke at the meeting, tied to the one card."""

    def draw(store: Store) -> str:
        with store.reader() as reader:
            goal = board_view(reader, citizen=page.citizen, today=TODAY).cards[0].id
        return draw_stroke(store, STROKE, citizen=page.citizen, board=main_board_of(page.citizen), item=goal)

    done(qtbot, session, draw)


def press(page: CitizenPage, name: str) -> None:
    button = next(each for each in page.findChildren(QPushButton) if each.isVisible() and each.text() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def buttons(line: AfterMeeting) -> list[str]:
    return [each.text() for each in line.findChildren(QPushButton) if each.isVisible() and each.text()]


def on_boards(store: Store, *, citizen: str) -> dict[str, int]:
    """Return how many strokes each board shows, by its name."""
    with store.reader() as reader:
        found = [each.id for each in reader.all(BOARD, citizen=citizen)]
        views = [board_view(reader, citizen=citizen, today=TODAY, board=each) for each in found]
    return {view.board.title or "hovedtavlen": len(view.strokes) for view in views}


def test_the_quiet_field_is_there_only_when_the_screen_is_turned_back(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    line = page.findChild(AfterMeeting)
    assert line is not None
    assert not line.isVisible()

    line = closed(qtbot, session, page)

    assert line.isVisible()
    assert buttons(line) == []
    page.start_meeting()
    qtbot.waitUntil(lambda: page.is_meeting)
    assert not line.isVisible()


def test_what_only_professionals_may_see_is_kept_and_stands_in_no_meeting(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    line = closed(qtbot, session, page)
    field = line.findChild(QLineEdit)
    assert field is not None
    assert field.accessibleName() == "Kun for fagfolk"

    QTest.keyClicks(field, "Virkede meget træt")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled(qtbot, session)

    def notes(store: Store) -> list[tuple[str | None, str | None]]:
        with store.reader() as reader:
            return [(each.text, each.day) for each in reader.all(NOTE, citizen=page.citizen)]

    assert done(qtbot, session, notes) == [("Virkede meget træt", TODAY.isoformat())]
    assert field.text() == ""


def test_the_ink_of_the_meeting_is_kept_as_a_picture_on_a_board_of_its_own(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    drawn(qtbot, session, page)
    line = closed(qtbot, session, page)
    assert buttons(line) == ["Behold tegningen som billede", "Ryd tegningen"]

    press(page, "Behold tegningen som billede")
    settled(qtbot, session)

    told = done(qtbot, session, on_boards, citizen=page.citizen)
    assert told == {"hovedtavlen": 1, "Tegning fra mødet 24. november 2026": 1}
    assert buttons(line) == []
    done(qtbot, session, undo, citizen=page.citizen)
    assert done(qtbot, session, on_boards, citizen=page.citizen) == {"hovedtavlen": 2}


def test_the_ink_of_the_meeting_is_cleared_and_older_ink_stays(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    drawn(qtbot, session, page)
    line = closed(qtbot, session, page)

    press(page, "Ryd tegningen")
    settled(qtbot, session)

    assert done(qtbot, session, on_boards, citizen=page.citizen) == {"hovedtavlen": 1}
    assert buttons(line) == []

    def stay(store: Store) -> int:
        with store.reader() as reader:
            return len(reader.all(INK, citizen=page.citizen, deleted=True))

    assert done(qtbot, session, stay) == 2


def test_a_meeting_that_was_closed_elsewhere_meanwhile_ends_all_the_same(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    page.start_meeting()
    settled(qtbot, session)

    def close(store: Store) -> None:
        with store.reader() as reader:
            meeting = meeting_start(reader, citizen=page.citizen, today=TODAY).meeting
        assert meeting is not None
        close_meeting(store, meeting)

    done(qtbot, session, close)
    settled(qtbot, session)

    assert closed(qtbot, session, page).isVisible()
