"""Whatever goes wrong between people and server: no work is lost, nothing vanishes unseen, all agree in the end."""

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from exchange_model import SITUATIONS, Exchange
from faults import Occurred
from offices import POSTGRESQL

IS_SOAK = settings.get_current_profile_name() == "soak"
PARTS = 2
"""So many tests share the examples, because two processes do."""
EXAMPLES = int(os.environ.get("ENPLAN_EXCHANGE_EXAMPLES", "2000" if IS_SOAK else "300")) // PARTS
STEPS = 50
EXAMPLES_ON_POSTGRESQL = max(1, EXAMPLES // 10)
LEAST_SHARE = 0.10
PHASES = (Phase.explicit, Phase.generate, Phase.shrink) if IS_SOAK else (Phase.explicit, Phase.generate)


COUNTED = {
    "answer lost": "lost answer", "answer doubled or late": "late answer", "request doubled": "doubled",
    "batches cut and reordered": "cut", "the server is restored from an older backup": "restored server",
    "the client is restored or copied": "copied client",
}  # fmt: skip
"""Faults of the table, and what the model calls them."""


@pytest.mark.hypothesis
@pytest.mark.timeout(36_000)
@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_F1_nothing_is_lost_and_all_agree_whatever_goes_wrong(
    part: int, record_property: Callable[[str, object], None], occurred: Occurred
) -> None:
    Exchange.counts.clear()
    Exchange.examples = 0
    run_state_machine_as_test(
        Exchange if IS_SOAK else seed(part)(Exchange),
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, phases=PHASES, print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip

    shares = {each: Exchange.counts[each] / Exchange.examples for each in SITUATIONS}
    told = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
    record_property("told", f"{Exchange.examples} examples of {STEPS} steps: {told}")
    for fault, situation in COUNTED.items():
        occurred(fault, Exchange.counts[situation])
    assert {name: share for name, share in shares.items() if share < LEAST_SHARE} == {}


class OnPostgresql(Exchange):
    """The same people and the same server, which keeps its plans in PostgreSQL."""

    engine = POSTGRESQL


@pytest.mark.hypothesis
@pytest.mark.timeout(36_000)
@pytest.mark.parametrize("engine", [POSTGRESQL], indirect=True)
def test_F1_nothing_is_lost_where_the_server_is_on_another_engine_either(
    engine: str, record_property: Callable[[str, object], None]
) -> None:
    OnPostgresql.counts.clear()
    OnPostgresql.examples = 0
    run_state_machine_as_test(
        OnPostgresql if IS_SOAK else seed(PARTS + 1)(OnPostgresql),
        settings=settings(
            max_examples=EXAMPLES_ON_POSTGRESQL, stateful_step_count=STEPS, deadline=None, phases=PHASES,
            print_blob=True, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip

    happened = ", ".join(f"{name} {count}" for name, count in OnPostgresql.counts.items())
    record_property("told", f"{OnPostgresql.examples} examples of {STEPS} steps on {engine}: {happened}")
    assert OnPostgresql.counts["restored server"] > 0
