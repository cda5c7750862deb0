"""Logs that earlier versions wrote are read by this one, to an equal state and an equal hash."""

from pathlib import Path

import pytest

import golden_log
from app.changes.change import decode_outcomes
from faults import Occurred

PATHS = golden_log.recorded()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_golden_log_folds_to_the_state_it_was_recorded_with(path: Path, occurred: Occurred) -> None:
    recorded = golden_log.load(path)

    occurred("another version's fields and kinds", sum(len(each.entries) for each in recorded))
    assert [golden_log.refolded(each) for each in recorded] == [each.cells for each in recorded]
    assert [golden_log.head(each) for each in recorded] == [each.hash for each in recorded]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_golden_log_holds_every_kind_of_verdict_that_two_people_bring_about(path: Path) -> None:
    outcomes = [decode_outcomes(entry.outcomes) for each in golden_log.load(path) for entry in each.entries]

    assert {verdict.code for verdicts in outcomes for verdict in verdicts} >= {"r", "l"}


def test_a_version_was_recorded() -> None:
    assert PATHS
