"""A rule taken out of a copy of the sources, and a state machine run on that copy."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGEST_S = 3_600
"""The machine itself ends whoever goes round in circles; a run that takes so long has noticed nothing."""
COPIED = ("app", "sync", "resources")


@dataclass(frozen=True, slots=True)
class Patch:
    """In *file* the one match of *pattern* becomes *instead*; *further* is added at the end of the file."""

    file: str
    pattern: str
    instead: str
    further: str = ""

    def applied(self, source: str) -> str:
        """Return *source* without the rule. Raises LookupError unless the pattern matches once."""
        changed, number = re.subn(self.pattern, self.instead, source)
        if number != 1:
            raise LookupError(f"{self.file} holds {self.pattern!r} {number} times")
        return changed + self.further


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule left out by one patch."""

    name: str
    patch: Patch


@dataclass(frozen=True, slots=True)
class Machine:
    """A state machine: the class *name* in *module*."""

    module: str
    name: str


_RUN = """
import importlib, sys, traceback
from pathlib import Path
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
module, name, examples, chosen = sys.argv[1:]
machine = getattr(importlib.import_module(module), name)
seed(int(chosen))(machine)
try:
    run_state_machine_as_test(machine, settings=settings(
        max_examples=int(examples), stateful_step_count=50, deadline=None, database=None, report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck), phases=(Phase.generate,)))
except Exception as failed:
    said = str(failed).splitlines()
    frames = traceback.extract_tb(failed.__traceback__)
    places = [each.name for each in frames if Path(each.filename).name.startswith("exchange_")]
    print(machine.examples, "examples:", type(failed).__name__, "in", places[-1:], said[0][:160] if said else "")
    sys.exit(1)
print(machine.examples, "examples")
"""


def noticed(mutant: Mutant, machine: Machine, *, examples: int, seed: int) -> tuple[bool, str]:
    """Run *machine* on a copy without the rule; tell whether it failed, and after how many examples."""
    with tempfile.TemporaryDirectory(prefix="enplan-mutant-") as folder:
        for name in COPIED:
            shutil.copytree(ROOT / name, Path(folder, name))
        path = Path(folder, mutant.patch.file)
        path.write_text(mutant.patch.applied(path.read_text(encoding="utf-8")), encoding="utf-8")
        words = [sys.executable, "-c", _RUN, machine.module, machine.name, str(examples), str(seed)]
        paths = os.pathsep.join((folder, str(ROOT / "tests")))
        settings = os.environ | {"PYTHONPATH": paths, "PYTHONSAFEPATH": "1", "TMPDIR": folder}
        ran = subprocess.run(
            words, capture_output=True, text=True, check=False, cwd=folder, timeout=LONGEST_S, env=settings
        )
    return ran.returncode == 1 and bool(ran.stdout), ran.stdout.strip() or ran.stderr[-500:]
