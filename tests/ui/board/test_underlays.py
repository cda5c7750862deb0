"""Photographs laid under the board: kept attached, turned as taken, without their place; faded, moved, undone."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest

from app.domain.attachment import ATTACHMENT
from app.domain.board import Axis
from app.domain.drawing import FRAME, Frame
from app.errors import UserError
from app.export.svg import SvgExporter
from app.operations.board import show_axis
from app.operations.export import export_citizen
from app.operations.underlays import FADINGS, Picture, fade, lay_under
from app.queries.attachments import attachments, content_of
from app.queries.board import board_view, main_board
from app.queries.board_out import board_out
from board_desk import TODAY, Desk
from ui.board.ground import FrameItem
from ui.board.laid_picture import LONGEST, WIDE, encoded, made_ready
from ui.board.paper import PaperOnBoard
from ui.board.underlays import FAINTER, UNDER, Underlays
from ui.paper.photo_dialog import PaperPhotoDialog

GPS = b"GPSLatitude 55.6761"
TURNED = bytes.fromhex("4d4d002a000000080001011200030000000100060000" + "00000000")
"""An EXIF block, big-endian, with one entry: the picture is to be turned to the right."""


def a_picture(width: int, height: int, *, form: str = "JPEG") -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for_blue = QImage(width // 2, height, QImage.Format.Format_RGB32)
    for_blue.fill(QColor("blue"))
    painter = QPainter(image)
    painter.drawImage(width // 2, 0, for_blue)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, form)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def from_a_camera(content: bytes) -> bytes:
    """Return a JPEG as a camera writes it that was held upright: turned, and with the place it was taken at."""
    exif = b"Exif\0\0" + TURNED + GPS
    return content[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + content[2:]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(from_a_camera(a_picture(400, 200)))
    return path


@pytest.fixture
def free(desk: Desk) -> Desk:
    with desk.store.reader() as reader:
        board = main_board(reader, citizen=desk.citizen)
    show_axis(desk.store, board, citizen=desk.citizen, axis=Axis.FREE)
    desk.wait(lambda: desk.screen.easel.view.axis is None)
    return desk


def laid(desk: Desk, path: Path) -> Frame:
    """Lay a picture under the board as the file dialog's answer does."""
    desk.screen.part(Underlays).lay([path])
    desk.wait(lambda: len(desk.screen.easel.view.frames) == 1)
    return desk.screen.easel.view.frames[0]


def item_of(desk: Desk, frame: Frame) -> FrameItem:
    return desk.screen.canvas.board.frames[frame.id]


def test_a_photo_is_laid_faded_under_the_board_and_attached_to_the_plan(free: Desk, photo: Path) -> None:
    frame = laid(free, photo)

    with free.store.reader() as reader:
        kept = attachments(reader, citizen=free.citizen)
        file = reader.get(ATTACHMENT, frame.picture or "")
        assert file is not None
        content = content_of(reader, attachment=file)
    assert [(each.name, each.attachment.id) for each in kept] == [("Billede på tavlen", frame.picture)]
    assert (frame.width, frame.height, frame.faded) == (WIDE / 2, WIDE, 60)
    assert GPS not in content
    assert b"Exif" not in content
    assert QImage.fromData(content).size().toTuple() == (200, 400)


def test_it_is_painted_turned_as_it_was_taken_and_fainter_than_it_is(free: Desk, photo: Path) -> None:
    frame = laid(free, photo)
    pictures = free.screen.part(Underlays).pictures
    free.wait(lambda: pictures.picture(frame.picture or "") is not None)
    free.qtbot.wait(30)

    at = item_of(free, frame).frame()
    image = free.screen.canvas.viewport().grab().toImage()
    upper, lower = (
        image.pixelColor(free.point(at.center().x(), at.top() + share * at.height())) for share in (0.35, 0.65)
    )

    assert upper.red() > upper.blue() + 40
    assert lower.blue() > lower.red() + 40
    assert min(upper.green(), lower.green()) > 100


def test_cards_and_ink_lie_above_it_and_it_is_taken_by_its_edge(free: Desk, photo: Path) -> None:
    frame = laid(free, photo)
    at = item_of(free, frame).frame()

    assert item_of(free, frame).zValue() < 0
    assert free.screen.canvas.board.drawn_at(at.center()) is None
    assert free.screen.canvas.board.drawn_at(QPointF(at.left() + 3, at.center().y())) is item_of(free, frame)


def test_it_is_moved_sized_faded_and_removed_each_as_one_act_with_undo(free: Desk, photo: Path) -> None:
    frame = laid(free, photo)
    easel = free.screen.easel
    easel.select([frame.id])
    seen: list[tuple[float | None, float | None, int | None]] = [(frame.x, frame.width, frame.faded)]

    easel.model.move([], drawn=[frame], by=(30.0, 0.0))
    free.wait(lambda: easel.view.frames[0].x != seen[0][0])
    free.screen.do("picture fainter")
    free.wait(lambda: easel.view.frames[0].faded == 80)
    easel.select([frame.id])
    free.screen.do("delete")
    free.wait(lambda: not easel.view.frames)
    free.screen.do("undo")
    free.wait(lambda: len(easel.view.frames) == 1)
    free.screen.do("undo")
    free.wait(lambda: easel.view.frames[0].faded == 60)
    free.screen.do("undo")
    free.wait(lambda: easel.view.frames[0].x == seen[0][0])
    free.screen.do("undo")
    free.wait(lambda: not easel.view.frames)

    with free.store.reader() as reader:
        assert attachments(reader, citizen=free.citizen) == ()


