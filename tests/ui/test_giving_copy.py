"""Giv borgeren en kopi at the meeting: no dialog of files before the citizen, and codes that a telephone reads."""

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.domain.item import ItemType
from app.export.pdf import PdfExporter
from app.operations.citizens import add_citizen
from app.operations.export import print_citizen
from app.operations.items import add_item
from app.operations.meetings import plan_meeting
from app.store.store import Store
from ui.main_window import MainWindow
from ui.printing import print_pages
from ui.screens.citizen_page import CitizenPage
from ui.screens.give_copy import GiveCopy
from ui.session import Session
from ui.widgets.square_code import SquareCode
from windows import a_page, done, settled


@pytest.fixture
def page(qtbot: QtBot, session: Session, window: MainWindow) -> CitizenPage:
    """The page of a citizen whose meeting has begun."""
    citizen = str(done(qtbot, session, add_citizen, given="Karen", family="Holm"))
    page = a_page(qtbot, session, window, citizen, "list")
    page.start_meeting()
    qtbot.waitUntil(lambda: page.is_meeting)
    return page


def test_a_copy_given_in_a_meeting_opens_no_dialog_of_files(qtbot: QtBot, session: Session, page: CitizenPage) -> None:
    """A dialog of files shows the names of other people's plans to the citizen."""
    page.show_face("closing")
    settled(qtbot, session)

    page.copy()
    settled(qtbot, session)

    assert page.findChildren(QFileDialog) == []
    assert page._face_name == "copy"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page._parts["copy"].isAncestorOf(focused)
    QTest.keyClick(page._parts["copy"], Qt.Key.Key_Escape)
    assert page._face_name == "closing"


def test_a_file_that_the_citizen_asked_for_is_kept_when_the_screen_is_turned_back(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    page.show_face("closing")
    settled(qtbot, session)
    page.copy()
    given = page._parts["copy"]
    assert isinstance(given, GiveCopy)
    given._file.click()
    page.show_face("closing")
    page._parts["closing"]._end.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not page.is_meeting)

    assert (page._after._copy.isVisible(), page._after._calendar.isVisible()) == (True, False)
    page._after._copy.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()


def test_the_citizens_telephone_reads_the_next_meeting_and_whom_to_call(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    def write_more(store: Store) -> None:
        plan_meeting(store, citizen=page.citizen, starts_at="2026-12-09T10:00", place="Hos Karen")
        add_item(
            store, citizen=page.citizen, type=ItemType.ACTOR, title="Mette Dahl", phone="87 12 34 56", is_contact=True
        )

    done(qtbot, session, write_more)
    page.copy()
    settled(qtbot, session)
    given = page._parts["copy"]
    codes = given.findChildren(SquareCode)
    seen = [each.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8) for each in codes]
    read = [zxingcpp.read_barcode(each) for each in seen]

    assert [each.text.splitlines()[place] for place, each in zip((1, 2), read, strict=True) if each] == [
        "DTSTART:20261209T090000Z",
        "N:Dahl;Mette;;;",
    ]
    words = [label.text() for label in given.findChildren(QLabel)]
    assert {"9. december 2026 kl. 10.00", "Hos Karen", "Mette Dahl", "87 12 34 56"} <= set(words)
    assert "Holm" not in "".join(each.text for each in read if each)


def test_the_plan_is_printed_page_by_page_upright_and_turned(
    qtbot: QtBot, session: Session, page: CitizenPage, tmp_path: Path
) -> None:
    pages = done(qtbot, session, print_citizen, form=PdfExporter(), citizen=page.citizen, purpose="Prøve")
    wide = QImage(300, 200, QImage.Format.Format_RGB32)
    wide.fill(Qt.GlobalColor.white)
    turned = tmp_path / "turned.png"
    wide.save(str(turned))
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    print_pages([*pages, turned.read_bytes()], printer=printer)

    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as printed:
        shapes = [printed[each].get_width() < printed[each].get_height() for each in range(len(printed))]
    assert shapes == [True, False]
    assert printer.docName() == "Enplan"
