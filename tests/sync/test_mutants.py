"""Without any one of its rules the exchange loses something, and the state machine notices."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.soak


def test_the_loss_of_each_rule_is_noticed() -> None:
    ran = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("mutants.py"))], capture_output=True, text=True, check=False
    )

    sys.stdout.write(ran.stdout)
    assert ran.returncode == 0, ran.stdout + ran.stderr
