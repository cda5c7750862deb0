"""What a colleague wrote before losing the right waits for a person, who takes it into the plan or leaves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.late_work import LATE_WORK, Verdict
from app.store.store import Store
from exchanges import edit
from offices import an_office, copy_furnished, furnished, open_client
from ui.main_window import MainWindow
from ui.screens.refusals import RefusalsDialog
from ui.session import Session
from windows import a_main_window, a_session, settled


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Mette's copy; Jonas wrote offline and lost the right meanwhile."""
    copy_furnished(tmp_path)
    with an_office(tmp_path) as office:
        mette, jonas = open_client(office, "mette"), open_client(office, "jonas")
        edit(jonas, furnished().goals[0], title="Job på 15 timer")
        office.end("jonas", furnished().citizen)
        office.sync(jonas)
        office.sync(mette)
        yield mette


@pytest.fixture
def session(store: Store, tmp_path: Path, look: None) -> Iterator[Session]:
    """Mette's session."""
    with a_session(tmp_path, store=store) as opened:
        yield opened


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, tmp_path: Path) -> Iterator[RefusalsDialog]:
    """The dialog, opened from «Venter på dig»."""
    window: MainWindow = a_main_window(qtbot, session, tmp_path)
    settled(qtbot, session)
    press(window, "Se det: Job på 15 timer, Karen Holm")
    settled(qtbot, session)
    made = window.findChild(RefusalsDialog)
    assert made is not None
    yield made
    made.close()


def press(widget: QWidget, name: str) -> None:
    next(each for each in widget.findChildren(QPushButton) if each.accessibleName() == name).click()


def verdict(store: Store) -> tuple[Verdict | None, str | None]:
    with store.reader() as reader:
        (found,) = reader.all(LATE_WORK)
    return found.verdict, found.reason


def test_it_says_whose_it_is_and_what_was_written(dialog: RefusalsDialog) -> None:
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())

    assert "jonas var ikke tilknyttet borgeren længere" in shown
    assert "Job på 15 timer" in shown


def test_it_is_taken_into_the_plan(qtbot: QtBot, dialog: RefusalsDialog, session: Session, store: Store) -> None:
    press(dialog, "Tag med i planen: Job på 15 timer")
    settled(qtbot, session)

    assert verdict(store) == (Verdict.ADOPTED, None)


def test_it_is_left_out_only_with_a_reason(
    qtbot: QtBot, dialog: RefusalsDialog, session: Session, store: Store
) -> None:
    press(dialog, "Tag det ikke med: Job på 15 timer")
    settled(qtbot, session)
    before = verdict(store)
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    field = next(
        each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "Hvorfor skal det ikke med?"
    )
    field.setText("Skrevet på den forkerte borger")
    press(dialog, "Tag det ikke med: Job på 15 timer")
    settled(qtbot, session)

    assert (before, "Skriv, hvorfor det ikke skal med i planen." in shown) == ((None, None), True)
    assert verdict(store) == (Verdict.LET_GO, "Skrevet på den forkerte borger")
