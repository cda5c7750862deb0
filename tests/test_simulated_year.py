"""A simulated year asks its workers hardly anything, and nothing that the rules could have settled themselves."""

import json
import subprocess
import sys
from collections.abc import Callable

from faults import ROOT

SCRIPT = ROOT / "tests" / "bench" / "conflicts.py"


def test_a_year_asks_a_worker_at_most_once_a_week_and_nothing_that_settles_itself(
    record_property: Callable[[str, object], None],
) -> None:
    ran = subprocess.run(
        [sys.executable, str(SCRIPT), "--size", "samsoe"], capture_output=True, check=True, timeout=600
    )  # fmt: skip
    found = json.loads(ran.stdout)

    record_property(
        "told", f"{found['questions']} questions to {found['workers']} workers in {found['changes']} changes"
    )
    assert found["questions"] > 0
    assert found["a_worker_and_week"] <= 1
    assert (found["between_equal_values"], found["between_values_of_one_author"]) == (0, 0)
