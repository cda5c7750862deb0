"""The table of features in docs/board.md: every yes names tests that are there, and what is not there says so."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = 7


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
