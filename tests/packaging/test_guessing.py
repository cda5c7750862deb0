"""The figures on guessing in docs/security.md come from a script that measures and computes."""

import json
import math
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

Report = dict[str, Any]


@pytest.fixture(scope="module")
def report() -> Report:
    loaded: Report = json.loads(_printed())
    return loaded


def test_the_guess_that_is_priced_is_the_one_the_program_makes(
    report: Report, record_property: Callable[[str, object], None]
) -> None:
    euros = ", ".join(f"{name} {policy['euro']:.3g} €" for name, policy in _policies(report).items())
    record_property("told", f"{report['measured']['seconds']:.2f} s a guess; {euros}")

    assert report["cost"] == {"memory_kib": 65536, "passes": 3, "lanes": 4}
    assert report["measured"]["seconds"] > 0
    assert report["measured"]["core_seconds"] > 0


def test_a_price_is_half_the_possibilities_times_the_price_of_a_guess(report: Report) -> None:
    pin = _policies(report)["pin-keyring-known"]
    hours = 500_000 * report["measured"]["core_seconds"] / 3600

    expected = hours * report["assumed"]["euro_per_core_hour"] / report["assumed"]["advantage"]
    assert math.isclose(pin["euro"], expected)


def test_the_policies_stand_in_the_order_of_their_price(report: Report) -> None:
    euros = {name: policy["euro"] for name, policy in _policies(report).items()}

    assert (
        euros["pin-keyring-known"]
        < euros["passphrase-common"]
        < euros["passphrase-3-words"]
        < euros["passphrase-4-words"]
        < euros["passphrase-12-letters"]
        < euros["passphrase-5-words"]
        < euros["escrow"]
        < euros["data-key"]
        < euros["lease-over"]
        < euros["pin-keyring-unknown"]
    )


@pytest.mark.parametrize("policy", ["escrow", "data-key", "lease-over", "pin-keyring-unknown"])
def test_what_lacks_a_whole_key_is_beyond_all_guessing(report: Report, policy: str) -> None:
    assert _policies(report)[policy]["log2_guesses"] >= 125


def test_at_the_keyboard_ten_tries_at_a_pin_are_one_chance_in_a_hundred_thousand(report: Report) -> None:
    assert report["at_the_keyboard"] == {"tries": 10, "chance": 0.00001}


def test_the_document_shows_every_policy_that_the_script_computes() -> None:
    rows = [row.split("|")[1:4] for row in _printed("--table").splitlines()[2:]]
    shown = [row.split("|")[1:4] for row in (ROOT / "docs" / "security.md").read_text("utf-8").splitlines()]

    assert [row for row in shown if row in rows] == rows


def _printed(*options: str) -> str:
    script = ROOT / "packaging" / "guessing.py"
    return subprocess.run([sys.executable, str(script), *options], check=True, capture_output=True, text=True).stdout


def _policies(report: Report) -> dict[str, dict[str, Any]]:
    return {policy["id"]: policy for policy in report["policies"]}
