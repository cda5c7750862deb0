"""The fault soak tells of every round by a JSON line, and plays the same round again for the same seed."""

import json
from pathlib import Path

import fault_soak
from faults import Occurred


def test_two_different_faults_at_once_lose_nothing(tmp_path: Path, occurred: Occurred) -> None:
    line = fault_soak.played(("lost answer", "copied client"), seed=7)

    occurred("two faults at once", len(line["occurred"]))
    assert line["problems"] == []


def test_the_soak_writes_a_line_for_each_round_and_fails_when_one_has_a_problem(tmp_path: Path) -> None:
    told: list[str] = []

    code = fault_soak.main(["--minutes", "0", "--output", str(tmp_path / "soak.jsonl")], told.append)

    (line,) = (tmp_path / "soak.jsonl").read_text(encoding="utf-8").splitlines()
    assert (code, json.loads(line)["problems"]) == (0, [])
    assert told[0].startswith("1 rounds, 0 with a problem")
