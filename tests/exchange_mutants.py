"""Each rule that keeps work from being lost or shown, taken out of a copy of the sources: a machine must notice.

    python tests/exchange_mutants.py [--examples N] [--seeds N…] [--only WORDS…]

Prints a line for each rule and seed, at the end a JSON line; exit code 1 when the loss of one went unnoticed.
"""

import argparse
import json
import sys
from collections.abc import Sequence

from exchange_mutants_whole import CHAPTERS
from exchange_patch import Machine, Mutant, Patch, noticed

EXAMPLES = 400
SEEDS = (1, 2)
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

FIRST = (
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

FIRST_MACHINE, WHOLE_MACHINE = Machine("exchange_model", "Exchange"), Machine("exchange_straits", "Straits")
MUTANTS = (
    *((mutant, FIRST_MACHINE) for mutant in FIRST),
    *((mutant, WHOLE_MACHINE) for chapter in CHAPTERS for mutant in chapter.mutants),
)
"""Every rule with the machine that must notice its loss."""


def main(words: Sequence[str] | None = None) -> int:
    """Try the rules whose names hold what is asked for, or all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="*", default=(), metavar="WORDS", help="rules whose names hold these words")
    parser.add_argument("--examples", type=int, default=EXAMPLES)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    asked = parser.parse_args(words)
    chosen = [each for each in MUTANTS if not asked.only or any(some in each[0].name for some in asked.only)]
    survivors = []
    for mutant, machine in chosen:
        for seed in asked.seeds:
            is_noticed, said = noticed(mutant, machine, examples=asked.examples, seed=seed)
            survivors += [] if is_noticed else [f"{mutant.name} ({seed})"]
            told = "noticed" if is_noticed else "NOT NOTICED"
            sys.stdout.write(f"{told}  without «{mutant.name}», seed {seed}: {said}\n")
            sys.stdout.flush()
    counts = {"rules": len(chosen), "runs": len(chosen) * len(asked.seeds), "unnoticed": survivors}
    sys.stdout.write(json.dumps(counts, ensure_ascii=False) + "\n")
    return 1 if survivors or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
