"""Touched: what an act or a pull altered, as those hear it who listen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What an act or a pull altered; `remote` tells that it came from the server.

    `changes` are the ids of the own changes that were saved by it, or may be sent from now on.
    """

    kinds: frozenset[str] = frozenset()
    citizens: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    changes: tuple[str, ...] = ()
    remote: bool = False


def joined(touched: Sequence[Touched]) -> Touched:
    """Return several as one."""
    whole = Touched()
    for each in touched:
        whole = replace(
            whole,
            kinds=whole.kinds | each.kinds,
            citizens=whole.citizens | each.citizens,
            records=whole.records | each.records,
            changes=whole.changes + each.changes,
            remote=whole.remote or each.remote,
        )
    return whole
