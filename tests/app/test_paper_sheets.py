"""Sheets of cards as PDF: what they hold, and what is refused."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp

from app.domain.item import ItemType
from app.domain.paper import KINDS_ON_PAPER, Paper, sheet_name, slot_code
from app.errors import EnvironmentTrouble, UserError
from app.export.paper_sheets import save_sheets, usual, write_sheets

TODAY = date(2026, 11, 24)


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return str(document[0].get_textpage().get_text_range())


def codes_of(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        page = document[0].render(scale=2, grayscale=True)
        grey = memoryview(bytes(page.buffer)).cast("B", [page.height, page.stride])
        return [each.text for each in zxingcpp.read_barcodes(grey)]


@pytest.mark.parametrize("paper", list(Paper), ids=str)
def test_each_card_of_a_sheet_has_its_own_code_that_can_be_read(paper: Paper) -> None:
    out = BytesIO()
    (sheet,) = write_sheets(out, usual(paper), paper=paper, today=TODAY)

    codes = [slot_code(each) for each in codes_of(out.getvalue())]

    assert sorted(each.slot for each in codes if each) == list(range(1, sum(usual(paper).values()) + 1))
    assert {(each.sheet, each.paper) for each in codes if each} == {(sheet, paper)}


def test_a_sheet_names_its_kinds_and_its_number_and_nobody() -> None:
    out = BytesIO()
    (sheet,) = write_sheets(out, dict.fromkeys(KINDS_ON_PAPER, 1), today=TODAY)

    told = text_of(out.getvalue())

    assert all(name in told for name in ("Ønske", "Mål", "Indsats", "Aftale", "Aktør", "Møde", "Bekymring", "Styrke"))
    assert f"Ark {sheet_name(sheet)}" in told


def test_every_sheet_has_a_number_of_its_own() -> None:
    numbers = write_sheets(BytesIO(), {ItemType.WISH: 1}, sheets=4, today=TODAY)

    assert len(set(numbers)) == 4


@pytest.mark.parametrize(
    ("mix", "sheets"),
    [({}, 1), ({ItemType.GOAL: 9}, 1), ({ItemType.GOAL: 1}, 0), ({ItemType.GOAL: 1}, 51)],
    ids=["no card", "too many cards", "no sheet", "too many sheets"],
)
def test_a_sheet_that_cannot_be_is_refused_in_danish(mix: dict[ItemType, int], sheets: int) -> None:
    out = BytesIO()

    with pytest.raises(UserError) as refused:
        write_sheets(out, mix, sheets=sheets, today=TODAY)

    assert refused.value.message().endswith(".")
    assert out.getvalue() == b""


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble, match="Vælg en anden mappe"):
        save_sheets(tmp_path / "nowhere" / "ark.pdf", usual(Paper.A4), today=TODAY)
