"""Whatever goes wrong: what somebody took back is nowhere, and everything else is where it would be without."""

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from exchange_guarded import FURTHER
from exchange_redaction import TAKEN_BACK, Redacting
from exchange_straits import Straits
from exchange_whole import ALL, Whole

EXAMPLES = int(os.environ.get("ENPLAN_REDACTION_EXAMPLES", "20"))
SEED = int(os.environ.get("ENPLAN_REDACTION_SEED", "3"))
STEPS = 40
LEAST_SHARE = 0.10
WHOLE_EXAMPLES = int(os.environ.get("ENPLAN_WHOLE_EXAMPLES", "500"))
GUARDED_EXAMPLES = int(os.environ.get("ENPLAN_GUARDED_EXAMPLES", "300"))
WHOLE_STEPS = 50


@pytest.mark.hypothesis
@pytest.mark.timeout(36_000)
def test_R1_what_is_taken_back_is_nowhere_whatever_goes_wrong(
    record_property: Callable[[str, object], None],
) -> None:
    shares = _run(Redacting, EXAMPLES, steps=STEPS, situations=TAKEN_BACK, tell=record_property)

    assert {name: share for name, share in shares.items() if share < LEAST_SHARE} == {}


@pytest.mark.soak
@pytest.mark.hypothesis
@pytest.mark.timeout(36_000)
def test_F1_nothing_is_lost_where_rights_end_compartments_differ_and_texts_are_joined_as_well(
    record_property: Callable[[str, object], None],
) -> None:
    shares = _run(Whole, WHOLE_EXAMPLES, steps=WHOLE_STEPS, situations=ALL, tell=record_property)

    assert {name: share for name, share in shares.items() if share < LEAST_SHARE} == {}


@pytest.mark.soak
@pytest.mark.hypothesis
@pytest.mark.timeout(36_000)
def test_S11_nobody_is_given_what_is_closed_to_them_and_nothing_that_was_decided_is_undone(
    record_property: Callable[[str, object], None],
) -> None:
    shares = _run(Straits, GUARDED_EXAMPLES, steps=WHOLE_STEPS, situations=(*ALL, *FURTHER), tell=record_property)

    assert {name: share for name, share in shares.items() if not share} == {}


def _run(
    machine: type[Redacting], examples: int, *, steps: int, situations: tuple[str, ...],
    tell: Callable[[str, object], None],
) -> dict[str, float]:  # fmt: skip
    """Run *machine* and return in which share of the examples each situation occurred."""
    machine.counts.clear()
    machine.examples = 0
    run_state_machine_as_test(
        seed(SEED)(machine),
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, print_blob=True,
            phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    shares = {each: machine.counts[each] / machine.examples for each in situations}
    told = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
    tell("told", f"{machine.examples} examples of {steps} steps: {told}")
    return shares
