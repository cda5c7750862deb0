"""Whatever goes wrong between people and server: nobody's work is lost, nothing vanishes unseen, all agree in the end."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from exchange_model import SITUATIONS, Exchange

EXAMPLES = int(os.environ.get("EX", "20"))
STEPS = 50
LEAST_SHARE = 0.10


@pytest.mark.timeout(3_600)
def test_nothing_is_lost_and_all_agree_whatever_goes_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    """Rules C1 to C8 and F1 to F9."""
    Exchange.counts.clear()
    Exchange.examples = 0
    run_state_machine_as_test(
        Exchange,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None,
            suppress_health_check=list(HealthCheck), print_blob=True,
        ),
    )  # fmt: skip

    shares = {each: Exchange.counts[each] / Exchange.examples for each in SITUATIONS}
    with capsys.disabled():
        print(
            "", f"{Exchange.examples} examples:", *(f"{name} {share:.0%}" for name, share in shares.items()), sep="\n  "
        )
    assert {name: share for name, share in shares.items() if share < LEAST_SHARE} == {}
