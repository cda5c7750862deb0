"""The table of features in docs/board.md: every yes names tests that are there, and what is not there says so."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = 8
PICTURE = re.compile(r"\[seen\]\((pictures/board/([\w-]+)\.png)\)")


def rows() -> list[list[str]]:
    """Return the cells of the table's lines."""
    told = (ROOT / "docs" / "board.md").read_text(encoding="utf-8").splitlines()
    begun = told.index(next(each for each in told if each.startswith("| feature |")))
    lines = [each for each in told[begun + 2 : told.index("", begun)] if each]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_every_feature_that_is_there_names_its_tests_and_every_other_says_that_it_is_not(row: list[str]) -> None:
    assert len(row) == COLUMNS
    told, test = row[5], row[6].strip("`")

    assert told.startswith(("yes", "partly: ", "not yet", "no: "))
    assert bool(test) is told.startswith(("yes", "partly"))
    assert not test or "def test_" in (ROOT / test).read_text(encoding="utf-8")


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_every_feature_that_is_there_shows_what_a_test_or_the_tour_left_on_the_screen(row: list[str]) -> None:
    shown = PICTURE.fullmatch(row[7])

    assert (shown is not None) is bool(row[6])
    if shown is not None:
        file, name = shown.groups()
        assert (ROOT / "docs" / file).is_file()
        assert f"def {name}(" in played() or f'picture("{name}")' in played()


@cache
def played() -> str:
    """Return the text of the tests of the window and of the tour."""
    files = [file for folder in ("ui", "story") for file in sorted((ROOT / "tests" / folder).rglob("*.py"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)
