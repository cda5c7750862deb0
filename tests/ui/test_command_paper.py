"""`enplan paper`: sheets from the command line."""

import json
from pathlib import Path

import pytest

from ui.command_line import DONE, REFUSED, WRONG_USE, run


def test_sheets_are_written_without_a_profile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = tmp_path / "ark.pdf"

    status = run(["paper", "--out", str(to), "--sheets", "2", "--cards", "wish=2,actor=1", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (status, len(told["sheets"]), to.read_bytes()[:5]) == (DONE, 2, b"%PDF-")


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (["--paper", "a0"], WRONG_USE, "Vælg a4 eller a3"),
        (["--cards", "hopes=2"], WRONG_USE, "kan ikke læses"),
        (["--cards", "wish=x"], WRONG_USE, "kan ikke læses"),
        (["--cards", "wish=9"], REFUSED, "kun plads til 8"),
    ],
    ids=["paper", "kind", "count", "too many"],
)
def test_what_cannot_be_printed_is_told(
    words: list[str], status: int, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["paper", "--out", str(tmp_path / "ark.pdf"), *words]) == status
    assert why in capsys.readouterr().err
