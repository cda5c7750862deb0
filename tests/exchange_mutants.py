"""Each rule that keeps work from being lost, taken out of a copy of the sources: the state machine must notice.

    python tests/exchange_mutants.py [--examples N] [--seeds N…] [NAME…]

Prints a line for each rule and seed; exit code 1 when the loss of one went unnoticed.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLES = 1_000
SEEDS = (1, 2)
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


_REBASED = '''

def _rebased(connection: Connection, each: Outgoing, is_new: bool) -> Outgoing:
    """Give every edit the version that is known when it is sent as its base."""
    from dataclasses import replace

    if not is_new:
        return each
    version = connection.scalar(select(stream.c.version).where(stream.c.id == each.stream))
    made = decode(each.body)
    edits = [msgspec.structs.replace(edit, base=version, bases={}) for edit in made.edits]
    body = encode(msgspec.structs.replace(made, edits=edits))
    connection.execute(update(change).where(change.c.id == each.id).values(body=body))
    return replace(each, body=body)
'''
_COUNTED = r"""\1if each.seq <= last:
\1    self._pushed.results[each.id] = Result(max(1, self._log.version))
\1    continue
\1if not self._is_in_turn("""

MUTANTS = (
    Mutant(
        "an own pending edit keeps its base",
        Patch("app/store/transaction.py", r"\bbelow=below\b", "below=()"),
    ),
    Mutant(
        "the hash in the cursor",
        Patch("sync/server/log.py", r"\bhash_at\([^)]*\) == known\b", "True"),
    ),
    Mutant(
        "the base is taken at the edit",
        Patch(
            "app/store/exchange.py",
            r"\bkept\.append\(each\)",
            "kept.append(_rebased(connection, each, is_new))",
            _REBASED,
        ),
    ),
    Mutant(
        "known by change id",
        Patch("sync/server/push.py", r"( +)if not self\._is_in_turn\(", _COUNTED),
    ),
    Mutant(
        "late values are kept",
        Patch(
            "app/changes/outcome.py",
            r"\bpolicy is Policy\.TEXT\b",
            "policy is not Policy.TEXT:\n            return None\n        if True",
        ),
    ),
)

_RUN = """
import sys
from exchange_model import Exchange
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
seed(int(sys.argv[2]))(Exchange)
try:
    run_state_machine_as_test(Exchange, settings=settings(
        max_examples=int(sys.argv[1]), stateful_step_count=50, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), phases=(Phase.generate,)))
except Exception as failed:
    said = str(failed).splitlines()
    print(Exchange.examples, "examples:", type(failed).__name__, said[0] if said else "")
    sys.exit(1)
print(Exchange.examples, "examples")
"""


def noticed(mutant: Mutant, *, examples: int, seed: int) -> tuple[bool, str]:
    """Run the state machine on a copy without the rule; tell whether it failed, and after how many examples."""
    with tempfile.TemporaryDirectory(prefix="enplan-mutant-") as folder:
        for name in COPIED:
            shutil.copytree(ROOT / name, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__"))
        path = Path(folder, mutant.patch.file)
        path.write_text(mutant.patch.applied(path.read_text(encoding="utf-8")), encoding="utf-8")
        paths = os.pathsep.join((folder, str(ROOT / "tests")))
        ran = subprocess.run(
            [sys.executable, "-c", _RUN, str(examples), str(seed)], capture_output=True, text=True, check=False,
            cwd=folder, timeout=LONGEST_S, env=os.environ | {"PYTHONPATH": paths, "PYTHONSAFEPATH": "1"},
        )  # fmt: skip
    return ran.returncode == 1 and bool(ran.stdout), ran.stdout.strip() or ran.stderr[-500:]


def main() -> int:
    """Try the rules that are named, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--examples", type=int, default=EXAMPLES)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    asked = parser.parse_args()
    survivors = 0
    for mutant in MUTANTS:
        if asked.names and mutant.name not in asked.names:
            continue
        for seed in asked.seeds:
            is_noticed, said = noticed(mutant, examples=asked.examples, seed=seed)
            survivors += not is_noticed
            told = "noticed" if is_noticed else "NOT NOTICED"
            sys.stdout.write(f"{told}  without «{mutant.name}», seed {seed}: {said}\n")
            sys.stdout.flush()
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
