"""«Gem eller udskriv …»: the board, or what is chosen on it, leaves as picture, PDF, paper or Excalidraw drawing."""

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtPrintSupport import QPrinter

from app.domain.board import Axis
from app.domain.item import Audience, ItemType
from app.domain.look_up import LOOK_UP, LookUpAct
from app.domain.sheet import Sheet
from app.errors import UserError
from app.export.board_pdf import BoardPdfExporter
from app.ids import main_board_of
from app.operations.board import add_label, show_axis
from app.operations.board_out import Asked, print_board, save_board
from app.queries.board import main_board
from app.queries.board_out import board_out
from board_desk import TODAY, Desk
from ui.board.out import OUT, BoardOutPart
from ui.board.out_dialog import FORMS, OutDialog

A_MEETING = "0192f000-0000-7000-8000-000000000001"
MakeDesk = Callable[..., Desk]
HEADS = {"png": b"\x89PNG", "svg": b"<?xml", "board-pdf": b"%PDF"}


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A free board with two cards, one of them for professionals only, and a text."""
    with desk.store.reader() as reader:
        board = main_board(reader, citizen=desk.citizen)
    show_axis(desk.store, board, citizen=desk.citizen, axis=Axis.FREE)
    desk.add(ItemType.GOAL, "Egen bolig")
    desk.add(ItemType.WISH, "Fred og ro")
    desk.add(ItemType.CONCERN, "Kun for os", audience=Audience.PROFESSIONALS)
    add_label(desk.store, citizen=desk.citizen, board=main_board_of(desk.citizen), at=(10.0, -60.0), text="Overskrift")
    desk.wait(lambda: len(desk.screen.easel.view.labels) == 1 and desk.screen.easel.view.axis is None)
    return desk


def opened(desk: Desk) -> OutDialog:
    dialog = desk.screen.part(BoardOutPart).open()
    desk.wait(lambda: not dialog.picture.pixmap().isNull())
    return dialog


def saved(desk: Desk, dialog: OutDialog, form: str, path: Path) -> bytes:
    dialog.form.setCurrentIndex(list(FORMS).index(form))
    with desk.qtbot.waitSignal(dialog.saved):
        dialog.write(path)
    return path.read_bytes()


def looked(desk: Desk) -> list[LookUpAct | None]:
    with desk.store.reader() as reader:
        return [each.act for each in reader.all(LOOK_UP)]


@pytest.mark.parametrize("form", list(HEADS))
def test_the_board_is_saved_as_a_file_and_that_is_written_down(filled: Desk, form: str, tmp_path: Path) -> None:
    content = saved(filled, opened(filled), form, tmp_path / "tavle")

    assert content.startswith(HEADS[form])
    assert looked(filled)[-1] is LookUpAct.EXPORT
    assert ("out", OUT, "file-down") in filled.screen.part(BoardOutPart).further()


def test_what_is_for_professionals_only_stays_and_the_dialog_says_so(filled: Desk, tmp_path: Path) -> None:
    dialog = opened(filled)
    told = dialog.state.text()
    svg = saved(filled, dialog, "svg", tmp_path / "tavle.svg").decode()

    assert "1 kort er kun for fagfolk" in told
    assert ("Kun for os" in svg, "Fred og ro" in svg, "Overskrift" in svg) == (False, True, True)


def test_only_what_is_chosen_leaves_when_that_is_asked_for(filled: Desk, tmp_path: Path) -> None:
    goal = next(card for card in filled.screen.easel.view.cards if card.item.title == "Egen bolig")
    filled.screen.easel.select([goal.id])
    dialog = opened(filled)
    dialog.what.setCurrentIndex(1)
    assert dialog.asked.only == frozenset({goal.id})

    svg = saved(filled, dialog, "svg", tmp_path / "tavle.svg").decode()

    assert ("Egen bolig" in svg, "Fred og ro" in svg, "Overskrift" in svg) == (True, False, False)


def test_excalidraw_gets_the_board_from_the_window_too(filled: Desk, tmp_path: Path) -> None:
    drawing = json.loads(saved(filled, opened(filled), "excalidraw", tmp_path / "tavle.excalidraw"))

    texts = {each["text"] for each in drawing["elements"] if each["type"] == "text"}
    assert drawing["type"] == "excalidraw"
    assert {"Egen bolig", "Fred og ro", "Overskrift"} <= {text.replace("\n", " ") for text in texts}
    assert not any("Kun for os" in text for text in texts)


@pytest.mark.parametrize("sheet", list(Sheet))
def test_the_board_is_printed_on_the_paper_that_is_chosen(filled: Desk, sheet: Sheet, tmp_path: Path) -> None:
    dialog = opened(filled)
    dialog.paper.setCurrentText(sheet.value)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "ud.pdf"))

    with filled.qtbot.waitSignal(dialog.printed):
        dialog.print_on(printer)

    document = pypdfium2.PdfDocument(tmp_path / "ud.pdf")
    sizes = {Sheet.A3: (842, 1191), Sheet.A4: (595, 842), Sheet.A5: (420, 595)}
    assert tuple(sorted(round(side) for side in document[0].get_size())) == pytest.approx(sizes[sheet], abs=2)
    assert len(document) == 1
    assert looked(filled)[-1] is LookUpAct.PRINT


def test_a_file_that_cannot_be_written_is_told_of_in_the_dialog(filled: Desk, tmp_path: Path) -> None:
    dialog = opened(filled)

    dialog.write(tmp_path / "findes ikke" / "tavle.png")

    filled.wait(lambda: "Der kan ikke skrives til" in dialog.state.text())
    assert dialog.save.isEnabled()


def test_at_a_meeting_the_board_is_printed_with_what_all_may_see_and_asks_for_no_file(make_desk: MakeDesk) -> None:
    desk = make_desk(held=A_MEETING)
    desk.add(ItemType.GOAL, "Egen bolig")

    dialog = opened(desk)
    asked = dialog.asked

    assert asked.meeting is not None
    assert not dialog.save.isVisibleTo(dialog)
    assert dialog.print_.isVisibleTo(dialog)
    with desk.store.reader() as reader:
        shown = board_out(reader, citizen=desk.citizen, today=TODAY, meeting=asked.meeting)
    assert [card.item.title for card in shown.view.cards] == ["Egen bolig"]


def test_boards_leave_by_operation_with_a_purpose_alone(filled: Desk, tmp_path: Path) -> None:
    asked = Asked(citizen=filled.citizen)

    with pytest.raises(UserError):
        save_board(filled.store, BoardPdfExporter(), asked=asked, out=tmp_path / "t.pdf", purpose=" ")
    pages = print_board(filled.store, BoardPdfExporter(), asked=asked, purpose="Til mødet")

    assert not (tmp_path / "t.pdf").exists()
    assert [page[:4] for page in pages] == [b"\x89PNG"]
