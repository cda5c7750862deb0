"""The steps from an empty database to the tables of today; a released one is never edited and uses no code of ours."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sync.server.steps.s0001_first_tables import first_tables
from sync.server.steps.s0002_several_processes import several_processes
from sync.server.steps.s0003_periods import periods
from sync.server.steps.s0004_sealed_content import Vault, sealed_content
from sync.server.steps.s0005_logging_in import logging_in
from sync.server.steps.s0006_attached import attached
from sync.server.steps.s0007_security_keys import security_keys
from sync.server.steps.s0008_moves import moves
from sync.server.steps.s0009_merged import merged

if TYPE_CHECKING:
    from alembic.operations import Operations

Step = Callable[["Operations", Vault], None]


def _plain(step: Callable[["Operations"], None]) -> Step:
    """Return a step that seals nothing as one that could."""
    return lambda op, _vault: step(op)


STEPS: tuple[Step, ...] = (
    _plain(first_tables),
    _plain(several_processes),
    _plain(periods),
    sealed_content,
    _plain(logging_in),
    _plain(attached),
    _plain(security_keys),
    _plain(moves),
    _plain(merged),
)
