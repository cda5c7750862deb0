"""What the server did not accept is told with its reason, can be copied, and goes when it is put away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.changes.change import REFUSAL_CODES, Refusal
from app.domain.record import Mark
from app.queries.refusals import reason_in_words
from app.store.store import Store
from app.store.verify import verify
from app.texts import mark
from offices import an_office, copy_furnished, furnished, goal, open_client
from ui.main_window import MainWindow
from ui.screens.refusals import RefusalsDialog
from ui.session import Session
from windows import a_main_window, a_session, done, settled


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A local copy of which one change was refused for its form, and one because the right had ended."""
    copy_furnished(tmp_path)
    with an_office(tmp_path) as office:
        mette = open_client(office, "mette")
        first, second = furnished().goals
        with mette.transact(mark("act", "Ret i planen")) as transaction:
            transaction.set_raw(goal(mette, first), {"title": "Job på 15 timer", "note": "Ring", "level_now": 77})
        with mette.transact(mark("act", "Skriv i planen")) as transaction:
            transaction.set_raw(goal(mette, second), {"title": "Et andet mål", "level_now": 77})
        office.sync(mette)
        yield mette


@pytest.fixture
def session(store: Store, tmp_path: Path, look: None) -> Iterator[Session]:
    """The session of whoever wrote them."""
    with a_session(tmp_path, store=store) as opened:
        yield opened


@pytest.fixture
def window(qtbot: QtBot, session: Session, tmp_path: Path) -> MainWindow:
    """The window with the day."""
    made = a_main_window(qtbot, session, tmp_path)
    settled(qtbot, session)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, window: MainWindow) -> Iterator[RefusalsDialog]:
    """The dialog, opened by the verb of the row that waits."""
    press(window, "Se hvorfor: Job på 15 timer, Karen Holm")
    settled(qtbot, session)
    made = window.findChild(RefusalsDialog)
    assert made is not None
    yield made
    made.close()


def press(widget: MainWindow | RefusalsDialog, name: str) -> None:
    next(each for each in widget.findChildren(QPushButton) if each.accessibleName() == name).click()


def texts(dialog: RefusalsDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize("code", [*REFUSAL_CODES, "noget fra en nyere server"])
def test_each_reason_is_told_in_words_that_say_what_to_do(code: str) -> None:
    words = reason_in_words(Refusal(code))

    assert words.endswith(".")
    assert code not in words
    assert words.count(".") >= 2


def test_each_code_has_a_reason_of_its_own() -> None:
    told = {reason_in_words(Refusal(code)) for code in REFUSAL_CODES}

    assert len(told) == len(REFUSAL_CODES)


def test_what_was_written_stands_with_its_reason(dialog: RefusalsDialog) -> None:
    shown = texts(dialog)

    assert shown.count(reason_in_words(Refusal("schema"))) == 2
    assert {"Titel", "Job på 15 timer", "Bemærkning", "Ring", "Et andet mål"} <= set(shown)
    assert "Karen Holm · Ret i planen · I dag 13.00" in shown


def test_the_text_is_copied_to_be_taken_elsewhere(dialog: RefusalsDialog) -> None:
    press(dialog, "Kopiér teksten: Job på 15 timer")

    assert QGuiApplication.clipboard().text() == "Titel: Job på 15 timer\nBemærkning: Ring"


def test_what_is_put_away_waits_no_more_and_stays_in_the_history(
    qtbot: QtBot, session: Session, store: Store, window: MainWindow, dialog: RefusalsDialog
) -> None:
    press(dialog, "Fjern herfra: Job på 15 timer")
    settled(qtbot, session)
    press(dialog, "Fjern herfra: Et andet mål")
    settled(qtbot, session)

    assert "Her er ikke mere at se på." in texts(dialog)
    with store.reader() as reader:
        states = [each.state for each in reader.changes(identity=furnished().goals[0])]
        assert (reader.refused(), reader.outbox().refused) == ([], 0)
        assert reader.marked(Mark.REFUSED) == []
    assert "dismissed" in states
    assert "Ikke godkendt" not in [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert done(qtbot, session, verify).is_sound


def test_the_corner_leads_to_the_reasons(qtbot: QtBot, session: Session, window: MainWindow) -> None:
    window._corner.click()
    details = window._corner._details
    assert details is not None
    details._why.click()
    settled(qtbot, session)

    found = window.findChild(RefusalsDialog)
    assert found is not None
    assert found.isVisible()
    found.close()
