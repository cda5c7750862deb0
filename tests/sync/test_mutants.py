"""Without any one of its rules the exchange loses something, and the state machine notices."""

import subprocess
import sys

import pytest

import exchange_mutants
from exchange_mutants import MUTANTS
from exchange_patch import ROOT, Mutant


@pytest.mark.parametrize("mutant", [each for each, _ in MUTANTS], ids=lambda mutant: mutant.name)
def test_each_rule_can_still_be_taken_out(mutant: Mutant) -> None:
    source = (ROOT / mutant.patch.file).read_text(encoding="utf-8")

    without = mutant.patch.applied(source)

    compile(without, mutant.patch.file, "exec")
    assert without != source


@pytest.mark.soak
def test_the_loss_of_each_rule_is_noticed() -> None:
    ran = subprocess.run([sys.executable, exchange_mutants.__file__], capture_output=True, text=True, check=False)

    sys.stdout.write(ran.stdout)
    assert ran.returncode == 0, ran.stdout + ran.stderr
