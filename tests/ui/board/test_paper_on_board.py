"""Cards written on paper come to the board by a photograph, show their handwriting, and get their titles once."""

from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.board import Axis
from app.domain.item import Item, ItemType
from app.operations.board import add_board
from app.queries.attachments import attachments
from board_desk import Desk
from paper_photos import Photo, mild, photographed, written
from ui.board.paper import PHOTO, PRINT, PaperOnBoard
from ui.paper.photo_dialog import ATTACH, PaperPhotoDialog
from ui.paper.print_dialog import PaperPrintDialog

SLOTS = (1, 3, 5)


@pytest.fixture(scope="module")
def photo(qapp: QApplication) -> Photo:
    """Return a photograph of a sheet on which a wish, a goal and an intervention are written."""
    return photographed(written(Random(4), slots=SLOTS), mild(5), Random(4))


@pytest.fixture
def file(photo: Photo, tmp_path: Path) -> Path:
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(photo.content)
    return path


def ready(desk: Desk, dialog: PaperPhotoDialog) -> PaperPhotoDialog:
    desk.wait(lambda: dialog.lay.isVisible() or dialog.leave.text() == "Luk")
    return dialog


def laid(desk: Desk, path: Path) -> list[Item]:
    """Lay what a photograph holds, and return the items in the order of their kinds."""
    dialog = ready(desk, desk.screen.part(PaperOnBoard).read([path]))
    dialog.lay.click()
    desk.wait(lambda: not desk.screen.easel.view.board.is_main and len(desk.screen.easel.view.cards) >= len(SLOTS))
    return sorted((card.item for card in desk.screen.easel.view.cards), key=lambda item: item.type)


def test_a_photo_becomes_cards_that_show_the_handwriting_on_a_board_of_their_own(desk: Desk, file: Path) -> None:
    items = laid(desk, file)

    assert [item.type for item in items] == [ItemType.GOAL, ItemType.INTERVENTION, ItemType.WISH]
    assert desk.screen.easel.view.board.title == "Papir, 24. november 2026"
    faces = desk.screen.part(PaperOnBoard).faces
    desk.wait(lambda: all(faces.picture(item.face or "") is not None for item in items))
    assert len(desk.items()) == len(SLOTS)
    assert desk.screen.foot.untitled.text() == "3 håndskrevne kort uden titel"


def test_cards_keep_their_places_before_each_other(desk: Desk, file: Path) -> None:
    goal, intervention, wish = (desk.card(item.id).spot for item in laid(desk, file))

    assert abs(wish.x - goal.x) < 12
    assert abs(goal.x - intervention.x) < 12
    assert wish.y + wish.height < goal.y
    assert goal.y + goal.height < intervention.y


def test_on_a_free_board_cards_are_laid_where_the_picture_was_dropped(desk: Desk, file: Path) -> None:
    board = add_board(desk.store, citizen=desk.citizen, title="Netværk", axis=Axis.FREE)
    desk.screen.do(f"board {board}")
    desk.wait(lambda: desk.screen.easel.view.board.id == board)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    at, hand = QPoint(300, 200), (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    place = desk.screen.canvas.to_board(QPointF(at))

    viewport = desk.screen.canvas.viewport()
    QApplication.sendEvent(viewport, QDragEnterEvent(at, Qt.DropAction.CopyAction, dropped, *hand))
    QApplication.sendEvent(viewport, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, dropped, *hand))
    (dialog,) = desk.screen.findChildren(PaperPhotoDialog)
    ready(desk, dialog).lay.click()
    desk.wait(lambda: len(desk.screen.easel.view.cards) == len(SLOTS))

    assert desk.screen.easel.view.board.id == board
    assert min(card.spot.x for card in desk.screen.easel.view.cards) == pytest.approx(place.x(), abs=1)
    assert min(card.spot.y for card in desk.screen.easel.view.cards) == pytest.approx(place.y(), abs=1)


def test_the_same_sheet_again_makes_no_second_card_and_offers_the_newer_picture(desk: Desk, file: Path) -> None:
    first = {item.id: item.face for item in laid(desk, file)}
    dialog = ready(desk, desk.screen.part(PaperOnBoard).read([file]))

    assert [tick.isChecked() for tick in dialog.ticks.values()] == [False] * len(SLOTS)
    assert not dialog.lay.isEnabled()
    next(iter(dialog.ticks.values())).click()
    dialog.lay.click()
    desk.wait(lambda: {item.id: item.face for item in desk.items()} != first)

    assert {item.id for item in desk.items()} == set(first)