def test_a_picture_keeps_its_shape_when_its_corner_is_dragged(free: Desk, photo: Path) -> None:
    frame = laid(free, photo)
    free.screen.easel.select([frame.id])
    free.screen.do("fit")
    at = item_of(free, frame).frame()

    free.drag(free.point(at.right(), at.bottom()), free.point(at.right() - 100, at.bottom() - 200))

    free.wait(lambda: free.screen.easel.view.frames[0].width != frame.width)
    now = free.screen.easel.view.frames[0]
    assert (now.width or 0) / (now.height or 1) == pytest.approx(0.5, abs=0.01)
    assert (now.width or 0) < (frame.width or 0)


def test_a_picture_on_the_clipboard_is_pasted_under(free: Desk) -> None:
    QGuiApplication.clipboard().setImage(QImage.fromData(a_picture(40, 20, form="PNG")))

    free.screen.do("paste")

    free.wait(lambda: len(free.screen.easel.view.frames) == 1)
    assert free.screen.easel.view.frames[0].picture is not None
    assert free.items() == []


def test_a_dropped_photo_without_cards_is_offered_to_lie_under(free: Desk, photo: Path) -> None:
    dialog: PaperPhotoDialog = free.screen.part(PaperOnBoard).read([photo], QPointF(500, 300))
    free.wait(dialog.under.isVisible)

    QTest.mouseClick(dialog.under, Qt.MouseButton.LeftButton)

    free.wait(lambda: len(free.screen.easel.view.frames) == 1)
    frame = free.screen.easel.view.frames[0]
    assert ((frame.x or 0) + (frame.width or 0) / 2, (frame.y or 0) + (frame.height or 0) / 2) == (500, 300)


def test_it_leaves_with_the_board_without_where_it_was_taken(free: Desk, photo: Path) -> None:
    laid(free, photo)
    with free.store.reader() as reader:
        drawn = board_out(reader, citizen=free.citizen, today=TODAY)
    out = BytesIO()

    SvgExporter().write_board(drawn, out)

    assert b"data:image/jpeg" in out.getvalue()
    assert b'opacity="0.40"' in out.getvalue()
    assert all(GPS not in each for each in drawn.faces.values())


def test_a_plan_that_is_exported_has_it_too(free: Desk, photo: Path, tmp_path: Path) -> None:
    laid(free, photo)

    path = export_citizen(free.store, SvgExporter(), citizen=free.citizen, out=tmp_path / "plan.svg", purpose="Svar")

    assert b"data:image/jpeg" in path.read_bytes()


def test_at_a_meeting_it_is_there_while_it_is_attached_to_the_plan(free: Desk, photo: Path) -> None:
    frame = laid(free, photo)
    meeting = "0192f000-0000-7000-8000-000000000001"

    def seen() -> list[str]:
        with free.store.reader() as reader:
            view = board_view(reader, citizen=free.citizen, today=TODAY, meeting=meeting)
        return [each.id for each in view.frames]

    before = seen()
    with free.store.reader() as reader:
        file = reader.get(ATTACHMENT, frame.picture or "")
    assert file is not None
    with free.store.transact("P", citizen=free.citizen) as act:
        act.delete(file)

    assert before == [frame.id]
    assert seen() == []


@pytest.mark.parametrize("content", [b"", b"Ikke et billede", b"%PDF-1.4 brudt"])
def test_what_is_no_picture_is_refused_in_words(free: Desk, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "b.jpg"
    path.write_bytes(content)

    free.screen.part(Underlays).lay([path])

    free.wait(lambda: len(free.troubles) == 1)
    assert free.troubles[0].message().endswith(".")
    assert free.screen.easel.view.frames == ()


def test_a_large_photo_is_kept_smaller_and_only_jpeg_is_laid(free: Desk) -> None:
    large = made_ready(a_picture(5_000, 2_500), middle=(0.0, 0.0))

    assert QImage.fromData(large.content).size().toTuple() == (LONGEST, LONGEST // 2)
    assert large.at == (-WIDE / 2, -WIDE / 4)
    with pytest.raises(UserError):
        encoded(QImage(), middle=(0.0, 0.0))
    png = Picture(content=a_picture(4, 4, form="PNG"), at=(0.0, 0.0), size=(4.0, 4.0))
    with pytest.raises(UserError):
        lay_under(free.store, png, citizen=free.citizen, board=free.screen.easel.view.board.id)


def test_fading_goes_round_in_steps(free: Desk, photo: Path) -> None:
    frame = laid(free, photo)
    steps = []
    for _ in FADINGS:
        with free.store.reader() as reader:
            now = reader.get(FRAME, frame.id)
        assert now is not None
        steps.append(fade(free.store, now))

    assert steps == [80, 0, 35, 60]


def test_a_meeting_asks_for_no_file_and_work_offers_both(make_desk: Callable[..., Desk], photo: Path) -> None:
    desk = make_desk()
    frame = laid(desk, photo)
    desk.screen.easel.select([frame.id])

    work = [each[1] for each in desk.screen.part(Underlays).further()]
    meeting = make_desk(held="0192f000-0000-7000-8000-000000000001").screen.part(Underlays).further()

    assert work == [UNDER, FAINTER]
    assert meeting == []
