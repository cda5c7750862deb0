"""Whatever goes wrong: what somebody took back is nowhere, and everything else is where it would be without."""

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from exchange_redaction import TAKEN_BACK, Redacting

EXAMPLES = int(os.environ.get("ENPLAN_REDACTION_EXAMPLES", "30"))
STEPS = 40
LEAST_SHARE = 0.03


@pytest.mark.hypothesis
@pytest.mark.timeout(36_000)
def test_R1_what_is_taken_back_is_nowhere_whatever_goes_wrong(
    record_property: Callable[[str, object], None],
) -> None:
    Redacting.counts.clear()
    Redacting.examples = 0
    run_state_machine_as_test(
        seed(int(os.environ.get("ENPLAN_REDACTION_SEED", "1")))(Redacting),
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, print_blob=True,
            phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip

    shares = {each: Redacting.counts[each] / Redacting.examples for each in TAKEN_BACK}
    told = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
    record_property("told", f"{Redacting.examples} examples of {STEPS} steps: {told}")
    assert {name: share for name, share in shares.items() if share < LEAST_SHARE} == {}
