"""«Gemt her» is said of nothing that a power cut could take: which changes it answers for, and when it is not said."""

from functools import partial
from threading import Event

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain import ITEM_TYPES
from app.domain.item import ItemType
from app.operations.items import add_item
from app.store.store import Store
from app.store.tables import change
from builders import a_citizen
from ui.board.board_screen import BoardScreen
from ui.bridge import TYPING_REST_MS
from ui.main_window import MainWindow
from ui.session import Contact, Exchanging, Session
from ui.widgets.corner import Corner
from windows import a_page, done, settled

TITLE = "Sover dårligt om natten"


def _board(qtbot: QtBot, session: Session, window: MainWindow) -> BoardScreen:
    found = a_page(qtbot, session, window, done(qtbot, session, a_citizen)).findChild(BoardScreen)
    assert found is not None
    return found


def _written(qtbot: QtBot, session: Session) -> list[str | None]:
    return done(qtbot, session, _titles)  # type: ignore[no-any-return]


def _titles(store: Store) -> list[str | None]:
    with store.reader() as reader:
        return [each.title for each in reader.all(*ITEM_TYPES)]


def test_the_window_answers_for_a_change_once_it_has_painted_that_it_is_saved(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    heard: list[str] = []
    window.vouched.connect(heard.extend)
    citizen = done(qtbot, session, a_citizen)
    done(qtbot, session, add_item, citizen=citizen, type=ItemType.GOAL, title=TITLE)
    qtbot.waitUntil(lambda: len(heard) == 2)

    assert sorted(heard) == sorted(done(qtbot, session, partial(_changes, citizen=citizen)))


def _changes(store: Store, citizen: str) -> list[str]:
    with store.reader() as reader:
        return [each.id for each in reader.changes(citizen=citizen)]


def test_nothing_is_answered_for_while_something_is_being_saved_or_fetched(qtbot: QtBot, look: None) -> None:
    corner = Corner()
    qtbot.addWidget(corner)
    corner.show()
    heard: list[tuple[str, ...]] = []
    corner.vouched.connect(heard.append)

    corner.show_saving(True)
    corner.vouch(("a",))
    qtbot.wait(50)
    corner.show_exchanging(Exchanging(contact=Contact.FETCHING))
    corner.show_saving(False)
    qtbot.wait(50)
    before = list(heard)
    corner.show_exchanging(Exchanging(contact=Contact.IDLE))
    qtbot.waitUntil(lambda: bool(heard))

    assert (before, heard) == ([], [("a",)])


def test_the_first_letters_of_a_new_card_are_not_called_saved_before_they_are(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    board = _board(qtbot, session, window)
    heard: list[bool] = []
    session.bridge.saving.connect(heard.append)

    QTest.keyClick(board.canvas, Qt.Key.Key_N)
    QTest.keyClicks(board.easel.writing.editor, "So")
    is_saving = session.bridge.is_saving
    qtbot.waitUntil(lambda: not session.bridge.is_saving)

    assert is_saving
    assert heard == [True, False]
    assert _written(qtbot, session) == ["So"]


def test_a_new_card_that_is_emptied_again_has_nothing_to_save(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    board = _board(qtbot, session, window)

    QTest.keyClick(board.canvas, Qt.Key.Key_N)
    QTest.keyClicks(board.easel.writing.editor, "S")
    QTest.keyClick(board.easel.writing.editor, Qt.Key.Key_Backspace)

    assert not session.bridge.is_saving


def test_a_card_written_on_a_page_that_is_left_at_once_is_saved(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    board = _board(qtbot, session, window)

    QTest.keyClick(board.canvas, Qt.Key.Key_N)
    QTest.keyClicks(board.easel.writing.editor, TITLE)
    window.show_screen("citizens")
    qtbot.waitUntil(lambda: not session.bridge.is_saving)
    settled(qtbot, session)

    assert _written(qtbot, session) == [TITLE]


def test_a_card_written_before_the_board_is_read_is_saved(qtbot: QtBot, session: Session, window: MainWindow) -> None:
    board, held = _board(qtbot, session, window), Event()
    session.bridge.ask(lambda _reader: held.wait(30), then=bool)
    board.model.turn_to(None)

    QTest.keyClick(board.canvas, Qt.Key.Key_N)
    QTest.keyClicks(board.easel.writing.editor, TITLE)
    QTest.keyClick(board.easel.writing.editor, Qt.Key.Key_Return)
    assert board.model.view is None
    held.set()
    qtbot.waitUntil(lambda: not session.bridge.is_saving)

    assert _written(qtbot, session) == [TITLE]


def _is_ended(store: Store) -> bool:
    with store.database.reading() as connection:
        return set(connection.scalars(select(change.c.state))) == {"pending"}


def test_a_new_card_that_was_saved_while_it_was_written_may_be_sent_once_it_is_left(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    board = _board(qtbot, session, window)
    QTest.keyClick(board.canvas, Qt.Key.Key_N)
    QTest.keyClicks(board.easel.writing.editor, TITLE)
    qtbot.waitUntil(lambda: not session.bridge.is_saving)
    before = done(qtbot, session, _is_ended)

    QTest.keyClick(board.easel.writing.editor, Qt.Key.Key_Return)
    settled(qtbot, session)

    assert (before, done(qtbot, session, _is_ended)) == (False, True)
    assert _written(qtbot, session) == [TITLE]


def test_the_last_letters_on_a_page_that_is_left_while_the_first_are_saved_are_kept(
    qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    board = _board(qtbot, session, window)
    held = Event()
    QTest.keyClick(board.canvas, Qt.Key.Key_N)
    QTest.keyClicks(board.easel.writing.editor, TITLE[:5])
    session.bridge.run(lambda _store: held.wait(30))
    qtbot.wait(TYPING_REST_MS + 50)

    QTest.keyClicks(board.easel.writing.editor, TITLE[5:])
    window.show_screen("citizens")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    held.set()
    qtbot.waitUntil(lambda: not session.bridge.is_saving)
    settled(qtbot, session)

    assert _written(qtbot, session) == [TITLE]
    assert done(qtbot, session, _is_ended)
