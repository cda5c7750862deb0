"""Each rule that keeps work from being lost, taken out of a copy of the sources: the state machine must notice.

    python tests/sync/mutants.py [--examples N] [NAME…]

Prints a line for each rule; exit code 1 when the loss of one went unnoticed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = 1_000
LONGEST_S = 3_600
"""After so long a client runs in circles, which is noticed as well."""
COPIED = ("app", "sync", "resources")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule left out: in each file one piece of text stands in for another."""

    name: str
    patches: tuple[tuple[str, str, str], ...]


_KNOWN = "            if each.id in known:\n"
_COUNTED = """            if each.seq <= last:
                self._pushed.results[each.id] = Result(max(1, self._log.version))
            elif each.id in known:
"""
_KEPT = "            kept.append(each)\n"
_KEPT_REBASED = "            kept.append(_rebased(connection, each, is_new))\n"
_CURSORS = "def cursors(store: Store)"
_REBASED = """def _rebased(connection, each, is_new):
    from dataclasses import replace
    if not is_new:
        return each
    version = connection.scalar(select(stream.c.version).where(stream.c.id == each.stream))
    made = decode(each.body)
    edits = [msgspec.structs.replace(edit, base=version, bases={}) for edit in made.edits]
    body = encode(msgspec.structs.replace(made, edits=edits))
    connection.execute(update(change).where(change.c.id == each.id).values(body=body))
    return replace(each, body=body)


def cursors(store: Store)"""
_LATE = "        return Verdict(edit.record, name, RIVAL)\n\n    def _merged"

MUTANTS = (
    Mutant(
        "an own pending edit keeps its base",
        (
            (
                "app/store/transaction.py",
                "below = () if held is None or draft.has_seen_all else held.edits",
                "below = ()",
            ),
        ),
    ),
    Mutant(
        "the hash in the cursor",
        (("sync/server/log.py", "return hash_at(connection, stream, version) == known", "return True"),),
    ),
    Mutant(
        "the base is taken at the edit",
        (("app/store/exchange.py", _KEPT, _KEPT_REBASED), ("app/store/exchange.py", _CURSORS, _REBASED)),
    ),
    Mutant(
        "known by change id",
        (
            ("sync/server/push.py", _KNOWN, _COUNTED),
            (
                "sync/server/push.py",
                "            if not self._is_in_turn(each, known, last):\n",
                "            if each.seq > last + 1:\n",
            ),
        ),
    ),
    Mutant(
        "late values are kept",
        (("app/changes/outcome.py", _LATE, "        return None\n\n    def _merged"),),
    ),
)

_RUN = """
import sys
from exchange_model import Exchange
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
try:
    run_state_machine_as_test(Exchange, settings=settings(
        max_examples=int(sys.argv[1]), stateful_step_count=50, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), phases=(Phase.generate,)))
except BaseException as failed:
    print(Exchange.examples, type(failed).__name__, str(failed).splitlines()[0] if str(failed) else "")
    sys.exit(1)
print(Exchange.examples)
"""


def noticed(mutant: Mutant, *, examples: int) -> tuple[bool, str]:
    """Run the state machine on a copy without the rule; tell whether it failed, and what it said."""
    with tempfile.TemporaryDirectory(prefix="enplan-mutant-") as folder:
        for name in COPIED:
            shutil.copytree(ROOT / name, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__"))
        for file, there, instead in mutant.patches:
            path = Path(folder, file)
            source = path.read_text(encoding="utf-8")
            if source.count(there) != 1:
                raise LookupError(f"{file} does not hold the rule once: {there!r}")
            path.write_text(source.replace(there, instead), encoding="utf-8")
        paths = os.pathsep.join((folder, str(ROOT / "tests")))
        ran = subprocess.run(
            [sys.executable, "-c", _RUN, str(examples)], capture_output=True, text=True, check=False, cwd=folder,
            timeout=LONGEST_S, env=os.environ | {"PYTHONPATH": paths, "PYTHONSAFEPATH": "1"},
        )  # fmt: skip
    return ran.returncode == 1 and bool(ran.stdout), ran.stdout.strip() or ran.stderr[-500:]


def main() -> int:
    """Try the rules that are named, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--examples", type=int, default=EXAMPLES)
    asked = parser.parse_args()
    survivors = 0
    for mutant in MUTANTS:
        if asked.names and mutant.name not in asked.names:
            continue
        try:
            is_noticed, said = noticed(mutant, examples=asked.examples)
        except subprocess.TimeoutExpired:
            is_noticed, said = True, "runs in circles"
        survivors += not is_noticed
        sys.stdout.write(f"{'noticed' if is_noticed else 'NOT NOTICED'}  without «{mutant.name}»: {said}\n")
        sys.stdout.flush()
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
