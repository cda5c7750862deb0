"""Files beside the plan: attached, looked at, saved elsewhere and taken off, with keys and names for everything."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.operations.attachments import attach
from app.operations.citizens import add_citizen
from app.store import attached
from app.store.store import Store
from builders import a_goal
from files import PDF
from offices import goal
from ui.main_window import MainWindow
from ui.screens.citizen_page import CitizenPage
from ui.screens.files import ATTACH, Files
from ui.screens.plan_list import PlanListScreen
from ui.session import Session
from ui.widgets.picture import decoded
from windows import a_page, done, settled


def a_picture(form: str = "PNG", *, size: int = 600) -> bytes:
    image = QImage(size, size // 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, form)  # type: ignore[call-overload]
    return bytes(content.data())


@pytest.fixture
def page(qtbot: QtBot, session: Session, window: MainWindow) -> CitizenPage:
    """The list of a plan with a goal that has a letter and a picture."""

    def write(store: Store) -> tuple[str, str]:
        citizen = add_citizen(store, given="Karen", family="Holm")
        item = goal(store, a_goal(store, citizen, "Op kl. 7"))
        attach(store, citizen=citizen, content=PDF, name="Brev", item=item)
        attach(store, citizen=citizen, content=a_picture(), name="Køkkenet", item=item)
        return citizen, item.id

    citizen, item = done(qtbot, session, write)
    page = a_page(qtbot, session, window, citizen, "list")
    part = page.findChild(PlanListScreen)
    assert part is not None
    part.choose(item)
    qtbot.waitUntil(lambda: len(shown_names(page)) == 2)
    return page


def files_of(page: QWidget | None) -> Files:
    assert page is not None
    return next(each for each in page.findChildren(Files) if each.isVisible())


def shown_names(page: QWidget | None) -> list[str]:
    """The names of the files that are listed."""
    assert page is not None
    labels = [each for files in page.findChildren(Files) if files.isVisible() for each in files.findChildren(QLabel)]
    return sorted(each.text() for each in labels if each.isVisible() and each.property("kind") == "strong")


def button(page: QWidget, name: str) -> QPushButton:
    found = files_of(page).findChildren(QPushButton)
    return next(each for each in found if name in (each.accessibleName(), each.text()) and each.isVisible())


def test_the_files_of_a_card_stand_in_its_panel_with_kind_size_and_place(page: CitizenPage) -> None:
    told = {each.text() for each in files_of(page).findChildren(QLabel)}

    assert shown_names(page) == ["Brev", "Køkkenet"]
    assert {"PDF, 1 KB · Gemt her", "Billede, 2 KB · Gemt her"} & told
    assert button(page, ATTACH).text() == "Vedhæft fil …"


def test_every_act_can_be_reached_by_keys_and_says_what_it_is(page: CitizenPage) -> None:
    buttons = files_of(page).findChildren(QPushButton)

    assert {each.accessibleName() or each.text() for each in buttons} == {
        "Gem Brev uden for Enplan …", "Fjern Brev; det kan fortrydes", "Vis eller skjul Køkkenet",
        "Gem Køkkenet uden for Enplan …", "Fjern Køkkenet; det kan fortrydes", "Vedhæft fil …",
    }  # fmt: skip
    assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in buttons)


def test_a_picture_is_shown_in_the_panel_and_hidden_again(qtbot: QtBot, page: CitizenPage) -> None:
    picture = next(each for each in files_of(page).findChildren(QLabel) if each.accessibleName() == "Billedet Køkkenet")
    QTest.keyClick(button(page, "Vis eller skjul Køkkenet"), Qt.Key.Key_Space)
    qtbot.waitUntil(picture.isVisible)
    assert picture.pixmap().size() == QSize(280, 140)

    QTest.keyClick(button(page, "Vis eller skjul Køkkenet"), Qt.Key.Key_Space)
    assert not picture.isVisible()
    assert picture.pixmap().isNull()


def test_chosen_files_are_attached_one_is_saved_and_one_is_taken_off(
    qtbot: QtBot, session: Session, page: CitizenPage, tmp_path: Path
) -> None:
    (tmp_path / "Plan B.txt").write_text("Ring til søster.", encoding="utf-8")
    (tmp_path / "program.pdf").write_bytes(b"MZ" + bytes(99))
    files = files_of(page)

    files._attach_all([tmp_path / "program.pdf", tmp_path / "Plan B.txt"])
    qtbot.waitUntil(lambda: shown_names(page) == ["Brev", "Køkkenet", "Plan B"])
    brev = next(each for each in files._views.values() if each.name == "Brev")
    files._save(brev.attachment, [tmp_path / "ud.pdf"])
    settled(qtbot, session)
    assert (tmp_path / "ud.pdf").read_bytes() == PDF

    QTest.mouseClick(button(page, "Fjern Brev; det kan fortrydes"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown_names(page) == ["Køkkenet", "Plan B"])
    page.undo()
    qtbot.waitUntil(lambda: shown_names(page) == ["Brev", "Køkkenet", "Plan B"])


def test_a_file_that_is_not_here_yet_is_on_its_way_and_cannot_be_opened(
    qtbot: QtBot, session: Session, page: CitizenPage
) -> None:
    def lose(store: Store) -> None:
        for each in attached.every(store):
            attached.let_go(store, each)

    done(qtbot, session, lose)
    files_of(page)._reload()

    labels = files_of(page).findChildren
    qtbot.waitUntil(lambda: "PDF, 1 KB · Hentes …" in {each.text() for each in labels(QLabel) if each.isVisible()})
    assert not button(page, "Gem Brev uden for Enplan …").isEnabled()
    assert not button(page, "Vis eller skjul Køkkenet").isEnabled()
    assert button(page, "Fjern Brev; det kan fortrydes").isEnabled()


def test_all_files_of_a_plan_stand_beside_it(qtbot: QtBot, page: CitizenPage) -> None:
    about = next(each for each in page.findChildren(QPushButton) if each.text() == "Om planen")
    QTest.mouseClick(about, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: shown_names(page) == ["Brev", "Køkkenet"])


def test_at_a_meeting_no_file_is_shown(qtbot: QtBot, session: Session, page: CitizenPage) -> None:
    page.start_meeting()
    qtbot.waitUntil(lambda: page.is_meeting)
    page.show_face("list")
    settled(qtbot, session)

    assert [each for each in page.findChildren(Files) if each.isVisible()] == []


@pytest.mark.parametrize("form", ["png", "jpeg"])
def test_a_picture_is_decoded_no_larger_than_its_field(form: str) -> None:
    assert decoded(a_picture(form.upper()), form, within=QSize(100, 100)).size() == QSize(100, 50)
    assert decoded(a_picture(form.upper(), size=40), form, within=QSize(100, 100)).size() == QSize(40, 20)


def test_what_is_no_picture_of_that_form_is_not_decoded() -> None:
    within = QSize(100, 100)
    assert decoded(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "png", within=within).isNull()
    assert decoded(a_picture("JPEG"), "png", within=within).isNull()
    huge = a_picture()[:16] + (30_000).to_bytes(4, "big") * 2 + a_picture()[24:]
    assert decoded(huge, "png", within=within).isNull()