def test_the_title_is_written_once_and_the_picture_stays_in_the_panel(desk: Desk, file: Path) -> None:
    laid(desk, file)
    desk.wait(lambda: desk.screen.foot.untitled.text() == "3 håndskrevne kort uden titel")
    desk.screen.foot.untitled.click()
    desk.wait(lambda: desk.screen.easel.is_writing)
    desk.keys("Flere ture", Qt.Key.Key_Return)
    desk.wait(lambda: "Flere ture" in [item.title for item in desk.items()])

    titled = next(item for item in desk.items() if item.title)
    desk.wait(lambda: desk.screen.foot.untitled.text() == "2 håndskrevne kort uden titel")
    desk.screen.show_item(titled.id)
    desk.wait(lambda: desk.screen.panel._face.isVisible())
    assert titled.face is not None
    with desk.store.reader() as reader:
        assert [each.name for each in attachments(reader, citizen=desk.citizen, item=titled.id)] == ["Håndskrevet kort"]


def test_handwriting_whose_picture_comes_after_its_card_was_chosen_stands_in_the_panel_too(
    desk: Desk, file: Path
) -> None:
    item = laid(desk, file)[0]
    faces = desk.screen.part(PaperOnBoard).faces
    desk.wait(lambda: len(faces._known) == len(SLOTS))
    faces._known.clear()
    faces._asked.clear()

    desk.screen.show_item(item.id)
    before = desk.screen.panel._face.isVisible()

    assert not before
    desk.wait(lambda: desk.screen.panel._face.isVisible())


def test_an_untitled_card_is_called_what_it_is(desk: Desk, file: Path) -> None:
    goal = next(item for item in laid(desk, file) if item.type is ItemType.GOAL)
    desk.screen.show_item(goal.id)

    assert desk.screen.panel._title.text() == "Håndskrevet kort (Mål)"


def test_everything_is_taken_back_in_one_step(desk: Desk, file: Path) -> None:
    laid(desk, file)
    desk.screen.undo()

    desk.wait(lambda: desk.items() == [])


def test_a_picture_without_cards_is_offered_as_an_attached_file(desk: Desk, tmp_path: Path, file: Path) -> None:
    bare = tmp_path / "IMG_2.png"
    desk.screen.grab().save(str(bare))
    dialog = ready(desk, desk.screen.part(PaperOnBoard).read([bare]))

    assert "Der er ingen kort" in dialog.words.text()
    assert dialog.attach.text() == ATTACH
    dialog.attach.click()
    desk.wait(lambda: "vedhæftet" in dialog.words.text())
    dialog.reject()
    with desk.store.reader() as reader:
        assert [each.name for each in attachments(reader, citizen=desk.citizen)] == ["IMG_2"]


@pytest.mark.qt_log_ignore("Huffman", extend=True)
def test_a_file_that_is_no_picture_is_told_beside_those_that_are(desk: Desk, tmp_path: Path, file: Path) -> None:
    broken = tmp_path / "IMG_3.jpg"
    broken.write_bytes(file.read_bytes()[:400])
    dialog = ready(desk, desk.screen.part(PaperOnBoard).read([broken, file]))

    assert "beskadiget" in dialog.aside.text()
    assert len(dialog.ticks) == len(SLOTS)
    dialog.reject()


def test_sheets_are_asked_for_from_more_and_written(desk: Desk, tmp_path: Path) -> None:
    offered = [words for _, words, _ in desk.screen.part(PaperOnBoard).further()]
    desk.screen.do("paper print")
    dialog = desk.screen.findChild(PaperPrintDialog)
    assert dialog is not None
    dialog.counts[ItemType.MEETING].setCurrentIndex(1)
    is_too_many = not dialog.save.isEnabled()
    dialog.counts[ItemType.WISH].setCurrentIndex(1)
    dialog.write(tmp_path / "ark.pdf")
    desk.wait(dialog.open_.isVisible)

    assert offered == [PRINT, PHOTO]
    assert is_too_many
    assert (tmp_path / "ark.pdf").read_bytes()[:5] == b"%PDF-"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_meeting_is_not_asked_for_titles(desk: Desk, file: Path, make_desk: object) -> None:
    laid(desk, file)
    meeting = make_desk(held="0199c000-0000-7000-8000-000000000009")  # type: ignore[operator]

    assert not meeting.screen.foot.untitled.isVisible()
    assert meeting.screen.canvas.viewport().rect().contains(QPoint(5, 5))
